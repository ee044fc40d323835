import { isBlankAt, isBreak, lineStartOf } from '../../../text/textLines.ts';
import { columnOf, skipBlanks, unquoted } from './chars.ts';
import type { AtFlowCursor, FlowEnd } from './flow.ts';
import { pathInto, pathOfStep, type Step } from './frames.ts';
import { type Cursor, type CursorLine, nowhere, type Spot } from './places.ts';

/** What a cursor in a flow collection is in; `line.frames` are the blocks around the collection. */
export function flowCursor(line: CursorLine, flow: FlowEnd): Cursor {
  if (flow.kind === 'comment') return { kind: 'comment', start: flow.start };
  if (flow.kind !== 'cursor') return nowhere;
  const outside = pathOfStep(line.frames);
  const frame = flow.frames[flow.frames.length - 1]!;
  const { state } = flow;
  const isAfterEntry = state === 'comma';
  if (state === 'colon' || (isAfterEntry && !isOnNewLine(line, flow))) return nowhere;
  const spot = { ...spotOf(line, flow), ...(isAfterEntry ? { missingComma: flow.lastEnd } : {}) };
  const inside: readonly Step[] = [...outside, ...pathInto(flow.frames)];
  if (frame.kind === 'sequence') {
    const index = Number(frame.step) + (isAfterEntry ? 1 : 0);
    return { kind: 'listItem', ...spot, path: inside, index, column: frame.column, hasDash: true };
  }
  if (state === 'value') {
    const { start, end, quote } = flow.token;
    const source = line.text.slice(start, end);
    const text = quote === '' ? source : flow.token.isClosed ? unquoted(source) : source.slice(1);
    return {
      kind: 'value',
      ...spot,
      path: [...inside, frame.step],
      column: frame.column,
      isEmpty: start === end,
      text,
    };
  }
  const has = line.text[skipBlanks(line.text, flow.token.end, line.lineEnd)] === ':' ? 'colon' : 'nothing';
  return { kind: 'key', ...spot, path: inside, column: frame.column, keys: frame.keys, has };
}

function isOnNewLine(line: CursorLine, flow: AtFlowCursor): boolean {
  return flow.lastEnd < line.lineStart && flow.token.start >= line.lineStart;
}

function spotOf(line: CursorLine, flow: AtFlowCursor): Spot {
  const { text, offset, lineStart, lineEnd } = line;
  const { start, quote } = flow.token;
  const end = Math.max(flow.token.end, offset);
  const isMissingBlank = start === end && (text[start - 1] === ':' || text[start - 1] === ',');
  const indentEnd = Math.min(skipBlanks(text, lineStart, lineEnd), start);
  return {
    replace: { start, end },
    typed: text.slice(start, offset),
    quote,
    isFlow: true,
    before: isMissingBlank ? ' ' : '',
    behind: separatorBehind(line, end),
    lineIndent: text.slice(lineStart, indentEnd),
    unfinished: unfinishedOf(line, flow),
  };
}

/** A comma where another entry follows at once, a blank where a comment does. */
function separatorBehind({ text, lineEnd, frames }: CursorLine, end: number): string {
  let at = end;
  while (at < text.length && (isBlankAt(text, at) || isBreak(text.charCodeAt(at)))) at++;
  if (text[end] === '#') return ' ';
  const isEntry = at < text.length && !',]}:#'.includes(text[at]!);
  if (isEntry && at > lineEnd) {
    // A line no further to the right than the block around is none of the collection's, which nothing closes yet.
    const column = columnOf(text, lineStartOf(text, at), at);
    return column > (frames.at(-1)?.column ?? -1) ? ',' : '';
  }
  if (!isEntry) return '';
  return isBlankAt(text, end) ? ',' : ', ';
}

/** The word; with the whole collection on its line where no bracket closes it there. */
function unfinishedOf(line: CursorLine, flow: AtFlowCursor): { start: number; end: number } {
  const { text, lineEnd } = line;
  const { token, frames } = flow;
  const outer = frames[0]!.start;
  const isOneLine = outer >= line.lineStart;
  if (isOneLine && !closesAll(text.slice(token.end, lineEnd), frames.length)) return { start: outer, end: lineEnd };
  return { start: token.start, end: Math.max(token.end, line.offset) };
}

function closesAll(rest: string, depth: number): boolean {
  let open = depth;
  for (const char of rest) {
    if (char === '[' || char === '{') open++;
    else if (char === ']' || char === '}') open--;
    if (open === 0) return true;
  }
  return false;
}
