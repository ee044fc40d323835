import { signOf } from '../../storage/quantity.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, FieldConstraints } from '../constraint.ts';
import type { CheckContext } from '../context.ts';
import { fixByRemoval } from '../fixes.ts';
import { isAtLeast } from '../minor.ts';
import { checkFormat } from '../valueChecks.ts';
import { annotations, labels } from './metadata.ts';
import { warnOfImage } from './podWarnings.ts';
import { volumeNameSample } from './volumeNames.ts';

/** The sources of a volume in the order in which Kubernetes looks at them: the second one is refused. */
const sources = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
];

const fileMode: FieldConstraints = { min: 0, max: 511 };
const fileOwner: FieldConstraints = { gate: 'AtomicWriteVolumeUserFields' };
const ownPath: FieldConstraints = { required: 'write the path of the file in the volume', format: 'localPath' };

/** Volumes of a Pod and what they are made of. Kubernetes: core validation, `ValidateVolumes`, `validateVolumeSource`. */
export const volumeConstraints: ConstraintTables = {
  'core.v1.Volume': {
    noun: 'volume',
    fields: {
      name: {
        required: 'write the name that containers mount it by',
        sample: volumeNameSample,
        format: 'dnsLabel',
      },
      image: { gate: 'ImageVolume' },
    },
    choice: {
      fields: sources,
      noun: 'sources',
      isRequired: false,
      reportedAs: { cephfs: 'cephFS', downwardAPI: 'downwarAPI' },
    },
    checks: [checkIscsiLength],
  },
  'core.v1.EmptyDirVolumeSource': {
    noun: 'emptyDir',
    fields: { sizeLimit: { check: checkSizeLimit }, mode: { gate: 'EmptyDirVolumeMode' } },
  },
  'core.v1.SecretVolumeSource': {
    noun: 'secret volume',
    fields: {
      secretName: { required: 'write the name of the Secret' },
      defaultMode: fileMode,
      defaultUser: fileOwner,
    },
  },
  'core.v1.ConfigMapVolumeSource': {
    noun: 'configMap volume',
    fields: {
      name: { required: 'write the name of the ConfigMap' },
      defaultMode: fileMode,
      defaultUser: fileOwner,
    },
  },
  // validateKeyToPath
  'core.v1.KeyToPath': {
    noun: 'item',
    fields: {
      key: { required: 'write the key whose value is the file' },
      path: ownPath,
      mode: fileMode,
      user: fileOwner,
    },
  },
  'core.v1.DownwardAPIVolumeSource': {
    noun: 'downwardAPI volume',
    fields: { defaultMode: fileMode, defaultUser: fileOwner },
  },
  // validateDownwardAPIVolumeFile
  'core.v1.DownwardAPIVolumeFile': {
    noun: 'downwardAPI item',
    fields: {
      path: ownPath,
      fieldRef: { as: 'core.v1.ObjectFieldSelector#volume' },
      resourceFieldRef: { as: 'core.v1.ResourceFieldSelector#volume' },
      mode: fileMode,
      user: fileOwner,
    },
    choice: { fields: ['fieldRef', 'resourceFieldRef'], noun: 'sources', isRequired: true, conflictAt: 'object' },
  },
  'core.v1.PersistentVolumeClaimVolumeSource': {
    noun: 'claim volume',
    fields: { claimName: { required: 'write the name of the claim' } },
  },
  'core.v1.HostPathVolumeSource': {
    noun: 'hostPath volume',
    fields: {
      path: { required: 'write the path on the node', format: 'noBacksteps' },
      type: {
        words: ['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'],
      },
    },
  },
  'core.v1.NFSVolumeSource': {
    noun: 'nfs volume',
    fields: {
      server: { required: 'write the name of the NFS server' },
      path: { required: 'write the path that the server exports', format: 'absolutePath' },
    },
  },
  'core.v1.CSIVolumeSource': {
    noun: 'csi volume',
    fields: {
      driver: { required: 'write the name of the driver', format: 'csiDriver' },
      nodePublishSecretRef: { as: 'core.v1.LocalObjectReference#named', check: checkPublishSecret },
    },
  },
  'core.v1.LocalObjectReference#named': {
    noun: 'secret reference',
    fields: { name: { required: 'write the name of the Secret' } },
  },
  'core.v1.EphemeralVolumeSource': {
    noun: 'ephemeral volume',
    fields: { volumeClaimTemplate: { required: 'write the claim that is made for the Pod' } },
  },
  // ValidatePersistentVolumeClaimTemplate: of the metadata only labels and annotations are used
  'core.v1.PersistentVolumeClaimTemplate': {
    noun: 'claim',
    fields: { metadata: { as: 'meta.v1.ObjectMeta#ephemeral' }, spec: { always: true } },
  },
  'meta.v1.ObjectMeta#ephemeral': {
    noun: 'metadata of the claim',
    fields: {
      labels,
      annotations,
    },
    checks: [checkOnlyLabels],
  },
  // validateImageVolumeSource
  'core.v1.ImageVolumeSource': {
    noun: 'image volume',
    fields: {
      reference: { required: 'write the image', check: warnOfImage },
      pullPolicy: { words: ['Always', 'IfNotPresent', 'Never'] },
    },
  },
};

