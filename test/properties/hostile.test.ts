import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileRange } from '../../server/src/analysis/snapshot.ts';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { limits } from '../../server/src/base/limits.ts';
import { effectiveManifests } from '../../server/src/features/effective.ts';
import { nameAt } from '../../server/src/features/navigation.ts';
import { assertGrowsAlike, processorMsOf } from '../support/processorTime.ts';
import { askEverything, hostWith, problemsOf, uri } from './support/analysis.ts';
import { hostileTexts } from './support/hostileTexts.ts';

/** Time of the processor that everything about a text takes (ms). */
function timeOf(text: string): number {
  return processorMsOf(() => {
    const host = hostWith(text);
    askEverything(host, text.length >> 1);
    host.edit(uri, 2, [{ start: text.length, end: text.length, newText: 'x' }]);
    problemsOf(host);
  });
}

const small = 1_500;
const times = 8;
/** So many times as long as a text may its answers take: one that grows with the square of it takes 64 times. */
const most = 30;
/** What takes no longer than this (ms) needs no comparison. */
const negligibleMs = 150;

for (const [name, make] of Object.entries(hostileTexts)) {
  test(`${name}: answered, and in time that grows as the text does`, () => {
    const texts = [make(small), make(small * times)] as const;
    for (const text of texts) askEverything(hostWith(text), text.length);
    // Another try: memory may have been cleared up meanwhile.
    for (let attempt = 0; ; attempt++) {
      const long = timeOf(texts[1]);
      if (long < negligibleMs) return;
      const short = timeOf(texts[0]);
      if (long / short < most) return;
      assert.ok(attempt < 4, `${Math.round(long)} ms where a text of an eighth takes ${Math.round(short)} ms`);
    }
  });
}

const variable = (at: number) => `{"name": "E${at}", "value": "$(E${at - 1}) and more of it"}`;
const setOnOneLine = (name: string, entries: readonly string[]) =>
  `{"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "${name}"}, "spec": {"serviceName": "web", ` +
  '"selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}}, "spec": ' +
  `{"containers": [{"name": "c", "image": "mysql:8", "env": [${entries.join(', ')}]}]}}}}`;
const many = (count: number, item: (at: number) => string) => Array.from({ length: count }, (_, at) => item(at));

/** Texts of one line that grow with a number of entries. */
const longLines: Readonly<Record<string, (count: number) => string>> = {
  'variables on one line': (count) => setOnOneLine('web', many(count, variable)),
  'faulty variables on one line': (count) =>
    setOnOneLine(
      'web',
      many(count, (at) => `{"name": "=E ${at}", "valu": "of many characters"}`),
    ),
  'faulty variables on one line that cannot be read to its end': (count) =>
    `${setOnOneLine(
      'web',
      many(count, (at) => `{"name": "E${at}", "value": ${at}}`),
    )} "what" "is this"`,
  'comments that silence, on one line and on many': (count) =>
    `${'# statefulset-ignore '.repeat(count)}\n${'# statefulset-ignore wrong-type\n'.repeat(count)}${setOnOneLine('web', [])}`,
  'variables on one line without quotes': (count) => setOnOneLine('web', many(count, variable)).replaceAll('"', ''),
  arguments: (count) =>
    setOnOneLine('web', []).replace('"env": [', `"args": [${many(count, (at) => `"a${at}"`).join(', ')}`),
  'sets in a list on one line': (count) =>
    `{"apiVersion": "v1", "kind": "List", "items": [${many(count / 8, (at) => setOnOneLine(`web${at}`, [])).join(', ')}]}`,
};

/** So many entries that a text as long squared would take seconds. */
const manyEntries = 5_000;

for (const [name, make] of Object.entries(longLines)) {
  test(`${name}: four times as many take about four times as long, not sixteen times`, () => {
    const answers = (count: number) => {
      const text = make(count);
      return () => {
        const host = hostWith(text);
        host.snapshot().problems(uri);
        effectiveManifests(host.snapshot(), uri, neverCancelled);
        nameAt(host.snapshot(), uri, text.indexOf('web'));
      };
    };
    assertGrowsAlike(answers, { count: manyEntries, most: 9 });
  });
}

const setOf = (name: string, value: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx, env: [{name: PEER, value: ${value}}]}]}
`;
const serviceOf = (name: string, spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {app: web}, ${spec}}\n`;

