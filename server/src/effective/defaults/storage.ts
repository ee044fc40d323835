import type { DefaultTables } from './rule.ts';

/** Kubernetes: `pkg/apis/core/v1/defaults.go`, `pkg/apis/storage/v1/defaults.go`. */
export const storageDefaults: DefaultTables = {
  'core.v1.PersistentVolumeClaimSpec': { fields: { volumeMode: { value: 'Filesystem' } } },
  'core.v1.PersistentVolumeClaimStatus': { fields: { phase: { value: 'Pending' } } },
  'core.v1.PersistentVolumeSpec': {
    fields: {
      persistentVolumeReclaimPolicy: { value: 'Retain' },
      volumeMode: { value: 'Filesystem' },
    },
  },
  'storage.v1.StorageClass': {
    fields: { reclaimPolicy: { value: 'Delete' }, volumeBindingMode: { value: 'Immediate' } },
  },
};
