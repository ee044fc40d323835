import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { hasEditorPackage } from '../../scripts/editorPackage.ts';
import { extensionFiles, packExtension, packServer } from '../../scripts/package.ts';
import { type Run, root, run, runNode } from '../../scripts/run.ts';
import type { ServerStatus } from '../../server/src/protocol/serverStatus.ts';
import { startApiServer } from '../cluster/apiServer.ts';
import { Folder, kubeconfig } from '../cluster/kubeconfig.ts';
import { LspClient } from '../support/lspClient.ts';
import { longestTestMs } from './support/environment.ts';

// What is handed out: the two packages, and that they work where they land.
const folder = mkdtempSync(join(tmpdir(), 'statefulset-package-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('the build gives the same bytes each time', { timeout: longestTestMs }, async () => {
  const [first, second] = [await buildAndHash(), await buildAndHash()];
  assert.ok(first.size > 5, `only ${first.size} files are built`);
  assert.deepEqual(second, first);
});

const vsceSkip = hasEditorPackage() ? false : 'vsce is not installed in test/editor; npm test installs it';
test('the extension holds what it runs and nothing else', { skip: vsceSkip, timeout: longestTestMs }, async () => {
  const { status, output } = await packExtension(join(folder, 'statefulset.vsix'));
  assert.equal(status, 0, output);
  const files = extensionFiles();
  const isKnown =
    /^((server\/)?dist|syntaxes|dist\/walkthrough(\/images)?)\/[^/]+$|^(server\/)?package\.json$|^README\.md$|^LICENSE$|^client\/icon\.png$/;
  assert.deepEqual(
    files.filter((file) => !isKnown.test(file) || /\.map$|cli\.c?js$/.test(file)),
    [],
  );
  // Everything that was built but the command line tool, whose ES modules nothing else reads.
  const built = globSync('{dist,server/dist}/*.{js,cjs}', { cwd: root }).filter(
    (file) => !/\/(cli|chunk)\b/.test(file),
  );
  assert.deepEqual(
    built.filter((file) => !files.includes(file)),
    [],
  );
  for (const wanted of [
    'dist/extension.js',
    'dist/extension.web.js',
    'server/dist/server.cjs',
    'server/dist/browser.js',
  ]) {
    assert.ok(files.includes(wanted), `${wanted} is missing in:\n${output}`);
  }
});

test('the extension is packed into the same bytes each time', { skip: vsceSkip, timeout: longestTestMs }, async () => {
  const pack = async (name: string) => {
    const { status, output } = await packExtension(join(folder, name));
    assert.equal(status, 0, output);
    return createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  };
  const first = await pack('first.vsix');
  await new Promise((resolve) => setTimeout(resolve, 2100)); // times in a .vsix count in steps of two seconds
  assert.equal(await pack('second.vsix'), first);
});

test('the lock files name no host', () => {
  for (const name of ['package-lock.json', 'test/editor/package-lock.json']) {
    const hosts = readFileSync(join(root, name), 'utf8').match(/"resolved": "https?:[^"]*"/g);
    assert.equal(hosts, null, name);
  }
});

describe('the npm package of the server, installed alone', { timeout: longestTestMs }, async () => {
  const installed = await install();
  const bin = (name: string) => join(folder, 'installed/node_modules/.bin', name);

  test('is packed and installed without dependencies', () => {
    assert.equal(installed.status, 0, installed.output);
    assert.deepEqual(
      readdirSync(join(folder, 'installed/node_modules')).filter((name) => !name.startsWith('.')),
      ['statefulset-language-server'],
    );
  });

  for (const node of await nodes()) {
    test(`checks a manifest (${node.version})`, async () => {
      const file = join(root, 'examples/mysql-with-mistakes.yaml');
      const { status, output } = await run(node.path, [bin('statefulset'), 'check', file]);
      assert.equal(status, 1, output);
      assert.match(output, /replicas/);
    });

    test(`explains itself (${node.version})`, async () => {
      const { status, output } = await run(node.path, [bin('statefulset'), '--help']);
      assert.equal(status, 0, output);
      assert.match(output, /\bcheck\b/);
    });

    test(`answers an editor (${node.version})`, async () => {
      const { status, output } = await speak(node.path, [bin('statefulset-language-server'), '--stdio']);
      assert.match(output, /"capabilities"/);
      assert.equal(status, 0, output);
    });

    test(`reads a live cluster (${node.version})`, async () => {
      const api = await startApiServer();
      const config = new Folder();
      const { KUBECONFIG } = process.env;
      process.env.KUBECONFIG = config.write('config', kubeconfig(api.url));
      try {
        const { client } = LspClient.spawn({
          command: [node.path, bin('statefulset-language-server'), '--stdio'],
          configuration: { statefulset: { cluster: { enabled: true } } },
        });
        await client.start();
        const isSettled = ({ cluster }: ServerStatus) => cluster?.state === 'ready' || cluster?.state === 'failed';
        const status = await client.waitFor<ServerStatus>('statefulset/status', isSettled);
        assert.equal(status.cluster?.state, 'ready', JSON.stringify(status.cluster));
        await client.stop();
      } finally {
        if (KUBECONFIG === undefined) delete process.env.KUBECONFIG;
        else process.env.KUBECONFIG = KUBECONFIG;
        config.remove();
        await api.close();
      }
    });
  }

  test('says what to do where it was not built', async () => {
    const copy = join(folder, 'installed/node_modules/statefulset-language-server/dist');
    rmSync(copy, { recursive: true });
    const { status, output } = await runNode([bin('statefulset'), '--help']);
    assert.equal(status, 2, output);
    assert.match(output, /npm run build/);
  });
});

async function buildAndHash(): Promise<Map<string, string>> {
  const { status, output } = await runNode(['esbuild.mjs', '--quiet']);
  assert.equal(status, 0, output);
  const files = globSync('{dist,server/dist}/*.{js,cjs,txt}', { cwd: root }).sort();
  return new Map(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex'),
    ]),
  );
}

async function install(): Promise<Run> {
  const packed = await packServer(folder);
  const archive = globSync('statefulset-language-server-*.tgz', { cwd: folder })[0];
  if (packed.status !== 0 || !archive) return { ...packed, status: packed.status || 1 };
  return run(
    'npm',
    ['install', '--offline', '--no-audit', '--no-fund', '--prefix', 'installed', join(folder, archive)],
    {
      cwd: folder,
    },
  );
}

/** This Node, and others on the PATH that should work. */
async function nodes(): Promise<{ path: string; version: string }[]> {
  const found = [{ path: process.execPath, version: process.version }];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'node');
    const { status, output } = existsSync(path) ? await run(path, ['--version']) : { status: 1, output: '' };
    const version = output.trim();
    const major = Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
    if (status === 0 && major >= 20 && !found.some((each) => each.version === version)) found.push({ path, version });
  }
  return found;
}

/** One short session: initialize, shutdown, exit. */
function speak(node: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
    const send = (message: object) => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    let hasAnswered = false;
    child.stdout.on('data', (data: Buffer) => {
      output += data;
      if (hasAnswered || !output.includes('"capabilities"')) return;
      hasAnswered = true;
      send({ method: 'initialized', params: {} });
      send({ id: 2, method: 'shutdown' });
      send({ method: 'exit' });
    });
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  });
}