/** One object of many, each of which asks for the others. */
const objects: Readonly<Record<string, (at: number) => string>> = {
  'sets that name Pods of others': (at) => setOf(`web${at}`, `other-0.web${at}.default.svc`),
  'Services of one name': () => serviceOf('web', 'ports: [{port: 80}]'),
  'Services with ports of the nodes': (at) =>
    serviceOf(`web${at}`, `type: NodePort, ports: [{port: 80, nodePort: ${30_000 + (at % 2768)}}]`),
};

const manyObjects = 3_000;

for (const [name, make] of Object.entries(objects)) {
  test(`${name}: four times as many take about four times as long, not sixteen times`, () => {
    const check = (count: number) => {
      const text = many(count, make).join('---\n');
      return () => hostWith(text).snapshot().problems(uri);
    };
    assertGrowsAlike(check, { count: manyObjects, most: 7 });
  });
}

function codesOf(text: string): (readonly [code: string, start: number])[] {
  const problems = hostWith(text).snapshot().problems(uri);
  return problems.map((found) => [found.problem.rule, fileRange(found).start]);
}

const object = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\n';

test('what is too much is not read, and a warning says so where it begins to be', () => {
  const deep = `${object}spec: ${'['.repeat(limits.levels + 1)}`;
  assert.deepEqual(codesOf(deep), [['document-not-read', deep.length - 1]]);
  assert.deepEqual(codesOf(`${object}# ${'x'.repeat(limits.fileCharacters)}`), [['document-not-read', 0]]);
  assert.deepEqual(codesOf(`${object}${'---\n'.repeat(limits.fileDocuments + 1)}`), [['document-not-read', 0]]);
  const unknown = Array.from({ length: limits.documentProblems + 5 }, (_, at) => `x${at}: 1\n`).join('');
  const found = codesOf(object + unknown);
  assert.equal(found.length, limits.documentProblems + 1);
  assert.equal(found.at(-1)?.[0], 'document-not-read');
});

test('a text that shrinks below a limit is read again, and one that grows above it is not', () => {
  const host = hostWith(`${object}spec: ${'['.repeat(limits.levels)}`);
  const codes = () =>
    host
      .snapshot()
      .problems(uri)
      .map(({ problem }) => problem.rule);
  const { length } = host.openFile(uri)!.text;
  assert.ok(codes().includes('document-not-read'));
  host.edit(uri, 2, [{ start: length - 400, end: length, newText: '' }]);
  assert.ok(!codes().includes('document-not-read') && codes().includes('yaml-syntax'));
  host.edit(uri, 3, [{ start: length - 400, end: length - 400, newText: '['.repeat(410) }]);
  assert.ok(codes().includes('document-not-read'));
});

/** A manifest in which a name stands wherever one can. */
const everywhere = [
  `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web, annotations: {NAME: "true"}, labels: {NAME: a}}
spec:
  NAME: 1
  serviceName: NAME
  selector: {matchLabels: {NAME: a}}
  template:
    metadata: {labels: {NAME: a}, annotations: {NAME: x}}
    spec:
      NAME: 3
      nodeSelector: {NAME: a}
      securityContext: {seccompProfile: {type: NAME}}
      containers:
        - name: NAME
          NAME: 1
          image: NAME
          env: [{name: NAME, value: NAME}]
          resources: {requests: {NAME: 1}}
          volumeMounts: [{name: NAME, mountPath: NAME}]
      volumes: [{name: NAME, NAME: {}}]
  volumeClaimTemplates:
    - metadata: {name: NAME}
      spec: {NAME: 1, storageClassName: NAME, accessModes: [NAME], volumeMode: NAME, resources: {requests: {NAME: 1}}}
`,
  'apiVersion: apps/v1\nkind: NAME\nmetadata: {name: NAME}\nspec: {selector: {a: b}}\n',
  'apiVersion: NAME\nkind: NAME\nmetadata: {name: NAME}\n',
  'apiVersion: NAME/v1\nkind: Service\nspec: {NAME: 1}\n',
  'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nprovisioner: NAME\nparameters: {NAME: NAME, type: NAME}\n',
  'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {metrics: [{type: NAME}], scaleTargetRef: {kind: NAME}}\n',
];

for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
  test(`"${name}" is a name like any other`, () => {
    for (const template of everywhere) {
      const text = template.replaceAll('NAME', name);
      const told = problemsOf(hostWith(text)).map((problem) => JSON.stringify(problem));
      assert.deepEqual(
        told.filter((problem) => /function|\[object/.test(problem)),
        [],
      );
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) askEverything(hostWith(text), at + 2);
    }
  });
}
