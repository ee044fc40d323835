import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../scripts/run.ts';
import type { SuiteResult } from './browser.ts';
import { root } from './environment.ts';

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
    const { status, output } = await run(program, args, {
      cwd: home,
      env: {
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
    const lines = existsSync(report) ? readFileSync(report, 'utf8').split('\n') : [];
    const results = lines.flatMap((line) => read(line));
    if (results.at(-1)?.title !== 'the script came to its end') {
      results.push({ title: 'the script came to its end', error: `status ${status}: ${output.slice(-3000)}` });
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
