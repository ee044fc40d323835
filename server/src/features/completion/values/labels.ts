import { type ObjectSummary, sameNamespace } from '../../../analysis/workspaceView.ts';
import { own } from '../../../base/own.ts';
import { podIndexLabel, podNameLabel } from '../../../facts/podNames.ts';
import { podTemplateOf } from '../../../facts/pods.ts';
import { podName } from '../../../facts/statefulSet.ts';
import type { FieldView } from '../../../manifest/fieldView.ts';
import { selects } from '../../../rules/labels.ts';
import { type EntryOffer, pairOffer, type ValueOffer, valueOffer } from '../offers.ts';
import { workloadsIn } from '../ownPods.ts';
import { isKnown } from '../readable.ts';
import { knownText, type Request } from '../request.ts';
import { escapeSnippet, plainOrQuoted } from '../scalarText.ts';
import type { KeyContext, KeySources, ValueContext, ValueSources } from './context.ts';
import { podNames } from './peers.ts';

/** A label that fits a place, with where it comes from. */
interface Label {
  readonly key: string;
  readonly value: string;
  readonly from: string;
}

type Place = Pick<KeyContext, 'request' | 'manifest' | 'path' | 'holder'>;

/** Labels for a map of them: those that the other side of the same manifest has, then those of the workspace. */
function* labelPairs(context: KeyContext): Generator<EntryOffer> {
  const { present } = context;
  const seen = new Set(present);
  for (const { key, value, from } of labelsFor(context)) {
    if (seen.has(key)) continue;
    seen.add(key);
    yield pairOffer(key, value, { kind: 'reference', detail: from });
  }
  yield* identityPairs(context, seen);
  yield* recommendedLabels(context, seen);
}

function* labelValues(context: ValueContext): Generator<ValueOffer> {
  const { key } = context;
  const seen = new Set<string>();
  if (key === podNameLabel) {
    yield* podNames(context);
    return;
  }
  for (const label of labelsFor(context)) {
    if (label.key !== key || seen.has(label.value) || label.from === '') continue;
    seen.add(label.value);
    yield valueOffer(label.value, { kind: 'reference', detail: label.from });
  }
  if (key === podIndexLabel) {
    for (const { ordinal, set } of podOrdinals(context)) {
      yield valueOffer(`${ordinal}`, { detail: `ordinal of the Pod ${podName(set, ordinal)}` });
    }
  }
}

/** The ordinals of the set that the other labels select; of a typical set where they select none or several. */
function podOrdinals({ request, manifest, holder, path }: ValueContext): readonly { ordinal: number; set: string }[] {
  const map = holder.field(String(path.at(-2)));
  const others = Object.fromEntries([...map.stringMap()].filter(([name]) => name !== podIndexLabel));
  const sets = request.workspace.objects('StatefulSet').filter(({ namespace, details }) => {
    const labels = details.podLabels ?? {};
    return sameNamespace(namespace, manifest.namespace) && selects(others, labels);
  });
  const [set] = sets;
  const { replicas, start } = (sets.length === 1 && set?.details.statefulSet) || { replicas: 3, start: 0 };
  const name = sets.length === 1 && set ? set.name : 'web';
  return Array.from({ length: Math.min(replicas, 10) }, (_, index) => ({ ordinal: start + index, set: name }));
}

/** Keys of expressions that select by label; those of nodes where it is nodes that are selected. */
function* expressionKeys(context: ValueContext): Generator<ValueOffer> {
  const seen = new Set<string>();
  for (const { key, from } of labelsFor(context)) {
    if (seen.has(key)) continue;
    seen.add(key);
    yield valueOffer(key, { kind: 'reference', detail: from });
  }
}

function* expressionValues(context: ValueContext): Generator<ValueOffer> {
  const wanted = knownText(context.holder.field('key'));
  const seen = new Set(context.others);
  for (const { key, value, from } of labelsFor(context)) {
    if (key !== wanted || seen.has(value)) continue;
    seen.add(value);
    yield valueOffer(value, { kind: 'reference', detail: from });
  }
}

/** The labels that may be meant at a place, the likeliest first. */
function* labelsFor({ request, manifest, path }: Place): Generator<Label> {
  const { view, kind, namespace } = manifest;
  const selector = view.at('spec', 'selector', kind === 'Service' ? '' : 'matchLabels');
  const podLabels = podTemplateOf(manifest).at('metadata', 'labels');
  const start = path.join('.');
  if (path.includes('namespaceSelector')) {
    yield* namespaceLabels(request);
    return;
  }
  if (kind === 'PersistentVolumeClaim' || path.includes('volumeClaimTemplates')) {
    if (path.includes('selector')) yield* volumeLabels(request);
    return;
  }
  if (start.startsWith('spec.selector') && kind !== 'Service' && kind !== 'PodDisruptionBudget') {
    yield* labelsOf(podLabels, 'label of the Pods');
    yield* labelsOf(view.at('metadata', 'labels'), 'label of the object');
    return;
  }
  if (start.includes('template.metadata.labels')) {
    yield* labelsOf(selector, 'in the selector');
    yield* labelsOf(view.at('metadata', 'labels'), 'label of the object');
    return;
  }
  if (start.startsWith('metadata.labels')) {
    yield* labelsOf(selector, 'in the selector');
    yield* labelsOf(podLabels, 'label of the Pods');
    return;
  }
  // Selectors of other objects, and those of a Pod's own affinity and spread.
  yield* labelsOf(selector.exists && podLabels.exists ? selector : podLabels, 'label of these Pods');
  yield* labelsOf(podLabels, 'label of these Pods');
  for (const object of workloadsIn(request, namespace)) yield* workloadLabels(object);
}

