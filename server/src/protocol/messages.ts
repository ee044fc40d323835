// Requests and notifications beyond LSP. Data only: the client imports this file.

/** Notification, server to client, after every change: `ServerStatus`. */
export const statusMethod = 'statefulset/status';

/** How far the workspace index has come. Requests are answered in either state. */
export interface IndexStatus {
  readonly state: 'indexing' | 'ready';
  /** Files read so far. */
  readonly files: number;
  /** Files found; absent while they are still being looked for. */
  readonly total?: number;
}

/** Request, server to client: {@link ReadFileParams} → {@link ReadFileResult}. */
export const readFileMethod = 'statefulset/fs/readFile';

/** Which file, and how much of it at most. */
export interface ReadFileParams {
  readonly uri: string;
  /** A longer file (bytes) is not read; its size is the answer. */
  readonly largestBytes: number;
}

/** Null when there is no such file or it cannot be read. */
export type ReadFileResult =
  | { readonly text: string }
  | { readonly tooLargeBytes: number }
  /** Its bytes are neither UTF-8 nor UTF-16 with a byte order mark. */
  | { readonly isNoText: true }
  | null;

/** Request, server to client: {@link FindFilesParams} → {@link FindFilesResult}. */
export const findFilesMethod = 'statefulset/fs/findFiles';

/** Where to look for which files. */
export interface FindFilesParams {
  /** URI of a workspace folder. What the editor itself hides (`files.exclude`) is left out. */
  readonly folder: string;
  /** File name endings without the dot, as in `yaml`. */
  readonly extensions: readonly string[];
  /** Whole names of files that are wanted as well, as in `Kustomization`. */
  readonly names: readonly string[];
  /** Names of folders that are never entered, as in `node_modules`. */
  readonly ignoredFolders: readonly string[];
}

/** The files that were found, in any order. */
export interface FindFilesResult {
  readonly uris: readonly string[];
}
