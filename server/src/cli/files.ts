import fs from 'node:fs';
import path from 'node:path';
import { isKustomization } from '../analysis/kustomization.ts';

/** A path that could not be read, with the reason in a few words. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

/** The files that a command is about. */
export interface FoundFiles {
  /** Files to check, in order, each once, spelled as the user spelled their folder. */
  readonly files: readonly string[];
  /** Kustomizations without a file name ending: read to know what is a patch, not checked. */
  readonly settingsFiles: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

const endings: readonly string[] = ['.yaml', '.yml', '.json'];
const skippedFolders: readonly string[] = ['.git', 'node_modules'];

/** Files named, and the YAML and JSON files below folders named. Symbolic links to folders are followed once. */
export function findFiles(paths: readonly string[], isExcluded: (file: string) => boolean): FoundFiles {
  const found = new Set<string>();
  const settingsFiles: string[] = [];
  const unreadable: Unreadable[] = [];
  const visited = new Set<string>();
  const visit = (folder: string): void => {
    const entries = attempt(unreadable, folder, () => {
      const real = fs.realpathSync(folder);
      if (visited.has(real)) return [];
      visited.add(real);
      return fs.readdirSync(folder, { withFileTypes: true });
    });
    for (const entry of (entries ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(folder, entry.name);
      if (skippedFolders.includes(entry.name) || isExcluded(file)) continue;
      const kind = entry.isSymbolicLink() ? fs.statSync(file, { throwIfNoEntry: false }) : entry;
      if (kind?.isDirectory()) visit(file);
      else if (kind?.isFile() && endings.includes(path.extname(entry.name))) found.add(file);
      else if (kind?.isFile() && isKustomization(entry.name)) settingsFiles.push(file);
    }
  };
  for (const given of paths) {
    const stats = attempt(unreadable, given, () => fs.statSync(given));
    if (stats?.isDirectory()) visit(given);
    else if (stats) found.add(given);
  }
  return { files: [...found], settingsFiles, unreadable };
}

/** The text of a file; undefined when it cannot be read, which is noted in `unreadable`. */
export function readText(file: string, unreadable: Unreadable[]): string | undefined {
  return attempt(unreadable, file, () => decode(fs.readFileSync(file)));
}

/** Text of UTF-8 or, by its byte order mark, UTF-16 bytes. A mark is kept as the first character. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes).swap16().toString('utf16le');
  return bytes.toString('utf8');
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'not allowed to read it',
  EPERM: 'not allowed to read it',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links go in a circle',
  ENAMETOOLONG: 'its name is too long',
};

function attempt<T>(unreadable: Unreadable[], file: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    unreadable.push({ path: file, reason: reasons[code] ?? (code === '' ? String(error) : code) });
    return undefined;
  }
}
