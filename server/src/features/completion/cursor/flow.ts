import { isBlankAt, lineEndOf, lineStartOf } from '../../../text/textLines.ts';
import {
  columnOf,
  isBlankOrEnd,
  nextLineStart,
  placeholderEnd,
  quoteEnd,
  skipBlanks,
  trimmedEnd,
  unquoted,
} from './chars.ts';
import { type Frame, newFrame } from './frames.ts';

/** What a cursor in a flow collection touches. */
export interface FlowToken {
  readonly start: number;
  /** Behind its last character on the line. */
  readonly end: number;
  readonly quote: '' | '"' | "'";
  /** The closing quote is there. */
  readonly isClosed: boolean;
}

/** How a flow collection was left: behind its closing bracket, at a line that cannot be its own, or at the cursor. */
export type FlowEnd =
  | { readonly kind: 'closed' | 'broken'; readonly end: number }
  | { readonly kind: 'comment'; readonly start: number }
  | AtFlowCursor;

/** A cursor in a flow collection. */
export interface AtFlowCursor {
  readonly kind: 'cursor';
  /** The flow collections around it, outermost first. */
  readonly frames: readonly Frame[];
  readonly state: FlowState;
  readonly token: FlowToken;
  /** Behind the last entry that ends before the token. */
  readonly lastEnd: number;
}

/** What the innermost collection waits for: an entry, the colon of a key, a value, or a comma. */
export type FlowState = 'entry' | 'colon' | 'value' | 'comma';

/** What bounds the reading of a flow collection. */
export interface FlowBounds {
  /** The cursor: reading stops there. */
  readonly cursor: number;
  /** Column of the block around it: a line that does not reach further right cannot belong to the collection. */
  readonly column: number;
}

/** Reads the flow collection whose bracket stands at `at`, up to its end or the cursor. */
export function readFlow(text: string, at: number, bounds: FlowBounds): FlowEnd {
  return new FlowReader(text, bounds).read(at);
}

class FlowReader {
  readonly #text: string;
  readonly #bounds: FlowBounds;
  readonly #frames: Frame[] = [];
  #states: FlowState[] = [];
  #at = 0;
  #lineStart = 0;
  #lineEnd = 0;
  /** Start of a quoted or plain token that the cursor touches. */
  #token: { start: number; end: number; before: FlowState } | undefined;
  #lastEnd = 0;

  constructor(text: string, bounds: FlowBounds) {
    this.#text = text;
    this.#bounds = bounds;
  }

