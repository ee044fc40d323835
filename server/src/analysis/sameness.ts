import type { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/** What differs between two lists: from `first` on, `removed` elements of the old one gave way to `added` of the new one. */
export interface Difference {
  readonly first: number;
  readonly removed: number;
  readonly added: number;
}

/** What differs in the documents of a stream from those of the one with the number `from`. */
export function documentDifference(from: number, old: readonly YamlDocument[], now: YamlStream): Difference {
  const edited = now.editedIndex(from);
  return edited === undefined ? difference(old, now.documents) : { first: edited, removed: 1, added: 1 };
}

/** The stretch outside of which two lists hold the same elements, compared by identity. */
export function difference<T>(old: readonly T[], now: readonly T[]): Difference {
  const most = Math.min(old.length, now.length);
  let first = 0;
  while (first < most && old[first] === now[first]) first++;
  let oldEnd = old.length;
  let nowEnd = now.length;
  while (oldEnd > first && nowEnd > first && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd--;
    nowEnd--;
  }
  return { first, removed: oldEnd - first, added: nowEnd - first };
}

/** Whether two values are alike as plain data, the order of fields included. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => isSame(item, b[at]));
  }
  const names = Object.keys(a);
  const others = Object.keys(b);
  if (names.length !== others.length || Array.isArray(b)) return false;
  return names.every((name, at) => name === others[at] && isSame((a as Fields)[name], (b as Fields)[name]));
}

type Fields = Readonly<Record<string, unknown>>;
