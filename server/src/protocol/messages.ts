// Requests and notifications beyond LSP. Data only: the client imports this file.

/** Notification, server to client, after every change: {@link Status}. */
export const statusMethod = 'statefulset/status';

/** What a status item shows. */
export interface Status {
  /** The minor that manifests are checked against, as in `1.34`. */
  readonly kubernetesVersion: string;
  /** Platform id; absent when none is chosen or guessed. */
  readonly platform?: string;
  readonly index: IndexStatus;
}

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

export interface FindFilesResult {
  readonly uris: readonly string[];
}
