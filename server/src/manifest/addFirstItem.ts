import { lineBreak, lineStartOf } from '../text/textLines.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { dashOf } from './edits.ts';
import type { DocumentEdit } from './problem.ts';

/**
 * Adds an item in front of the first one of a block list and the comments right above it; `lines` begin with the dash.
 * Undefined where the list is empty, in brackets, or shares lines with what it stands in.
 */
export function addFirstItem(tree: YamlTree, list: NodeId, lines: readonly string[]): DocumentEdit | undefined {
  if (list === NO_NODE || tree.kind(list) !== NodeKind.sequence || tree.style(list) === NodeStyle.flow)
    return undefined;
  const first = tree.firstChild(list);
  if (first === NO_NODE) return undefined;
  const { text } = tree;
  const dash = dashOf(tree, first);
  const start = lineStartOf(text, dash);
  const blanks = text.slice(start, dash);
  if (blanks.trim() !== '') return undefined;
  const newText = lines.map((line) => blanks + line + lineBreak(text)).join('');
  return { start, end: start, newText };
}
