import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { patienceMs } from '../../support/patience.ts';

/** A running program with what it has printed so far. */
export interface Program {
  readonly output: () => string;
  /** Settled with the exit status; 1 where a signal ended it. */
  readonly ended: Promise<number>;
  /** Ends it and what it started: asked first, killed after three seconds. */
  readonly stop: () => Promise<void>;
}

/** Starts a program as the head of a process group of its own. */
export function start(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Program {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data;
    });
  }
  const ended = new Promise<number>((resolve) => {
    child.once('close', (status) => resolve(status ?? 1));
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
  });
  return { output: () => output, ended, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    try {
      process.kill(-child.pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended in between
    }
  };
  signal('SIGTERM');
  const killing = setTimeout(() => signal('SIGKILL'), 3000);
  await ended;
  clearTimeout(killing);
}

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Waits until an address answers; rejects with what `program` printed when it ends before or the deadline passes. */
export async function waitForAnswer(url: string, program: Program): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  let hasEnded = false;
  void program.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded && !deadline.aborted) {
    try {
      const { status } = await fetch(url, { redirect: 'manual', signal: deadline });
      if (status < 500) return;
    } catch {
      // not listening yet: ask again
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not answer:\n${program.output().slice(-3000)}`);
}

/** Path of the first of these programs that is on the PATH. */
export function findProgram(...names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
