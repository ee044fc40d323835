import { editedText } from '../../text/editedText.ts';
import type { TextEdit } from '../../text/sourceText.ts';
import { lineBreak, type TextLines } from '../../text/textLines.ts';

/** Collects changes to a text: replacements, comments at the ends of lines, and whole lines put in between. */
export class LineEdits {
  readonly text: string;
  readonly #lines: TextLines;
  readonly #edits: TextEdit[] = [];
  /** By the offset of a line's end. */
  readonly #notes = new Map<number, string[]>();
  readonly #below = new Map<number, string[]>();

  constructor(lines: TextLines) {
    this.text = lines.text;
    this.#lines = lines;
  }

  replace(start: number, end: number, newText: string): void {
    this.#edits.push({ start, end, newText });
  }

  /** Puts a comment at the end of the line that the offset lies in. */
  note(offset: number, text: string): void {
    append(this.#notes, this.endOfLine(offset), text);
  }

  /** Puts lines below the line that the offset lies in, behind those that are there already. */
  insertBelow(offset: number, lines: readonly string[]): void {
    append(this.#below, this.endOfLine(offset), ...lines);
  }

  endOfLine(offset: number): number {
    return this.#lines.endOf(offset);
  }

  startOfLine(offset: number): number {
    return this.#lines.startOf(offset);
  }

  columnOf(offset: number): number {
    return offset - this.startOfLine(offset);
  }

  /** The changed text from one offset of the old text to another. */
  result(from: number, to: number): string {
    const edits = [...this.#edits, ...this.#lineChanges()]
      .filter(({ start, end }) => start >= from && end <= to)
      .sort((a, b) => a.start - b.start || a.end - b.end);
    const kept: TextEdit[] = [];
    for (const edit of edits) if (edit.start >= (kept.at(-1)?.end ?? from)) kept.push(edit);
    return editedText(this.text, kept, { start: from, end: to });
  }

  #lineChanges(): TextEdit[] {
    const newline = lineBreak(this.text);
    const ends = new Set([...this.#notes.keys(), ...this.#below.keys()]);
    return [...ends].map((end) => {
      const notes = this.#notes.get(end);
      const note = notes ? `  # ${notes.join('; ')}` : '';
      const lines = (this.#below.get(end) ?? []).map((line) => newline + line).join('');
      return { start: end, end, newText: note + lines };
    });
  }
}

function append<T>(map: Map<number, T[]>, key: number, ...values: readonly T[]): void {
  const list = map.get(key);
  if (list) list.push(...values);
  else map.set(key, [...values]);
}
