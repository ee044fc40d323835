import { signOf } from '../../storage/quantity.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import { sureWord } from '../acceptance.ts';
import type { ConstraintTables, FieldConstraints } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixText } from '../fixes.ts';
import { chooseModes } from './accessModes.ts';
import { warnOfOldAnnotations } from './oldAnnotations.ts';
import { checkFlexOptions, checkIscsiSecret, iscsiFields } from './oldVolumes.ts';
import { warnOfOldSource } from './podWarnings.ts';
import { serverNumber } from './serverNumbers.ts';

const modes: readonly string[] = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** Volume types in the order in which Kubernetes looks at them. */
const sources = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'flocker',
  'nfs',
  'rbd',
  'quobyte',
  'cephfs',
  'iscsi',
  'cinder',
  'fc',
  'flexVolume',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'scaleIO',
  'local',
  'storageos',
  'csi',
];

const secret: FieldConstraints = { as: 'core.v1.SecretReference#named' };
const spelledSecret: FieldConstraints = { as: 'core.v1.SecretReference#spelled' };

/** PersistentVolumes. Kubernetes: core validation, `ValidatePersistentVolume`. */
export const persistentVolumeConstraints: ConstraintTables = {
  'core.v1.PersistentVolume': {
    noun: 'PersistentVolume',
    fields: { metadata: { always: true, as: 'meta.v1.ObjectMeta#clusterWide' }, spec: { always: true } },
    checks: [warnOfOldVolume],
  },
  'core.v1.PersistentVolumeSpec': {
    noun: 'PersistentVolume',
    fields: {
      accessModes: {
        required: 'write a list with ReadWriteOnce, ReadWriteOncePod, ReadOnlyMany or ReadWriteMany',
        items: { examples: modes, check: checkMode, empty: 'word' },
        check: checkModes,
      },
      capacity: { required: 'write "storage" with the size of the volume', check: checkCapacity },
      persistentVolumeReclaimPolicy: { words: ['Retain', 'Recycle', 'Delete'], check: warnOfRecycle },
      storageClassName: { format: 'dnsSubdomain' },
      volumeMode: { words: ['Filesystem', 'Block'], empty: 'word' },
      volumeAttributesClassName: {
        gate: 'VolumeAttributesClass',
        empty: 'word',
        format: 'dnsSubdomain',
        check: checkAttributesClass,
      },
    },
    choice: {
      fields: sources,
      noun: 'volume types',
      isRequired: true,
      reportedAs: { cephfs: 'cephFS' },
      tolerated: ['flexVolume'],
    },
    checks: [checkLocalAffinity, checkRootRecycling],
  },
  'core.v1.VolumeNodeAffinity': {
    noun: 'node affinity',
    fields: { required: { required: 'write the nodes that reach the volume', as: 'core.v1.NodeSelector' } },
  },
  'core.v1.LocalVolumeSource': {
    noun: 'local volume',
    fields: { path: { required: 'write the directory or device on the node', format: 'noBacksteps' } },
  },
  'core.v1.CSIPersistentVolumeSource': {
    noun: 'csi volume',
    fields: {
      driver: { required: 'write the name of the driver', format: 'csiDriver', rule: 'name-invalid' },
      volumeHandle: { required: "write the driver's id of the volume" },
      controllerPublishSecretRef: spelledSecret,
      controllerExpandSecretRef: spelledSecret,
      nodePublishSecretRef: spelledSecret,
      nodeExpandSecretRef: spelledSecret,
    },
  },
  'core.v1.SecretReference#named': {
    noun: 'secret reference',
    fields: {
      name: { required: 'write the name of the Secret' },
      namespace: { required: 'write the namespace of the Secret' },
    },
  },
  // validatePVSecretReference
  'core.v1.SecretReference#spelled': {
    noun: 'secret reference',
    fields: {
      name: { required: 'write the name of the Secret', format: 'dnsSubdomain' },
      namespace: { required: 'write the namespace of the Secret', format: 'dnsLabel' },
    },
  },
  'core.v1.AzureFilePersistentVolumeSource': {
    noun: 'azureFile volume',
    fields: {
      secretName: { required: 'write the name of the Secret' },
      shareName: { required: 'write the name of the share' },
      secretNamespace: { empty: 'word', check: checkNamespaceWritten },
    },
  },
  'core.v1.CephFSPersistentVolumeSource': {
    noun: 'cephfs volume',
    fields: { monitors: { required: 'write the addresses of the monitors' } },
  },
  'core.v1.CinderPersistentVolumeSource': {
    noun: 'cinder volume',
    fields: { volumeID: { required: 'write the ID of the volume' }, secretRef: secret },
  },
  'core.v1.FlexPersistentVolumeSource': {
    noun: 'flexVolume',
    fields: { driver: { required: 'write the name of the driver' }, options: { check: checkFlexOptions } },
  },
  'core.v1.GlusterfsPersistentVolumeSource': {
    noun: 'glusterfs volume',
    fields: {
      endpoints: { required: 'write the name of the Endpoints' },
      path: { required: 'write the name of the volume' },
      endpointsNamespace: { empty: 'word', format: 'dnsLabel' },
    },
  },
  // validateISCSIPersistentVolumeSource
  'core.v1.ISCSIPersistentVolumeSource': {
    noun: 'iscsi volume',
    fields: { ...iscsiFields, secretRef: { as: 'core.v1.SecretReference#anywhere' } },
    checks: [checkIscsiSecret, checkIscsiLength],
  },
  'core.v1.SecretReference#anywhere': {
    noun: 'secret reference',
    fields: { name: { required: 'write the name of the Secret' } },
  },
  'core.v1.StorageOSPersistentVolumeSource': {
    noun: 'storageos volume',
    fields: {
      volumeName: { required: 'write the name of the volume', format: 'dnsLabel' },
      volumeNamespace: { format: 'dnsLabel' },
      secretRef: { as: 'core.v1.ObjectReference#secret' },
    },
  },
  'core.v1.ObjectReference#secret': {
    noun: 'secret reference',
    fields: {
      name: { required: 'write the name of the Secret' },
      namespace: { required: 'write the namespace of the Secret' },
    },
  },
  'core.v1.RBDPersistentVolumeSource': {
    noun: 'rbd volume',
    fields: {
      monitors: { required: 'write the addresses of the monitors' },
      image: { required: 'write the name of the image' },
    },
  },
  'core.v1.ScaleIOPersistentVolumeSource': {
    noun: 'scaleIO volume',
    fields: {
      gateway: { required: 'write the address of the gateway' },
      system: { required: 'write the name of the system' },
      volumeName: { required: 'write the name of the volume' },
    },
  },
};

