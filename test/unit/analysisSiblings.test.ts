import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createService } from '../../server/src/service.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { NodeKind, NodeStyle } from '../../server/src/yaml/tree.ts';
import { fc } from '../support/fastCheck.ts';
import { told } from '../support/told.ts';

const folder = path.join(import.meta.dirname, '../../server/src/rules');
const fixtures = fs
  .globSync('*/fixtures/*.yaml', { cwd: folder })
  .sort()
  .map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }));

/** What many rules ask for, what is refused in most places, addresses and images. */
const words = [
  'web',
  'data',
  'default',
  '0',
  '1',
  '99999',
  'true',
  'null',
  '""',
  'Always',
  'None',
  'a_b',
  '10Gi',
  '{}',
].concat(
  ['web-0.wbe', 'web-0.other.app.svc.cluster.local', 'http://web-7.web:80', 'web.other.svc'],
  ['postgres:17', 'mysql:8.4', 'nginx:1.27', 'grafana/grafana:11.1.0', 'redis:7'],
);

/** The text with other words for some of its values: by number, which value and which word. */
function withOthers(text: string, changes: readonly (readonly [value: number, word: number])[]): string {
  const { tree } = parseDocument(text);
  const values: { start: number; end: number }[] = [];
  for (let node = 0; node < tree.size; node++) {
    const parent = tree.parent(node);
    const isKey = parent >= 0 && tree.kind(parent) === NodeKind.mapping && text[tree.end(node)] === ':';
    if (tree.kind(node) === NodeKind.scalar && tree.style(node) === NodeStyle.plain && !isKey)
      values.push({ start: tree.start(node), end: tree.end(node) });
  }
  const known = values.map(({ start, end }) => text.slice(start, end)).concat(words);
  let changed = text;
  const chosen = new Map(changes.map(([value, word]) => [value % Math.max(values.length, 1), word]));
  for (const [value, word] of [...chosen].sort(([a], [b]) => b - a)) {
    const { start, end } = values[value] ?? { start: 0, end: 0 };
    changed = changed.slice(0, start) + known[word % known.length] + changed.slice(end);
  }
  return changed;
}

const changes = fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 1, maxLength: 3 });
const variants = fc.array(fc.record({ changes, folder: fc.constantFrom('a', 'b') }), { minLength: 3, maxLength: 5 });

test('of documents that some values tell apart each has the problems that it would have alone', () => {
  const random = fc.constantFrom(...fixtures).chain(({ name, text }) => variants.map((made) => ({ name, text, made })));
  fc.assert(
    fc.property(random, ({ text, made }) => {
      const host = createService();
      const texts = [
        { text, folder: 'a' },
        { text, folder: 'b' },
      ].concat(made.map((one) => ({ text: withOthers(text, one.changes), folder: one.folder })));
      const files = texts.map((one, at) => host.readFile(`file:///w/${one.folder}/${at}.yaml`, one.text));
      host.setIndexComplete(true);
      const snapshot = host.snapshot();
      for (const file of files)
        assert.deepEqual(told(snapshot.problemsOnce(file)), told(snapshot.problemsOf(file)), file.text.text);
    }),
    { numRuns: 250 },
  );
});

test('what was asked of the whole document is asked of each', () => {
  const set = (name: string, peer: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  serviceName: ${name}
  replicas: 3
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: example.com/app:1, env: [{name: PEER, value: ${peer}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {clusterIP: None, selector: {app: ${name}}}
`;
  const host = createService();
  const peers = ['none', 'none', 'web2-7.web2', 'none'];
  const files = peers.map((peer, at) => host.readFile(`file:///w/${at}.yaml`, set(`web${at}`, peer)));
  host.setIndexComplete(true);
  const snapshot = host.snapshot();
  const found = files.map((file) => snapshot.problemsOnce(file).map(({ problem }) => problem.rule));
  assert.deepEqual(
    found.map((rules) => rules.includes('peer-name-unresolved')),
    [false, false, true, false],
  );
});
