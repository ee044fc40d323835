import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Minor } from '../../server/src/schema/minor.ts';
import { findings, repairedSafely, warningsIn } from './support.ts';

/** The findings in a Service with these entries of its spec. */
function inService(spec: string, minor: Minor = '1.37', annotations = ''): string[] {
  const text = `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n${annotations}spec:\n  ports: [{port: 80}]\n${spec}`;
  return findings(text, { minor });
}

describe('the server warns of Services', () => {
  test('whose traffic distribution has a new name, since 1.35', () => {
    const prefer = '  trafficDistribution: PreferClose\n';
    assert.deepEqual(inService(prefer, '1.34'), []);
    assert.deepEqual(inService(prefer, '1.35'), ['field-deprecated spec.trafficDistribution']);
    assert.deepEqual(inService('  trafficDistribution: PreferSameZone\n'), []);
    assert.deepEqual(inService(`  type: ExternalName\n  externalName: db.example.com\n${prefer}`), [
      'field-deprecated spec.trafficDistribution',
    ]);
  });

  test('with fields that their type does not use', () => {
    assert.deepEqual(inService('  externalName: db.example.com\n'), ['value-ignored spec.externalName']);
    const external = '  type: ExternalName\n  externalName: db.example.com\n';
    assert.deepEqual(inService(external), []);
    assert.deepEqual(inService(`${external}  externalIPs: [5.6.7.8]\n`), ['value-ignored spec.externalIPs']);
    assert.deepEqual(inService('  clusterIP: None\n  externalIPs: [5.6.7.8]\n'), ['value-ignored spec.externalIPs']);
    assert.deepEqual(inService('  externalIPs: [5.6.7.8]\n'), ['field-deprecated spec.externalIPs']);
  });

  test('with the old annotation for topology', () => {
    const annotation = '  annotations:\n    service.kubernetes.io/topology-aware-hints: auto\n';
    assert.deepEqual(inService('', '1.37', annotation), [
      'field-deprecated metadata.annotations.service.kubernetes.io/topology-aware-hints',
    ]);
  });
});

describe('the server warns of addresses', () => {
  const balanced = (text: string, minor: Minor) =>
    inService(`  type: LoadBalancer\n  loadBalancerIP: "${text}"\n`, minor).length;
  const ranged = (text: string, minor: Minor) =>
    inService(`  type: LoadBalancer\n  loadBalancerSourceRanges: ["${text}"]\n`, minor);

  test('that are not written as RFC 5952 has it', () => {
    for (const text of ['10.9.8.7', '2001:db8::1', '::', '::1', '1::', '1:0:0:2::3', '1:0:2:3:4:5:6:7'])
      assert.equal(balanced(text, '1.37'), 0, text);
    for (const text of ['2001:DB8::1', '2001:db8:0:0:0:0:0:1', '2001:db8::0:1', '1:0:0:0:2:0:0:0', '64:ff9b::1.2.3.4'])
      assert.equal(balanced(text, '1.37'), 1, text);
  });

  test('with leading zeros, and of IPv4 ones in IPv6, as each minor does', () => {
    assert.deepEqual(
      (['1.29', '1.33', '1.35', '1.37'] as const).map((minor) => balanced('10.09.8.7', minor)),
      [1, 1, 1, 1],
    );
    assert.deepEqual(
      (['1.29', '1.33', '1.35'] as const).map((minor) => balanced('::ffff:10.9.8.7', minor)),
      [0, 1, 1],
    );
  });

  test('and of ranges, but not where they are refused', () => {
    const place = 'spec.loadBalancerSourceRanges[0]';
    assert.deepEqual(ranged('10.0.0.0/8', '1.33'), []);
    assert.deepEqual(ranged('10.1.2.3/8', '1.32'), []);
    assert.deepEqual(ranged('10.1.2.3/8', '1.33'), [`address-not-canonical ${place}`]);
    assert.deepEqual(ranged('2001:DB8::/32', '1.37'), [`address-not-canonical ${place}`]);
    assert.deepEqual(ranged('10.1.2.3/8', '1.37'), ['value-invalid spec.LoadBalancerSourceRanges[0]']);
    assert.deepEqual(ranged(' 10.0.0.0/8', '1.32'), [`address-not-canonical ${place}`]);
    assert.deepEqual(ranged(' 10.0.0.0/8', '1.33'), []);
  });

  test('of Pods since 1.33', () => {
    const pod = 'dnsConfig:\n  nameservers: ["2001:DB8::1"]\nhostAliases:\n  - ip: 2001:db8:0::1\n    hostnames: [db]';
    assert.deepEqual(warningsIn({ pod }, { minor: '1.32' }), []);
    assert.deepEqual(warningsIn({ pod }, { minor: '1.33' }), [
      'address-not-canonical spec.template.spec.dnsConfig.nameservers[0]',
      'address-not-canonical spec.template.spec.hostAliases[0].ip',
    ]);
  });

  test('and they are written plainly', () => {
    const text = (address: string) =>
      `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: LoadBalancer\n  loadBalancerIP: "${address}"\n  ports: [{port: 80}]\n`;
    assert.equal(repairedSafely(text('2001:DB8:0:0:0:0:0:1')), text('2001:db8::1'));
    assert.equal(repairedSafely(text('1:0:0:2:0:0:0:3')), text('1:0:0:2::3'));
    assert.equal(repairedSafely(text('64:ff9b::1.2.3.4')), text('64:ff9b::102:304'));
  });
});

