import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { rules } from '../../server/src/rules/all.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { createService } from '../../server/src/service.ts';

const uri = 'file:///work/main.yaml';
const set = (name: string, storage = ''): string => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  serviceName: ${name}
  replicas: 3
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers: [{ name: app, image: "nginx:1.29", volumeMounts: [{ name: data, mountPath: /data }] }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce]
        ${storage}
        resources: { requests: { storage: 1Gi } }
`;
const autoscaler = (target: string): string =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: one }\nspec:\n  maxReplicas: 5\n  scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: ${target} }\n`;
const storageClass = (name: string, isDefault = false): string =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: ${name}\n  annotations: { storageclass.kubernetes.io/is-default-class: "${isDefault}" }\nprovisioner: ebs.csi.aws.com\n`;

/** A file that is typed in: how often a rule runs for each edit, and whether it has found something then. */
function typing(id: string, documents: readonly string[]): (from: string, to: string) => [runs: number, found: number] {
  let runs = 0;
  const counted = (rule: Rule): Rule => ({
    ...rule,
    check: (context) => {
      runs++;
      return rule.check!(context);
    },
  });
  const host = new AnalysisHost(rules.filter((rule) => rule.id === id).map(counted));
  host.open(uri, 1, documents.join('---\n'));
  host.setIndexComplete(true);
  const found = () =>
    host
      .snapshot()
      .problems(uri)
      .filter(({ problem }) => problem.rule === id).length;
  found();
  return (from, to) => {
    const { text } = host.openFile(uri)!.text;
    host.edit(uri, 2, [{ start: text.indexOf(from), end: text.indexOf(from) + from.length, newText: to }]);
    runs = 0;
    return [found(), runs].reverse() as [number, number];
  };
}

test('a key in an autoscaler concerns the set that it scales, or did', () => {
  const type = typing('replicas-owned-by-autoscaler', [set('a'), set('b'), set('c'), autoscaler('b')]);
  assert.deepEqual(type('maxReplicas: 5', 'maxReplicas: 6'), [1, 1]);
  assert.deepEqual(type('kind: StatefulSet, name: b', 'kind: StatefulSet, name: c'), [2, 1]);
  assert.deepEqual(type('kind: StatefulSet, name: c', 'kind: Deployment, name: c'), [1, 0]);
  assert.deepEqual(type('kind: Deployment, name: c', 'kind: Deployment, name: none'), [1, 0]);
  assert.deepEqual(type('kind: Deployment, name: none', 'kind: StatefulSet, name: a'), [1, 1]);
});

test('a key in a class concerns those who name it, and all who name none where it is the default one', () => {
  const type = typing('class-cannot-grow', [
    set('a', 'storageClassName: fast'),
    set('b', 'storageClassName: slow'),
    set('c'),
    storageClass('fast'),
    storageClass('slow'),
  ]);
  const fast = 'name: fast\n  annotations: { storageclass.kubernetes.io/is-default-class: ';
  const before = type(fast, `${fast} `);
  assert.equal(before[0], 0, 'nothing that counts');
  const [runs] = type(`${fast} "false"`, `${fast} "true"`);
  assert.equal(runs, 2, 'who names it, and who names none');
  assert.equal(type('name: slow\n', 'name: other\n')[0], 1);
});

test('the classes and autoscalers that count are found at once and after edits', () => {
  const documents = [set('a', 'storageClassName: fast'), set('b'), storageClass('fast'), autoscaler('b')];
  const edits = [
    ['is-default-class: "false"', 'is-default-class: "true"'],
    ['name: fast\n', 'name: fasts\n'],
    ['kind: StatefulSet, name: b', 'kind: StatefulSet, name: a'],
    ['is-default-class: "true"', 'is-default-class: "no"'],
  ] as const;
  const typed = createService();
  typed.open(uri, 1, documents.join('---\n'));
  typed.setIndexComplete(true);
  const told = (host: AnalysisHost) =>
    host
      .snapshot()
      .problems(uri)
      .map(({ problem, documentStart }) => [problem.rule, problem.message, documentStart + problem.range.start]);
  for (const [from, to] of edits) {
    const { text } = typed.openFile(uri)!.text;
    typed.edit(uri, 2, [{ start: text.indexOf(from), end: text.indexOf(from) + from.length, newText: to }]);
    const fresh = createService();
    fresh.open(uri, 1, typed.openFile(uri)!.text.text);
    fresh.setIndexComplete(true);
    assert.deepEqual(told(typed), told(fresh));
    assert.ok(told(fresh).length > 0);
  }
});
