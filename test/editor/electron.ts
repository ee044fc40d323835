// npm run test:electron: the suite in the desktop's VS Code, which @vscode/test-electron downloads first. Not part of
// `npm test`, which needs no internet.
import { join } from 'node:path';
import { ensureEditorPackage } from '../../scripts/editorPackage.ts';
import { runNode } from '../../scripts/run.ts';
import { createWorkspace, root } from './support/environment.ts';

const failure = await ensureEditorPackage();
if (failure) throw new Error(failure);
const { runTests } = await import('@vscode/test-electron');
const build = await runNode(['esbuild.mjs', '--quiet', '--test']);
if (build.status !== 0) throw new Error(build.output);
const place = createWorkspace();
try {
  process.exitCode = await runTests({
    // The extension from the sources, and the one that carries the suite.
    extensionDevelopmentPath: [root, join(root, 'test/editor/host')],
    extensionTestsPath: join(root, 'test/editor/host/dist/node.js'),
    launchArgs: [place.workspace, '--disable-extensions', '--user-data-dir', join(place.folder, 'user-data')],
    cachePath: join(root, '.vscode-test'),
    // A file that does not exist: no test reads a cluster of who runs it.
    extensionTestsEnv: { KUBECONFIG: join(place.folder, 'kubeconfig') },
  });
} finally {
  place.remove();
}
