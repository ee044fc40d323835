// npm start [-- --check]: builds, and opens VS Code for the Web on this machine's loopback with the extension on
// `examples/`. Ctrl+C ends it. With --check it only asks for the page once and ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureEditorPackage } from './editorPackage.ts';
import { root, runNode } from './run.ts';

const isCheck = process.argv.includes('--check');

const build = await runNode(['esbuild.mjs', '--quiet']);
if (build.status !== 0) fail(`The extension could not be built:\n${build.output}`);
const failure = await ensureEditorPackage();
if (failure) fail(`VS Code for the Web could not be installed: ${failure}`);
if (!existsSync(join(root, 'examples'))) fail('The folder examples/ is missing.');

// What needs the types and packages of test/editor lies there.
const child = spawn(process.execPath, [join(root, 'test/editor/serve.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['inherit', 'pipe', 'inherit'],
});
// What the file server says of each request that it refuses is no news to a person.
createInterface({ input: child.stdout }).on('line', (line) => {
  if (!/\bGET \/|^Serving |^Using ESM|^Listening on /.test(line)) console.log(line);
});
// From a terminal the child gets Ctrl+C as well, and ends once; sent to this process alone, only this tells it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill('SIGTERM'));
child.on('exit', (status) => {
  process.exitCode = status ?? (isCheck ? 1 : 0);
});

function fail(reason: string): never {
  console.error(reason);
  process.exit(1);
}
