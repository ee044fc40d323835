import { classOf } from '../../analysis/storageSurroundings.ts';
import { classNameIn } from '../../facts/claimClass.ts';
import { probePatience } from '../../facts/probes.ts';
import { claimName, podName } from '../../facts/statefulSet.ts';
import { governingService, namedSet } from '../../rules/governing.ts';
import { isGateOn } from '../../schema/gates.ts';
import { confidenceOf } from '../../storage/model.ts';
import { parseQuantity, toBinaryText, wholeValue } from '../../storage/quantity.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { code } from '../markdown.ts';
import { claimList, dnsName, type OwnNames, podList } from './ownNames.ts';
import type { HoverPlace } from './place.ts';

type Here = (place: HoverPlace, names: OwnNames) => readonly string[];

/** What a field does to this very set, by the field's path: one or two Markdown lines with its own names. */
export function hereLines(place: HoverPlace, names: OwnNames): readonly string[] {
  if (place.manifest.kind !== 'StatefulSet') return [];
  const path = place.view.path.replace(/\[\d+\]/g, '[]');
  return linesByPath[path]?.(place, names) ?? [];
}

const linesByPath: Readonly<Record<string, Here>> = {
  'metadata.name': (place, names) => [
    ...replicaLines(place, names),
    ...names.claimTemplates.slice(0, 2).flatMap((template) => claimLines(names, template)),
  ],
  'spec.serviceName': serviceLines,
  'spec.replicas': replicaLines,
  'spec.ordinals': ordinalLines,
  'spec.ordinals.start': ordinalLines,
  'spec.podManagementPolicy': policyLines,
  'spec.updateStrategy': updateLines,
  'spec.updateStrategy.type': updateLines,
  'spec.updateStrategy.rollingUpdate': updateLines,
  'spec.updateStrategy.rollingUpdate.partition': updateLines,
  'spec.updateStrategy.rollingUpdate.maxUnavailable': maxUnavailableLines,
  'spec.persistentVolumeClaimRetentionPolicy': retentionLines,
  'spec.persistentVolumeClaimRetentionPolicy.whenDeleted': retentionLines,
  'spec.persistentVolumeClaimRetentionPolicy.whenScaled': retentionLines,
  'spec.volumeClaimTemplates': (_, names) =>
    names.claimTemplates.slice(0, 4).flatMap((template) => claimLines(names, template)),
  'spec.volumeClaimTemplates[]': templateLines,
  'spec.volumeClaimTemplates[].metadata': templateLines,
  'spec.volumeClaimTemplates[].metadata.name': templateLines,
  'spec.volumeClaimTemplates[].spec': templateLines,
  'spec.volumeClaimTemplates[].spec.resources': sizeLines,
  'spec.volumeClaimTemplates[].spec.resources.requests': sizeLines,
  'spec.volumeClaimTemplates[].spec.resources.requests.storage': sizeLines,
  'spec.template.spec.containers[].volumeMounts[].name': mountLines,
  ...Object.fromEntries(
    ['livenessProbe', 'startupProbe'].flatMap((probe) =>
      ['', '.initialDelaySeconds', '.periodSeconds', '.failureThreshold'].map((field) => [
        `spec.template.spec.containers[].${probe}${field}`,
        probeLines,
      ]),
    ),
  ),
};

/** When a probe that never succeeds ends its container. */
function probeLines({ view }: HoverPlace): string[] {
  const probe = String(view.step).endsWith('Probe') ? view : view.parent!;
  const patience = probePatience(probe);
  if (!patience) return [];
  const { delay, failures, period, seconds } = patience;
  const sum = `${delay === 0 ? '' : `${delay} + `}${failures} × ${period}`;
  const hasStartup = probe.step === 'livenessProbe' && probe.parent?.field('startupProbe').hasValue;
  const from = hasStartup ? 'once the startup probe has succeeded' : 'after its start';
  return [
    `Without a success the container is ended about ${seconds} ${seconds === 1 ? 'second' : 'seconds'} (${sum}) ${from}.`,
  ];
}

