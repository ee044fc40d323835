import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run } from './run.ts';

const folder = join(root, 'test/editor');
const lockFile = join(folder, 'package-lock.json');
const marker = join(folder, 'node_modules/.installed');
/** VS Code's own server lies inside code-server and brings its own list of packages. */
const vscodeServer = join(folder, 'node_modules/code-server/lib/vscode');

/** Whether what `test/editor/package-lock.json` lists is installed. */
export function hasEditorPackage(): boolean {
  return existsSync(marker) && readFileSync(marker, 'utf8') === readFileSync(lockFile, 'utf8');
}

/**
 * Installs VS Code in the two forms that the tests and `npm start` open (about 1.4 GB in `test/editor/node_modules`),
 * unless they are there already. Returns why it could not, or undefined.
 */
export async function ensureEditorPackage(): Promise<string | undefined> {
  if (hasEditorPackage()) return undefined;
  console.log('installing VS Code for tests and npm start into test/editor/node_modules (once, about a minute) …');
  // npm runs on the Node that runs this, not on an older one of the system.
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  const steps = [
    { args: ['ci', '--no-audit', '--no-fund'], cwd: folder },
    { args: ['install', '--omit=dev', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'], cwd: vscodeServer },
  ];
  for (const { args, cwd } of steps) {
    const { status, output } = await run('npm', args, { cwd, env });
    if (status !== 0) return `npm ${args[0]} failed in ${cwd}:\n${output.trim()}`;
  }
  writeFileSync(marker, readFileSync(lockFile));
  return undefined;
}