/** Kubernetes reports a wrong mode at the list. */
function checkMode(cx: CheckContext, node: NodeId): void {
  const mode = cx.stringOf(node);
  if (modes.includes(mode) || cx.isOpen(mode)) return;
  const message = `Access mode ${quoted(mode)} is not supported; write ${modes.join(', ')}`;
  const sure = sureWord(mode, modes);
  const fix = sure === undefined ? {} : fixText(cx, node, sure, 'safe');
  cx.report('value-not-supported', cx.at(node), message, { field: 'spec.accessModes', ...fix });
}

function checkModes(cx: CheckContext, list: NodeId): void {
  const written = cx.items(list).map((item) => cx.stringOf(item));
  if (!written.includes('ReadWriteOncePod') || written.every((mode) => mode === 'ReadWriteOncePod')) return;
  const message = 'ReadWriteOncePod goes with no other access mode; leave the others out';
  cx.report('fields-conflict', cx.at(list), message, chooseModes(cx, list));
}

/** A volume has storage, more than none, and nothing else. */
function checkCapacity(cx: CheckContext, map: NodeId): void {
  const keys = cx.keys(map).map((key) => cx.keyText(key));
  if (keys.length > 0 && (keys.length > 1 || keys[0] !== 'storage')) {
    cx.report(
      'value-not-supported',
      cx.at(map),
      'The capacity of a volume is "storage" and nothing else; write only that',
    );
  }
  for (const key of cx.keys(map)) {
    const value = cx.tree.next(key);
    const quantity = cx.quantityOf(value);
    if (!quantity || (signOf(quantity) > 0 && serverNumber(quantity) >= 0n)) continue;
    const message = `${cx.keyText(key)} ${quoted(cx.tree.scalarText(value))} is not above zero; write a size such as 10Gi`;
    cx.report('value-out-of-range', cx.at(value), message, { field: `spec.capacity[${cx.keyText(key)}]` });
  }
}

