/**
 * An object of which much is worked out, and which has room for that. A `WeakMap` does the same for any object, but each
 * entry costs several times as much, when it is made and at each garbage collection: too much for what is new with each key.
 */
export abstract class Remembering {
  #known: Map<object, unknown> | undefined;

  /** What it knows under a name that is an object. */
  static recall(object: Remembering, name: object): unknown {
    return object.#known?.get(name);
  }

  static remember(object: Remembering, name: object, value: unknown): void {
    object.#known ??= new Map();
    object.#known.set(name, value);
  }

  static forget(object: Remembering, name: object): void {
    object.#known?.delete(name);
  }
}

/** What is known of objects, for as long as these live: a `WeakMap`, faster where they are `Remembering`. */
export class Memory<K extends object, V> {
  readonly #others = new WeakMap<K, V>();

  get(key: K): V | undefined {
    return key instanceof Remembering ? (Remembering.recall(key, this) as V | undefined) : this.#others.get(key);
  }

  set(key: K, value: V): void {
    if (key instanceof Remembering) Remembering.remember(key, this, value);
    else this.#others.set(key, value);
  }

  delete(key: K): void {
    if (key instanceof Remembering) Remembering.forget(key, this);
    else this.#others.delete(key);
  }
}
