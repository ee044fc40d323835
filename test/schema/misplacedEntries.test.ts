import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { applyEdits } from '../support/edits.ts';
import { check } from './support.ts';

/** What is said of a field, what is the first repair, and the text after it. */
function unknown(text: string, field: string) {
  const problems = check(text).filter(({ rule }) => rule === 'unknown-field');
  const problem = problems.find(({ message }) => message.includes(`"${field}"`));
  assert.ok(problem, text);
  const fix = problem.fixes?.()[0];
  return { message: problem.message, fix, text: fix && applyEdits(text, fix.edits) };
}

interface Case {
  readonly field: string;
  readonly says: RegExp;
  readonly wrong: ExampleParts;
  readonly right: ExampleParts | string;
}

const cases: Readonly<Record<string, Case>> = {
  'a variable by its own name is written as name and value': {
    field: 'PGDATA',
    says: /write name and value, each as a field$/,
    wrong: { container: 'env:\n  - PGDATA: /data\n  - PORT: 80\n  - { MODE: fast }' },
    right: { container: 'env:\n  - name: PGDATA\n    value: /data\n  - PORT: 80\n  - { MODE: fast }' },
  },
  'in braces, too, and a number in quotes': {
    field: 'PORT',
    says: /write name and value/,
    wrong: { container: 'env:\n  - { PORT: 80 }' },
    right: { container: 'env:\n  - { name: PORT, value: "80" }' },
  },
  'what a container alone can forbid moves from the Pod to the one container': {
    field: 'readOnlyRootFilesystem',
    says: /it belongs in securityContext of an item of containers$/,
    wrong: {
      pod: 'securityContext:\n  fsGroup: 1\n  readOnlyRootFilesystem: true',
      container: 'securityContext:\n  runAsUser: 1',
    },
    right: {
      pod: 'securityContext:\n  fsGroup: 1',
      container: 'securityContext:\n  runAsUser: 1\n  readOnlyRootFilesystem: true',
    },
  },
  'a policy is known by what is in it': {
    field: 'pvcRetentionPolicy',
    says: /did you mean "persistentVolumeClaimRetentionPolicy"\?$/,
    wrong: { spec: 'pvcRetentionPolicy:\n  whenScaled: Delete' },
    right: { spec: 'persistentVolumeClaimRetentionPolicy:\n  whenScaled: Delete' },
  },
  'entries below the name of their map are indented together': {
    field: 'disk',
    says: /it belongs in nodeSelector: indent it$/,
    wrong: { pod: 'nodeSelector:\n# of the rack\ndisk: ssd\nrack: a\nhostNetwork: false' },
    right: { pod: 'nodeSelector:\n  # of the rack\n  disk: ssd\n  rack: a\nhostNetwork: false' },
  },
  'what probes and the Pod have moves from the container to the Pod': {
    field: 'terminationGracePeriodSeconds',
    says: /it belongs in spec\.template\.spec$/,
    wrong: { container: 'terminationGracePeriodSeconds: 120' },
    right: `${statefulSet({})}      terminationGracePeriodSeconds: 120\n`,
  },
  'what several probes have moves to the one that is written': {
    field: 'periodSeconds',
    says: /it belongs in spec\.template\.spec\.containers\[0\]\.readinessProbe$/,
    wrong: { container: 'periodSeconds: 5\nreadinessProbe:\n  tcpSocket: { port: 80 }' },
    right: { container: 'readinessProbe:\n  tcpSocket: { port: 80 }\n  periodSeconds: 5' },
  },
};

describe('an entry in the wrong place', () => {
  for (const [title, { field, says, wrong, right }] of Object.entries(cases)) {
    test(title, () => {
      const found = unknown(statefulSet(wrong), field);
      assert.match(found.message, says);
      assert.equal(found.text, typeof right === 'string' ? right : statefulSet(right));
      assert.equal(found.fix?.isSafe, false);
      assert.notEqual(found.fix?.isPreferred, false);
    });
  }

  test('is the fields of an object with a name around them', () => {
    const head = 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\n';
    const found = unknown(`${head}spec:\n  provisioner: ebs.csi.aws.com\n  reclaimPolicy: Retain\n`, 'spec');
    assert.match(found.message, /write its fields in its place$/);
    assert.equal(found.text, `${head}provisioner: ebs.csi.aws.com\nreclaimPolicy: Retain\n`);
  });

  test('is not moved to one of several containers', () => {
    const text = statefulSet({ pod: 'securityContext:\n  privileged: false' }).replace(
      /( *)- name: (\w+)\n/,
      (item, blanks) => `${blanks}- name: other\n${blanks}  image: nginx:1.29\n${item}`,
    );
    const found = unknown(text, 'privileged');
    assert.match(found.message, /securityContext of an item of containers$/);
    assert.equal(found.fix, undefined);
  });

  test('is told by the probes that could have it', () => {
    const found = unknown(statefulSet({ container: 'failureThreshold: 3' }), 'failureThreshold');
    assert.match(found.message, /it belongs in livenessProbe, readinessProbe or startupProbe$/);
    assert.equal(found.fix, undefined);
  });

  test('is not taken out at the press of a key, unless nothing is written there', () => {
    assert.equal(unknown(statefulSet({ container: 'colour: red' }), 'colour').fix?.isPreferred, false);
    assert.notEqual(unknown(statefulSet({ container: 'colour:' }), 'colour').fix?.isPreferred, false);
  });

  test('is not guessed from words that many things have', () => {
    for (const container of ['thing:\n  name: a', 'thing: { path: a }'])
      assert.match(unknown(statefulSet({ container }), 'thing').message, /leave it out$/);
  });
});

test('a field of what is around a selector is none of its labels', () => {
  const term = (key: string) =>
    statefulSet({
      pod: `affinity:\n  podAntiAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      - labelSelector:\n          matchLabels:\n            app: web\n${key}`,
    });
  const found = unknown(term('          topologyKey: kubernetes.io/hostname'), 'topologyKey');
  assert.match(found.message, /podAntiAffinity\.requiredDuringSchedulingIgnoredDuringExecution\[0\]$/);
  assert.equal(found.text, term('        topologyKey: kubernetes.io/hostname'));
  const label = unknown(term('          tier: db'), 'tier');
  assert.match(label.message, /labelSelector\.matchLabels$/);
  const both = term('          topologyKey: a\n        topologyKey: kubernetes.io/hostname');
  assert.match(unknown(both, 'topologyKey').message, /labelSelector\.matchLabels$/);
});

describe('a blank that is none to YAML', () => {
  test('is named, and plain ones are written', () => {
    const right = statefulSet({ container: 'stdin: true' });
    const wrong = right.replace(/ {2}stdin/, ' \u00A0stdin');
    const found = unknown(wrong, 'stdin');
    assert.equal(found.message, 'A no-break space (U+00A0) stands in front of "stdin"; write plain spaces');
    assert.equal(found.text, right);
    assert.match(unknown(statefulSet({ container: 'std\u200Bin: true' }), 'stdin').message, /^An invisible character/);
  });
});
