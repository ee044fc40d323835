import { isBreak, lineEndOf, lineStartOf } from '../../../text/textLines.ts';
import {
  columnOf,
  isBlankOrEnd,
  isCommentStart,
  keyAt,
  nextLineStart,
  placeholderEnd,
  quoteEnd,
  skipBlanks,
  skipProperties,
} from './chars.ts';
import { type FlowEnd, readFlow } from './flow.ts';
import { type Frame, openItem, openKey } from './frames.ts';

/** What the lines above a cursor leave open. */
export interface Above {
  /** The blocks that are open at the start of the cursor's line, outermost first. */
  readonly frames: Frame[];
  /** Where reading goes on: the start of the cursor's line, or behind what reaches into that line. */
  readonly at: number;
  /** What the cursor's line lies in when it is no line of its own. */
  readonly inside: 'nothing' | 'text' | FlowEnd;
  /** Whether any line above holds more than a comment. */
  readonly hasContent: boolean;
}

/** Reads the lines from `from` (the start of a line at column 0) up to the line that holds the cursor. */
export function readAbove(text: string, from: number, cursor: { offset: number; lineStart: number }): Above {
  return new LineReader(text, cursor).read(from);
}

/**
 * The start of the nearest line above `lineStart` from which the text can be read by itself: one that begins with a
 * key at column 0. In a text that is one flow collection, as JSON is, only the beginning will do.
 */
export function safeStart(text: string, lineStart: number): number {
  for (let at = lineStart - 1; at > 0; at--) {
    if (isBreak(text.charCodeAt(at - 1)) && !NOT_A_KEY.has(text.charCodeAt(at))) return at;
  }
  return 0;
}

/** Names of the keys at column 0 above `lineStart`: those that reading from `safeStart` has not seen. */
export function topLevelKeys(text: string, lineStart: number): string[] {
  const keys: string[] = [];
  for (let at = lineStartOf(text, 1); at < lineStart; at = nextLineStart(text, at)) {
    if (at >= text.length || NOT_A_KEY.has(text.charCodeAt(at))) continue;
    const key = keyAt(text, at, lineEndOf(text, at));
    if (key) keys.push(key.name);
  }
  return keys;
}

const NOT_A_KEY = new Set([...' \t\r\n\x85\u2028\u2029#-[]{}%'].map((character) => character.charCodeAt(0)));

/** A quote that is still open so many lines below was never meant to be closed there. */
const MOST_QUOTED_LINES = 200;

class LineReader {
  readonly #text: string;
  readonly #cursor: { offset: number; lineStart: number };
  readonly #frames: Frame[] = [];
  #inside: Above['inside'] = 'nothing';
  #hasContent = false;

  constructor(text: string, cursor: { offset: number; lineStart: number }) {
    this.#text = text;
    this.#cursor = cursor;
  }

