import type { Snapshot } from '../../analysis/snapshot.ts';
import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { podAddress } from '../../facts/podNames.ts';
import { claimName, podName, statefulSetFacts } from '../../facts/statefulSet.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { governingService, type NamedSet, namedSet } from '../../rules/governing.ts';
import { autoscalerKinds } from '../../rules/podNames.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { codeText } from '../markdown.ts';
import type { Concept } from '../texts.ts';
import { type Condition, conditionsOf, generalPlace, rowsThatHold } from './conditions.ts';
import { type Extent, type Policies, policiesOf, samplePolicies, unknownPolicies } from './policies.ts';
import { relatedSet } from './relatedSet.ts';

/** The names that a StatefulSet gives to its Pods, claims and addresses, as they may stand within inline code. */
export interface OwnNames {
  readonly set: string;
  readonly service: string;
  readonly namespace: string;
  /** Number of Pods; 0 where it is not known (`policies.replicas` tells). */
  readonly replicas: number;
  /** Ordinals of the Pods, lowest first; at most the first thousand. None where they are not known. */
  readonly ordinals: readonly number[];
  readonly claimTemplates: readonly string[];
  readonly clusterDomain: string;
  readonly policies: Policies;
  /** What holds of the set, and of the place that is looked at. */
  readonly conditions: ReadonlySet<Condition>;
}

/**
 * The names of the manifest's set. Other kinds speak of the set that they serve, if the workspace has one, and else of
 * none: `set` is not among the conditions then. Of a part, only what is written in it is known. Without a manifest, all is said of a typical set `web`.
 */
export function ownNames(manifest: Manifest | undefined, snapshot: Snapshot, extent: Extent = 'whole'): OwnNames {
  const { clusterDomain, kubernetesVersion } = snapshot.settings;
  const namespace = manifest?.namespace ?? (extent === 'part' ? '' : 'default');
  const base = { namespace, clusterDomain, conditions: generalPlace };
  if (!manifest) {
    return named({ ...base, set: 'web', service: 'web', claimTemplates: ['data'], policies: samplePolicies });
  }
  if (manifest.kind === 'StatefulSet') {
    const facts = statefulSetFacts(manifest);
    return named({
      ...base,
      set: manifest.name,
      service: facts.serviceName.string() ?? '',
      claimTemplates: facts.claimTemplates.map((claim) => claim.at('metadata', 'name').string() ?? ''),
      policies: {
        ...policiesOf(manifest, kubernetesVersion, extent),
        isServiceSilent: extent === 'whole' && isSilent(namedSet(manifest), snapshot),
      },
    });
  }
  const related = relatedSet(manifest, snapshot.workspace);
  const conditions = [...generalPlace, ...serviceConditions(manifest, related?.isGoverned)];
  if (!related)
    return named({ ...base, conditions, set: '', service: '', claimTemplates: [], policies: unknownPolicies });
  return named({ ...base, conditions, ...namesOf(related.set, manifest.kind, snapshot) });
}

function isSilent(set: NamedSet, { workspace }: Snapshot): boolean {
  return !['unknown', 'names'].includes(governingService(set, workspace).state);
}

/** What the index remembers of a set: who it is, not how it updates. An autoscaler changes the number of its Pods. */
function namesOf({ name, details, namespace }: ObjectSummary, kind: string, snapshot: Snapshot) {
  const { replicas, start, claimTemplates, serviceName } = details.statefulSet!;
  const policies = {
    ...unknownPolicies,
    replicas: autoscalerKinds.includes(kind) ? undefined : replicas,
    start,
    hasClaims: claimTemplates.length > 0,
    hasService: Boolean(serviceName),
    isServiceSilent: isSilent({ name, serviceName, namespace, podLabels: details.podLabels ?? {} }, snapshot),
  };
  const templates = claimTemplates.map((template) => template.name);
  const known = namespace === undefined ? {} : { namespace };
  return { set: name, service: serviceName ?? '', claimTemplates: templates, policies, ...known };
}

/** Of a Service: whether it governs a set or is for its clients, and whether it has an address of its own. */
function serviceConditions({ kind, view }: Manifest, isGoverned: boolean | undefined): Condition[] {
  if (kind !== 'Service') return [];
  const clusterIP = view.at('spec', 'clusterIP').string();
  const type = view.at('spec', 'type').string() ?? 'ClusterIP';
  const isShared =
    clusterIP !== 'None' && type !== 'ExternalName' && !mayBeTemplate(clusterIP ?? '') && !mayBeTemplate(type);
  return [
    ...(isGoverned === false ? (['clientService'] as const) : []),
    ...(isShared ? (['sharedAddress'] as const) : []),
  ];
}

