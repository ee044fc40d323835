import { visibleLine } from '../../base/visible.ts';
import { claimName, podName } from '../../facts/statefulSet.ts';
import type { PreviewedClaim, PreviewedPod, PreviewedSet, SelectingService } from '../../protocol/preview.ts';

/** A set as a person reads it in a terminal; of many Pods the first three and the last. */
export function previewText(set: PreviewedSet, file: string): string {
  const blocks = [head(set, file), services(set), labels(set), pods(set), totals(set)];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(visibleLine).join('\n'))
    .join('\n\n');
}

const podLabel = 'statefulset.kubernetes.io/pod-name';
const indexLabel = 'apps.kubernetes.io/pod-index';
/** Sets with more Pods than this are shortened. */
const mostShown = 6;

function head(set: PreviewedSet, file: string): string[] {
  const { type, partition, maxUnavailable } = set.updateStrategy;
  const policy = [
    set.podManagementPolicy,
    type,
    ...(partition ? [`partition ${partition}`] : []),
    ...(maxUnavailable !== undefined && maxUnavailable !== 1 ? [`maxUnavailable ${maxUnavailable}`] : []),
  ].join(', ');
  return [
    `StatefulSet ${set.name || '(no name)'} in namespace ${set.namespace}, ${count(set.replicas, 'replica')}; ${policy}`,
    file,
  ];
}

function services(set: PreviewedSet): string[] {
  const { service, namespace } = set;
  const lines: string[] = [];
  if (service.name === null) lines.push('No serviceName: the Pods get no DNS names of their own');
  else if (service.elsewhere !== undefined)
    lines.push(`Service ${service.name}: in namespace ${service.elsewhere}; the names below need it in ${namespace}`);
  else if (!service.found) lines.push(`Service ${service.name}: not in these files; the names below need it`);
  return [...lines, ...set.services.map((each) => serviceLine(each, set))];
}

function serviceLine(
  service: SelectingService,
  { pods, replicas, omittedPods, service: governing }: PreviewedSet,
): string {
  const kind = service.headless ? 'headless' : 'with an address of its own';
  const selected = pods.filter((pod) => pod.services.includes(service.name)).map(({ name }) => name);
  const isAll = selected.length === pods.length;
  const whom = isAll
    ? 'selects all Pods'
    : selected.length === 0
      ? 'selects none of the Pods'
      : `selects ${selected.length > 4 ? `${selected.length} Pods` : selected.join(', ')}`;
  const ports = service.ports.map(({ name, port, targetPort }) =>
    [port ?? '?', ...(targetPort === null && name === null ? [] : [`→ ${targetPort ?? name}`])].join(' '),
  );
  const isNaming = service.headless && (governing.selectsPods || selected.length > 0);
  const gives = isNaming ? 'gives the names' : `gives no names${service.headless ? '' : ', as it is not headless'}`;
  const role = service.governing ? gives : undefined;
  const parts = [kind, replicas + omittedPods === 0 ? undefined : whom, role, ...ports];
  return `Service ${service.name}: ${parts.filter((part) => part !== undefined).join(', ')}`;
}

function labels({ pods }: PreviewedSet): string[] {
  const [pod] = pods;
  if (!pod) return [];
  const entries = Object.entries(pod.labels).map(([key, value]) => {
    if (key === podLabel) return `${key}=(name of the Pod)`;
    return `${key}=${key === indexLabel ? '(its ordinal)' : value}`;
  });
  return ['Labels of each Pod', ...entries.map((entry) => `  ${entry}`)];
}

function pods(set: PreviewedSet): string[] {
  const isShort = set.replicas <= mostShown;
  const shown = isShort ? set.pods : set.pods.slice(0, 3);
  const lines = shown.flatMap(podLines);
  if (isShort) return lines;
  const last = set.pods[0]!.ordinal + set.replicas - 1;
  const lastPod = set.omittedPods === 0 ? set.pods.at(-1) : undefined;
  lines.push(`… ${set.replicas - 4} more`);
  if (lastPod) return [...lines, ...podLines(lastPod)];
  const claims = set.pods[0]!.claims.map(({ template }) => `  claim ${claimName(template, set.name, last)}`);
  return [...lines, podName(set.name, last), ...claims];
}

function podLines(pod: PreviewedPod): string[] {
  const lines = [`${pod.name}  ordinal ${pod.ordinal}`];
  if (pod.fqdn !== null) lines.push(`  answers to ${pod.fqdn}`);
  lines.push(...pod.claims.map((claim) => `  claim ${claim.name}: ${claimWords(claim)}`));
  const own = new Set(pod.claims.map(({ template }) => template));
  for (const volume of pod.volumes as readonly Readonly<Record<string, unknown>>[]) {
    if (!own.has(String(volume.name))) lines.push(`  volume ${volume.name}: ${volumeWords(volume)}`);
  }
  return lines;
}

function claimWords(claim: PreviewedClaim): string {
  const parts = [claim.size ?? 'no size', claim.accessModes.join(' + ') || 'no access mode'];
  if (claim.volumeMode === 'Block') parts.push('raw device');
  return [...parts, classWords(claim)].join(', ');
}

function classWords({ storageClassName, storageClass }: PreviewedClaim): string {
  if (storageClassName === '') return 'no class: only a volume that is made by hand fits';
  if (storageClass === null) return 'default class of the cluster';
  const { name, isDefault, provisioner, kind } = storageClass;
  const details = [kind === null ? undefined : kindWords[kind], provisioner ?? undefined];
  const known = details.filter((detail) => detail !== undefined).join(', ');
  return `class ${name}${isDefault ? ' (the default)' : ''}${known === '' ? '' : ` = ${known}`}`;
}

const kindWords: Readonly<Record<string, string>> = {
  block: 'block storage',
  file: 'file storage',
  object: 'object storage',
  blockOrFile: 'block or file storage',
  localBlock: 'volumes on one node',
  localDisk: 'disks of one node',
  localDirectory: 'directories on one node',
};

function volumeWords(volume: Readonly<Record<string, unknown>>): string {
  const claim = volume.persistentVolumeClaim as { readonly claimName?: unknown } | undefined;
  if (claim) return `claim ${claim.claimName ?? '?'}, the same for all Pods`;
  return Object.keys(volume).find((key) => key !== 'name') ?? 'emptyDir';
}

function totals({ totals: { pods: podCount, claims, storage, storageBytes }, retention }: PreviewedSet): string[] {
  if (claims === 0) return [`Total: ${count(podCount, 'Pod')}, no claims`];
  const size = storageBytes === '0' ? '' : `, ${storage}`;
  const fate = (policy: string) => (policy === 'Delete' ? 'deleted' : 'kept');
  return [
    `Total: ${count(podCount, 'Pod')}, ${count(claims, 'claim')}${size}`,
    `Claims are ${fate(retention.whenScaled)} when the set gets smaller, ${fate(retention.whenDeleted)} when it is deleted`,
  ];
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
