import { nearest } from '../../base/nearest.ts';
import { addAtPath, addEntry } from '../../manifest/edits.ts';
import { isWhole, parseQuantity, signOf } from '../../storage/quantity.ts';
import { suggestQuantity } from '../../storage/suggestQuantity.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, TypeConstraints } from '../constraint.ts';
import { type CheckContext, quoted, type ReportDetails } from '../context.ts';
import { fixBy, fixKey, fixValue } from '../fixes.ts';
import { isAtLeast } from '../minor.ts';
import { checkFormat } from '../valueChecks.ts';
import { chooseModes } from './accessModes.ts';
import { annotations, checkDeletion } from './metadata.ts';
import { warnOfOldAnnotations } from './oldAnnotations.ts';
import { templateNameSample } from './volumeNames.ts';

/** What is asked of a claim, wherever it stands. Kubernetes: core validation, `ValidatePersistentVolumeClaimSpec`. */
export const claimSpec: TypeConstraints = {
  noun: 'claim',
  fields: {
    accessModes: {
      required: 'write a list, as in [ReadWriteOnce]',
      sample: '[ReadWriteOnce]',
      items: { words: ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadOnlyMany', 'ReadWriteMany'], empty: 'word' },
    },
    storageClassName: { format: 'dnsSubdomain' },
    volumeAttributesClassName: { format: 'dnsSubdomain', gate: 'VolumeAttributesClass' },
    volumeMode: { words: ['Filesystem', 'Block'], empty: 'word' },
  },
  checks: [checkAccessModes, checkStorage],
};

/** Claims of StatefulSets and Pods; claims by themselves build on the same `claimSpec`. */
export const claimConstraints: ConstraintTables = {
  'core.v1.PersistentVolumeClaimSpec': { ...claimSpec, checks: [...claimSpec.checks!, checkDataSources] },
  'core.v1.PersistentVolumeClaim': {
    noun: 'claim',
    fields: {
      metadata: { always: true, as: 'meta.v1.ObjectMeta#dnsSubdomain' },
      spec: { always: true, as: 'core.v1.PersistentVolumeClaimSpec#claim' },
    },
    checks: [(cx, claim) => warnOfOldAnnotations(cx, claim, ['storage-class'])],
  },
  'core.v1.PersistentVolumeClaimSpec#claim': { ...claimSpec, checks: [...claimSpec.checks!, checkStoredDataSources] },
  // validateVolumeClaimTemplates (since 1.34); before, the same is found out when a claim is created
  'core.v1.PersistentVolumeClaim#template': {
    noun: 'claim template',
    fields: {
      metadata: { always: true, as: 'meta.v1.ObjectMeta#claimTemplate' },
      spec: { always: true, as: 'core.v1.PersistentVolumeClaimSpec#template' },
    },
  },
  'core.v1.PersistentVolumeClaimSpec#template': {
    ...claimSpec,
    noun: 'claim template',
    checks: [...claimSpec.checks!, checkTemplateDataSources],
  },
  'meta.v1.ObjectMeta#claimTemplate': {
    noun: 'claim template',
    fields: {
      name: {
        required: 'write the name that containers mount it by',
        sample: templateNameSample,
        format: 'dnsLabel',
      },
      labels: { keys: 'qualifiedName', check: checkClaimLabels },
      annotations,
      finalizers: { items: { format: 'finalizer', empty: 'word' }, check: checkDeletion },
    },
  },
};

/** The controller sets the labels of the selector on every claim, whatever the template says of them. */
function checkClaimLabels(cx: CheckContext, map: NodeId): void {
  const selected = cx.value(cx.value(cx.value(cx.root, 'spec'), 'selector'), 'matchLabels');
  for (const key of cx.keys(map)) {
    if (cx.key(selected, cx.keyText(key)) !== NO_NODE) continue;
    const value = cx.tree.next(key);
    checkFormat(cx, value, { text: cx.stringOf(value), format: 'labelValue' });
  }
}

/** Kubernetes: core validation: ReadWriteOncePod stands alone. */
function checkAccessModes(cx: CheckContext, spec: NodeId): void {
  const list = cx.value(spec, 'accessModes');
  const modes = cx.items(list).map((mode) => cx.stringOf(mode));
  if (!modes.includes('ReadWriteOncePod') || modes.every((mode) => mode === 'ReadWriteOncePod')) return;
  const message = 'ReadWriteOncePod goes with no other access mode; leave the others out';
  cx.report('fields-conflict', cx.atField(spec, 'accessModes'), message, chooseModes(cx, list));
}

/** Kubernetes: core validation: a claim asks for storage, and for more than nothing. */
function checkStorage(cx: CheckContext, spec: NodeId): void {
  const resources = cx.value(spec, 'resources');
  const requests = cx.value(resources, 'requests');
  const storage = cx.written(requests, 'storage');
  if (storage === NO_NODE) {
    const nearest = requests !== NO_NODE ? requests : resources !== NO_NODE ? resources : spec;
    const { advice, ...fix } = storageWanted(cx, spec);
    const message = `The claim asks for no storage; ${advice}`;
    cx.report('required-field-missing', cx.at(nearest), message, { field: storagePath(cx, spec), ...fix });
  } else {
    const quantity = cx.quantityOf(storage);
    if (quantity && signOf(quantity) <= 0) {
      const message = `storage ${quoted(cx.tree.scalarText(storage))} is not above zero; write a size such as 10Gi`;
      cx.report('value-out-of-range', cx.at(storage), message, { field: storagePath(cx, spec) });
    }
  }
  for (const list of [requests, cx.value(resources, 'limits')]) warnOfFraction(cx, cx.value(list, 'storage'));
}

/** A size that is written under another name is the one that is meant: it cannot be changed in a template later. */
function storageWanted(cx: CheckContext, spec: NodeId): { advice: string } & Pick<ReportDetails, 'fixes'> {
  const resources = cx.value(spec, 'resources');
  const requests = cx.value(resources, 'requests');
  const limits = cx.value(resources, 'limits');
  const sizes = cx.keys(requests).filter((key) => {
    const text = cx.keyText(key);
    return otherSizes.has(text.toLowerCase()) || nearest(text, ['storage']) !== undefined;
  });
  const [size] = sizes.length === 1 ? sizes : [];
  if (size !== undefined)
    return { advice: `write storage instead of ${cx.keyText(size)}`, ...fixKey(cx, size, 'storage', 'guess') };
  const limit = cx.value(limits, 'storage');
  if (limit !== NO_NODE && cx.quantityOf(limit)) {
    const advice = 'limits request nothing: write the size in requests';
    if (cx.written(resources, 'requests') === NO_NODE && cx.keys(limits).length === 1)
      return { advice, ...fixKey(cx, cx.key(resources, 'limits'), 'requests', 'guess') };
    return { advice, ...addStorage(cx, spec, cx.tree.text.slice(cx.tree.start(limit), cx.tree.end(limit))) };
  }
  return { advice: 'write resources.requests.storage, as in 10Gi', ...addStorage(cx, spec, '10Gi') };
}

function addStorage(cx: CheckContext, spec: NodeId, size: string): Pick<ReportDetails, 'fixes'> {
  const label = { title: `Add resources.requests.storage: ${size}`, isSafe: false };
  const path = ['resources', 'requests'];
  return spec < 0 ? {} : fixBy(cx, label, (tree) => addAtPath(tree, spec, path, [`storage: ${size}`]));
}

/** What people call the size of a volume, in small letters. */
const otherSizes: ReadonlySet<string> = new Set([
  'capacity',
  'disk',
  'ephemeral-storage',
  'memory',
  'size',
  'space',
  'storagesize',
  'volume',
]);

/** The server leaves out the word `requests`. */
function storagePath(cx: CheckContext, spec: NodeId): string {
  return `${cx.pathOf(spec)}.resources[storage]`;
}

/** The server's warning of quantities of bytes that are no whole number (`100m`). */
export function warnOfFraction(cx: CheckContext, node: NodeId): void {
  const quantity = node === NO_NODE ? undefined : cx.quantityOf(node);
  if (!quantity || isWhole(quantity)) return;
  const text = quoted(cx.tree.scalarText(node));
  const message = `${cx.labelOf(node)} ${text} is a fraction of a byte; write a whole number, as in 100Mi`;
  const likely = suggestQuantity(cx.tree.scalarText(node));
  const isBetter = likely !== undefined && isWhole(parseQuantity(likely)!);
  const fix = isBetter ? fixValue(cx, node, likely, 'guess') : {};
  cx.report('quantity-fractional-bytes', cx.at(node), message, fix);
}

/** Kubernetes: core validation, `validateDataSource`, `validateDataSourceRef`. */
function checkDataSources(cx: CheckContext, spec: NodeId): void {
  const source = cx.value(spec, 'dataSource');
  const reference = cx.value(spec, 'dataSourceRef');
  if (source !== NO_NODE) checkDataSource(cx, source);
  if (reference === NO_NODE) return;
  checkDataSource(cx, reference);
  const namespace = cx.value(reference, 'namespace');
  const name = cx.stringOf(namespace);
  if (name !== '') checkFormat(cx, namespace, { text: name, format: 'dnsLabel' });
  if (source === NO_NODE) return;
  const field = cx.pathOf(spec);
  if (cx.string(reference, 'namespace') !== '') {
    const message = 'dataSourceRef names a namespace, so dataSource must go; leave dataSource out';
    cx.report('fields-conflict', cx.at(source), message, { field });
  } else if (['apiGroup', 'kind', 'name'].some((name) => cx.string(source, name) !== cx.string(reference, name))) {
    const message = 'dataSource and dataSourceRef name different sources; keep one of them';
    cx.report('fields-conflict', cx.at(source), message, { field });
  }
}

/**
 * When a claim is created, a dataSourceRef to another namespace is dropped before anything looks at it, and then a
 * dataSource that is neither claim nor snapshot (`DropDisabledFields`, `EnforceDataSourceBackwardsCompatibility`).
 */
function checkStoredDataSources(cx: CheckContext, spec: NodeId): void {
  const source = cx.value(spec, 'dataSource');
  if (isReferenceDropped(cx, spec)) {
    warnOfDroppedReference(cx, spec);
    if (source !== NO_NODE && isClaimOrSnapshot(cx, source)) checkDataSource(cx, source);
  } else if (isDropped(cx, spec)) warnOfDropped(cx, spec);
  else checkDataSources(cx, spec);
}

/** Whether the dataSourceRef goes away when the claim is created: it names a namespace. */
function isReferenceDropped(cx: CheckContext, spec: NodeId): boolean {
  return cx.string(cx.value(spec, 'dataSourceRef'), 'namespace') !== '' && !cx.isOn('CrossNamespaceVolumeDataSource');
}

function warnOfDroppedReference(cx: CheckContext, spec: NodeId): void {
  const reference = cx.value(spec, 'dataSourceRef');
  const message = 'dataSourceRef with a namespace is dropped silently: gate CrossNamespaceVolumeDataSource is off';
  cx.report('field-gate-off', cx.at(reference), message);
}

/** Whether the dataSource goes away when the claim is created. */
function isDropped(cx: CheckContext, spec: NodeId): boolean {
  const source = cx.value(spec, 'dataSource');
  return source !== NO_NODE && !cx.has(spec, 'dataSourceRef') && !isClaimOrSnapshot(cx, source);
}

function warnOfDropped(cx: CheckContext, spec: NodeId): void {
  const source = cx.value(spec, 'dataSource');
  if (cx.string(source, 'name') === '' || cx.string(source, 'kind') === '') return;
  const isSnapshot = isSnapshotWithoutGroup(cx, source);
  const message = isSnapshot
    ? `dataSource is dropped: a VolumeSnapshot has a group; write apiGroup: ${snapshotGroup}`
    : 'dataSource is dropped unless it is a claim or a VolumeSnapshot; use dataSourceRef';
  cx.report('value-ignored', cx.at(source), message, isSnapshot ? addSnapshotGroup(cx, source) : {});
}

/** In a template until 1.33 only what the claim is created with counts. */
function checkTemplateDataSources(cx: CheckContext, spec: NodeId): void {
  if (!isAtLeast(cx.minor, '1.34')) {
    checkStoredDataSources(cx, spec);
    return;
  }
  checkDataSources(cx, spec);
  if (isReferenceDropped(cx, spec)) warnOfDroppedReference(cx, spec);
  // Without a group it is refused, which is said already
  else if (isDropped(cx, spec) && cx.string(cx.value(spec, 'dataSource'), 'apiGroup') !== '') warnOfDropped(cx, spec);
}

/** Whether a dataSource is of a kind that is not dropped when a claim is created. */
export function isClaimOrSnapshot(cx: CheckContext, source: NodeId): boolean {
  const group = cx.string(source, 'apiGroup');
  const kind = cx.string(source, 'kind');
  return group === '' ? kind === 'PersistentVolumeClaim' : group === snapshotGroup && kind === 'VolumeSnapshot';
}

function isSnapshotWithoutGroup(cx: CheckContext, source: NodeId): boolean {
  return cx.string(source, 'kind') === 'VolumeSnapshot' && cx.string(source, 'apiGroup') === '';
}

function addSnapshotGroup(cx: CheckContext, source: NodeId): Pick<ReportDetails, 'fixes'> {
  if (cx.key(source, 'apiGroup') !== NO_NODE)
    return fixValue(cx, cx.written(source, 'apiGroup'), snapshotGroup, 'safe');
  const label = { title: `Add apiGroup: ${snapshotGroup}`, isSafe: true };
  return fixBy(cx, label, (tree) => addEntry(tree, source, [`apiGroup: ${snapshotGroup}`]));
}

const snapshotGroup = 'snapshot.storage.k8s.io';

function checkDataSource(cx: CheckContext, source: NodeId): void {
  const label = cx.labelOf(source);
  for (const name of ['name', 'kind']) {
    if (cx.string(source, name) !== '') continue;
    cx.report('required-field-missing', cx.atField(source, name), `${label} has no ${name}; write which object it is`);
  }
  const kind = cx.string(source, 'kind');
  const group = cx.value(source, 'apiGroup');
  const text = cx.stringOf(group);
  if (text !== '') checkFormat(cx, group, { text: text, format: 'dnsSubdomain' });
  else if (kind !== 'PersistentVolumeClaim') {
    const isSnapshot = isSnapshotWithoutGroup(cx, source);
    const message = isSnapshot
      ? `${label} without apiGroup must be a PersistentVolumeClaim; write apiGroup: ${snapshotGroup}`
      : `${label} without apiGroup must be a PersistentVolumeClaim; write its apiGroup`;
    const fix = isSnapshot ? addSnapshotGroup(cx, source) : {};
    cx.report('value-not-supported', cx.atField(source, 'kind'), message, { field: cx.pathOf(source), ...fix });
  }
}
