import { limits } from '../base/limits.ts';
import { decodeScalar } from './decode.ts';
import { readStrictly } from './parse.ts';
import { BYTE_ORDER_MARK, isDocumentMark, LF, SPACE } from './parser/characters.ts';
import { mayBeTemplate } from './template.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type TreeColumns, type YamlDocument, YamlTree } from './tree.ts';
import { findTreeProblems, hasDuplicateKeys } from './treeProblems.ts';

/** What became of a document's text: `start` to `oldEnd` was replaced by what is now `start` to `newEnd`. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * The document after a change, made by reading only the entries of the innermost block mapping or sequence that the
 * change touches, and moving the rest. Undefined whenever it is not certain that this gives what reading the whole text
 * would: in broken texts and templates, where aliases are about, or when the change reaches beyond its entry.
 */
export function reparse(old: YamlDocument, change: TextChange, text: string): YamlDocument | undefined {
  if (old.unread || old.problems.length > 0 || old.isTemplate || old.tree.extras.anchors.size > 0) return undefined;
  if (old.text.charCodeAt(0) === BYTE_ORDER_MARK || old.text.charAt(0) === '%' || text.includes('<<')) return undefined;
  let tries = 0;
  for (let collection = collectionAround(old.tree, change); collection !== NO_NODE && tries < MOST_TRIES; ) {
    const region = regionIn(old.tree, collection, { change, text });
    if (region !== undefined) {
      if (region.end - region.start > text.length / 2) return undefined;
      const tree = splice(old.tree, region, { change, text });
      if (tree !== undefined) return { text, tree, problems: [], isTemplate: false };
      tries++;
    }
    collection = old.tree.parent(collection);
  }
  return undefined;
}

/** How many regions are tried, each around the one before; most texts that fail twice are broken. */
const MOST_TRIES = 2;

/** Consecutive entries of a block collection, with the lines that they take up. */
interface Region {
  readonly collection: NodeId;
  /** The first node of the entries, and the first one behind them. */
  readonly firstNode: NodeId;
  readonly endNode: NodeId;
  /** The first character of the entries' first line, and of the first line behind them. */
  readonly start: number;
  readonly end: number;
}

/** The innermost block collection around a change, or NO_NODE. */
function collectionAround(tree: YamlTree, change: TextChange): NodeId {
  let found: NodeId = NO_NODE;
  let node = tree.root;
  while (node !== NO_NODE) {
    const isAround = tree.start(node) <= change.start && change.oldEnd <= tree.end(node);
    if (isAround && tree.style(node) === NodeStyle.block) {
      found = node;
      node = tree.firstChild(node);
    } else if (isAround || tree.start(node) > change.start) {
      return found;
    } else {
      node = tree.nextSibling(node);
    }
  }
  return found;
}

/** The entries of `collection` that the change touches; undefined when they do not begin and end with whole lines. */
function regionIn(
  tree: YamlTree,
  collection: NodeId,
  { change, text }: { change: TextChange; text: string },
): Region | undefined {
  const isMapping = tree.kind(collection) === NodeKind.mapping;
  const column = columnOf(tree.text, tree.start(collection));
  // Whole lines that are put between two entries can be read with either; the one above them is often the smaller one.
  const isNewLines = change.oldEnd === change.start && text.charCodeAt(change.newEnd - 1) === LF;
  let firstNode: NodeId = NO_NODE;
  let start = -1;
  let entry = tree.firstChild(collection);
  while (entry !== NO_NODE) {
    const entryStart = entryLine(tree, entry, isMapping ? -1 : column);
    if (entryStart > change.start || (isNewLines && entryStart === change.start && start !== -1)) break;
    firstNode = entry;
    start = entryStart;
    entry = nextEntry(tree, entry, isMapping);
  }
  // Entries that do not begin their line have -1 here, and so does the change before the first one.
  if (firstNode === NO_NODE || start === -1) return undefined;
  while (entry !== NO_NODE && entryLine(tree, entry, isMapping ? -1 : column) < change.oldEnd) {
    entry = nextEntry(tree, entry, isMapping);
  }
  const endNode = entry === NO_NODE ? tree.next(collection) : entry;
  const end = endNode === tree.size ? tree.text.length : lineStartOf(tree.text, tree.start(endNode));
  return change.oldEnd <= end ? { collection, firstNode, endNode, start, end } : undefined;
}

function nextEntry(tree: YamlTree, entry: NodeId, isMapping: boolean): NodeId {
  return tree.nextSibling(isMapping ? tree.next(entry) : entry);
}

/**
 * Where the line begins that an entry begins, -1 if something else begins it. `dashColumn` is that of a sequence's
 * dashes, -1 for keys of a mapping.
 */
function entryLine(tree: YamlTree, entry: NodeId, dashColumn: number): number {
  const { text } = tree;
  const lineStart = lineStartOf(text, tree.start(entry));
  let at = lineStart;
  while (text.charCodeAt(at) === SPACE) at++;
  if (dashColumn === -1) return at === tree.start(entry) ? lineStart : -1;
  return at - lineStart === dashColumn && text.charAt(at) === '-' && at < tree.start(entry) ? lineStart : -1;
}

function lineStartOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

