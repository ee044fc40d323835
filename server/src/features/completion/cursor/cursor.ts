import { BYTE_ORDER_MARK, lineEndOf, lineStartOf } from '../../../text/textLines.ts';
import { flowCursor } from './flowCursor.ts';
import { readAbove, safeStart } from './lines.ts';
import { lineCursor } from './ownLine.ts';
import { type Cursor, nowhere } from './places.ts';

/**
 * What the cursor at `offset` of a YAML document is in. Worked out from the text alone, as the line being typed is
 * mostly no YAML: the lines above say which blocks are open, the column says which of them is meant.
 */
export function cursorAt(text: string, offset: number): Cursor {
  if (offset > text.length) return nowhere;
  const first = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  if (offset < first) return nowhere;
  const lineStart = Math.max(first, lineStartOf(text, offset));
  const lineEnd = lineEndOf(text, lineStart);
  if (offset > lineEnd || isInPlaceholder(text, lineStart, offset)) return nowhere;
  const above = readAbove(text, Math.max(first, safeStart(text, lineStart)), { offset, lineStart });
  const line = { text, offset, lineStart, lineEnd, frames: above.frames, hasContent: above.hasContent };
  if (above.inside === 'text') return nowhere;
  if (above.inside === 'nothing') return above.at > lineStart ? nowhere : lineCursor(line);
  return flowCursor(line, above.inside);
}

/** Whether `{{` or `${` before the cursor is not closed before it. */
function isInPlaceholder(text: string, lineStart: number, offset: number): boolean {
  const before = text.slice(lineStart, offset + 1);
  for (const [open, close] of placeholders) {
    const at = before.lastIndexOf(open, offset - lineStart - 1);
    if (at < 0 || offset === lineStart) continue;
    const end = text.indexOf(close, lineStart + at + open.length);
    if (end < 0 || end + close.length > offset) return true;
  }
  return isInLongPlaceholder(text, lineStart);
}

const placeholders = [
  ['{{', '}}'],
  [`\${`, '}'],
] as const;

/** Whether the line begins within a `{{ … }}` that spans lines, as comments and definitions of templates do. */
function isInLongPlaceholder(text: string, lineStart: number): boolean {
  // Looking forward is many times faster than backward, and mostly there is nothing to find.
  if (lineStart === 0 || !text.includes('{{')) return false;
  const open = text.lastIndexOf('{{', lineStart - 1);
  if (open < 0) return false;
  const end = text.indexOf('}}', open);
  return end >= lineStart;
}
