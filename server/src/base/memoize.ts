import { isNoting, notePart, noteReads, Reads } from './reads.ts';

interface Made<V> {
  readonly value: V;
  /** What was looked at for it; undefined where nobody noted that. */
  readonly reads: Reads | undefined;
}

/**
 * Remembers what a function makes of an immutable object, for as long as that object lives. Who asks for it counts as
 * having looked at what was looked at for it.
 */
export function memoize<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, Made<V>>();
  return (key) => {
    let made = known.get(key);
    if (made === undefined || (made.reads === undefined && isNoting())) {
      made = isNoting() ? makeNoted(key, make) : { value: make(key), reads: undefined };
      known.set(key, made);
    }
    if (made.reads !== undefined) notePart(made.reads);
    return made.value;
  };
}

function makeNoted<K, V>(key: K, make: (key: K) => V): Made<V> {
  const reads = new Reads();
  return { value: noteReads(reads, () => make(key)), reads };
}
