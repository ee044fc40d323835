import type { Snapshot } from '../../analysis/snapshot.ts';
import { type ObjectSummary, sameNamespace } from '../../analysis/workspaceView.ts';
import { claimName, podName, statefulSetFacts } from '../../facts/statefulSet.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { codeText } from '../markdown.ts';

/** The names that a StatefulSet gives to its Pods, claims and addresses, as they may stand within inline code. */
export interface OwnNames {
  readonly set: string;
  readonly service: string;
  readonly namespace: string;
  readonly replicas: number;
  /** Ordinals of the Pods, lowest first; at most the first thousand. */
  readonly ordinals: readonly number[];
  readonly claimTemplates: readonly string[];
  readonly clusterDomain: string;
}

/**
 * The names of the manifest's set. A Service speaks of the set that it governs, if the workspace has one; other kinds,
 * and names that are not written, of a typical set `web`.
 */
export function ownNames(manifest: Manifest | undefined, snapshot: Snapshot): OwnNames {
  const { clusterDomain } = snapshot.settings;
  const namespace = manifest?.namespace ?? 'default';
  if (manifest?.kind === 'StatefulSet') {
    const facts = statefulSetFacts(manifest);
    const claimTemplates = facts.claimTemplates.map((claim) => claim.at('metadata', 'name').string() ?? '');
    const { start, replicas } = facts;
    const service = facts.serviceName.string() ?? '';
    return named({ set: manifest.name, service, namespace, replicas, start, claimTemplates, clusterDomain });
  }
  const governed = manifest?.kind === 'Service' ? governedSet(manifest, snapshot) : undefined;
  if (!governed) {
    return named({ set: '', service: '', namespace, replicas: 3, start: 0, claimTemplates: ['data'], clusterDomain });
  }
  const { replicas, start, claimTemplates } = governed.details.statefulSet!;
  const service = manifest?.name ?? '';
  const templates = claimTemplates.map(({ name }) => name);
  return named({ set: governed.name, service, namespace, replicas, start, claimTemplates: templates, clusterDomain });
}

/** The set whose serviceName is this Service. */
function governedSet(manifest: Manifest, { workspace }: Snapshot): ObjectSummary | undefined {
  const isGoverned = ({ details, namespace }: ObjectSummary) =>
    details.statefulSet?.serviceName === manifest.name && sameNamespace(namespace, manifest.namespace);
  return workspace.objects('StatefulSet').find(isGoverned);
}

function named(known: Omit<OwnNames, 'ordinals'> & { readonly start: number }): OwnNames {
  const { start, ...names } = known;
  const set = codeText(names.set) || 'web';
  return {
    ...names,
    set,
    service: codeText(names.service) || set,
    namespace: codeText(names.namespace),
    clusterDomain: codeText(names.clusterDomain),
    ordinals: Array.from({ length: Math.min(names.replicas, 1000) }, (_, i) => start + i),
    claimTemplates: names.claimTemplates.map(codeText).filter((name) => name !== ''),
  };
}

/** `web-0, web-1, web-2`, or with more than five `web-0, web-1 … web-99`. */
export function podList(names: OwnNames): string {
  return shortList(
    names.ordinals.map((ordinal) => podName(names.set, ordinal)),
    names.replicas,
  );
}

/** The claims of one template, as a list like `podList`. */
export function claimList(names: OwnNames, template: string): string {
  return shortList(
    names.ordinals.map((ordinal) => claimName(template, names.set, ordinal)),
    names.replicas,
  );
}

/** The full DNS name of the Pod of an ordinal. */
export function dnsName(names: OwnNames, ordinal: number): string {
  return `${podName(names.set, ordinal)}.${names.service}.${names.namespace}.svc.${names.clusterDomain}`;
}

/** A concept's text with its placeholders (`{set}`, `{pods}`, …) replaced by these names. */
export function fillIn(text: string, names: OwnNames): string {
  const first = names.ordinals[0] ?? 0;
  const last = names.ordinals.at(-1) ?? first;
  const template = names.claimTemplates[0] ?? 'data';
  const values: Readonly<Record<string, string>> = {
    set: names.set,
    pods: podList(names) || 'none',
    firstPod: podName(names.set, first),
    lastPod: podName(names.set, last),
    service: names.service,
    namespace: names.namespace,
    dnsName: dnsName(names, first),
    claims: claimList(names, template) || 'none',
    firstClaim: claimName(template, names.set, first),
    replicas: `${names.replicas}`,
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function shortList(items: readonly string[], count: number): string {
  if (items.length <= 5 && count === items.length) return items.join(', ');
  return `${items[0]}, ${items[1]} … ${items.at(-1)}`;
}