/** Kubernetes: `pkg/api/persistentvolume/util.go`. */
function warnOfOldVolume(cx: CheckContext, volume: NodeId): void {
  warnOfOldAnnotations(cx, volume, ['storage-class', 'mount-options']);
  warnOfOldSource(cx, cx.value(volume, 'spec'));
}

function warnOfRecycle(cx: CheckContext, node: NodeId): void {
  if (cx.stringOf(node) !== 'Recycle') return;
  const message = 'The reclaim policy Recycle is deprecated; use Retain, or volumes that a class makes';
  cx.report('field-deprecated', cx.at(node), message);
}

function checkNamespaceWritten(cx: CheckContext, value: NodeId): void {
  if (cx.stringOf(value) !== '') return;
  const message = `${cx.labelOf(value)} is empty; write a namespace, or leave it out`;
  cx.report('required-field-missing', cx.at(value), message);
}

/** Kubernetes: an initiator's name is built of the volume's name and the portal. */
function checkIscsiLength(cx: CheckContext, iscsi: NodeId): void {
  if (!cx.has(iscsi, 'initiatorName')) return;
  const name = cx.string(cx.value(cx.root, 'metadata'), 'name');
  const length = `${name}:${cx.string(iscsi, 'targetPortal')}`.length;
  if (length <= 64) return;
  const message = `Name and targetPortal have ${length} characters with ":"; use at most 64 beside initiatorName`;
  cx.report('name-invalid', cx.atField(iscsi, 'targetPortal'), message, { field: 'spec.iscsi.targetportal' });
}

/** A class of attributes is for CSI volumes only. */
function checkAttributesClass(cx: CheckContext, _node: NodeId, spec: NodeId): void {
  if (cx.has(spec, 'csi')) return;
  const message = 'volumeAttributesClassName is only for CSI volumes; write "csi" or leave it out';
  cx.report('required-field-missing', cx.atField(spec, 'csi'), message);
}

/** A disk of a node is of no use without that node. */
function checkLocalAffinity(cx: CheckContext, spec: NodeId): void {
  if (!cx.has(spec, 'local') || cx.has(spec, 'nodeAffinity')) return;
  // Where another type comes first, it is this one that must go
  if (sources.slice(0, sources.indexOf('local')).some((source) => cx.has(spec, source))) return;
  const message = 'A local volume needs "nodeAffinity"; write which node has the disk';
  cx.report('required-field-missing', cx.atField(spec, 'nodeAffinity'), message);
}

/** Kubernetes never recycles the root of a node. */
function checkRootRecycling(cx: CheckContext, spec: NodeId): void {
  const path = cx.string(cx.value(spec, 'hostPath'), 'path');
  const policy = cx.value(spec, 'persistentVolumeReclaimPolicy');
  if (policy === NO_NODE || cx.stringOf(policy) !== 'Recycle' || !isRoot(path)) return;
  cx.report('fields-conflict', cx.at(policy), 'The root of a node is never recycled; write Retain');
}

function isRoot(path: string): boolean {
  return path.startsWith('/') && path.split('/').every((part) => part === '' || part === '.');
}