  read(from: number): Above {
    let at = from;
    while (at < this.#cursor.lineStart && this.#inside === 'nothing') at = this.#line(at);
    return {
      frames: this.#frames,
      at: Math.max(at, this.#cursor.lineStart),
      inside: this.#inside,
      hasContent: this.#hasContent,
    };
  }

  /** Takes in the line that begins at `start`, and returns where the next one that counts begins. */
  #line(start: number): number {
    const text = this.#text;
    const end = lineEndOf(text, start);
    const next = nextLineStart(text, end);
    let at = skipBlanks(text, start, end);
    if (at >= end || text[at] === '#' || isMarker(text, at, start)) return next;
    if (text.startsWith('{{', at)) return this.#behindPlaceholder(at, next);
    this.#hasContent = true;
    for (;;) {
      const column = columnOf(text, start, at);
      if ((text[at] === '-' || text[at] === '?') && isBlankOrEnd(text, at + 1, end)) {
        if (text[at] === '-') openItem(this.#frames, column, at);
        at = skipBlanks(text, at + 1, end);
        if (at >= end || isCommentStart(text, at, start)) return next;
        continue;
      }
      const key = keyAt(text, skipProperties(text, at, end), end);
      if (!key) return this.#value(at, end, next);
      openKey(this.#frames, { name: key.name, column, start: key.start });
      at = skipBlanks(text, key.colon + 1, end);
      return this.#value(at, end, next);
    }
  }

  /** A directive of a template may span lines; what stands behind it on its last line is not looked at. */
  #behindPlaceholder(at: number, next: number): number {
    const end = placeholderEnd(this.#text, at, this.#text.length);
    return end < next ? next : nextLineStart(this.#text, end);
  }

  #value(from: number, end: number, next: number): number {
    const text = this.#text;
    const at = skipProperties(text, from, end);
    if (at >= end || isCommentStart(text, at, from)) return next;
    const top = this.#frames.at(-1);
    if (top) top.isOpen = false;
    const column = top?.column ?? -1;
    const first = text[at]!;
    if ((first === '|' || first === '>') && isBlockHeader(text, at, end)) return this.#blockScalar(next, column);
    if (first === '"' || first === "'") return this.#quoted(at, next, column);
    if ((first === '[' || first === '{') && !text.startsWith('{{', at)) return this.#flow(at, next, column);
    return next;
  }

  #blockScalar(from: number, column: number): number {
    const text = this.#text;
    const { lineStart, offset } = this.#cursor;
    let at = from;
    while (at <= text.length) {
      const end = lineEndOf(text, at);
      const content = skipBlanks(text, at, end);
      const isEmpty = content >= end;
      const isCursorLine = at === lineStart;
      const reach = isEmpty && isCursorLine ? columnOf(text, at, offset) : columnOf(text, at, content);
      const belongs = reach > column || (isEmpty && (!isCursorLine || this.#goesOn(end, column)));
      if (isCursorLine) {
        if (belongs) this.#inside = 'text';
        return at;
      }
      if (!belongs) return at;
      at = nextLineStart(text, end);
    }
    return at;
  }

  /** Whether the next line that is not blank still belongs to a block that hangs on something at `column`. */
  #goesOn(from: number, column: number): boolean {
    const text = this.#text;
    for (let at = nextLineStart(text, from); at < text.length; at = nextLineStart(text, at)) {
      const end = lineEndOf(text, at);
      const content = skipBlanks(text, at, end);
      if (content < end) return columnOf(text, at, content) > column;
    }
    return false;
  }

  #quoted(at: number, next: number, column: number): number {
    const text = this.#text;
    if (quoteEnd(text, at, next) >= 0) return next;
    const end = quoteEnd(text, at, this.#endOfDeeper(next, column));
    if (end < 0) return next;
    if (end > this.#cursor.lineStart) this.#inside = 'text';
    return nextLineStart(text, end);
  }

  /** Where the lines end that lie deeper than `column`: what begins before them can reach no further. */
  #endOfDeeper(from: number, column: number): number {
    const text = this.#text;
    let at = from;
    for (let lines = 0; at < text.length && lines < MOST_QUOTED_LINES; lines++) {
      const end = lineEndOf(text, at);
      const content = skipBlanks(text, at, end);
      if (content < end && columnOf(text, at, content) <= column) break;
      at = nextLineStart(text, end);
    }
    return Math.min(at, text.length);
  }

  #flow(at: number, next: number, column: number): number {
    const result = readFlow(this.#text, at, { cursor: this.#cursor.offset, column });
    if (result.kind === 'cursor' || result.kind === 'comment') {
      this.#inside = result;
      return next;
    }
    if (result.kind === 'broken') return result.end;
    if (result.end > this.#cursor.lineStart) this.#inside = 'text';
    return Math.max(next, nextLineStart(this.#text, result.end - 1));
  }
}

function isMarker(text: string, at: number, lineStart: number): boolean {
  return at === lineStart && (text[at] === '%' || text.startsWith('---', at) || text.startsWith('...', at));
}

/** Whether `|` or `>` with its indicators is all that the line holds, save for a comment. */
export function isBlockHeader(text: string, at: number, lineEnd: number): boolean {
  let from = at + 1;
  while (from < lineEnd && '+-0123456789'.includes(text[from]!)) from++;
  const rest = skipBlanks(text, from, lineEnd);
  return rest >= lineEnd || (rest > from && text[rest] === '#');
}
