import { type ObjectSummary, sameNamespace } from '../../../analysis/workspaceView.ts';
import { podAddress } from '../../../facts/podNames.ts';
import { podName } from '../../../facts/statefulSet.ts';
import type { FieldView } from '../../../manifest/fieldView.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import { isKnown } from '../readable.ts';
import { knownText } from '../request.ts';
import type { KeyContext, ValueContext, ValueSources } from './context.ts';

const everywhere = 'from everywhere';

/** More Pods of one set than these are not listed. */
const MOST_PODS = 5;

type Place = Pick<KeyContext, 'request' | 'manifest'>;

/** Names of the Pods of sets in the same namespace. */
export function* podNames({ request, manifest }: Place): Generator<ValueOffer> {
  for (const set of setsIn(request.workspace.objects('StatefulSet'), manifest.namespace)) {
    for (const ordinal of ordinals(set)) {
      yield valueOffer(podName(set.name, ordinal), { kind: 'reference', detail: `StatefulSet ${set.name}` });
    }
  }
}

/** Addresses of Pods in DNS, of this set first: short within the namespace, full from everywhere. */
function* peerNames({ request, manifest }: Place): Generator<ValueOffer> {
  const { clusterDomain } = request.snapshot.settings;
  const sets = setsIn(request.workspace.objects('StatefulSet'), undefined);
  const isOwn = (set: ObjectSummary) => set.name === manifest.name && manifest.kind === 'StatefulSet';
  for (const set of [...sets.filter(isOwn), ...sets.filter((one) => !isOwn(one))]) {
    const service = set.details.statefulSet?.serviceName;
    if (!isKnown(service)) continue;
    const namespace = set.namespace ?? manifest.namespace ?? 'default';
    const pods = [...ordinals(set)].map((ordinal) => podName(set.name, ordinal));
    const isNear = sameNamespace(set.namespace, manifest.namespace);
    if (isNear) for (const pod of pods) yield address(`${pod}.${service}`, set, 'within the namespace');
    for (const pod of pods) yield address(podAddress(pod, { service, namespace, clusterDomain }), set, everywhere);
    if (isNear && pods.length > 1) {
      yield address(pods.map((pod) => `${pod}.${service}`).join(','), set, 'all of them');
    }
  }
}

function address(name: string, set: ObjectSummary, reach: string): ValueOffer {
  return valueOffer(name, { kind: 'reference', detail: `StatefulSet ${set.name} · ${reach}`, isPart: true });
}

function setsIn(sets: readonly ObjectSummary[], namespace: string | undefined): readonly ObjectSummary[] {
  return sets.filter((set) => isKnown(set.name) && sameNamespace(set.namespace, namespace));
}

function* ordinals({ details }: ObjectSummary): Generator<number> {
  const { replicas, start } = details.statefulSet ?? { replicas: 0, start: 0 };
  for (let i = 0; i < Math.min(replicas, MOST_PODS); i++) yield start + i;
}

/** Values of variables and arguments: addresses of peers, and variables of the container. */
function* texts(context: ValueContext): Generator<ValueOffer> {
  const peers = [...peerNames(context)];
  const isAll = ({ value }: ValueOffer) => value.includes(',');
  // What is called PEERS wants all of them, which is the last offer elsewhere.
  if (isNamedLikePeers(context)) peers.sort((a, b) => Number(isAll(b)) - Number(isAll(a)));
  yield* peers;
  yield* variables(context);
}

/** Whether a variable is called as lists of members are: `PEERS`, `SEED_HOSTS`, `ZOO_SERVERS`. */
function isNamedLikePeers({ id, holder }: ValueContext): boolean {
  const name = id === 'core.v1.EnvVar.value' ? (holder.field('name').string() ?? '') : '';
  return /(^|_)(peers|seeds|hosts|members|nodes|servers|brokers|voters|endpoints|cluster|replset|join)$/i.test(name);
}

