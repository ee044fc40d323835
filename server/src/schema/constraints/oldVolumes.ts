import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, FieldConstraints } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';

const partition: FieldConstraints = { min: 0, max: 255 };
const volumeId: FieldConstraints = { required: 'write the ID of the volume' };
const secretRef: FieldConstraints = { as: 'core.v1.LocalObjectReference#named' };

/** What iSCSI volumes of Pods and PersistentVolumes have in common. */
export const iscsiFields: Readonly<Record<string, FieldConstraints>> = {
  targetPortal: { required: 'write the address of the target' },
  iqn: { required: 'write the name of the target', check: checkIscsiName },
  lun: { min: 0, max: 255 },
  initiatorName: { empty: 'word', check: checkIscsiName },
};

/**
 * Sources of single storage systems, most of them replaced by CSI drivers; PersistentVolumes have many of them, too.
 * Kubernetes: core validation, the functions `validate…VolumeSource`.
 */
export const oldVolumeConstraints: ConstraintTables = {
  'core.v1.GitRepoVolumeSource': {
    noun: 'gitRepo volume',
    fields: { repository: { required: 'write the URL of the repository' }, directory: { format: 'descendingPath' } },
  },
  'core.v1.GCEPersistentDiskVolumeSource': {
    noun: 'gcePersistentDisk volume',
    fields: { pdName: { required: 'write the name of the disk' }, partition },
  },
  'core.v1.AWSElasticBlockStoreVolumeSource': {
    noun: 'awsElasticBlockStore volume',
    fields: { volumeID: volumeId, partition },
  },
  'core.v1.ISCSIVolumeSource': {
    noun: 'iscsi volume',
    fields: iscsiFields,
    checks: [checkIscsiSecret],
  },
  'core.v1.GlusterfsVolumeSource': {
    noun: 'glusterfs volume',
    fields: {
      endpoints: { required: 'write the name of the Endpoints' },
      path: { required: 'write the name of the volume' },
    },
  },
  'core.v1.FlockerVolumeSource': {
    noun: 'flocker volume',
    fields: { datasetName: { check: checkNoSlash } },
    choice: { fields: ['datasetName', 'datasetUUID'], noun: 'names', isRequired: true, conflictAt: 'object' },
  },
  'core.v1.RBDVolumeSource': {
    noun: 'rbd volume',
    fields: {
      monitors: { required: 'write the addresses of the monitors' },
      image: { required: 'write the name of the image' },
    },
  },
  'core.v1.CinderVolumeSource': { noun: 'cinder volume', fields: { volumeID: volumeId, secretRef } },
  'core.v1.CephFSVolumeSource': {
    noun: 'cephfs volume',
    fields: { monitors: { required: 'write the addresses of the monitors' } },
  },
  'core.v1.QuobyteVolumeSource': {
    noun: 'quobyte volume',
    fields: {
      registry: { required: 'write host:port of the registry', check: checkRegistry },
      volume: { required: 'write the name of the volume' },
    },
    checks: [checkTenant],
  },
  // validateFCVolumeSource
  'core.v1.FCVolumeSource': { noun: 'fc volume', checks: [checkFibreChannel] },
  'core.v1.FlexVolumeSource': {
    noun: 'flexVolume',
    fields: { driver: { required: 'write the name of the driver' }, options: { check: checkFlexOptions } },
  },
  'core.v1.AzureFileVolumeSource': {
    noun: 'azureFile volume',
    fields: {
      secretName: { required: 'write the name of the Secret' },
      shareName: { required: 'write the name of the share' },
    },
  },
  'core.v1.VsphereVirtualDiskVolumeSource': {
    noun: 'vsphereVolume',
    fields: { volumePath: { required: 'write the path of the disk' } },
  },
  'core.v1.PhotonPersistentDiskVolumeSource': {
    noun: 'photonPersistentDisk volume',
    fields: { pdID: { required: 'write the ID of the disk' } },
  },
  'core.v1.PortworxVolumeSource': { noun: 'portworxVolume', fields: { volumeID: volumeId } },
  // validateAzureDisk
  'core.v1.AzureDiskVolumeSource': {
    noun: 'azureDisk volume',
    fields: {
      diskName: { required: 'write the name of the disk' },
      diskURI: { required: 'write the URI of the disk' },
      cachingMode: { words: ['None', 'ReadOnly', 'ReadWrite'], empty: 'word' },
      kind: { words: ['Shared', 'Dedicated', 'Managed'], empty: 'word' },
    },
    checks: [checkAzureUri],
  },
  'core.v1.StorageOSVolumeSource': {
    noun: 'storageos volume',
    fields: {
      volumeName: { required: 'write the name of the volume', format: 'dnsLabel' },
      volumeNamespace: { format: 'dnsLabel' },
      secretRef,
    },
  },
  'core.v1.ScaleIOVolumeSource': {
    noun: 'scaleIO volume',
    fields: {
      gateway: { required: 'write the address of the gateway' },
      system: { required: 'write the name of the system' },
      volumeName: { required: 'write the name of the volume' },
    },
  },
};

