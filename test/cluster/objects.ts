// Objects as an API server lists them.

/** A claim of a file, of a class whose name is misspelt: a cluster that has `fast` tells so. */
export const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: fats
  resources:
    requests:
      storage: 10Gi
`;

type Fields = Readonly<Record<string, unknown>>;

export function storageClass(name: string, fields: Fields & { metadata?: Fields } = {}): Fields {
  return {
    provisioner: 'csi.example.com',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    ...fields,
    metadata: { uid: '1', ...fields.metadata, name },
  };
}

export function csiDriver(name: string, spec: Fields = {}): Fields {
  const usual = {
    attachRequired: true,
    fsGroupPolicy: 'ReadWriteOnceWithFSType',
    volumeLifecycleModes: ['Persistent'],
  };
  return { metadata: { name }, spec: { ...usual, ...spec } };
}

export function attributesClass(name: string, driverName: string): Fields {
  return { metadata: { name }, driverName, parameters: { iops: '3000' } };
}
