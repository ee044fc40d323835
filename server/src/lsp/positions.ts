import type { Range as LspRange, Position } from 'vscode-languageserver';
import type { Range } from '../base/range.ts';
import type { SourceText } from '../text/sourceText.ts';

/** How the client counts characters in a line. Inside of the server all offsets are UTF-16. */
export type PositionEncoding = 'utf-16' | 'utf-8';

/** Turns offsets of one text into positions of the client and back. */
export interface Positions {
  toPosition(offset: number): Position;
  toRange(range: Range): LspRange;
  /** Places outside of the text become the nearest ones inside. */
  toOffset(position: Position): number;
  /** A range whose end lies before its start is turned around. */
  toOffsets(range: LspRange): Range;
}

/** The conversion for a text, in the encoding that was agreed on. */
export function positionsIn(text: SourceText, encoding: PositionEncoding): Positions {
  const isUtf8 = encoding === 'utf-8';
  const toPosition = (offset: number): Position => (isUtf8 ? text.utf8PositionAt(offset) : text.positionAt(offset));
  const toOffset = (position: Position): number => (isUtf8 ? text.utf8OffsetAt(position) : text.offsetAt(position));
  return {
    toPosition,
    toOffset,
    toRange: ({ start, end }) => ({ start: toPosition(start), end: toPosition(end) }),
    toOffsets: ({ start, end }) => {
      const [a, b] = [toOffset(start), toOffset(end)];
      return a <= b ? { start: a, end: b } : { start: b, end: a };
    },
  };
}
