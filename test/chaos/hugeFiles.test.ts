import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LspClient } from '../support/lspClient.ts';
import { headlessService } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { processorMs } from '../support/processorTime.ts';

const folder = 'file:///w';
const count = 8;
const huge = `---\n${headlessService}`.repeat(Math.ceil(10_000_000 / headlessService.length));
const uris = Array.from({ length: count }, (_, at) => `${folder}/huge-${at}.yaml`);

test('documents of ten megabytes are opened, edited and closed without being read, and each says so once', async (context) => {
  const files = new MemoryFiles({ [`${folder}/service.yaml`]: headlessService });
  for (const uri of uris) files.faults.set(uri, { state: 'tooLarge', bytes: huge.length });
  const client = await LspClient.inProcess({ folders: [folder], runtime: { files } }).start();
  await client.indexed();
  const symbols = () => client.request<unknown[]>('workspace/symbol', { query: 'web' });
  const work = async (step: (uri: string) => Promise<unknown>): Promise<number> => {
    const startMs = processorMs();
    for (const uri of uris) await step(uri);
    assert.equal((await symbols()).length, 1, 'the other file is known');
    return Math.round((processorMs() - startMs) / count);
  };
  const opening = await work((uri) => client.open(uri, huge));
  for (const uri of uris) {
    const codes = (await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0)).map(({ code }) => code);
    assert.deepEqual(codes, ['document-not-read']);
  }
  const position = { line: 9, character: 0 };
  const contentChanges = [{ range: { start: position, end: position }, text: '# x\n' }];
  const editing = await work((uri) =>
    client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges }),
  );
  const closing = await work((uri) => client.close(uri));
  context.diagnostic(`of each: opening ${opening} ms, an edit ${editing} ms, closing ${closing} ms of work`);
  assert.ok(closing < 60 && editing < 100, 'nothing of it is read');
  const told = client.received.filter(
    ({ method, params }) => method === 'window/logMessage' && /is left out/.test(JSON.stringify(params)),
  );
  assert.equal(told.length, count, 'each is named once');
  await client.stop();
  client.connection.dispose();
});
