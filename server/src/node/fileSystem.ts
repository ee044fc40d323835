import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FileSystem, type FindOptions, ignoredFolders, isManifestName } from '../runtime/ports.ts';
import { isInside, readFolder, readRealPath, readStats } from './fs.ts';
import { readText, readTextNow, reasonOf } from './readText.ts';

/**
 * The disk. `find` walks a folder breadth first and yields the manifests of each folder as a batch; symbolic links are
 * followed, but never into a place that the walk comes by anyway, so that circles end and no file comes twice.
 */
export const nodeFileSystem: FileSystem = {
  read: async (uri) => {
    const file = pathOf(uri);
    return file === undefined ? { state: 'missing' } : readText(file);
  },
  readNow: (uri) => {
    const file = pathOf(uri);
    return file === undefined ? { state: 'missing' } : readTextNow(file);
  },
  find: (folder, options) => findFiles(folder, options),
  stamp: async (uri) => {
    const file = pathOf(uri);
    const stats = file === undefined ? undefined : await readStats(file);
    return stats ? `${stats.mtimeMs}:${stats.size}` : undefined;
  },
};

/** The path of a `file:` URI; undefined for other schemes and for URIs that name no path here. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  if (plainUri.test(uri)) return uri.slice('file://'.length);
  try {
    const file = fileURLToPath(uri);
    // Asked for such a path Node throws; there is none.
    return file.includes('\0') ? undefined : file;
  } catch {
    return undefined; // another machine's file, or escapes that are none
  }
}

/** URIs in which a path stands as it is, as it does in most: taking each apart is a good part of what a small file costs. */
const plainUri = path.sep === '/' ? /^file:\/\/(?:\/[\w-][\w.-]*)+$/ : /(?!)/;

interface Walk extends FindOptions {
  /** The real path of the folder that the walk began in. */
  readonly root: string;
  /** Real paths outside of `root` that links have led to. */
  readonly visited: Set<string>;
}

interface Folder {
  readonly path: string;
  /** From the walk's root, '' for the root itself, else with a closing slash. */
  readonly relative: string;
  readonly depth: number;
}

async function* findFiles(uri: string, options: FindOptions): AsyncGenerator<readonly string[]> {
  // With a slash: without one the root of a drive (`file:///c:`) would be whatever folder this process is in there.
  const start = pathOf(`${uri}/`);
  const root = start === undefined ? undefined : await readRealPath(start);
  if (start === undefined || root === undefined) return;
  const walk: Walk = { ...options, root, visited: new Set() };
  const waiting: Folder[] = [{ path: start, relative: '', depth: 0 }];
  for (let folder = waiting.shift(); folder; folder = waiting.shift()) {
    const isDeepest = folder.depth >= (options.depth ?? deepest);
    for await (const { files, folders } of list(folder, walk)) {
      if (!isDeepest) waiting.push(...folders);
      if (files.length > 0) yield files;
    }
  }
}

/** Deeper than any project; an end for file systems that have none. */
const deepest = 64;

/** What was found in a folder. */
interface Found {
  /** The folder's URI, with a closing slash. */
  readonly base: string;
  /** URIs of manifests. */
  readonly files: string[];
  readonly folders: Folder[];
}

/** The manifests in a folder, and the folders in it, some hundred at a time; what links lead to comes last. */
async function* list(folder: Folder, walk: Walk): AsyncGenerator<Found> {
  const { href } = pathToFileURL(folder.path);
  const base = href.endsWith('/') ? href : `${href}/`;
  const links: string[] = [];
  try {
    for await (const entries of readFolder(folder.path)) {
      const found: Found = { base, files: [], folders: [] };
      for (const entry of entries) {
        const { name } = entry;
        if (ignoredFolders.includes(name)) continue;
        if (walk.isExcluded(folder.relative + name + (entry.isDirectory() ? '/' : ''))) continue;
        if (entry.isSymbolicLink()) links.push(name);
        else add(found, folder, { name, kind: kindOf(entry) });
      }
      yield found;
      await nextTurn();
    }
  } catch (error) {
    walk.onUnreadable?.(href, reasonOf(error as NodeJS.ErrnoException));
  }
  // Of several that lead to one place the first one counts.
  const found: Found = { base, files: [], folders: [] };
  for (const name of links.sort()) {
    add(found, folder, { name, kind: await followLink(path.join(folder.path, name), walk) });
  }
  yield found;
}

function add({ base, files, folders }: Found, folder: Folder, { name, kind }: { name: string; kind: EntryKind }): void {
  const full = path.join(folder.path, name);
  if (kind === 'folder') {
    folders.push({ path: full, relative: `${folder.relative}${name}/`, depth: folder.depth + 1 });
  } else if (kind === 'file' && isManifestName(name)) {
    files.push(plainName.test(name) ? base + name : pathToFileURL(full).href);
  }
}

/** Names that stand in a URI as they are; a URL made of each path would take longer than reading the folder. */
const plainName = /^[\w.-]+$/;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

type EntryKind = 'file' | 'folder' | undefined;

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): EntryKind {
  return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : undefined;
}

async function followLink(link: string, walk: Walk): Promise<EntryKind> {
  const target = await readRealPath(link);
  if (target === undefined || isInside(walk.root, target)) return undefined;
  for (const other of walk.visited) if (isInside(target, other)) return undefined;
  const stats = await readStats(target);
  const kind = stats && kindOf(stats);
  // Within the walk's own folder all comes by itself, but for files that only the link gives a manifest's name.
  if (isInside(target, walk.root) && (kind !== 'file' || isManifestName(path.basename(target)))) return undefined;
  walk.visited.add(target);
  return kind;
}
