import type { OpenFile, Snapshot } from '../analysis/snapshot.ts';
import { type ObjectSummary, sameNamespace, type WorkspaceView } from '../analysis/workspaceView.ts';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { type Range, shiftRange } from '../base/range.ts';
import { templateOfClaim } from '../facts/podNames.ts';
import { yamlString } from '../manifest/edits.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { workloadKinds } from '../rules/workloads.ts';
import { type FormatName, formatFault } from '../schema/formats.ts';
import { newestMinor } from '../schema/minor.ts';
import { NodeKind, NodeStyle, type YamlDocument } from '../yaml/tree.ts';
import { type LabelSet, type Name, type NameSite, nameSitesOf, siteAt } from './nameSites.ts';
import type { Location } from './types.ts';

/** A name under the cursor, with what is needed to find it elsewhere. */
export interface FoundName {
  readonly name: Name;
  /** Where it stands, in the file. */
  readonly range: Range;
  /** What it is, whatever stands there: an alias stands for it, too. */
  readonly text: string;
  /** Labels of all Pods that the selector of a label or port selects; of a Pod's own, that Pod's. Empty for other names. */
  readonly pods: readonly PodLabels[];
  /** Of a Service the sets that it governs, of a set its Services: with these it stands in addresses of Pods. */
  readonly partners: readonly string[];
  /** Of a Service what is known of it: values may name it as a host. */
  readonly service?: KnownService;
  /** How the claims of a set's Pods are called, as it or one of its claim templates is renamed. */
  readonly claims?: ClaimNames;
}

interface KnownService {
  readonly namespaces: readonly (string | undefined)[];
  readonly ports: readonly (number | undefined)[];
}

/** Claims of a set's Pods: `<template>-<set>-<ordinal>`. */
interface ClaimNames {
  readonly templates: readonly string[];
  readonly set: string;
  readonly namespace: string | undefined;
  /** Which part of the name is meant. */
  readonly part: 'template' | 'set';
}

interface PodLabels {
  readonly labels: ReadonlyMap<string, string>;
  readonly namespace: string | undefined;
}

/** A place where a name stands. */
export interface Occurrence {
  readonly range: Range;
  readonly isDefinition: boolean;
}

/** The name that touches an offset of an open file, or undefined. */
export function nameAt(snapshot: Snapshot, uri: string, offset: number): FoundName | undefined {
  const place = snapshot.place(uri, offset);
  const site = place && siteAt(place.document, place.offset);
  if (!site) return undefined;
  const partners = partnersOf(site.name, snapshot.workspace);
  // `db-0.example` may be any host: it names what is here only where a set is behind that Service.
  if (isUnknownPartner(site.name, partners)) return undefined;
  const service = serviceOf(site.name, snapshot.workspace);
  if (isUnknownHost(site.name, service)) return undefined;
  const claims = claimsOf(site.name, snapshot.workspace);
  return {
    name: site.name,
    partners,
    ...(service ? { service } : {}),
    ...(claims ? { claims } : {}),
    range: shiftRange(site.range, place.documentStart),
    text: textOf(site.name),
    pods: 'labels' in site.name ? podsOf(site.name.labels, snapshot.workspace) : [],
  };
}

/** Where the thing is defined that the name at an offset stands for. */
export function definition(snapshot: Snapshot, uri: string, offset: number, token: CancellationToken): Location[] {
  const found = nameAt(snapshot, uri, offset);
  if (!found) return [];
  if (found.name.type === 'object') return objectLocations(found.name, snapshot.workspace);
  const file = snapshot.file(uri)!;
  // Open files are searched, this one first; labels of Pods in closed files lead to their object.
  const files = [file, ...snapshot.openFiles().filter((other) => other !== file)];
  const places = occurrencesIn(files, found, token).filter(({ isDefinition }) => isDefinition);
  if (places.length > 0 || found.name.type === 'volume') return places;
  return podObjects(snapshot.workspace)
    .filter((object) => found.pods.some((pods) => isSamePod(pods, podLabelsOf(object))))
    .filter((object) => found.name.type !== 'port' || declaresPort(object, found.text))
    .flatMap((object) => locationOf(object, snapshot.workspace));
}

