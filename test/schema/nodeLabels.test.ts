import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { check, repaired, repairedSafely } from './support.ts';

const messages = (text: string) => check(text).map(({ rule, message }) => `${rule}: ${message}`);

test('a slip in a well-known label of nodes is told wherever labels of nodes are named', () => {
  const affinity = (key: string) =>
    `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: ${key}, operator: Exists}]}]}}}`;
  const apart = (key: string) =>
    `affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {matchLabels: {app: web}}, topologyKey: ${key}}]}}`;
  const spread = (key: string) =>
    `topologySpreadConstraints: [{maxSkew: 1, topologyKey: ${key}, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}]`;
  const places = [(key: string) => `nodeSelector: {${key}: a}`, affinity, apart, spread];
  for (const pod of places) {
    const text = statefulSet({ pod: pod('topology.kubernetes.io/zones') });
    assert.deepEqual(messages(text), [
      'node-label-misspelt: No node has the label "topology.kubernetes.io/zones" by itself; did you mean "topology.kubernetes.io/zone"?',
    ]);
    assert.equal(repaired(text), statefulSet({ pod: pod('topology.kubernetes.io/zone') }));
    assert.equal(repairedSafely(text), text);
  }
});

test('topologies of a StorageClass name them, too', () => {
  const text = (key: string) =>
    `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: a}\nprovisioner: a.example/b\nallowedTopologies: [{matchLabelExpressions: [{key: ${key}, values: [a]}]}]\n`;
  assert.equal(repaired(text('topology.kubernets.io/zone')), text('topology.kubernetes.io/zone'));
  assert.deepEqual(messages(text('topology.ebs.csi.aws.com/zone')), []);
});

test('labels of somebody else, and those that are near to none, are left alone', () => {
  for (const key of [
    'kubernetes.io/hostname',
    'topology.kubernetes.io/rack',
    'kubernetes.io/gpu',
    'node-role.kubernetes.io/db',
    'topology.example.io/zone',
    'kubernetes.example/os',
    'zone',
  ])
    assert.deepEqual(messages(statefulSet({ pod: `nodeSelector: {${key}: a}` })), [], key);
});
