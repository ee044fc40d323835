import { isBreak, lineBreak, lineStartOf } from '../text/textLines.ts';
import { type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { removeItem } from './edits.ts';
import { ownStart } from './places.ts';
import type { DocumentEdit } from './problem.ts';

/**
 * Moves an item of a list in front of an earlier one, each with its lines and the comments right above. Undefined where
 * one shares its lines with something else.
 */
export function moveItemUp(tree: YamlTree, item: NodeId, before: NodeId): readonly DocumentEdit[] | undefined {
  const { text } = tree;
  const list = tree.parent(item);
  if (tree.kind(list) !== NodeKind.sequence || tree.parent(before) !== list || before >= item) return undefined;
  const removed = removeItem(tree, item);
  if (tree.style(list) === NodeStyle.flow) {
    const at = ownStart(tree, before);
    const start = ownStart(tree, item);
    const around = text.slice(removed.start, start) + text.slice(tree.end(item), removed.end);
    if (around.includes('#')) return undefined; // a comment, of which nobody can say to which item it belongs
    return [{ start: at, end: at, newText: `${text.slice(start, tree.end(item))}, ` }, removed];
  }
  const at = removeItem(tree, before).start;
  const beginsLine = (offset: number) => lineStartOf(text, offset) === offset;
  if (!beginsLine(at) || !beginsLine(removed.start)) return undefined;
  const moved = text.slice(removed.start, removed.end);
  // The last line of a text may have no break, and takes the one in front of it along.
  const added = isBreak(text.charCodeAt(removed.end - 1)) ? '' : lineBreak(text);
  return [
    { start: at, end: at, newText: moved + added },
    { ...removed, start: removed.start - added.length },
  ];
}