function declaresPort({ details }: ObjectSummary, name: string): boolean {
  return (details.podPorts ?? []).some((ports) => ports.some((port) => port.name === name));
}

function partnersOf(name: Name, workspace: WorkspaceView): readonly string[] {
  if (name.type !== 'object' || (name.kind !== 'Service' && name.kind !== 'StatefulSet')) return [];
  const isOfService = name.kind === 'Service';
  const sets = isOfService ? workspace.objects('StatefulSet') : workspace.named(name.kind, name.name, name.namespace);
  return sets.flatMap((set) => {
    const service = set.details.statefulSet?.serviceName;
    if (!isOfService) return service ?? [];
    return service === name.name && sameNamespace(set.namespace, name.namespace) ? set.name : [];
  });
}

function isUnknownPartner(name: Name, partners: readonly string[]): boolean {
  return name.type === 'object' && name.partner !== undefined && !partners.includes(name.partner);
}

/** What the workspace knows of the Services of a name; undefined of one that it does not have. */
function serviceOf(name: Name, workspace: WorkspaceView): KnownService | undefined {
  if (name.type !== 'object' || name.kind !== 'Service') return undefined;
  const services = workspace.named('Service', name.name, name.namespace).filter(({ isTemplate }) => !isTemplate);
  if (services.length === 0) return undefined;
  return {
    namespaces: services.map(({ namespace }) => namespace),
    ports: services.flatMap(({ details }) => (details.service?.ports ?? []).map(({ port }) => port)),
  };
}

/** Whether a value that names a Service as a host may mean something else: `web` is a word, and `web.de` a host, too. */
function isUnknownHost(name: Name, service: KnownService | undefined): boolean {
  if (name.type !== 'object' || !name.host || name.host.isFull) return false;
  if (!service) return true;
  const { hasNamespace, port } = name.host;
  if (hasNamespace && !service.namespaces.includes(name.namespace)) return true;
  return port !== undefined && !service.ports.includes(port);
}

/** Of a set or one of its claim templates, the claims that its Pods get. */
function claimsOf(name: Name, workspace: WorkspaceView): ClaimNames | undefined {
  if (name.type === 'volume') {
    const { owner } = name;
    const isClaim = owner.kind === 'StatefulSet' && claimTemplatesIn(owner).includes(name.name);
    const { name: set, namespace } = owner;
    return isClaim && set !== '' ? { templates: [name.name], set, namespace, part: 'template' } : undefined;
  }
  if (name.type !== 'object' || name.kind !== 'StatefulSet') return undefined;
  const sets = workspace.named('StatefulSet', name.name, name.namespace);
  const templates = sets.flatMap(({ details }) => (details.statefulSet?.claimTemplates ?? []).map((each) => each.name));
  return { templates, set: name.name, namespace: name.namespace, part: 'set' };
}

function claimTemplatesIn({ view }: Manifest): readonly (string | undefined)[] {
  const templates = view.at('spec', 'volumeClaimTemplates').items();
  return templates.map((template) => template.at('metadata', 'name').string());
}

/** The part of a claim's name that is meant, where it is the claim of a Pod of that set. */
function partOfClaim({ name, range }: NameSite, claims: ClaimNames | undefined): Range | undefined {
  if (!claims || name.type !== 'object' || name.kind !== 'PersistentVolumeClaim') return undefined;
  // A text with escapes is longer than what it says.
  if (range.end - range.start !== name.name.length || !sameNamespace(name.namespace, claims.namespace))
    return undefined;
  const template = templateOfClaim(name.name, claims.set, claims.templates);
  if (template === undefined) return undefined;
  if (claims.part === 'template') return { start: range.start, end: range.start + template.length };
  const start = range.start + template.length + 1;
  return { start, end: start + claims.set.length };
}

function textOf(name: Name): string {
  if (name.type !== 'label') return name.name;
  return name.part === 'key' ? name.key : (name.labels.labels.get(name.key) ?? '');
}

