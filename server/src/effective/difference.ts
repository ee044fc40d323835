import { isEqual, isObject, type Json, joinPath } from './json.ts';
import { isZero } from './shape.ts';

/** A value that the server stores differently from how it is written. */
export interface Rewritten {
  readonly written: Json;
  readonly stored: Json;
}

/** By field path: what the server adds (a whole subtree at its root), or how it stores a value differently. */
export type Added = Readonly<Record<string, Json | Rewritten>>;

/**
 * What is stored beyond what was written. Null counts as not written. What is written and not stored is not in it;
 * `isRemoved` tells of items of lists that are gone, so that the items behind them are held against the right ones.
 */
export function findAdded(written: Json, stored: Json, isRemoved: (path: string) => boolean): Added {
  const added: Record<string, Json | Rewritten> = {};
  compare(written, stored, '');
  return added;

  function compare(before: Json | undefined, after: Json, path: string): void {
    if (before === undefined || (before === null && after !== null)) {
      added[path] = after;
    } else if (isObject(before) && isObject(after)) {
      for (const [key, value] of Object.entries(after)) {
        compare(Object.hasOwn(before, key) ? before[key] : undefined, value, joinPath(path, key));
      }
    } else if (Array.isArray(before) && Array.isArray(after)) {
      const kept = before.filter((_, index) => !isRemoved(joinPath(path, index)));
      after.forEach((item, index) => {
        compare(kept[index], item, joinPath(path, index));
      });
    } else if (!isEqual(before, after)) {
      added[path] = { written: before, stored: after };
    }
  }
}

/**
 * The field paths of what was read and is not stored, though it is not empty; below a path that is named nothing is
 * named again. `isRemoved` as above.
 */
export function findUnstored(read: Json, stored: Json, isRemoved: (path: string) => boolean): readonly string[] {
  const found: string[] = [];
  compare(read, stored, '');
  return found;

  function compare(before: Json, after: Json | undefined, path: string): void {
    if (isRemoved(path)) return;
    if (after === undefined) {
      if (!isZero(before) && !(isObject(before) && Object.keys(before).length === 0)) found.push(path);
    } else if (isObject(before) && isObject(after)) {
      for (const [key, value] of Object.entries(before)) compare(value, after[key], joinPath(path, key));
    } else if (Array.isArray(before) && Array.isArray(after)) {
      let at = 0;
      before.forEach((item, index) => {
        const place = joinPath(path, index);
        if (!isRemoved(place)) compare(item, after[at++], place);
      });
    }
  }
}
