import { behindBreak, isBlankAt, lineEndOf } from '../../../text/textLines.ts';

// Small questions about a stretch of YAML text. Offsets are UTF-16 from the start of the text; nothing here looks
// beyond the line it is asked about unless it says so.

/** Whether nothing but a blank or the end of the line stands at `at`. */
export function isBlankOrEnd(text: string, at: number, lineEnd: number): boolean {
  return at >= lineEnd || isBlankAt(text, at);
}

/** The first place from `at` that is no blank, at most `lineEnd`. */
export function skipBlanks(text: string, at: number, lineEnd: number): number {
  let to = at;
  while (to < lineEnd && isBlankAt(text, to)) to++;
  return to;
}

/** Where the line behind the one that holds `at` begins; the text's length plus one behind the last line. */
export function nextLineStart(text: string, at: number): number {
  const end = lineEndOf(text, at);
  return end < text.length ? behindBreak(text, end) : end + 1;
}

/** How far a stretch from the start of a line reaches to the right. A tab, which YAML forbids here, counts as two. */
export function columnOf(text: string, lineStart: number, at: number): number {
  let column = at - lineStart;
  for (let i = lineStart; i < at; i++) if (text.charCodeAt(i) === TAB) column++;
  return column;
}

/** Whether a comment begins at `at`: a `#` at the start of the line or behind a blank. */
export function isCommentStart(text: string, at: number, lineStart: number): boolean {
  return text.charCodeAt(at) === HASH && (at === lineStart || isBlankAt(text, at - 1));
}

/** Behind the quote that closes the one at `open`, or -1 where there is none before `limit`. */
export function quoteEnd(text: string, open: number, limit: number): number {
  const quote = text.charCodeAt(open);
  for (let at = open + 1; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && quote === DOUBLE) at++;
    else if (code === quote) {
      if (quote === DOUBLE || text.charCodeAt(at + 1) !== quote) return at + 1;
      at++;
    }
  }
  return -1;
}

/** Behind the `}}` or `}` that closes the `{{` or `${` at `at`; `limit` where nothing closes it; `at` where none begins. */
export function placeholderEnd(text: string, at: number, limit: number): number {
  const code = text.charCodeAt(at);
  if (code !== BRACE && code !== DOLLAR) return at;
  const mark = text.startsWith('{{', at) ? '}}' : text.startsWith(`\${`, at) ? '}' : undefined;
  if (mark === undefined) return at;
  for (let end = at + 2; end + mark.length <= limit; end++) if (text.startsWith(mark, end)) return end + mark.length;
  return limit;
}

/** A key with its colon. */
export interface KeyText {
  readonly start: number;
  /** Behind the last character of the key, quotes included. */
  readonly end: number;
  readonly colon: number;
  readonly name: string;
}

/** The key that stands at `at`, with a colon behind it on the same line; undefined when there is none. */
export function keyAt(text: string, at: number, lineEnd: number): KeyText | undefined {
  const first = text.charCodeAt(at);
  if (first === DOUBLE || first === SINGLE) {
    const end = quoteEnd(text, at, lineEnd);
    if (end < 0) return undefined;
    const colon = skipBlanks(text, end, lineEnd);
    if (text.charCodeAt(colon) !== COLON || !isBlankOrEnd(text, colon + 1, lineEnd)) return undefined;
    return { start: at, end, colon, name: unquoted(text.slice(at, end)) };
  }
  if (NO_PLAIN_KEY.includes(text[at] ?? '')) return undefined;
  for (let i = at; i < lineEnd; i++) {
    i = placeholderEnd(text, i, lineEnd);
    const code = text.charCodeAt(i);
    if (code === COLON && isBlankOrEnd(text, i + 1, lineEnd)) {
      const end = trimmedEnd(text, at, i);
      return { start: at, end, colon: i, name: text.slice(at, end) };
    }
    if (code === HASH && isBlankAt(text, i - 1)) return undefined;
  }
  return undefined;
}

/** Where a plain scalar that begins at `at` ends: before a comment or the end of the line, blanks left out. */
export function plainEnd(text: string, at: number, lineEnd: number): number {
  for (let i = at; i < lineEnd; i++) {
    i = placeholderEnd(text, i, lineEnd);
    if (text.charCodeAt(i) === HASH && isBlankAt(text, i - 1)) return trimmedEnd(text, at, i);
  }
  return trimmedEnd(text, at, lineEnd);
}

/** `end` moved back over blanks, not before `start`. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlankAt(text, at - 1)) at--;
  return at;
}

/** Behind an anchor or a tag at `at` and the blanks after it; `at` where there is none. */
export function skipProperties(text: string, at: number, lineEnd: number): number {
  let from = at;
  while (from < lineEnd && (text[from] === '&' || text[from] === '!')) {
    while (from < lineEnd && !isBlankAt(text, from)) from++;
    from = skipBlanks(text, from, lineEnd);
  }
  return from;
}

/** What a quoted scalar of one line stands for; the text between the quotes where an escape is broken. */
export function unquoted(source: string): string {
  const inner = source.slice(1, -1);
  if (source.startsWith("'")) return inner.replaceAll("''", "'");
  if (!inner.includes('\\')) return inner;
  try {
    return JSON.parse(source) as string;
  } catch {
    return inner; // YAML knows escapes that JSON does not; in the names of fields they do not occur
  }
}

const TAB = 9;
const DOUBLE = 34;
const HASH = 35;
const DOLLAR = 36;
const SINGLE = 39;
const COLON = 58;
const BACKSLASH = 92;
const BRACE = 123;
const NO_PLAIN_KEY = '[]{},#&*!|>%@`';
