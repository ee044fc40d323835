/**
 * Something that is loaded on first need: `use` gives `work` what was loaded, after loading it the first time, at once
 * from then on. A load that failed is tried again.
 */
export interface Lazy<T> {
  use<R>(work: (loaded: T) => R): R | Promise<R>;
  /** Loads it ahead of need. */
  prepare(): Promise<void>;
}

/** Loads by `load`, once. */
export function lazy<T>(load: () => Promise<T>): Lazy<T> {
  let loaded: { readonly value: T } | undefined;
  let loading: Promise<T> | undefined;
  const get = async (): Promise<T> => {
    loading ??= load();
    try {
      const value = await loading;
      loaded = { value };
      return value;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return {
    use: (work) => (loaded ? work(loaded.value) : get().then(work)),
    prepare: async () => {
      await get();
    },
  };
}
