import { withoutMark } from '../base/trim.ts';
import { type FileContent, largestFileBytes, noTextReason } from '../runtime/ports.ts';
import { decode } from './decode.ts';
import { DiskPace } from './diskPace.ts';
import { fileFaults, fs, openFlags, readSized, readUnsized } from './fs.ts';
import { nowMs } from './nowMs.ts';

/** How fast the disk was, of all that was read so far. */
const pace = new DiskPace();

/** The text of a file. By callbacks, because promises of `node:fs` cost twice as much and a workspace has many small files. */
export function readText(file: string): Promise<FileContent> {
  const startMs = nowMs();
  return new Promise((resolve) => {
    const settle = (content: FileContent): void => {
      pace.waited(nowMs() - startMs);
      resolve(content);
    };
    fs.open(file, openFlags, (openError, descriptor) => {
      if (openError) return settle(failure(openError));
      const end = (content: FileContent): void => fs.close(descriptor, () => settle(content));
      fs.fstat(descriptor, (statError, stats) => {
        const fault = statError ? failure(statError) : faultOf(stats);
        if (fault) return end(fault);
        if (stats.size === 0) return end(readEmpty(descriptor));
        fs.readFile(descriptor, (error, bytes) => end(error ? failure(error) : contentOf(bytes)));
      });
    });
  });
}

/**
 * The same without a turn of the event loop, which for a small file takes a tenth of the time; undefined where the disk is
 * not known to be fast, so that this could hold up everything else.
 */
export function readTextNow(file: string): FileContent | undefined {
  if (!pace.isFast) return undefined;
  const startMs = nowMs();
  const content = readBlocking(file);
  pace.blocked(nowMs() - startMs);
  return content;
}

/** The same while all else waits, however long it takes. */
export function readBlocking(file: string): FileContent {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, openFlags);
    const stats = fs.fstatSync(descriptor);
    const fault = faultOf(stats);
    if (fault) return fault;
    return stats.size === 0 ? readEmpty(descriptor) : contentOf(readSized(descriptor, stats.size));
  } catch (error) {
    return failure(error as NodeJS.ErrnoException);
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** A file that says that it is empty, and nearly always is. */
function readEmpty(descriptor: number): FileContent {
  try {
    const bytes = readUnsized(descriptor, largestFileBytes);
    return bytes ? contentOf(bytes) : { state: 'tooLarge', bytes: largestFileBytes + 1 };
  } catch (error) {
    return failure(error as NodeJS.ErrnoException);
  }
}

/** What is said of something that cannot be read. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  return fileFaults[error.code ?? ''] ?? error.code ?? error.message;
}

function faultOf(stats: { isFile(): boolean; readonly size: number }): FileContent | undefined {
  if (!stats.isFile()) return { state: 'unreadable', reason: 'it is not a regular file' };
  return stats.size > largestFileBytes ? { state: 'tooLarge', bytes: stats.size } : undefined;
}

function contentOf(bytes: Buffer): FileContent {
  const text = decode(bytes);
  return text === undefined
    ? { state: 'unreadable', reason: noTextReason }
    : { state: 'read', text: withoutMark(text) };
}

function failure(error: NodeJS.ErrnoException): FileContent {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return { state: 'missing' };
  return { state: 'unreadable', reason: reasonOf(error) };
}