/** Names of iSCSI targets and initiators: `iqn.…`, `eui.…` or `naa.…`. */
function checkIscsiName(cx: CheckContext, value: NodeId): void {
  const text = cx.stringOf(value);
  const fits =
    /^iqn\.\d{4}-\d{2}\.[a-zA-Z0-9.-]+:[^,;*&$|\s]+$/.test(text) ||
    /^eui.[a-zA-Z0-9]{16}$/.test(text) ||
    /^naa.[a-zA-Z0-9]{32}$/.test(text);
  if (fits) return;
  cx.report(
    'value-invalid',
    cx.at(value),
    `${cx.labelOf(value)} ${quoted(text)} is no iSCSI name; begin with iqn., eui. or naa.`,
  );
}

/** A login needs a Secret. */
export function checkIscsiSecret(cx: CheckContext, node: NodeId): void {
  const hasLogin = cx.isTrue(node, 'chapAuthDiscovery') || cx.isTrue(node, 'chapAuthSession');
  if (!hasLogin || cx.has(node, 'secretRef')) return;
  cx.report(
    'required-field-missing',
    cx.atField(node, 'secretRef'),
    'A CHAP login needs secretRef; write the name of the Secret',
  );
}

function checkNoSlash(cx: CheckContext, value: NodeId): void {
  if (!cx.stringOf(value).includes('/')) return;
  cx.report('value-invalid', cx.at(value), `datasetName ${quoted(cx.stringOf(value))} has a "/"; leave it out`);
}

function checkRegistry(cx: CheckContext, value: NodeId): void {
  const pairs = cx.stringOf(value).split(',');
  if (pairs.every((pair) => /^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(pair))) return;
  cx.report(
    'value-invalid',
    cx.at(value),
    `registry ${quoted(cx.stringOf(value))} is not host:port; write that, commas between`,
  );
}

function checkTenant(cx: CheckContext, node: NodeId): void {
  if (cx.string(node, 'registry') === '' || cx.string(node, 'tenant').length < 65) return;
  cx.report('value-invalid', cx.atField(node, 'tenant'), 'tenant is too long; use at most 64 characters');
}

function checkFibreChannel(cx: CheckContext, node: NodeId): void {
  const names = cx.value(node, 'targetWWNs');
  const hasNames = !cx.isEmpty(names);
  const hasIds = !cx.isEmpty(cx.value(node, 'wwids'));
  const place = cx.atField(node, 'targetWWNs');
  if (!hasNames && !hasIds) {
    cx.report('choice-missing', place, 'The fc volume names no target; write targetWWNs and lun, or wwids');
  } else if (hasNames && hasIds) {
    cx.report('choice-conflict', place, 'targetWWNs and wwids cannot both be set; leave one of them out');
  }
  if (!hasNames) return;
  const lun = cx.number(node, 'lun');
  if (lun === undefined) {
    cx.report('required-field-missing', cx.atField(node, 'lun'), 'targetWWNs need a lun; write 0 to 255');
  } else if (lun < 0 || lun > 255) {
    cx.report('value-out-of-range', cx.atField(node, 'lun'), `lun ${lun} is out of range; write 0 to 255`);
  }
}

/** Options must not use Kubernetes' own prefixes. */
export function checkFlexOptions(cx: CheckContext, map: NodeId): void {
  for (const key of cx.keys(map)) {
    const name = `.${cx.keyText(key).split('/', 1)[0]!.toLowerCase()}`;
    if (!name.endsWith('.kubernetes.io') && !name.endsWith('.k8s.io')) continue;
    cx.report(
      'value-invalid',
      cx.atKey(key),
      `Option ${quoted(cx.keyText(key))} uses a name of Kubernetes; use another prefix`,
    );
  }
}

function checkAzureUri(cx: CheckContext, node: NodeId): void {
  const uri = cx.value(node, 'diskURI');
  const kind = cx.value(node, 'kind');
  if (uri === NO_NODE) return;
  const kindText = kind === NO_NODE ? 'Shared' : cx.stringOf(kind);
  const begin = kindText === 'Managed' ? '/subscriptions/' : 'https://';
  if (cx.stringOf(uri).startsWith(begin)) return;
  const message = `diskURI of a ${kindText} disk must begin with "${begin}"; write the whole URI`;
  cx.report('value-not-supported', cx.at(uri), message);
}
