import type { OpenFile } from '../analysis/snapshot.ts';
import { columnOf, ownStart } from '../manifest/places.ts';
import { keyOf } from '../manifest/replaceValue.ts';
import type { TextEdit } from '../text/sourceText.ts';
import { lineEndOf, lineStartOf, nextLineOf } from '../text/textLines.ts';
import { editDocument } from '../yaml/editDocument.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';

/**
 * What the line on which the cursor (`offset`) is begins with, right after Enter was pressed: below a key and below `|` the
 * blanks for what they hold, below an item of one value the dash of the next one, below the first field of an item the
 * blanks for the next field. Nothing where something stands on the line already, and where it would spoil the text.
 */
export function indentNewLine(
  { stream }: OpenFile,
  offset: number,
  { tabSize }: { readonly tabSize: number },
): readonly TextEdit[] {
  const { start, document } = stream.documentAt(offset);
  const { text, tree } = document;
  // Between documents stand their marks.
  if (offset < start || offset > start + text.length) return [];
  const line = lineStartOf(text, offset - start);
  const blank = text.slice(line, lineEndOf(text, line));
  if (line === 0 || blank.trim() !== '') return [];
  const above = lineStartOf(text, line - 1);
  const wanted = lineBelow(tree, { start: above, end: lineEndOf(text, above) }, tabSize);
  if (wanted === undefined || wanted === blank) return [];
  // The cursor stays behind what is put in where it is.
  const isLonger = wanted.startsWith(blank);
  const from = isLonger ? line + blank.length : line;
  const to = line + blank.length;
  const newText = isLonger ? wanted.slice(blank.length) : wanted;
  const after = text.slice(0, from) + newText + text.slice(to);
  const changed = editDocument(document, { start: from, oldEnd: to, newEnd: from + newText.length }, after);
  if (changed.problems.length > document.problems.length) return [];
  return [{ start: start + from, end: start + to, newText }];
}

interface Line {
  readonly start: number;
  readonly end: number;
}

/** What the line below one begins with; undefined where nothing can be said: below comments, in brackets, in texts. */
function lineBelow(tree: YamlTree, above: Line, tabSize: number): string | undefined {
  let node = lastOn(tree, above);
  if (node === NO_NODE) return undefined;
  while (tree.parent(node) !== NO_NODE && tree.style(tree.parent(node)) === NodeStyle.flow) node = tree.parent(node);
  const parent = tree.parent(node);
  if (parent === NO_NODE || tree.start(node) < above.start) return undefined;
  const isField = tree.kind(parent) === NodeKind.mapping;
  const key = isField ? keyOf(tree, node) : NO_NODE;
  const column = columnOf(tree.text, isField ? ownStart(tree, key) : tree.start(parent));
  const style = tree.style(node);
  if (style === NodeStyle.literal || style === NodeStyle.folded) {
    // Behind a digit (`|2`) more blanks than it says are part of the text.
    const hasDigit = /^.[+-]?[1-9]/.test(tree.text.slice(tree.start(node), tree.end(node)));
    return hasDigit ? undefined : blanks(firstColumn(tree, node) ?? column + tabSize);
  }
  if (tree.end(node) > above.end) return undefined;
  if (!isField) return style === NodeStyle.empty ? undefined : `${blanks(column)}- `;
  // A key without a colon may become anything.
  if (tree.start(key) < above.start || !/^[ \t]*:/.test(tree.text.slice(tree.end(key), above.end))) return undefined;
  if (node === key) return blanks(columnOf(tree.text, tree.start(tree.next(key))));
  if (style === NodeStyle.empty) return blanks(column + tabSize);
  return tree.text.slice(above.start, above.start + column).includes('-') ? blanks(column) : undefined;
}

/** The last node that begins on a line; NO_NODE where none does. */
function lastOn(tree: YamlTree, { start, end }: Line): NodeId {
  for (let node = tree.size - 1; node >= 0; node--) {
    if (tree.start(node) <= end) return tree.start(node) >= start ? node : NO_NODE;
  }
  return NO_NODE;
}

/** How far the first line of a text in lines is indented; undefined where it has none. */
function firstColumn(tree: YamlTree, node: NodeId): number | undefined {
  const { text } = tree;
  for (let line = nextLineOf(text, tree.start(node)); line < tree.end(node); line = nextLineOf(text, line)) {
    const content = text.slice(line, lineEndOf(text, line));
    if (content.trim() !== '') return content.length - content.trimStart().length;
  }
  return undefined;
}

function blanks(count: number): string {
  return ' '.repeat(count);
}
