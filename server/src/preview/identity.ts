import type { Snapshot } from '../analysis/snapshot.ts';
import { classOf } from '../analysis/storageSurroundings.ts';
import { type ObjectSummary, sameNamespace } from '../analysis/workspaceView.ts';
import { memoize } from '../base/memoize.ts';
import { classAnnotation } from '../facts/claimClass.ts';
import { podAddress } from '../facts/podNames.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type {
  GoverningService,
  PreviewedClaim,
  PreviewedPod,
  PreviewedSet,
  SelectingService,
} from '../protocol/preview.ts';
import { isObject, type JsonObject, listAt, textAt, textsOf } from '../rollout/json.ts';
import type { Revision, SetSpec } from '../rollout/model.ts';
import { platformOf } from '../rollout/platform.ts';
import { planClaims, planPod } from '../rollout/pods.ts';
import { revisionName } from '../rollout/revision.ts';
import { readSpec, storedObject } from '../rollout/storedSet.ts';
import { type Governing, governingService, namedSet } from '../rules/governing.ts';
import { selects } from '../rules/labels.ts';
import { parseQuantity, toBinaryText, wholeValue } from '../storage/quantity.ts';
import { playedObject } from './playedObject.ts';

/** Pods beyond this number are counted, not listed. */
const mostPods = 10_000;
/** Beside the governing Service, as many are drawn. */
export const mostOtherServices = 5;

/** Whether a manifest is a StatefulSet of Kubernetes; other groups have kinds of that name, too. */
export function isStatefulSet({ apiVersion, kind }: Manifest): boolean {
  return kind === 'StatefulSet' && (apiVersion === '' || apiVersion.startsWith('apps/'));
}

/**
 * The set with its Pods, names, claims and Services, as far as its manifest says them. Planned once for each snapshot: a
 * cursor that moves asks again and again.
 */
export function previewSet(manifest: Manifest, snapshot: Snapshot, uri: string): PreviewedSet {
  const planned = plannedIn(snapshot);
  const set = planned.get(manifest) ?? planSet(manifest, snapshot, uri);
  planned.set(manifest, set);
  return set;
}

const plannedIn = memoize((_: Snapshot) => new WeakMap<Manifest, PreviewedSet>());

function planSet(manifest: Manifest, snapshot: Snapshot, uri: string): PreviewedSet {
  const { kubernetesVersion, clusterDomain } = snapshot.settings;
  const platform = platformOf(kubernetesVersion);
  const json = playedObject(manifest, kubernetesVersion);
  const stored = storedObject(isObject(json) ? json : {}, platform);
  const spec = readSpec(stored);
  const revision: Revision = {
    name: revisionName(spec.name, spec.template, platform),
    number: 1,
    template: spec.template,
  };
  const services = servicesAround(manifest, snapshot);
  const governing = governingService(namedSet(manifest), snapshot.workspace);
  const replicas = Math.max(0, spec.replicas);
  const start = Math.max(0, spec.start);
  const namespace = manifest.namespace ?? 'default';
  const classes = claimClasses(spec, snapshot, uri);
  const pods = Array.from({ length: Math.min(replicas, mostPods) }, (_, index): PreviewedPod => {
    const { name, ordinal, hostname, subdomain, labels, images, volumes } = planPod(
      spec,
      start + index,
      revision,
      platform,
    );
    return {
      name,
      ordinal,
      hostname,
      subdomain,
      fqdn:
        subdomain === '' || !givesName(governing, labels)
          ? null
          : podAddress(hostname, { service: subdomain, namespace, clusterDomain }),
      labels,
      images,
      services: services.filter(({ selector }) => selects(selector, labels)).map((service) => service.name),
      volumes,
      claims: planClaims(spec, ordinal).map((claim) => ({ name: claim.name, ...classes.get(claim.volume)! })),
    };
  });
  return {
    name: spec.name,
    namespace,
    replicas,
    podManagementPolicy: spec.podManagementPolicy,
    updateStrategy: { type: spec.strategy, ...(spec.strategy === 'RollingUpdate' && spec.rollingUpdate) },
    retention: spec.retention,
    service: governingPart(spec.serviceName, governing, pods),
    services: services
      .map((service) => selecting(service, spec.serviceName, pods))
      .filter(({ podCount, governing }) => podCount > 0 || governing),
    pods,
    omittedPods: replicas - pods.length,
    totals: totalsOf(spec, replicas),
  };
}

type ClaimFacts = Omit<PreviewedClaim, 'name'>;

/** What all claims of a template have in common, by the template's name. */
function claimClasses(spec: SetSpec, snapshot: Snapshot, uri: string): ReadonlyMap<string, ClaimFacts> {
  return new Map(
    spec.claimTemplates.map((template): [string, ClaimFacts] => {
      const name = textAt(template, 'metadata', 'name');
      return [name, { template: name, ...claimFacts(template, snapshot, uri) }];
    }),
  );
}

