import { removeItem } from '../manifest/edits.ts';
import type { Problem } from '../manifest/problem.ts';
import { isSameValue } from '../yaml/sameValue.ts';
import { NO_NODE, type NodeId, NodeKind } from '../yaml/tree.ts';
import type { CheckContext } from './context.ts';
import { fixBy } from './fixes.ts';

/**
 * The problems, those that tell of something that is there twice with a repair where all of an item is: then one of the
 * two says nothing. Where only the names are the same, which one is to change only the author knows.
 */
export function withRepeatsRemoved(cx: CheckContext, problems: Problem[]): Problem[] {
  if (!cx.isAsWritten || !problems.some(isOfRepeat)) return problems;
  return problems.map((problem) =>
    isOfRepeat(problem) ? { ...problem, fixes: () => removeRepeat(cx, problem.range.start) } : problem,
  );
}

function isOfRepeat({ rule, fixes }: Problem): boolean {
  return fixes === undefined && rulesOfRepeats.has(rule);
}

const rulesOfRepeats: ReadonlySet<string> = new Set([
  'duplicate-ignored',
  'duplicate-name',
  'duplicate-value',
  'fields-conflict',
]);

/** Takes out the later one of two equal items, where a place lies in one of them: the innermost such item counts. */
function removeRepeat(cx: CheckContext, place: number) {
  const { tree } = cx;
  let repeat: NodeId = NO_NODE;
  for (let at: NodeId = cx.root; at !== NO_NODE; at = childAround(cx, at, place)) {
    if (tree.kind(at) !== NodeKind.sequence) continue;
    const item = childAround(cx, at, place);
    const found = item === NO_NODE ? NO_NODE : laterOfTwo(cx, at, item);
    if (found !== NO_NODE) repeat = found;
  }
  if (repeat === NO_NODE) return [];
  const label = { title: 'Remove the item that is there twice', isSafe: false };
  return fixBy(cx, label, () => removeItem(tree, repeat)).fixes?.() ?? [];
}

function childAround({ tree }: CheckContext, node: NodeId, place: number): NodeId {
  for (let child = tree.firstChild(node); child !== NO_NODE; child = tree.nextSibling(child)) {
    if (tree.start(child) <= place && place < tree.end(child)) return child;
  }
  return NO_NODE;
}

/** The item itself where an earlier one is the same, else a later one that is; NO_NODE where none is. */
function laterOfTwo({ tree }: CheckContext, list: NodeId, item: NodeId): NodeId {
  for (let other = tree.firstChild(list); other !== NO_NODE; other = tree.nextSibling(other)) {
    if (other !== item && isSameValue(tree, other, item)) return Math.max(other, item);
  }
  return NO_NODE;
}
