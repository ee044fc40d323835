import type { JsonObject } from '../json.ts';
import { imageVolumePullPolicy } from './container.ts';
import type { DefaultTables, FieldDefault, TypeDefaults } from './rule.ts';

const fileMode: FieldDefault = { value: 0o644, says: '420, which is 0644' };
const filesWithMode: TypeDefaults = { fields: { defaultMode: fileMode } };

const iscsi: TypeDefaults = { fields: { iscsiInterface: { value: 'default' } } };
const rbd: TypeDefaults = {
  fields: { pool: { value: 'rbd' }, user: { value: 'admin' }, keyring: { value: '/etc/ceph/keyring' } },
};
const scaleIo: TypeDefaults = { fields: { storageMode: { value: 'ThinProvisioned' }, fsType: { value: 'xfs' } } };

/** Volumes of Pods, and the sources that PersistentVolumes have in common with them. */
export const volumeDefaults: DefaultTables = {
  // SetDefaults_Volume
  'core.v1.Volume': {
    fields: {
      emptyDir: {
        compute: (owner) => (hasSource(owner) ? undefined : {}),
        says: '{} where no other source is written',
      },
    },
  },
  'core.v1.SecretVolumeSource': filesWithMode,
  'core.v1.ConfigMapVolumeSource': filesWithMode,
  'core.v1.DownwardAPIVolumeSource': filesWithMode,
  'core.v1.ProjectedVolumeSource': filesWithMode,
  'core.v1.ServiceAccountTokenProjection': { fields: { expirationSeconds: { value: 3600 } } },
  'core.v1.ImageVolumeSource': { fields: { pullPolicy: imageVolumePullPolicy } },
  'core.v1.HostPathVolumeSource': { fields: { type: { value: '', says: '"", which checks nothing' } } },
  'core.v1.ISCSIVolumeSource': iscsi,
  'core.v1.ISCSIPersistentVolumeSource': iscsi,
  'core.v1.RBDVolumeSource': rbd,
  'core.v1.RBDPersistentVolumeSource': rbd,
  'core.v1.ScaleIOVolumeSource': scaleIo,
  'core.v1.ScaleIOPersistentVolumeSource': scaleIo,
  'core.v1.AzureDiskVolumeSource': {
    fields: {
      cachingMode: { value: 'ReadWrite' },
      kind: { value: 'Shared' },
      fsType: { value: 'ext4' },
      readOnly: { value: false },
    },
  },
};

function hasSource(volume: JsonObject): boolean {
  return Object.keys(volume).some((field) => field !== 'name' && volume[field] !== undefined);
}
