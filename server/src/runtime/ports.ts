// What the server needs from the machine it runs on. `node/` and `browser/` bring these along; tests may fake them.
import { limits } from '../base/limits.ts';

/** What reading a file gave. */
export type FileContent =
  | { readonly state: 'read'; readonly text: string }
  | { readonly state: 'missing' }
  /** Longer than a manifest can be (`bytes`), and therefore left out. */
  | { readonly state: 'tooLarge'; readonly bytes: number }
  | { readonly state: 'unreadable'; readonly reason: string };

/** Why a file that holds no text is left out. */
export const noTextReason = 'it is no text in UTF-8 or UTF-16, so Kubernetes cannot read it';

/** Files, named by URI. Nothing here throws or rejects: what cannot be read is said in the answer. */
export interface FileSystem {
  /** The text of a file, without a byte order mark. */
  read(uri: string): Promise<FileContent>;
  /**
   * The same at once, where that holds up nothing else; undefined where it might, and `read` has to be asked. For many
   * files one after the other. Absent where files come from elsewhere than a disk.
   */
  readNow?(uri: string): FileContent | undefined;
  /** The manifests below a folder, in batches of any size; each file once, however many links lead to it. */
  find(folder: string, options: FindOptions): AsyncIterable<readonly string[]>;
  /**
   * A text that differs when the file was written since: for clients that do not say which files changed. Undefined
   * where the file is missing or nothing is known.
   */
  stamp(uri: string): Promise<string | undefined>;
}

/** What `FileSystem.find` leaves out. */
export interface FindOptions {
  /** Whether a file or (with a `/` at the end) a folder is left out; `path` counts from the folder that is searched. */
  readonly isExcluded: (path: string) => boolean;
  /** How many folders deep to look: 0 is the folder itself. Absent: all the way down. */
  readonly depth?: number;
  /** Called for a folder that cannot be listed. */
  readonly onUnreadable?: (uri: string, reason: string) => void;
}

/** Endings of names that manifests have, without the dot. */
export const manifestExtensions: readonly string[] = ['yaml', 'yml', 'json'];

/** Names that manifests have beside those with an ending. */
export const manifestNames: readonly string[] = ['Kustomization'];

/** Whether a file of that name is one that may hold manifests; the case of its ending makes no difference. */
export function isManifestName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? manifestNames.includes(name) : manifestExtensions.includes(name.slice(dot + 1).toLowerCase());
}

/** Folders that are never entered. */
export const ignoredFolders: readonly string[] = ['.git', 'node_modules'];

/** Files longer than this (bytes) are some other data and are not read. */
export const largestFileBytes = limits.fileCharacters;

/** Where messages for people who look into what the server does go. */
export interface Logger {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
}

/** Time, for measuring and for slicing long work. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  nowMs(): number;
}

/** Ends what was planned; harmless when it already ran. */
export type Cancel = () => void;

/** Turns of the event loop. */
export interface Timers {
  /** Calls back as soon as messages and files that are waiting have had a turn. */
  soon(callback: () => void): Cancel;
  /** Calls back after that many milliseconds; does not keep the process alive. */
  after(delayMs: number, callback: () => void): Cancel;
}

/** What went wrong, in one sentence for the user. */
export interface ClusterFault {
  readonly fault: string;
  /** The context that was tried; absent where none was found. */
  readonly context?: string;
}

/** The objects of a kind as the cluster gave them: data of any shape. */
export type ClusterList = readonly unknown[] | ClusterFault;

/** What a cluster answered. */
export interface ClusterReading {
  /** When, in milliseconds since 1970. */
  readonly readAt: number;
  readonly storageClasses: ClusterList;
  readonly csiDrivers: ClusterList;
  readonly volumeAttributesClasses: ClusterList;
}

/** Where the current context of the kubeconfig leads to. */
export interface ClusterTarget {
  readonly context: string;
  /** Address of the API server. */
  readonly server: string;
  /** The command that has to run for logging in, as one line; undefined where none has to. */
  readonly command: string | undefined;
  /**
   * Lists StorageClasses, CSIDrivers and VolumeAttributesClasses, within a time limit. `agreedCommand` is the command that
   * the user agreed to: another one does not run.
   */
  read(agreedCommand: string | undefined): Promise<ClusterReading | ClusterFault>;
}

/** The cluster of the user's kubeconfig. Nothing here rejects. */
export interface Cluster {
  /** Reads the kubeconfig. Asks no server and runs nothing. */
  find(): Promise<ClusterTarget | ClusterFault>;
  /** Calls back, until it is cancelled, when the kubeconfig leads elsewhere than before. Reads nothing else, runs nothing. */
  watch(onChange: () => void): Promise<Cancel>;
}

/** Everything that the server takes from its surroundings. */
export interface Runtime {
  readonly files: FileSystem;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Absent where no cluster can be reached: in a browser. */
  readonly cluster?: Cluster;
  /** Called soon after the first diagnostics: work that makes the next start faster has its time then. */
  readonly onStarted?: () => void;
}
