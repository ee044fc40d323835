import { memoize } from '../base/memoize.ts';
import { own } from '../base/own.ts';
import type { Range } from '../base/range.ts';
import { podSpecOf, podTemplateOf } from '../facts/pods.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import { type Manifest, manifestsOf } from '../manifest/manifest.ts';
import { nameRange } from '../manifest/places.ts';
import { type NodeId, NodeStyle, type YamlDocument } from '../yaml/tree.ts';
import { hostSites } from './hostSites.ts';
import { addressSites, podNameSite } from './peerSites.ts';
import { portSites } from './portSites.ts';

/** What a name in a manifest stands for. */
export type Name =
  /** An object of the cluster. */
  | {
      readonly type: 'object';
      readonly kind: string;
      readonly name: string;
      readonly namespace: string | undefined;
      /** In the address of a Pod: of a Service the set before it, of a set the Service behind it. */
      readonly partner?: string;
      /** Of a Service that a value names as a host. */
      readonly host?: HostPlace;
    }
  /** A volume or claim template of one workload. */
  | { readonly type: 'volume'; readonly name: string; readonly owner: Manifest }
  /** A port of the containers of the Pods that carry these labels, or are selected by them. */
  | { readonly type: 'port'; readonly name: string; readonly labels: LabelSet }
  /** One half of a label that Pods carry or are selected by. */
  | { readonly type: 'label'; readonly part: 'key' | 'value'; readonly key: string; readonly labels: LabelSet };

/** What says that a value names a Service as a host. */
export interface HostPlace {
  /** The text goes up to `.svc`, so that it can be nothing else. */
  readonly isFull: boolean;
  /** A namespace is written behind the name. */
  readonly hasNamespace: boolean;
  /** The port behind it, where that alone says that the text is a host. */
  readonly port?: number;
}

/** The labels of which one is looked at: all that the Pods carry, or all that a selector asks for. */
export interface LabelSet {
  readonly side: 'pod' | 'selector';
  readonly labels: ReadonlyMap<string, string>;
  readonly namespace: string | undefined;
  /** Of a workload's own selector: the labels of its Pods. Others may carry the same, and are no business of it. */
  readonly ownPods?: ReadonlyMap<string, string>;
}

/** A place where a name is written. */
export interface NameSite {
  readonly name: Name;
  readonly isDefinition: boolean;
  /** The name's text without quotes, from the document's start. */
  readonly range: Range;
}

/** All names of a document that mean something elsewhere in it or in another one. */
export const nameSitesOf = memoize((document: YamlDocument): readonly NameSite[] =>
  manifestsOf(document).flatMap((manifest) => [
    ...objectSites(manifest),
    ...apart(addressSites(manifest), hostSites(manifest)),
    ...selectedPodSites(manifest),
    ...volumeSites(manifest),
    ...portSites(manifest),
    ...labelSites(manifest),
  ]),
);

/** The sites of Pods' addresses, and of hosts that are no part of these. */
function apart(addresses: readonly NameSite[], hosts: readonly NameSite[]): readonly NameSite[] {
  const starts = new Set(addresses.map(({ range }) => range.start));
  return [...addresses, ...hosts.filter(({ range }) => !starts.has(range.start))];
}

function valueRange({ tree, written }: FieldView): Range {
  return nameRange(tree, written);
}

/** Fields that name an object of a kind; `[]` stands for every item of a list. */
type ReferenceTable = readonly (readonly [path: string, kind: string])[];

const claimReferences: ReferenceTable = [
  ['spec.storageClassName', 'StorageClass'],
  ['spec.volumeAttributesClassName', 'VolumeAttributesClass'],
  ['spec.volumeName', 'PersistentVolume'],
];

const containerReferences: ReferenceTable = [
  ['env[].valueFrom.configMapKeyRef.name', 'ConfigMap'],
  ['env[].valueFrom.secretKeyRef.name', 'Secret'],
  ['envFrom[].configMapRef.name', 'ConfigMap'],
  ['envFrom[].secretRef.name', 'Secret'],
];

const containerLists: readonly string[] = ['containers', 'initContainers', 'ephemeralContainers'];