/** `$(NAME)` for each variable of the container that is known where the field is. */
function* variables({ manifest, path, holder }: ValueContext): Generator<ValueOffer> {
  const at = path.findIndex((step) => step === 'containers' || step === 'initContainers');
  if (at < 0) return;
  let container: FieldView = manifest.view;
  for (const step of path.slice(0, at + 2)) {
    container = typeof step === 'string' ? container.field(step) : (container.items()[step] ?? container.field(''));
  }
  for (const variable of container.field('env').items()) {
    // A variable sees only those above it.
    if (variable.node === holder.node) return;
    const name = knownText(variable.field('name'));
    if (name !== undefined)
      yield valueOffer(`$(${name})`, { kind: 'reference', detail: 'variable of the container', isPart: true });
  }
}

/** Fields of the Pod that a variable can hold. */
function* fieldPaths({ path }: ValueContext): Generator<ValueOffer> {
  const isFile = path.includes('downwardAPI');
  const common = isFile ? fileFields : variableFields;
  for (const [value, detail] of common) yield valueOffer(value, { detail });
}

const index = "metadata.labels['apps.kubernetes.io/pod-index']";

const variableFields: readonly (readonly [path: string, detail: string])[] = [
  ['metadata.name', 'name of the Pod, as in web-0'],
  [index, 'ordinal of the Pod, since 1.28'],
  ['metadata.namespace', 'namespace of the Pod'],
  ['status.podIP', 'address of the Pod'],
  ['status.podIPs', 'all addresses of the Pod'],
  ['spec.nodeName', 'name of the node'],
  ['status.hostIP', 'address of the node'],
  ['spec.serviceAccountName', 'service account of the Pod'],
  ['metadata.uid', 'unique id of the Pod'],
  ["metadata.labels['statefulset.kubernetes.io/pod-name']", 'name of the Pod, from its label'],
];

const fileFields: readonly (readonly [path: string, detail: string])[] = [
  ['metadata.labels', 'all labels of the Pod'],
  ['metadata.annotations', 'all annotations of the Pod'],
  ['metadata.name', 'name of the Pod, as in web-0'],
  ['metadata.namespace', 'namespace of the Pod'],
  ['metadata.uid', 'unique id of the Pod'],
  [index, 'ordinal of the Pod, since 1.28'],
];

function* resourcePaths(): Generator<ValueOffer> {
  for (const kind of ['limits', 'requests']) {
    for (const resource of ['cpu', 'memory', 'ephemeral-storage']) yield valueOffer(`${kind}.${resource}`);
  }
}

export const peerSources: ValueSources = {
  'core.v1.EnvVar.value': texts,
  'core.v1.Container.args[]': texts,
  'core.v1.Container.command[]': texts,
  'core.v1.ExecAction.command[]': texts,
  'core.v1.VolumeMount.subPathExpr': variables,
  'core.v1.HTTPGetAction.host': peerNames,
  'core.v1.TCPSocketAction.host': peerNames,
  'core.v1.ServiceSpec.externalName': fullNames,
  'core.v1.ObjectFieldSelector.fieldPath': fieldPaths,
  'core.v1.ResourceFieldSelector.resource': resourcePaths,
};

/** Values of a ConfigMap, and readable ones of a Secret, which hold addresses as often as variables do. */
export function configMapTexts(context: ValueContext): Iterable<ValueOffer> {
  const { manifest, path } = context;
  const isText =
    (manifest.kind === 'ConfigMap' && path[0] === 'data') || (manifest.kind === 'Secret' && path[0] === 'stringData');
  return isText ? peerNames(context) : [];
}

/** What an ExternalName can stand for: Pods, by their full names. */
function* fullNames(context: ValueContext): Generator<ValueOffer> {
  for (const offer of peerNames(context)) if (offer.detail?.endsWith(everywhere)) yield { ...offer, isPart: false };
}
