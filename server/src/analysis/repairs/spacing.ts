import { indentStep } from '../../manifest/edits.ts';
import { columnOf } from '../../manifest/places.ts';
import type { DocumentEdit } from '../../manifest/problem.ts';
import { isBlankAt, lineBreak, lineEndOf, lineStartOf, nextLineOf } from '../../text/textLines.ts';
import type { YamlDocument, YamlProblem } from '../../yaml/tree.ts';
import { behindDashes, type ContentLine, contentLine, type Repair } from './repair.ts';

/** The colon behind a key that has something below it. */
export function missingColon({ text }: YamlDocument, { start, end }: YamlProblem): readonly Repair[] {
  const word = text.slice(start, end);
  if (!/^[A-Za-z][\w./-]{0,100}$/.test(word) || text.slice(end, lineEndOf(text, end)).trim() !== '') return [];
  const below = /[\n\r\x85\u2028\u2029]([ ]*)[^\s#\x85]/.exec(text.slice(end, end + 1000));
  const column = start - lineStartOf(text, start);
  // Where nothing lies below, it is the value that is not written yet.
  if (!below || below[1]!.length <= column) return [];
  return [{ title: `Put a colon behind "${word}"`, edits: [{ start: end, end, newText: ':' }] }];
}

/** `name:web`, `name web`, `name = web`, `name : web`. */
export function separateKey({ text }: YamlDocument, { code, start }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-syntax') return [];
  const content = contentLine(text, start);
  const entry = behindDashes(text, content);
  const found = /^([A-Za-z][\w./-]{0,100})(:| {0,4}= {0,4}| {1,4})(?=[^\s:=])/.exec(text.slice(entry, content.end));
  if (!found) return [];
  const [whole, key, between] = found as unknown as [string, string, string];
  const edit = { start: entry + key.length, end: entry + whole.length, newText: ': ' };
  if (between === ':') return [{ title: `Put a blank behind the colon of "${key}"`, edits: [edit] }];
  // Without a sign between them two words may be anything
  const needs = between.includes('=') ? 'noMoreErrors' : 'fewerErrors';
  return [{ title: `Put a colon behind "${key}"`, edits: [edit], needs }];
}

/** The blank behind the dash of an item, `-name: web`, in its line or in those of its sisters as well. */
export function missingBlankBehindDash({ text }: YamlDocument, { code, start }: YamlProblem): readonly Repair[] {
  if (code === 'yaml-duplicate-key') return text[start] === '-' ? blanksBehindDashes(text, start) : [];
  if (code !== 'yaml-syntax' && code !== 'yaml-indent') return [];
  return [start, Math.max(0, lineStartOf(text, start) - 1)].flatMap((at) => {
    const dash = bareDash(text, at);
    return dash === undefined ? [] : blanksBehindDashes(text, dash);
  });
}

/** Where a dash stands in a line that has no blank behind it. */
function bareDash(text: string, at: number): number | undefined {
  let dash = contentLine(text, at).start;
  while (text[dash] === '-' && isBlankAt(text, dash + 1)) dash += 2;
  return isBareDash(text, dash) ? dash : undefined;
}

function isBareDash(text: string, at: number): boolean {
  return text[at] === '-' && /[A-Za-z"'{[]/.test(text.charAt(at + 1));
}

/** In one line; with what is below it one to the right; in all lines of the list, and with those that no dash has. */
function blanksBehindDashes(text: string, dash: number): readonly Repair[] {
  const column = columnOf(text, dash);
  const first = blankAt(dash + 1, 1);
  const below: DocumentEdit[] = [first];
  const all: DocumentEdit[] = [];
  const others: DocumentEdit[] = [];
  let isOwn = false;
  for (const { lineStart, start } of linesAround(text, dash, column)) {
    const at = start - lineStart;
    if (lineStart === lineStartOf(text, dash)) isOwn = true;
    else if (at <= column) isOwn = false;
    else if (isOwn) below.push(blankAt(lineStart, 1));
    if (at === column && isBareDash(text, start)) {
      all.push(blankAt(start + 1, 1));
      others.push(blankAt(start + 1, 1));
    } else if (at < column + 2 && lineStart + column !== dash) others.push(blankAt(lineStart, column + 2 - at));
  }
  const title = 'Put a blank behind the dash';
  const ways = [[first], below, all, others].filter((edits, index) => index === 0 || edits.length > 1);
  return ways.map((edits) => ({
    title: edits === all || edits === others ? `${title} of each item` : title,
    edits,
    needs: 'noMoreErrors',
  }));
}

function blankAt(at: number, count: number): DocumentEdit {
  return { start: at, end: at, newText: ' '.repeat(count) };
}

/** The lines around a place that stand at a column or further right. */
function linesAround(text: string, at: number, column: number): readonly ContentLine[] {
  const isWithin = ({ lineStart, start, end }: ContentLine) => start === end || start - lineStart >= column;
  let from = lineStartOf(text, at);
  // Above the second character is no line that could hold anything, but maybe a mark of byte order.
  for (let count = 0; from > 1 && count < mostLines; count++) {
    const above = contentLine(text, lineStartOf(text, from - 1));
    if (!isWithin(above)) break;
    from = above.lineStart;
  }
  const lines: ContentLine[] = [];
  for (let line = from; line < text.length && lines.length < 2 * mostLines; line = nextLineOf(text, line)) {
    const content = contentLine(text, line);
    if (!isWithin(content)) break;
    if (content.start < content.end) lines.push(content);
  }
  return lines;
}

/** At most as many lines above and below are looked at. */
const mostLines = 200;

/** The bracket that is missing at the end of its line. */
export function missingBracket({ text }: YamlDocument, { start }: YamlProblem): readonly Repair[] {
  const closer = { '{': '}', '[': ']' }[text.charAt(start)];
  if (closer === undefined) return [];
  const line = text.slice(start, lineEndOf(text, start));
  const comment = line.indexOf(' #');
  const content = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  const at = start + content.length;
  return [{ title: `Close it with "${closer}"`, edits: [{ start: at, end: at, newText: closer }] }];
}

/** The comma between two entries in brackets. */
export function missingComma({ text }: YamlDocument, { code, start }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-syntax') return [];
  let at = start;
  while (at > 0 && isBlankAt(text, at - 1)) at--;
  const before = text.charAt(at - 1);
  if (at === start || !/[\w"'\]}]/.test(before)) return [];
  return [
    { title: 'Put a comma between the two', edits: [{ start: at, end: at, newText: ',' }], needs: 'noMoreErrors' },
  ];
}

/** The item that begins on the line of its list's key: `ports: - containerPort: 80`. */
export function itemOnOwnLine({ text, tree }: YamlDocument, { code, start }: YamlProblem): readonly Repair[] {
  const content = contentLine(text, start);
  if (code !== 'yaml-syntax' || text[start] !== '-' || start <= content.start) return [];
  let key = start;
  while (isBlankAt(text, key - 1)) key--;
  if (text[key - 1] !== ':') return [];
  const column = columnOf(text, behindDashes(text, content));
  const next = contentLine(text, nextLineOf(text, start));
  const below = next.start - next.lineStart - 2;
  const indent = next.lineStart > content.lineStart && below >= column ? below : column + indentStep(tree);
  const edit = { start: key, end: start, newText: lineBreak(text) + ' '.repeat(indent) };
  return [{ title: 'Begin the item in a line of its own', edits: [edit] }];
}
