import { leadingBlanks, withPlainBlanks } from '../../text/strangeBlanks.ts';
import { lineBreak, lineEndOf, lineStartOf, nextLineOf } from '../../text/textLines.ts';
import type { YamlDocument, YamlProblem } from '../../yaml/tree.ts';
import { aboveComments, mergeConflicts, wholeTextFault } from '../wholeTextFaults.ts';
import type { Repair } from './repair.ts';

/** The line `---` above an object that begins within another one; undefined where it is another fault. */
export function separateObject(document: YamlDocument, { start, code }: YamlProblem): readonly Repair[] | undefined {
  const whole = code === 'yaml-duplicate-key' ? wholeTextFault(document) : undefined;
  if (!whole?.faults.some((fault) => fault.start === start)) return undefined;
  const at = aboveComments(document.text, start);
  const newText = `---${lineBreak(document.text)}`;
  return [{ title: 'Write --- above this object', edits: [{ start: at, end: at, newText }] }];
}

/** Either version of a merge that was not finished: which is right only the author knows. */
export function finishMerge({ text }: YamlDocument, { start, code }: YamlProblem): readonly Repair[] | undefined {
  if (code !== 'yaml-syntax' || !text.startsWith('<<<<<<<', start)) return undefined;
  const conflict = mergeConflicts(text).find(({ ours }) => ours === start);
  if (!conflict) return undefined;
  const { ours, base, middle, theirs } = conflict;
  const removal = (from: number, to: number) => ({ start: from, end: to, newText: '' });
  const upper = [removal(ours, nextLineOf(text, ours)), removal(base ?? middle, nextLineOf(text, theirs))];
  const lower = [removal(ours, nextLineOf(text, middle)), removal(theirs, nextLineOf(text, theirs))];
  return [
    { title: 'Keep the upper version', edits: upper, isPreferred: false },
    { title: 'Keep the lower version', edits: lower, isPreferred: false },
  ];
}

/** Plain spaces where a line is indented by blanks of another kind. */
export function plainBlanks({ text }: YamlDocument, { start, code }: YamlProblem): readonly Repair[] {
  const line = lineStartOf(text, start);
  const blanks = leadingBlanks(text.slice(line, lineEndOf(text, line)));
  const newText = withPlainBlanks(blanks);
  if (code !== 'yaml-indent' || newText === blanks) return [];
  return [{ title: 'Write plain spaces', edits: [{ start: line, end: line + blanks.length, newText }] }];
}
