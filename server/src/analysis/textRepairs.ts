import type { Range } from '../base/range.ts';
import type { DocumentEdit, Fix } from '../manifest/problem.ts';
import { SourceText } from '../text/sourceText.ts';
import { lineEndOf, lineStartOf } from '../text/textLines.ts';
import { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/**
 * Repairs of a fault of the text: the colon behind a key that has something below it, the bracket that is missing at the
 * end of its line, quotes around a text. Only those after which the text has fewer faults; none is safe, as a text that
 * cannot be read is only guessed at.
 */
export function textFixes(document: YamlDocument, range: Range): readonly Fix[] {
  if (document.text.length > longestTried) return [];
  return [missingColon, missingBracket, missingQuotes].flatMap((candidate) => {
    const found = candidate(document.text, range);
    return found && faultsAfter(document, found.edit) < document.problems.length
      ? [{ title: found.title, isSafe: false, edits: [found.edit] }]
      : [];
  });
}

/** Longer documents are not read again to see what a repair does to them. */
const longestTried = 200_000;

interface Candidate {
  readonly title: string;
  readonly edit: DocumentEdit;
}

function missingColon(text: string, { start, end }: Range): Candidate | undefined {
  const word = text.slice(start, end);
  if (!/^[A-Za-z][\w./-]{0,100}$/.test(word) || text.slice(end, lineEndOf(text, end)).trim() !== '') return undefined;
  const below = /[\n\r\x85\u2028\u2029]([ ]*)[^\s#\x85]/.exec(text.slice(end, end + 1000));
  const column = start - lineStartOf(text, start);
  // Where nothing lies below, it is the value that is not written yet.
  if (!below || below[1]!.length <= column) return undefined;
  return { title: `Put a colon behind "${word}"`, edit: { start: end, end, newText: ':' } };
}

function missingBracket(text: string, { start }: Range): Candidate | undefined {
  const closer = { '{': '}', '[': ']' }[text.charAt(start)];
  if (closer === undefined) return undefined;
  const line = text.slice(start, lineEndOf(text, start));
  const comment = line.indexOf(' #');
  const content = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  const at = start + content.length;
  return { title: `Close it with "${closer}"`, edit: { start: at, end: at, newText: closer } };
}

function missingQuotes(text: string, { start, end }: Range): Candidate | undefined {
  const word = text.slice(start, end);
  if (word.length < 2 || !word.includes('?') || /["'\\\n\r\x85\u2028\u2029]/.test(word)) return undefined;
  return { title: 'Put it in quotes', edit: { start, end, newText: `"${word}"` } };
}

function faultsAfter({ text }: YamlDocument, { start, end, newText }: DocumentEdit): number {
  const { documents } = YamlStream.parse(new SourceText(text.slice(0, start) + newText + text.slice(end)));
  return documents.reduce((sum, { problems }) => sum + problems.length, 0);
}
