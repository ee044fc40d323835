import type { Fix } from '../../manifest/problem.ts';
import { isBlankAt, lineEndOf, lineStartOf } from '../../text/textLines.ts';
import type { YamlDocument, YamlProblem } from '../../yaml/tree.ts';

/** A way to repair a text that may be right; whether it is shows once it is tried. */
export interface Repair extends Pick<Fix, 'title' | 'isPreferred' | 'edits'> {
  /**
   * Of one that changes what the words are, not only how they stand: whether of what can be read as much may be refused
   * afterwards as before, or less must be.
   */
  readonly needs?: 'noMoreErrors' | 'fewerErrors';
}

/** Ways to repair a fault, of which the best is meant; the first of those that are equally good. */
export type Repairs = (document: YamlDocument, fault: YamlProblem) => readonly Repair[];

/** A line of a text without the comment behind it: where what it says begins and ends. */
export interface ContentLine {
  /** Where the line begins (UTF-16 offset, as the others). */
  readonly lineStart: number;
  /** Where its first character that is no blank stands; `end` where there is none. */
  readonly start: number;
  /** Behind its last character that is no blank and belongs to no comment. */
  readonly end: number;
}

/** The line that holds a place. A ` #` within quotes is taken for the comment, too: where quotes end is what may be at fault. */
export function contentLine(text: string, offset: number): ContentLine {
  const lineStart = lineStartOf(text, offset);
  const lineEnd = lineEndOf(text, lineStart);
  let start = lineStart;
  while (start < lineEnd && isBlankAt(text, start)) start++;
  let end = text.charAt(start) === '#' ? start : commentStart(text, start, lineEnd);
  while (end > start && isBlankAt(text, end - 1)) end--;
  return { lineStart, start, end };
}

function commentStart(text: string, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) if (text[at] === '#' && isBlankAt(text, at - 1)) return at;
  return end;
}

/** Where the entry of a line begins, behind the dashes of the items that it opens. */
export function behindDashes(text: string, { start, end }: ContentLine): number {
  let at = start;
  while (text[at] === '-' && isBlankAt(text, at + 1)) {
    at++;
    while (at < end && isBlankAt(text, at)) at++;
  }
  return at;
}

/** Where the value of a line begins, behind its key if it has one; its end where nothing is written. */
export function valueStart(text: string, content: ContentLine): number {
  const entry = behindDashes(text, content);
  if (text[entry] === '"' || text[entry] === "'") return entry;
  for (let at = entry; at < content.end; at++) {
    if (text[at] !== ':' || !(isBlankAt(text, at + 1) || at + 1 === content.end)) continue;
    at++;
    while (at < content.end && isBlankAt(text, at)) at++;
    return at;
  }
  return entry;
}
