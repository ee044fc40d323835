type Offsets = { readonly start: number; readonly end: number };
type Edit = (Offsets | { readonly range: Offsets }) & { readonly newText: string };

/** A text with edits applied; offsets count in the text as it was, edits must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text;
  const ordered = edits.map((edit, order) => ({
    ...('range' in edit ? edit.range : edit),
    newText: edit.newText,
    order,
  }));
  ordered.sort((a, b) => b.start - a.start || b.order - a.order);
  for (const { start, end, newText } of ordered) result = result.slice(0, start) + newText + result.slice(end);
  return result;
}
