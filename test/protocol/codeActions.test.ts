import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol';
import { limits } from '../../server/src/base/limits.ts';
import { applyTextEdits, type LspClient } from '../support/lspClient.ts';
import { headlessService, statefulSet, storageClass } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { folder, openSession, uri } from '../support/openSession.ts';

/** What is offered at a place, of these kinds alone where some are asked for. */
function actionsAt(client: LspClient, marker: string, only?: readonly string[]): Promise<CodeAction[]> {
  const position = client.position(uri, marker, 1);
  return client.request('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], ...(only ? { only } : {}) },
  });
}

test('a quick fix repairs what its diagnostic says', async () => {
  const client = await openSession(statefulSet.replace('replicas: 3', 'replica: 3'), {
    files: { [`${folder}/s.yaml`]: headlessService, [`${folder}/c.yaml`]: storageClass },
  });
  const diagnostics = await client.diagnostics(uri, (each) => each.diagnostics.length > 0);
  const wrong = diagnostics.find(({ code }) => code === 'unknown-field');
  assert.ok(wrong);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: wrong.range,
    context: { diagnostics },
  });
  const fix = actions.find(({ kind, diagnostics: [own] = [] }) => kind === 'quickfix' && own?.code === 'unknown-field');
  assert.deepEqual(fix?.diagnostics, [wrong]);
  const [change] = (fix?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  assert.deepEqual(change?.textDocument, { uri, version: 1 });
  const version = await client.change(uri, change!.edits as TextEdit[]);
  assert.match(client.text(uri), /^ {2}replicas: 3$/m);
  const after = await client.diagnostics(uri, (each) => each.version === version);
  assert.equal(
    after.some(({ code }) => code === 'unknown-field'),
    false,
  );
});

test('a quick fix changes another file, as it is open or as it stands on disk', async () => {
  const service = `${folder}/service.yaml`;
  const clustered = headlessService.replace('  clusterIP: None\n', '');
  const files = new MemoryFiles({ [service]: clustered });
  const client = await openSession(statefulSet, { runtime: { files } });
  const ask = async () => {
    const actions = await actionsAt(client, 'web\n  replicas');
    return actions.find(({ title }) => title.startsWith('Make Service "web" headless'))?.edit?.documentChanges;
  };
  const apply = (text: string, changes: Awaited<ReturnType<typeof ask>>) =>
    applyTextEdits(text, (changes as TextDocumentEdit[])[0]!.edits as TextEdit[]);
  const closed = (await ask()) as TextDocumentEdit[];
  assert.deepEqual(
    closed.map(({ textDocument }) => textDocument),
    [{ uri: service, version: null }],
  );
  const isHeadless = /^spec:\n {2}clusterIP: None\n/m;
  assert.match(apply(clustered, closed), isHeadless);
  await client.open(service, `# mine\n${clustered}`);
  const opened = (await ask()) as TextDocumentEdit[];
  assert.deepEqual(opened[0]?.textDocument, { uri: service, version: 1 });
  assert.match(apply(`# mine\n${clustered}`, opened), isHeadless);
});

test('kinds that were not asked for are not offered', async () => {
  const client = await openSession(statefulSet.replace('replicas: 3', 'replica: 3'));
  const ask = async (only: string[] | undefined, marker: string) =>
    (await actionsAt(client, marker, only)).map(({ kind }) => kind);
  const all = await ask(undefined, 'replica:');
  const fixes = all.filter((kind) => kind === 'quickfix');
  assert.ok(fixes.length > 0 && fixes.length < all.length, all.join(', '));
  assert.deepEqual(await ask(['quickfix'], 'replica:'), fixes);
  assert.deepEqual(await ask(['refactor'], 'replica:'), []);
  assert.deepEqual(await ask(undefined, 'kind'), []);
});

test('the fixes of a whole file are worked out when they are chosen, where the client can wait', async () => {
  const codeAction = { dataSupport: true, resolveSupport: { properties: ['edit'] } };
  const broken = `${statefulSet.replace('replicas: 3', 'replica: 3')}---\n${headlessService.replace('clusterIP', 'clusterip')}`;
  const client = await openSession(broken, { capabilities: { textDocument: { codeAction } } });
  const ask = async (asking: LspClient, only?: string[]) =>
    (await actionsAt(asking, 'replica:', only)).find(({ kind }) => kind === 'source.fixAll.statefulset');
  const offered = await ask(client);
  assert.ok(offered);
  assert.equal(offered.edit, undefined);
  const resolved = await client.request<CodeAction>('codeAction/resolve', offered);
  const atOnce = await ask(await openSession(broken, { capabilities: {} }));
  assert.equal(Object.values(atOnce?.edit?.changes ?? {})[0]?.length, 2);
  assert.deepEqual(resolved.edit, atOnce?.edit);
  // Asked for by name, as on saving: what has nothing to fix is not offered, which takes working it out.
  assert.deepEqual((await ask(client, ['source.fixAll']))?.edit, atOnce?.edit);
  await client.change(uri, [
    { range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } }, newText: '' },
  ]);
  assert.equal((await client.request<CodeAction>('codeAction/resolve', offered)).edit, undefined);
  assert.deepEqual(await client.request('codeAction/resolve', { title: 'x' }), { title: 'x' });
});

test('edits are plain changes for a client that knows no versions', async () => {
  const client = await openSession(statefulSet.replace('replicas: 3', 'replica: 3'), { capabilities: {} });
  const [action] = await actionsAt(client, 'replica:');
  assert.deepEqual(Object.keys(action?.edit?.changes ?? {}), [uri]);
});

test('what is left out of the quick fixes of a huge file is told in the log, once', async () => {
  const annotations = Array.from({ length: 9_000 }, (_, at) => `    example.com/number-${at}: value\n`).join('');
  const text = statefulSet.replace('  name: web\n', `  name: web\n  annotations:\n${annotations}`);
  const broken = text.replace('replicas: 3', 'replicas: "3');
  assert.ok(broken.length > limits.triedCharacters);
  const client = await openSession(broken);
  const diagnostics = await client.diagnostics(uri, (each) => each.diagnostics.length > 0);
  const fault = diagnostics.find(({ code }) => String(code).startsWith('yaml-'));
  assert.ok(fault);
  const ask = () =>
    client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: fault.range,
      context: { diagnostics: [] },
    });
  assert.deepEqual(await ask(), []);
  await ask();
  const told = client.received
    .filter(({ method }) => method === 'window/logMessage')
    .map(({ params }) => (params as { message: string }).message)
    .filter((message) => message.includes('not repaired'));
  assert.deepEqual(
    told.map((message) => message.replace(/^.*?(?=[\w-]+\.yaml: )/, '')),
    ['web.yaml: What is no YAML is not repaired in documents of more than 200,000 characters'],
  );
});
