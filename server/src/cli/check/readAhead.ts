import fs from 'node:fs';
import { Worker } from 'node:worker_threads';
import { decode } from '../../node/decode.ts';
import { ReadMemory } from './readMemory.ts';

/** Fewer files are read by the thread that checks them before another one is started. */
export const fewestReadAhead = 2000;

/** What the thread that reads is given. */
export interface ReadingTask {
  /** Paths, each but the last with a zero behind it: to copy so many strings one by one takes longer. */
  readonly paths: string;
  /** Memory of `ReadMemory` of the files. */
  readonly memory: SharedArrayBuffer;
}

/**
 * Texts of files that a thread of its own reads while others are checked. Who asks for them in the order of the files has
 * most of them at once; where the disk is slow, it works all the time.
 */
export class ReadAhead {
  private readonly files: readonly string[];
  private readonly memory: ReadMemory;
  private next = 0;

  constructor(files: readonly string[]) {
    this.files = files;
    this.memory = new ReadMemory(files.length);
    const workerData: ReadingTask = { paths: files.join('\0'), memory: this.memory.memory };
    const reader = new Worker(script(), { workerData });
    reader.unref();
    // What it has not read is read by who asks for it.
    reader.on('error', () => {});
  }

  /** The text of the next file; undefined where it has to be read by `readText`, which says why it cannot be. */
  textOf(file: string): string | undefined {
    if (this.files[this.next] !== file) return undefined;
    const at = this.next++;
    const bytes = this.memory.take(at);
    const text = bytes && decode(bytes);
    this.memory.free(at);
    return text;
  }
}

function script(): URL {
  const built = new URL('./cli-reader.cjs', import.meta.url);
  return fs.existsSync(built) ? built : new URL('./reader.ts', import.meta.url);
}
