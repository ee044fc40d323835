import { sameNamespace } from '../../../analysis/workspaceView.ts';
import { own } from '../../../base/own.ts';
import { textRange } from '../../../manifest/places.ts';
import { servedKinds } from '../../../schema/apiVersions.ts';
import { kinds, versionsOfKind } from '../../../schema/lookup.ts';
import { lineStartOf } from '../../../text/textLines.ts';
import { type EntryOffer, type ValueOffer, valueOffer } from '../offers.ts';
import { isKnown } from '../readable.ts';
import { knownText } from '../request.ts';
import { sizes } from './claims.ts';
import type { KeyContext, KeySources, ValueContext, ValueSource, ValueSources } from './context.ts';
import { claimTemplateNames } from './volumes.ts';

/** Values of `apiVersion`, `kind` and `metadata.name` of whole objects, which every kind has. */
export function ownIdentity(context: ValueContext): Iterable<ValueOffer> | undefined {
  const { path } = context;
  if (path.length === 1 && path[0] === 'apiVersion') return apiVersions(context);
  if (path.length === 1 && path[0] === 'kind') return kindNames(context);
  if (path.length === 2 && path[0] === 'metadata' && path[1] === 'name') return ownNames(context);
  return undefined;
}

function* apiVersions({ manifest }: ValueContext): Generator<ValueOffer> {
  const kind = knownText(manifest.view.field('kind'));
  const fitting = kind === undefined ? [] : versionsOfKind(kind);
  for (const version of fitting) yield valueOffer(version, { detail: kind! });
  if (fitting.length > 0) return;
  for (const version of Object.keys(servedKinds)) {
    const names = servedKinds[version]!;
    if (kind === undefined || names.includes(kind)) yield valueOffer(version, { detail: kind ?? someOf(version) });
  }
}

function someOf(version: string): string {
  const ours = kinds().flatMap((one) => (one.apiVersion === version ? [one.kind] : []));
  return (ours.length > 0 ? ours : servedKinds[version]!).slice(0, 3).join(', ');
}

/** Kinds; the API version of the object follows the kind that is chosen. */
function* kindNames(context: ValueContext): Generator<ValueOffer> {
  const version = knownText(context.manifest.view.field('apiVersion'));
  const ours = kinds().map(({ kind }) => kind);
  const others = Object.values(servedKinds)
    .flat()
    .filter((kind) => !ours.includes(kind) && !ofTheServer.has(kind));
  const all = [...kindOrder.filter((kind) => ours.includes(kind)), ...others];
  const fits = (kind: string) => version !== undefined && own(servedKinds, version)?.includes(kind) === true;
  for (const kind of [...new Set([...all.filter(fits), ...all.filter((one) => !fits(one))])]) {
    const wanted = versionsOfKind(kind)[0] ?? Object.keys(servedKinds).find((one) => servedKinds[one]!.includes(kind));
    yield valueOffer(kind, { detail: wanted ?? '', ...(fits(kind) ? {} : versionEdit(context, wanted)) });
  }
}

const kindOrder: readonly string[] = [
  'StatefulSet',
  'Service',
  'PersistentVolumeClaim',
  'StorageClass',
  'PodDisruptionBudget',
  'PersistentVolume',
  'HorizontalPodAutoscaler',
  'Pod',
];

/** Kinds that no manifest holds. */
const ofTheServer: ReadonlySet<string> = new Set([
  'Binding',
  'ComponentStatus',
  'ControllerRevision',
  'CSINode',
  'CSIStorageCapacity',
  'Event',
  'Eviction',
  'Node',
  'Scale',
  'VolumeAttachment',
]);

/** Writes the API version that goes with a kind: in place of another one, or on a line above. */
function versionEdit({ request, manifest }: ValueContext, wanted: string | undefined): Partial<ValueOffer> {
  const field = manifest.view.field('apiVersion');
  const key = manifest.view.field('kind').key;
  const { text } = request;
  if (wanted === undefined || request.document.isTemplate) return {};
  if (field.exists && field.string() !== undefined && field.range.end > field.range.start) {
    const { start, end } = textRange(field.tree, field.written);
    return { additionalEdit: { at: start, end, newText: wanted } };
  }
  if (field.exists || request.isJson || key < 0) return {};
  const start = manifest.view.tree.start(key);
  const lineStart = lineStartOf(text, start);
  const indent = text.slice(lineStart, start);
  if (indent.trim() !== '' || (lineStart === 0 && text.startsWith('\uFEFF'))) return {};
  return { additionalEdit: { at: lineStart, newText: `${indent}apiVersion: ${wanted}\n` } };
}