describe('the server warns of volumes', () => {
  const volume = (entries: string, spec = 'nfs: {server: s, path: /a}') =>
    `apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: data\n${entries}spec:\n  capacity: {storage: 1Gi}\n  accessModes: [ReadWriteOnce]\n  ${spec}\n`;
  const claim = (annotation: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\n  annotations: {${annotation}: x}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 1Gi}}\n`;

  test('and claims with annotations that fields have replaced', () => {
    const annotated = volume(
      '  annotations:\n    volume.beta.kubernetes.io/storage-class: x\n    volume.beta.kubernetes.io/mount-options: hard\n',
    );
    const place = 'field-deprecated metadata.annotations.volume.beta.kubernetes.io';
    assert.deepEqual(findings(annotated, { minor: '1.30' }), [`${place}/storage-class`]);
    assert.deepEqual(findings(annotated), [`${place}/storage-class`, `${place}/mount-options`]);
    assert.deepEqual(findings(claim('volume.beta.kubernetes.io/storage-class')), [`${place}/storage-class`]);
    assert.deepEqual(findings(claim('volume.beta.kubernetes.io/mount-options')), []);
  });

  test('of types that are no more', () => {
    const cephfs = volume('', 'cephfs: {monitors: [a]}');
    assert.deepEqual(findings(cephfs, { minor: '1.30' }), ['field-deprecated spec.cephfs']);
    assert.deepEqual(findings(cephfs), ['value-ignored spec.cephfs']);
    assert.deepEqual(findings(volume('')), []);
  });

  test('but not of a namespace, which it empties', () => {
    assert.deepEqual(findings(volume('  namespace: not.a.label\n')), []);
    assert.deepEqual(findings(volume('  namespace: 5\n')), ['wrong-type metadata.namespace']);
    const storageClass = 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nprovisioner: a\nmetadata:\n  name: fast\n';
    assert.deepEqual(findings(`${storageClass}  namespace: A\n`), []);
  });
});

test('annotations and parameters are counted in bytes', () => {
  const text = (value: string) =>
    `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nprovisioner: a\nmetadata:\n  name: fast\n  annotations: {a: ${value}}\nparameters: {b: ${value}}\n`;
  assert.deepEqual(findings(text('x'.repeat(200_000))), []);
  assert.deepEqual(findings(text('é'.repeat(200_000))).sort(), [
    'value-out-of-range metadata.annotations',
    'value-out-of-range parameters',
  ]);
});