  read(open: number): FlowEnd {
    const text = this.#text;
    const { cursor } = this.#bounds;
    this.#at = open;
    this.#enterLine(lineStartOf(text, open));
    while (this.#at < cursor) {
      if (this.#at >= this.#lineEnd) {
        const next = nextLineStart(text, this.#at);
        if (next > cursor) break;
        if (!this.#enterLine(next)) return { kind: 'broken', end: next };
        this.#at = next;
        continue;
      }
      const code = text[this.#at]!;
      if (isBlankAt(text, this.#at)) this.#at++;
      else if (code === '#' && (this.#at === this.#lineStart || isBlankAt(text, this.#at - 1))) {
        if (this.#lineEnd >= cursor) return { kind: 'comment', start: this.#at };
        this.#at = this.#lineEnd;
      } else if (this.#step(code)) return { kind: 'closed', end: this.#at };
    }
    return this.#atCursor();
  }

  /** Takes in one bracket, mark or token; true when the whole collection is closed. */
  #step(code: string): boolean {
    switch (code) {
      case '[':
      case '{':
        this.#at = this.#open(code);
        return false;
      case ']':
      case '}':
        this.#at++;
        return this.#close();
      case ',':
        this.#at++;
        this.#comma();
        return false;
      case ':':
        if (this.#isColon(this.#at)) {
          this.#at++;
          this.#setState('value');
          return false;
        }
    }
    this.#scalar();
    return false;
  }

  #open(code: string): number {
    const end = placeholderEnd(this.#text, this.#at, this.#lineEnd);
    this.#beginEntry();
    if (end > this.#at) {
      this.#endValue();
      return end;
    }
    const column = columnOf(this.#text, this.#lineStart, skipBlanks(this.#text, this.#lineStart, this.#lineEnd));
    this.#frames.push(newFrame(code === '[' ? 'sequence' : 'mapping', { isFlow: true, column, start: this.#at }));
    this.#states.push('entry');
    return this.#at + 1;
  }

  #close(): boolean {
    this.#frames.pop();
    this.#states.pop();
    if (this.#frames.length === 0) return true;
    this.#endValue();
    return false;
  }

  #comma(): void {
    const top = this.#top;
    if (top.kind === 'mapping') top.step = '';
    this.#setState('entry');
  }

  #scalar(): void {
    const text = this.#text;
    const start = this.#at;
    const before = this.#state;
    const isQuoted = text[start] === '"' || text[start] === "'";
    const end = isQuoted ? quoteEnd(text, start, this.#lineEnd) : this.#plainEnd(start);
    // A quote that nothing closes on its line is being typed; what follows on later lines is still read.
    const to = end < 0 ? this.#lineEnd : Math.max(end, start + 1);
    this.#at = to;
    if (to >= this.#bounds.cursor) {
      this.#token = { start, end: to, before };
      this.#at = this.#bounds.cursor;
      if (before === 'entry' && this.#top.kind === 'sequence') this.#beginEntry();
      if (before !== 'entry' || this.#top.kind === 'sequence') return;
    }
    this.#takeScalar(isQuoted ? unquoted(text.slice(start, to)) : text.slice(start, to));
  }

  #takeScalar(name: string): void {
    const top = this.#top;
    if (top.kind === 'mapping' && this.#state === 'entry') {
      top.step = name;
      if (!this.#token) top.keys.push(name);
      this.#setState('colon');
    } else {
      this.#beginEntry();
      this.#endValue();
    }
  }

  #plainEnd(start: number): number {
    const text = this.#text;
    let at = start;
    while (at < this.#lineEnd) {
      const past = placeholderEnd(text, at, this.#lineEnd);
      if (past > at) {
        at = past;
        continue;
      }
      if (',[]{}'.includes(text[at]!) || (text[at] === ':' && this.#isColon(at))) break;
      if (text[at] === '#' && isBlankAt(text, at - 1)) break;
      at++;
    }
    return trimmedEnd(text, start, at);
  }

  #isColon(at: number): boolean {
    const text = this.#text;
    if (isBlankOrEnd(text, at + 1, this.#lineEnd) || ',[]{}'.includes(text[at + 1]!)) return true;
    return at > 0 && (text[at - 1] === '"' || text[at - 1] === "'");
  }

  /** A new item of a list begins; a value of a mapping does not need to be counted. */
  #beginEntry(): void {
    const top = this.#frames.at(-1);
    if (top?.kind === 'sequence' && this.#state === 'entry') {
      top.step = Number(top.step) + 1;
      this.#setState('value');
    }
  }

  #endValue(): void {
    if (!this.#token) this.#lastEnd = this.#at;
    this.#setState('comma');
  }

  get #top(): Frame {
    return this.#frames.at(-1)!;
  }

  get #state(): FlowState {
    return this.#states.at(-1) ?? 'entry';
  }

  #setState(state: FlowState): void {
    this.#states[this.#states.length - 1] = state;
  }

  /** Goes to a line; false when it lies too far left to belong to the collection. */
  #enterLine(start: number): boolean {
    const text = this.#text;
    this.#lineStart = start;
    this.#lineEnd = lineEndOf(text, start);
    if (this.#frames.length === 0) return true;
    const { cursor, column } = this.#bounds;
    const content = skipBlanks(text, start, this.#lineEnd);
    const isEmpty = content >= this.#lineEnd;
    if (isEmpty && (cursor < start || cursor > this.#lineEnd)) return true;
    return columnOf(text, start, isEmpty ? cursor : content) > column || ']}'.includes(text[content] ?? ' ');
  }

  #atCursor(): FlowEnd {
    const { cursor } = this.#bounds;
    const frames = this.#frames;
    const lastEnd = this.#lastEnd;
    if (this.#token) {
      const { start, end, before } = this.#token;
      const first = this.#text[start];
      const quote = first === '"' || first === "'" ? first : '';
      const isClosed = quote !== '' && quoteEnd(this.#text, start, this.#lineEnd) === end;
      const token = { start, end: this.#wordEnd(end, quote, isClosed), quote, isClosed } as const;
      return { kind: 'cursor', frames, state: before, token, lastEnd };
    }
    const state = this.#state;
    if (state === 'entry' && this.#top.kind === 'sequence') this.#top.step = Number(this.#top.step) + 1;
    return { kind: 'cursor', frames, state, token: this.#tokenBehind(cursor), lastEnd };
  }

  /** The scalar that begins right at the cursor; a token of nothing where none does. */
  #tokenBehind(start: number): FlowToken {
    const text = this.#text;
    const first = text[start] ?? '\n';
    if (start >= this.#lineEnd || isBlankAt(text, start) || ',[]{}:#'.includes(first)) {
      return { start, end: start, quote: '', isClosed: false };
    }
    const quote = first === '"' || first === "'" ? first : '';
    const closed = quote === '' ? this.#plainEnd(start) : quoteEnd(text, start, this.#lineEnd);
    return { start, end: Math.max(closed, start), quote, isClosed: quote !== '' && closed > 0 };
  }

  /** An open quote reaches to the end of the line, but what is replaced should end with the word. */
  #wordEnd(end: number, quote: string, isClosed: boolean): number {
    if (quote === '' || isClosed) return end;
    let at = this.#bounds.cursor;
    while (at < end && !isBlankAt(this.#text, at) && !',]}:'.includes(this.#text[at]!)) at++;
    return at;
  }
}
