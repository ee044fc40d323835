import type { OpenFile } from './snapshot.ts';

/**
 * The open files at one moment, by URI; never changes. The newest version owns a map, and each older one says in what it
 * differs from the next: a change costs the same however many files are open, and so does looking into the newest. Older
 * versions are looked into seldom and soon let go of.
 */
export class OpenFiles {
  /** Of the newest version alone. */
  private files: Map<string, OpenFile> | undefined;
  private next:
    | { readonly version: OpenFiles; readonly uri: string; readonly before: OpenFile | undefined }
    | undefined;

  constructor(files = new Map<string, OpenFile>()) {
    this.files = files;
  }

  /** The file of that URI, or undefined. */
  get(uri: string): OpenFile | undefined {
    let version: OpenFiles = this;
    while (version.next) {
      if (version.next.uri === uri) return version.next.before;
      version = version.next.version;
    }
    return version.files?.get(uri);
  }

  /** All files, in no particular order. */
  all(): readonly OpenFile[] {
    return [...this.toMap().values()];
  }

  /** The same with another file of that URI, or (undefined) without any. */
  with(uri: string, file: OpenFile | undefined): OpenFiles {
    const files = this.files ?? this.toMap();
    const before = files.get(uri);
    if (file) files.set(uri, file);
    else files.delete(uri);
    const version = new OpenFiles(files);
    if (!this.files) return version;
    this.files = undefined;
    this.next = { version, uri, before };
    return version;
  }

  /** What the version holds: of the newest the map itself, of others one that is made for the caller. */
  private toMap(): Map<string, OpenFile> {
    if (this.files) return this.files;
    const differences = new Map<string, OpenFile | undefined>();
    let version: OpenFiles = this;
    for (; version.next; version = version.next.version) {
      const { uri, before } = version.next;
      if (!differences.has(uri)) differences.set(uri, before);
    }
    const files = new Map(version.files);
    for (const [uri, before] of differences) {
      if (before) files.set(uri, before);
      else files.delete(uri);
    }
    return files;
  }
}
