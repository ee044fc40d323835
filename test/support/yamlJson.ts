import { findKey, jsonValueOf, mappingEntries } from '../../server/src/yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../../server/src/yaml/tree.ts';

/** The value that Kubernetes would read from a tree, aliases followed and merge keys applied. */
export function treeValue(tree: YamlTree, node: NodeId = tree.root): unknown {
  const at = node === NO_NODE ? NO_NODE : tree.resolve(node);
  if (at === NO_NODE) return null;
  if (tree.kind(at) === NodeKind.scalar) {
    const value = jsonValueOf(tree, at);
    return Object.is(value, -0) ? 0 : value;
  }
  if (tree.kind(at) === NodeKind.sequence) {
    const items: unknown[] = [];
    for (let item = tree.firstChild(at); item !== NO_NODE; item = tree.nextSibling(item))
      items.push(treeValue(tree, item));
    return items;
  }
  const entries: [string, unknown][] = [];
  for (const [, value, text] of mappingEntries(tree, at)) entries.push([text, treeValue(tree, value)]);
  return Object.fromEntries(entries);
}

/** Like `JSON.stringify`, with the keys of objects sorted. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const KIND_NAMES = new Map<number, string>(Object.entries(NodeKind).map(([name, kind]) => [kind, name]));
const STYLE_NAMES = new Map<number, string>(Object.entries(NodeStyle).map(([name, style]) => [style, name]));

/** A tree as lines: depth, kind, style, place, properties, text. */
export function outline(tree: YamlTree): string[] {
  const lines: string[] = [];
  const depths = new Map<NodeId, number>([[NO_NODE, -1]]);
  for (let node = 0; node < tree.size; node++) {
    const depth = depths.get(tree.parent(node))! + 1;
    depths.set(node, depth);
    const kind = KIND_NAMES.get(tree.kind(node));
    const style = STYLE_NAMES.get(tree.style(node));
    const anchor = tree.anchor(node);
    const tag = tree.tag(node);
    const parts = [`${kind}/${style}`, `${tree.start(node)}-${tree.end(node)}`];
    if (anchor !== undefined) parts.push(`&${anchor}`);
    if (tag !== undefined) parts.push(tag);
    if (tree.kind(node) === NodeKind.scalar) parts.push(JSON.stringify(tree.scalarText(node)));
    lines.push('  '.repeat(depth) + parts.join(' '));
  }
  return lines;
}

/** The value of a mapping's field, also one that `<<` brings in; NO_NODE when there is none or `mapping` is no mapping. */
export function findValue(tree: YamlTree, mapping: NodeId, name: string): NodeId {
  const key = findKey(tree, mapping, name);
  return key === NO_NODE ? NO_NODE : tree.next(key);
}
