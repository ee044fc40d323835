/** Remembers what a function makes of an immutable object, for as long as that object lives. */
export function memoize<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const present = known.get(key);
    if (present !== undefined || known.has(key)) return present!;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
