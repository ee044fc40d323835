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

  /** Counts steps; writes at most ten times a second, and nothing within the first second. */
  step(count: number): void {
    const before = this.done;
    this.done += count;
    if (!process.stderr.isTTY || Math.floor(before / 64) === Math.floor(this.done / 64)) return;
    const now = Date.now();
    if (now - this.startMs < 1000 || now - this.lastMs < 100) return;
    this.lastMs = now;
    this.shown = true;
    process.stderr.write(`\r${Math.min(100, Math.floor((100 * this.done) / Math.max(1, this.total)))} % checked`);
  }

  /** Removes the line. */
  end(): void {
    if (this.shown) process.stderr.write('\r\u001b[K');
  }
}
