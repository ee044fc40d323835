import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol, Hover } from 'vscode-languageserver-protocol';
import { createService } from '../../server/src/service.ts';
import { LspClient, pullCapabilities } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';

const long = 'file:///long.yaml';
const short = 'file:///short.yaml';

const many = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');
const item = (at: number) => `- ${statefulSet.replaceAll('web', `web-${at}`).trimEnd().replaceAll('\n', '\n  ')}\n`;
const list = (count: number) => `apiVersion: v1\nkind: List\nitems:\n${many(count, item)}`;
const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n';

/** Texts of a megabyte or so that take many turns to be read. */
const texts: Readonly<Record<string, () => string>> = {
  'a list of sets': () => list(2500),
  'one object of many keys': () => config + many(60_000, (at) => `  key-${at}: "a value"\n`),
  'one object on one line': () =>
    `{kind: ConfigMap, apiVersion: v1, data: {${many(60_000, (at) => `k${at}: v, `)}z: a}}`,
  'many documents': () => many(500, (at) => `${statefulSet.replaceAll('web', `web-${at}`)}---\n`),
  'many documents that are no manifests': () => `a: "${'some text '.repeat(80)}"\n---\n`.repeat(500),
  'a template': () => `{{ if .Values.on }}\n${list(2000)}{{ end }}\n`,
  'faults all over': () => many(25_000, (at) => `key-${at}: [a, b\nother-${at}\n  deep: {\n`),
};

/** Says at each look that a long time has passed: each step has a turn of its own, on any machine. */
function hastyClock() {
  let nowMs = 0;
  return { clock: { nowMs: () => (nowMs += 10) } };
}

/** A session in which another file is open. */
async function started(): Promise<LspClient> {
  const client = await LspClient.inProcess({ runtime: hastyClock() }).start();
  await client.open(short, `${statefulSet}---\n${headlessService}`);
  await client.diagnostics(short);
  return client;
}

const hoverShort = (client: LspClient): Promise<Hover | null> =>
  client.request('textDocument/hover', { textDocument: { uri: short }, position: client.position(short, 'replicas') });
const symbolsOf = (client: LspClient, uri: string): Promise<DocumentSymbol[]> =>
  client.request('textDocument/documentSymbol', { textDocument: { uri } });

for (const [name, make] of Object.entries(texts)) {
  test(`${name}: while it is opened, requests about another file are answered`, async () => {
    const client = await started();
    await hoverShort(client);
    await client.open(long, make());
    let isRead = false;
    const symbols = symbolsOf(client, long).then((found) => {
      isRead = true;
      return found;
    });
    let answers = 0;
    for (; !isRead; answers++) assert.ok(await hoverShort(client));
    assert.ok(answers >= 10, `${answers} hovers were answered before it was read`);
    assert.ok(Array.isArray(await symbols));
    await client.stop();
  });

  test(`${name}: opened in steps it is what it is when opened at once`, () => {
    const text = make();
    const [atOnce, inSteps] = [createService(), createService()];
    atOnce.open(long, 1, text);
    let steps = 0;
    for (const _step of inSteps.openInSteps(long, 1, text)) {
      steps++;
      assert.equal(inSteps.openFile(long), undefined);
    }
    assert.ok(steps >= text.length / 20_000, `${steps} steps for ${text.length} characters`);
    const [one, other] = [atOnce.openFile(long)!, inSteps.openFile(long)!];
    assert.deepEqual(other.stream.starts, one.stream.starts);
    const isAlike = one.stream.documents.every(({ tree }, at) => {
      const { columns } = other.stream.documents[at]!.tree;
      return Object.entries(tree.columns).every(([column, numbers]) =>
        Buffer.from(numbers).equals(Buffer.from(columns[column as keyof typeof columns])),
      );
    });
    assert.ok(isAlike);
    assert.deepEqual([...inSteps.allObjects()].map(nameOf), [...atOnce.allObjects()].map(nameOf));
  });
}

const nameOf = ({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`;

test('what is typed while a file is opened is in it afterwards', async () => {
  const client = await started();
  await client.open(long, list(2500));
  const asked = symbolsOf(client, long);
  await client.replace(long, 'name: web-7\n', 'name: other\n');
  await client.replace(long, 'name: other\n', 'name: another\n');
  const answers = await Promise.allSettled([asked, symbolsOf(client, long)]);
  // The first was asked about a text that is none any more.
  assert.equal(answers[0].status, 'rejected');
  assert.ok(answers[1].status === 'fulfilled' && JSON.stringify(answers[1].value).includes('"StatefulSet another"'));
  await client.diagnostics(long, ({ version }) => version === 3);
  await client.stop();
});

test('a file that is closed, or opened anew, while it is opened is what it is then', async () => {
  const client = await started();
  await client.open(long, list(2500));
  const asked = symbolsOf(client, long);
  await client.close(long);
  await assert.rejects(asked, /not open/);
  await client.open(long, list(2500));
  await client.close(long);
  await client.open(long, statefulSet);
  assert.equal((await symbolsOf(client, long)).length, 1);
  await client.close(long);
  await client.open(long, list(2500));
  await client.close(long);
  await client.open(long, list(2400));
  const symbols = await symbolsOf(client, long);
  assert.ok(JSON.stringify(symbols).includes('"web-2399"') && !JSON.stringify(symbols).includes('"web-2400"'));
  await client.stop();
});

test('diagnostics that are asked for wait until the file has been read', async () => {
  const client = LspClient.inProcess({ capabilities: pullCapabilities });
  await client.start();
  await client.open(long, list(2500).replace('replicas:', 'replica:'));
  const report = await client.request<{ items: unknown[] }>('textDocument/diagnostic', { textDocument: { uri: long } });
  assert.ok(JSON.stringify(report.items).includes('did you mean'));
  await client.stop();
});
