import { memoize } from '../base/memoize.ts';
import { integerAt, isObject, type Json, type JsonObject, listAt, textAt, textsOf } from './json.ts';
import type { ClaimState, PodRefusal, PodState, Revision, SetSpec } from './model.ts';
import type { Platform } from './platform.ts';

/** A Pod that is to be created: everything but what the server adds. */
export type PlannedPod = Pick<
  PodState,
  'name' | 'ordinal' | 'labels' | 'revision' | 'images' | 'hostname' | 'subdomain' | 'volumes' | 'graceSeconds'
>;

/** The Pod of an ordinal as the controller makes it from a revision of the set. Kubernetes: `newStatefulSetPod`. */
export function planPod(spec: SetSpec, ordinal: number, revision: Revision, platform: Platform): PlannedPod {
  const name = `${spec.name}-${ordinal}`;
  const podSpec = revision.template.spec;
  const grace = integerAt(podSpec, 'terminationGracePeriodSeconds') ?? 0;
  return {
    name,
    ordinal,
    labels: {
      ...textsOf(isObject(revision.template.metadata) ? revision.template.metadata.labels : undefined),
      'statefulset.kubernetes.io/pod-name': name,
      ...(platform.hasPodIndexLabel && { 'apps.kubernetes.io/pod-index': String(ordinal) }),
      [revisionLabel]: revision.name,
    },
    revision: revision.name,
    images: listAt(podSpec, 'containers').map((container) => textAt(container, 'image')),
    hostname: name,
    subdomain: spec.serviceName,
    volumes: planVolumes(spec, ordinal, listAt(podSpec, 'volumes')),
    graceSeconds: grace < 0 ? 1 : grace,
  };
}

/** The label that carries a Pod's revision. */
export const revisionLabel = 'controller-revision-hash';

/** Why the API server refuses a planned Pod: a label that is too long. Undefined when it accepts it. */
export function refusalOf(pod: PlannedPod): { readonly why: PodRefusal; readonly length: number } | undefined {
  if (pod.name.length > longestLabel) return { why: 'podNameTooLong', length: pod.name.length };
  if (pod.revision.length > longestLabel) return { why: 'revisionNameTooLong', length: pod.revision.length };
  return undefined;
}

/** The claims that the Pod of an ordinal uses; of templates with one name the last wins. */
export function planClaims(spec: SetSpec, ordinal: number): readonly PlannedClaim[] {
  const known = claimsByOrdinal(spec);
  const planned = known.get(ordinal) ?? makeClaims(spec, ordinal);
  known.set(ordinal, planned);
  return planned;
}

/** A claim that a Pod needs, with the volume name that it has there. */
export type PlannedClaim = Pick<ClaimState, 'name' | 'ordinal' | 'labels' | 'spec'> & { readonly volume: string };

/** Whether a Pod mounts the claims that the set's templates ask for. A Pod's volumes cannot be changed later. */
export function hasVolumesOf(spec: SetSpec, pod: PodState): boolean {
  return planClaims(spec, pod.ordinal).every(({ volume, name }) =>
    pod.volumes.some((each) => each.name === volume && claimOf(each) === name),
  );
}

/** The names of the claims that a Pod uses. */
export function claimsOf(pod: PodState): readonly string[] {
  return pod.volumes.map(claimOf).filter((name) => name !== '');
}

/** Running and passing its readiness probe; a Pod that is going may still be ready. */
export function isReady(pod: PodState | undefined): boolean {
  return pod !== undefined && pod.phase === 'Running' && pod.isReady;
}

/** Ready for at least that many seconds. */
export function isAvailable(pod: PodState | undefined, minReadySeconds: number, clockSeconds: number): boolean {
  if (pod === undefined || !pod.isReady) return false;
  return minReadySeconds <= 0 || (pod.readySince !== undefined && clockSeconds - pod.readySince >= minReadySeconds);
}

/** The set's name and the ordinal that a Pod's name is made of; ordinal -1 when it has none. */
export function splitPodName(name: string): { readonly parent: string; readonly ordinal: number } {
  const dash = name.lastIndexOf('-');
  const digits = name.slice(dash + 1);
  const isOrdinal = dash >= 0 && digits !== '' && /^[0-9]+$/.test(digits);
  return isOrdinal ? { parent: name.slice(0, dash), ordinal: Number(digits) } : { parent: '', ordinal: -1 };
}

const longestLabel = 63;

/** The claims first, then the template's volumes that no claim template replaces. */
function planVolumes(spec: SetSpec, ordinal: number, volumes: readonly Json[]): readonly JsonObject[] {
  const claims = planClaims(spec, ordinal);
  const replaced = new Set(claims.map(({ volume }) => volume));
  const own = volumes.filter(isObject).filter((volume) => !replaced.has(textAt(volume, 'name')));
  return [...claims.map(({ volume, name }) => ({ name: volume, persistentVolumeClaim: { claimName: name } })), ...own];
}

function claimOf(volume: JsonObject): string {
  return textAt(volume, 'persistentVolumeClaim', 'claimName');
}

const claimsByOrdinal = memoize((_spec: SetSpec): Map<number, readonly PlannedClaim[]> => new Map());

function makeClaims(spec: SetSpec, ordinal: number): readonly PlannedClaim[] {
  const claims = new Map<string, PlannedClaim>();
  for (const template of spec.claimTemplates) {
    const volume = textAt(template, 'metadata', 'name');
    const own = isObject(template.metadata) ? textsOf(template.metadata.labels) : {};
    claims.set(volume, {
      volume,
      name: `${volume}-${spec.name}-${ordinal}`,
      ordinal,
      labels: { ...own, ...textsOf(spec.selector.matchLabels) },
      spec: isObject(template.spec) ? template.spec : {},
    });
  }
  return [...claims.values()];
}
