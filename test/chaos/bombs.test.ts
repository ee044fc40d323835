import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LspClient, pullCapabilities } from '../support/lspClient.ts';
import { statefulSet } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { patienceMs } from '../support/patience.ts';
import { processorMs } from '../support/processorTime.ts';

// Files that are read beside manifests, to understand them, hold what is little to write and much to read.

/** Each of so many levels names the one before as often as that. */
function aliases(levels: number, times: number): string {
  const names = (level: number) =>
    Array(times)
      .fill(`*a${level - 1}`)
      .join(', ');
  const rows = Array.from(
    { length: levels },
    (_, level) => `a${level}: &a${level} [${level === 0 ? 'x' : names(level)}]`,
  );
  return `${rows.join('\n')}\n`;
}

function merges(levels: number): string {
  const rows = Array.from({ length: levels }, (_, level) => {
    const inner = level === 0 ? 'k: v' : `<<: [*m${level - 1}, *m${level - 1}], k${level}: { <<: *m${level - 1} }`;
    return `m${level}: &m${level} { ${inner} }`;
  });
  return `${rows.join('\n')}\n`;
}

const lastAlias = 'resources: *a9\nnamePrefix: *a9\nexclude: *a9\nrules: *a9\ndependencies: *a9\n';
const lastMerge = '<<: *m29\nresources: [*m29]\nimages: *m29\nrules: *m29\ndependencies: [*m29]\n';
const circle = 'a: &a [*a, { b: *a }]\nr: &r { self: *r, <<: *r }\n<<: *r\n';

const texts: Readonly<Record<string, string>> = {
  'aliases of aliases': `${aliases(10, 10)}${lastAlias}`,
  'merge keys of merge keys': `${merges(30)}${lastMerge}`,
  'anchors in a circle': `${circle}resources: *a\npatches: *r\nrules: *r\nexclude: *a\ndependencies: *a\n`,
  'thousands of brackets': `resources: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
  'brackets without an end': `resources: ${'[{a: '.repeat(10_000)}\n`,
  'mappings that go thousands deep': `${Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\n`,
  'one anchor thousands of times': `a0: &x []\n${Array.from({ length: 10_000 }, (_, at) => `b${at}: &x [*x]\n`).join('')}`,
};

const folder = 'file:///w';
const heads: Readonly<Record<string, string>> = {
  'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: x\nversion: 1.0.0\n',
  'chart/values.yaml': '',
  '.statefulset.yaml': 'platform: eks\n',
};
const template = statefulSet.replace(
  'serviceName: web',
  'serviceName: {{ .Values.a9 }}{{ .Values.m29.k }}{{ .Values.a.a.a }}',
);

/** Answers of one server to one client about all that may be asked, with the work (ms) of the one that took longest. */
async function askAll(client: LspClient, uri: string, text: string): Promise<{ asked: number; longestMs: number }> {
  const textDocument = { uri };
  const lines = text.split('\n').length;
  const range = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
  const context = { diagnostics: [] };
  let asked = 0;
  let longestMs = 0;
  const ask = async (method: string, params: object = {}): Promise<void> => {
    const startMs = processorMs();
    await client.request(`textDocument/${method}`, { textDocument, ...params });
    longestMs = Math.max(longestMs, processorMs() - startMs);
    asked++;
  };
  for (const method of ['diagnostic', 'documentSymbol', 'foldingRange', 'codeLens']) await ask(method);
  await ask('inlayHint', { range });
  await ask('codeAction', { range, context });
  for (const line of [0, 1, 5, Math.floor(lines / 2), lines - 2]) {
    const position = { line, character: 3 };
    for (const method of ['hover', 'completion', 'definition', 'documentHighlight']) await ask(method, { position });
    await ask('selectionRange', { positions: [position] });
  }
  return { asked, longestMs };
}

for (const [what, text] of Object.entries(texts)) {
  test(`${what} in kustomizations, charts and settings cost no answer more than a second`, {
    timeout: patienceMs,
  }, async (context) => {
    const files = new MemoryFiles({
      [`${folder}/set.yaml`]: statefulSet,
      [`${folder}/chart/templates/set.yaml`]: template,
    });
    for (const [name, head] of Object.entries(heads)) files.set(`${folder}/${name}`, head + text);
    const client = await LspClient.inProcess({
      capabilities: pullCapabilities,
      folders: [folder],
      runtime: { files },
      initializationOptions: {
        previewCommand: 'statefulset.preview',
        settings: { rules: JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`) },
      },
    }).start();
    const startMs = processorMs();
    await client.indexed();
    const indexMs = Math.round(processorMs() - startMs);
    let asked = 0;
    let longestMs = 0;
    for (const name of [...Object.keys(heads), 'set.yaml', 'chart/templates/set.yaml']) {
      const uri = `${folder}/${name}`;
      await client.open(uri, files.texts.get(uri)!);
      const answers = await askAll(client, uri, files.texts.get(uri)!);
      asked += answers.asked;
      longestMs = Math.max(longestMs, answers.longestMs);
    }
    context.diagnostic(`${asked} answers, the longest ${Math.round(longestMs)} ms; read in ${indexMs} ms`);
    assert.ok(longestMs < 1000 && indexMs < 2000);
    await client.stop();
    client.connection.dispose();
  });
}