function* namespaceLabels({ workspace }: Request): Generator<Label> {
  const names = workspace.objects('Namespace').map(({ name }) => name);
  for (const value of names) if (isKnown(value)) yield { key: 'kubernetes.io/metadata.name', value, from: 'Namespace' };
}

/** Claims select volumes, not Pods. */
function* volumeLabels({ workspace }: Request): Generator<Label> {
  for (const { name, labels } of workspace.objects('PersistentVolume')) {
    for (const [key, value] of Object.entries(labels)) yield { key, value, from: `PersistentVolume ${name}` };
  }
}

function* workloadLabels({ kind, name, details }: ObjectSummary): Generator<Label> {
  const selector = details.statefulSet?.selector ?? {};
  for (const labels of [selector, details.podLabels ?? {}]) {
    for (const [key, value] of Object.entries(labels))
      if (isKnown(key) && isKnown(value)) yield { key, value, from: `Pods of ${kind} ${name}` };
  }
}

function* labelsOf(view: FieldView, from: string): Generator<Label> {
  for (const [key, value] of view.stringMap()) {
    if (isKnown(key) && (value === '' || isKnown(value))) yield { key, value, from };
  }
}

/** The labels by which the controller tells its Pods apart: for selectors that mean one of them. */
function* identityPairs(context: KeyContext, seen: ReadonlySet<string>): Generator<EntryOffer> {
  if (context.manifest.kind !== 'Service' && context.manifest.kind !== 'PodDisruptionBudget') return;
  if (!seen.has(podNameLabel)) {
    const first = [...podNames(context)][0]?.value;
    yield {
      label: podNameLabel,
      kind: 'field',
      name: podNameLabel,
      detail: 'one Pod of a StatefulSet',
      documentation: () =>
        'The controller puts the name of each Pod into this label, so a Service with it reaches exactly one Pod.',
      block: `${podNameLabel}: \${0:${escapeSnippet(first ?? 'web-0')}}`,
      flow: (isJson) =>
        isJson ? `"${podNameLabel}": "\${0:${first ?? 'web-0'}}"` : `${podNameLabel}: \${0:${first ?? 'web-0'}}`,
    };
  }
  if (!seen.has(podIndexLabel)) {
    yield {
      label: podIndexLabel,
      kind: 'field',
      name: podIndexLabel,
      detail: 'ordinal of a Pod, since 1.28',
      documentation: () => 'The controller puts the ordinal of each Pod into this label, as a text: `"0"`.',
      block: `${podIndexLabel}: "\${0:0}"`,
      flow: (isJson) => (isJson ? `"${podIndexLabel}": "\${0:0}"` : `${podIndexLabel}: "\${0:0}"`),
    };
  }
}

/** The labels that Kubernetes recommends for every object. */
function* recommendedLabels({ manifest, path }: KeyContext, seen: ReadonlySet<string>): Generator<EntryOffer> {
  if (path[path.length - 1] !== 'labels') return;
  const name = isKnown(manifest.name) ? manifest.name : '';
  const usual: readonly (readonly [key: string, value: string])[] = [
    ['app', name],
    ['app.kubernetes.io/name', name],
    ['app.kubernetes.io/instance', name],
    ['app.kubernetes.io/component', ''],
    ['app.kubernetes.io/part-of', ''],
    ['app.kubernetes.io/version', ''],
    ['app.kubernetes.io/managed-by', ''],
  ];
  for (const [key, value] of usual) {
    if (seen.has(key)) continue;
    const block = `${key}: ${value === '' ? '$0' : `\${0:${escapeSnippet(plainOrQuoted(value))}}`}`;
    const flow = (isJson: boolean) => (isJson ? `"${key}": "\${0:${escapeSnippet(value)}}"` : block);
    yield { label: key, kind: 'field', name: key, detail: 'usual label', block, flow };
  }
}

/** What else may stand in annotations, by kind. */
function* annotationKeys({ manifest, present, path }: KeyContext): Generator<EntryOffer> {
  const isOwn = path.length === 2;
  for (const [key, value, detail] of (isOwn && own(annotations, manifest.kind)) || []) {
    if (!present.has(key)) yield pairOffer(key, value, { kind: 'field', label: key, detail });
  }
}

