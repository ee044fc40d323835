import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol/node';
import { fullCapabilities, LspClient, pullCapabilities } from '../support/lspClient.ts';
import { statefulSet } from '../support/manifests.ts';

const uri = 'file:///nowhere/web.yaml';

test('a request before initialize is refused in the words of the protocol', async () => {
  const client = LspClient.inProcess();
  const hover = client.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
  await assert.rejects(hover, hasCode(ErrorCodes.ServerNotInitialized));
  await assert.rejects(client.request('shutdown', undefined), hasCode(ErrorCodes.ServerNotInitialized));
  await client.start();
  await client.open(uri, 'kind: Service\napiVersion: v1\nfoo: 1\n');
  assert.ok((await client.diagnostics(uri)).length > 0);
});

test('a second initialize is refused, and the session goes on', async () => {
  const client = await LspClient.inProcess().start();
  const again = client.request('initialize', { processId: null, rootUri: null, capabilities: {} });
  await assert.rejects(again, hasCode(ErrorCodes.InvalidRequest));
  await client.open(uri, 'kind: Service\napiVersion: v1\nfoo: 1\n');
  assert.ok((await client.diagnostics(uri)).length > 0);
});

test('an unknown method is refused', async () => {
  const client = await LspClient.inProcess().start();
  await assert.rejects(client.request('textDocument/moniker', {}), hasCode(ErrorCodes.MethodNotFound));
});

test('after shutdown requests are refused, and exit ends with status 0', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, statefulSet);
  await client.request('shutdown', undefined);
  const requests: readonly (readonly [method: string, params: unknown])[] = [
    ['textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } }],
    ['statefulset/cluster/refresh', undefined],
    ['workspace/executeCommand', { command: 'statefulset.refreshCluster' }],
    ['shutdown', undefined],
    ['no/suchMethod', {}],
  ];
  for (const [method, params] of requests) {
    await assert.rejects(client.request(method, params), hasCode(ErrorCodes.InvalidRequest), method);
  }
  await client.notify('exit', undefined);
  await client.until('the end', () => client.exitStatus !== undefined);
  assert.equal(client.exitStatus, 0);
});

test('exit without shutdown ends with status 1', async () => {
  const client = await LspClient.inProcess().start();
  await client.notify('exit', undefined);
  await client.until('the end', () => client.exitStatus !== undefined);
  assert.equal(client.exitStatus, 1);
});

test('a client that pulls diagnostics is told that it may, and is pushed none', async () => {
  const client = await LspClient.inProcess({ capabilities: pullCapabilities }).start();
  assert.deepEqual(client.result.capabilities.diagnosticProvider, {
    identifier: 'statefulset',
    interFileDependencies: true,
    workspaceDiagnostics: true,
  });
  await client.open(uri, 'kind: Service\napiVersion: v1\nfoo: 1\n');
  const report = await client.request<{ items: unknown[] }>('textDocument/diagnostic', { textDocument: { uri } });
  assert.equal(report.items.length > 0, true);
  await client.indexed();
  assert.equal(
    client.received.some(({ method }) => method === 'textDocument/publishDiagnostics'),
    false,
  );
});

test('a client that does not pull is not told to', async () => {
  const client = await LspClient.inProcess({ capabilities: fullCapabilities }).start();
  assert.equal(client.result.capabilities.diagnosticProvider, undefined);
});

test('a client without any capability gets diagnostics, and is asked nothing', async () => {
  const client = await LspClient.inProcess({ capabilities: {} }).start();
  await client.open(uri, 'kind: Service\napiVersion: v1\nfoo: 1\n');
  const [diagnostic] = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  assert.equal(diagnostic?.codeDescription, undefined);
  assert.equal(diagnostic?.relatedInformation, undefined);
  await client.indexed();
  const asked = client.received.filter(({ method }) => /^(?:client|workspace|window\/workDone)/.test(method));
  assert.deepEqual(asked, []);
  assert.equal(client.result.capabilities.documentFormattingProvider, true);
});

test('where the client takes registrations, settings, watchers and general YAML are registered', async () => {
  const client = await LspClient.inProcess({ capabilities: withDynamicYaml() }).start();
  assert.equal(client.result.capabilities.documentFormattingProvider, undefined);
  const wanted = [
    'workspace/didChangeConfiguration',
    'workspace/didChangeWatchedFiles',
    'textDocument/documentSymbol',
    'textDocument/foldingRange',
    'textDocument/selectionRange',
    'textDocument/formatting',
    'textDocument/onTypeFormatting',
  ];
  await client.until('registrations', () => wanted.every((method) => client.registrations.has(method)));
});

test('with genericYaml off nothing of it is announced or registered', async () => {
  const off = { initializationOptions: { genericYaml: false } };
  const fixed = await LspClient.inProcess(off).start();
  for (const name of ['documentSymbolProvider', 'foldingRangeProvider', 'documentFormattingProvider'] as const) {
    assert.equal(fixed.result.capabilities[name], undefined, name);
  }
  const dynamic = await LspClient.inProcess({ ...off, capabilities: withDynamicYaml() }).start();
  await dynamic.indexed();
  assert.deepEqual([...dynamic.registrations.keys()].sort(), [
    'workspace/didChangeConfiguration',
    'workspace/didChangeWatchedFiles',
  ]);
});

test('when genericYaml changes, its features are taken back and registered again', async () => {
  const options = { capabilities: withDynamicYaml(), configuration: { statefulset: { genericYaml: true } } };
  const client = await LspClient.inProcess(options).start();
  await client.until('registration', () => client.registrations.has('textDocument/formatting'));
  client.configuration = { statefulset: { genericYaml: false } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.until('removal', () => !client.registrations.has('textDocument/formatting'));
  assert.equal(client.registrations.has('textDocument/foldingRange'), false);
  client.configuration = { statefulset: { genericYaml: true } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.until('registration', () => client.registrations.has('textDocument/formatting'));
});

test('a client that never says its settings gets diagnostics all the same', async () => {
  const client = LspClient.inProcess();
  client.silent.add('workspace/configuration');
  await client.start();
  await client.open(uri, 'kind: Service\napiVersion: v1\nfoo: 1\n');
  assert.ok((await client.diagnostics(uri)).length > 0);
});

test('a request that is cancelled while it waits is answered as cancelled, not as empty', async () => {
  const client = LspClient.inProcess({ capabilities: pullCapabilities });
  client.silent.add('workspace/configuration');
  await client.start();
  await client.open(uri, statefulSet);
  const source = new CancellationTokenSource();
  const pulled = client.request('textDocument/diagnostic', { textDocument: { uri } }, source.token);
  source.cancel();
  await assert.rejects(pulled, hasCode(LSPErrorCodes.RequestCancelled));
});

function withDynamicYaml() {
  const dynamic = { dynamicRegistration: true };
  const { textDocument } = fullCapabilities;
  return {
    ...fullCapabilities,
    textDocument: {
      ...textDocument,
      documentSymbol: { ...textDocument?.documentSymbol, ...dynamic },
      foldingRange: { ...textDocument?.foldingRange, ...dynamic },
      selectionRange: dynamic,
      formatting: dynamic,
      onTypeFormatting: dynamic,
    },
  };
}

function hasCode(code: number) {
  return (error: unknown) => error instanceof ResponseError && error.code === code;
}
