import { isPlainWord, isQuotedWord, isValue, lastNodeFrom } from './harmlessWords.ts';
import { ReadDocument } from './parse.ts';
import { COLON } from './parser/characters.ts';
import type { TextChange } from './reparse.ts';
import { isStringWord, UPPER_A } from './resolve.ts';
import { keyTextOf } from './scalars.ts';
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

/**
 * The document after a change within one value or key of one line, of characters that mean nothing to YAML: its tree is the
 * old one with what lies behind moved. Undefined for all other changes, and where the text could mean something else.
 */
export function retype(old: YamlDocument, change: TextChange, text: string): YamlDocument | undefined {
  if (!(old instanceof ReadDocument) || old.problems.length > 0) return undefined;
  const { tree, result } = old;
  if (tree.extras.anchors.size > 0) return undefined;
  const node = nodeAround(tree, change);
  if (node === NO_NODE || tree.tag(node) !== undefined) return undefined;
  const shift = change.newEnd - change.oldEnd;
  const range = { start: tree.start(node), end: tree.end(node) + shift };
  const isValueHere = isValue(tree, node);
  if (!isValueHere && !isOtherKey(tree, node, text.slice(range.start, range.end))) return undefined;
  // Keys and the kind say whether `${…}` is a placeholder.
  if ((!isValueHere || tree.parent(node) === 0) && mayBeTemplate(text)) return undefined;
  const isHarmless =
    tree.style(node) === NodeStyle.plain
      ? isPlainWord(old.text, range.start, tree.end(node)) && isPlainWord(text, range.start, range.end)
      : isQuotedWord(old.text, change.start, tree.end(node)) && isQuotedWord(text, range.start + 1, range.end);
  if (!isHarmless) return undefined;
  const columns = moved(tree.columns, node, shift);
  const document = old.withWords(text, columns, result.marks.afterRetyping(tree.end(node), shift));
  document.setRetyped(old, node);
  return document;
}

/** The scalar that a change lies in, quotes not touched; NO_NODE where it is not in one. */
function nodeAround(tree: YamlTree, { start, oldEnd }: TextChange): NodeId {
  const node = lastNodeFrom(tree, start);
  if (node >= tree.size || tree.kind(node) !== NodeKind.scalar) return NO_NODE;
  const style = tree.style(node);
  if (style === NodeStyle.plain) return tree.start(node) <= start && oldEnd <= tree.end(node) ? node : NO_NODE;
  const isQuoted = style === NodeStyle.doubleQuoted || style === NodeStyle.singleQuoted;
  return isQuoted && tree.start(node) < start && oldEnd < tree.end(node) ? node : NO_NODE;
}

/** Whether a scalar is a key of a block mapping, in front of its colon, and both it and `word` are names of their own there. */
function isOtherKey(tree: YamlTree, node: NodeId, word: string): boolean {
  const { text } = tree;
  const parent = tree.parent(node);
  if (parent === NO_NODE || tree.style(parent) !== NodeStyle.block || tree.style(node) !== NodeStyle.plain)
    return false;
  if (text.charCodeAt(tree.end(node)) !== COLON) return false;
  if (!isName(text.slice(tree.start(node), tree.end(node))) || !isName(word)) return false;
  for (let key = parent + 1; key < tree.next(parent); key = tree.next(tree.next(key))) {
    if (key !== node && keyTextOf(tree, key) === word) return false;
  }
  return true;
}

/** Whether a word is letters, digits and signs behind a letter, and nothing but a string. */
function isName(word: string): boolean {
  return word.charCodeAt(0) >= UPPER_A && !word.includes(' ') && !word.includes(':') && isStringWord(word);
}

/** The columns with all that begins behind a node, and the ends of what is around it, moved. */
function moved(columns: TreeColumns, node: NodeId, shift: number): TreeColumns {
  if (shift === 0) return columns;
  const starts = columns.starts.slice();
  const ends = columns.ends.slice();
  const end = columns.ends[node]!;
  for (let at = node + 1; at < starts.length; at++) {
    starts[at]! += shift;
    ends[at]! += shift;
  }
  ends[node] = end + shift;
  // A collection ends where its last child does, so that those around the node that end there move with it.
  for (let at = columns.parents[node]!; at !== NO_NODE; at = columns.parents[at]!) ends[at]! += shift;
  return { ...columns, starts, ends };
}