const annotations: Readonly<Record<string, readonly (readonly [key: string, value: string, detail: string])[]>> = {
  StorageClass: [['storageclass.kubernetes.io/is-default-class', 'true', 'makes it the default class']],
  VolumeSnapshotClass: [['snapshot.storage.kubernetes.io/is-default-class', 'true', 'makes it the default class']],
};

function* annotationValues({ manifest, key }: ValueContext): Generator<ValueOffer> {
  const known = own(annotations, manifest.kind)?.find(([name]) => name === key);
  if (known) for (const value of ['true', 'false']) yield valueOffer(value);
}

/** Labels that nodes carry everywhere. */
function* nodeLabels({ present }: KeyContext): Generator<EntryOffer> {
  for (const [key, values, detail] of wellKnownNodeLabels) {
    if (present.has(key)) continue;
    const [first] = values;
    const block = `${key}: ${first === undefined ? '$0' : `\${0:${first}}`}`;
    const flow = (isJson: boolean) => (isJson ? `"${key}": "\${0:${first ?? ''}}"` : block);
    yield { label: key, kind: 'field', name: key, detail, block, flow };
  }
}

function* nodeLabelValues({ key }: ValueContext): Generator<ValueOffer> {
  const known = wellKnownNodeLabels.find(([name]) => name === key);
  for (const value of known?.[1] ?? []) yield valueOffer(value);
}

function* nodeLabelKeys(): Generator<ValueOffer> {
  for (const [key, , detail] of wellKnownNodeLabels) yield valueOffer(key, { detail });
}

/** Keys that can tell one place for Pods from another. */
function* topologyKeys({ holder }: ValueContext): Generator<ValueOffer> {
  const [host, zone, region] = topologies;
  // Spread over zones first, keep apart on hosts first.
  const isSpread = holder.field('maxSkew').exists || holder.parent?.step === 'topologySpreadConstraints';
  for (const [key, detail] of isSpread ? [zone!, host!, region!] : [host!, zone!, region!])
    yield valueOffer(key, { detail });
}

const topologies: readonly (readonly [key: string, detail: string])[] = [
  ['kubernetes.io/hostname', 'one node'],
  ['topology.kubernetes.io/zone', 'one zone'],
  ['topology.kubernetes.io/region', 'one region'],
];

const wellKnownNodeLabels: readonly (readonly [key: string, values: readonly string[], detail: string])[] = [
  ['kubernetes.io/os', ['linux', 'windows'], 'operating system'],
  ['kubernetes.io/arch', ['amd64', 'arm64'], 'processor'],
  ['kubernetes.io/hostname', [], 'the node itself'],
  ['topology.kubernetes.io/zone', [], 'zone'],
  ['topology.kubernetes.io/region', [], 'region'],
  ['node.kubernetes.io/instance-type', [], 'kind of machine'],
];

function* matchLabelKeys(context: ValueContext): Generator<ValueOffer> {
  const others = new Set(context.others);
  const usual = valueOffer('controller-revision-hash', { detail: 'one revision of a StatefulSet' });
  if (!others.has(usual.value)) yield usual;
  for (const key of podTemplateOf(context.manifest).at('metadata', 'labels').stringMap().keys()) {
    if (!others.has(key)) yield valueOffer(key, { kind: 'reference', detail: 'label of these Pods' });
  }
}

export const labelSources: ValueSources = {
  'meta.v1.ObjectMeta.labels.*': labelValues,
  'meta.v1.LabelSelector.matchLabels.*': labelValues,
  'core.v1.ServiceSpec.selector.*': labelValues,
  'meta.v1.LabelSelectorRequirement.key': expressionKeys,
  'meta.v1.LabelSelectorRequirement.values[]': expressionValues,
  'meta.v1.ObjectMeta.annotations.*': annotationValues,
  'core.v1.PodSpec.nodeSelector.*': nodeLabelValues,
  'core.v1.NodeSelectorRequirement.key': nodeLabelKeys,
  'core.v1.TopologySelectorLabelRequirement.key': topologyKeys,
  'core.v1.PodAffinityTerm.topologyKey': topologyKeys,
  'core.v1.TopologySpreadConstraint.topologyKey': topologyKeys,
  'core.v1.TopologySpreadConstraint.matchLabelKeys[]': matchLabelKeys,
  'core.v1.PodAffinityTerm.matchLabelKeys[]': matchLabelKeys,
};

/** Keys of labels, selectors and annotations, by the field that holds them. */
export const labelKeys: KeySources = {
  'meta.v1.ObjectMeta.labels': labelPairs,
  'meta.v1.LabelSelector.matchLabels': labelPairs,
  'core.v1.ServiceSpec.selector': labelPairs,
  'meta.v1.ObjectMeta.annotations': annotationKeys,
  'core.v1.PodSpec.nodeSelector': nodeLabels,
};
