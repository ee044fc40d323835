import { type NodeId, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { removeItem } from './edits.ts';
import type { DocumentEdit } from './problem.ts';

/** Takes several items out of a list, in their order, of which one at least remains. */
export function removeItems(tree: YamlTree, items: readonly NodeId[]): readonly DocumentEdit[] {
  const list = tree.parent(items[0]!);
  if (tree.style(list) !== NodeStyle.flow) return items.map((item) => removeItem(tree, item));
  const edits: DocumentEdit[] = [];
  // Behind the last one that remains there is no comma any more
  let last = items.length;
  let end = tree.next(list);
  while (last > 0 && tree.next(items[last - 1]!) === end) end = items[--last]!;
  for (const item of items.slice(0, last)) edits.push(removeItem(tree, item));
  const first = items[last];
  if (first === undefined) return edits;
  const comma = tree.text.lastIndexOf(',', removeItem(tree, first).start);
  return [...edits, { start: comma, end: tree.end(items.at(-1)!), newText: '' }];
}