/** Names that other objects of the workspace expect of an object of this kind. */
function* ownNames({ request, manifest, current }: ValueContext): Generator<ValueOffer> {
  const { workspace } = request;
  const { kind, namespace } = manifest;
  const found = new Map<string, string>();
  for (const set of workspace.objects('StatefulSet')) {
    if (!isKnown(set.name) || !sameNamespace(set.namespace, namespace)) continue;
    const { serviceName, claimTemplates = [] } = set.details.statefulSet ?? {};
    if (kind === 'Service' && isKnown(serviceName)) found.set(serviceName, `serviceName of StatefulSet ${set.name}`);
    if (kind === 'PodDisruptionBudget') found.set(set.name, `as StatefulSet ${set.name}`);
    if (kind === 'HorizontalPodAutoscaler') found.set(set.name, `as StatefulSet ${set.name}`);
    for (const { storageClassName } of kind === 'StorageClass' ? claimTemplates : []) {
      if (isKnown(storageClassName)) found.set(storageClassName, `used by StatefulSet ${set.name}`);
    }
  }
  for (const [name, detail] of found) {
    const isThere = workspace.named(kind, name, namespace).length > 0;
    if (!isThere && name !== current) yield valueOffer(name, { kind: 'reference', detail });
  }
  if (kind === 'StatefulSet') {
    for (const service of workspace.objects('Service')) {
      const isFree = service.details.service?.isHeadless && isKnown(service.name);
      const isTaken = workspace.named('StatefulSet', service.name, namespace).length > 0;
      if (isFree && !isTaken)
        yield valueOffer(service.name, { kind: 'reference', detail: `as Service ${service.name}` });
    }
  }
}

/** `metadata.name` of a claim template; names of other parts of objects are for the user to find. */
function* partNames(context: ValueContext): Generator<ValueOffer> {
  if (context.path.includes('volumeClaimTemplates')) yield* claimTemplateNames(context);
}

/** Namespaces that the workspace knows. */
function* namespaces({ request, current }: ValueContext): Generator<ValueOffer> {
  const found = new Set<string>();
  for (const { name } of request.workspace.objects('Namespace')) found.add(name);
  for (const kind of kindOrder) for (const { namespace } of request.workspace.objects(kind)) found.add(namespace ?? '');
  for (const name of found) if (isKnown(name) && name !== current) yield valueOffer(name, { kind: 'reference' });
}

/** Names of resources, by what they are for. */
function resourceNames(
  names: readonly (readonly [name: string, detail: string])[],
): (context: KeyContext) => Generator<EntryOffer> {
  return function* ({ present }) {
    for (const [name, detail] of names) {
      if (present.has(name)) continue;
      const flow = (isJson: boolean) => (isJson ? `"${name}": "$0"` : `${name}: $0`);
      yield { label: name, kind: 'field', name, detail, block: `${name}: $0`, flow, asksAgain: true };
    }
  };
}

const containerResources = resourceNames([
  ['cpu', 'processor cores'],
  ['memory', 'bytes of memory'],
  ['ephemeral-storage', "bytes on the node's own disk"],
  ['hugepages-2Mi', 'bytes in large pages'],
  ['hugepages-1Gi', 'bytes in huge pages'],
]);
const claimResources = resourceNames([['storage', 'bytes of the volume']]);

/** Usual amounts of a container's resources. */
const amounts: ValueSource = function* ({ key, current }) {
  if (key === 'memory')
    yield* amountOffers(['256Mi', '512Mi', '1Gi', '2Gi', '4Gi', '8Gi', '16Gi'], current, ['Mi', 'Gi']);
  else if (key === 'cpu') yield* amountOffers(['100m', '250m', '500m', '1', '2', '4'], current, ['m']);
  else if (key === 'ephemeral-storage') yield* sizes({ current });
};

function* amountOffers(usual: readonly string[], current: string, units: readonly string[]): Generator<ValueOffer> {
  const typed = /^\d+$/.exec(current)?.[0];
  const own = typed === undefined ? [] : units.map((unit) => typed + unit);
  for (const text of new Set([...own, ...usual])) yield valueOffer(text, { kind: 'unit' });
}

export const objectSources: ValueSources = {
  'meta.v1.ObjectMeta.name': partNames,
  'meta.v1.ObjectMeta.namespace': namespaces,
  'core.v1.ResourceRequirements.requests.*': amounts,
  'core.v1.ResourceRequirements.limits.*': amounts,
  'core.v1.TypedObjectReference.namespace': namespaces,
};

export const objectKeys: KeySources = {
  'core.v1.ResourceRequirements.requests': containerResources,
  'core.v1.ResourceRequirements.limits': containerResources,
  'core.v1.VolumeResourceRequirements.requests': claimResources,
  'core.v1.VolumeResourceRequirements.limits': claimResources,
  'core.v1.PersistentVolumeSpec.capacity': claimResources,
};
