import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, ErrorCodes } from 'vscode-languageserver-protocol/node';
import { Random } from '../properties/support/random.ts';
import { fullCapabilities, LspClient, pullCapabilities } from '../support/lspClient.ts';
import { statefulSet } from '../support/manifests.ts';
import { addCounts, assertWell, type ChaosCounts, chaos, chaosClient, describeCounts } from './chaosClient.ts';
import { heapBytes, ManyDocuments } from './manyDocuments.ts';

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

test('five thousand documents are opened, edited and closed, each at the cost of the first, and leave no memory', async (context) => {
  const many = await ManyDocuments.start();
  // What is loaded and compiled once is in no measure.
  await many.open(0, 500);
  const few = await many.open(500, 1000);
  const editsAmongFew = await many.edit(700);
  await many.open(1500, 2500);
  const further = await many.open(4000, 1000);
  const editsAmongMany = await many.edit(4700);
  const open = heapBytes();
  await many.close(0, 5000);
  // A table that has to grow does so in one of the rounds; documents that are kept would be in each.
  const closed = [heapBytes()];
  for (let round = 1; round <= 4; round++) {
    await many.open(round * 10_000, 500);
    await many.close(round * 10_000, 500);
    closed.push(heapBytes());
  }
  const left = 2 * Math.min(...closed.slice(1).map((bytes, at) => bytes - closed[at]!));
  const taken = (open - closed[0]!) / 5;
  const mb = (bytes: number) => Math.round(bytes / 1e4) / 100;
  context.diagnostic(`1000 documents take ${mb(taken)} MB, and leave ${mb(left)} MB when they are closed`);
  context.diagnostic(`1000 openings take ${few} ms of work at first, ${further} ms among 5000`);
  context.diagnostic(`200 edits take ${editsAmongFew} ms of work among 1500, ${editsAmongMany} ms among 5000`);
  assert.ok(left < taken / 4, `${mb(left)} of ${mb(taken)} MB are kept`);
  // Were the cost that of all open documents, these would be more than three times as much as well as growing on.
  assert.ok(further < 2.5 * few + 500, `${few} ms, then ${further} ms`);
  assert.ok(editsAmongMany < 2.5 * editsAmongFew + 100, `${editsAmongFew} ms, then ${editsAmongMany} ms`);
  await many.stop();
});

for (const [how, capabilities] of Object.entries({ pushed: fullCapabilities, pulled: pullCapabilities })) {
  test(`an edit among a thousand documents sends nothing for the others (diagnostics are ${how})`, async () => {
    const many = await ManyDocuments.start(capabilities);
    await many.open(0, 1000);
    if (how === 'pushed') await many.untilPublished(1000);
    many.takePublished();
    await many.edit(500);
    if (how === 'pushed') await many.untilPublished(1);
    assert.deepEqual([...many.takePublished()], how === 'pushed' ? ['untitled:document-500.yaml'] : []);
    await many.stop();
  });
}

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
