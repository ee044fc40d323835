import { isPlainWord, isQuotedWord, isValue, lastNodeFrom } from './harmlessWords.ts';
import { addNode, emptySet } from './nodeSet.ts';
import { ReadDocument } from './parse.ts';
import { lineEndFrom } from './parser/characters.ts';
import { Marks } from './parser/marks.ts';
import { mayBeTemplate } from './template.ts';
import {
  NO_NODE,
  type NodeId,
  NodeKind,
  NodeStyle,
  type TreeColumns,
  type YamlDocument,
  type YamlTree,
} from './tree.ts';

/** A value that is another one than in the document that it is compared with. */
interface OtherValue {
  readonly node: NodeId;
  /** By how much all behind it is further back than there. */
  readonly shift: number;
}

/** Documents that more tells apart are read. */
const mostValues = 100;

/**
 * The document of a text that is that of `model` but for values that stand at the ends of lines, of characters that mean
 * nothing to YAML: its tree is the model's with what lies behind them moved. Undefined for all other texts.
 */
export function likeDocument(model: ReadDocument, text: string): ReadDocument | undefined {
  const values = otherValues(model, text);
  if (values === undefined) return undefined;
  const document = model.withWords(text, moved(model.tree.columns, values), Marks.none);
  const differing = emptySet(model.tree.size);
  for (const { node } of values) addNode(differing, node);
  document.setLike(model, differing);
  return document;
}

/** Whether other documents can be like one: it is sound, and each of its values stands for itself. */
export function canBeModel(document: YamlDocument): document is ReadDocument {
  if (!(document instanceof ReadDocument) || document.problems.length > 0) return false;
  const { tree } = document;
  if (tree.size === 0 || tree.kind(0) !== NodeKind.mapping) return false;
  return tree.extras.anchors.size === 0 && tree.extras.tags.size === 0;
}

function otherValues(model: ReadDocument, text: string): readonly OtherValue[] | undefined {
  const { tree } = model;
  const values: OtherValue[] = [];
  let shift = 0;
  for (let at = firstDifference(model.text, text, 0, 0); at < Number.POSITIVE_INFINITY; ) {
    const node = scalarAround(tree, at);
    if (node === NO_NODE || values.length === mostValues) return undefined;
    // The kind says whether `${…}` is a placeholder.
    if (tree.parent(node) === 0 && mayBeTemplate(text)) return undefined;
    const start = tree.start(node) + shift;
    const end = lineEndFrom(text, start);
    const isQuoted = tree.style(node) !== NodeStyle.plain;
    const isWord = isQuoted ? isWordInQuotes : isPlainWord;
    if (!isWord(model.text, tree.start(node), tree.end(node)) || !isWord(text, start, end)) return undefined;
    // Of the same quotes.
    if (isQuoted && text.charCodeAt(start) !== model.text.charCodeAt(tree.start(node))) return undefined;
    shift = end - tree.end(node);
    values.push({ node, shift });
    at = firstDifference(model.text, text, tree.end(node), shift);
  }
  return values;
}

/** Offset in `one` of the first character that is another one in `other`, where it is `shift` further; infinite where none is. */
function firstDifference(one: string, other: string, from: number, shift: number): number {
  const most = Math.min(one.length, other.length - shift);
  let at = from;
  while (at + chunk <= most && one.startsWith(other.slice(at + shift, at + shift + chunk), at)) at += chunk;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at + shift)) at++;
  return at === one.length && at + shift === other.length ? Number.POSITIVE_INFINITY : at;
}

/** So many characters are compared at once. */
const chunk = 128;

/** The value that an offset lies in, or right behind, which ends with its line; NO_NODE where there is none. */
function scalarAround(tree: YamlTree, offset: number): NodeId {
  const node = lastNodeFrom(tree, offset);
  const end = tree.end(node);
  if (tree.kind(node) !== NodeKind.scalar || offset > end || lineEndFrom(tree.text, offset) !== end) return NO_NODE;
  const style = tree.style(node);
  const isWord = style === NodeStyle.plain || style === NodeStyle.doubleQuoted || style === NodeStyle.singleQuoted;
  const isInBlock = isWord && tree.style(tree.parent(node)) === NodeStyle.block;
  return isInBlock && isValue(tree, node) ? node : NO_NODE;
}

/** Whether a value is a word within quotes. */
function isWordInQuotes(text: string, start: number, end: number): boolean {
  const isClosed = end - start > 1 && text.charCodeAt(start) === text.charCodeAt(end - 1);
  return isClosed && isQuotedWord(text, start + 1, end);
}

/** The columns with all that lies behind the values moved; `values` are in order. */
function moved(columns: TreeColumns, values: readonly OtherValue[]): TreeColumns {
  if (values.every(({ shift }) => shift === 0)) return columns;
  const size = columns.kinds.length;
  const first = values[0]!.node;
  const starts = columns.starts.slice();
  const ends = columns.ends.slice();
  if (shifts.length < size) shifts = new Int32Array(2 * size);
  shifts.fill(0, 0, first);
  for (let node = first, next = 0, shift = 0; node < size; node++) {
    starts[node]! += shift;
    if (node === values[next]?.node) shift = values[next++]!.shift;
    shifts[node] = shift;
  }
  // A collection ends where its last child does.
  for (let node = 0; node < size; node++) ends[node]! += shifts[columns.nexts[node]! - 1]!;
  return { ...columns, starts, ends };
}

/** By how much what comes behind each node is moved: memory of `moved`, which is asked thousands of times in a check. */
let shifts = new Int32Array(256);
