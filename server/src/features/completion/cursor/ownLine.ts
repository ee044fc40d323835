import { lineEndOf } from '../../../text/textLines.ts';
import {
  columnOf,
  isBlankOrEnd,
  isCommentStart,
  type KeyText,
  keyAt,
  nextLineStart,
  plainEnd,
  quoteEnd,
  skipBlanks,
  skipProperties,
  unquoted,
} from './chars.ts';
import { readFlow } from './flow.ts';
import { flowCursor } from './flowCursor.ts';
import { openItem, openKey, pathInto, pathOfStep } from './frames.ts';
import { placesOnLine } from './linePlaces.ts';
import { isBlockHeader } from './lines.ts';
import { type Cursor, type CursorLine, nowhere, type Spot } from './places.ts';

/** What a cursor is in whose line begins outside of any flow collection or scalar. */
export function lineCursor(line: CursorLine): Cursor {
  const { text, offset, lineStart, lineEnd } = line;
  const content = skipBlanks(text, lineStart, lineEnd);
  if (content >= lineEnd) return wordLine(line, { start: offset, end: offset });
  if (text[content] === '#')
    return offset > content ? { kind: 'comment', start: content } : wordLine(line, { start: offset, end: offset });
  if (offset < content || text.startsWith('{{', content) || text[lineStart] === '%') return nowhere;
  return contentCursor(line, content);
}

/** The next content below the cursor's line: its column, and whether it is an item. */
export interface NextContent {
  readonly column: number;
  readonly isItem: boolean;
  readonly isFlow: boolean;
}

/** What stands below the line; column -1 where the document ends. */
function contentBelow(text: string, lineEnd: number): NextContent {
  for (let at = nextLineStart(text, lineEnd); at < text.length; at = nextLineStart(text, at)) {
    const end = lineEndOf(text, at);
    const content = skipBlanks(text, at, end);
    if (content >= end || text[content] === '#' || text.startsWith('{{', content)) continue;
    const isItem = text[content] === '-' && isBlankOrEnd(text, content + 1, end);
    return { column: columnOf(text, at, content), isItem, isFlow: '[{'.includes(text[content]!) };
  }
  return { column: -1, isItem: false, isFlow: false };
}

/** Goes through dashes and a key of the line until it meets the cursor. */
function contentCursor(line: CursorLine, content: number): Cursor {
  const { text, offset, lineStart, lineEnd, frames } = line;
  let at = content;
  let hasDash = false;
  for (;;) {
    const column = columnOf(text, lineStart, at);
    if (text[at] === '-' && isBlankOrEnd(text, at + 1, lineEnd)) {
      if (offset <= at) return nowhere;
      openItem(frames, column, at);
      const rest = skipBlanks(text, at + 1, lineEnd);
      const isLast = rest >= lineEnd || isCommentStart(text, rest, lineStart);
      if (isLast) return offset <= rest ? bareDash(line, at) : { kind: 'comment', start: rest };
      if (offset < rest) return nowhere;
      at = rest;
      hasDash = true;
      continue;
    }
    const key = keyAt(text, skipProperties(text, at, lineEnd), lineEnd);
    if (!key) return hasDash ? itemScalar(line, at) : lineScalar(line, at);
    openKey(frames, { name: key.name, column, start: key.start });
    if (offset < key.start) return nowhere;
    return offset <= key.colon ? writtenKey(line, key, column) : valueCursor(line, key, column);
  }
}

/** A cursor behind a dash that has nothing, or a comment, behind it. */
function bareDash(line: CursorLine, dash: number): Cursor {
  const { text, offset, lineStart, lineEnd, frames } = line;
  const dashColumn = columnOf(text, lineStart, dash);
  const below = contentBelow(text, lineEnd);
  const isMissingBlank = offset === dash + 1;
  const spot = spotOf(line, { start: offset, end: offset }, { before: isMissingBlank ? ' ' : '' });
  if (below.column <= dashColumn) return itemAt(line, spot, dashColumn);
  if (below.isItem) return nowhere;
  // The item's other fields are there already: this one must line up with them.
  const start = Math.min(offset, lineStart + below.column);
  const before = ' '.repeat(Math.max(0, below.column - columnOf(text, lineStart, start)));
  const aligned = spotOf(line, { start: Math.max(start, dash + 1), end: offset }, { before });
  return { kind: 'key', ...aligned, path: pathOfStep(frames), column: below.column, keys: [], has: 'nothing' };
}

