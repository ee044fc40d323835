import { bug } from '../base/bug.ts';
import type { Confidence } from './model.ts';
import { sources } from './sources.ts';

/** A row of a data table: its cells, an empty text where the table says `-`. */
export type Row = readonly string[];

/** A headed stretch of a data table. */
export interface Section {
  /** The text after `@`, in cells. */
  readonly head: Row;
  readonly rows: readonly Row[];
}

/**
 * The sections of a data table: `@ head` lines, and rows whose cells stand between ` | `. Blank lines and lines that
 * begin with `#` say nothing. A row with more than `columns` cells is a mistake in the table; missing ones are empty.
 */
export function sectionsOf(table: string, columns: number): readonly Section[] {
  const sections: { head: Row; rows: Row[] }[] = [];
  for (const line of table.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('@ ')) {
      sections.push({ head: cellsOf(line.slice(2)), rows: [] });
      continue;
    }
    const cells = cellsOf(line);
    if (cells.length > columns) bug(`storage table: more than ${columns} cells in "${line}"`);
    while (cells.length < columns) cells.push('');
    if (sections.length === 0) sections.push({ head: [], rows: [] });
    sections[sections.length - 1]!.rows.push(cells);
  }
  return sections;
}

/** All rows of a table, whatever the headings say. */
export function rowsOf(table: string, columns: number): readonly Row[] {
  return sectionsOf(table, columns).flatMap((section) => section.rows);
}

/**
 * What a mark stands for: `V` read in a primary source, `L` seen in several listings, `U` neither. A mark that is none is
 * a mistake in the table; `place` says where: its file or folder in `storage/`, and the row.
 */
export function confidenceOfMark(mark: string, place: string): Confidence {
  if (mark === 'V') return 'verified';
  if (mark === 'L') return 'listed';
  if (mark !== 'U') bug(`storage table: no confidence "${mark}" (V, L, U) in ${place}`);
  return 'unverified';
}

/** The citation behind one or several keys of `sources.ts` (`eks, listings`); `place` as above. */
export function sourceOf(keys: string, place: string): string {
  return listOf(keys)
    .map((key) => {
      const citation = sources[key];
      if (citation === undefined) bug(`storage table: no source "${key}" in ${place}; add it to sources.ts`);
      return citation ?? key;
    })
    .join('; ');
}

/** The items of a comma list. */
export function listOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}

function cellsOf(line: string): string[] {
  return line.split(' | ').map((cell) => {
    const text = cell.trim();
    return text === '-' ? '' : text;
  });
}
