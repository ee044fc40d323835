import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic, Hover } from 'vscode-languageserver-protocol';
import type { ServerStatus } from '../../server/src/protocol/serverStatus.ts';
import { noTextReason } from '../../server/src/runtime/ports.ts';
import { type ClientOptions, fullCapabilities, LspClient } from '../support/lspClient.ts';
import { headlessService, statefulSet, storageClass } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';

const folder = 'file:///w';
const set = `${folder}/web.yaml`;
const service = `${folder}/service.yaml`;
const unresolved = 'service-name-unresolved';

function codes(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

function start(files: MemoryFiles, options: ClientOptions = {}) {
  return LspClient.inProcess({ folders: [folder], runtime: { files }, ...options }).start();
}

test('what other files define is known once they are read', async () => {
  const client = await start(new MemoryFiles({ [service]: headlessService, [`${folder}/class.yaml`]: storageClass }));
  await client.open(set, statefulSet);
  await client.indexed();
  await client.replace(set, 'replicas: 3', 'replicas: 2');
  const found = await client.diagnostics(set, ({ version }) => version === 2);
  assert.equal(codes(found).includes(unresolved), false);
  const status = client.received.findLast(({ method }) => method === 'statefulset/status')?.params as ServerStatus;
  assert.equal(status.index.state, 'ready');
  assert.equal(status.objects, 3);
});

test('while files are read, requests are answered and nothing is called missing', async () => {
  const files = new MemoryFiles({ [service]: headlessService });
  const { promise, resolve } = Promise.withResolvers<void>();
  files.gates.set(service, promise);
  const client = await start(files);
  await client.open(set, statefulSet);
  await client.diagnostics(set);
  assert.equal(files.reads.includes(service), true);
  const hover = await client.request<Hover | null>('textDocument/hover', {
    textDocument: { uri: set },
    position: client.position(set, 'serviceName'),
  });
  assert.ok(hover);
  assert.equal(client.received.some(isReady), false);
  const told = client.received.filter(({ method }) => method === 'textDocument/publishDiagnostics');
  assert.equal(JSON.stringify(told).includes(unresolved), false);
  resolve();
  await client.indexed();
});

test('the work of reading is shown as progress, from begin to end', async () => {
  const texts = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${folder}/s${at}.yaml`, headlessService]));
  const client = await start(new MemoryFiles(texts));
  await client.indexed();
  await client.waitFor<{ value: { kind: string } }>('$/progress', ({ value }) => value.kind === 'end');
  const kinds = client.received
    .filter(({ method }) => method === '$/progress')
    .map(({ params }) => (params as { value: { kind: string } }).value.kind);
  assert.equal(kinds[0], 'begin');
  assert.equal(kinds.indexOf('end'), kinds.length - 1);
});

test('a client that refuses progress still gets its workspace read', async () => {
  const client = LspClient.inProcess({
    folders: [folder],
    runtime: { files: new MemoryFiles({ [set]: statefulSet }) },
  });
  client.refused.add('window/workDoneProgress/create');
  await client.start();
  await client.indexed();
});

test('files without Kubernetes objects are read once and make no objects', async () => {
  const files = new MemoryFiles({ [`${folder}/package.json`]: '{"name": "x"}', [service]: headlessService });
  const client = await start(files);
  await client.indexed();
  const status = client.received.findLast(({ method }) => method === 'statefulset/status')?.params as ServerStatus;
  assert.deepEqual([status.index.files, status.objects], [2, 1]);
  assert.equal(files.reads.filter((uri) => uri.endsWith('package.json')).length, 1);
});

test('files that are too large or cannot be read are named once', async () => {
  const files = new MemoryFiles({ [service]: headlessService });
  files.faults.set(`${folder}/large.yaml`, { state: 'tooLarge', bytes: 6_000_000 });
  files.faults.set(`${folder}/secret.yaml`, { state: 'unreadable', reason: 'not allowed to read it' });
  const client = await start(files);
  await client.indexed();
  const changes = ['large', 'secret'].map((name) => ({ uri: `${folder}/${name}.yaml`, type: 2 }));
  await client.notify('workspace/didChangeWatchedFiles', { changes: [...changes, { uri: service, type: 3 }] });
  await client.waitFor<ServerStatus>('statefulset/status', () => true);
  await client.request('workspace/symbol', { query: 'web' });
  const logged = client.received
    .filter(({ method }) => method === 'window/logMessage')
    .map((each) => JSON.stringify(each));
  assert.equal(logged.filter((text) => text.includes('large.yaml')).length, 1);
  assert.equal(logged.filter((text) => text.includes('not allowed')).length, 1);
});

test('a file that comes, changes and goes on disk is noticed each time', async () => {
  const files = new MemoryFiles();
  const client = await start(files);
  await client.open(set, statefulSet);
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
  const steps: [type: number, text: string | undefined, isResolved: boolean][] = [
    [1, headlessService, true],
    [2, headlessService.replace('name: web\n', 'name: other\n'), false],
    [2, headlessService, true],
    [3, undefined, false],
  ];
  for (const [type, text, isResolved] of steps) {
    client.forget();
    if (text === undefined) files.texts.delete(service);
    else files.set(service, text);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: service, type }] });
    await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved) !== isResolved);
  }
});

test('a folder that goes away takes its files along, one that comes brings them', async () => {
  const inner = `${folder}/base/service.yaml`;
  const files = new MemoryFiles({ [inner]: headlessService });
  const client = await start(files);
  await client.indexed();
  await client.open(set, statefulSet);
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
  client.forget();
  files.texts.delete(inner);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${folder}/base`, type: 3 }] });
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
  client.forget();
  files.set(inner, headlessService);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${folder}/base`, type: 1 }] });
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
  client.forget();
  files.texts.delete(inner);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${folder}/base/`, type: 3 }] });
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
});

