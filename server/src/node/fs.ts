import type * as Fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * `node:fs`, asked for in the old way: imported as a module, Node reads each of its properties to make exports of them,
 * loads promises, streams and readline on the way, and the server starts 10 ms later.
 */
export const fs: typeof Fs = createRequire(import.meta.url)('node:fs');

/** How files are opened: not waiting at a pipe that nobody writes to. What is no regular file is refused once it is open. */
export const openFlags = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0);

/** The first `size` bytes of an open file, or all where it has become shorter. Asks the system nothing else. */
export function readSized(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  return bytes.subarray(0, readInto(bytes, descriptor));
}

/** Fills `bytes` from an open file, as far as it goes; returns the number of bytes read. */
export function readInto(bytes: Buffer, descriptor: number): number {
  let length = 0;
  while (length < bytes.length) {
    const count = fs.readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) break;
    length += count;
  }
  return length;
}

/**
 * What an open file holds whose size is said to be 0; undefined where that is more than `most` bytes. Some of Linux' own
 * files (`/proc`) say so and never end, and a link in a folder may lead to one.
 */
export function readUnsized(descriptor: number, most: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let bytes = 0; bytes <= most; ) {
    const chunk = Buffer.allocUnsafe(65_536);
    const count = fs.readSync(descriptor, chunk);
    if (count === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, count));
    bytes += count;
  }
  return undefined;
}

/** Why a file cannot be read, by the code of the error. */
export const fileFaults: Readonly<Record<string, string>> = {
  EACCES: 'not allowed to read it',
  EPERM: 'not allowed to read it',
  ELOOP: 'its symbolic links go in a circle',
  ENAMETOOLONG: 'its name is too long',
};

/** Whether a path is a folder or lies below it; both without links. */
export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/**
 * The names in a folder and what they are, in no order, some hundred at a time: to list thousands at once would hold up
 * everything else. Throws where the folder cannot be listed.
 */
export async function* readFolder(folder: string): AsyncGenerator<readonly Fs.Dirent[]> {
  const opened = await new Promise<Fs.Dir>((resolve, reject) => {
    fs.opendir(folder, { bufferSize: entriesAtOnce }, (error, dir) => (error ? reject(error) : resolve(dir)));
  });
  try {
    for (let entries = await readEntries(opened); entries.length > 0; entries = await readEntries(opened))
      yield entries;
  } finally {
    opened.close(() => {});
  }
}

const entriesAtOnce = 256;

/** The next entries of a folder; none behind the last. */
function readEntries(opened: Fs.Dir): Promise<readonly Fs.Dirent[]> {
  return new Promise((resolve, reject) => {
    const entries: Fs.Dirent[] = [];
    const take = (error: Error | null, entry: Fs.Dirent | null): void => {
      if (error) reject(error);
      else if (entry && entries.push(entry) < entriesAtOnce) opened.read(take);
      else resolve(entries);
    };
    opened.read(take);
  });
}

/** Size, times and kind of what a path leads to, links followed; undefined where it leads to nothing. */
export function readStats(file: string): Promise<Fs.Stats | undefined> {
  return new Promise((resolve) => fs.stat(file, (error, stats) => resolve(error ? undefined : stats)));
}

/** The path without links; undefined where it leads to nothing. */
export function readRealPath(file: string): Promise<string | undefined> {
  return new Promise((resolve) => fs.realpath(file, (error, real) => resolve(error ? undefined : real)));
}
