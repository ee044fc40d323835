import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { CheckContext } from '../context.ts';

/** The spec of the Pod that a node lies in: the innermost mapping around it with containers; NO_NODE without one. */
export function podAround(cx: CheckContext, node: NodeId): NodeId {
  for (let at = node; at >= 0; at = cx.parent(at)) if (cx.has(at, 'containers')) return at;
  return NO_NODE;
}
