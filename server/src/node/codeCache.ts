import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { cacheFolder } from './cacheFolder.ts';

/** Compiled code of one file, as an earlier process left it. */
export interface CodeCache {
  /** What was kept; undefined where nothing was, or where it cannot be trusted. */
  read(): Buffer | undefined;
  /** Keeps it for the next process. Where that cannot be, nothing happens. */
  write(data: Buffer): void;
}

/** In front of the code: a word that names the format, and a checksum, because V8 looks for no damage. */
const magic = 'SLSCODE1';
const headerBytes = magic.length + 4;
/** Of how many builds and versions of Node code is kept. */
const mostFiles = 8;

/**
 * The cache of the code that `hash` names, made by this version of V8. The file lies in a folder of the user, and is
 * taken only where nobody else can have written it. NODE_DISABLE_COMPILE_CACHE switches it off, as it does Node's own.
 */
export function codeCache(hash: string): CodeCache {
  const folder = process.env.NODE_DISABLE_COMPILE_CACHE || process.env.NODE_V8_COVERAGE ? undefined : cacheFolder();
  if (folder === undefined || typeof crc32 !== 'function') return { read: () => undefined, write: () => {} };
  const file = join(folder, `${hash}-${process.versions.v8}-${process.arch}.bin`);
  return {
    read: () => attempt(() => readChecked(file)),
    write: (data) => attempt(() => writeChecked(file, data)),
  };
}

function readChecked(file: string): Buffer | undefined {
  const descriptor = openSync(file, 'r');
  try {
    if (!isOwn(fstatSync(descriptor))) return undefined;
    const bytes = readFileSync(descriptor);
    if (bytes.length <= headerBytes || bytes.toString('latin1', 0, magic.length) !== magic) return undefined;
    const data = bytes.subarray(headerBytes);
    return crc32(data) === bytes.readUInt32LE(magic.length) ? data : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** Under another name first, so that no process ever reads half a file. */
function writeChecked(file: string, data: Buffer): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isOwn(lstatSync(folder))) return;
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 'latin1');
  header.writeUInt32LE(crc32(data), magic.length);
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.concat([header, data]), { mode: 0o600, flag: 'wx' });
  renameSync(unfinished, file);
  removeOldest(folder);
}

/** Whether a file or folder belongs to this user, and nobody else may write it. Windows says so by where it lies. */
function isOwn({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

function removeOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => /\.bin(?:\.\d+)?$/.test(name))
    .map((name) => join(folder, name));
  const ages = files.map((file) => ({ file, at: statSync(file).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { file } of ages.slice(mostFiles)) rmSync(file, { force: true });
}

/** A cache that fails only costs time. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined; // no such file, a full disk, a folder that is read-only
  }
}
