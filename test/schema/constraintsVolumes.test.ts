import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { check, findings } from './support.ts';

function persistentVolume(source: string): string {
  return `apiVersion: v1
kind: PersistentVolume
metadata: {name: disk}
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteOnce]
  ${source}
`;
}

const iscsi = 'targetPortal: "10.9.8.7:3260", iqn: "iqn.2001-04.com.example:disk"';

type Case = readonly [title: string, source: string, expected: readonly string[]];

const cases: readonly Case[] = [
  ['a whole iscsi volume', `iscsi: {${iscsi}, lun: 1, initiatorName: "iqn.1996-04.com.example:host"}`, []],
  ['an iscsi target of another spelling', 'iscsi: {targetPortal: a, iqn: disk}', ['value-invalid spec.iscsi.iqn']],
  ['a lun above 255', `iscsi: {${iscsi}, lun: 256}`, ['value-out-of-range spec.iscsi.lun']],
  [
    'a login without a Secret',
    `iscsi: {${iscsi}, chapAuthSession: true}`,
    ['required-field-missing spec.iscsi.secretRef'],
  ],
  ['a Secret without a name', `iscsi: {${iscsi}, secretRef: {}}`, ['required-field-missing spec.iscsi.secretRef.name']],
  [
    'an initiator beside a long portal',
    `iscsi: {targetPortal: ${'a'.repeat(60)}, iqn: "iqn.2001-04.com.example:disk", initiatorName: "iqn.2001-04.com.example:h"}`,
    ['name-invalid spec.iscsi.targetportal'],
  ],
  ['a storageos volume in capitals', 'storageos: {volumeName: Disk}', ['name-invalid spec.storageos.volumeName']],
  [
    'a Secret of a CSI volume in capitals',
    'csi: {driver: csi.example.com, volumeHandle: a, nodePublishSecretRef: {name: S, namespace: N_}}',
    ['name-invalid spec.csi.nodePublishSecretRef.name', 'name-invalid spec.csi.nodePublishSecretRef.namespace'],
  ],
  [
    'a Secret of a CSI volume that nothing is checked of',
    'csi: {driver: csi.example.com, volumeHandle: a, nodeStageSecretRef: {name: S}}',
    [],
  ],
  [
    'an empty namespace of the endpoints',
    'glusterfs: {endpoints: e, path: p, endpointsNamespace: ""}',
    ['name-invalid spec.glusterfs.endpointsNamespace'],
  ],
  [
    'an empty namespace of the Secret',
    'azureFile: {secretName: s, shareName: share, secretNamespace: ""}',
    ['required-field-missing spec.azureFile.secretNamespace'],
  ],
  [
    'an option in the name of Kubernetes',
    'flexVolume: {driver: a/b, options: {kubernetes.io/x: on-top}}',
    ['value-invalid spec.flexVolume.options.kubernetes.io/x'],
  ],
  ['a disk under the name of old', 'gcePersistentDisk: {}', ['required-field-missing spec.persistentDisk.pdName']],
  [
    'two types: the second is not looked into',
    'nfs: {server: s, path: /p}\n  local: {}',
    ['choice-conflict spec.local'],
  ],
  [
    'cephfs as a second type, by the name that Kubernetes has for it',
    'nfs: {server: s, path: /p}\n  cephfs: {monitors: [a]}',
    ['choice-conflict spec.cephFS'],
  ],
  [
    'flexVolume behind another type, which Kubernetes takes',
    'nfs: {server: s, path: /p}\n  flexVolume: {driver: a/b}',
    [],
  ],
  [
    'an empty class of attributes',
    'nfs: {server: s, path: /p}\n  volumeAttributesClassName: ""',
    ['required-field-missing spec.csi', 'name-invalid spec.volumeAttributesClassName'],
  ],
  ['a dataset without a name', 'flocker: {datasetName: ""}', ['choice-missing spec.flocker']],
];

describe('volume types of PersistentVolumes', () => {
  for (const [title, source, expected] of cases) {
    test(title, () => {
      const errors = check(persistentVolume(source)).filter(({ severity }) => severity === 'error');
      assert.deepEqual(errors.map(({ rule, field }) => `${rule} ${field}`).sort(), [...expected].sort());
    });
  }
});

describe('claims with a source in another namespace', () => {
  const claim = (reference: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
  dataSourceRef: ${reference}
`;

  test('the reference is dropped before it is checked', () => {
    assert.deepEqual(findings(claim('{namespace: Other_, kind: Thing}')), ['field-gate-off spec.dataSourceRef']);
  });

  test('without a namespace it is checked', () => {
    assert.deepEqual(findings(claim('{apiGroup: example.com, kind: Thing}')), [
      'required-field-missing spec.dataSourceRef.name',
    ]);
  });
});
