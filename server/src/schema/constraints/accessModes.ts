import { removeItems } from '../../manifest/removeItems.ts';
import type { NodeId } from '../../yaml/tree.ts';
import type { CheckContext, ReportDetails } from '../context.ts';
import { fixBy } from '../fixes.ts';
import { allOf } from '../unwrapList.ts';

/** ReadWriteOncePod alone, or the others: two ways between which only the author can choose. */
export function chooseModes(cx: CheckContext, list: NodeId): Pick<ReportDetails, 'fixes'> {
  const items = cx.items(list);
  const ofOnePod = items.filter((item) => cx.stringOf(item) === 'ReadWriteOncePod');
  const others = items.filter((item) => !ofOnePod.includes(item));
  return allOf(
    removeModes(cx, others, 'Leave the other access modes out'),
    removeModes(cx, ofOnePod, 'Leave ReadWriteOncePod out'),
  );
}

function removeModes(cx: CheckContext, items: readonly NodeId[], title: string): Pick<ReportDetails, 'fixes'> {
  return fixBy(cx, { title, isSafe: false, isPreferred: false }, (tree) => removeItems(tree, items));
}
