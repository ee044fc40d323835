/** Where a line about progress goes, and what time it is there (ms). */
export interface ProgressPlace {
  readonly write: (text: string) => void;
  readonly nowMs: () => number;
}

const onStandardError: ProgressPlace = { write: (text) => process.stderr.write(text), nowMs: Date.now };

/** Nothing is written within this time (ms), and then at most so often. */
const patienceMs = 1000;
const intervalMs = 100;

/** A line that says how far the work is, once it is long. It is there until `end`, which leaves nothing behind. */
export class Progress {
  private readonly total: number;
  /** Undefined where nobody wants to see it. */
  private readonly place: ProgressPlace | undefined;
  private readonly startMs: number;
  private done = 0;
  private shown = '';
  private lastMs = 0;

  constructor(total: number, isWanted: boolean, place = onStandardError) {
    this.total = total;
    this.place = isWanted ? place : undefined;
    this.startMs = place.nowMs();
  }

  /** Counts steps. */
  step(count: number): void {
    const before = this.done;
    this.done += count;
    // The clock is not read with each of thousands of steps.
    if (!this.place || Math.floor(before / 64) === Math.floor(this.done / 64)) return;
    const nowMs = this.place.nowMs();
    if (nowMs - this.startMs < patienceMs || nowMs - this.lastMs < intervalMs) return;
    this.lastMs = nowMs;
    const line = `${Math.min(100, Math.floor((100 * this.done) / Math.max(1, this.total)))} % checked`;
    if (line !== this.shown) this.place.write(`\r${line}`);
    this.shown = line;
  }

  /** Removes the line. */
  end(): void {
    if (this.shown !== '') this.place?.write('\r\u001b[K');
    this.shown = '';
  }
}

/** Who would read a line about progress. */
export interface ProgressReader {
  readonly isTerminal: boolean;
  readonly format: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether somebody sits there and waits: a terminal, a report for people, and no build, whose terminals are files. */
export function wantsProgress({ isTerminal, format, env }: ProgressReader): boolean {
  const isBuild = env.CI !== undefined && env.CI !== '' && env.CI !== 'false';
  return isTerminal && format === 'text' && !isBuild && env.TERM !== 'dumb';
}
