import {
  BACKSLASH,
  BYTE_ORDER_MARK,
  behindBreak,
  CR,
  isBlank,
  isBreak,
  isHexDigit,
  LF,
  lineEndFrom,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './parser/characters.ts';
import { NO_NODE, type NodeId, NodeStyle, type TreeColumns } from './tree.ts';

/** What a tree's scalars are cut from. */
export interface ScalarSource {
  readonly text: string;
  /** The text whose lines say where block scalars are indented: `text`, with a template's placeholders made harmless. */
  readonly shape: string;
  readonly columns: TreeColumns;
}

/** A scalar's text after unescaping and folding, as libyaml does both. */
export function decodeScalar(source: ScalarSource, node: NodeId): string {
  const { text, columns } = source;
  const start = columns.starts[node]!;
  const end = columns.ends[node]!;
  switch (columns.styles[node]) {
    case NodeStyle.plain:
      return foldFlow(text, start, end, NONE);
    case NodeStyle.singleQuoted:
      return foldFlow(text, start + 1, quotedEnd(text, start, end), SINGLE_QUOTE);
    case NodeStyle.doubleQuoted:
      return foldFlow(text, start + 1, quotedEnd(text, start, end), BACKSLASH);
    case NodeStyle.literal:
    case NodeStyle.folded:
      return decodeBlock(source, { start, end, parentColumn: parentColumn(text, columns, node) });
    default:
      return '';
  }
}

/** No character. */
const NONE = -1;
const TILDE = 126;

/** Where a quoted scalar's content ends: before the closing quote, if it has one. */
export function quotedEnd(text: string, start: number, end: number): number {
  return end > start + 1 && text.charCodeAt(end - 1) === text.charCodeAt(start) ? end - 1 : end;
}

/**
 * The text of a plain or quoted scalar. `special` is the character that does not stand for itself: the quote in single
 * quotes, the backslash in double quotes, none in plain text.
 */
function foldFlow(text: string, start: number, end: number, special: number): string {
  let at = start;
  // In most scalars all characters stand for themselves.
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < SPACE || code > TILDE || code === special) break;
  }
  let result = '';
  let from = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === special) {
      result += text.slice(from, at);
      if (special === SINGLE_QUOTE) {
        result += "'";
        at += 2;
        from = at;
      } else {
        const escaped = decodeEscape(text, at, end);
        result += escaped.text;
        at = escaped.end;
        from = at;
      }
    } else if (code === LF || code === CR || (code > 127 && isBreak(code))) {
      let contentEnd = at;
      while (contentEnd > from && isBlank(text.charCodeAt(contentEnd - 1))) contentEnd--;
      const fold = foldBreaks(text, at, end);
      result += text.slice(from, contentEnd) + fold.text;
      at = fold.end;
      from = at;
    } else {
      at++;
    }
  }
  return from === start ? text.slice(start, end) : result + text.slice(from, Math.max(end, from));
}

/** What line ends and the blanks around them turn into: a space for one line end, line ends for more. */
function foldBreaks(text: string, start: number, end: number): { text: string; end: number } {
  let first = '';
  let others = '';
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) {
      if (first === '') first = normalBreak(code);
      else others += normalBreak(code);
      at = behindBreak(text, at);
    } else if (isBlank(code)) {
      at++;
    } else {
      break;
    }
  }
  const folded = first === '\n' ? (others === '' ? ' ' : others) : first + others;
  return { text: folded, end: at };
}

/** CR, LF and NEL are line feeds in a scalar's text; LS and PS stay what they are. */
function normalBreak(code: number): string {
  return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** The character that the escape sequence at `at` stands for; one that Kubernetes does not know stands for itself. */
function decodeEscape(text: string, at: number, end: number): { text: string; end: number } {
  const character = text.charAt(at + 1);
  const code = text.charCodeAt(at + 1);
  if (at + 1 >= end) return { text: '\\', end };
  if (isBreak(code)) {
    const fold = foldBreaks(text, at + 1, end);
    const breaks = text.slice(behindBreak(text, at + 1), fold.end);
    return { text: onlyBreaks(breaks), end: fold.end };
  }
  const simple = ESCAPES[character];
  if (simple !== undefined) return { text: simple, end: at + 2 };
  const digits = character === 'x' ? 2 : character === 'u' ? 4 : character === 'U' ? 8 : 0;
  let digitEnd = at + 2;
  while (digitEnd < Math.min(at + 2 + digits, end) && isHexDigit(text.charCodeAt(digitEnd))) digitEnd++;
  const value = Number.parseInt(text.slice(at + 2, digitEnd), 16);
  const isCharacter = digitEnd === at + 2 + digits && value <= 0x10ffff;
  return { text: isCharacter ? String.fromCodePoint(value) : text.slice(at, digitEnd), end: digitEnd };
}

function onlyBreaks(text: string): string {
  let breaks = '';
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) {
      breaks += normalBreak(code);
      at = behindBreak(text, at);
    } else {
      at++;
    }
  }
  return breaks;
}

