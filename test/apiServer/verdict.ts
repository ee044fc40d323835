import type { Manifest } from '../../server/src/manifest/manifest.ts';
import type { Severity } from '../../server/src/manifest/problem.ts';

/** What an API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Something that answers as an API server does. */
export interface ApiServer {
  readonly ask: (method: 'GET' | 'POST', path: string, body?: string) => Promise<Answer>;
}

/** What the server says of an object, and of the Pod and the claims that the controller makes of a StatefulSet. */
export interface Verdict {
  readonly isRefused: boolean;
  /** Ways to name each place that the server complains of; none where it does not say where. */
  readonly places: readonly (readonly string[])[];
  readonly message: string;
}

/** What is compared of a problem of ours. */
export interface Finding {
  readonly severity: Severity;
  readonly field: string;
  readonly message: string;
}

const plurals: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'horizontalpodautoscalers',
  PersistentVolume: 'persistentvolumes',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Pod: 'pods',
  PodDisruptionBudget: 'poddisruptionbudgets',
  Service: 'services',
  StatefulSet: 'statefulsets',
  StorageClass: 'storageclasses',
};
const clusterWide: ReadonlySet<string> = new Set(['PersistentVolume', 'StorageClass']);

/**
 * Asks the server to make the object in a dry run; of a StatefulSet its first Pod and that Pod's claims, too. Undefined
 * where the answer depends on the cluster: not allowed, there already, no such kind.
 */
export async function askFor(server: ApiServer, manifest: Manifest): Promise<Verdict | undefined> {
  const first = await dryRun(server, manifest, inDefault(manifest));
  if (first.status === 400 || first.status === 422) return refusal(first, (field) => [field, ofTemplate(field)]);
  if (first.status >= 300) return undefined;
  if (manifest.kind !== 'StatefulSet') return accepted;
  const set = first.body as unknown as StoredSet;
  for (const claim of claimsOf(set)) {
    const answer = await dryRun(server, claim, JSON.stringify(claim));
    if (answer.status >= 400) return refusal(answer, (field) => claimPlaces(field, set));
  }
  const pod = podOf(set);
  const answer = await dryRun(server, pod, JSON.stringify(pod));
  if (answer.status === 400 || answer.status === 422) return refusal(answer, podPlaces);
  return answer.status < 300 ? accepted : undefined;
}

/** In what our errors and the server's answer differ; undefined where they agree. */
export function difference(problems: readonly Finding[], verdict: Verdict): string | undefined {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const said = errors.map(({ field, message }) => `${field}: ${message}`).join('\n  ');
  if (!verdict.isRefused) return errors.length === 0 ? undefined : `accepted, and yet an error\n  ${said}`;
  if (errors.length === 0) return `refused, and no error\n  ${verdict.message}`;
  if (verdict.places.length === 0) return undefined;
  const fields = errors.map(({ field }) => spelled(field));
  const isNamed = verdict.places.some((ways) => ways.some((way) => fields.some((field) => isWithin(field, way))));
  return isNamed ? undefined : `refused elsewhere\n  ${verdict.message}\n  ${said}`;
}

const accepted: Verdict = { isRefused: false, places: [], message: '' };

interface StoredSet {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly serviceName?: string;
    readonly ordinals?: { readonly start?: number };
    readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: Readonly<Record<string, object | undefined>>;
      readonly spec: { readonly volumes?: readonly { readonly name: string }[] };
    };
    readonly volumeClaimTemplates?: readonly StoredClaim[];
  };
}

interface StoredClaim {
  readonly metadata: { readonly name: string; readonly labels?: object };
  readonly spec: object;
}

function dryRun(server: ApiServer, { apiVersion, kind }: Identity, body: string): Promise<Answer> {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = clusterWide.has(kind) ? '' : '/namespaces/default';
  const target = `${group}${scope}/${plurals[kind] ?? kind.toLowerCase()}`;
  return server.ask('POST', `${target}?dryRun=All&fieldValidation=Strict`, body);
}

interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The text with `default` as its namespace: the one that every cluster has. A misspelt one stays. */
function inDefault({ document, view, namespace }: Manifest): string {
  const { text } = document.tree;
  if (namespace === undefined || !/^[a-z0-9][a-z0-9-]{0,61}$/.test(namespace) || namespace.endsWith('-')) return text;
  const node = view.field('metadata').field('namespace').written;
  return `${text.slice(0, document.tree.start(node))}default${text.slice(document.tree.end(node))}`;
}

function claimsOf(set: StoredSet): readonly (StoredClaim & Identity)[] {
  const { volumeClaimTemplates = [], selector } = set.spec;
  return volumeClaimTemplates.map(({ metadata, spec }) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...metadata,
      name: `${metadata.name}-${podName(set)}`,
      labels: { ...metadata.labels, ...selector.matchLabels },
    },
    spec,
  }));
}

function podOf(set: StoredSet): Identity & Readonly<Record<string, unknown>> {
  const { template, serviceName, volumeClaimTemplates = [] } = set.spec;
  const name = podName(set);
  const own = new Set(volumeClaimTemplates.map(({ metadata }) => metadata.name));
  const claims = [...own].map((volume) => ({
    name: volume,
    persistentVolumeClaim: { claimName: `${volume}-${name}` },
  }));
  const volumes = [...claims, ...(template.spec.volumes ?? []).filter((volume) => !own.has(volume.name))];
  const labels = {
    ...template.metadata.labels,
    'statefulset.kubernetes.io/pod-name': name,
    'apps.kubernetes.io/pod-index': String(set.spec.ordinals?.start ?? 0),
    // The hash has ten digits at most
    'controller-revision-hash': `${set.metadata.name}-1234567890`,
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...template.metadata, name, labels },
    spec: { ...template.spec, hostname: name, subdomain: serviceName, volumes },
  };
}

function podName({ metadata, spec }: StoredSet): string {
  return `${metadata.name}-${spec.ordinals?.start ?? 0}`;
}

function refusal({ body }: Answer, ways: (field: string) => readonly string[]): Verdict {
  const { causes = [] } = (body.details ?? {}) as { causes?: readonly { field?: string }[] };
  const places = causes.flatMap(({ field }) => (field ? [ways(field).map(spelled)] : []));
  return { isRefused: true, places, message: String(body.message) };
}

/** Labels and annotations of the template are named without their `metadata`. */
function ofTemplate(field: string): string {
  return field.replace(/^spec\.template\.(labels|annotations)/, 'spec.template.metadata.$1');
}

function podPlaces(field: string): readonly string[] {
  if (field === 'spec.hostname' || /^metadata\.(name|labels)/.test(field)) {
    return ['metadata.name', `spec.template.${field}`];
  }
  return field === 'spec.subdomain' ? ['spec.serviceName'] : [`spec.template.${field}`];
}

function claimPlaces(field: string, set: StoredSet): readonly string[] {
  const templates = (set.spec.volumeClaimTemplates ?? []).map(
    (_, index) => `spec.volumeClaimTemplates[${index}].${field}`,
  );
  return field.startsWith('metadata.name') ? [...templates, 'metadata.name'] : templates;
}

/** One spelling of a place: keys of maps behind a dot. Volumes are counted in an order that is the server's own. */
function spelled(field: string): string {
  return field
    .replace(/\[([^\]]*)\]/g, (whole, key: string) => (/^\d+$/.test(key) ? whole : `.${key}`))
    .replace(/(?<=^spec\.template\.spec\.volumes)\[\d+\]/, '[]');
}

function isWithin(field: string, place: string): boolean {
  return field === place || field.startsWith(`${place}.`) || field.startsWith(`${place}[`);
}
