import { columnOf, indentStep } from '../../manifest/edits.ts';
import type { DocumentEdit } from '../../manifest/problem.ts';
import { lineBreak, lineEndOf, lineStartOf, nextLineOf } from '../../text/textLines.ts';
import type { YamlDocument, YamlProblem } from '../../yaml/tree.ts';
import { behindDashes, contentLine, isBlankAt, type Repair } from './repair.ts';

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
  return [{ title: `Put a colon behind "${key}"`, edits: [edit], mustFit: true }];
}

/** The blank behind the dash of an item: `-name: web`. What belongs to the item and stands one too far left moves along. */
export function missingBlankBehindDash({ text }: YamlDocument, { code, start }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-syntax' && code !== 'yaml-indent') return [];
  return [start, Math.max(0, lineStartOf(text, start) - 1)].flatMap((at) => blankBehindDash(text, at));
}

function blankBehindDash(text: string, at: number): readonly Repair[] {
  const content = contentLine(text, at);
  let dash = content.start;
  while (text[dash] === '-' && isBlankAt(text, dash + 1)) dash += 2;
  if (text[dash] !== '-' || !/[A-Za-z"'{[]/.test(text.charAt(dash + 1))) return [];
  const first: DocumentEdit = { start: dash + 1, end: dash + 1, newText: ' ' };
  const title = 'Put a blank behind the dash';
  const moved = [first];
  const column = columnOf(text, dash);
  for (let line = nextLineOf(text, dash); line < text.length; line = nextLineOf(text, line)) {
    const { start, end } = contentLine(text, line);
    if (start < end && start - line <= column) break;
    if (start < end) moved.push({ start: line, end: line, newText: ' ' });
  }
  const repair = { title, mustFit: true } as const;
  return moved.length === 1
    ? [{ ...repair, edits: moved }]
    : [
        { ...repair, edits: [first] },
        { ...repair, edits: moved },
      ];
}

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
  return [{ title: 'Put a comma between the two', edits: [{ start: at, end: at, newText: ',' }], mustFit: true }];
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
  const below = next.start - next.line - 2;
  const indent = next.line > content.line && below >= column ? below : column + indentStep(tree);
  const edit = { start: key, end: start, newText: lineBreak(text) + ' '.repeat(indent) };
  return [{ title: 'Begin the item in a line of its own', edits: [edit] }];
}
