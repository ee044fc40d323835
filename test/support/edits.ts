/** A text with edits applied; offsets count in the text as it was, edits must not overlap. */
export function applyEdits(text: string, edits: readonly { start: number; end: number; newText: string }[]): string {
  let result = text;
  const ordered = edits.map((edit, order) => ({ edit, order }));
  ordered.sort((a, b) => b.edit.start - a.edit.start || b.order - a.order);
  for (const { edit } of ordered) result = result.slice(0, edit.start) + edit.newText + result.slice(edit.end);
  return result;
}