function serviceLines(place: HoverPlace, names: OwnNames): string[] {
  const service = place.view.string();
  if (!service) return [];
  const { state, services, ordinal } = governingService(namedSet(place.manifest), place.snapshot.workspace);
  const first = names.ordinals[0];
  const address = first === undefined ? undefined : code(dnsName(names, first));
  // What a template names cannot be looked up.
  if (mayBeTemplate(service) || (state === 'unknown' && services.length > 0)) {
    return address === undefined ? [] : [`${code(podName(names.set, first!))} will answer to ${address}`];
  }
  if (state === 'unknown')
    return [...(address ? [`Address of the first Pod: ${address}`] : []), 'It is not in the workspace.'];
  const none = 'the Pods get no names of their own in DNS';
  if (state === 'elsewhere') {
    const other = code(services[0]!.namespace ?? '');
    return [`It is in namespace ${other}, **not in ${code(names.namespace)}**: ${none}.`];
  }
  if (state === 'shared') return [`It is in the workspace, but **not headless**: ${none}.`];
  if (state === 'others') return [`It is in the workspace, but **selects other Pods**: ${none}.`];
  if (state === 'one') return oneNameLines(ordinal!, names);
  if (state === 'refused') return [`It is in the workspace, but its selector is **refused**: ${none}.`];
  const here = 'It is in the workspace and headless.';
  return address === undefined ? [here] : [`${code(podName(names.set, first!))} answers to ${address}`, here];
}

/** Of a headless Service that selects one Pod by its name or ordinal. */
function oneNameLines(ordinal: number, names: OwnNames): string[] {
  const pod = code(podName(names.set, ordinal));
  const here = `It is in the workspace and headless, and **selects ${pod} alone**`;
  const [first] = names.ordinals;
  return first !== undefined && ordinal >= first && ordinal < first + names.replicas
    ? [`${pod} answers to ${code(dnsName(names, ordinal))}`, `${here}: no other Pod gets a name in DNS.`]
    : [`${here}.`];
}

function replicaLines(_: HoverPlace, names: OwnNames): string[] {
  const { replicas, whenScaled } = names.policies;
  if (replicas === undefined || names.conditions.has('noPods') === names.ordinals.length > 0) return [];
  if (replicas > 0) return [`Pods: ${code(podList(names))}`];
  const claims = names.conditions.has('claims') ? claimsAtZero[whenScaled ?? ''] : undefined;
  return [`No Pods now${claims ?? '.'}`];
}

/** What `replicas: 0` means for the claims of earlier Pods. */
const claimsAtZero: Readonly<Record<string, string>> = {
  Retain: '; the claims of earlier Pods are kept.',
  Delete: '; the claims of earlier Pods are **deleted**, as `whenScaled` says.',
};

function ordinalLines(_: HoverPlace, names: OwnNames): string[] {
  return names.ordinals.length === 0
    ? []
    : [`The first Pod is ${code(podName(names.set, names.ordinals[0]!))}: ${code(podList(names))}`];
}

function policyLines(_: HoverPlace, names: OwnNames): string[] {
  const { ordinals, conditions } = names;
  const [first, second] = ordinals;
  if (first === undefined || second === undefined) return [];
  if (conditions.has('parallel')) return [`${code(podList(names))} start at once, and stop at once.`];
  if (!conditions.has('ordered')) return [];
  return [
    `${code(podName(names.set, first))} starts; once it is Ready, ${code(podName(names.set, second))}, and so on. ` +
      `Scaling down stops ${code(lastPod(names))} first.`,
  ];
}

function updateLines(_: HoverPlace, names: OwnNames): string[] {
  const { conditions, ordinals, policies, set } = names;
  if (conditions.has('onDelete')) {
    return ['Nothing rolls by itself: each Pod takes the new template when you delete it.'];
  }
  const { partition = 0, most = 1 } = policies;
  if (conditions.has('replacesNone')) {
    return [`Nothing is updated: the partition ${partition} is not below the number of replicas.`];
  }
  if (!conditions.has('updates') || ordinals.length < names.replicas) return [];
  const updated = ordinals
    .slice(partition)
    .reverse()
    .map((ordinal) => code(podName(set, ordinal)));
  const kept = ordinals.slice(0, partition).map((ordinal) => code(podName(set, ordinal)));
  const order =
    updated.length > 4 ? `${updated.slice(0, 2).join(', then ')} … at last ${updated.at(-1)}` : updated.join(', then ');
  const pace = most > 1 && updated.length > 1 ? `, up to ${most} at a time` : '';
  if (kept.length === 0) return [`An update replaces ${order}${pace}.`];
  const verb = kept.length === 1 ? 'keeps' : 'keep';
  const list = kept.length > 3 ? `${kept[0]} … ${kept.at(-1)}` : kept.join(', ');
  return [`An update replaces ${order}${pace}; ${list} ${verb} the old revision because partition is ${partition}.`];
}

