import type { Range } from '../base/range.ts';
import type { TextEdit } from './sourceText.ts';

/** A text after edits that are in the order of their places and do not overlap; of a long text the part between two offsets. */
export function editedText(
  text: string,
  edits: readonly TextEdit[],
  { start: from, end: to }: Range = { start: 0, end: text.length },
): string {
  let after = '';
  let at = from;
  for (const { start, end, newText } of edits) {
    after += text.slice(at, start) + newText;
    at = end;
  }
  return after + text.slice(at, to);
}