function claimFacts(template: JsonObject, snapshot: Snapshot, uri: string): Omit<ClaimFacts, 'template'> {
  const spec = isObject(template.spec) ? template.spec : {};
  const annotations = isObject(template.metadata) ? textsOf(template.metadata.annotations) : {};
  const written =
    annotations[classAnnotation] ?? (typeof spec.storageClassName === 'string' ? spec.storageClassName : undefined);
  return {
    storageClassName: written ?? null,
    accessModes: listAt(spec, 'accessModes').filter((mode) => typeof mode === 'string'),
    size: sizeOf(template) ?? null,
    volumeMode: textAt(spec, 'volumeMode') || 'Filesystem',
    storageClass: resolvedClass(written, snapshot, uri),
  };
}

function resolvedClass(written: string | undefined, snapshot: Snapshot, uri: string): PreviewedClaim['storageClass'] {
  const { workspace, platform, settings } = snapshot;
  const { storageClasses, kubernetesVersion: minor } = settings;
  const resolution = classOf(written, { workspace, platform, storageClasses, minor, uri });
  if (resolution.kind === 'found') {
    const { name, provisioner, kind } = resolution.facts;
    const known = { provisioner: provisioner ?? null, kind: kind === 'unknown' ? null : kind };
    return { name, isDefault: written === undefined, ...known };
  }
  return written ? { name: written, isDefault: false, provisioner: null, kind: null } : null;
}

function sizeOf(template: JsonObject): string | undefined {
  const spec = isObject(template.spec) && isObject(template.spec.resources) ? template.spec.resources : {};
  const size = isObject(spec.requests) ? spec.requests.storage : undefined;
  return typeof size === 'string' || typeof size === 'number' ? String(size) : undefined;
}

function totalsOf(spec: SetSpec, replicas: number): PreviewedSet['totals'] {
  const templates = new Map(
    spec.claimTemplates.map((template) => [textAt(template, 'metadata', 'name'), sizeOf(template)]),
  );
  let bytes = 0n;
  for (const size of templates.values()) {
    const quantity = size === undefined ? undefined : parseQuantity(size);
    if (quantity && quantity.unscaled > 0n) bytes += wholeValue(quantity) * BigInt(replicas);
  }
  const claims = templates.size * replicas;
  return { pods: replicas, claims, storage: toBinaryText(bytes), storageBytes: bytes.toString() };
}

/** The Services of a picture, the governing one first: as many as are drawn. */
export function drawnServices(
  { service, services }: PreviewedSet,
  { manifest, snapshot }: { manifest: Manifest; snapshot: Snapshot },
): readonly ObjectSummary[] {
  const others = services.filter(({ governing }) => !governing).slice(0, mostOtherServices);
  const names = [...(service.name === null ? [] : [service.name]), ...others.map(({ name }) => name)];
  return names.flatMap((name) => {
    const found = snapshot.workspace.named('Service', name, manifest.namespace);
    return found.find(({ isTemplate }) => !isTemplate) ?? found[0] ?? [];
  });
}

interface NearService {
  readonly name: string;
  readonly isHeadless: boolean;
  readonly selector: Readonly<Record<string, string>>;
  readonly summary: ObjectSummary;
}

/** Services that may be in the set's namespace; each name once. */
function servicesAround(manifest: Manifest, { workspace }: Snapshot): readonly NearService[] {
  const services = new Map<string, NearService>();
  for (const summary of workspace.objects('Service')) {
    const { name, details, namespace, isTemplate } = summary;
    if (isTemplate || !details.service || !sameNamespace(namespace, manifest.namespace)) continue;
    const { isHeadless, selector } = details.service;
    if (!services.has(name)) services.set(name, { name, isHeadless, selector, summary });
  }
  return [...services.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function selecting(service: NearService, governing: string, pods: readonly PreviewedPod[]): SelectingService {
  const { name, isHeadless, selector, summary } = service;
  return {
    name,
    headless: isHeadless,
    governing: name === governing,
    selector,
    ports: (summary.details.service?.ports ?? []).map((port) => ({
      name: port.name ?? null,
      port: port.port ?? null,
      targetPort: port.targetPort ?? null,
    })),
    podCount: pods.filter((pod) => pod.services.includes(name)).length,
  };
}

/** Whether a Pod with these labels gets a name where its Service is the one that the workspace shows. */
function givesName({ state, services }: Governing, labels: Readonly<Record<string, string>>): boolean {
  if (state === 'unknown' || state === 'elsewhere') return true;
  return (
    state !== 'shared' &&
    state !== 'refused' &&
    services.some(({ details }) => selects(details.service?.selector ?? {}, labels))
  );
}

function governingPart(name: string, { state, services }: Governing, pods: readonly PreviewedPod[]): GoverningService {
  const [service] = services;
  const missing = { name: name === '' ? null : name, headless: false, found: false, selectsPods: false };
  if (name === '' || !service) return missing;
  if (state === 'elsewhere') return { ...missing, elsewhere: service.namespace ?? '' };
  const headless = services.some(({ details }) => details.service?.isHeadless);
  const selectsPods =
    state === 'one' ? pods.some(({ fqdn }) => fqdn !== null) : state !== 'others' && state !== 'refused';
  return { name, headless, found: true, selectsPods };
}