const podReferences: ReferenceTable = [
  ['serviceAccountName', 'ServiceAccount'],
  ['serviceAccount', 'ServiceAccount'],
  ['priorityClassName', 'PriorityClass'],
  ['runtimeClassName', 'RuntimeClass'],
  ['imagePullSecrets[].name', 'Secret'],
  ['volumes[].persistentVolumeClaim.claimName', 'PersistentVolumeClaim'],
  ['volumes[].configMap.name', 'ConfigMap'],
  ['volumes[].secret.secretName', 'Secret'],
  ['volumes[].projected.sources[].configMap.name', 'ConfigMap'],
  ['volumes[].projected.sources[].secret.name', 'Secret'],
  ...claimReferences.map(([path, kind]) => [`volumes[].ephemeral.volumeClaimTemplate.${path}`, kind] as const),
  ...containerLists.flatMap((list) => containerReferences.map(([path, kind]) => [`${list}[].${path}`, kind] as const)),
];

const objectReferences: Readonly<Record<string, ReferenceTable>> = {
  StatefulSet: [
    ['spec.serviceName', 'Service'],
    ...claimReferences.map(([path, kind]) => [`spec.volumeClaimTemplates[].${path}`, kind] as const),
  ],
  PersistentVolumeClaim: claimReferences,
  PersistentVolume: [
    ['spec.storageClassName', 'StorageClass'],
    ['spec.volumeAttributesClassName', 'VolumeAttributesClass'],
  ],
  Ingress: [
    ['spec.defaultBackend.service.name', 'Service'],
    ['spec.rules[].http.paths[].backend.service.name', 'Service'],
    ['spec.tls[].secretName', 'Secret'],
    ['spec.ingressClassName', 'IngressClass'],
  ],
  ServiceAccount: [
    ['secrets[].name', 'Secret'],
    ['imagePullSecrets[].name', 'Secret'],
  ],
  VolumeSnapshot: [
    ['spec.source.persistentVolumeClaimName', 'PersistentVolumeClaim'],
    ['spec.volumeSnapshotClassName', 'VolumeSnapshotClass'],
  ],
};

/** Fields that hold a mapping of `kind`, `name` and perhaps `namespace`, with the kind that an absent one means. */
const typedReferences: Readonly<Record<string, ReferenceTable>> = {
  StatefulSet: [
    ['spec.volumeClaimTemplates[].spec.dataSource', ''],
    ['spec.volumeClaimTemplates[].spec.dataSourceRef', ''],
  ],
  PersistentVolumeClaim: [
    ['spec.dataSource', ''],
    ['spec.dataSourceRef', ''],
  ],
  PersistentVolume: [['spec.claimRef', 'PersistentVolumeClaim']],
  HorizontalPodAutoscaler: [['spec.scaleTargetRef', '']],
  VerticalPodAutoscaler: [['spec.targetRef', '']],
  ScaledObject: [['spec.scaleTargetRef', 'Deployment']],
  RoleBinding: [
    ['roleRef', ''],
    ['subjects[]', ''],
  ],
  ClusterRoleBinding: [
    ['roleRef', ''],
    ['subjects[]', ''],
  ],
};

function objectSites(manifest: Manifest): NameSite[] {
  const { kind, view, namespace } = manifest;
  const sites: NameSite[] = [];
  const add = (at: FieldView, of: { kind: string; isDefinition?: boolean; namespace?: string | undefined }) => {
    const name = at.string();
    if (!name || of.kind === '') return;
    sites.push({
      name: { type: 'object', kind: of.kind, name, namespace: of.namespace ?? namespace },
      isDefinition: of.isDefinition === true,
      range: valueRange(at),
    });
  };
  add(view.at('metadata', 'name'), { kind, isDefinition: true });
  for (const [path, target] of own(objectReferences, kind) ?? []) {
    for (const at of select(view, path)) add(at, { kind: target });
  }
  const podSpec = podSpecOf(manifest);
  if (podSpec.exists) {
    for (const [path, target] of podReferences) for (const at of select(podSpec, path)) add(at, { kind: target });
  }
  for (const [path, target] of own(typedReferences, kind) ?? []) {
    for (const at of select(view, path)) {
      add(at.field('name'), { kind: at.field('kind').string() ?? target, namespace: at.field('namespace').string() });
    }
  }
  return sites;
}

/** The places that a path with `[]` leads to. */
function select(view: FieldView, path: string): FieldView[] {
  let views = [view];
  for (const step of path.split('.')) {
    const isList = step.endsWith('[]');
    const name = isList ? step.slice(0, -2) : step;
    views = views.map((each) => each.field(name)).filter((each) => each.exists);
    if (isList) views = views.flatMap((each) => each.items());
    if (views.length === 0) break;
  }
  return views;
}

