import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { fc } from '../support/fastCheck.ts';
import { openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

/** Objects that look at each other: by name, by label, by class. */
const pieces = [
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: None\n  selector:\n    app: web\n',
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector:\n    app: api\n',
  set('web'),
  set('api'),
  'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: ebs.csi.aws.com\n',
  'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  minAvailable: 2\n  selector:\n    matchLabels:\n      app: web\n',
  '# nothing\n',
];

function set(name: string): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  serviceName: ${name}
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: postgres:17
          volumeMounts:
            - name: data
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        storageClassName: fast
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`;
}

function seen(host: AnalysisHost, name: string): unknown {
  const found = problemsOf(host, name).map(({ problem, documentStart }) => {
    const { rule, severity, message, field, range, related = [] } = problem;
    const places = related.map((place) => ({ uri: place.uri, message: place.message, range: { ...place.range } }));
    return { rule, severity, message, field, range: { ...range }, places, documentStart };
  });
  return found;
}

const words = fc.constantFrom('web', 'api', 'fast', 'app', '3', '0', 'x', '\n', '\n---\n', '---', '  ', ':', '- a\n');
const change = fc.record({
  isMain: fc.boolean(),
  /** Where the change begins: as a share of the text, so that all of it is reached whatever is there. */
  place: fc.integer({ min: 0, max: 999 }),
  width: fc.constantFrom(0, 0, 0, 1, 3, 4, 30, 400),
  newText: fc.oneof(
    words,
    fc.constantFrom(...pieces).map((piece) => `\n---\n${piece}---\n`),
  ),
});

/** The objects of some kinds, in the order in which rules see them. */
function ordered(host: AnalysisHost): unknown {
  const { workspace } = host.snapshot();
  return ['StatefulSet', 'Service', 'StorageClass'].map((kind) => workspace.objects(kind));
}

test('after any edits, a file has the problems that it has when it is opened anew', () => {
  const order = fc.shuffledSubarray([...pieces, ...pieces], { minLength: 3 });
  fc.assert(
    fc.property(order, order, fc.array(change, { minLength: 1, maxLength: 8 }), (main, other, changes) => {
      const texts = { 'main.yaml': main.join('---\n'), 'other.yaml': other.join('---\n') };
      const host = openWorkspace(texts);
      let version = 1;
      for (const { isMain, place, width, newText } of changes) {
        const name = isMain ? 'main.yaml' : 'other.yaml';
        const old = texts[name];
        const start = Math.floor((old.length * place) / 1000);
        const end = Math.min(old.length, start + width);
        texts[name] = old.slice(0, start) + newText + old.slice(end);
        host.edit(uriOf(name), ++version, [{ start, end, newText }]);
        // Asking in between is what makes the problems be kept.
        if (version % 2 === 0) problemsOf(host, 'main.yaml');
        if (version % 3 === 0) ordered(host);
      }
      const fresh = openWorkspace(texts);
      assert.deepEqual(ordered(host), ordered(fresh));
      for (const name of ['main.yaml', 'other.yaml'] as const) {
        assert.equal(host.snapshot().file(uriOf(name))?.text.text, texts[name]);
        assert.deepEqual(seen(host, name), seen(fresh, name), name);
      }
    }),
    { numRuns: 60 },
  );
});

test('a file has other problems only where it is named as one that a change touched', () => {
  const order = fc.shuffledSubarray([...pieces, ...pieces], { minLength: 3 });
  fc.assert(
    fc.property(order, order, fc.array(change, { minLength: 1, maxLength: 8 }), (main, other, changes) => {
      const host = openWorkspace({ 'main.yaml': main.join('---\n'), 'other.yaml': other.join('---\n') });
      let before = seen(host, 'main.yaml');
      host.takeAffected();
      for (const [at, { place, width, newText }] of changes.entries()) {
        const { length } = host.openFile(uriOf('other.yaml'))!.text;
        const start = Math.floor((length * place) / 1000);
        host.edit(uriOf('other.yaml'), at + 2, [{ start, end: Math.min(length, start + width), newText }]);
        const isTouched = host.takeAffected().some(({ uri }) => uri === uriOf('main.yaml'));
        const after = seen(host, 'main.yaml');
        if (!isTouched) assert.deepEqual(after, before);
        before = after;
      }
    }),
    { numRuns: 60 },
  );
});

test('an edit leaves the problems of other documents the objects that they were', () => {
  const host = openWorkspace({ 'main.yaml': `${set('one')}---\n${set('two')}---\n${set('three')}` });
  const before = problemsOf(host, 'main.yaml');
  const start = before.find(({ manifest }) => manifest?.name === 'two')!.documentStart;
  host.edit(uriOf('main.yaml'), 2, [{ start, end: start, newText: '# a comment\n' }]);
  const after = problemsOf(host, 'main.yaml');
  assert.equal(after.length, before.length);
  for (const [at, { problem, manifest, documentStart }] of after.entries()) {
    const old = before[at]!;
    if (manifest?.name !== 'two') assert.equal(problem, old.problem);
    assert.equal(documentStart, manifest?.name === 'three' ? old.documentStart + 12 : old.documentStart);
  }
});

test('of an object that is written twice the later one is told, also after what is written in front of them', () => {
  const service = pieces[0]!;
  const host = openWorkspace({ 'a.yaml': `${pieces[1]}---\n${service}---\n${service}` });
  const told = () =>
    problemsOf(host, 'a.yaml')
      .filter(({ problem }) => problem.rule === 'object-written-twice')
      .map(({ problem, documentStart }) => [
        documentStart + problem.range.start,
        problem.related?.map(({ range }) => range.start),
      ]);
  const [at, other] = [pieces[1]!.length + 4, service.length + 4];
  const name = service.indexOf('web');
  assert.deepEqual(told(), [[at + other + name, [at + name]]]);
  host.edit(uriOf('a.yaml'), 2, [{ start: 0, end: at, newText: `${service}---\n` }]);
  assert.deepEqual(told(), [
    [other + name, [name]],
    [2 * other + name, [name]],
  ]);
  host.edit(uriOf('a.yaml'), 3, [{ start: 0, end: 2 * other, newText: '# one\n' }]);
  assert.deepEqual(told(), []);
});

test('what is typed on a separator moves the problems below it', () => {
  const host = openWorkspace({ 'a.yaml': '--- #\nkind: StatefulSet\nmetadata: {}\n' });
  const before = problemsOf(host, 'a.yaml')[0]!.documentStart;
  host.edit(uriOf('a.yaml'), 2, [{ start: 5, end: 5, newText: ' x' }]);
  assert.equal(problemsOf(host, 'a.yaml')[0]!.documentStart, before + 2);
});
