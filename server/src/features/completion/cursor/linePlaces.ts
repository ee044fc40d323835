import { columnOf } from './chars.ts';
import { type Frame, pathInto, pathOfStep } from './frames.ts';
import type { NextContent } from './ownLine.ts';
import type { CursorLine, KeyPlace, LinePlace } from './places.ts';

/** A word on a line of its own, or the cursor on an empty one. */
export interface OwnWord {
  readonly start: number;
  readonly isTyped: boolean;
  /** What stands below the line. */
  readonly below: NextContent;
}

/**
 * What can be written on a line of its own, the likeliest first. The column says which open block is meant, but a
 * line between two others can only continue what the line below continues.
 */
export function placesOnLine(line: CursorLine, word: OwnWord): readonly LinePlace[] | 'documentStart' {
  const { text, lineStart, frames } = line;
  const { below } = word;
  const column = columnOf(text, lineStart, word.start);
  const top = frames[frames.length - 1];
  if (!top) return line.hasContent ? [] : below.column < 0 ? 'documentStart' : firstPlaces(word);
  if (top.isOpen) {
    const child = childPlaces(line, column, word);
    if (child) return child;
  }
  if (!word.isTyped) return openPlaces(frames, Math.max(column, below.column), word);
  const places = openPlaces(frames, column, word);
  if (below.column <= column) return places;
  // The lines below belong to the item above, so no other item can begin between them.
  const keys = places.filter(({ as }) => as === 'key');
  return keys.length > 0 ? keys : placesOnLine(line, { ...word, isTyped: false });
}

/** Above everything that the document holds. */
function firstPlaces({ below }: OwnWord): readonly LinePlace[] {
  if (below.isItem || below.isFlow) return [];
  return [{ as: 'key', path: [], column: below.column, keys: [], has: 'nothing' }];
}

/** Under a key or dash of which nothing is written yet; undefined when the column means something else. */
function childPlaces({ frames }: CursorLine, column: number, word: OwnWord): readonly LinePlace[] | undefined {
  const { below, isTyped } = word;
  const top = frames[frames.length - 1]!;
  const path = pathOfStep(frames);
  const isCompact = top.kind === 'mapping' && below.isItem && below.column === top.column;
  const isAbove = !isTyped || (column > top.column && below.column <= column);
  if (isAbove && (below.column > top.column || isCompact)) return [existingChild(path, below)];
  if (column > top.column) {
    const has = valueBelow(word, column);
    if (has === 'mapping') return [{ as: 'key', path, column, keys: [], has }];
    return [{ as: 'child', path, column: below.column > top.column && !isTyped ? below.column : column }];
  }
  if (column < top.column || top.kind === 'sequence') return undefined;
  // At the key's own column: a key beside it, or an item of its list in the compact style.
  const key = keyPlace(frames, frames.length - 1, word);
  return below.column > column ? [key] : [key, { as: 'child', path, column }];
}

/** The value begins below the cursor's line: what is written here must line up with it. */
function existingChild(path: ChildPath, below: NextContent): LinePlace {
  if (below.isItem) return { as: 'item', path, index: 0, column: below.column, hasDash: false };
  return { as: 'key', path, column: below.column, keys: [], has: 'nothing' };
}

type ChildPath = readonly (string | number)[];

function openPlaces(frames: readonly Frame[], column: number, word: OwnWord): readonly LinePlace[] {
  let at = frames.length - 1;
  while (at > 0 && frames[at]!.column > column) at--;
  const frame = frames[at]!;
  if (frame.kind === 'mapping') return [keyPlace(frames, at, word)];
  const index = Number(frame.step) + 1;
  const item: LinePlace = { as: 'item', path: pathInto(frames, at + 1), index, column: frame.column, hasDash: false };
  const outer = frames[at - 1];
  const isCompact = outer?.kind === 'mapping' && outer.column === frame.column;
  const isBetweenItems = word.below.isItem && word.below.column === frame.column;
  return isCompact && !isBetweenItems ? [keyPlace(frames, at - 1, word), item] : [item];
}

function keyPlace(frames: readonly Frame[], at: number, word: OwnWord): LinePlace {
  const { column, keys } = frames[at]!;
  return { as: 'key', path: pathInto(frames, at + 1), column, keys, has: valueBelow(word, column) };
}

/** What a word at that column would have as its value, were it a key with a colon. */
function valueBelow({ below, isTyped }: OwnWord, column: number): KeyPlace['has'] {
  if (!isTyped || below.column < column) return 'nothing';
  if (below.isItem) return 'list';
  return below.column > column ? 'mapping' : 'nothing';
}
