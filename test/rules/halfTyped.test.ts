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

/** Rules whose findings rest on a value: quiet while it is being typed, and not once it is one that they find fault with. */
const cases: readonly (readonly [rule: string, from: string, half: string, wrong: string])[] = [
  ['class-cannot-grow', 'storage: 10Gi', 'storage:', 'storage: 1Gi'],
  ['class-cannot-grow', 'storage: 10Gi', 'storage: [1]', 'storage: 1Gi'],
  ['partition-reaches-no-pod', 'replicas: 3', 'replicas: t', 'replicas: 2'],
  ['data-directory-not-mounted', 'mountPath: /var/lib/mysql', 'mountPath:', 'mountPath: /var/lib/mysqld'],
  ['data-directory-not-mounted', 'image: mysql:8.4', 'image:', 'image: postgres:17'],
  ['storage-class-unknown', 'storageClassName: gp2', 'storageClassName:', 'storageClassName: gp'],
  ['service-name-missing', 'serviceName: web', 'serviceNam: web', 'minReadySeconds: 1'],
];

for (const [rule, from, half, wrong] of cases) {
  test(`${rule} says nothing of "${half}", unlike of "${wrong}"`, () => {
    const rulesOf = (written: string) => {
      const text = whole.replace(from, written);
      assert.notEqual(text, whole);
      const found = problemsOf(openWorkspace({ 'main.yaml': text }, { platform: 'eks' }), 'main.yaml');
      return found.map(({ problem }) => problem.rule);
    };
    assert.ok(!rulesOf(half).includes(rule));
    assert.ok(rulesOf(wrong).includes(rule), rulesOf(wrong).join(', '));
  });
}

test('a text that is cut anywhere makes no rule fail', () => {
  for (let end = 0; end <= whole.length; end += 3) {
    const host = openWorkspace({ 'main.yaml': whole.slice(0, end) }, { platform: 'eks' });
    assert.doesNotThrow(() => problemsOf(host, 'main.yaml'));
  }
});