/** A place in one of several files. */
export interface FileOccurrence extends Location, Occurrence {
  /** Whether it is all of a value or key that only quotes make a string for sure, or an alias in the place of one. */
  readonly isPlain: boolean;
}

/** What is written where a name stood that becomes another one: in quotes where it would be a number without them. */
export function renamedText({ isPlain }: FileOccurrence, newName: string): string {
  return isPlain ? yamlString(newName) : newName;
}

/** Where a name stands in files, open or not, in order. */
export function occurrencesIn(files: Iterable<OpenFile>, found: FoundName, token: CancellationToken): FileOccurrence[] {
  const all: FileOccurrence[] = [];
  for (const file of files) {
    throwIfCancelled(token);
    const own: FileOccurrence[] = [];
    for (const { start, document } of file.stream) {
      // Cheap, and true of most documents of a large workspace.
      if (!mayHold(document.text, found.text)) continue;
      for (const site of nameSitesOf(document)) {
        const range = isSameName(site, found) ? site.range : partOfClaim(site, found.claims);
        // The claim's own manifest is not where the set is defined.
        const isDefinition = site.isDefinition && range === site.range;
        if (!range) continue;
        const isPlain = isPlainScalar(document, range);
        own.push({ uri: file.uri, range: shiftRange(range, start), isDefinition, isPlain });
      }
    }
    all.push(...own.sort((a, b) => a.range.start - b.range.start));
  }
  return all;
}

/** Whether a name may stand in a text: as it is, by escapes, or, where it is no usual name, folded or with its quotes doubled. */
function mayHold(text: string, name: string): boolean {
  return text.includes(name) || text.includes('\\') || /[^\w.-]/.test(name) || isScalarText(name);
}

/** Whether a key that is no string may be written otherwise than what it becomes: `on` is `true`, and `0x10` is `16`. */
function isScalarText(name: string): boolean {
  return /^(?:[\d+.-]|true$|false$|null$|NaN$)/.test(name);
}

function isPlainScalar({ tree }: YamlDocument, { start, end }: Range): boolean {
  let node = 0;
  for (let beyond = tree.size; beyond - node > 1; ) {
    const middle = (node + beyond) >> 1;
    if (tree.start(middle) <= start) node = middle;
    else beyond = middle;
  }
  const isPlain = tree.style(node) === NodeStyle.plain || tree.kind(node) === NodeKind.alias;
  const isText = ['!', '!!str'].includes(tree.tag(node) ?? '');
  return isPlain && !isText && tree.start(node) === start && tree.end(node) === end;
}

/** Where the name at an offset stands in the same file. */
export function documentHighlights(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  token: CancellationToken,
): Occurrence[] {
  const found = nameAt(snapshot, uri, offset);
  return found ? occurrencesIn([snapshot.file(uri)!], found, token) : [];
}

/** Why a name cannot be what the user wants it to become, as a sentence without its final stop; undefined if it can. */
export function renameFault({ name }: FoundName, newText: string): string | undefined {
  if (name.type === 'label' && name.part === 'key') {
    return isOf('qualifiedName', newText) ? undefined : `"${newText}" is no label key`;
  }
  if (name.type === 'label') {
    return isOf('labelValue', newText) ? undefined : `"${newText}" is no label value`;
  }
  if (name.type === 'port') {
    return isOf('portName', newText)
      ? undefined
      : `"${newText}" is no name of a port: at most 15 of a-z, 0-9 and "-", one of them a letter`;
  }
  if (name.type === 'volume' || name.kind === 'Service' || name.kind === 'StatefulSet') {
    return isOf('dnsLabel', newText)
      ? undefined
      : `"${newText}" is no DNS label: at most 63 of a-z, 0-9 and "-", not "-" at an end`;
  }
  return isOf('dnsSubdomain', newText)
    ? undefined
    : `"${newText}" is no name of an object: a-z, 0-9, "-" and ".", at most 253 characters`;
}

function isOf(format: FormatName, text: string): boolean {
  return formatFault(format, text, newestMinor) === undefined;
}

/** Kinds that belong to no namespace. */
const clusterKinds: ReadonlySet<string> = new Set([
  'ClusterRole',
  'IngressClass',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'VolumeAttributesClass',
  'VolumeSnapshotClass',
]);

