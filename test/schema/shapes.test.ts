import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Problem } from '../../server/src/manifest/problem.ts';
import { type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { applyEdits } from '../support/edits.ts';
import { check } from './support.ts';

/** The one error in a small set with these parts. */
function errorIn(parts: ExampleParts): Problem {
  const errors = check(statefulSet(parts)).filter(({ severity }) => severity === 'error');
  assert.equal(errors.length, 1, `${JSON.stringify(parts)}: ${errors.map(({ message }) => message).join('; ')}`);
  return errors[0]!;
}

/** Asserts that the first repair of what is wrong leads to what is right, and that nothing is refused then. */
function leadsTo(wrong: ExampleParts, right: ExampleParts, isSafe: boolean): void {
  const fix = errorIn(wrong).fixes?.()[0];
  assert.ok(fix, `no repair of ${JSON.stringify(wrong)}`);
  assert.equal(applyEdits(statefulSet(wrong), fix.edits), statefulSet(right));
  assert.equal(fix.isSafe, isSafe, `${fix.title}: ${JSON.stringify(wrong)}`);
  assert.deepEqual(
    check(statefulSet(right)).filter(({ severity }) => severity === 'error'),
    [],
  );
}

function hasNoFix(parts: ExampleParts): void {
  assert.deepEqual(errorIn(parts).fixes?.() ?? [], []);
}

const claim = (modes: string) => ({
  spec:
    'volumeClaimTemplates:\n- metadata:\n    name: data\n  spec:\n' +
    `    ${modes}\n    resources:\n      requests:\n        storage: 1Gi`,
});

describe('what stands in a list and should not', () => {
  test('the one item that is wanted is taken out, comments and all', () => {
    leadsTo({ spec: 'replicas: [3]' }, { spec: 'replicas: 3' }, false);
    leadsTo({ spec: 'replicas:\n- 3 # three' }, { spec: 'replicas: 3 # three' }, false);
    leadsTo({ pod: 'dnsPolicy: [Default]' }, { pod: 'dnsPolicy: Default' }, false);
    leadsTo(
      { pod: 'securityContext:\n- # who\n  runAsUser: 1\n  fsGroup: 1' },
      { pod: 'securityContext:\n  # who\n  runAsUser: 1\n  fsGroup: 1' },
      false,
    );
    leadsTo({ pod: 'nodeSelector: [a: b]' }, { pod: 'nodeSelector: { a: b }' }, false);
  });

  test('items that say different things are one mapping', () => {
    const right = { container: 'resources:\n    limits:\n      cpu: 1\n    requests:\n      cpu: 1 # one' };
    const wrong = { container: 'resources:\n  - limits:\n      cpu: 1\n  - requests:\n      cpu: 1 # one' };
    leadsTo(wrong, right, false);
    leadsTo({ pod: 'nodeSelector: [{a: b}, {c: d}]' }, { pod: 'nodeSelector: { a: b, c: d }' }, false);
    leadsTo({ pod: 'nodeSelector:\n- a=b # first\n- c=1' }, { pod: 'nodeSelector:\n  a: b # first\n  c: "1"' }, false);
  });

  test('what would be lost, or refused again, stays', () => {
    hasNoFix({ spec: 'replicas: [1, 2]' });
    hasNoFix({ spec: 'replicas: [many]' });
    hasNoFix({ pod: 'dnsPolicy: [Sometimes]' });
    hasNoFix({ spec: 'replicas: [3 # three\n  ]' });
    hasNoFix({ pod: 'nodeSelector: [{a: b}, {a: c}]' });
    hasNoFix({ container: 'resources: [{limits: {cpu: 1}}, {limit: {cpu: 1}}]' });
  });
});

describe('what stands in no list and should', () => {
  test('names with their values are items', () => {
    leadsTo(
      { container: 'env:\n  # where\n  HOST: web # here\n  PORT: 80\n  NONE:' },
      {
        container:
          'env:\n  # where\n  - name: HOST\n    value: web # here\n  - name: PORT\n    value: "80"\n  - name: NONE\n    value: ""',
      },
      false,
    );
    leadsTo({ container: 'env: {A: b}' }, { container: 'env: [{ name: A, value: b }]' }, false);
    leadsTo({ container: 'ports:\n  http: 80' }, { container: 'ports:\n  - name: http\n    containerPort: 80' }, false);
    leadsTo({ container: 'env:\n  A:\n    value: b' }, { container: 'env:\n  - name: A\n    value: b' }, false);
    leadsTo(claim('accessModes: {ReadWriteOnce: true}'), claim('accessModes: [ReadWriteOnce]'), false);
    leadsTo(claim('accessModes: RWO'), claim('accessModes: [ReadWriteOnce]'), true);
  });

  test('what is no item stays', () => {
    hasNoFix(claim('accessModes: x'));
    hasNoFix(claim('accessModes: {ReadWriteOnce: false}'));
    hasNoFix({ container: 'ports:\n  http: [80]' });
    hasNoFix({ container: 'env:\n  A: |\n    a\n    b' });
  });

  test('an item in one word is written in full', () => {
    leadsTo({ container: 'ports: [80]' }, { container: 'ports: [{ containerPort: 80 }]' }, false);
    leadsTo(
      { container: 'ports:\n  - 53/udp # dns' },
      { container: 'ports:\n  - containerPort: 53\n    protocol: UDP # dns' },
      false,
    );
    leadsTo({ container: 'env:\n  - A=b c' }, { container: 'env:\n  - name: A\n    value: "b c"' }, false);
    leadsTo({ pod: 'imagePullSecrets:\n- pull' }, { pod: 'imagePullSecrets:\n- name: pull' }, false);
    hasNoFix({ container: 'ports: [http]' });
    hasNoFix({ container: 'ports: [80000]' });
  });
});

describe('blanks that are missing', () => {
  test('behind the dash of an item that has such fields', () => {
    leadsTo(
      { container: 'ports:\n  -containerPort: 80\n  name: web # ours' },
      { container: 'ports:\n  - containerPort: 80\n    name: web # ours' },
      true,
    );
    leadsTo({ pod: 'volumes:\n-name: a # one' }, { pod: 'volumes:\n- name: a # one' }, true);
    leadsTo(claim('accessModes:\n      -ReadWriteOnce'), claim('accessModes:\n      - ReadWriteOnce'), true);
    const { message } = errorIn({ container: 'ports:\n  -containerPort: 80' });
    assert.equal(message, 'A blank is missing behind the dash of "-containerPort"; write "- containerPort"');
    assert.match(errorIn({ container: 'ports:\n  -other: 80' }).message, /^ports is a mapping/);
  });

  test('behind the colon of a field, and around an equals sign', () => {
    leadsTo({ pod: 'securityContext:\n  runAsUser:1' }, { pod: 'securityContext:\n  runAsUser: 1' }, true);
    leadsTo({ pod: 'nodeSelector:\n  a:b\n  c:1' }, { pod: 'nodeSelector:\n  a: b\n  c: "1"' }, false);
    leadsTo({ pod: 'nodeSelector: a=b' }, { pod: 'nodeSelector: { a: b }' }, false);
    hasNoFix({ pod: 'securityContext: http://web' });
    hasNoFix({ pod: 'securityContext:\n  user:1' });
  });
});

describe('values of another type', () => {
  test('quotes are offered where the text in them is accepted, else what may be written is said', () => {
    leadsTo({ container: 'workingDir: 7' }, { container: 'workingDir: "7"' }, true);
    for (const [parts, advice] of [
      [{ pod: 'dnsPolicy: true' }, /^dnsPolicy "true" is a boolean; write ClusterFirst, ClusterFirstWithHostNet, …$/],
      [{ pod: 'hostAliases: [{ip: 7}]' }, /^ip "7" is no IP address; write one such as/],
      [claim('accessModes: [true]'), /^Item "true" of accessModes is a boolean; write ReadWriteOnce/],
      [{ pod: 'dnsPolicy: {a: b}' }, /^dnsPolicy is a mapping; write ClusterFirst/],
      [
        { container: 'env: [{name: A, valueFrom: {fieldRef: {fieldPath: true}}}]' },
        /^fieldPath "true" is a boolean; write metadata.name/,
      ],
    ] as const) {
      assert.match(errorIn(parts).message, advice);
      hasNoFix(parts);
    }
  });

  test('an item is called what it is', () => {
    assert.match(errorIn({ pod: 'volumes: [x]' }).message, /^This volume is a string, "x"; write a mapping/);
    assert.match(errorIn({ pod: 'tolerations: [[]]' }).message, /^This toleration is a list; write a mapping/);
    assert.match(errorIn({ container: 'args: [a, 7]' }).message, /^Item "7" of args is a number; write a string/);
    assert.match(errorIn({ container: 'args: [a, []]' }).message, /^An item of args is a list; write a string/);
  });

  test('numbers with units and words for yes', () => {
    const grace = (text: string) => ({ pod: `terminationGracePeriodSeconds: ${text}` });
    leadsTo(grace('30s'), grace('30'), false);
    leadsTo(grace('"2m"'), grace('120'), false);
    leadsTo({ pod: 'hostNetwork: enabled' }, { pod: 'hostNetwork: true' }, false);
    leadsTo({ pod: 'hostNetwork: 0' }, { pod: 'hostNetwork: false' }, false);
    leadsTo({ container: 'ports: [{containerPort: 80/TCP}]' }, { container: 'ports: [{containerPort: 80}]' }, false);
    hasNoFix(grace('soon'));
    hasNoFix({ spec: 'replicas: 30s' });
    hasNoFix({ container: 'ports: [{containerPort: "70,000"}]' });
  });

  test('a list or mapping where a program reads any text is put in quotes', () => {
    const value = (text: string) => ({ container: `env: [{name: A, value: ${text}}]` });
    leadsTo(value('{"a": 1}'), value(`'{"a": 1}'`), false);
    leadsTo({ container: 'args:\n  - --log: json' }, { container: 'args:\n  - "--log: json"' }, false);
    hasNoFix({ container: 'image: {name: web}' });
  });
});
