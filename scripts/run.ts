import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** The repository's root, without a slash at the end. */
export const root = dirname(import.meta.dirname);

/** What a program left behind. */
export interface Run {
  /** Exit status; 1 where the program was ended by a signal or could not be started. */
  readonly status: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Where a program runs, and with what beside this process's variables. */
export interface RunOptions {
  /** Working directory; absent: the repository's root. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end and collects what it prints. A program that cannot be started is a status, no exception. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (data: Buffer) => {
      output += data;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ status: 1, output: `${output}${error.message}` }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

/** Runs a script or a tool with the Node that runs this one. */
export function runNode(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return run(process.execPath, args, options);
}
