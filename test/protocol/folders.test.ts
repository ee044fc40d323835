import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FileChangeType, type SymbolInformation } from 'vscode-languageserver-protocol';
import { normalizeUri } from '../../server/src/base/uri.ts';
import type { ServerStatus } from '../../server/src/protocol/serverStatus.ts';
import { type ClientOptions, LspClient, pullCapabilities } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';

/** Files that are found under each spelling of their names, as on a disk. */
class DiskFiles extends MemoryFiles {
  override read(uri: string): ReturnType<MemoryFiles['read']> {
    const wanted = normalizeUri(uri);
    return super.read([...this.texts.keys()].find((each) => normalizeUri(each) === wanted) ?? uri);
  }
}

async function start(files: MemoryFiles, folders: readonly string[], options: ClientOptions = {}) {
  const client = await LspClient.inProcess({ folders, runtime: { files }, ...options }).start();
  await client.indexed();
  return client;
}

/** How many objects the status says that there are, once it says so. */
function untilObjects(client: LspClient, count: number): Promise<void> {
  return client.until(`${count} objects`, () => {
    const status = client.received.findLast(({ method }) => method === 'statefulset/status')?.params as ServerStatus;
    return status.index.state === 'ready' && status.objects === count;
  });
}

async function names(client: LspClient): Promise<string[]> {
  const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: '' });
  return found.map(({ name, location }) => `${name} ${normalizeUri(location.uri)}`).sort();
}

function change(client: LspClient, added: readonly string[], removed: readonly string[] = []): Promise<void> {
  const folders = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: 'x' }));
  const event = { added: folders(added), removed: folders(removed) };
  return client.notify('workspace/didChangeWorkspaceFolders', { event });
}

test('spellings of one file on a drive of Windows are told from those of others', () => {
  const one = ['file:///C:/w/a.yaml', 'file:///c:/w/a.yaml', 'file:///c%3A/w/a.yaml', 'file:///C%3a/w/%61.yaml'];
  assert.deepEqual([...new Set(one.map(normalizeUri))], ['file:///c:/w/a.yaml']);
  for (const root of ['file:///C:', 'file:///c%3A']) assert.equal(normalizeUri(root), 'file:///c:');
  // Elsewhere capitals are another name.
  for (const other of ['file:///A/b.yaml', 'file:///C:x/a.yaml', 'file:///CC:/a.yaml', 'untitled:C:/a.yaml', 'C:/a'])
    assert.equal(normalizeUri(other), other);
});

for (const open of ['file:///c%3A/w/web.yaml', 'file:///c:/w/web.yaml', 'file:///C%3A/w/web.yaml']) {
  test(`a file of a drive that the editor calls ${open} is the one on the disk`, async () => {
    const files = new DiskFiles({ 'file:///C:/w/web.yaml': statefulSet, 'file:///C:/w/s.yaml': headlessService });
    const client = await start(files, ['file:///C:/w'], { capabilities: pullCapabilities });
    await untilObjects(client, 2);
    await client.open(open, `${statefulSet}---\n${headlessService.replace('name: web', 'name: other')}`);
    await untilObjects(client, 3);
    // Each part of the protocol may spell it in its own way.
    for (const uri of ['file:///C:/w/web.yaml', 'file:///c%3A/w/web.yaml']) {
      const textDocument = { uri };
      const symbols = await client.request<unknown[]>('textDocument/documentSymbol', { textDocument });
      assert.equal(symbols.length, 2, uri);
      const position = { line: 6, character: 4 };
      assert.ok(await client.request('textDocument/hover', { textDocument, position }), uri);
      const { items } = await client.request<{ items: unknown[] }>('textDocument/diagnostic', { textDocument });
      assert.ok(Array.isArray(items));
      const contentChanges = [{ range: { start: position, end: position }, text: '' }];
      await client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
    }
    const changes = [{ uri: 'file:///c:/w/web.yaml', type: FileChangeType.Changed }];
    await client.notify('workspace/didChangeWatchedFiles', { changes });
    const all = await names(client);
    assert.deepEqual(all, [
      'Service other file:///c:/w/web.yaml',
      'Service web file:///c:/w/s.yaml',
      'StatefulSet web file:///c:/w/web.yaml',
    ]);
    await client.notify('textDocument/didClose', { textDocument: { uri: 'file:///c:/w/web.yaml' } });
    await untilObjects(client, 2);
    const textDocument = { uri: open };
    await assert.rejects(client.request('textDocument/documentSymbol', { textDocument }), /not open/);
  });
}

test('a file that is opened under two names is one document, under the name that came last', async () => {
  const client = await start(new MemoryFiles(), ['file:///c%3A/w']);
  const uris = ['file:///c%3A/w/a.yaml', 'file:///C:/w/a.yaml'];
  for (const uri of uris) {
    await client.open(uri, `${statefulSet}  foo: 1\n`);
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  }
  assert.deepEqual(await client.diagnostics(uris[0]!, ({ diagnostics }) => diagnostics.length === 0), []);
  await untilObjects(client, 1);
});

