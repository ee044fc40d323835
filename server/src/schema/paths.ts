import type { NodeId } from '../yaml/tree.ts';
import type { CheckContext } from './context.ts';
import { isAtLeast, type Minor } from './minor.ts';

/** Where the API server's messages name a place in another way than by the field's own path. */
const oddities: readonly (readonly [RegExp, string])[] = [
  // Core validation passes the path of the list, not of the item
  [/(\.downwardAPI)\.items\[\d+\](?=\.|$)/, '$1'],
  [/(\.volumeMounts)\[\d+\](\.(?:subPath|mountPropagation|recursiveReadOnly))$/, '$1$2'],
  [/(\.projected)\.sources\[\d+\]\.serviceAccountToken(\.path)$/, '$1$2'],
  // …and has other words for some fields
  [/(\.volumes\[\d+\]|^spec)\.gcePersistentDisk\./, '$1.persistentDisk.'],
  [/(\.iscsi)\.initiatorName$/, '$1.initiatorname'],
  [/(odAffinityTerm|Execution\[\d+\])\.namespaces\[\d+\]$/, '$1.namespace'],
];

/** The field path that the API server reports for a field. */
export function reportedPath(path: string, minor: Minor): string {
  if (path.startsWith('metadata.ownerReferences[') && !isAtLeast(minor, '1.37')) return path.replace(/\[\d+\]/, '');
  for (const [pattern, replacement] of oddities) if (pattern.test(path)) return path.replace(pattern, replacement);
  return path;
}

/**
 * The path of a volume of a StatefulSet's Pods as the API server counts: claim templates come first, and a volume whose
 * name a claim template has is left out, as are image volumes while their gate is off. Kubernetes: apps validation,
 * `ValidatePodTemplateSpecForStatefulSet`; the controller builds Pods the same way.
 */
export function reportedVolumePath(cx: CheckContext, path: string): string {
  if (!path.startsWith(volumesPath)) return path;
  const spec = cx.value(cx.root, 'spec');
  const templates = cx.itemsOf(spec, 'volumeClaimTemplates');
  const names = new Set(templates.map((template) => cx.string(cx.value(template, 'metadata'), 'name')));
  const end = path.indexOf(']', volumesPath.length);
  const index = Number(path.slice(volumesPath.length, end));
  const volumes = cx.itemsOf(cx.value(cx.value(spec, 'template'), 'spec'), 'volumes');
  const isLeftOut = (volume: NodeId): boolean =>
    names.has(cx.string(volume, 'name')) || (!cx.isOn('ImageVolume') && cx.has(volume, 'image'));
  const left = volumes.slice(0, index).filter(isLeftOut).length;
  return `${volumesPath}${index + names.size - left}${path.slice(end)}`;
}

const volumesPath = 'spec.template.spec.volumes[';
