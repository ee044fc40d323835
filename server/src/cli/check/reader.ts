import { isMainThread, workerData } from 'node:worker_threads';
import { fs, openFlags, readInto } from '../../node/fs.ts';
import type { ReadingTask } from './readAhead.ts';
import { mostBytes, ReadMemory } from './readMemory.ts';

// The thread that `ReadAhead` starts. It is a script of its own: the code that checks is not compiled for it.

if (!isMainThread) {
  const { paths, memory } = workerData as ReadingTask;
  const files = paths.split('\0');
  const shared = new ReadMemory(files.length, memory);
  for (const [at, file] of files.entries()) if (shared.begin(at)) shared.end(at, read(file, { at, shared }));
}

/** How many bytes of a file were read; undefined for what is no regular file of some bytes, or cannot be read. */
function read(file: string, { at, shared }: { at: number; shared: ReadMemory }): number | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, openFlags);
    const stats = fs.fstatSync(descriptor);
    if (!stats.isFile() || stats.size === 0 || stats.size > mostBytes) return undefined;
    return readInto(shared.roomFor(at, stats.size), descriptor);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
