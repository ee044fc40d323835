import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patienceMs } from '../../support/patience.ts';
import type { SuiteResult } from './browser.ts';
import { root } from './environment.ts';
import { start } from './processes.ts';

/** An editor that runs longer than this (ms) hangs; each thing that its script waits for ends earlier. */
const longestMs = 3 * patienceMs;

/** What plain editors start: the server as the npm package offers it. */
const server = [process.execPath, join(root, 'server/bin/statefulset-language-server.js'), '--stdio'];

/**
 * Runs an editor with a script that talks to the server and prints `ok` or `FAIL` and a title for each thing it checks.
 * `args` gets the folder with a copy of `examples/`, which is also the editor's home.
 */
export async function runEditor(
  program: string,
  args: readonly string[],
): Promise<{ results: readonly SuiteResult[]; output: string }> {
  const home = mkdtempSync(join(tmpdir(), 'statefulset-editor-'));
  cpSync(join(root, 'examples'), home, { recursive: true });
  cpSync(join(root, 'test/editor/stdio.yaml'), join(home, 'web.yaml'));
  const report = join(home, 'report.txt');
  try {
    const editor = start(program, args, {
      cwd: home,
      env: {
        ...process.env,
        HOME: home,
        XDG_CONFIG_HOME: join(home, '.config'),
        XDG_STATE_HOME: join(home, '.state'),
        XDG_CACHE_HOME: join(home, '.cache'),
        XDG_DATA_HOME: join(home, '.data'),
        STATEFULSET_SERVER: server.join('\n'),
        STATEFULSET_FILE: join(home, 'web.yaml'),
        STATEFULSET_REPORT: report,
      },
    });
    let hang = '';
    const late = setTimeout(() => {
      hang = `, ended after ${longestMs / 1000} s`;
      void editor.stop();
    }, longestMs);
    const status = await editor.ended;
    clearTimeout(late);
    const output = editor.output();
    const lines = existsSync(report) ? readFileSync(report, 'utf8').split('\n') : [];
    const results = lines.flatMap((line) => read(line));
    if (results.at(-1)?.title !== 'the script came to its end') {
      results.push({ title: 'the script came to its end', error: `status ${status}${hang}: ${output.slice(-3000)}` });
    }
    return { results, output };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function read(line: string): SuiteResult[] {
  const match = /^(ok|FAIL) ([^:]+)(?:: (.*))?$/.exec(line);
  if (!match) return [];
  const [, verdict, title = '', seen = ''] = match;
  return [verdict === 'ok' ? { title } : { title, error: `seen: ${seen}` }];
}