/** Column of the collection that a scalar stands in, -1 for a document's top node. */
function parentColumn(text: string, columns: TreeColumns, node: NodeId): number {
  const parent = columns.parents[node]!;
  if (parent === NO_NODE) return -1;
  const start = columns.starts[parent]!;
  let lineStart = start;
  while (lineStart > 0 && !isBreak(text.charCodeAt(lineStart - 1))) lineStart--;
  if (lineStart === 0 && text.charCodeAt(0) === BYTE_ORDER_MARK) lineStart = 1;
  return start - lineStart;
}

interface BlockScalar {
  readonly start: number;
  readonly end: number;
  readonly parentColumn: number;
}

function decodeBlock(source: ScalarSource, block: BlockScalar): string {
  const { text: original, shape: text } = source;
  const header = readHeader(text, block.start);
  let at = header.contentStart;
  const indent = header.increment > 0 ? Math.max(block.parentColumn, 0) + header.increment : -1;
  let width = indent;
  let result = '';
  let leadingBreak = '';
  let trailingBreaks = '';
  let wasBlank = false;
  while (at < block.end) {
    const lineEnd = Math.min(lineEndFrom(text, at), block.end);
    let content = at;
    while (content < lineEnd && (width < 0 || content - at < width) && text.charCodeAt(content) === SPACE) content++;
    const isMasked = text !== original && isMaskedLine(source, at, lineEnd);
    if (isMasked) content = at;
    if (content < lineEnd) {
      if (width < 0 && !isMasked) width = content - at;
      const isBlankLine = isBlank(text.charCodeAt(content));
      const isFolded = header.isFolded && !wasBlank && !isBlankLine && leadingBreak === '\n';
      if (isFolded) result += trailingBreaks === '' ? ' ' : '';
      else result += leadingBreak;
      result += trailingBreaks + original.slice(content, lineEnd);
      wasBlank = isBlankLine;
      trailingBreaks = '';
      leadingBreak = lineEnd < text.length ? normalBreak(text.charCodeAt(lineEnd)) : '';
    } else {
      trailingBreaks += normalBreak(text.charCodeAt(lineEnd));
    }
    at = lineEnd < text.length ? behindBreak(text, lineEnd) : lineEnd;
  }
  if (header.chomping !== '-') result += leadingBreak;
  if (header.chomping === '+') result += trailingBreaks + breaksFrom(text, at, width);
  return result;
}

/** Whether a line holds nothing but a template's conditions, which the shape leaves blank. */
function isMaskedLine({ text, shape }: ScalarSource, start: number, end: number): boolean {
  return shape.slice(start, end).trim() === '' && text.slice(start, end).trim() !== '';
}

interface BlockHeader {
  readonly isFolded: boolean;
  readonly chomping: string;
  readonly increment: number;
  readonly contentStart: number;
}

function readHeader(text: string, start: number): BlockHeader {
  let chomping = '';
  let increment = 0;
  let at = start + 1;
  for (; at < start + 3; at++) {
    const character = text.charAt(at);
    if (character === '-' || character === '+') chomping = character;
    else if (character >= '1' && character <= '9') increment = Number(character);
    else break;
  }
  const lineEnd = lineEndFrom(text, at);
  const contentStart = lineEnd < text.length ? behindBreak(text, lineEnd) : lineEnd;
  return { isFolded: text.charAt(start) === '>', chomping, increment, contentStart };
}

/** The line ends of the empty lines that follow a scalar's content. */
function breaksFrom(text: string, from: number, width: number): string {
  let breaks = '';
  let at = from;
  for (;;) {
    const lineStart = at;
    while (text.charCodeAt(at) === SPACE && (width < 0 || at - lineStart < width)) at++;
    const code = text.charCodeAt(at);
    if (at >= text.length || !isBreak(code) || code === TAB) return breaks;
    breaks += normalBreak(code);
    at = behindBreak(text, at);
  }
}
