import { yamlString } from '../../manifest/edits.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { CheckContext } from '../context.ts';
import { formatFault } from '../formats.ts';
import { allContainers } from './containers.ts';
import { podAround } from './podAround.ts';

/** A volume or a claim template without a name. */
export interface Nameless {
  readonly node: NodeId;
  readonly isTemplate: boolean;
}

/** The volumes of a Pod without a name, and the claim templates of its set. */
export function namelessVolumes(cx: CheckContext, pod: NodeId): readonly Nameless[] {
  const volumes = cx.itemsOf(pod, 'volumes').filter((node) => isNameless(cx, node));
  const templates = templatesOf(cx).filter((node) => isNameless(cx, cx.value(node, 'metadata')));
  return [
    ...volumes.map((node) => ({ node, isTemplate: false })),
    ...templates.map((node) => ({ node, isTemplate: true })),
  ];
}

function isNameless(cx: CheckContext, node: NodeId): boolean {
  return !cx.has(node, 'name') || cx.jsonOf(cx.value(node, 'name')) === '';
}

function templatesOf(cx: CheckContext): NodeId[] {
  if (cx.string(cx.root, 'kind') !== 'StatefulSet') return [];
  return cx.itemsOf(cx.value(cx.root, 'spec'), 'volumeClaimTemplates').filter((template) => cx.isMapping(template));
}

/** The Pod's spec that a claim template or a volume is for. */
function podOf(cx: CheckContext, { node, isTemplate }: Nameless): NodeId {
  if (!isTemplate) return cx.tree.parent(cx.tree.parent(node));
  return cx.value(cx.value(cx.value(cx.root, 'spec'), 'template'), 'spec');
}

/**
 * The name that a volume without one must have been meant to have: the only one that containers use and nothing is
 * called by, or of several the one that its source is called by. Undefined where more volumes may be meant.
 */
export function nameWanted(cx: CheckContext, volume: Nameless): string | undefined {
  const pod = podOf(cx, volume);
  if (pod === NO_NODE) return undefined;
  const wanted = [...undefinedNames(cx, pod)];
  const rivals = namelessVolumes(cx, pod);
  if (wanted.length === 1 && rivals.length === 1) return wanted[0];
  const sources = sourceNames(cx, volume.node);
  const alike = wanted.filter((name) => sources.some((source) => source.includes(name) || name.includes(source)));
  const isAlone = rivals.every(
    ({ node }) => node === volume.node || !sourceNames(cx, node).some((source) => source.includes(alike[0] ?? source)),
  );
  return alike.length === 1 && isAlone ? alike[0] : undefined;
}

/** Names by which containers use volumes that nothing is called by. */
function undefinedNames(cx: CheckContext, pod: NodeId): ReadonlySet<string> {
  const templates = templatesOf(cx).map((template) => cx.string(cx.value(template, 'metadata'), 'name'));
  const known = new Set([...cx.itemsOf(pod, 'volumes').map((volume) => cx.string(volume, 'name')), ...templates]);
  const names = new Set<string>();
  for (const container of allContainers(cx, pod)) {
    for (const use of [...cx.itemsOf(container, 'volumeMounts'), ...cx.itemsOf(container, 'volumeDevices')]) {
      const name = cx.string(use, 'name');
      if (!known.has(name) && formatFault('dnsLabel', name, cx.minor) === undefined) names.add(name);
    }
  }
  return names;
}

/** What the source of a volume is called by: a ConfigMap, a Secret, a claim. */
function sourceNames(cx: CheckContext, volume: NodeId): readonly string[] {
  return cx.keys(volume).flatMap((key) => {
    const source = cx.tree.next(key);
    const names = [cx.keyText(key), ...['name', 'secretName', 'claimName'].map((field) => cx.string(source, field))];
    return cx.isMapping(source) ? names.filter((name) => name.length > 2) : [];
  });
}

/** The sample for the name of a volume. */
export function volumeNameSample(cx: CheckContext, volume: NodeId): string | undefined {
  if (volume < 0) return undefined;
  const name = nameWanted(cx, { node: volume, isTemplate: false });
  return name === undefined ? undefined : yamlString(name);
}

/** The sample for the name of a claim template, whose metadata may not be written. */
export function templateNameSample(cx: CheckContext, metadata: NodeId): string | undefined {
  const node = metadata < 0 ? cx.absentNodes[NO_NODE - 1 - metadata]?.parent : cx.tree.parent(metadata);
  const name = node === undefined || node < 0 ? undefined : nameWanted(cx, { node, isTemplate: true });
  return name === undefined ? undefined : yamlString(name);
}

/** The sample for the name that a mount or a device lacks: the only volume that its container does not use yet. */
export function unusedVolume(cx: CheckContext, use: NodeId): string | undefined {
  const pod = use < 0 ? NO_NODE : podAround(cx, use);
  if (pod === NO_NODE) return undefined;
  const container = cx.tree.parent(cx.tree.parent(use));
  const uses = [...cx.itemsOf(container, 'volumeMounts'), ...cx.itemsOf(container, 'volumeDevices')];
  const used = new Set(uses.map((other) => cx.string(other, 'name')));
  const templates = templatesOf(cx).map((template) => cx.string(cx.value(template, 'metadata'), 'name'));
  const names = new Set([...cx.itemsOf(pod, 'volumes').map((volume) => cx.string(volume, 'name')), ...templates]);
  const unused = [...names].filter((name) => name !== '' && !used.has(name));
  return unused.length === 1 ? yamlString(unused[0]!) : undefined;
}
