/**
 * An object of which much is worked out, and which has room for that. A `WeakMap` does the same for any object, but each
 * entry costs several times as much, when it is made and at each garbage collection: too much for what is new with each key.
 */
export abstract class Remembering {
  readonly #known = new Map<object, unknown>();

  /** What it knows under a name that is an object. */
  static knownOf(object: Remembering): Map<object, unknown> {
    return object.#known;
  }
}

/** What is known of objects, for as long as these live: a `WeakMap`, faster where they are `Remembering`. */
export class Memory<K extends object, V> {
  readonly #others = new WeakMap<K, V>();

  get(key: K): V | undefined {
    return key instanceof Remembering ? (Remembering.knownOf(key).get(this) as V | undefined) : this.#others.get(key);
  }

  set(key: K, value: V): void {
    if (key instanceof Remembering) Remembering.knownOf(key).set(this, value);
    else this.#others.set(key, value);
  }

  delete(key: K): void {
    if (key instanceof Remembering) Remembering.knownOf(key).delete(this);
    else this.#others.delete(key);
  }
}
