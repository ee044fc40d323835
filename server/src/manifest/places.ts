import type { Range } from '../base/range.ts';
import { isBreak, lineEndOf, lineStartOf, nextLineOf } from '../text/textLines.ts';
import { quotedEnd } from '../yaml/decode.ts';
import { type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';

/** Where the lines and the words begin and end that belong to a node. */

/**
 * Where a node begins with its anchor and its tag, in either order; its own start where it has none or something else than
 * blanks stands between them and it.
 */
export function ownStart(tree: YamlTree, node: NodeId): number {
  const { text } = tree;
  const anchor = tree.kind(node) === NodeKind.alias ? undefined : tree.anchor(node);
  const left = [anchor === undefined ? undefined : `&${anchor}`, tree.tag(node)].filter((part) => part !== undefined);
  let start = tree.start(node);
  while (left.length > 0) {
    let end = start;
    while (end > 0 && (isBreak(text.charCodeAt(end - 1)) || ' \t'.includes(text[end - 1]!))) end--;
    const index = left.findIndex((part) => text.startsWith(part, end - part.length));
    if (index < 0) return start;
    start = end - left[index]!.length;
    left.splice(index, 1);
  }
  return start;
}

/** Where the text of a scalar stands: between its quotes, of which half a word has the first one alone. */
export function textRange(tree: YamlTree, node: NodeId): Range {
  const [start, end] = [tree.start(node), tree.end(node)];
  const isQuoted = tree.style(node) === NodeStyle.singleQuoted || tree.style(node) === NodeStyle.doubleQuoted;
  return isQuoted ? { start: start + 1, end: quotedEnd(tree.text, start, end) } : { start, end };
}

/** Where a name stands: as `textRange`, and in a block of one line on that line, behind the `|` or `>`. */
export function nameRange(tree: YamlTree, node: NodeId): Range {
  const range = textRange(tree, node);
  if (tree.style(node) !== NodeStyle.literal && tree.style(node) !== NodeStyle.folded) return range;
  const line = tree.scalarText(node).trim();
  const start = tree.text.indexOf(line, lineEndOf(tree.text, range.start));
  const end = start + line.length;
  return line === '' || start < 0 || end > range.end ? range : { start, end };
}

/** Blanks in front of the place, counted from the start of its line: where a block that begins there stands. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** Where the content that ends at `offset` really ends: block scalars end behind their last line break. */
export function contentEnd(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && (endsLine(text, end) || text[end - 1] === ' ')) end--;
  return end;
}

/** The end of the line on which the content that ends at `offset` ends, a comment behind it included. */
export function endOfContent(text: string, offset: number): number {
  return lineEndOf(text, contentEnd(text, offset));
}

/** The start of the line behind the content that ends at `offset`. */
export function afterLines(text: string, offset: number): number {
  return nextLineOf(text, contentEnd(text, offset));
}

/** Whether a line ends right before an offset. */
export function endsLine(text: string, offset: number): boolean {
  return isBreak(text.charCodeAt(offset - 1));
}

/** The start of the comment lines that stand right above a line with the same indentation. */
export function withComments(text: string, start: number): number {
  const indent = /^ */.exec(text.slice(start, lineEndOf(text, start)))![0];
  let from = start;
  while (from > 0) {
    const before = lineStartOf(text, from - 1);
    if (!text.startsWith(`${indent}#`, before)) break;
    from = before;
  }
  return from;
}
