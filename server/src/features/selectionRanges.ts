import type { Snapshot } from '../analysis/snapshot.ts';
import { type Range, shiftRange } from '../base/range.ts';
import { textRange } from '../manifest/places.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';

/**
 * The stretches around an offset of an open file, from the word outwards: text in quotes, value, field with its key, list
 * or mapping, …, document, file. Each holds the one before it.
 */
export function selectionRanges(snapshot: Snapshot, uri: string, offset: number): Range[] {
  const place = snapshot.place(uri, offset);
  if (!place) return [];
  const { tree, text } = place.document;
  const ranges: Range[] = [];
  const add = (range: Range) => {
    const last = ranges.at(-1);
    if (range.start > place.offset || range.end < place.offset) return;
    if (last && (range.start > last.start || range.end < last.end)) return;
    if (!last || last.start !== range.start || last.end !== range.end) ranges.push(range);
  };
  for (let node = innermost(tree, place.offset); node !== NO_NODE; node = tree.parent(node)) {
    const range = { start: tree.start(node), end: tree.end(node) };
    if (isInBrackets(tree, node)) add({ start: range.start + 1, end: range.end - 1 });
    else if (tree.kind(node) === NodeKind.scalar) add(textRange(tree, node));
    add(range);
    add(fieldRange(tree, node));
  }
  add({ start: 0, end: text.length });
  const inFile = ranges.map((range) => shiftRange(range, place.documentStart));
  const whole = { start: 0, end: place.file.text.length };
  const outer = inFile.at(-1);
  return outer && outer.start === whole.start && outer.end === whole.end ? inFile : [...inFile, whole];
}

function innermost(tree: YamlTree, offset: number): NodeId {
  let found = NO_NODE;
  for (let node = 0; node < tree.size; ) {
    const holds = tree.start(node) <= offset && offset <= tree.end(node);
    if (holds) found = node;
    node = holds ? node + 1 : tree.next(node);
  }
  return found;
}

function isInBrackets(tree: YamlTree, node: NodeId): boolean {
  return tree.style(node) === NodeStyle.flow && tree.end(node) - tree.start(node) >= 2;
}

/** Key and value together, of a node that is one of them; the node itself otherwise. */
function fieldRange(tree: YamlTree, node: NodeId): Range {
  const parent = tree.parent(node);
  const own = { start: tree.start(node), end: tree.end(node) };
  if (parent === NO_NODE || tree.kind(parent) !== NodeKind.mapping) return own;
  let key = tree.firstChild(parent);
  while (key !== NO_NODE) {
    const value = tree.nextSibling(key);
    if (value === NO_NODE) return own;
    if (key === node || value === node) {
      return { start: tree.start(key), end: Math.max(tree.end(key), tree.end(value)) };
    }
    key = tree.nextSibling(value);
  }
  return own;
}