interface Known {
  readonly set: string;
  readonly service: string;
  readonly namespace: string;
  readonly clusterDomain: string;
  readonly claimTemplates: readonly string[];
  readonly policies: Policies;
  readonly conditions: readonly Condition[];
}

function named({ policies, ...known }: Known): OwnNames {
  const { replicas, start } = policies;
  const count = replicas === undefined || start === undefined ? 0 : Math.min(replicas, 1000);
  const set = nameOr(known.set, '<name>');
  const conditions = new Set([...known.conditions, ...conditionsOf(policies)]);
  if (known.set !== '') conditions.add('set');
  if (conditions.has('clientService')) conditions.delete('governing');
  return {
    set,
    service: nameOr(known.service, '<service>'),
    namespace: nameOr(known.namespace, unknownNamespace),
    clusterDomain: codeText(known.clusterDomain),
    replicas: replicas ?? 0,
    ordinals: Array.from({ length: count }, (_, i) => start! + i),
    claimTemplates: known.claimTemplates.filter((name) => name !== '').map((name) => nameOr(name, '<template>')),
    policies,
    conditions,
  };
}

/** Stands for a namespace that whoever applies the template decides about. */
const unknownNamespace = '<namespace>';

/** A name as it stands in code; what stands for it where it is not written, or will be filled in by a template engine. */
function nameOr(name: string, unknown: string): string {
  return (!mayBeTemplate(name) && codeText(name)) || unknown;
}

/** `web-0, web-1, web-2`, or with more than five `web-0, web-1 … web-99`; empty where there are none or not known. */
export function podList(names: OwnNames): string {
  return shortList(
    names.ordinals.map((ordinal) => podName(names.set, ordinal)),
    names,
  );
}

/** The claims of one template, as a list like `podList`. */
export function claimList(names: OwnNames, template: string): string {
  return shortList(
    names.ordinals.map((ordinal) => claimName(template, names.set, ordinal)),
    names,
  );
}

/** The full DNS name of the Pod of an ordinal. */
export function dnsName(names: OwnNames, ordinal: number): string {
  return podAddress(podName(names.set, ordinal), names);
}

/** The lines of a concept page that are true of these names and policies, with the names in their places. */
export function conceptText(page: Concept | undefined, names: OwnNames): string[] {
  if (!page) return [];
  const values = placeholders(names);
  return rowsThatHold(page.inShort, names.conditions).flatMap((text) => {
    let isKnown = true;
    const filled = text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = name in values ? values[name] : whole;
      isKnown &&= value !== undefined;
      return value ?? whole;
    });
    return isKnown ? [`- ${filled}`] : [];
  });
}

/** What stands for each placeholder; undefined where the manifest has or tells no such thing. */
function placeholders(names: OwnNames): Readonly<Record<string, string | undefined>> {
  const { policies, ordinals, set } = names;
  const first = ordinals[0];
  const last = ordinals.at(-1);
  const template = names.claimTemplates[0];
  const { replicas = 0, partition = 0, start = 0 } = policies;
  const isSet = names.conditions.has('set');
  const ofPod = (make: (ordinal: number) => string, ordinal: number | undefined) =>
    ordinal === undefined || !isSet ? undefined : make(ordinal);
  return {
    set: isSet ? set : undefined,
    pods: ofPod(() => podList(names), first),
    firstPod: ofPod((ordinal) => podName(set, ordinal), first),
    lastPod: ofPod((ordinal) => podName(set, ordinal), last === undefined ? undefined : start + replicas - 1),
    lowestUpdated: ofPod((ordinal) => podName(set, ordinal), first === undefined ? undefined : start + partition),
    service: policies.hasService === false ? undefined : names.service,
    namespace: names.namespace === unknownNamespace ? undefined : names.namespace,
    dnsName:
      policies.hasService === false || policies.isServiceSilent
        ? undefined
        : ofPod((ordinal) => dnsName(names, ordinal), first),
    claims: template === undefined ? undefined : ofPod(() => claimList(names, template), first),
    firstClaim: template === undefined ? undefined : ofPod((ordinal) => claimName(template, set, ordinal), first),
    replicas: isSet && policies.replicas !== undefined ? `${policies.replicas}` : undefined,
    most: policies.most === undefined ? undefined : `${policies.most}`,
  };
}

function shortList(items: readonly string[], { replicas, policies }: OwnNames): string {
  if (items.length <= 5 && replicas === items.length) return items.join(', ');
  // Names end in the ordinal; of a very large set only the first thousand are listed.
  const listed = items.at(-1) ?? '';
  const last = `${listed.slice(0, listed.lastIndexOf('-') + 1)}${(policies.start ?? 0) + replicas - 1}`;
  return `${items[0]}, ${items[1]} … ${last}`;
}