/** A scalar behind a dash: an item, or the beginning of its first key. */
function itemScalar(line: CursorLine, at: number): Cursor {
  const { text, lineStart, lineEnd, frames } = line;
  const token = tokenAt(line, at);
  if (!token) return nowhere;
  if (token.kind !== 'scalar') return otherToken(line, token);
  const below = contentBelow(text, lineEnd);
  const spot = { ...spotOf(line, token, { quote: token.quote }), unfinished: { start: token.start, end: token.end } };
  const dashColumn = frames[frames.length - 1]!.column;
  if (below.column > dashColumn && !below.isItem) {
    return {
      kind: 'key',
      ...spot,
      path: pathOfStep(frames),
      column: columnOf(text, lineStart, at),
      keys: [],
      has: 'nothing',
    };
  }
  return itemAt(line, spot, dashColumn);
}

/** A cursor in an item of a list, whose dash stands in that column. */
function itemAt({ frames }: CursorLine, spot: Spot, column: number): Cursor {
  const top = frames[frames.length - 1]!;
  return { kind: 'listItem', ...spot, path: pathInto(frames), index: Number(top.step), column, hasDash: true };
}

/** A line that holds neither key nor dash: a word that is being typed, or a scalar that goes on. */
function lineScalar(line: CursorLine, at: number): Cursor {
  const token = tokenAt(line, at);
  if (!token) return nowhere;
  if (token.kind !== 'scalar') return otherToken(line, token);
  return wordLine(line, token, token.quote);
}

function otherToken(line: CursorLine, token: Token): Cursor {
  if (token.kind === 'flow') return flowCursor(line, token.flow);
  return token.kind === 'comment' ? { kind: 'comment', start: token.start } : nowhere;
}

/** A key that has its colon. */
function writtenKey(line: CursorLine, key: KeyText, column: number): Cursor {
  const { text, frames } = line;
  const first = text[key.start];
  const quote = first === '"' || first === "'" ? first : '';
  const keys = frames[frames.length - 1]!.keys.slice(0, -1);
  const end = Math.max(key.end, Math.min(line.offset, key.colon));
  const spot = spotOf(line, { start: key.start, end }, { quote });
  return { kind: 'key', ...spot, path: pathInto(frames), column, keys, has: 'colon' };
}

/** A cursor behind the colon of a key. */
function valueCursor(line: CursorLine, key: KeyText, column: number): Cursor {
  const { text, offset, lineStart, lineEnd, frames } = line;
  const place = { path: pathOfStep(frames), column };
  const first = skipBlanks(text, key.colon + 1, lineEnd);
  const before = offset === key.colon + 1 ? ' ' : '';
  const isEmpty = first >= lineEnd || isCommentStart(text, first, lineStart);
  if (isEmpty) {
    if (offset > first) return { kind: 'comment', start: first };
    const below = contentBelow(text, lineEnd);
    const hasBlock = below.column > column || (below.column === column && below.isItem);
    if (hasBlock) return nowhere;
    return { kind: 'value', ...spotOf(line, { start: offset, end: offset }, { before }), ...place, isEmpty, text: '' };
  }
  const at = skipProperties(text, first, lineEnd);
  if (offset < at && at > first) return nowhere;
  const token = tokenAt(line, at);
  if (!token) return nowhere;
  if (token.kind !== 'scalar') return otherToken(line, token);
  const start = Math.min(token.start, offset);
  const spot = spotOf(line, { start, end: token.end }, { quote: start === token.start ? token.quote : '', before });
  const isBroken = token.quote !== '' && !token.isClosed;
  const unfinished = isBroken ? { unfinished: { start: token.start, end: lineEnd } } : {};
  return { kind: 'value', ...spot, ...unfinished, ...place, isEmpty, text: token.text };
}

type Token =
  | {
      readonly kind: 'scalar';
      readonly start: number;
      readonly end: number;
      readonly quote: Spot['quote'];
      readonly isClosed: boolean;
      readonly text: string;
    }
  | { readonly kind: 'comment'; readonly start: number }
  | { readonly kind: 'flow'; readonly flow: ReturnType<typeof readFlow> };

