/** Cells of a Markdown table, row by row: the first row is the heading, the line under it is left out. */
export type Table = readonly (readonly string[])[];

const gap = 2;
const narrowest = 8;

/** The cells of lines that begin with `|`; `\|` is a sign in a cell. */
export function readTable(lines: readonly string[]): Table {
  return lines.filter((line) => !/^\|[\s:|-]*$/.test(line)).map(cellsOf);
}

function cellsOf(line: string): string[] {
  const bare = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return bare.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** How a table is put on the screen. */
export interface TableLook {
  /** Signs in a line. */
  readonly width: number;
  /** A cell's text as lines of at most so many signs. */
  readonly wrap: (text: string, width: number) => readonly string[];
  readonly lengthOf: (text: string) => number;
  readonly heading: (text: string) => string;
}

/** A table as lines with its columns under each other; cells that are too wide go on in the line below. */
export function tableLines(table: Table, { width, wrap, lengthOf, heading }: TableLook): string[] {
  const count = Math.max(...table.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, at) => Math.max(...table.map((row) => lengthOf(row[at] ?? ''))));
  const widths = fitted(columns, width - gap * (count - 1));
  const shown = (row: readonly string[], paint: (text: string) => string): string[] => {
    const cells = widths.map((columnWidth, at) => wrap(row[at] ?? '', columnWidth));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, at) => pad(paint(lines[line] ?? ''), widths[at]! - lengthOf(lines[line] ?? '')))
        .join(' '.repeat(gap))
        .trimEnd(),
    );
  };
  const [first = [], ...rest] = table;
  const rule = widths.map((columnWidth) => '-'.repeat(columnWidth)).join(' '.repeat(gap));
  return [...shown(first, heading), rule, ...rest.flatMap((row) => shown(row, (text) => text))];
}

function pad(text: string, blanks: number): string {
  return text + ' '.repeat(Math.max(0, blanks));
}

/** Column widths that together take at most `room`, where that can be: the widest columns give way. */
function fitted(columns: readonly number[], room: number): number[] {
  const widths = [...columns];
  for (let over = sum(widths) - room; over > 0; over--) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= narrowest) break;
    widths[widest]!--;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
