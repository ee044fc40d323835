import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type Manifest, manifestsOf } from '../../server/src/manifest/manifest.ts';
import { checkSchema } from '../../server/src/schema/check.ts';
import { type Minor, minors } from '../../server/src/schema/minor.ts';
import { schemaRules } from '../../server/src/schema/ruleIds.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';
import { readCarets } from '../support/carets.ts';
import { splitFiles } from '../support/workspace.ts';
import { openApiServer, type RunningServer } from './apiServer.ts';
import { askFor, difference } from './verdict.ts';

// Every object of the rules' fixtures and examples, held against what a real API server says of it.
// Off unless KUBEBUILDER_ASSETS or STATEFULSET_TEST_KUBECONFIG is set: docs/testing.md.

const root = path.join(import.meta.dirname, '../..');
const isOn = process.env.KUBEBUILDER_ASSETS || process.env.STATEFULSET_TEST_KUBECONFIG;

if (isOn) {
  let server: RunningServer | undefined;
  before(async () => {
    server = await openApiServer(process.env);
  });
  after(() => server?.close());

  test('the check says what the API server says', { timeout: 600_000 }, async () => {
    assert.ok(server);
    const minor = await minorOf(server);
    const wrong: string[] = [];
    let compared = 0;
    for (const { name, manifest } of objects()) {
      const { problems: unread } = manifest.document;
      const problems = checkSchema(manifest, { minor, isPatch: false });
      const verdict = await askFor(server, manifest);
      if (!verdict) continue;
      compared++;
      const errors = unread.map(({ message }) => ({ severity: 'error' as const, field: '', message }));
      const found = difference([...errors, ...problems], verdict);
      if (found !== undefined) wrong.push(`${name}: ${manifest.kind} ${manifest.name} is ${found}`);
    }
    assert.ok(compared > 300, `only ${compared} objects were compared`);
    assert.deepEqual(wrong, []);
  });
}

async function minorOf(api: RunningServer): Promise<Minor> {
  const { body } = await api.ask('GET', '/version');
  const minor = minors.find((known) => known === `${body.major}.${String(body.minor).replace(/\D/g, '')}`);
  assert.ok(minor, `no minor that is known: ${JSON.stringify(body)}`);
  return minor;
}

/** Whole documents of our kinds, without placeholders. */
function* objects(): Generator<{ name: string; manifest: Manifest }> {
  for (const [name, text] of texts()) {
    for (const { document } of YamlStream.parse(new SourceText(text))) {
      const [manifest, second] = manifestsOf(document);
      if (!manifest || second || document.isTemplate || manifest.view.node !== document.tree.root) continue;
      yield { name, manifest };
    }
  }
}

function* texts(): Generator<readonly [name: string, text: string]> {
  for (const { id, bad, good } of schemaRules) {
    yield [`bad example of ${id}`, bad];
    yield [`good example of ${id}`, good];
  }
  for (const name of fs.readdirSync(path.join(root, 'examples'))) {
    yield [name, fs.readFileSync(path.join(root, 'examples', name), 'utf8')];
  }
  const rules = path.join(root, 'server/src/rules');
  for (const file of fs.globSync('*/fixtures/*.yaml', { cwd: rules })) {
    const { text } = readCarets(fs.readFileSync(path.join(rules, file), 'utf8'));
    for (const [part, content] of Object.entries(splitFiles(text))) {
      if (/\.ya?ml$/.test(part) && !/^(values|kustomization)/.test(part)) yield [`${file} ${part}`, content];
    }
  }
}
