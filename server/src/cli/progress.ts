/** A line on standard error that says how far the work is, once it is long and only on a terminal. */
export class Progress {
  private readonly total: number;
  private done = 0;
  private shown = false;
  private readonly startMs = Date.now();
  private lastMs = Date.now();

  constructor(total: number) {
    this.total = total;
  }

  /** Counts one step; writes at most ten times a second, and nothing within the first second. */
  step(): void {
    this.done++;
    if (this.done % 64 !== 0 || !process.stderr.isTTY) return;
    const now = Date.now();
    if (now - this.startMs < 1000 || now - this.lastMs < 100) return;
    this.lastMs = now;
    this.shown = true;
    process.stderr.write(`\r${Math.floor((100 * this.done) / Math.max(1, this.total))} % checked`);
  }

  /** Removes the line. */
  end(): void {
    if (this.shown) process.stderr.write('\r\u001b[K');
  }
}