test('a folder whose name has a dot brings its files when it comes', async () => {
  const files = new MemoryFiles();
  const client = await start(files);
  await client.indexed();
  await client.open(set, statefulSet);
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
  files.set(`${folder}/release-1.2/service.yaml`, headlessService);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${folder}/release-1.2`, type: 1 }] });
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
});

test('folders that are never entered are not entered when they come', async () => {
  const files = new MemoryFiles();
  const client = await start(files, { initializationOptions: { settings: { exclude: ['vendor/'] } } });
  await client.indexed();
  const inner = ['node_modules/some-package', 'vendor/chart', 'vendor'].map((path) => `${folder}/${path}`);
  for (const each of inner) files.set(`${each}/service.yaml`, headlessService);
  const last = `${folder}/last/service.yaml`;
  files.set(last, headlessService);
  await client.notify('workspace/didChangeWatchedFiles', {
    changes: [...inner, `${folder}/last`].map((uri) => ({ uri, type: 1 })),
  });
  await client.open(set, statefulSet);
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
  assert.deepEqual(
    files.reads.filter((uri) => uri.endsWith('service.yaml')),
    [last],
  );
});

for (const [what, change] of Object.entries({
  'a file that is rewritten': (files: MemoryFiles) => {
    files.set(service, headlessService.replace('name: web\n', 'name: other\n'));
    return { uri: service, type: 2 };
  },
  'a file that goes': (files: MemoryFiles) => {
    files.texts.delete(service);
    return { uri: service, type: 3 };
  },
})) {
  test(`${what} after it was read ahead, before the index is there, is not taken for what it was`, async () => {
    const files = new MemoryFiles({ [`${folder}/first.yaml`]: storageClass, [service]: headlessService });
    const { promise, resolve } = Promise.withResolvers<void>();
    files.gates.set(`${folder}/first.yaml`, promise);
    const client = await start(files);
    await client.open(set, statefulSet);
    await client.diagnostics(set);
    assert.deepEqual(files.reads.slice(-2), [`${folder}/first.yaml`, service]);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [change(files)] });
    // Answered once the notification has been read.
    await client.request('textDocument/documentSymbol', { textDocument: { uri: set } });
    resolve();
    await client.indexed();
    await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
  });
}

test('what the editor holds open counts, not what the disk says meanwhile', async () => {
  const files = new MemoryFiles({ [service]: headlessService });
  const client = await start(files);
  await client.open(set, statefulSet);
  await client.open(service, headlessService.replace('name: web\n', 'name: other\n'));
  await client.indexed();
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
  client.forget();
  files.set(service, `${headlessService}# changed\n`);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: service, type: 2 }] });
  await client.request('workspace/symbol', { query: '' });
  await client.close(service);
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
});

