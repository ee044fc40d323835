import { indentStep } from '../../manifest/edits.ts';
import { columnOf } from '../../manifest/places.ts';
import type { DocumentEdit } from '../../manifest/problem.ts';
import { BYTE_ORDER_MARK, isBlankAt, lineStartOf, nextLineOf } from '../../text/textLines.ts';
import { NO_NODE, NodeKind, type YamlDocument, type YamlProblem, type YamlTree } from '../../yaml/tree.ts';
import { behindDashes, type ContentLine, contentLine, type Repair } from './repair.ts';

/** At most as many lines around one at a wrong column are looked at. */
const mostLines = 400;

/** Other columns for a line that fits nothing, alone, with what stands below it, and with those that stand as it does. */
export function indentLines({ text, tree }: YamlDocument, { code, start }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-indent') return [];
  const first = contentLine(text, start);
  const column = first.start - first.lineStart;
  const step = indentStep(tree);
  const extents = extentsOf(text, first, column);
  const targets = columnsAround(text, first, step).filter((target) => target !== column);
  targets.sort((a, b) => Math.abs(a - column) - Math.abs(b - column));
  return targets.flatMap((target) =>
    inOrder(extents, target, step).map((lines) => ({
      title: `Indent ${lines.length > 1 ? `these ${lines.length} lines` : 'this line'} by ${target}`,
      edits: lines.map((line) => moveLine(line, target - column)),
    })),
  );
}

type Extent = readonly ContentLine[];

/** What stands below a line moves along, unless it stands right for where the line will be. */
function inOrder(extents: readonly Extent[], target: number, step: number): readonly Extent[] {
  const [alone, own, ...more] = extents;
  const child = own?.[1];
  if (!alone || !own || !child || child.start - child.lineStart === target + step) return extents;
  return [own, alone, ...more];
}

function moveLine({ lineStart, start }: ContentLine, by: number): DocumentEdit {
  if (by > 0) return { start: lineStart, end: lineStart, newText: ' '.repeat(by) };
  return { start: lineStart, end: Math.min(start, lineStart - by), newText: '' };
}

/** The line alone, with those further right below it, and with those as far right as it. */
function extentsOf(text: string, first: ContentLine, column: number): readonly Extent[] {
  const own: ContentLine[] = [first];
  const run: ContentLine[] = [first];
  let isOwn = true;
  let line = nextLineOf(text, first.lineStart);
  for (let count = 0; line < text.length && count < mostLines; line = nextLineOf(text, line), count++) {
    const content = contentLine(text, line);
    const at = content.start - line;
    if (content.start === content.end) continue;
    if (at < column) break;
    if (at === column) isOwn = false;
    if (isOwn) own.push(content);
    run.push(content);
  }
  return [[first], own, run].filter((lines, index, all) => index === 0 || lines.length > all[index - 1]!.length);
}

/** Columns at which a line may stand, by those around it: beside each that is open above it, below the last, and below. */
function columnsAround(text: string, { lineStart, start }: ContentLine, step: number): number[] {
  const columns = new Set<number>();
  let open = Number.POSITIVE_INFINITY;
  let above = lineStart;
  const from = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  for (let count = 0; above > from && count < mostLines && open > 0; count++) {
    above = lineStartOf(text, above - 1);
    const content = contentLine(text, above);
    const column = content.start - above;
    if (content.start === content.end || column >= open) continue;
    const entry = behindDashes(text, content);
    if (open === Number.POSITIVE_INFINITY && text[content.end - 1] === ':') columns.add(columnOf(text, entry) + step);
    if (text[start] !== '-' || entry === content.start) columns.add(columnOf(text, entry));
    columns.add(column);
    open = column;
  }
  const below = nextLineOf(text, lineStart);
  if (below < text.length) columns.add(contentLine(text, below).start - below);
  return [...columns];
}

/** Spaces for tabs: in the indentation of all lines at once, or of those at the place as their neighbours have it. */
export function replaceTabs(
  { text, tree, problems }: YamlDocument,
  { code, start, end }: YamlProblem,
): readonly Repair[] {
  if (code !== 'yaml-tab') return [];
  const first = contentLine(text, start);
  if (start >= first.start) return [{ title: 'Write a space for the tab', edits: [spaceFor(text, start, end)] }];
  const lines = tabbedLines(text, tree, problems);
  const step = indentStep(tree);
  const widths = [step, 2, 4, 8].filter((width, at, all) => all.indexOf(width) === at);
  const title = lines.length > 1 ? `Write spaces for the tabs of ${lines.length} lines` : 'Write spaces for the tab';
  const everywhere = widths.map((width) => ({
    title,
    edits: lines.map((line) => indentTo(line, widthOf(text, line, width))),
  }));
  const run = lines.filter((line) => isSameRun(text, lines, first, line));
  const here = columnsAround(text, first, step).map((target) => {
    const by = target - widthOf(text, first, step);
    return {
      title: run.length > 1 ? `Write spaces for the tabs of ${run.length} lines` : 'Write spaces for the tab',
      edits: run.map((line) => indentTo(line, Math.max(0, widthOf(text, line, step) + by))),
    };
  });
  return [...everywhere, ...here];
}

function spaceFor(text: string, from: number, to: number): DocumentEdit {
  let start = from;
  let end = to;
  while (isBlankAt(text, start - 1)) start--;
  while (isBlankAt(text, end)) end++;
  return { start, end, newText: ' ' };
}

function indentTo({ lineStart, start }: ContentLine, column: number): DocumentEdit {
  return { start: lineStart, end: start, newText: ' '.repeat(column) };
}

/** How wide the blanks are that a line begins with, tabs being as wide as that. */
function widthOf(text: string, { lineStart, start }: ContentLine, tab: number): number {
  let width = 0;
  for (let at = lineStart; at < start; at++) width = text[at] === '\t' ? width + tab - (width % tab) : width + 1;
  return width;
}

/** The lines with tabs in their indentation, other than those of texts, to which tabs belong. */
function tabbedLines(text: string, tree: YamlTree, problems: readonly YamlProblem[]): ContentLine[] {
  const faulty = new Set(
    problems.filter(({ code }) => code === 'yaml-tab').map(({ start }) => lineStartOf(text, start)),
  );
  const texts: { start: number; end: number }[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.scalar || tree.parent(node) === NO_NODE) continue;
    texts.push({ start: tree.start(node), end: tree.end(node) });
  }
  const found: ContentLine[] = [];
  let at = 0;
  for (let line = lineStartOf(text, 1); line < text.length; line = nextLineOf(text, line)) {
    while (at < texts.length && texts[at]!.end <= line) at++;
    const content = contentLine(text, line);
    const isText = at < texts.length && texts[at]!.start < line;
    if (content.start === content.end || !text.slice(line, content.start).includes('\t')) continue;
    if (!isText || faulty.has(line)) found.push(content);
  }
  return found;
}

/** Whether two of the lines have none between them but others of them. */
function isSameRun(text: string, lines: readonly ContentLine[], first: ContentLine, other: ContentLine): boolean {
  const from = lines.findIndex(({ lineStart }) => lineStart === first.lineStart);
  const to = lines.indexOf(other);
  if (from < 0 || to < from) return false;
  for (let at = from; at < to; at++)
    if (nextLineOf(text, lines[at]!.lineStart) !== lines[at + 1]!.lineStart) return false;
  return true;
}
