import type { SourceText, TextEdit } from './sourceText.ts';

/**
 * Where the lines of a text begin; never changes. That of an edited text shares the numbers of the one before: those of
 * some lines stand beside them, and those behind are moved when they are asked for.
 */
export class LineStarts {
  /** How many lines there are: one more than there are line ends. */
  readonly count: number;
  readonly #base: Int32Array;
  /** What stands instead of some lines of the base; undefined where all are as they were. */
  readonly #patch: Patch | undefined;

  private constructor(base: Int32Array, patch?: Patch) {
    this.#base = base;
    this.#patch = patch;
    this.count = base.length + (patch === undefined ? 0 : patch.middle.length - (patch.to - patch.from));
  }

  static of(text: string): LineStarts {
    const starts = text.includes('\r') ? lineStartsIn(text, 0, text.length) : behindLineFeeds(text);
    const all = new Int32Array(starts.length + 1);
    all.set(starts, 1);
    return new LineStarts(all);
  }

  /** Offset of the first character of a line that there is. */
  start(line: number): number {
    const patch = this.#patch;
    if (patch === undefined || line < patch.from) return this.#base[line]!;
    const behind = line - patch.from - patch.middle.length;
    if (behind < 0) return patch.middle[line - patch.from]!;
    return this.#base[patch.to + behind]! + patch.shift;
  }

  /** The line that `offset` lies in; the line end belongs to the line that it ends. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The lines of `text`, which came of one edit. */
  edited({ start, end, newText }: TextEdit, text: SourceText): LineStarts {
    // A `\r` right before the edit may gain or lose its `\n`: look again from the line of the character before it.
    const first = this.lineAt(Math.max(start - 1, 0));
    const last = this.lineAt(end);
    const fresh = lineStartsIn(text, this.start(first), start + newText.length);
    return this.#replace({ from: first + 1, to: last + 1, middle: fresh, shift: newText.length - (end - start) });
  }

  /** Other lines from one number to before another one, and all behind them moved. */
  #replace(patch: Patch): LineStarts {
    const old = this.#patch;
    if (old === undefined) return new LineStarts(this.#base, patch);
    const from = Math.min(patch.from, old.from);
    const to = Math.max(patch.to, old.from + old.middle.length);
    if (to - from > MOST_BESIDE) return new LineStarts(this.#all(), patch);
    const middle: number[] = [];
    for (let line = from; line < patch.from; line++) middle.push(this.start(line));
    for (const start of patch.middle) middle.push(start);
    for (let line = patch.to; line < to; line++) middle.push(this.start(line) + patch.shift);
    const baseTo = to - old.from - old.middle.length + old.to;
    return new LineStarts(this.#base, { from, to: baseTo, middle, shift: old.shift + patch.shift });
  }

  #all(): Int32Array {
    return Int32Array.from({ length: this.count }, (_, line) => this.start(line));
  }
}

/** Lines of a text that became others: those from number `from` to before `to`; all behind them moved by `shift`. */
interface Patch {
  readonly from: number;
  readonly to: number;
  readonly middle: readonly number[];
  readonly shift: number;
}

/** More lines than this do not stand beside the others: then all are written anew. */
const MOST_BESIDE = 1000;

const LF = 10;
const CR = 13;

/** Starts of the lines that begin behind `from` and not behind `to`. */
function lineStartsIn(text: { charCodeAt(offset: number): number }, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}

/** The same of a whole text without a `\r`, in a third of the time. */
function behindLineFeeds(text: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