test('one file under two spellings of its URI is one file', async () => {
  const files = new MemoryFiles({ [`${folder}/my set.yaml`.replace(' ', '%20')]: statefulSet });
  const client = await start(files);
  const spelled = 'file:///w/my%20set%2Eyaml';
  await client.open(spelled, statefulSet.replace('replicas: 3', 'replicas: 2'));
  await client.indexed();
  const status = client.received.findLast(({ method }) => method === 'statefulset/status')?.params as ServerStatus;
  assert.equal(status.objects, 1);
});

test('a client that watches nothing gets files compared with the disk when it saves', async () => {
  const { workspace, ...rest } = fullCapabilities;
  const capabilities = { ...rest, workspace: { ...workspace, didChangeWatchedFiles: {} } };
  const files = new MemoryFiles({ [service]: headlessService });
  const client = await start(files, { capabilities });
  await client.indexed();
  assert.equal(client.registrations.has('workspace/didChangeWatchedFiles'), false);
  await client.open(set, statefulSet);
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
  client.forget();
  files.set(service, headlessService.replace('name: web\n', 'name: other\n'));
  await client.notify('textDocument/didSave', { textDocument: { uri: set } });
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
});

test('folders come and go', async () => {
  const other = 'file:///other';
  const files = new MemoryFiles({ [`${other}/service.yaml`]: headlessService });
  const client = await start(files);
  await client.open(set, statefulSet);
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
  client.forget();
  const event = { added: [{ uri: other, name: 'other' }], removed: [] };
  await client.notify('workspace/didChangeWorkspaceFolders', { event });
  await client.indexed();
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
  client.forget();
  await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: event.added } });
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
});

test('without a folder the files beside an open one count, and not those below', async () => {
  const files = new MemoryFiles({ [service]: headlessService, [`${folder}/deep/class.yaml`]: storageClass });
  const client = await LspClient.inProcess({ runtime: { files } }).start();
  await client.open(set, statefulSet);
  await client.waitFor<ServerStatus>('statefulset/status', ({ objects }) => objects === 2);
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
});

test('a file that is no text counts only while an editor has a text of it; the log says so once', async () => {
  const files = new MemoryFiles();
  files.faults.set(service, { state: 'unreadable', reason: noTextReason });
  const client = await start(files);
  await client.open(set, statefulSet);
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
  await client.waitFor<{ message: string }>('window/logMessage', ({ message }) => message.includes(noTextReason));
  client.forget();
  await client.open(service, headlessService);
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
  client.forget();
  await client.close(service);
  await client.diagnostics(set, ({ diagnostics }) => codes(diagnostics).includes(unresolved));
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: service, type: 2 }] });
  await client.open(service, headlessService);
  await client.diagnostics(set, ({ diagnostics }) => !codes(diagnostics).includes(unresolved));
  const logged = client.received.filter(({ params }) => JSON.stringify(params ?? null).includes(noTextReason));
  assert.equal(logged.length, 0, 'it was said before');
});

test('the status follows what open files define', async () => {
  const client = await start(new MemoryFiles());
  await client.indexed();
  await client.open(service, headlessService);
  await client.waitFor<ServerStatus>('statefulset/status', ({ objects }) => objects === 1);
  client.forget();
  await client.replace(service, 'ports:', 'ports: []\n---\nkind: Secret\napiVersion: v1\nx:');
  await client.waitFor<ServerStatus>('statefulset/status', ({ objects }) => objects === 2);
  await client.close(service);
  await client.waitFor<ServerStatus>('statefulset/status', ({ objects }) => objects === 0);
});

function isReady({ method, params }: { method: string; params: unknown }): boolean {
  return method === 'statefulset/status' && (params as ServerStatus).index.state === 'ready';
}
