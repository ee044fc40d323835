import type { Range } from '../base/range.ts';
import type { Problem } from '../manifest/problem.ts';
import { leadingBlanks, nameOfBlank, strangeBlank } from '../text/strangeBlanks.ts';
import { isBreak, lineEndOf, lineStartOf, nextLineOf, TextLines } from '../text/textLines.ts';
import type { YamlDocument, YamlProblem } from '../yaml/tree.ts';
import { wholeTextFault } from './wholeTextFaults.ts';

/**
 * What follows from faults of the text. A line at a wrong column moves the lines below it, too: they are then said to
 * be unknown, to stand at wrong columns themselves, or to be missing elsewhere. One mistake, one error: only the first is
 * told, and the others again once it is repaired, if they are still there. Kubernetes stops at the first fault as well.
 */
export class TextDamage {
  /** The faults that are mistakes of their own. */
  readonly faults: readonly YamlProblem[];
  readonly #moved: readonly Range[];
  readonly #lines: TextLines;
  /** Where the lines begin that cannot be read. */
  readonly #unread: ReadonlySet<number>;

  private constructor(lines: TextLines, faults: readonly YamlProblem[], moved: readonly Range[]) {
    this.#lines = lines;
    this.faults = faults;
    this.#moved = moved;
    this.#unread = new Set(faults.filter(isSyntax).map(({ start }) => lines.startOf(start)));
  }

  static of(document: YamlDocument): TextDamage {
    const { text, problems } = document;
    if (problems.length === 0) return TextDamage.none;
    const lines = new TextLines(text);
    const whole = wholeTextFault(document);
    if (whole) {
      const before = problems.filter(({ start }) => start < whole.from);
      return new TextDamage(lines, [...before, ...whole.faults], [{ start: whole.from, end: text.length + 1 }]);
    }
    const open = openParts(lines, problems);
    const outside = open.length === 0 ? problems : problems.filter((fault) => !isWithin(open, fault.start));
    const others = withStrangeIndents(lines, outside);
    const moved = others.some((fault) => movesLines(lines, fault)) ? movedParts(lines, others) : [];
    const damage = new Set(moved.flatMap((part) => damageWithin(lines, others, part)));
    return new TextDamage(
      lines,
      others.filter((fault) => !damage.has(fault)),
      [...open, ...moved],
    );
  }

  /** Of a text without faults. */
  static readonly none: TextDamage = new TextDamage(new TextLines(''), [], []);

