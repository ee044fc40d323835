import { decodeScalar } from './decode.ts';
import { ReadDocument } from './parse.ts';
import { COLON, DOUBLE_QUOTE, SINGLE_QUOTE, SPACE } from './parser/characters.ts';
import type { TextChange } from './reparse.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type TreeColumns, type YamlDocument, YamlTree } from './tree.ts';

/**
 * The document after a change within one value of one line, of characters that mean nothing to YAML: its tree is the old
 * one with what lies behind moved. Undefined for all other changes, and where the value could mean something else.
 */
export function retype(old: YamlDocument, change: TextChange, text: string): YamlDocument | undefined {
  if (!(old instanceof ReadDocument) || old.problems.length > 0) return undefined;
  const { tree, result } = old;
  if (tree.extras.anchors.size > 0) return undefined;
  const node = nodeAround(tree, change);
  if (node === NO_NODE || tree.tag(node) !== undefined || !isValueOfBlock(tree, node)) return undefined;
  const shift = change.newEnd - change.oldEnd;
  const range = { start: tree.start(node), end: tree.end(node) + shift };
  const isHarmless =
    tree.style(node) === NodeStyle.plain
      ? isPlainWord(old.text, range.start, tree.end(node)) && isPlainWord(text, range.start, range.end)
      : isQuotedWord(old.text, change, tree.end(node)) &&
        isQuotedWord(text, { ...change, start: range.start + 1 }, range.end);
  if (!isHarmless) return undefined;
  const columns = moved(tree.columns, node, shift);
  const source = { text, shape: text, columns };
  const extras = { ...tree.extras, decode: (scalar: NodeId) => decodeScalar(source, scalar) };
  const marks = result.marks.afterRetyping(tree.end(node), shift);
  const document = new ReadDocument(text, { ...result, tree: new YamlTree(text, columns, extras), marks }, []);
  document.setRetyped(old, node);
  return document;
}

/** The scalar that a change lies in, quotes not touched; NO_NODE where it is not in one. */
function nodeAround(tree: YamlTree, { start, oldEnd }: TextChange): NodeId {
  let low = 0;
  let high = tree.size - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tree.start(middle) <= start) low = middle;
    else high = middle - 1;
  }
  if (low >= tree.size || tree.kind(low) !== NodeKind.scalar) return NO_NODE;
  const style = tree.style(low);
  if (style === NodeStyle.plain) return tree.start(low) <= start && oldEnd <= tree.end(low) ? low : NO_NODE;
  const isQuoted = style === NodeStyle.doubleQuoted || style === NodeStyle.singleQuoted;
  return isQuoted && tree.start(low) < start && oldEnd < tree.end(low) ? low : NO_NODE;
}

/** Whether a scalar is the value of a key or an item of a list, both of block style, behind a space in its line. */
function isValueOfBlock(tree: YamlTree, node: NodeId): boolean {
  const parent = tree.parent(node);
  if (parent === NO_NODE || tree.style(parent) !== NodeStyle.block) return false;
  if (tree.text.charCodeAt(tree.start(node) - 1) !== SPACE) return false;
  if (tree.kind(parent) === NodeKind.sequence) return true;
  let key = parent + 1;
  while (key < node && tree.next(key) !== node) key = tree.next(tree.next(key));
  return key < node;
}

/** Whether a plain scalar is letters, digits and what may stand between them; none that YAML or JSON trips over. */
function isPlainWord(text: string, start: number, end: number): boolean {
  if (end <= start || end - start > LONGEST_WORD) return false;
  if (!isWordCharacter(text.charCodeAt(start)) || !isWordCharacter(text.charCodeAt(end - 1))) return false;
  for (let at = start + 1; at < end - 1; at++) {
    const code = text.charCodeAt(at);
    if (isWordCharacter(code) || isInner(code) || code === SPACE) continue;
    // Only a blank behind it makes a key of what stands before it.
    if (code !== COLON || !isWordCharacter(text.charCodeAt(at + 1))) return false;
  }
  return true;
}

/** Whether what stands from `start` to the closing quote is one line without quotes, escapes and marks of templates. */
function isQuotedWord(text: string, { start }: Pick<TextChange, 'start'>, end: number): boolean {
  if (end - start > LONGEST_WORD) return false;
  for (let at = start; at < end - 1; at++) {
    const code = text.charCodeAt(at);
    if (isWordCharacter(code) || isInner(code) || code === SPACE || code === COLON) continue;
    return false;
  }
  const quote = text.charCodeAt(end - 1);
  return quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE;
}

const LONGEST_WORD = 1000;

function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

/** `-`, `.`, `/`, `+`, `=`, `@` within a word. */
function isInner(code: number): boolean {
  return (code >= 45 && code <= 47) || code === 43 || code === 61 || code === 64;
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