test('a folder that is named twice, also in another spelling or with a slash, counts once and goes once', async () => {
  const files = new MemoryFiles({ 'file:///C:/w/web.yaml': statefulSet });
  const twice = ['file:///C:/w', 'file:///C:/w/', 'file:///c%3A/w'];
  const client = await start(files, twice);
  await untilObjects(client, 1);
  await change(client, twice);
  await change(client, twice);
  assert.equal((await names(client)).length, 1);
  await change(client, [], ['file:///c%3A/w']);
  await untilObjects(client, 0);
  await change(client, ['file:///C:/w']);
  await untilObjects(client, 1);
});

test('of folders within each other each file is known once, and the settings of the inner one count for it', async () => {
  const files = new MemoryFiles({
    'file:///w/a.yaml': statefulSet,
    'file:///w/in/b.yaml': headlessService,
    'file:///w/in/gone.yaml': headlessService.replace('name: web', 'name: gone'),
    'file:///w/in/gone-2.yaml': headlessService.replace('name: web', 'name: gone-2'),
    'file:///w/in/.statefulset.yaml': 'exclude: [gone*.yaml]\n',
    'file:///w/.statefulset.yaml': 'exclude: [b.yaml]\n',
  });
  const wanted = ['Service web file:///w/in/b.yaml', 'StatefulSet web file:///w/a.yaml'];
  for (const folders of [
    ['file:///w', 'file:///w/in'],
    ['file:///w/in', 'file:///w'],
  ]) {
    const client = await start(files, folders);
    await untilObjects(client, 2);
    assert.deepEqual(await names(client), wanted);
    // What is told of later is treated as what was found at first.
    const changes = ['b.yaml', 'gone.yaml'].map((name) => {
      return { uri: `file:///w/in/${name}`, type: FileChangeType.Changed };
    });
    await client.notify('workspace/didChangeWatchedFiles', { changes });
    assert.deepEqual(await names(client), wanted);
    await change(client, [], ['file:///w/in']);
    // For the outer folder the name at any depth is left out, and the inner settings do not count.
    await untilObjects(client, 3);
    assert.ok((await names(client)).includes('Service gone file:///w/in/gone.yaml'));
  }
});

for (const told of ['file:///w', 'file:///w/b.yaml']) {
  test(`a folder of the workspace that was deleted and is made again is read whole, when ${told} is told of`, async () => {
    const texts: Record<string, string> = { 'file:///w/a.yaml': statefulSet, 'file:///w/in/s.yaml': headlessService };
    const files = new MemoryFiles(texts);
    const client = await start(files, ['file:///w', 'file:///v']);
    await untilObjects(client, 2);
    const tell = (uri: string, type: FileChangeType) =>
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    for (let round = 0; round < 2; round++) {
      files.texts.clear();
      await tell('file:///w', FileChangeType.Deleted);
      await untilObjects(client, 0);
      for (const [uri, text] of Object.entries(texts)) files.set(uri, text);
      files.set('file:///w/b.yaml', headlessService.replace('name: web', 'name: b'));
      files.set('file:///w/x.yaml', headlessService);
      files.set('file:///w/.statefulset.yaml', 'exclude: [x.yaml]\n');
      await tell(told, FileChangeType.Created);
      await untilObjects(client, 3);
    }
  });
}

test('a folder of the workspace that goes with its settings is read whole when it comes again without them', async () => {
  const texts = { 'file:///w/a.yaml': statefulSet, 'file:///w/in/s.yaml': headlessService };
  const files = new MemoryFiles({ ...texts, 'file:///w/.statefulset.yaml': 'exclude: [s.yaml]\n' });
  const client = await start(files, ['file:///w', 'file:///v']);
  await untilObjects(client, 1);
  files.texts.clear();
  const tell = (uri: string, type: FileChangeType) =>
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  await tell('file:///w', FileChangeType.Deleted);
  // Other settings are a reason to read everything anew.
  await client.until('nothing is found', () => {
    const status = client.received.findLast(({ method }) => method === 'statefulset/status')?.params as ServerStatus;
    return status.index.state === 'ready' && status.index.files === 0;
  });
  for (const [uri, text] of Object.entries(texts)) files.set(uri, text);
  await tell('file:///w/a.yaml', FileChangeType.Created);
  await untilObjects(client, 2);
});

test('a folder of the workspace that is not there at first is read once it is', async () => {
  const files = new MemoryFiles();
  const client = await start(files, ['file:///w', 'file:///v']);
  await untilObjects(client, 0);
  files.set('file:///w/a.yaml', statefulSet);
  files.set('file:///w/in/s.yaml', headlessService);
  const changes = [{ uri: 'file:///w', type: FileChangeType.Created }];
  await client.notify('workspace/didChangeWatchedFiles', { changes });
  await untilObjects(client, 2);
});

test('a folder of the workspace is read when it is told of, whether it was empty before or only its files went', async () => {
  const files = new MemoryFiles({ 'file:///w/a.yaml': statefulSet, 'file:///w/in/s.yaml': headlessService });
  const client = await start(files, ['file:///w', 'file:///w/in']);
  await untilObjects(client, 2);
  const tell = (uri: string, type: FileChangeType) =>
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  files.texts.delete('file:///w/in/s.yaml');
  await tell('file:///w/in/s.yaml', FileChangeType.Deleted);
  await untilObjects(client, 1);
  await tell('file:///w/in', FileChangeType.Created);
  files.set('file:///w/in/s.yaml', headlessService);
  await tell('file:///w/in', FileChangeType.Created);
  await untilObjects(client, 2);
});
