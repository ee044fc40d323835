import { claimName, podName, statefulSetFacts } from '../../facts/statefulSet.ts';
import { isAtLeast } from '../../schema/minor.ts';
import { parseQuantity, toBinaryText, wholeValue } from '../../storage/quantity.ts';
import { claimList, dnsName, type OwnNames, podList } from './ownNames.ts';
import type { HoverPlace } from './place.ts';
import { code } from './render.ts';

type Here = (place: HoverPlace, names: OwnNames) => readonly string[];

/** What a field does to this very set, by the field's path: one or two Markdown lines with its own names. */
export function hereLines(place: HoverPlace, names: OwnNames): readonly string[] {
  if (place.manifest.kind !== 'StatefulSet') return [];
  const path = place.view.path.replace(/\[\d+\]/g, '[]');
  return linesByPath[path]?.(place, names) ?? [];
}

const linesByPath: Readonly<Record<string, Here>> = {
  'metadata.name': (_, names) => [
    `Pods: ${code(podList(names))}`,
    ...names.claimTemplates.slice(0, 2).map((template) => `Claims: ${code(claimList(names, template))}`),
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
    names.claimTemplates.slice(0, 4).map((template) => claimLine(names, template)),
  'spec.volumeClaimTemplates[]': templateLines,
  'spec.volumeClaimTemplates[].metadata': templateLines,
  'spec.volumeClaimTemplates[].metadata.name': templateLines,
  'spec.volumeClaimTemplates[].spec': templateLines,
  'spec.volumeClaimTemplates[].spec.resources': totalLines,
  'spec.volumeClaimTemplates[].spec.resources.requests': totalLines,
  'spec.volumeClaimTemplates[].spec.resources.requests.storage': totalLines,
  'spec.template.spec.containers[].volumeMounts[].name': mountLines,
};

function serviceLines(place: HoverPlace, names: OwnNames): string[] {
  if (!place.view.string()) return [];
  const found = place.snapshot.workspace.named('Service', names.service, place.manifest.namespace)[0];
  const state = found
    ? found.details.service?.isHeadless
      ? 'It is in the workspace and headless.'
      : 'It is in the workspace, but **not headless**: the names below will not resolve.'
    : 'It is not in the workspace.';
  const first = names.ordinals[0];
  return first === undefined
    ? [state]
    : [`${code(podName(names.set, first))} answers to ${code(dnsName(names, first))}`, state];
}

function replicaLines(_: HoverPlace, names: OwnNames): string[] {
  if (names.replicas === 0)
    return ['No Pods now; the claims of earlier Pods stay unless the retention policy deletes them.'];
  return [`Pods: ${code(podList(names))}`];
}

function ordinalLines(_: HoverPlace, names: OwnNames): string[] {
  return names.ordinals.length === 0
    ? []
    : [`The first Pod is ${code(podName(names.set, names.ordinals[0]!))}: ${code(podList(names))}`];
}

function policyLines(place: HoverPlace, names: OwnNames): string[] {
  const policy = statefulSetFacts(place.manifest).spec.field('podManagementPolicy').string() ?? 'OrderedReady';
  const [first, second] = names.ordinals;
  const last = names.ordinals.at(-1);
  if (first === undefined || second === undefined) return [];
  if (policy === 'Parallel') return [`${code(podList(names))} start at once, and stop at once.`];
  return [
    `${code(podName(names.set, first))} starts; once it is Ready, ${code(podName(names.set, second))}, and so on. ` +
      `Scaling down stops ${code(podName(names.set, last!))} first.`,
  ];
}

function updateLines(place: HoverPlace, names: OwnNames): string[] {
  const strategy = statefulSetFacts(place.manifest).spec.field('updateStrategy');
  if (strategy.field('type').string() === 'OnDelete') {
    return ['Nothing rolls by itself: each Pod takes the new template when you delete it.'];
  }
  const partition = Math.max(0, strategy.at('rollingUpdate', 'partition').integer() ?? 0);
  const updated = names.ordinals
    .slice(partition)
    .reverse()
    .map((ordinal) => code(podName(names.set, ordinal)));
  const kept = names.ordinals.slice(0, partition).map((ordinal) => code(podName(names.set, ordinal)));
  if (names.ordinals.length === 0) return [];
  if (updated.length === 0)
    return [`Nothing is updated: the partition ${partition} is not below the number of replicas.`];
  const most = mostAtOnce(place, names);
  const order =
    updated.length > 4 ? `${updated.slice(0, 2).join(', then ')} … at last ${updated.at(-1)}` : updated.join(', then ');
  const pace = most > 1 ? `, up to ${most} at a time` : '';
  if (kept.length === 0) return [`An update replaces ${order}${pace}.`];
  const verb = kept.length === 1 ? 'keeps' : 'keep';
  const list = kept.length > 3 ? `${kept[0]} … ${kept.at(-1)}` : kept.join(', ');
  return [`An update replaces ${order}${pace}; ${list} ${verb} the old revision because partition is ${partition}.`];
}

function maxUnavailableLines(place: HoverPlace, names: OwnNames): string[] {
  const minor = place.snapshot.settings.kubernetesVersion;
  // Off again from 1.35.4, on by default in 1.37 (pkg/features/kube_features.go, MaxUnavailableStatefulSet).
  if (!isAtLeast(minor, '1.37'))
    return [`Kubernetes ${minor} drops it unless the gate MaxUnavailableStatefulSet is switched on.`];
  return [`At most ${mostAtOnce(place, names)} of the ${names.replicas} Pods are down at a time during an update.`];
}

/** How many Pods an update may take down together, where the server looks at that. */
function mostAtOnce(place: HoverPlace, names: OwnNames): number {
  const strategy = statefulSetFacts(place.manifest).spec.field('updateStrategy');
  const view = strategy.at('rollingUpdate', 'maxUnavailable');
  if (!isAtLeast(place.snapshot.settings.kubernetesVersion, '1.37')) return 1;
  const percent = /^(\d{1,3})%$/.exec(view.string() ?? '')?.[1];
  const count = percent === undefined ? view.integer() : Math.floor((Number(percent) * names.replicas) / 100);
  return Math.max(1, count ?? 1);
}

function retentionLines(place: HoverPlace, names: OwnNames): string[] {
  const policy = statefulSetFacts(place.manifest).spec.field('persistentVolumeClaimRetentionPolicy');
  const template = names.claimTemplates[0];
  if (template === undefined) return ['The set has no claim templates, so there is nothing to keep or delete.'];
  const last = names.ordinals.at(-1) ?? 0;
  const scaled = policy.field('whenScaled').string() === 'Delete' ? '**deletes**' : 'keeps';
  const deleted = policy.field('whenDeleted').string() === 'Delete' ? '**deletes**' : 'keeps';
  return [
    `Scaling down ${scaled} claims such as ${code(claimName(template, names.set, last))}.`,
    `Deleting the set ${deleted} ${code(claimList(names, template))}.`,
  ];
}

function templateLines(place: HoverPlace, names: OwnNames): string[] {
  const template = templateOf(place)?.at('metadata', 'name').string();
  return template ? [claimLine(names, template), ...totalLines(place, names)] : [];
}

function claimLine(names: OwnNames, template: string): string {
  return `Claims: ${code(claimList(names, template))}`;
}

function totalLines(place: HoverPlace, names: OwnNames): string[] {
  const size = templateOf(place)?.at('spec', 'resources', 'requests', 'storage').text();
  const quantity = size === undefined ? undefined : parseQuantity(size);
  if (!quantity || names.replicas === 0) return [];
  return [`${names.replicas} × ${code(size!)} = ${toBinaryText(wholeValue(quantity) * BigInt(names.replicas))} in all`];
}

function mountLines(place: HoverPlace, names: OwnNames): string[] {
  const name = place.view.string();
  return name !== undefined && names.claimTemplates.includes(name) ? [claimLine(names, name)] : [];
}

/** The claim template that a place lies in. */
function templateOf(place: HoverPlace): HoverPlace['view'] | undefined {
  let view: HoverPlace['view'] | undefined = place.view;
  while (view?.parent && view.parent.path !== 'spec.volumeClaimTemplates') view = view.parent;
  return view?.parent ? view : undefined;
}
