import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isKustomization } from '../analysis/kustomization.ts';
import { settingsFileName } from '../analysis/settingsFile.ts';
import { limits } from '../base/limits.ts';
import { decode } from '../node/decode.ts';
import { fileFaults, isInside, openFlags, readSized, readUnsized } from '../node/fs.ts';
import { ignoredFolders, manifestExtensions, noTextReason } from '../runtime/ports.ts';

/** A path that could not be read, with the reason in a few words. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
  /** It was read, but could not be written. */
  readonly wasRead?: boolean;
}

/** The files that a command is about. */
export interface FoundFiles {
  /** Files to check, in order, each once, spelled as the user spelled their folder. */
  readonly files: readonly string[];
  /** Kustomizations without a file name ending: read to know what is a patch, not checked. */
  readonly settingsFiles: readonly string[];
  readonly unreadable: readonly Unreadable[];
  /** Those of the files that were named themselves. */
  readonly named: readonly string[];
  /** Folders that were named, and those of files that were: where fixes may be written. */
  readonly roots: readonly string[];
  /** Whether settings leave out something that would be a file to check, or a folder. */
  readonly hasExcluded: boolean;
}

/**
 * Files named, and the YAML and JSON files below folders named. Symbolic links are followed, but not to what the named
 * folder lies in, which may be the whole disk; a folder or file that several of them lead to comes once.
 */
export function findFiles(paths: readonly string[], isExcluded: (file: string) => boolean): FoundFiles {
  const walk = new Walk(isExcluded);
  const named = new Set<string>();
  for (const given of paths) {
    const stats = attempt(walk.unreadable, given, () => fs.statSync(given));
    if (!stats) continue;
    walk.roots.add(stats.isDirectory() ? given : path.dirname(given));
    if (stats.isDirectory()) walk.begin(given);
    else {
      walk.files.add(given);
      named.add(given);
    }
  }
  walk.followLinks();
  const { files, settingsFiles, unreadable, roots, hasExcluded } = walk;
  return { files: [...files], settingsFiles, unreadable, named: [...named], roots: [...roots], hasExcluded };
}

/** Whether a file of that name is taken for a manifest where only its folder is named. */
export function isManifestName(name: string): boolean {
  return manifestExtensions.includes(path.extname(name).slice(1).toLowerCase()) && name !== settingsFileName;
}

/** The URI of a file. */
export function uriOf(file: string): string {
  const nameAt = file.lastIndexOf('/') + 1;
  const name = file.slice(nameAt);
  if (nameAt < 2 || !/^[\w-][\w.-]*$/.test(name)) return wholeUri(file);
  const folder = file.slice(0, nameAt - 1);
  if (lastFolder.path !== folder) lastFolder = { path: folder, uri: wholeUri(folder) };
  return lastFolder.uri.endsWith('/') ? lastFolder.uri + name : `${lastFolder.uri}/${name}`;
}

/** The folder that was asked for last: thousands of files lie in one, and its URI is the most of theirs. */
let lastFolder = { path: '', uri: '' };

function wholeUri(file: string): string {
  const full = path.resolve(file);
  return /^\/[\w./-]*$/.test(full) ? `file://${full}` : pathToFileURL(full).href;
}

class Walk {
  readonly files = new Set<string>();
  readonly settingsFiles: string[] = [];
  readonly unreadable: Unreadable[] = [];
  readonly roots = new Set<string>();
  hasExcluded = false;
  private readonly isExcluded: (file: string) => boolean;
  private readonly visited = new Set<string>();
  /** Links to files: they count where their file does not come by itself. */
  private readonly links: string[] = [];
  /** The real path of the named folder that is walked. */
  private start = '';

  constructor(isExcluded: (file: string) => boolean) {
    this.isExcluded = isExcluded;
  }

  begin(folder: string): void {
    this.start = realPath(folder);
    this.visit(folder);
  }

