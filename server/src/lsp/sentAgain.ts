/** Lists of objects that are sent again with the next answer, most of them as they are: outlines, diagnostics. */
const lists = new WeakSet<readonly object[]>();

/** Says that a list is of that kind, so that a connection may keep the text of each of its objects; gives the list. */
export function markSentAgain<T extends object>(list: T[]): T[] {
  lists.add(list);
  return list;
}

/** Whether something is such a list. */
export function isSentAgain(list: unknown): list is readonly object[] {
  return Array.isArray(list) && lists.has(list);
}
