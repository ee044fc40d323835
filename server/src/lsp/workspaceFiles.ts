import type { AnalysisHost } from '../analysis/analysisHost.ts';
import { isKustomization } from '../analysis/kustomization.ts';
import { baseName, folderOf, normalizeUri } from '../base/uri.ts';
import type { IndexStatus } from '../protocol/messages.ts';
import { type FileContent, ignoredFolders, isManifestName, type Logger, type Runtime } from '../runtime/ports.ts';
import type { Documents } from './documents.ts';
import { isAtOrBelow, pathFrom, type Root, Roots } from './roots.ts';
import { Slicer } from './slicer.ts';
import type { Texts } from './texts.ts';

/** What the files of the workspace are read into, and who is told. */
export interface WorkspaceParts {
  readonly host: AnalysisHost;
  readonly runtime: Runtime;
  readonly documents: Documents;
  readonly texts: Texts;
  readonly log: Logger;
  /** Whether settings leave out a path, counted from its folder. */
  readonly isExcluded: (folder: string, path: string) => boolean;
  /** Called while files are read, often; and once when all are. */
  readonly onProgress: (status: IndexStatus) => void;
  /** Called when a file on disk was taken in after the first reading. */
  readonly onFileChanged: (uri: string) => void;
}

/** Files of which the contents are on their way at the same time. */
const readAhead = 16;

/** A text of more characters is taken in slice by slice: it takes longer than a slice. */
const longText = 50_000;

/** What is known of a file on disk. */
interface KnownFile {
  readonly uri: string;
  readonly hasObjects: boolean;
  /** From `FileSystem.stamp`, where files are compared because nobody says which ones changed. */
  readonly stamp?: string;
}

/**
 * Reads the manifests of all folders into the index, slice by slice, and keeps it in step with the disk. Files without
 * Kubernetes objects cost one read. What the editor holds open is taken from there, not from here.
 */
export class WorkspaceFiles {
  private readonly parts: WorkspaceParts;
  private roots = new Roots([]);
  /** By normalized URI. */
  private readonly known = new Map<string, KnownFile>();
  /** Folders that files were known in, normalized; made when one of them may be gone. */
  private folders: Set<string> | undefined;
  private readonly reported = new Set<string>();
  /** Files and folders that changed while all files are read: what was read ahead of them may be what they held before. */
  private readonly changedMeanwhile = new Set<string>();
  private run = 0;
  private state: IndexStatus = { state: 'indexing', files: 0 };
  private waiting: (() => void)[] = [];

  constructor(parts: WorkspaceParts) {
    this.parts = parts;
  }

  get status(): IndexStatus {
    return this.state;
  }

