import {
  BACKSLASH,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  HASH,
  isBlank,
  isBlankOrEnd,
  isBreakOrEnd,
  isDocumentMark,
  lineEndFrom,
  SINGLE_QUOTE,
  SPACE,
} from './characters.ts';

/** Whether a line whose first character stands at `at` looks like a list item or a field of a mapping. */
export function looksLikeEntry(text: string, at: number): boolean {
  return looksLikeItem(text, at) || looksLikeField(text, at);
}

/** Whether a line whose first character stands at `at` begins with `- `. */
export function looksLikeItem(text: string, at: number): boolean {
  return text.charCodeAt(at) === DASH && isBlankOrEnd(text.charCodeAt(at + 1));
}

/** Whether a line whose first character stands at `at` begins with a key and its colon, as `name:` or `"name": x`. */
export function looksLikeField(text: string, at: number): boolean {
  let end = at;
  const first = text.charCodeAt(at);
  if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) {
    end = behindQuoted(text, at);
    while (isBlank(text.charCodeAt(end))) end++;
    return text.charCodeAt(end) === COLON && isBlankOrEnd(text.charCodeAt(end + 1));
  }
  if ('#|>[]{},%@`'.includes(text.charAt(at)) || isBlankOrEnd(first)) return false;
  for (; ; end++) {
    const code = text.charCodeAt(end);
    if (isBreakOrEnd(code)) return false;
    if (code === COLON && isBlankOrEnd(text.charCodeAt(end + 1))) return end > at;
    if (code === HASH && isBlank(text.charCodeAt(end - 1))) return false;
  }
}

/** The first character of the next line that has any but blanks and comments, and its column; undefined at the end. */
export function nextContent(text: string, from: number): { at: number; column: number } | undefined {
  let lineStart = lineEndFrom(text, from) + 1;
  while (lineStart <= text.length) {
    let at = lineStart;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (at < text.length && code !== HASH && !isBreakOrEnd(code)) return { at, column: at - lineStart };
    lineStart = lineEndFrom(text, at) + 1;
  }
  return undefined;
}

/** The least column at which a line behind `from` looks like a field; undefined when none does. */
export function leastFieldColumn(text: string, from: number): number | undefined {
  let least: number | undefined;
  for (let next = nextContent(text, from); next !== undefined; next = nextContent(text, next.at)) {
    if (least !== undefined && next.column >= least) continue;
    if (next.column === 0 && isDocumentMark(text, next.at)) break;
    if (looksLikeField(text, next.at)) least = next.column;
  }
  return least;
}

/** Behind the closing quote, or at the line's end where there is none. */
function behindQuoted(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isBreakOrEnd(code)) return at;
    if (code === quote) {
      if (quote !== SINGLE_QUOTE || text.charCodeAt(at + 1) !== SINGLE_QUOTE) return at + 1;
      at++;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE && !isBreakOrEnd(text.charCodeAt(at + 1))) {
      at++;
    }
    at++;
  }
}