  /** Whether a problem of the object goes away, or turns into another one, when the text is repaired. */
  explains({ rule, range }: Problem): boolean {
    if (this.faults.length === 0) return false;
    if (this.#moved.length > 0 && tellsAbsence(rule)) return true;
    if (isWithin(this.#moved, range.start)) return true;
    // Nothing of a line that cannot be read is known, and of a text over several lines neither.
    if (this.#unread.has(this.#lines.startOf(range.start))) return true;
    return this.faults.some(({ code, start, end }) =>
      code === 'yaml-syntax'
        ? start <= range.start && range.start < end
        : rule === 'unknown-field' && range.start === start && start < end,
    );
  }
}

/** Where a line stands in doubt, so does what is not there, or does not fit what is. */
function tellsAbsence(rule: string): boolean {
  return absences.some((end) => rule.endsWith(end));
}

/** How the names of such findings end. */
const absences = [
  '-missing',
  '-undefined',
  'port-name-unresolved',
  '-unused',
  '-mismatch',
  '-not-mounted',
  '-not-persistent',
  '-selects-nothing',
];

/** Whether a fault is that of a line that does not belong where it stands. */
function movesLines(lines: TextLines, fault: YamlProblem): boolean {
  if (fault.code === 'yaml-indent') return true;
  return (fault.code === 'yaml-tab' || isStray(lines.text, fault)) && lines.isFirst(fault.start);
}

/** With the line above a fault of indentation, where blanks that are none to YAML indent it. */
function withStrangeIndents(lines: TextLines, problems: readonly YamlProblem[]): readonly YamlProblem[] {
  const { text } = lines;
  return problems.flatMap((fault, index): YamlProblem[] => {
    if (fault.code !== 'yaml-indent' || problems.findIndex(({ code }) => code === 'yaml-indent') !== index)
      return [fault];
    const line = lines.startOf(fault.start);
    const above = [line, lines.startOf(text.slice(0, line).trimEnd().length)];
    const start = above.find((at) => strangeBlank(leadingBlanks(text.slice(at, lineEndOf(text, at)))) !== undefined);
    if (start === undefined) return [fault];
    const blanks = leadingBlanks(text.slice(start, lineEndOf(text, start)));
    const message = `${nameOfBlank(strangeBlank(blanks)!)} indents this line; write plain spaces`;
    return [{ code: 'yaml-indent', start, end: start + blanks.length, message }, fault];
  });
}

function isSyntax({ code }: YamlProblem): boolean {
  return code === 'yaml-syntax';
}

function isWithin(parts: readonly Range[], at: number): boolean {
  return parts.some(({ start, end }) => start <= at && at < end);
}

/**
 * What is read as standing between brackets because one of them is never closed: from behind it to the next line that
 * stands no further right than the field whose value it begins.
 */
function openParts(lines: TextLines, problems: readonly YamlProblem[]): Range[] {
  const parts: Range[] = [];
  for (const { code, start, end } of problems) {
    if (code !== 'yaml-syntax' || end !== start + 1 || !/[[{]/.test(lines.text.charAt(start))) continue;
    if (isWithin(parts, start)) continue;
    parts.push({ start: end, end: endOfOpen(lines.text, start, fieldColumn(lines, start)) });
  }
  return parts;
}

/** The column of the field, or of the item of a list, whose value begins at `at`; of what begins a line, that before it. */
function fieldColumn(lines: TextLines, at: number): number {
  const line = lines.startOf(at);
  const column = lines.text.slice(line, at).search(/[^ \t-]/);
  return column < 0 ? at - line - 1 : column;
}

function endOfOpen(text: string, from: number, column: number): number {
  for (let line = nextLineOf(text, from); line < text.length; line = nextLineOf(text, line)) {
    let at = line;
    while (text[at] === ' ' || text[at] === '\t') at++;
    if (at - line <= column && text[at] !== '#' && !isBreak(text.charCodeAt(at))) return line;
  }
  return text.length;
}

/** Whether it is what stands where neither a field nor an item can: a fault of one character that is nothing special. */
function isStray(text: string, { code, start, end }: YamlProblem): boolean {
  return code === 'yaml-syntax' && end === start + 1 && /[\w-]/.test(text.charAt(start));
}

/**
 * The faults that come of the one that begins a moved part: quotes that are not closed, say, do not. That first one is
 * itself damage where the line above it cannot be read.
 */
function damageWithin(lines: TextLines, problems: readonly YamlProblem[], { start, end }: Range): YamlProblem[] {
  const { text } = lines;
  const moved = problems.filter(
    (fault) =>
      start <= fault.start &&
      fault.start < end &&
      (fault.code === 'yaml-duplicate-key' || isStray(text, fault) || movesLines(lines, fault)),
  );
  const lineAbove = lines.startOf(text.slice(0, start).trimEnd().length);
  const isExplained = problems.some((fault) => isSyntax(fault) && fault.start < start && lineAbove <= fault.end);
  return isExplained ? moved : moved.slice(1);
}

interface Line {
  readonly start: number;
  readonly column: number;
  readonly isFaulty: boolean;
  /** Whether it ends in a colon, so that what belongs to it stands in the lines below. */
  readonly isParent: boolean;
}

/**
 * From the line of each such fault to the end of what it moves. That is the next sound line that stands no further right
 * than the fault and the line above it; and beyond that line, if those behind it, within the same parent, are at fault
 * at the same columns. A line that has its own below it takes them along where they stand further left than it does.
 */
function movedParts(textLines: TextLines, problems: readonly YamlProblem[]): Range[] {
  const lines = contentLines(textLines, problems);
  const parts: Range[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!lines[at]!.isFaulty) continue;
    const end = endOfMove(lines, at);
    parts.push({ start: lines[at]!.start, end: lines[end]?.start ?? textLines.text.length });
    at = end - 1;
  }
  return parts;
}

function endOfMove(lines: readonly Line[], first: number): number {
  const least = Math.min(lines[first]!.column, lines[first - 1]?.column ?? 0);
  const columns = new Set<number>();
  let end = first;
  let isOpen = true;
  for (let at = first; at < lines.length && lines[at]!.column >= least; at++) {
    const { column, isFaulty } = lines[at]!;
    if (isFaulty && (isOpen || columns.has(column))) {
      columns.add(column);
      isOpen = true;
    } else if (!isFaulty && column === least) isOpen = false;
    if (isOpen) end = at + 1;
  }
  const child = lines[end];
  if (end > first + 1 || !lines[first]!.isParent || !child) return end;
  while (end < lines.length && lines[end]!.column >= child.column) end++;
  return end;
}

/** The lines with something on them, and whether each is where it does not belong. Tabs count as one column. */
function contentLines(textLines: TextLines, problems: readonly YamlProblem[]): Line[] {
  const faulty = new Set<number>();
  for (const fault of problems) if (movesLines(textLines, fault)) faulty.add(textLines.startOf(fault.start));
  const lines: Line[] = [];
  const { text } = textLines;
  for (let start = lineStartOf(text, 1); start < text.length; start = nextLineOf(text, start)) {
    const line = text.slice(start, lineEndOf(text, start));
    const column = line.search(/[^ \t]/);
    if (column < 0 || line.charAt(column) === '#') continue;
    lines.push({ start, column, isFaulty: faulty.has(start), isParent: line.trimEnd().endsWith(':') });
  }
  return lines;
}
