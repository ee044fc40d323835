import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { CheckContext } from '../context.ts';

/** The containers of a Pod's spec, then its init containers; none where there is no such spec. */
export function allContainers(cx: CheckContext, pod: NodeId): readonly NodeId[] {
  if (pod === NO_NODE) return [];
  return [...cx.itemsOf(pod, 'containers'), ...cx.itemsOf(pod, 'initContainers')];
}

/** The same in the order in which they run. */
export function containersAsRun(cx: CheckContext, pod: NodeId): readonly NodeId[] {
  if (pod === NO_NODE) return [];
  return [...cx.itemsOf(pod, 'initContainers'), ...cx.itemsOf(pod, 'containers')];
}