function splice(
  old: YamlTree,
  region: Region,
  { change, text }: { change: TextChange; text: string },
): YamlTree | undefined {
  const shift = change.newEnd - change.oldEnd;
  const end = region.end + shift;
  if (end < text.length && text.charCodeAt(end - 1) !== LF) return undefined;
  const fragment = text.slice(region.start, end);
  if (RARE_BREAK.test(fragment) || hasMarks(fragment) || mayBeTemplate(fragment)) return undefined;
  const inner = readStrictly(fragment);
  if (inner === undefined || !isLike(old, region, inner) || findTreeProblems(inner).length > 0) return undefined;
  if (depthOf(old, region.collection) + deepest(inner) > limits.levels / 2) return undefined;
  const columns = spliceColumns(old.columns, inner.columns, { region, shift });
  const tags = spliceTags(old, inner, region);
  const source = { text, shape: text, columns };
  const extras = { anchors: old.extras.anchors, tags, decode: (node: NodeId) => decodeScalar(source, node) };
  const tree = new YamlTree(text, columns, extras);
  return hasDuplicateKeys(tree, region.collection) ? undefined : tree;
}

function depthOf(tree: YamlTree, node: NodeId): number {
  let depth = 0;
  for (let above = node; above !== NO_NODE; above = tree.parent(above)) depth++;
  return depth;
}

/** At least as many levels as a tree has. */
function deepest(tree: YamlTree): number {
  if (tree.size < limits.levels / 4) return tree.size;
  let most = 0;
  const depths = new Int32Array(tree.size);
  for (let node = 1; node < tree.size; node++) {
    depths[node] = depths[tree.parent(node)]! + 1;
    if (depths[node]! > most) most = depths[node]!;
  }
  return most + 1;
}

/** Line ends that only YAML 1.1 knows, or that are no LF or CRLF. */
const RARE_BREAK = /\r(?!\n)|[\x85\u2028\u2029]/;

/** Whether a line begins with what separates documents, or with a directive. */
function hasMarks(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    if (text.charAt(at) === '%' || text.startsWith('---', at) || isDocumentMark(text, at)) return true;
    const newline = text.indexOf('\n', at);
    if (newline === -1) return false;
    at = newline + 1;
  }
  return false;
}

/** Whether what was read is entries of the same kind, at the same column and from the first line on, without anchors. */
function isLike(old: YamlTree, { collection }: Region, inner: YamlTree): boolean {
  if (inner.root === NO_NODE || inner.extras.anchors.size > 0 || inner.tag(inner.root) !== undefined) return false;
  if (inner.kind(inner.root) !== old.kind(collection) || inner.style(inner.root) !== NodeStyle.block) return false;
  const column = columnOf(old.text, old.start(collection));
  // On the first line: blank lines and comments before it could belong to what stands above.
  return inner.start(inner.root) === column && columnOf(inner.text, column) === column;
}

function spliceColumns(
  old: TreeColumns,
  inner: TreeColumns,
  { region, shift }: { region: Region; shift: number },
): TreeColumns {
  const { collection, firstNode, endNode, start } = region;
  const added = inner.kinds.length - 1;
  const grown = added - (endNode - firstNode);
  const size = old.kinds.length + grown;
  const tail = firstNode + added;
  const kinds = new Uint8Array(size);
  const styles = new Uint8Array(size);
  const starts = new Int32Array(size);
  const ends = new Int32Array(size);
  const nexts = new Int32Array(size);
  const parents = new Int32Array(size);
  for (const [fresh, past, read] of [
    [kinds, old.kinds, inner.kinds],
    [styles, old.styles, inner.styles],
    [starts, old.starts, inner.starts],
    [ends, old.ends, inner.ends],
    [nexts, old.nexts, inner.nexts],
    [parents, old.parents, inner.parents],
  ] as const) {
    fresh.set(past.subarray(0, firstNode));
    fresh.set(read.subarray(1), firstNode);
    fresh.set(past.subarray(endNode), tail);
  }
  for (let node = firstNode; node < tail; node++) {
    starts[node]! += start;
    ends[node]! += start;
    nexts[node]! += firstNode - 1;
    parents[node] = parents[node] === 0 ? collection : parents[node]! + firstNode - 1;
  }
  for (let node = tail; node < size; node++) {
    starts[node]! += shift;
    ends[node]! += shift;
    nexts[node]! += grown;
    if (parents[node]! >= endNode) parents[node]! += grown;
  }
  const columns = { kinds, styles, starts, ends, nexts, parents };
  settleAncestors(columns, old, { region, grown, shift, innerEnd: inner.ends[0]! + start });
  return columns;
}

/** Moves the ends of the collections around the region. */
function settleAncestors(
  columns: TreeColumns,
  old: TreeColumns,
  moved: { region: Region; grown: number; shift: number; innerEnd: number },
): void {
  const { region, grown, shift } = moved;
  let isLast = region.endNode === old.nexts[region.collection];
  let end = moved.innerEnd;
  for (let node = region.collection; node !== NO_NODE; node = old.parents[node]!) {
    const parent = old.parents[node]!;
    if (!isLast) end = old.ends[node]! + shift;
    columns.ends[node] = end;
    columns.nexts[node] = old.nexts[node]! + grown;
    isLast = parent !== NO_NODE && old.nexts[parent] === old.nexts[node];
  }
}

function spliceTags(old: YamlTree, inner: YamlTree, region: Region): ReadonlyMap<NodeId, string> {
  const { tags } = old.extras;
  if (tags.size === 0 && inner.extras.tags.size === 0) return tags;
  const { firstNode, endNode } = region;
  const grown = inner.size - 1 - (endNode - firstNode);
  const spliced = new Map<NodeId, string>();
  for (const [node, tag] of tags) {
    if (node < firstNode) spliced.set(node, tag);
    else if (node >= endNode) spliced.set(node + grown, tag);
  }
  for (const [node, tag] of inner.extras.tags) spliced.set(node + firstNode - 1, tag);
  return spliced;
}
