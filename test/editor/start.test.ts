import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { hasEditorPackage } from '../../scripts/editorPackage.ts';
import { root, runNode } from '../../scripts/run.ts';
import { patienceMs } from '../support/patience.ts';

const skip = hasEditorPackage() ? false : 'VS Code for the Web is not installed in test/editor; npm test installs it';

test('npm start serves VS Code for the Web and prints its address', { skip, timeout: 2 * patienceMs }, async () => {
  const { status, output } = await runNode(['scripts/start.ts', '--check']);
  assert.equal(status, 0, output);
  assert.match(output, /http:\/\/localhost:\d+\//);
  assert.match(output, /The page answers/);
});

test('SIGINT to the process of npm start alone ends all that it started', {
  skip,
  timeout: 2 * patienceMs,
}, async (t) => {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  t.after(() => child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data;
      const address = /http:\/\/localhost:\d+\//.exec(output)?.[0];
      if (address && output.includes('Ctrl+C')) resolve(address);
    });
    child.once('exit', () => reject(new Error(`npm start ended by itself:\n${output}`)));
  });
  assert.equal((await fetch(url)).status, 200);
  child.kill('SIGINT');
  assert.equal(await ended, 0);
  await assert.rejects(fetch(url), 'nothing listens any more');
});
