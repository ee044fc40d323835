import os from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { sizeOf, type Unreadable } from '../files.ts';
import type { ReportedFile } from '../reports/report.ts';
import { Claims } from './claims.ts';
import { CheckSession, type SessionOptions } from './session.ts';

type IndexEntries = ReturnType<CheckSession['host']['exportIndex']>;

/** Fewer files are checked faster by one thread than threads are started. */
const fewestFiles = 600;

/**
 * With less text than this (bytes) a thread is done soon after its code is compiled, which keeps a second core busy
 * meanwhile.
 */
const muchText = 12_000_000;

/** The sizes of so many files tell about how much text there is in all. */
const askedFiles = 32;

/** How many threads a check of files uses: as many as there are cores for, if it is worth it. */
export function threadsFor(files: readonly string[], cores = os.availableParallelism()): number {
  if (files.length < fewestFiles) return 1;
  const usable = textIn(files) < muchText ? Math.ceil(cores / 2) : cores;
  return Math.min(usable, Math.ceil(files.length / (fewestFiles / 2)));
}

/** About how many bytes files have in all, of which there are many. */
function textIn(files: readonly string[]): number {
  let bytes = 0;
  for (let asked = 0; asked < askedFiles; asked++)
    bytes += sizeOf(files[Math.floor((asked * files.length) / askedFiles)]!);
  return (bytes / askedFiles) * files.length;
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

/** What one thread is to do, and what was read outside of all files. */
interface WorkerTask extends Task {
  readonly extra: IndexEntries;
  /** Memory of `Claims` of the files. */
  readonly claims: SharedArrayBuffer;
  /** Numbers of the files that are this thread's from the beginning; undefined where each takes what comes next. */
  readonly share: Share | undefined;
}

interface Share {
  readonly first: number;
  readonly end: number;
}

type FromWorker =
  | { readonly kind: 'step'; readonly count: number }
  /** Index entries as JSON, which is written and read in half the time of a structured clone. */
  | { readonly kind: 'index'; readonly entries: string }
  | { readonly kind: 'done'; readonly result: CheckedShare };

/** What a thread found, with the numbers of the files. */
interface CheckedShare {
  readonly reports: readonly (readonly [file: number, report: ReportedFile])[];
  /** What could not be read at first, and what failed when it was checked. */
  readonly unread: readonly Unreadable[];
  readonly failed: readonly Unreadable[];
  readonly fixedFiles: number;
}

/**
 * Checks files on several threads: each reads some, all learn what the others read, each checks what it has read, and at
 * the end what others have not come to. `extra` is what was read outside of the files (kustomizations, standard input).
 */
export async function checkOnThreads(
  task: Task,
  { threads, extra, onStep }: { threads: number; extra: IndexEntries; onStep: (count: number) => void },
): Promise<CheckedFiles> {
  const claims = new Claims(task.files.length).memory;
  const workers = Array.from({ length: threads }, (_, i) => {
    const workerData: WorkerTask = { ...task, extra, claims, share: shareOf(task, i, threads) };
    return new Worker(new URL(script), { workerData });
  });
  try {
    const indexes: string[] = [];
    const results = workers.map((worker, i) => {
      return new Promise<CheckedShare>((resolve, reject) => {
        worker.on('error', reject);
        worker.on('exit', (code) => reject(new Error(`a checking thread ended with ${code}`)));
        worker.on('message', (message: FromWorker) => {
          if (message.kind === 'step') onStep(message.count);
          else if (message.kind === 'done') resolve(message.result);
          else {
            indexes[i] = message.entries;
            if (Object.keys(indexes).length < threads) return;
            for (const [j, other] of workers.entries()) other.postMessage(indexes.filter((_, k) => k !== j));
          }
        });
      });
    });
    return joined(task.files, await Promise.all(results));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** A fixed file changes what those behind it are checked against: who checks which must not depend on the machine. */
function shareOf({ options, files }: Task, thread: number, threads: number): Share | undefined {
  if (options.fixRoots === undefined) return undefined;
  const size = Math.ceil(files.length / threads);
  return { first: Math.min(files.length, thread * size), end: Math.min(files.length, (thread + 1) * size) };
}

/** What all threads found, in the order of the files. */
function joined(files: readonly string[], done: readonly CheckedShare[]): CheckedFiles {
  const reports: ReportedFile[] = [];
  for (const share of done) for (const [file, report] of share.reports) reports[file] = report;
  const unread = done.flatMap((share) => share.unread);
  const failed = done.flatMap((share) => share.failed);
  const places = new Map(unread.length + failed.length > 0 ? files.map((file, at) => [file, at]) : []);
  const byPlace = (a: Unreadable, b: Unreadable) => places.get(a.path)! - places.get(b.path)!;
  return {
    // Of what could not be read there is no report.
    files: reports.filter((report) => report !== undefined),
    unreadable: [...unread.sort(byPlace), ...failed.sort(byPlace)],
    fixedFiles: done.reduce((sum, { fixedFiles }) => sum + fixedFiles, 0),
  };
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
  const { options, files, extra, claims: memory, share } = workerData as WorkerTask;
  const port = parentPort!;
  const session = new CheckSession(options);
  session.host.importIndex(extra);
  const step = counter((count) => port.postMessage({ kind: 'step', count } satisfies FromWorker));
  const claims = new Claims(files.length, memory);
  const own = () => (share === undefined ? claims.inTurn() : numbersOf(share));
  const finish = (order: Iterable<number>, unread: readonly Unreadable[]): void => {
    session.host.setIndexComplete(true);
    const reports: [number, ReportedFile][] = [];
    for (const file of order) {
      step();
      const report = session.check(files[file]!);
      if (report) reports.push([file, report]);
    }
    const failed = session.unreadable.slice(unread.length);
    const result = { reports, unread, failed, fixedFiles: session.fixedFiles };
    port.postMessage({ kind: 'done', result } satisfies FromWorker);
  };
  if (session.isFileByFile) {
    finish(own(), []);
    return;
  }
  const readable: number[] = [];
  for (const file of own()) {
    step();
    if (session.read(files[file]!)) readable.push(file);
    else claims.take(file);
  }
  port.postMessage({ kind: 'index', entries: JSON.stringify(session.host.exportIndex()) } satisfies FromWorker);
  port.once('message', (others: readonly string[]) => {
    for (const entries of others) session.host.importIndex(JSON.parse(entries) as IndexEntries);
    finish(share === undefined ? ownThenLeft(readable, claims) : readable, session.unreadable.slice());
  });
}

function* numbersOf({ first, end }: Share): Generator<number> {
  for (let at = first; at < end; at++) yield at;
}

/** What a thread has read and nobody else took, then what others have not come to. */
function* ownThenLeft(own: readonly number[], claims: Claims): Generator<number> {
  for (const file of own) if (claims.take(file)) yield file;
  yield* claims.left();
}

/** Calls `report` with every 64 steps. */
function counter(report: (count: number) => void): () => void {
  let steps = 0;
  return () => {
    steps++;
    if (steps % 64 === 0) report(64);
  };
}
