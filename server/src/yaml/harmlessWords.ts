import { COLON, COMMA, DOUBLE_QUOTE, SINGLE_QUOTE, SPACE } from './parser/characters.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from './tree.ts';

/** The last node that begins at or before an offset; the first one where none does. */
export function lastNodeFrom({ columns: { starts }, size }: YamlTree, offset: number): NodeId {
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether a scalar is the value of a key or an item of a list, and so is all around it that is of flow style. */
export function isValue(tree: YamlTree, node: NodeId): boolean {
  for (let at = node; ; ) {
    const parent = tree.parent(at);
    if (parent === NO_NODE || !isValueOf(tree, parent, at)) return false;
    const before = tree.text.charCodeAt(tree.start(at) - 1);
    if (tree.style(parent) === NodeStyle.block) return before === SPACE;
    if (before !== SPACE && before !== COMMA && before !== OPEN_BRACKET) return false;
    at = parent;
  }
}

function isValueOf(tree: YamlTree, parent: NodeId, node: NodeId): boolean {
  if (tree.kind(parent) === NodeKind.sequence) return true;
  let key = parent + 1;
  while (key < node && tree.next(key) !== node) key = tree.next(tree.next(key));
  return key < node;
}

/**
 * Whether a plain scalar is letters, digits and what may stand between and behind them, or a path; none that YAML or JSON
 * trips over.
 */
export function isPlainWord(text: string, start: number, end: number): boolean {
  if (end <= start || end - start > LONGEST_WORD) return false;
  const first = text.charCodeAt(start);
  if (!isWordCharacter(first) && first !== SLASH) return false;
  if (text.charCodeAt(end - 1) === SPACE) return false;
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isWordCharacter(code) || isInner(code) || code === SPACE) continue;
    // Only a blank behind it makes a key of what stands before it.
    if (code !== COLON || !isWordCharacter(text.charCodeAt(at + 1))) return false;
  }
  return true;
}

/** Whether what stands from `start` to the closing quote is one line without quotes, escapes and marks of templates. */
export function isQuotedWord(text: string, start: number, end: number): boolean {
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
const SLASH = 47;
const OPEN_BRACKET = 91;

function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

/** `-`, `.`, `/`, `+`, `=`, `@` within a word. */
function isInner(code: number): boolean {
  return (code >= 45 && code <= 47) || code === 43 || code === 61 || code === 64;
}
