import { findKey } from './scalars.ts';
import { NO_NODE, type NodeId, type YamlTree } from './tree.ts';

/** Nodes of a tree, a bit for each. */
export type NodeSet = Uint32Array;

/** A set for nodes of a tree of that size, with none in it. */
export function emptySet(size: number): NodeSet {
  return new Uint32Array((size + 31) >> 5);
}

/** Adds one node. */
export function addNode(set: NodeSet, node: NodeId): void {
  set[node >> 5]! |= 1 << (node & 31);
}

/** Whether a node is in a set. */
export function hasNode(set: NodeSet, node: NodeId): boolean {
  return (set[node >> 5]! & (1 << (node & 31))) !== 0;
}

/** Whether two sets for trees of one size have a node in common. */
export function meet(one: NodeSet, other: NodeSet): boolean {
  for (let at = 0; at < one.length; at++) if ((one[at]! & other[at]!) !== 0) return true;
  return false;
}

/** Fields of nodes, the name of each beside its node; all fields or items of a node where there is no name. */
interface Fields {
  readonly nodes: readonly NodeId[];
  readonly names: readonly (string | undefined)[];
}

/** Adds the values of fields. */
export function addValues(set: NodeSet, tree: YamlTree, { nodes, names }: Fields): void {
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const name = names[at];
    if (name !== undefined) {
      const key = findKey(tree, node, name);
      if (key !== NO_NODE) addNode(set, tree.next(key));
    } else if (node !== NO_NODE) {
      for (let child = tree.firstChild(node); child !== NO_NODE; child = tree.nextSibling(child)) addNode(set, child);
    }
  }
}

/** The nodes of either of two sets for trees of one size. */
export function union(one: NodeSet, other: NodeSet): NodeSet {
  return one.map((bits, at) => bits | other[at]!);
}
