import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packExtension } from '../../../scripts/package.ts';
import { run } from '../../../scripts/run.ts';
import { quiet, root, type Workspace } from './environment.ts';
import { freePort, type Program, start, waitForAnswer } from './processes.ts';

/** VS Code's own server with our package installed: extensions run in Node, the window is a page. */
export interface VSCode {
  readonly port: number;
  readonly program: Program;
}

const serverMain = join(root, 'test/editor/node_modules/code-server/lib/vscode/out/server-main.js');

/** Packs the extension and installs it as a user does; returns the folder that VS Code unpacked it to. */
export async function installPackage(place: Workspace): Promise<string> {
  const vsix = join(place.folder, 'statefulset.vsix');
  const packed = await packExtension(vsix);
  if (packed.status !== 0) throw new Error(`the extension was not packed:\n${packed.output}`);
  const { status, output } = await run(process.execPath, [serverMain, ...folders(place), '--install-extension', vsix], {
    env: environment(place),
  });
  if (status !== 0) throw new Error(`the package was not installed:\n${output}`);
  const name = readdirSync(place.extensions).find((entry) => entry.startsWith('statefulset.'));
  if (!name) throw new Error(`VS Code unpacked no extension:\n${output}`);
  return join(place.extensions, name);
}

/** Starts VS Code's server on the loopback and waits until it answers. A folder without trust opens in Restricted Mode. */
export async function startVSCode(
  place: Workspace,
  { isTrusted, settings = {} }: { isTrusted: boolean; settings?: Readonly<Record<string, unknown>> },
): Promise<VSCode> {
  const user = join(place.folder, 'user-data/User');
  mkdirSync(user, { recursive: true });
  writeFileSync(
    join(user, 'settings.json'),
    JSON.stringify({ ...quiet, 'security.workspace.trust.startupPrompt': 'never', ...settings }),
  );
  const port = await freePort();
  const args = [
    ...folders(place),
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
    // A built workbench runs a suite only with the smoke test driver.
    ...['--disable-telemetry', '--disable-experiments', '--enable-smoke-test-driver'],
    ...(isTrusted ? ['--disable-workspace-trust'] : []),
  ];
  const program = start(process.execPath, [serverMain, ...args], { env: environment(place) });
  try {
    await waitForAnswer(`http://127.0.0.1:${port}/version`, program);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return { port, program };
}

/** Address of the workbench with the workspace open; with `suite`, it runs that bundle and reports (`collectSuite`). */
export function workbenchUrl(
  { port }: VSCode,
  place: Workspace,
  options: { suite?: string; extensions?: string[] } = {},
) {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('folder', place.workspace);
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(options.extensions ?? []).map((path) => ['extensionDevelopmentPath', remote(path)]),
    ...(options.suite ? [['extensionTestsPath', remote(options.suite)]] : []),
  ];
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

function folders(place: Workspace): string[] {
  return [
    ...['--user-data-dir', join(place.folder, 'user-data')],
    ...['--server-data-dir', join(place.folder, 'server-data')],
    ...['--extensions-dir', place.extensions],
  ];
}

/** The kubeconfig that extensions see, whether it exists or not: never the one of who runs the tests. */
export function kubeconfigOf({ folder }: Workspace): string {
  return join(folder, 'kubeconfig');
}

/** Sockets and other leftovers go to the temporary folder; an outer VS Code's variables do not leak in. */
function environment(place: Workspace): NodeJS.ProcessEnv {
  const { VSCODE_IPC_HOOK_CLI: _, ...env } = process.env;
  const temporary = join(place.folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  return { ...env, TMPDIR: temporary, KUBECONFIG: kubeconfigOf(place) };
}