function isSameName({ name }: NameSite, { name: wanted, pods, partners, service }: FoundName): boolean {
  if (name.type === 'object' && wanted.type === 'object') {
    if (name.kind !== wanted.kind || name.name !== wanted.name || isUnknownPartner(name, partners)) return false;
    if (isUnknownHost(name, service)) return false;
    return clusterKinds.has(name.kind) || sameNamespace(name.namespace, wanted.namespace);
  }
  if (name.type === 'volume' && wanted.type === 'volume') {
    return name.name === wanted.name && name.owner === wanted.owner;
  }
  if (name.type === 'port' && wanted.type === 'port') {
    return name.name === wanted.name && isSameOwner(name.labels, wanted.labels, pods);
  }
  if (name.type !== 'label' || wanted.type !== 'label') return false;
  if (name.part !== wanted.part || name.key !== wanted.key) return false;
  if (name.labels.labels.get(name.key) !== wanted.labels.labels.get(wanted.key)) return false;
  return isSameOwner(name.labels, wanted.labels, pods);
}

/** Whether labels are those that are looked for, of the same Pods, or select one of these. */
function isSameOwner(set: LabelSet, wanted: LabelSet, pods: readonly PodLabels[]): boolean {
  if (set === wanted) return true;
  const { labels, side, namespace, ownPods } = set;
  const own = side === 'pod' ? labels : ownPods;
  return pods.some((pod) =>
    own ? isSamePod(pod, { labels: own, namespace }) : selectsPod({ labels, namespace }, pod),
  );
}

/** Pods that carry the labels, or that a selector with them selects. */
function podsOf({ side, labels, namespace, ownPods }: LabelSet, workspace: WorkspaceView): PodLabels[] {
  const own = side === 'pod' ? labels : ownPods;
  if (own) return [{ labels: own, namespace }];
  return podObjects(workspace)
    .map(podLabelsOf)
    .filter((pod) => selectsPod({ labels, namespace }, pod));
}

function podObjects(workspace: WorkspaceView): ObjectSummary[] {
  return workloadKinds
    .flatMap((kind) => workspace.objects(kind))
    .filter(({ details }) => details.podLabels !== undefined);
}

function podLabelsOf({ details, namespace }: ObjectSummary): PodLabels {
  return { labels: new Map(Object.entries(details.podLabels ?? {})), namespace };
}

/** Whether a selector with these labels selects the Pod: within its namespace alone, and never without labels. */
function selectsPod(selector: PodLabels, pod: PodLabels): boolean {
  if (!sameNamespace(selector.namespace, pod.namespace)) return false;
  for (const [key, value] of selector.labels) if (pod.labels.get(key) !== value) return false;
  return selector.labels.size > 0;
}

function isSamePod(a: PodLabels, b: PodLabels): boolean {
  return a.labels.size === b.labels.size && selectsPod(a, b);
}

function objectLocations(name: Name & { type: 'object' }, workspace: WorkspaceView): Location[] {
  const namespace = clusterKinds.has(name.kind) ? undefined : name.namespace;
  const objects = workspace.named(name.kind, name.name, namespace);
  const found = objects.length > 0 || name.kind !== 'PersistentVolumeClaim' ? objects : makersOf(name, workspace);
  return found.flatMap((object) => locationOf(object, workspace));
}

/** The StatefulSets whose claim templates make a claim of that name: `<template>-<set>-<ordinal>`. */
function makersOf({ name, namespace }: Name & { type: 'object' }, workspace: WorkspaceView): ObjectSummary[] {
  return workspace.objects('StatefulSet').filter((set) => {
    const templates = set.details.statefulSet?.claimTemplates.map((template) => template.name) ?? [];
    return sameNamespace(set.namespace, namespace) && templateOfClaim(name, set.name, templates) !== undefined;
  });
}

function locationOf(object: ObjectSummary, workspace: WorkspaceView): Location[] {
  const range = workspace.locate(object);
  return range ? [{ uri: object.uri, range }] : [];
}
