import { editedText } from './editedText.ts';
import { LineStarts } from './lineStarts.ts';

/** A place in a text as editors count it: both from 0; `character` in UTF-16 units, or UTF-8 bytes where a name says so. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A replacement: the stretch from `start` to `end` (UTF-16 offsets, `end` exclusive) becomes `newText`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * An immutable text that knows its lines. `\n`, `\r\n` and a lone `\r` each end a line.
 * The line index is made when it is first asked for; one edit patches it, several let it be made anew. So it is with the
 * text of a long file: an edited one is the string before it and what stands in it instead of a stretch of that, until
 * someone asks for all of it.
 */
export class SourceText {
  readonly length: number;
  /** The string that the text is, but for what stands from `#from` to `#to`: that is `#middle`. */
  #base: string;
  #from = 0;
  #to = 0;
  #middle = '';
  #lines: LineStarts | undefined;

  constructor(text: string, replaced?: TextEdit) {
    this.#base = text;
    this.length = text.length;
    if (replaced === undefined) return;
    this.#from = replaced.start;
    this.#to = replaced.end;
    this.#middle = replaced.newText;
    this.length += this.#middle.length - (this.#to - this.#from);
  }

  /** All of it, as one string. */
  get text(): string {
    if (this.#from !== this.#to || this.#middle !== '') {
      this.#base = this.#base.slice(0, this.#from) + this.#middle + this.#base.slice(this.#to);
      this.#from = 0;
      this.#to = 0;
      this.#middle = '';
    }
    return this.#base;
  }

  /** The UTF-16 unit at an offset; NaN outside of the text. */
  charCodeAt(offset: number): number {
    const behind = offset - this.#from;
    if (behind < 0) return this.#base.charCodeAt(offset);
    if (behind < this.#middle.length) return this.#middle.charCodeAt(behind);
    return this.#base.charCodeAt(behind - this.#middle.length + this.#to);
  }

  /** The text between two offsets, of which the first is not behind the second. */
  slice(start: number, end: number): string {
    const middleEnd = this.#from + this.#middle.length;
    if (end <= this.#from) return this.#base.slice(start, end);
    const shift = this.#to - middleEnd;
    if (start >= middleEnd) return this.#base.slice(start + shift, end + shift);
    const before = start < this.#from ? this.#base.slice(start, this.#from) : '';
    const middle = this.#middle.slice(Math.max(0, start - this.#from), end - this.#from);
    return before + middle + (end > middleEnd ? this.#base.slice(this.#to, end + shift) : '');
  }

  /** How many lines there are: one more than there are line ends. */
  get lineCount(): number {
    return this.#lineStarts().count;
  }

  /** Offset of the first character of `line`; a line before the first or behind the last one is clamped to the text. */
  lineStart(line: number): number {
    if (line <= 0) return 0;
    const starts = this.#lineStarts();
    return line < starts.count ? starts.start(line) : this.length;
  }

  /** Offset behind the last character of `line`, its line end left out. */
  lineEnd(line: number): number {
    const starts = this.#lineStarts();
    if (line + 1 >= starts.count) return this.length;
    const start = this.lineStart(line);
    let end = starts.start(Math.max(line, 0) + 1);
    if (end > start && this.charCodeAt(end - 1) === LF) end--;
    if (end > start && this.charCodeAt(end - 1) === CR) end--;
    return end;
  }

  /** The line that `offset` lies in; the line end belongs to the line that it ends. */
  lineAt(offset: number): number {
    return this.#lineStarts().lineAt(offset);
  }

  /** Position of `offset`, which is clamped to the text. */
  positionAt(offset: number): Position {
    const at = clamp(offset, this.length);
    const line = this.lineAt(at);
    return { line, character: at - this.lineStart(line) };
  }

  /** Offset of `position`; a character behind the end of its line means that end, a line behind the last the text's end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.length;
    return Math.min(this.lineStart(position.line) + Math.max(position.character, 0), this.lineEnd(position.line));
  }

  /** Like `positionAt`, with `character` counted in bytes of UTF-8. */
  utf8PositionAt(offset: number): Position {
    const { line, character } = this.positionAt(offset);
    const start = this.lineStart(line);
    let bytes = 0;
    for (let at = start; at < start + character; at++) bytes += utf8Width(this, at);
    return { line, character: bytes };
  }

  /** Like `offsetAt`, with `character` counted in bytes of UTF-8; a byte inside a character means its beginning. */
  utf8OffsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.length;
    const end = this.lineEnd(position.line);
    let left = position.character;
    let at = this.lineStart(position.line);
    while (at < end && left > 0) {
      const isPair = isSurrogatePair(this, at);
      left -= isPair ? 4 : utf8Width(this, at);
      if (left < 0) break;
      at += isPair ? 2 : 1;
    }
    return at;
  }

  /**
   * The text after `edits`, whose offsets all count in this text, in any order. Offsets are clamped; where two edits
   * overlap, the one that begins later loses the part that the earlier one replaced.
   */
  edit(edits: readonly TextEdit[]): SourceText {
    const sorted = normalizeEdits(edits, this.length);
    if (sorted.length === 0) return this;
    if (sorted.length > 1) return new SourceText(editedText(this.text, sorted));
    const edit = sorted[0]!;
    const edited = this.length > LONG_TEXT ? this.#replace(edit) : new SourceText(editedText(this.text, sorted));
    edited.#lines = this.#lines?.edited(edit, edited);
    return edited;
  }

  /** The text after one edit, over the same string: what differs from it grows by what lies between the two places. */
  #replace({ start, end, newText }: TextEdit): SourceText {
    const middleEnd = this.#from + this.#middle.length;
    const isChanged = this.#from !== this.#to || this.#middle !== '';
    const first = isChanged ? Math.min(start, this.#from) : start;
    const last = isChanged ? Math.max(end, middleEnd) : end;
    if (last - first > LONG_TEXT) return new SourceText(this.text, { start, end, newText });
    const middle = this.slice(first, start) + newText + this.slice(end, last);
    const to = isChanged ? last - middleEnd + this.#to : last;
    return new SourceText(this.#base, { start: first, end: to, newText: middle });
  }

  #lineStarts(): LineStarts {
    this.#lines ??= LineStarts.of(this.text);
    return this.#lines;
  }
}

const LF = 10;
const CR = 13;

/** Longer texts are not put together again with each edit (UTF-16 units). */
const LONG_TEXT = 20_000;

/**
 * The edits in order of their starts, clamped to a text of `length`, without overlaps and without those that do
 * nothing. Edits that insert at the same place keep their order.
 */
export function normalizeEdits(edits: readonly TextEdit[], length: number): TextEdit[] {
  const sorted = edits
    .map((edit) => {
      const start = clamp(edit.start, length);
      return { start, end: Math.max(start, clamp(edit.end, length)), newText: edit.newText };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const result: TextEdit[] = [];
  let end = 0;
  for (const edit of sorted) {
    const start = Math.max(edit.start, end);
    const stop = Math.max(edit.end, start);
    if (start === stop && edit.newText === '') continue;
    result.push({ start, end: stop, newText: edit.newText });
    end = stop;
  }
  return result;
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(offset, length));
}

/** Bytes of UTF-8 that the UTF-16 unit at `at` stands for; each half of a pair counts as two. */
function utf8Width(text: SourceText, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (isSurrogatePair(text, at) || (at > 0 && isSurrogatePair(text, at - 1))) return 2;
  return 3;
}

function isSurrogatePair(text: SourceText, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}
