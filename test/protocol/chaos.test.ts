import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CancellationTokenSource, ErrorCodes } from 'vscode-languageserver-protocol/node';
import { Random } from '../properties/support/random.ts';
import { LspClient, pullCapabilities } from '../support/lspClient.ts';
import { statefulSet } from '../support/manifests.ts';
import { addCounts, assertWell, type ChaosCounts, chaos, chaosClient, describeCounts } from './chaosClient.ts';

/** Repeats a run: `PROPERTY_SEED=7 node --test test/protocol/chaos.test.ts`. `npm run fuzz` tries new seeds. */
const firstSeed = Number(process.env.PROPERTY_SEED ?? 1);

function none(): ChaosCounts {
  return { requests: 0, results: 0, notifications: 0, errors: new Map() };
}

test(`whatever a client sends is answered in the words of the protocol (seed ${firstSeed})`, async (context) => {
  const sum = none();
  for (let seed = firstSeed; seed < firstSeed + 6; seed++) {
    const client = await chaosClient(new Random(seed)).start();
    addCounts(sum, await chaos(client, { seed, steps: 300 }));
    await assertWell(client);
    await client.stop();
    await client.until('the end', () => client.exitStatus === 0);
    client.connection.dispose();
  }
  context.diagnostic(describeCounts(sum));
  assert.ok(sum.results > 0 && sum.errors.size > 2);
});

test('before initialize and after shutdown all is refused, and nothing breaks', async (context) => {
  const client = LspClient.inProcess();
  const before = await chaos(client, { seed: firstSeed, steps: 100 });
  // One of the messages may have been a valid `initialize`.
  if (!before.errors.has(ErrorCodes.InvalidRequest)) await client.start().catch(() => {});
  await client.request('shutdown', undefined).catch(() => {});
  const after = await chaos(client, { seed: firstSeed + 1, steps: 100 });
  assert.equal(after.results, 0, describeCounts(after));
  context.diagnostic(`before: ${describeCounts(before)}; after: ${describeCounts(after)}`);
  await client.notify('exit', undefined);
  await client.until('the end', () => client.exitStatus !== undefined);
});

test('two thousand documents are opened and closed, and their memory comes back', async (context) => {
  const client = await LspClient.inProcess({ capabilities: pullCapabilities }).start();
  const uriOf = (at: number) => `untitled:document-${at}.yaml`;
  /** Now and then an answer is waited for, so that none comes so late on a slow machine that it counts as lost. */
  const pause = async (at: number) => {
    if (at % 250 === 0) await client.request('workspace/symbol', { query: 'nothing' });
  };
  const openAll = async (from: number, count: number): Promise<void> => {
    for (let at = from; at < from + count; at++) {
      const text = statefulSet.replaceAll('web', `web-${at}`);
      await client.notify('textDocument/didOpen', {
        textDocument: { uri: uriOf(at), languageId: 'yaml', version: 1, text },
      });
      await pause(at);
    }
    const last = { textDocument: { uri: uriOf(from + count - 1) } };
    await client.request('textDocument/diagnostic', last);
  };
  const closeAll = async (from: number, count: number): Promise<void> => {
    for (let at = from; at < from + count; at++) {
      await client.notify('textDocument/didClose', { textDocument: { uri: uriOf(at) } });
      await pause(at);
    }
    assert.deepEqual(await client.request('workspace/symbol', { query: 'web' }), []);
  };
  await openAll(0, 2000);
  const open = heapBytes();
  await closeAll(0, 2000);
  client.forget();
  // What is loaded and compiled once is in the first measure; documents that are kept would be in the second.
  const before = heapBytes();
  await openAll(10_000, 1000);
  await closeAll(10_000, 1000);
  client.forget();
  const after = heapBytes();
  const mb = (bytes: number) => Math.round(bytes / 1e4) / 100;
  const taken = (open - before) / 2;
  context.diagnostic(`1000 documents take ${mb(taken)} MB, and leave ${mb(after - before)} MB when they are closed`);
  assert.ok(after - before < taken / 4, `${mb(after - before)} of ${mb(taken)} MB are kept`);
  await client.stop();
  client.connection.dispose();
});

test('a document that is closed in the middle of requests, and requests that are all cancelled', async () => {
  const client = await LspClient.inProcess({ capabilities: pullCapabilities }).start();
  const textDocument = { uri: 'file:///nowhere/a.yaml' };
  const position = { line: 5, character: 3 };
  let refused = 0;
  for (let round = 0; round < 30; round++) {
    await client.open(textDocument.uri, statefulSet);
    const source = new CancellationTokenSource();
    const answers = ['completion', 'hover', 'documentSymbol', 'diagnostic', 'foldingRange', 'formatting'].map((name) =>
      client.request(`textDocument/${name}`, { textDocument, position, options: { tabSize: 2 } }, source.token),
    );
    if (round % 2 === 0) source.cancel();
    await client.close(textDocument.uri);
    for (const settled of await Promise.allSettled(answers)) if (settled.status === 'rejected') refused++;
  }
  assert.ok(refused > 0);
  await assertWell(client);
  await client.stop();
  client.connection.dispose();
});

/** Bytes in use once what nobody holds is gone. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
