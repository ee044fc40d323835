import type { DocumentEdit } from '../manifest/problem.ts';
import { SourceText } from '../text/sourceText.ts';
import { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/** Longer documents are not read again to see what a fix does to them. */
const longestTried = 200_000;

/** Whether a document has no more faults of its text after the edits than before. */
export function isNoWorse({ text, problems }: YamlDocument, edits: readonly DocumentEdit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  let after = '';
  let at = 0;
  for (const { start, end, newText } of sorted) {
    if (!(start >= at && end >= start && end <= text.length)) return false;
    after += text.slice(at, start) + newText;
    at = end;
  }
  if (text.length > longestTried) return true;
  const { documents } = YamlStream.parse(new SourceText(after + text.slice(at)));
  return documents.reduce((sum, document) => sum + document.problems.length, 0) <= problems.length;
}
