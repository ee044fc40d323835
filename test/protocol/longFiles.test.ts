import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LspClient } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';
import { processorMs } from '../support/processorTime.ts';

const long = 'file:///long.yaml';
const short = 'file:///short.yaml';

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');
/** A set whose text ends in its first container. */
const open = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: mysql:8
`;
const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n';
const setOnOneLine = (at: number) =>
  `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: web-${at}}, spec: {serviceName: web, selector: {matchLabels: {app: web}}, ` +
  'template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: "mysql:8"}]}}}}';
const bomb = (count: number) =>
  lines(count, (at) => `  a${at}: &a${at} [${at === 0 ? 'x' : `*a${at - 1}, *a${at - 1}`}]\n`);

/** Files that are too much of something. */
const shapes: Readonly<Record<string, () => string>> = {
  '10 MB on one line': () => `${open}        command: ["${'x y '.repeat(2_500_000)}"]\n`,
  '4 MB on one line in braces': () => `${open}        x: {${lines(300_000, (at) => `k${at}: v, `)}z: 1}\n`,
  '100,000 documents': () => '---\na: b\n'.repeat(100_000),
  'a text of 5 MB in a ConfigMap': () => `${config}  a: |\n${'    some text of a line\n'.repeat(200_000)}`,
  'a ConfigMap of 100,000 keys': () => config + lines(100_000, (at) => `  key-${at}: "a value"\n`),
  'deep brackets': () =>
    `${open}        x:\n${lines(1000, (at) => `          a${at}: ${'['.repeat(400)}${']'.repeat(400)}\n`)}`,
  'brackets that are never closed': () => `${open}        x: ${'['.repeat(2_000_000)}`,
  'an alias bomb': () => `${open}x:\n${bomb(40)}`,
  'an alias bomb just small enough': () => `${open}x:\n${bomb(14)}`,
  '200,000 comments': () => open + '# c\n'.repeat(200_000),
  '100,000 labels': () =>
    open.replace('{name: web}', `\n  name: web\n  labels:\n${lines(100_000, (at) => `    l${at}: v\n`)}`),
  '50,000 arguments': () => `${open}        args:\n${lines(50_000, (at) => `        - a${at}\n`)}`,
  '20,000 mounts': () =>
    `${open}        volumeMounts:\n${lines(20_000, (at) => `        - {name: v${at}, mountPath: /m/${at}}\n`)}`,
  '20,000 variables, each with the one before': () =>
    `${open}        env:\n${lines(20_000, (at) => `        - {name: E${at}, value: "$(E${at - 1})x"}\n`)}`,
  '10,000 containers': () => open + lines(10_000, (at) => `      - {name: c${at}, image: b}\n`),
};

/** Files whose check takes longer than anybody waits for an answer. */
const laborious: Readonly<Record<string, () => string>> = {
  '2,000 sets of one Service': () => lines(2000, (at) => `---\n${open.replace('{name: web}', `{name: web-${at}}`)}`),
  '3,000 sets in a list on one line': () =>
    `{apiVersion: v1, kind: List, items: [${Array.from({ length: 3000 }, (_, at) => setOnOneLine(at)).join(', ')}]}`,
};

/** A session in which the short file is open, and has been asked about, so that all that is loaded late is there. */
async function started(): Promise<LspClient> {
  const client = await LspClient.inProcess().start();
  await client.open(short, `${statefulSet}---\n${headlessService}`);
  for (const ask of questions) await ask(client);
  await client.diagnostics(short);
  return client;
}

const textDocument = { uri: short };
const questions: readonly ((client: LspClient) => Promise<unknown>)[] = [
  (client) => client.request('textDocument/hover', { textDocument, position: client.position(short, 'replicas') }),
  (client) => client.request('textDocument/completion', { textDocument, position: client.position(short, 'replicas') }),
  (client) => client.request('textDocument/documentSymbol', { textDocument }),
];

/** Far more than any answer takes (ms of the processor), and far less than what hangs. */
const mostMs = 4000;

test('beside a file that is too much of something, others are answered', async () => {
  const client = await started();
  const isPublished = (version: number) => (params: { version?: number | undefined }) => params.version === version;
  for (const [name, make] of Object.entries(shapes)) {
    const text = make();
    await client.open(long, text);
    for (const ask of questions) await answerInTime(name, () => ask(client));
    await client.diagnostics(long, isPublished(1));
    // The edit is not read back from the client's own copy, which would take longer than the server does.
    const start = { line: 3, character: 2 };
    await client.notify('textDocument/didChange', {
      textDocument: { uri: long, version: 2 },
      contentChanges: [{ range: { start, end: start }, text: 'x' }],
    });
    for (const ask of questions) await answerInTime(`${name}, edited`, () => ask(client));
    await client.diagnostics(long, isPublished(2));
    await client.close(long);
    client.forget();
  }
  await client.stop();
});

async function answerInTime(name: string, ask: () => Promise<unknown>): Promise<void> {
  const startMs = processorMs();
  assert.ok(await ask(), `${name}: nothing was answered`);
  const tookMs = Math.round(processorMs() - startMs);
  assert.ok(tookMs < mostMs, `${name}: an answer about another file took ${tookMs} ms`);
}

for (const [name, make] of Object.entries(laborious)) {
  test(`${name}: while they are checked, many requests are answered, one after the other`, async () => {
    const client = await started();
    let isChecked = false;
    await client.open(long, make());
    const checked = client.diagnostics(long).then(() => {
      isChecked = true;
    });
    let answers = 0;
    for (; !isChecked; answers++) await questions[answers % questions.length]!(client);
    await checked;
    assert.ok(answers >= 10, `${answers} answers came before the diagnostics`);
    await client.stop();
  });
}