const notOfTemplates = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

/** Until 1.33 the server looks at the Pod only when the controller makes it, of what was stored: empty lists were not. */
function isLostWhenStored(cx: CheckContext): boolean {
  return !isAtLeast(cx.minor, '1.34') && cx.string(cx.root, 'kind') === 'StatefulSet';
}

/** Kubernetes: `ValidateTemplateObjectMeta`. Empty lists count as written, what a field holds without being set does not. */
function checkOnlyLabels(cx: CheckContext, metadata: NodeId): void {
  for (const name of notOfTemplates) {
    const value = cx.value(metadata, name);
    const json = cx.jsonOf(value);
    if (value === NO_NODE || json === '' || (json === 0 && name === 'generation')) continue;
    if (isLostWhenStored(cx) && cx.isList(value) && cx.isEmpty(value)) continue;
    const message = `"${name}" must not be set here; only labels and annotations are copied to the claim`;
    const field = `${cx.pathOf(metadata)}.${name === 'uid' ? 'uID' : name}`;
    cx.report('field-forbidden', cx.at(value), message, { field, ...fixByRemoval(cx, value, 'guess') });
  }
}

/** Kubernetes: `validateCSIVolumeSource`, which names the driver's own name. */
function checkPublishSecret(cx: CheckContext, reference: NodeId, source: NodeId): void {
  const name = cx.value(reference, 'name');
  const text = cx.stringOf(name);
  if (text === '') return;
  checkFormat(cx, name, { text, format: 'dnsSubdomain', field: `${cx.pathOf(source)}.name` });
}

/** Kubernetes: `validateVolumeSource`: an initiator's name is built of both. */
function checkIscsiLength(cx: CheckContext, volume: NodeId): void {
  const iscsi = cx.value(volume, 'iscsi');
  if (!cx.has(iscsi, 'initiatorName')) return;
  const length = `${cx.string(volume, 'name')}:${cx.string(iscsi, 'targetPortal')}`.length;
  if (length <= 64) return;
  const message = `Volume name and targetPortal have ${length} characters with ":"; use at most 64 beside initiatorName`;
  cx.report('name-invalid', cx.atField(volume, 'name'), message);
}

function checkSizeLimit(cx: CheckContext, value: NodeId): void {
  const quantity = value === NO_NODE ? undefined : cx.quantityOf(value);
  if (!quantity || signOf(quantity) >= 0) return;
  cx.report('value-out-of-range', cx.at(value), 'sizeLimit is below zero; write a size such as 1Gi');
}

export { fileMode, fileOwner, ownPath };
