import type { FileContent, FileSystem, FindOptions } from '../../server/src/runtime/ports.ts';

/** Files of a test, by URI; what a test changes here the server sees when it looks. */
export class MemoryFiles implements FileSystem {
  readonly texts = new Map<string, string>();
  /** Answers that are no text. */
  readonly faults = new Map<string, FileContent>();
  /** URIs that were read, in order. */
  readonly reads: string[] = [];
  /** Files that are read only once a promise is kept, to hold the server up. */
  readonly gates = new Map<string, Promise<void>>();
  private readonly stamps = new Map<string, number>();

  constructor(texts: Readonly<Record<string, string>> = {}) {
    for (const [uri, text] of Object.entries(texts)) this.set(uri, text);
  }

  set(uri: string, text: string): void {
    this.texts.set(uri, text);
    this.stamps.set(uri, (this.stamps.get(uri) ?? 0) + 1);
  }

  async read(uri: string): Promise<FileContent> {
    this.reads.push(uri);
    await this.gates.get(uri);
    const text = this.texts.get(uri);
    return this.faults.get(uri) ?? (text === undefined ? { state: 'missing' } : { state: 'read', text });
  }

  async *find(folder: string, { isExcluded, depth }: FindOptions): AsyncGenerator<readonly string[]> {
    for (const uri of [...this.texts.keys(), ...this.faults.keys()]) {
      const path = uri.slice(folder.length + 1);
      const isInside = uri.startsWith(`${folder}/`) && (depth !== 0 || !path.includes('/'));
      if (isInside && !isExcluded(path)) yield [uri];
    }
  }

  async stamp(uri: string): Promise<string | undefined> {
    const stamp = this.stamps.get(uri);
    return stamp === undefined ? undefined : `${stamp}`;
  }
}
