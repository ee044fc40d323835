import type { NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, FieldConstraints, TypeConstraints } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { byteLength } from '../formats.ts';

/** The labels of anything. Kubernetes: apimachinery, `ValidateLabels`. */
export const labels: FieldConstraints = { keys: 'qualifiedName', entries: { format: 'labelValue' } };

/** The annotations of anything. Kubernetes: apimachinery, `ValidateAnnotations`. */
export const annotations: FieldConstraints = { keys: 'annotationKey', check: checkAnnotationsSize };

/** Finalizers of anything but disruption budgets. Kubernetes: core validation, `ValidateObjectMeta`. */
export const finalizers: FieldConstraints = {
  items: { format: 'finalizer', empty: 'word', check: checkFinalizer },
  check: checkDeletion,
};

/** What is checked of every object's metadata, whatever its kind calls a good name. */
const common: Readonly<Record<string, FieldConstraints>> = {
  labels,
  annotations,
  namespace: { format: 'dnsLabel' },
  finalizers,
  ownerReferences: { check: checkControllers },
};

/** Metadata of objects whose names are those of sets, DNS subdomains, …; kinds lead to them by `as`. */
export const metadataConstraints: ConstraintTables = {
  'meta.v1.ObjectMeta': { noun: 'metadata', fields: common },
  // ValidateObjectMeta
  'meta.v1.ObjectMeta#set': namedBy('setName', 'dnsLabelPrefix'),
  'meta.v1.ObjectMeta#dnsSubdomain': namedBy('dnsSubdomain', 'dnsSubdomainPrefix'),
  // The server empties the namespace of what belongs to none, whatever is written.
  'meta.v1.ObjectMeta#clusterWide': withoutNamespace(namedBy('dnsSubdomain', 'dnsSubdomainPrefix')),
  // Of a template only what the Pod gets is looked at: names and the rest are not used.
  'meta.v1.ObjectMeta#template': {
    noun: 'template metadata',
    fields: { labels, annotations, finalizers },
  },
  // ValidateOwnerReferences
  'meta.v1.OwnerReference': {
    noun: 'owner reference',
    fields: {
      apiVersion: { required: "write the owner's API version", check: checkOwnerVersion },
      kind: { required: "write the owner's kind" },
      name: { required: "write the owner's name" },
      uid: { required: "write the owner's uid" },
    },
    checks: [checkOwner],
  },
};

/** Kubernetes: core validation, `validateKubeFinalizerName`: names of one's own have a domain. */
function checkFinalizer(cx: CheckContext, value: NodeId): void {
  const name = cx.stringOf(value);
  if (name === '' || name.includes('/') || ['kubernetes', 'orphan', 'foregroundDeletion'].includes(name)) return;
  const message = `Finalizer ${quoted(name)} has no domain; write it as in "example.com/name"`;
  cx.report('label-invalid', cx.at(value), message);
}

/** Kubernetes: apimachinery, `ValidateFinalizers`: what belongs to the object stays or goes with it. */
export function checkDeletion(cx: CheckContext, list: NodeId): void {
  const names = cx.items(list).map((item) => cx.stringOf(item));
  if (!names.includes('orphan') || !names.includes('foregroundDeletion')) return;
  const message = 'The finalizers orphan and foregroundDeletion contradict each other; leave one of them out';
  cx.report('fields-conflict', cx.at(list), message);
}

/** Kubernetes: apimachinery, `ValidateOwnerReferences`: events come and go by themselves. */
function checkOwner(cx: CheckContext, reference: NodeId): void {
  if (cx.string(reference, 'apiVersion') !== 'v1' || cx.string(reference, 'kind') !== 'Event') return;
  cx.report('value-not-supported', cx.at(reference), 'An Event cannot own anything; name another owner');
}

/** Kubernetes: apimachinery, `ValidateOwnerReferences`: a version, or a group and a version. */
function checkOwnerVersion(cx: CheckContext, value: NodeId): void {
  const version = cx.stringOf(value);
  if (version.split('/').length <= 2 && !version.endsWith('/')) return;
  cx.report('value-invalid', cx.at(value), `apiVersion ${quoted(version)} is no API version; write it as in apps/v1`);
}

/** Kubernetes: apimachinery, `ValidateOwnerReferences`: one controller at most. */
function checkControllers(cx: CheckContext, list: NodeId): void {
  const controllers = cx.items(list).filter((reference) => cx.isTrue(reference, 'controller'));
  if (controllers.length < 2) return;
  cx.report('fields-conflict', cx.at(list), 'Only one owner can be the controller; leave controller out of the others');
}

function namedBy(
  name: 'setName' | 'dnsSubdomain',
  generateName: 'dnsLabelPrefix' | 'dnsSubdomainPrefix',
): TypeConstraints {
  return {
    noun: 'metadata',
    fields: { ...common, name: { format: name }, generateName: { format: generateName } },
    checks: [checkHasName],
  };
}

function withoutNamespace({ fields, ...rest }: TypeConstraints): TypeConstraints {
  const { namespace, ...others } = fields!;
  return { ...rest, fields: others };
}

/** Kubernetes: apimachinery, `ValidateObjectMetaAccessor`: a name, or a beginning for a generated one. */
export function checkHasName(cx: CheckContext, metadata: NodeId): void {
  if (cx.string(metadata, 'name') !== '' || cx.string(metadata, 'generateName') !== '') return;
  cx.report('required-field-missing', cx.atField(metadata, 'name'), 'The object has no name; write metadata.name');
}

/** Kubernetes: apimachinery, `ValidateAnnotationsSize`: 256 KiB for all keys and values together. */
function checkAnnotationsSize(cx: CheckContext, map: NodeId): void {
  // Every character of a key or value stands in the text, so a short text needs no counting.
  if (cx.isEmpty(map) || cx.tree.end(map) - cx.tree.start(map) < largestAnnotations / 4) return;
  let size = 0;
  for (const [key, value] of cx.stringMap(map)) size += byteLength(key) + byteLength(value);
  if (size <= largestAnnotations) return;
  cx.report(
    'value-out-of-range',
    cx.at(map),
    `The annotations have ${size} bytes; keep them below ${largestAnnotations}`,
  );
}

const largestAnnotations = 262144;