/** What begins at `at` as far as the cursor touches it, or the comment behind it; undefined when it touches neither. */
function tokenAt(line: CursorLine, at: number): Token | undefined {
  const { text, offset, lineEnd } = line;
  const first = text[at]!;
  if (first === '*' || ((first === '|' || first === '>') && isBlockHeader(text, at, lineEnd)))
    return commentBehind(line, at);
  if ((first === '[' || first === '{') && !text.startsWith('{{', at)) return flowToken(line, at);
  if (first === '"' || first === "'") {
    const closed = quoteEnd(text, at, lineEnd);
    const end = closed < 0 ? openQuoteEnd(line, at) : closed;
    if (offset > end) return commentBehind(line, end);
    const decoded = closed < 0 ? text.slice(at + 1, end) : unquoted(text.slice(at, end));
    return { kind: 'scalar', start: at, end, quote: first, isClosed: closed >= 0, text: decoded };
  }
  const end = plainEnd(text, at, lineEnd);
  const behind = skipBlanks(text, end, lineEnd);
  if (text[behind] === '#' && offset > behind) return { kind: 'comment', start: behind };
  if (offset > end) return undefined;
  return { kind: 'scalar', start: at, end, quote: '', isClosed: true, text: text.slice(at, end) };
}

function flowToken(line: CursorLine, at: number): Token | undefined {
  const { text, offset, frames } = line;
  if (offset <= at) return undefined;
  const flow = readFlow(text, at, { cursor: offset, column: frames.at(-1)?.column ?? -1 });
  if (flow.kind === 'closed' || flow.kind === 'broken')
    return offset === flow.end ? undefined : commentBehind(line, flow.end);
  return { kind: 'flow', flow };
}

function commentBehind(line: CursorLine, from: number): Token | undefined {
  const { text, offset, lineStart, lineEnd } = line;
  for (let at = from; at < Math.min(offset, lineEnd); at++) {
    if (isCommentStart(text, at, lineStart)) return { kind: 'comment', start: at };
  }
  return undefined;
}

/** Where a word behind an open quote ends: the rest of the line may hold anything. */
function openQuoteEnd(line: CursorLine, at: number): number {
  const { text, offset, lineEnd } = line;
  let end = Math.max(offset, at + 1);
  while (end < lineEnd && !' \t,#'.includes(text[end]!)) end++;
  return end;
}

function wordLine(line: CursorLine, word: { start: number; end: number }, quote: Spot['quote'] = ''): Cursor {
  const { text, lineStart, lineEnd } = line;
  const isTyped = word.end > word.start;
  const places = placesOnLine(line, { start: word.start, isTyped, below: contentBelow(text, lineEnd) });
  if (places !== 'documentStart' && places.length === 0) return nowhere;
  const column = places === 'documentStart' ? 0 : places[0]!.column;
  // White space that would put the new text in another block is replaced; tabs cannot stay before a key at all.
  const hasTab = text.slice(lineStart, word.start).includes('\t');
  const start = hasTab ? lineStart : Math.min(word.start, lineStart + column);
  const before = ' '.repeat(Math.max(0, column - (start - lineStart)));
  const spot = { ...spotOf(line, { start, end: word.end }, { quote, before }), ...unfinishedWord(word) };
  return places === 'documentStart' ? { kind: 'documentStart', ...spot } : { kind: 'emptyLine', ...spot, places };
}

function unfinishedWord(word: { start: number; end: number }): { unfinished?: { start: number; end: number } } {
  return word.end > word.start ? { unfinished: { start: word.start, end: word.end } } : {};
}

function spotOf(
  line: CursorLine,
  range: { start: number; end: number },
  more: { quote?: Spot['quote']; before?: string } = {},
): Spot {
  const { text, offset, lineStart } = line;
  const end = Math.max(range.end, offset);
  const indentEnd = Math.min(skipBlanks(text, lineStart, line.lineEnd), range.start);
  return {
    replace: { start: range.start, end },
    typed: text.slice(range.start, offset),
    quote: more.quote ?? '',
    isFlow: false,
    before: more.before ?? '',
    behind: text[end] === '#' ? ' ' : '',
    lineIndent: text.slice(lineStart, indentEnd),
  };
}
