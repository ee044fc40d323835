import { styleText } from 'node:util';
import { type StructuredPatchHunk, structuredPatch } from 'diff';
import { visible } from '../base/visible.ts';

/**
 * What became of a text, as `diff -u` and git write it, so that `git apply` and `patch -p1` read it; empty where both are
 * the same. Lines end at `\n`, as these tools see them. What steers a terminal is spelled out: a text that holds such
 * characters is shown, and its diff can be applied by nobody.
 */
export function unifiedDiff(path: string, before: string, after: string, isColoured = false): string {
  if (before === after) return '';
  const paint = (style: Style, text: string) => (isColoured ? styleText(style, text, { validateStream: false }) : text);
  const lines = [paint('bold', `--- ${fileName('a', path)}`), paint('bold', `+++ ${fileName('b', path)}`)];
  for (const hunk of hunksOf(before, after)) {
    lines.push(paint('cyan', headOf(hunk)));
    for (const line of hunk.lines) {
      const style = styles[line.charAt(0)];
      lines.push(style ? paint(style, shown(line)) : shown(line));
    }
  }
  return lines.join('\n');
}

type Style = 'bold' | 'cyan' | 'green' | 'red';

const styles: Readonly<Record<string, Style>> = { '-': 'red', '+': 'green' };

/** As many lines may differ before the whole text is told as another one: what it takes grows with their square. */
const mostChanges = 3_000;

function hunksOf(before: string, after: string): readonly StructuredPatchHunk[] {
  const patch = structuredPatch('', '', before, after, '', '', { context: 3, maxEditLength: mostChanges });
  return patch?.hunks ?? [...wholeOf(before, after)];
}

/** All of the one text for all of the other. */
function* wholeOf(before: string, after: string): Generator<StructuredPatchHunk> {
  const [gone] = structuredPatch('', '', before, '', '', '').hunks;
  const [come] = structuredPatch('', '', '', after, '', '').hunks;
  const { oldStart, oldLines, lines = [] } = gone ?? { oldStart: 1, oldLines: 0 };
  const { newStart, newLines, lines: more = [] } = come ?? { newStart: 1, newLines: 0 };
  yield { oldStart, oldLines, newStart, newLines, lines: [...lines, ...more] };
}

function headOf({ oldStart, oldLines, newStart, newLines }: StructuredPatchHunk): string {
  return `@@ -${rangeText(oldStart, oldLines)} +${rangeText(newStart, newLines)} @@`;
}

/** Of no lines the one before them is named. */
function rangeText(start: number, count: number): string {
  if (count === 1) return `${start}`;
  return `${count === 0 ? start - 1 : start},${count}`;
}

/** A line behind its sign. What belongs to the file and not to its text stays: `\r` before the end, a mark of byte order. */
function shown(line: string): string {
  if (line.startsWith('\\')) return line;
  const mark = line.charAt(1) === '\uFEFF' ? '\uFEFF' : '';
  const end = line.endsWith('\r') ? '\r' : '';
  return `${line.charAt(0)}${mark}${visible(line.slice(1 + mark.length, line.length - end.length))}${end}`;
}

/** A name as git writes it: in quotes where it holds what would end it or hide in it. */
function fileName(side: 'a' | 'b', path: string): string {
  const isBeyond = path.startsWith('/') || path.startsWith('../') || /^[A-Za-z]:/.test(path);
  const name = isBeyond ? path : `${side}/${path.replace(/^\.\//, '')}`;
  const isPlain = !/["\\\n\r\t]/.test(name) && visible(name) === name;
  return isPlain ? name : visible(JSON.stringify(name));
}