function maxUnavailableLines(place: HoverPlace, names: OwnNames): string[] {
  const minor = place.snapshot.settings.kubernetesVersion;
  if (!isGateOn('MaxUnavailableStatefulSet', minor))
    return [`Kubernetes ${minor} drops it unless the gate MaxUnavailableStatefulSet is switched on.`];
  const { most, replicas } = names.policies;
  if (!names.conditions.has('updates') || most === undefined) return [];
  return [`At most ${most} of the ${replicas} ${replicas === 1 ? 'Pod' : 'Pods'} are down at a time during an update.`];
}

function retentionLines(_: HoverPlace, names: OwnNames): string[] {
  const { conditions, policies } = names;
  if (conditions.has('noClaims')) return ['The set has no claim templates, so there is nothing to keep or delete.'];
  const template = names.claimTemplates[0];
  if (template === undefined) return [];
  const verb = { Retain: 'keeps', Delete: '**deletes**' };
  const { whenScaled, whenDeleted } = policies;
  const last = names.ordinals.length > 0 ? ` such as ${code(claimName(template, names.set, lastOrdinal(names)))}` : '';
  const all = names.ordinals.length > 0 ? code(claimList(names, template)) : 'its claims';
  return [
    ...(whenScaled ? [`Scaling down ${verb[whenScaled]} claims${last}.`] : []),
    ...(whenDeleted ? [`Deleting the set ${verb[whenDeleted]} ${all}.`] : []),
  ];
}

function templateLines(place: HoverPlace, names: OwnNames): string[] {
  const template = templateOf(place)?.at('metadata', 'name').string();
  return template && !mayBeTemplate(template) ? [...claimLines(names, template), ...totalLines(place, names)] : [];
}

function claimLines(names: OwnNames, template: string): string[] {
  return names.ordinals.length === 0 ? [] : [`Claims: ${code(claimList(names, template))}`];
}

function totalLines(place: HoverPlace, names: OwnNames): string[] {
  const size = templateOf(place)?.at('spec', 'resources', 'requests', 'storage').text();
  const quantity = size === undefined ? undefined : parseQuantity(size);
  if (!quantity || names.replicas === 0) return [];
  return [`${names.replicas} × ${code(size!)} = ${toBinaryText(wholeValue(quantity) * BigInt(names.replicas))} in all`];
}

function sizeLines(place: HoverPlace, names: OwnNames): string[] {
  return [...totalLines(place, names), ...growthLines(place, names)];
}

/** How volumes of a set grow: Kubernetes lets the size of a claim be raised, and nothing of its template be changed. */
function growthLines(place: HoverPlace, names: OwnNames): string[] {
  const template = templateOf(place);
  if (!template) return [];
  const className = classNameIn(template).string();
  const growth = growthOf(className, place);
  if (growth === 'never') return [`Class ${code(className ?? '')} lets no volume grow: this size stays.`];
  const [first] = names.ordinals;
  const name = template.at('metadata', 'name').string();
  const such = first === undefined || !name ? '' : ` (${code(claimName(name, names.set, first))} …)`;
  const when = growth === 'allowed' ? '' : ', if the class allows it';
  return [
    `To grow${when}: raise it in each claim${such}, delete the set with \`--cascade=orphan\`, create it again with the new size.`,
  ];
}

function growthOf(className: string | undefined, { snapshot, uri }: HoverPlace): 'allowed' | 'never' | 'unknown' {
  const { workspace, platform, settings } = snapshot;
  const { storageClasses, kubernetesVersion: minor } = settings;
  const resolution = classOf(className, { workspace, platform, storageClasses, minor, uri });
  if (resolution.kind !== 'found' || resolution.origin === 'catalogue') return 'unknown';
  const { facts } = resolution;
  if (confidenceOf(facts, 'allowVolumeExpansion') === 'unverified') return 'unknown';
  if (facts.allowVolumeExpansion === true) return 'allowed';
  return facts.allowVolumeExpansion === false && className !== undefined ? 'never' : 'unknown';
}

function mountLines(place: HoverPlace, names: OwnNames): string[] {
  const name = place.view.string();
  return name !== undefined && names.claimTemplates.includes(name) ? claimLines(names, name) : [];
}

function lastOrdinal({ policies, replicas }: OwnNames): number {
  return (policies.start ?? 0) + replicas - 1;
}

function lastPod(names: OwnNames): string {
  return podName(names.set, lastOrdinal(names));
}

/** The claim template that a place lies in. */
function templateOf(place: HoverPlace): HoverPlace['view'] | undefined {
  let view: HoverPlace['view'] | undefined = place.view;
  while (view?.parent && view.parent.path !== 'spec.volumeClaimTemplates') view = view.parent;
  return view?.parent ? view : undefined;
}
