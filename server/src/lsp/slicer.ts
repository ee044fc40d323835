import type { Runtime } from '../runtime/ports.ts';

/** How long work may go on before messages that came in get their turn (ms). */
const sliceMs = 6;

/** Cuts long work into slices: `await slicer.turn()` between small steps lets the event loop in when it is time. */
export class Slicer {
  private readonly runtime: Pick<Runtime, 'clock' | 'timers'>;
  private startMs: number;

  constructor(runtime: Pick<Runtime, 'clock' | 'timers'>) {
    this.runtime = runtime;
    this.startMs = runtime.clock.nowMs();
  }

  /** Whether this slice has been long enough. */
  readonly isOver = (): boolean => this.runtime.clock.nowMs() - this.startMs >= sliceMs;

  /** Goes on at once, or after one turn of the event loop when this slice has been long enough. */
  turn(): Promise<void> | undefined {
    if (!this.isOver()) return undefined;
    return new Promise((resolve) => {
      this.runtime.timers.soon(() => {
        this.startMs = this.runtime.clock.nowMs();
        resolve();
      });
    });
  }
}
