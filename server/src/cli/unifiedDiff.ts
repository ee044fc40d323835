import { styleText } from 'node:util';
import { visible } from '../base/visible.ts';

/**
 * What became of a text, as `diff -u` and git write it, so that `git apply` and `patch -p1` read it; empty where both are
 * the same. Lines end at `\n`, as these tools see them. What steers a terminal is spelled out: a text that holds such
 * characters is shown, and its diff can be applied by nobody.
 */
export function unifiedDiff(path: string, before: string, after: string, isColoured = false): string {
  if (before === after) return '';
  const old = linesOf(before);
  const now = linesOf(after);
  const paint = (style: 'bold' | 'cyan' | 'green' | 'red', text: string) =>
    isColoured ? styleText(style, text, { validateStream: false }) : text;
  const lines = [paint('bold', `--- ${fileName('a', path)}`), paint('bold', `+++ ${fileName('b', path)}`)];
  for (const hunk of hunksOf(editsOf(old, now), old.length)) {
    lines.push(paint('cyan', headOf(hunk)));
    let at = hunk.oldStart;
    for (const { oldStart, oldEnd, newStart, newEnd } of hunk.edits) {
      for (; at < oldStart; at++) lines.push(shown(' ', old[at]!, at));
      for (; at < oldEnd; at++) lines.push(paint('red', shown('-', old[at]!, at)));
      for (let line = newStart; line < newEnd; line++) lines.push(paint('green', shown('+', now[line]!, line)));
    }
    for (; at < hunk.oldEnd; at++) lines.push(shown(' ', old[at]!, at));
  }
  return lines.join('\n');
}

/** Lines with their ends; none of an empty text. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A line behind its sign. What belongs to the file and not to its text stays: `\r` before the end, a mark of byte order. */
function shown(sign: string, line: string, number: number): string {
  const hasEnd = line.endsWith('\n');
  const text = hasEnd ? line.slice(0, -1) : line;
  const mark = number === 0 && text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const end = text.endsWith('\r') ? '\r' : '';
  const rest = text.slice(mark.length, text.length - end.length);
  return `${sign}${mark}${visible(rest)}${end}${hasEnd ? '' : '\n\\ No newline at end of file'}`;
}

/** A name as git writes it: in quotes where it holds what would end it or hide in it. */
function fileName(side: 'a' | 'b', path: string): string {
  const isBeyond = path.startsWith('/') || path.startsWith('../') || /^[A-Za-z]:/.test(path);
  const name = isBeyond ? path : `${side}/${path.replace(/^\.\//, '')}`;
  const isPlain = !/["\\\n\r\t]/.test(name) && visible(name) === name;
  return isPlain ? name : visible(JSON.stringify(name));
}

/** Lines of the old text that others of the new one stand for; numbers from 0, ends exclusive. */
interface Edit {
  oldStart: number;
  oldEnd: number;
  newStart: number;
  newEnd: number;
}

interface Hunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
  readonly edits: readonly Edit[];
}

/** Lines that are shown around what changes. */
const context = 3;

function* hunksOf(edits: readonly Edit[], oldLines: number): Generator<Hunk> {
  for (let first = 0; first < edits.length; ) {
    let last = first;
    while (last + 1 < edits.length && edits[last + 1]!.oldStart - edits[last]!.oldEnd <= 2 * context) last++;
    const [begin, end] = [edits[first]!, edits[last]!];
    const before = Math.min(context, begin.oldStart);
    const after = Math.min(context, oldLines - end.oldEnd);
    yield {
      oldStart: begin.oldStart - before,
      oldEnd: end.oldEnd + after,
      newStart: begin.newStart - before,
      newEnd: end.newEnd + after,
      edits: edits.slice(first, last + 1),
    };
    first = last + 1;
  }
}

function headOf({ oldStart, oldEnd, newStart, newEnd }: Hunk): string {
  return `@@ -${rangeText(oldStart, oldEnd)} +${rangeText(newStart, newEnd)} @@`;
}

