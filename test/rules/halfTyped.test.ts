import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

const whole = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 3
  updateStrategy:
    rollingUpdate:
      partition: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: mysql:8.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/mysql
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        storageClassName: gp2
        resources:
          requests:
            storage: 10Gi
`;

/** Rules whose findings rest on a value that is being typed. */
const quiet: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['class-cannot-grow', 'storage: 10Gi', 'storage:'],
  ['class-cannot-grow', 'storage: 10Gi', 'storage: [1]'],
  ['partition-reaches-no-pod', 'replicas: 3', 'replicas: t'],
  ['data-directory-not-persistent', 'mountPath: /var/lib/mysql', 'mountPath:'],
  ['data-directory-not-persistent', 'image: mysql:8.4', 'image:'],
  ['storage-class-unknown', 'storageClassName: gp2', 'storageClassName:'],
  ['service-name-missing', 'serviceName: web', 'serviceNam: web'],
];

for (const [rule, from, to] of quiet) {
  test(`${rule} says nothing of "${to}"`, () => {
    const text = whole.replace(from, to);
    assert.notEqual(text, whole);
    const problems = problemsOf(openWorkspace({ 'main.yaml': text }, { platform: 'eks' }), 'main.yaml');
    assert.ok(
      !problems.some(({ problem }) => problem.rule === rule),
      problems.map(({ problem }) => problem.message).join('\n'),
    );
  });
}

test('a text that is cut anywhere makes no rule fail', () => {
  for (let end = 0; end <= whole.length; end += 3) {
    const host = openWorkspace({ 'main.yaml': whole.slice(0, end) }, { platform: 'eks' });
    assert.doesNotThrow(() => problemsOf(host, 'main.yaml'));
  }
});
