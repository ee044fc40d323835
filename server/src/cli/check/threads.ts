import os from 'node:os';
import v8 from 'node:v8';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Unreadable } from '../files.ts';
import type { ReportedFile } from '../reports/report.ts';
import { CheckSession, type SessionOptions } from './session.ts';

type IndexEntries = ReturnType<CheckSession['host']['exportIndex']>;

/** Fewer files are checked faster by one thread than threads are started. */
const fewestFiles = 600;

/** How many threads a check of that many files uses: one for each core, if it is worth it. */
export function threadsFor(files: number): number {
  return files < fewestFiles ? 1 : Math.min(os.availableParallelism(), Math.ceil(files / (fewestFiles / 2)));
}

/** What a check of files comes to. */
export interface CheckedFiles {
  readonly files: readonly ReportedFile[];
  readonly unreadable: readonly Unreadable[];
  readonly fixedFiles: number;
}

interface Task {
  readonly options: SessionOptions;
  readonly files: readonly string[];
}

/** What one thread is to do: its share of the files, and what was read outside of all of them. */
interface WorkerTask extends Task {
  readonly extra: IndexEntries;
}

/** Index entries as `v8.serialize` writes them, in memory that all threads see: the one in the middle need not read them. */
type SharedBytes = Uint8Array<SharedArrayBuffer>;

type FromWorker =
  | { readonly kind: 'step'; readonly count: number }
  | { readonly kind: 'index'; readonly bytes: SharedBytes }
  | { readonly kind: 'done'; readonly result: CheckedFiles };

/**
 * Checks files on several threads: each reads its share, all learn what the others read, each checks its share.
 * `extra` is what was read outside of the files (kustomizations, standard input).
 */
export async function checkOnThreads(
  task: Task,
  { threads, extra, onStep }: { threads: number; extra: IndexEntries; onStep: (count: number) => void },
): Promise<CheckedFiles> {
  const size = Math.ceil(task.files.length / threads);
  const shares = Array.from({ length: threads }, (_, i) => task.files.slice(i * size, (i + 1) * size));
  const workers = shares.map((files) => new Worker(new URL(script), { workerData: { ...task, files, extra } }));
  try {
    const indexes: SharedBytes[] = [];
    const results = workers.map((worker, i) => {
      return new Promise<CheckedFiles>((resolve, reject) => {
        worker.on('error', reject);
        worker.on('exit', (code) => reject(new Error(`a checking thread ended with ${code}`)));
        worker.on('message', (message: FromWorker) => {
          if (message.kind === 'step') onStep(message.count);
          else if (message.kind === 'done') resolve(message.result);
          else {
            indexes[i] = message.bytes;
            if (Object.keys(indexes).length < threads) return;
            for (const [j, other] of workers.entries()) other.postMessage(indexes.filter((_, k) => k !== j));
          }
        });
      });
    });
    const done = await Promise.all(results);
    return {
      files: done.flatMap(({ files }) => files),
      unreadable: done.flatMap(({ unreadable }) => unreadable),
      fixedFiles: done.reduce((sum, { fixedFiles }) => sum + fixedFiles, 0),
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

let script = import.meta.url;

/** Says which script threads run: the one that the process began with, which calls `runCheckThread` in them. */
export function setThreadScript(url: string): void {
  script = url;
}

/** Whether this is one of the threads that `checkOnThreads` started. */
export function isCheckThread(): boolean {
  return !isMainThread && parentPort !== null;
}

/** What such a thread does. */
export function runCheckThread(): void {
  const { options, files, extra } = workerData as WorkerTask;
  const port = parentPort!;
  const session = new CheckSession(options);
  session.host.importIndex(extra);
  const step = counter((count) => port.postMessage({ kind: 'step', count } satisfies FromWorker));
  const finish = (readable: readonly string[]): void => {
    session.host.setIndexComplete(true);
    const reports = readable.map((file) => {
      step();
      return session.check(file);
    });
    const { unreadable, fixedFiles } = session;
    const result = { files: reports.filter((report) => report !== undefined), unreadable, fixedFiles };
    port.postMessage({ kind: 'done', result } satisfies FromWorker);
  };
  if (session.isFileByFile) {
    finish(files);
    return;
  }
  const readable = files.filter((file) => {
    step();
    return session.read(file);
  });
  port.postMessage({ kind: 'index', bytes: toShared(session.host.exportIndex()) } satisfies FromWorker);
  port.once('message', (others: readonly SharedBytes[]) => {
    for (const bytes of others) session.host.importIndex(v8.deserialize(Buffer.from(bytes)));
    finish(readable);
  });
}

function toShared(entries: IndexEntries): SharedBytes {
  const bytes = v8.serialize(entries);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

/** Calls `report` with every 64 steps. */
function counter(report: (count: number) => void): () => void {
  let steps = 0;
  return () => {
    steps++;
    if (steps % 64 === 0) report(64);
  };
}