/** Of no lines the one before them is named. */
function rangeText(start: number, end: number): string {
  const count = end - start;
  if (count === 1) return `${start + 1}`;
  return `${count === 0 ? start : start + 1},${count}`;
}

/**
 * What has to be changed, by Myers' algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986). A way that has
 * taken `mostSteps` changes is gone as far as it has come, and the next one begins there: so time grows as the text does,
 * and a text that has nothing in common with the other one is as good as any.
 */
function editsOf(old: readonly string[], now: readonly string[]): readonly Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [0, 0];
  while (x < old.length || y < now.length) {
    const matches = wayFrom(x, y, old, now);
    for (const [oldAt, newAt] of matches) {
      addEdit(edits, { oldStart: x, oldEnd: oldAt, newStart: y, newEnd: newAt });
      x = oldAt;
      y = newAt;
      if (x < old.length && y < now.length && old[x] === now[y]) {
        x++;
        y++;
      }
    }
  }
  return edits;
}

/** An edit that goes on where the last one ended is a part of it. */
function addEdit(edits: Edit[], edit: Edit): void {
  if (edit.oldStart === edit.oldEnd && edit.newStart === edit.newEnd) return;
  const last = edits.at(-1);
  if (last && last.oldEnd === edit.oldStart && last.newEnd === edit.newStart) {
    last.oldEnd = edit.oldEnd;
    last.newEnd = edit.newEnd;
  } else edits.push({ ...edit });
}

const mostSteps = 300;

type Point = readonly [old: number, now: number];

/** The lines that stay on the shortest way from a point, then where it ends: at the end of both, or after `mostSteps`. */
function wayFrom(fromOld: number, fromNew: number, old: readonly string[], now: readonly string[]): readonly Point[] {
  const width = old.length - fromOld;
  const height = now.length - fromNew;
  /** For each number of changes how far each diagonal (lines of the old text less those of the new one) comes. */
  const steps: Map<number, number>[] = [];
  for (let step = 0; ; step++) {
    const reached = new Map<number, number>();
    let best: Point = [0, 0];
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      let x = arrivalOn(diagonal, steps[step - 1])?.x;
      if (x === undefined || x > width || x - diagonal > height) continue;
      while (x < width && x - diagonal < height && old[fromOld + x] === now[fromNew + x - diagonal]) x++;
      reached.set(diagonal, x);
      if (2 * x - diagonal >= best[0] + best[1]) best = [x, x - diagonal];
    }
    steps.push(reached);
    if ((best[0] === width && best[1] === height) || step === mostSteps) {
      return stayingOn(steps, best).map(([x, y]) => [fromOld + x, fromNew + y]);
    }
  }
}

/** Where a way comes to a diagonal: by leaving out a line of the old text, or by one of the new text; the further one. */
function arrivalOn(
  diagonal: number,
  before: ReadonlyMap<number, number> | undefined,
): { readonly x: number; readonly isNew: boolean } | undefined {
  if (!before) return { x: 0, isNew: false };
  const left = before.get(diagonal - 1);
  const above = before.get(diagonal + 1);
  if (above !== undefined && (left === undefined || left < above)) return { x: above, isNew: true };
  return left === undefined ? undefined : { x: left + 1, isNew: false };
}

/** Goes a way back from its end: the points at which lines are the same, in order, and the end. */
function stayingOn(steps: readonly ReadonlyMap<number, number>[], end: Point): readonly Point[] {
  const points: Point[] = [end];
  let [x, diagonal] = [end[0], end[0] - end[1]];
  for (let step = steps.length - 1; step >= 0; step--) {
    const arrival = arrivalOn(diagonal, steps[step - 1])!;
    while (x > arrival.x) {
      x--;
      points.push([x, x - diagonal]);
    }
    if (arrival.isNew) diagonal++;
    else {
      diagonal--;
      x--;
    }
  }
  return points.reverse();
}
