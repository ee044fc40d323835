import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { type ClientOptions, LspClient, pullCapabilities } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';

const folder = 'file:///w';
const set = `${folder}/web.yaml`;
const service = `${folder}/service.yaml`;
const unresolved = 'service-name-unresolved';

function start(files: MemoryFiles, options: ClientOptions = {}): Promise<LspClient> {
  return LspClient.inProcess({
    folders: [folder],
    runtime: { files },
    capabilities: pullCapabilities,
    ...options,
  }).start();
}

function pull(client: LspClient, uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
  return client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
}

function pullAll(
  client: LspClient,
  previous: readonly WorkspaceDiagnosticReport['items'][number][] = [],
): Promise<WorkspaceDiagnosticReport> {
  const previousResultIds = previous.map(({ uri, resultId }) => ({ uri, value: resultId }));
  return client.request('workspace/diagnostic', { previousResultIds });
}

function codesOf(report: DocumentDiagnosticReport): unknown[] {
  return (report as FullDocumentDiagnosticReport).items.map(({ code }) => code);
}

test('a result that the client still has is said to be unchanged, until an edit changes it', async () => {
  const client = await start(new MemoryFiles());
  await client.indexed();
  await client.open(set, statefulSet);
  const first = await pull(client, set);
  assert.equal(first.kind, 'full');
  assert.ok(codesOf(first).includes(unresolved));
  const second = await pull(client, set, first.resultId);
  assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
  await client.replace(set, 'apiVersion', '# a line more\napiVersion');
  const third = await pull(client, set, first.resultId);
  assert.equal(third.kind, 'full');
  assert.notEqual(third.resultId, first.resultId);
});

test('an edit that moves nothing keeps the result', async () => {
  const client = await start(new MemoryFiles());
  await client.indexed();
  await client.open(set, statefulSet);
  const first = await pull(client, set);
  await client.replace(set, 'example.com/web:1.0', 'example.com/web:2.0');
  assert.equal((await pull(client, set, first.resultId)).kind, 'unchanged');
});

test('the client is asked to ask again when another file settles a problem', async () => {
  const files = new MemoryFiles();
  const client = await start(files);
  await client.indexed();
  await client.open(set, statefulSet);
  const first = await pull(client, set);
  client.forget();
  files.set(service, headlessService);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: service, type: 1 }] });
  await client.waitFor('workspace/diagnostic/refresh');
  const second = await pull(client, set, first.resultId);
  assert.equal(codesOf(second).includes(unresolved), false);
});

test('an edit in one open file asks for the others again, if they have other problems now', async () => {
  const client = await start(new MemoryFiles());
  await client.indexed();
  await client.open(service, headlessService);
  await client.open(set, statefulSet);
  await pull(client, set);
  await pull(client, service);
  client.forget();
  await client.replace(service, 'name: web\n', 'name: other\n');
  await client.waitFor('workspace/diagnostic/refresh');
  assert.ok(codesOf(await pull(client, set)).includes(unresolved));
});

test('a file that is not open is read from disk; one that is nowhere has no problems', async () => {
  const client = await start(new MemoryFiles({ [set]: statefulSet }));
  await client.indexed();
  const report = await pull(client, set);
  assert.ok(codesOf(report).includes(unresolved));
  assert.equal((await pull(client, set, report.resultId)).kind, 'unchanged');
  assert.deepEqual(await pull(client, `${folder}/nowhere.yaml`), { kind: 'full', items: [] });
});

test('the whole workspace can be asked for: open and closed files, unchanged ones in short', async () => {
  const broken = `${folder}/broken.yaml`;
  const files = new MemoryFiles({
    [set]: statefulSet,
    [service]: headlessService.replace('app\n', 'apps\n'),
    [broken]: 'kind: Service\napiVersion: v1\nfoo: 1\n',
  });
  const client = await start(files);
  await client.open(set, statefulSet);
  const first = await pullAll(client);
  const byUri = new Map(first.items.map((item) => [item.uri, item]));
  assert.equal(byUri.get(set)?.version, 1);
  assert.equal(byUri.get(broken)?.version, null);
  assert.equal(byUri.get(broken)?.kind, 'full');
  const second = await pullAll(client, first.items);
  assert.equal(second.items.find(({ uri }) => uri === broken)?.kind, 'unchanged');
  client.forget();
  files.set(broken, headlessService);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: broken, type: 2 }] });
  await client.waitFor('workspace/diagnostic/refresh');
  const third = await pullAll(client, first.items);
  const item = third.items.find(({ uri }) => uri === broken);
  assert.deepEqual(item?.kind === 'full' && item.items, []);
});

test('closed files are read again only when something that they depend on has moved', async () => {
  const files = new MemoryFiles({ [set]: statefulSet, [service]: headlessService });
  const client = await start(files);
  const first = await pullAll(client);
  files.reads.length = 0;
  await pullAll(client, first.items);
  assert.deepEqual(files.reads, []);
  files.set(service, headlessService.replace('name: web\n', 'name: other\n'));
  client.forget();
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: service, type: 2 }] });
  await client.waitFor('workspace/diagnostic/refresh');
  const third = await pullAll(client, first.items);
  const item = third.items.find(({ uri }) => uri === set);
  assert.ok(item?.kind === 'full' && item.items.some(({ code }) => code === unresolved));
});

test('a file that went away loses the problems that the client was told', async () => {
  const files = new MemoryFiles({ [set]: statefulSet });
  const client = await start(files);
  const first = await pullAll(client);
  assert.equal(first.items.length, 1);
  client.forget();
  files.texts.delete(set);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: set, type: 3 }] });
  await client.waitFor('workspace/diagnostic/refresh');
  const second = await pullAll(client, first.items);
  assert.deepEqual(second.items, [{ kind: 'full', uri: set, version: null, items: [] }]);
});

test('a large workspace is told in portions', async () => {
  const texts = Object.fromEntries(
    Array.from({ length: 120 }, (_, at) => [`${folder}/s${at}.yaml`, 'kind: Service\napiVersion: v1\nfoo: 1\n']),
  );
  const client = await start(new MemoryFiles(texts));
  const last = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
    previousResultIds: [],
    partialResultToken: 'parts',
  });
  const parts = client.received
    .filter(({ method }) => method === '$/progress')
    .map(({ params }) => params as { token: unknown; value: WorkspaceDiagnosticReport })
    .filter(({ token }) => token === 'parts');
  const total = parts.reduce((sum, { value }) => sum + value.items.length, last.items.length);
  assert.equal(total, 120);
  assert.ok(parts.length >= 2);
});
