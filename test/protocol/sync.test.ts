import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic, DocumentHighlight, PublishDiagnosticsParams, TextEdit } from 'vscode-languageserver-protocol';
import { ErrorCodes, type Hover, type ResponseError } from 'vscode-languageserver-protocol/node';
import { fullCapabilities, LspClient, positionAt, textIn } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';

const uri = 'file:///nowhere/web.yaml';
const broken = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIp: None\n';
const utf8 = { ...fullCapabilities, general: { positionEncodings: ['utf-8', 'utf-16'] } };

test('diagnostics carry the version that they were made from', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, broken);
  const first = await client.diagnostics(uri, ({ version }) => version === 1);
  assert.deepEqual(codes(first), ['unknown-field']);
  assert.equal(textIn(client.text(uri), first[0]!.range), 'clusterIp');
  const version = await client.replace(uri, 'clusterIp', 'clusterIP');
  assert.deepEqual(await client.diagnostics(uri, (each) => each.version === version), []);
});

test('changes that come in one go are checked once, and only the last version is told', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, broken);
  await client.diagnostics(uri);
  await client.indexed();
  client.forget();
  for (let i = 0; i < 20; i++) await client.replace(uri, 'name: web', 'name: webx'.slice(0, 9 + (i % 2)));
  const version = await client.replace(uri, 'clusterIp', 'clusterIP');
  await client.diagnostics(uri, (each) => each.version === version);
  const told = client.received.filter(({ method }) => method === 'textDocument/publishDiagnostics');
  assert.ok(told.length < 21, `${told.length} of 21 versions were told`);
  const versions = told.map(({ params }) => (params as PublishDiagnosticsParams).version ?? 0);
  assert.deepEqual(
    versions,
    versions.toSorted((a, b) => a - b),
    'in order',
  );
});

test('several edits in one change count one after the other', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, broken);
  const first = positionAt(broken, broken.indexOf('clusterIp'));
  const edits: TextEdit[] = [
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: '# one\n# two\n' },
    {
      range: {
        start: { ...first, line: first.line + 2 },
        end: { line: first.line + 2, character: first.character + 9 },
      },
      newText: 'clusterIP',
    },
    { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, newText: '' },
  ];
  const version = await client.change(uri, edits);
  assert.deepEqual(await client.diagnostics(uri, (each) => each.version === version), []);
  assert.equal(client.text(uri), `# one\n${broken.replace('clusterIp', 'clusterIP')}`);
});

test('a change without a range replaces the whole text', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, broken);
  await client.notify('textDocument/didChange', {
    textDocument: { uri, version: 7 },
    contentChanges: [{ text: `# now\n${broken}` }],
  });
  const [diagnostic] = await client.diagnostics(uri, ({ version }) => version === 7);
  assert.equal(diagnostic?.range.start.line, 6);
});

test('an edit in one file takes back what another open file was told', async () => {
  const service = 'file:///nowhere/service.yaml';
  const client = await LspClient.inProcess().start();
  await client.open(uri, statefulSet);
  await client.diagnostics(uri, ({ diagnostics }) => codes(diagnostics).includes('service-name-unresolved'));
  client.forget();
  await client.open(service, headlessService);
  await client.diagnostics(uri, ({ diagnostics }) => !codes(diagnostics).includes('service-name-unresolved'));
  client.forget();
  await client.replace(service, 'name: web', 'name: other');
  const again = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  assert.ok(codes(again).includes('service-name-unresolved'));
});

test('closing a file takes its diagnostics away', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, broken);
  await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  await client.close(uri);
  await client.diagnostics(uri, ({ diagnostics, version }) => diagnostics.length === 0 && version === undefined);
});

test('a file that was closed can be opened again, with another text', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, broken);
  await client.close(uri);
  await client.open(uri, broken.replace('clusterIp', 'foo'));
  const [diagnostic] = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  assert.match(String(diagnostic?.message), /foo/);
});

test('positions count bytes where the client and the server agree on UTF-8', async () => {
  const text = broken.replace('clusterIp', '"cl\u00FCst\u{1F600}"');
  const client = await LspClient.inProcess({ capabilities: utf8 }).start();
  assert.equal(client.result.capabilities.positionEncoding, 'utf-8');
  await client.open(uri, text);
  const [diagnostic] = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  // Two quotes, five letters, one of two bytes and one of four.
  assert.deepEqual(diagnostic?.range, { start: { line: 5, character: 2 }, end: { line: 5, character: 14 } });
  await client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: diagnostic?.range, text: 'clusterIP' }],
  });
  assert.deepEqual(await client.diagnostics(uri, ({ version }) => version === 2), []);
});

test('without UTF-8 positions count UTF-16 units', async () => {
  const text = broken.replace('clusterIp', '"cl\u00FCst\u{1F600}"');
  const client = await LspClient.inProcess().start();
  assert.equal(client.result.capabilities.positionEncoding, 'utf-16');
  await client.open(uri, text);
  const [diagnostic] = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  assert.deepEqual(diagnostic?.range.end, { line: 5, character: 11 });
});

test('a request about a document that is not open is an error that names it', async () => {
  const client = await LspClient.inProcess().start();
  const params = { textDocument: { uri: 'file:///nowhere/other.yaml' }, position: { line: 0, character: 0 } };
  for (const method of ['textDocument/hover', 'textDocument/completion', 'textDocument/definition']) {
    await assert.rejects(client.request(method, params), (error: ResponseError<void>) => {
      assert.equal(error.code, ErrorCodes.InvalidParams);
      assert.match(error.message, /other\.yaml/);
      return true;
    });
  }
});

test('changes of a document that was never opened are left out and logged', async () => {
  const client = await LspClient.inProcess().start();
  await client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: broken }],
  });
  await client.notify('textDocument/didClose', { textDocument: { uri } });
  await client.waitFor<{ message: string }>('window/logMessage', ({ message }) => message.includes('never opened'));
  await client.open(uri, broken);
  assert.ok((await client.diagnostics(uri)).length > 0);
});

test('positions outside of the text mean the nearest place inside', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, broken);
  for (const position of [
    { line: 1000, character: 1000 },
    { line: 1, character: 1000 },
  ]) {
    await client.request<Hover | null>('textDocument/hover', { textDocument: { uri }, position });
  }
  await client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [
      { range: { start: { line: 900, character: 9 }, end: { line: 990, character: 0 } }, text: '# end\n' },
      { range: { start: { line: 5, character: 11 }, end: { line: 5, character: 2 } }, text: 'clusterIP' },
    ],
  });
  assert.deepEqual(await client.diagnostics(uri, ({ version }) => version === 2), []);
});

test('a version that goes back is taken as it is', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, broken);
  await client.diagnostics(uri);
  await client.notify('textDocument/didChange', {
    textDocument: { uri, version: -3 },
    contentChanges: [{ text: broken.replace('clusterIp', 'clusterIP') }],
  });
  assert.deepEqual(await client.diagnostics(uri, ({ version }) => version === -3), []);
});

test('highlights show a name and what refers to it', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, statefulSet);
  const params = { textDocument: { uri }, position: client.position(uri, 'data\n              mountPath') };
  const found = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', params);
  assert.deepEqual(
    found.map(({ range }) => textIn(statefulSet, range)),
    ['data', 'data'],
  );
});

function codes(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}
