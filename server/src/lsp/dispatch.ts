import { Cancelled } from '../base/cancellation.ts';
import { traceOf } from '../base/failure.ts';
import type { Clock, Logger } from '../runtime/ports.ts';
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from './languageServer.ts';

/** One request being answered. */
export interface Call<T> {
  /** What is asked for, as the log names it. */
  readonly name: string;
  readonly token: CancellationToken;
  readonly work: () => T | Promise<T>;
  /** The answer when `work` fails for a reason of its own. Absent: the client gets an error. */
  readonly fallback?: T;
}

/**
 * The guard that every request runs in: it measures, says "cancelled" in the protocol's words, and keeps a failure to
 * the request that failed. Cancelled work never looks like an empty result.
 */
export class Dispatcher {
  private readonly log: Logger;
  private readonly clock: Clock;
  private readonly reported = new Set<string>();
  private isClosed = false;

  constructor(log: Logger, clock: Clock) {
    this.log = log;
    this.clock = clock;
  }

  /** After `shutdown` requests are refused. */
  close(): void {
    this.isClosed = true;
  }

  /** Runs the call at once; what needs no waiting is answered without waiting. */
  run<T>(call: Call<T>): T | Promise<T> {
    if (this.isClosed) throw new ResponseError(ErrorCodes.InvalidRequest, `${call.name} came after shutdown`);
    const startMs = this.clock.nowMs();
    try {
      if (call.token.isCancellationRequested) throw new Cancelled();
      const result = call.work();
      if (!(result instanceof Promise)) {
        this.measure(call.name, startMs);
        return result;
      }
      return result.then(
        (value) => this.settle(call, value, startMs),
        (error) => this.fail(call, error),
      );
    } catch (error) {
      return this.fail(call, error);
    }
  }

  /** Runs a notification's handler: it has nobody to tell, so a failure is only logged. */
  notify(name: string, work: () => void | Promise<void>): void {
    try {
      const result = work();
      if (result instanceof Promise) result.catch((error: unknown) => this.report(name, error));
    } catch (error) {
      this.report(name, error);
    }
  }

  /** Logs a failure, each one once: a fault in a feature would otherwise fill the log with every key pressed. */
  report(name: string, error: unknown): void {
    const text = traceOf(error);
    if (this.reported.has(text)) return;
    if (this.reported.size >= mostReported) this.reported.clear();
    this.reported.add(text);
    this.log.error(`${name} failed: ${text}`);
  }

  private settle<T>(call: Call<T>, value: T, startMs: number): T {
    if (call.token.isCancellationRequested) return this.fail(call, new Cancelled());
    this.measure(call.name, startMs);
    return value;
  }

  private measure(name: string, startMs: number): void {
    const tookMs = this.clock.nowMs() - startMs;
    if (tookMs > slowMs) this.log.info(`${name} took ${Math.round(tookMs)} ms`);
  }

  private fail<T>({ name, token, ...call }: Call<T>, error: unknown): T {
    if (error instanceof Cancelled) {
      if (token.isCancellationRequested)
        throw new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
      throw new ResponseError(LSPErrorCodes.ContentModified, `${name}: the text changed meanwhile`);
    }
    if (error instanceof ResponseError) throw error;
    this.report(name, error);
    if ('fallback' in call) return call.fallback as T;
    throw new ResponseError(ErrorCodes.InternalError, `${name} failed; the log says why`);
  }
}

/** So many failures are known again. */
const mostReported = 1000;

/** Answers that take longer than this (ms) are worth a line in the log. */
const slowMs = 100;

/** Waits for a promise as long as the request is wanted: `Cancelled` when it no longer is. */
export async function whileWanted<T>(promise: Promise<T>, token: CancellationToken): Promise<T> {
  if (token.isCancellationRequested) throw new Cancelled();
  let forget = (): void => {};
  const cancelled = new Promise<never>((_, reject) => {
    const listening = token.onCancellationRequested(() => reject(new Cancelled()));
    forget = () => listening.dispose();
  });
  try {
    return await Promise.race([promise, cancelled]);
  } finally {
    forget();
  }
}
