import { normalizeUri } from '../base/uri.ts';

/** A folder that is read. */
export interface Root {
  /** Without a slash at the end. */
  readonly folder: string;
  /** How many folders deep; absent: all the way down. */
  readonly depth?: number;
}

/**
 * The folders that are read, and which of them hold nothing because they are gone or not there yet: nobody says what is in
 * those when they come.
 */
export class Roots {
  readonly all: readonly Root[];
  readonly #lost = new Set<Root>();

  constructor(all: readonly Root[]) {
    this.all = all;
  }

  /** The innermost one that a file lies in. */
  around(uri: string): Root | undefined {
    const wanted = normalizeUri(uri);
    let found: Root | undefined;
    let length = 0;
    for (const root of this.all) {
      const start = `${normalizeUri(root.folder)}/`;
      const isIn = wanted.startsWith(start) && (root.depth !== 0 || !wanted.includes('/', start.length));
      if (isIn && start.length > length) [found, length] = [root, start.length];
    }
    return found;
  }

  /** Notes that nothing was found in one. */
  lose(root: Root): void {
    this.#lost.add(root);
  }

  /** Notes which ones are gone with files and folders that were removed. */
  loseWith(uris: readonly string[]): void {
    const gone = new Set(uris.map(normalizeUri));
    for (const root of this.all) if (isAtOrBelow(root.folder, gone)) this.#lost.add(root);
  }

  /** Those that are to be read, as files and folders came: they are told of themselves, or held nothing before. */
  takeFound(uris: readonly string[]): Root[] {
    const found = this.found(uris);
    const came = new Set(uris.map(normalizeUri));
    // What is told of itself may still be empty.
    for (const root of found) if (!isAtOrBelow(root.folder, came)) this.#lost.delete(root);
    return found;
  }

  /** The same while they are not read yet. */
  found(uris: readonly string[]): Root[] {
    const came = new Set(uris.map(normalizeUri));
    return this.all.filter((root) => {
      const start = `${normalizeUri(root.folder)}/`;
      return isAtOrBelow(root.folder, came) || (this.#lost.has(root) && [...came].some((uri) => uri.startsWith(start)));
    });
  }
}

/** Whether a file is one of those named (normalized), or lies in a folder that is. */
export function isAtOrBelow(uri: string, named: ReadonlySet<string>): boolean {
  if (named.size === 0) return false;
  const key = normalizeUri(uri);
  for (let at = key.length; at > 0; at = key.lastIndexOf('/', at - 1)) if (named.has(key.slice(0, at))) return true;
  return false;
}

/** The path of a file from a folder around it; '' for the folder itself. */
export function pathFrom(folder: string, uri: string): string {
  return normalizeUri(uri).slice(normalizeUri(folder).length + 1);
}
