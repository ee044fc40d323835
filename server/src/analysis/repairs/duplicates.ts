import { removeEntry } from '../../manifest/edits.ts';
import { isSameValue } from '../../yaml/sameValue.ts';
import { keyTextOf } from '../../yaml/scalars.ts';
import {
  NO_NODE,
  type NodeId,
  NodeKind,
  NodeStyle,
  type YamlDocument,
  type YamlProblem,
  type YamlTree,
} from '../../yaml/tree.ts';
import type { Repair } from './repair.ts';

/**
 * One of two entries with the same key is taken out. Which one only the author knows, unless both say the same or one
 * says nothing.
 */
export function removeDuplicate({ tree }: YamlDocument, { code, start }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-duplicate-key') return [];
  const second = keyAt(tree, start);
  const first = second === NO_NODE ? NO_NODE : keyBefore(tree, second);
  // A dash without the blank behind it begins items, of which none is there twice
  if (first === NO_NODE || tree.text[start] === '-') return [];
  const removal = (title: string, key: NodeId, isCertain: boolean): Repair => ({
    title,
    edits: [removeEntry(tree, key)],
    ...(isCertain ? {} : { isPreferred: false }),
  });
  if (isSameValue(tree, tree.next(first), tree.next(second)))
    return [removal('Remove this one, which says the same', second, true)];
  if (isEmpty(tree, tree.next(second))) return [removal('Remove this one, which is empty', second, true)];
  if (isEmpty(tree, tree.next(first))) return [removal('Remove the first one, which is empty', first, true)];
  return [removal('Remove this one', second, false), removal('Remove the first one', first, false)];
}

function isEmpty(tree: YamlTree, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.scalar && tree.style(node) === NodeStyle.empty && tree.anchor(node) === undefined;
}

/** The key that begins at a place. */
function keyAt(tree: YamlTree, start: number): NodeId {
  for (let node = 0; node < tree.size; node++) {
    if (tree.start(node) !== start || tree.kind(node) !== NodeKind.scalar) continue;
    const parent = tree.parent(node);
    if (parent !== NO_NODE && tree.kind(parent) === NodeKind.mapping) return node;
  }
  return NO_NODE;
}

/** The first key of the same mapping that says the same. */
function keyBefore(tree: YamlTree, key: NodeId): NodeId {
  const mapping = tree.parent(key);
  const name = keyTextOf(tree, key);
  for (
    let other = tree.firstChild(mapping);
    other !== NO_NODE && other < key;
    other = tree.nextSibling(tree.next(other))
  ) {
    if (tree.kind(other) === NodeKind.scalar && keyTextOf(tree, other) === name) return other;
  }
  return NO_NODE;
}
