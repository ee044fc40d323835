// npm run package: makes the extension for VS Code (.vsix) and the npm package of the server (.tgz), in the folder that
// is given, else in the root. Neither needs the network.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureEditorPackage } from './editorPackage.ts';
import { type Run, root, run, runNode } from './run.ts';

const vsce = join(root, 'test/editor/node_modules/@vscode/vsce/vsce');

/** Packs what is built in `dist` and `server/dist` into a .vsix. */
export function packExtension(target: string): Promise<Run> {
  return runNode([vsce, 'package', '--no-dependencies', '--out', target]);
}

/** Packs the server as `npm publish` would, into a folder. */
export function packServer(folder: string): Promise<Run> {
  return run('npm', ['pack', '--workspace', 'server', '--ignore-scripts', '--pack-destination', folder]);
}

if (process.argv[1] === import.meta.filename) {
  const folder = resolve(process.argv[2] ?? root);
  const failure = existsSync(vsce) ? undefined : await ensureEditorPackage();
  const steps = failure
    ? [{ status: 1, output: failure }]
    : [
        await runNode(['esbuild.mjs']),
        await packExtension(join(folder, 'vscode-statefulset.vsix')),
        await packServer(folder),
      ];
  for (const { output } of steps) console.log(output.trim());
  process.exitCode = steps.some(({ status }) => status !== 0) ? 1 : 0;
}