function volumeSites(manifest: Manifest): NameSite[] {
  const podSpec = podSpecOf(manifest);
  const sites: NameSite[] = [];
  const add = (at: FieldView, isDefinition: boolean) => {
    const name = at.string();
    if (name) sites.push({ name: { type: 'volume', name, owner: manifest }, isDefinition, range: valueRange(at) });
  };
  for (const at of select(podSpec, 'volumes[].name')) add(at, true);
  if (manifest.kind === 'StatefulSet') {
    for (const at of select(manifest.view, 'spec.volumeClaimTemplates[].metadata.name')) add(at, true);
  }
  for (const list of containerLists) {
    for (const at of select(podSpec, `${list}[].volumeMounts[].name`)) add(at, false);
    for (const at of select(podSpec, `${list}[].volumeDevices[].name`)) add(at, false);
  }
  return sites;
}

const affinityTerms: readonly string[] = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
  `affinity.${affinity}.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector.matchLabels`,
  `affinity.${affinity}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector.matchLabels`,
]);

/** Selectors of Pods that the Pods' own spec holds. */
const podSelectors: readonly string[] = ['topologySpreadConstraints[].labelSelector.matchLabels', ...affinityTerms];

/** Selectors of Pods in objects that make none. */
const selectors: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec.selector'],
  PodDisruptionBudget: ['spec.selector.matchLabels'],
  NetworkPolicy: [
    'spec.podSelector.matchLabels',
    'spec.ingress[].from[].podSelector.matchLabels',
    'spec.egress[].to[].podSelector.matchLabels',
  ],
};

function selectedPodSites(manifest: Manifest): NameSite[] {
  return (own(selectors, manifest.kind) ?? []).flatMap((path) =>
    select(manifest.view, path).flatMap((selector) => podNameSite(manifest, selector, valueRange)),
  );
}

function labelSites(manifest: Manifest): NameSite[] {
  const { kind, view } = manifest;
  // Half typed it may have labels and no spec yet.
  const template = podTemplateOf(manifest);
  const podSpec = template.field('spec');
  const labels = template.at('metadata', 'labels');
  const sites = labels.exists ? labelsIn(manifest, labels, { side: 'pod' }) : [];
  const path = kind === 'ReplicationController' ? 'spec.selector' : 'spec.selector.matchLabels';
  // What only selects Pods, and has a template by mistake, selects by the same field.
  if (template.exists && own(selectors, kind) === undefined) {
    const ownPods = labels.exists ? { ownPods: labels.stringMap() } : {};
    for (const at of select(view, path)) sites.push(...labelsIn(manifest, at, { side: 'selector', ...ownPods }));
  }
  for (const each of own(selectors, kind) ?? []) {
    for (const at of select(view, each)) sites.push(...labelsIn(manifest, at, { side: 'selector' }));
  }
  for (const each of podSelectors) {
    for (const at of select(podSpec, each)) sites.push(...labelsIn(manifest, at, { side: 'selector' }));
  }
  return sites;
}

function labelsIn(manifest: Manifest, at: FieldView, set: Pick<LabelSet, 'side' | 'ownPods'>): NameSite[] {
  const labels: LabelSet = { ...set, labels: at.stringMap(), namespace: manifest.namespace };
  const sites: NameSite[] = [];
  for (const { name: key, value } of at.entries()) {
    if (value.string() === undefined || value.key < at.node) continue;
    const add = (part: 'key' | 'value', node: NodeId) => {
      // A tag alone makes a text of nothing: that is no name which stands there.
      if (value.tree.style(node) === NodeStyle.empty) return;
      const range = nameRange(value.tree, node);
      sites.push({ name: { type: 'label', part, key, labels }, isDefinition: set.side === 'pod', range });
    };
    add('key', value.key);
    // Of a key that is written twice the last value counts.
    if (value.string() === labels.labels.get(key)) add('value', value.written);
  }
  return sites;
}

/** The site that touches an offset of the document, or undefined. */
export function siteAt(document: YamlDocument, offset: number): NameSite | undefined {
  return nameSitesOf(document).find(({ range }) => range.start <= offset && offset <= range.end);
}