  private visit(folder: string): void {
    const entries = attempt(this.unreadable, folder, () => {
      const real = fs.realpathSync(folder);
      if (this.visited.has(real)) return [];
      this.visited.add(real);
      return fs.readdirSync(folder, { withFileTypes: true });
    });
    for (const entry of (entries ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(folder, entry.name);
      if (ignoredFolders.includes(entry.name)) continue;
      const isManifest = isManifestName(entry.name);
      if (this.isExcluded(file)) {
        this.hasExcluded ||= isManifest || entry.isDirectory();
        continue;
      }
      const kind = entry.isSymbolicLink() ? this.followed(file, isManifest) : entry;
      if (kind?.isDirectory()) {
        if (!entry.isSymbolicLink() || !isInside(this.start, realPath(file))) this.visit(file);
      } else if (kind?.isFile() && isManifest) {
        if (entry.isSymbolicLink()) this.links.push(file);
        else this.files.add(file);
      } else if (kind?.isFile() && isKustomization(entry.name)) this.settingsFiles.push(file);
    }
  }

  followLinks(): void {
    if (this.links.length === 0) return;
    const known = new Set(Array.from(this.files, realPath));
    for (const link of this.links) {
      const real = realPath(link);
      if (known.has(real)) continue;
      known.add(real);
      this.files.add(link);
    }
  }

  /** What a link leads to. Links that lead nowhere are only of interest where they are named like manifests. */
  private followed(link: string, isManifest: boolean): fs.Stats | undefined {
    // Emacs marks a file that it holds open by a link of this name to nothing.
    const isLock = path.basename(link).startsWith('.#');
    return attempt(isManifest && !isLock ? this.unreadable : [], link, () => fs.statSync(link));
  }
}

function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return path.resolve(file); // gone meanwhile: reading it says so
  }
}

/** How many bytes a file says that it has; 0 where it cannot be reached. */
export function sizeOf(file: string): number {
  return attempt([], file, () => fs.statSync(file).size) ?? 0;
}

/**
 * The text of a file; undefined when it cannot be read, which is noted in `unreadable`. What comes through a pipe is waited
 * for where the file is one of those `named`: any other has become one since it was found, or somebody lays a trap.
 */
export function readText(file: string, unreadable: Unreadable[], named: readonly string[] = []): string | undefined {
  return attempt(unreadable, file, () => {
    const text = decode(readBytes(file, named));
    if (text === undefined) throw new NotReadable(noTextReason);
    return text;
  });
}

/** A path that leads to something else than what can be read; `message` is the reason as it is shown. */
class NotReadable extends Error {}

function readBytes(file: string, named: readonly string[]): Buffer {
  const descriptor = fs.openSync(file, openFlags);
  try {
    const stats = fs.fstatSync(descriptor);
    if (stats.isFIFO()) {
      if (named.includes(file)) return readPipe(descriptor);
      throw new NotReadable('it is a pipe');
    }
    if (stats.isDirectory()) throw new NotReadable('it is a folder');
    if (!stats.isFile()) throw new NotReadable('it is no file but a device or a socket');
    if (stats.size > limits.commandLineFileBytes) throw new NotReadable(tooLarge);
    if (stats.size > 0) return readSized(descriptor, stats.size);
    const bytes = readUnsized(descriptor, limits.commandLineFileBytes);
    if (!bytes) throw new NotReadable(tooLarge);
    return bytes;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Why something is not read that may have no end. */
export const tooLarge = `it has more than ${limits.commandLineFileBytes / 1_000_000} MB`;

/** A pipe may be silent for as long (ms) before it is given up, and is asked again after this time (ms). */
const longestSilenceMs = 30_000;
const pauseMs = 5;

/** What comes through a pipe, as from `<(kubectl get …)`, until its writer closes it. */
function readPipe(descriptor: number): Buffer {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let silenceMs = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(65_536);
    const count = readNow(descriptor, chunk);
    if (count === 0) break;
    if (count === undefined) {
      if (silenceMs >= longestSilenceMs) throw new NotReadable('nothing came out of this pipe');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
      silenceMs += pauseMs;
      continue;
    }
    silenceMs = 0;
    bytes += count;
    if (bytes > limits.commandLineFileBytes) throw new NotReadable(tooLarge);
    chunks.push(chunk.subarray(0, count));
  }
  if (bytes === 0) throw new NotReadable('nobody writes into this pipe');
  return Buffer.concat(chunks);
}

/** Number of bytes read; 0 at the end, undefined where nothing has come yet. */
function readNow(descriptor: number, chunk: Buffer): number | undefined {
  try {
    return fs.readSync(descriptor, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ...fileFaults,
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENXIO: 'it is no file but a device or a socket',
  EIO: 'the disk does not give it',
};

/** Why a file could not be reached, in a few words. */
export function reasonOf(error: unknown, file: string): string {
  if (error instanceof NotReadable) return error.message;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' && file.includes('\uFFFD')) return 'its name is not UTF-8';
  if (code === 'ENOENT' && isLink(file)) return 'it is a symbolic link that leads nowhere';
  return reasons[code] ?? (code === '' ? String(error) : code);
}

function isLink(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function attempt<T>(unreadable: Unreadable[], file: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    unreadable.push({ path: file, reason: reasonOf(error, file) });
    return undefined;
  }
}
