/** Reads what a summary shows part by part, so that parts can be kept of which an edit touched nothing. */
export interface PartReader {
  /** Gives a part, which has a name of its own. */
  part<T>(name: string, read: () => T): T;
  /** Reads several parts: what is looked at beside them, on the way there, counts for each. */
  parts<T>(read: () => T): T;
}

/** Keeps nothing. */
export const readAnew: PartReader = { part: (_name, read) => read(), parts: (read) => read() };
