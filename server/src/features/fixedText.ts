import { limits } from '../base/limits.ts';
import type { DocumentEdit, Fix } from '../manifest/problem.ts';
import { editedText } from '../text/editedText.ts';
import { SourceText } from '../text/sourceText.ts';
import { editDocument } from '../yaml/editDocument.ts';
import { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/** Whether a document has no more faults of its text after the edits than before, and still ends where it did. */
export function isNoWorse(document: YamlDocument, edits: readonly DocumentEdit[]): boolean {
  const { text, problems } = document;
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  let at = 0;
  for (const { start, end } of sorted) {
    if (!(start >= at && end >= start && end <= text.length)) return false;
    at = end;
  }
  const after = editedText(text, sorted);
  // A separator behind it is one only behind a line feed.
  if (at === text.length && text.endsWith('\n') && after !== '' && !after.endsWith('\n')) return false;
  if (text.length > limits.triedCharacters) return true;
  return documentsAfter(document, sorted, after).reduce((sum, one) => sum + one.problems.length, 0) <= problems.length;
}

function documentsAfter(
  document: YamlDocument,
  edits: readonly DocumentEdit[],
  after: string,
): readonly YamlDocument[] {
  const [edit] = edits;
  if (edit === undefined || edits.length > 1 || `\n${after}`.includes('\n---')) {
    return YamlStream.parse(new SourceText(after)).documents;
  }
  const { start, end, newText } = edit;
  return [editDocument(document, { start, oldEnd: end, newEnd: start + newText.length }, after)];
}

/** About how many characters are read to make fixes of a problem of that rule in a document, and to try them. */
export function charactersTried(document: YamlDocument, rule: string, fixes: readonly Fix[]): number {
  const { length } = document.text;
  if (length > limits.triedCharacters) return 0;
  // In a broken text one thing hangs on another.
  if (document.problems.length > 0) return length * (fixes.length + (rule.startsWith('yaml-') ? REPAIRS : 1));
  return fixes.reduce((sum, { edits }) => sum + (edits.length > 1 ? length : length / LITTLE), 0);
}

/** So many ways to repair a fault of the text are tried to find one that does. */
const REPAIRS = 8;

/** Around one edit a part like this of a sound text is read. */
const LITTLE = 4;
