import { Memory } from './memory.ts';
import { isMoreNotedThan, isNoting, noteApart, notePart, type Reads } from './reads.ts';

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
  const known = new Memory<K, Made<V>>();
  return (key) => {
    let made = known.get(key);
    if (made === undefined || isMoreNotedThan(made.reads)) {
      made = isNoting() ? noteApart(() => make(key)) : { value: make(key), reads: undefined };
      known.set(key, made);
    }
    if (made.reads !== undefined) notePart(made.reads);
    return made.value;
  };
}