  /** Settled once all files have been read. */
  whenIndexed(): Promise<void> {
    if (this.state.state === 'ready') return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** URIs of files on disk that hold Kubernetes objects. */
  *manifestFiles(): Generator<string> {
    for (const { uri, hasObjects } of this.known.values()) if (hasObjects) yield this.parts.documents.spelling(uri);
  }

  /** Reads all files of these folders, and forgets those that lie in none of them. A reading under way is given up. */
  async index(roots: readonly Root[]): Promise<void> {
    const run = ++this.run;
    this.roots = new Roots(roots);
    this.show({ state: 'indexing', files: 0 });
    this.parts.host.setIndexComplete(false);
    this.changedMeanwhile.clear();
    this.folders = undefined;
    const found = await this.find(run);
    if (run === this.run) this.forgetOthers(found);
    const uris = [...found.values()];
    let files = 0;
    for await (const { uri, content } of this.contents(uris)) {
      if (run !== this.run) return;
      if (!isAtOrBelow(uri, this.changedMeanwhile)) await this.take(uri, content);
      if (run !== this.run) return;
      this.show({ state: 'indexing', files: ++files, total: uris.length });
    }
    // What an open document holds counts, too.
    await this.parts.documents.whenAllRead();
    if (run !== this.run) return;
    this.parts.host.setIndexComplete(true);
    this.show({ state: 'ready', files, total: files });
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  /** Files were made, changed or removed on disk; folders may be among them. */
  async filesChanged(changed: readonly string[], removed: readonly string[]): Promise<void> {
    const manifests = changed.filter((uri) => this.isWanted(uri));
    this.noteChanged([...manifests, ...removed]);
    this.removeBelow(removed);
    this.roots.loseWith(removed);
    for (const root of this.roots.takeFound(changed)) await this.addFolder(root.folder, root);
    for await (const { uri, content } of this.contents(manifests)) {
      await this.take(uri, content);
      this.parts.onFileChanged(uri);
    }
    // Whatever has no manifest's name may be a folder, also with a dot in its name.
    const folders = changed.filter((uri) => !isManifestName(baseName(uri)) && !this.isLeftOut(uri));
    for (const uri of folders) {
      const root = this.roots.around(uri);
      if (root) await this.addFolder(uri, root);
    }
  }

  /** Whether a folder of the workspace is to be read, as files and folders came. */
  isFound(changed: readonly string[]): boolean {
    return this.roots.found(changed).length > 0;
  }

  /** Compares all files with the disk: for clients that do not say what changes there. */
  async rescan(): Promise<void> {
    const run = this.run;
    const found = await this.find(run);
    const slicer = new Slicer(this.parts.runtime);
    const changed: string[] = [];
    for (const [key, uri] of found) {
      const stamp = await this.parts.runtime.files.stamp(uri);
      const old = this.known.get(key);
      if (old && stamp !== undefined && old.stamp === stamp) continue;
      changed.push(uri);
      this.know(key, { uri, hasObjects: old?.hasObjects === true, ...(stamp ? { stamp } : {}) });
      await slicer.turn();
    }
    if (run !== this.run) return;
    for (const uri of this.forgetOthers(found)) this.parts.onFileChanged(uri);
    await this.filesChanged(changed, []);
  }

  /** Takes in what the disk holds of one file, whether it is in a folder of the workspace or not. */
  async refresh(uri: string): Promise<void> {
    this.noteChanged([uri]);
    const content = await this.parts.runtime.files.read(uri);
    const isWanted = this.isWanted(uri);
    if (isWanted) await this.take(uri, content);
    // What the editor held may have objects where the disk has none.
    const hasObjects = isWanted && this.known.get(normalizeUri(uri))?.hasObjects === true;
    if (!hasObjects && !this.parts.documents.has(uri)) this.parts.host.removeFile(uri);
    this.parts.onFileChanged(uri);
  }

  /** Whether settings leave out a file, wherever it lies. */
  isExcluded(uri: string): boolean {
    const folder = this.roots.around(uri)?.folder;
    return folder !== undefined && this.parts.isExcluded(folder, pathFrom(folder, uri));
  }

  /**
   * The contents of files on disk, in order and slice by slice. Where reading one would hold up others, the next ones are
   * on their way while one is looked at.
   */
  async *contents(uris: readonly string[]): AsyncGenerator<{ uri: string; content: FileContent }> {
    const { files } = this.parts.runtime;
    const slicer = new Slicer(this.parts.runtime);
    const reading: { uri: string; content: FileContent | Promise<FileContent> }[] = [];
    let next = 0;
    while (reading.length > 0 || next < uris.length) {
      while (reading.length < readAhead && next < uris.length) {
        const uri = uris[next++]!;
        const now = files.readNow?.(uri);
        reading.push({ uri, content: now ?? files.read(uri) });
        if (now) break;
      }
      const first = reading.shift()!;
      yield { uri: first.uri, content: await first.content };
      await slicer.turn();
    }
  }

  /** The manifests of all folders, by normalized URI. */
  private async find(run: number): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const { roots } = this;
    const { files } = this.parts.runtime;
    for (const root of roots.all) {
      const { folder, depth } = root;
      const isExcluded = (path: string) => this.parts.isExcluded(folder, path);
      const onUnreadable = (uri: string, reason: string) => this.report(uri, `Folder ${uri} is left out: ${reason}`);
      const options = { isExcluded, onUnreadable, ...(depth === undefined ? {} : { depth }) };
      const before = found.size;
      for await (const batch of files.find(folder, options)) {
        // Of a folder that lies in another one its own settings count.
        const own = roots.all.length > 1 ? batch.filter((uri) => roots.around(uri) === root) : batch;
        for (const uri of own) found.set(normalizeUri(uri), uri);
        if (run !== this.run) return new Map();
      }
      if (found.size === before) roots.lose(root);
    }
    return found;
  }

  /** Takes in what a file holds, a long text slice by slice. */
  private take(uri: string, content: FileContent): Promise<void> | undefined {
    if (content.state === 'missing') {
      this.forget(uri);
      return undefined;
    }
    const { documents, texts } = this.parts;
    const key = normalizeUri(uri);
    const old = this.known.get(key);
    texts.forget(uri);
    const hasObjects = content.state === 'read' && mayHoldObjects(uri, content.text);
    const file = { ...old, uri, hasObjects };
    this.know(key, file);
    if (hasObjects) return documents.has(uri) ? undefined : this.takeText(file, content.text);
    if (content.state === 'tooLarge') this.report(uri, `${uri} is left out: ${content.bytes} bytes are too many`);
    if (content.state === 'unreadable') this.report(uri, `${uri} is left out: ${content.reason}`);
    this.removeObjects(old);
    return undefined;
  }

  private takeText(file: KnownFile, text: string): Promise<void> | undefined {
    const { host } = this.parts;
    if (text.length > longText) return this.takeLongText(file, text);
    host.setFile(file.uri, text);
    return undefined;
  }

  /** Gives up when something newer is heard of the file meanwhile. */
  private async takeLongText(file: KnownFile, text: string): Promise<void> {
    const { host, documents, runtime } = this.parts;
    const key = normalizeUri(file.uri);
    const slicer = new Slicer(runtime);
    for (const _step of host.setFileInSteps(file.uri, text)) {
      await slicer.turn();
      if (this.known.get(key) !== file || documents.has(file.uri)) return;
    }
  }

  /** There is no such file any more. */
  private forget(uri: string): void {
    const key = normalizeUri(uri);
    const old = this.known.get(key);
    this.parts.texts.forget(uri);
    this.known.delete(key);
    this.removeObjects(old);
  }

  private removeObjects(file: KnownFile | undefined): void {
    if (file?.hasObjects && !this.parts.documents.has(file.uri)) this.parts.host.removeFile(file.uri);
  }

  private async addFolder(uri: string, root: Root): Promise<void> {
    const { folder, depth } = root;
    const path = pathFrom(folder, uri);
    const inner = path === '' ? '' : `${path}/`;
    const isExcluded = (rest: string) => this.parts.isExcluded(folder, inner + rest);
    const options = { isExcluded, ...(depth === undefined ? {} : { depth }) };
    const found: string[] = [];
    for await (const batch of this.parts.runtime.files.find(uri, options)) found.push(...batch);
    const isWanted = (file: string) => this.roots.around(file) === root && !this.isLeftOut(file);
    const fresh = found.filter((file) => !this.known.has(normalizeUri(file)) && isWanted(file));
    for await (const { uri: file, content } of this.contents(fresh)) {
      await this.take(file, content);
      this.parts.onFileChanged(file);
    }
  }

  /** Forgets files that are named, or lie in folders that are. */
  private removeBelow(removed: readonly string[]): void {
    if (removed.length === 0) return;
    // Of most files that go nothing is known: where nothing of it is a folder, the others need not be looked at.
    const gone = new Set(removed.map(normalizeUri).filter((key) => this.known.has(key) || this.isFolder(key)));
    const hasFolders = [...gone].some((key) => this.isFolder(key));
    const candidates = hasFolders ? [...this.known.values()] : Array.from(gone, (key) => this.known.get(key)!);
    for (const { uri } of candidates) {
      if (hasFolders && !isAtOrBelow(uri, gone)) continue;
      this.forget(uri);
      this.parts.onFileChanged(uri);
    }
  }

  private know(key: string, file: KnownFile): void {
    this.known.set(key, file);
    if (this.folders) addFolders(this.folders, key);
  }

  /** Whether a URI (normalized) is that of a folder in which files were known. */
  private isFolder(key: string): boolean {
    if (!this.folders) {
      this.folders = new Set();
      for (const file of this.known.keys()) addFolders(this.folders, file);
    }
    return this.folders.has(key);
  }

  private forgetOthers(found: ReadonlyMap<string, string>): string[] {
    const forgotten: string[] = [];
    for (const [key, { uri }] of [...this.known]) {
      if (found.has(key)) continue;
      this.forget(uri);
      forgotten.push(uri);
    }
    return forgotten;
  }

  /** Whether a file would have been found in the folders. */
  private isWanted(uri: string): boolean {
    return isManifestName(baseName(uri)) && !this.isLeftOut(uri);
  }

  /** Whether a file or folder lies where nothing is read. */
  private isLeftOut(uri: string): boolean {
    const folder = this.roots.around(uri)?.folder;
    if (folder === undefined) return true;
    const path = pathFrom(folder, uri);
    return path.split('/').some((segment) => ignoredFolders.includes(segment)) || this.parts.isExcluded(folder, path);
  }

  private noteChanged(uris: readonly string[]): void {
    if (this.state.state !== 'indexing') return;
    for (const uri of uris) this.changedMeanwhile.add(normalizeUri(uri));
  }

  private show(status: IndexStatus): void {
    this.state = status;
    this.parts.onProgress(status);
  }

  private report(uri: string, message: string): void {
    if (this.reported.has(uri)) return;
    this.reported.add(uri);
    this.parts.log.warn(message);
  }
}

/** Adds the folders that a file (its URI normalized) lies in. */
function addFolders(folders: Set<string>, file: string): void {
  for (let folder = folderOf(file); folder !== '' && !folders.has(folder); folder = folderOf(folder))
    folders.add(folder);
}

/** Cheap and coarse: every Kubernetes object has both words, and a kustomization can do without. */
function mayHoldObjects(uri: string, text: string): boolean {
  return (text.includes('kind') && text.includes('apiVersion')) || isKustomization(uri);
}
