import { jsonValueOf, keyTextOf } from './scalars.ts';
import { NO_NODE, type NodeId, NodeKind, type YamlTree } from './tree.ts';

/**
 * Whether two values of a tree are the same to Kubernetes, however they are written; the order of keys does not count.
 * False where one holds an anchor, a merge key or the same key twice, of which more would have to be known.
 */
export function isSameValue(tree: YamlTree, one: NodeId, other: NodeId): boolean {
  const a = tree.resolve(one);
  const b = tree.resolve(other);
  if (a === NO_NODE || b === NO_NODE || tree.kind(a) !== tree.kind(b)) return false;
  if (tree.anchor(a) !== undefined || tree.anchor(b) !== undefined) return a === b;
  if (tree.tag(a) !== tree.tag(b)) return false;
  switch (tree.kind(a)) {
    case NodeKind.mapping:
      return haveSameEntries(tree, a, b);
    case NodeKind.sequence:
      return haveSameItems(tree, a, b);
    default:
      return jsonValueOf(tree, a) === jsonValueOf(tree, b);
  }
}

function haveSameItems(tree: YamlTree, a: NodeId, b: NodeId): boolean {
  let one = tree.firstChild(a);
  let other = tree.firstChild(b);
  while (one !== NO_NODE && other !== NO_NODE && isSameValue(tree, one, other)) {
    one = tree.nextSibling(one);
    other = tree.nextSibling(other);
  }
  return one === NO_NODE && other === NO_NODE;
}

function haveSameEntries(tree: YamlTree, a: NodeId, b: NodeId): boolean {
  const values = valuesByName(tree, a);
  const others = valuesByName(tree, b);
  if (!values || !others || values.size !== others.size) return false;
  for (const [name, value] of values) {
    const other = others.get(name);
    if (other === undefined || !isSameValue(tree, value, other)) return false;
  }
  return true;
}

function valuesByName(tree: YamlTree, mapping: NodeId): ReadonlyMap<string, NodeId> | undefined {
  const values = new Map<string, NodeId>();
  for (let key = tree.firstChild(mapping); key !== NO_NODE; key = tree.nextSibling(tree.next(key))) {
    const name = keyTextOf(tree, key);
    if (name === '<<' || values.has(name)) return undefined;
    values.set(name, tree.next(key));
  }
  return values;
}
