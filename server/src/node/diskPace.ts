/**
 * Whether a disk answers so fast that a file may be read while all else waits: after one that was waited for and came
 * soon, until some take too long. A disk of a network or one that has to wake up holds up one request, once.
 */
export class DiskPace {
  /** Files that are still to be waited for before the next one may be read at once. */
  #left = 1;
  /** What a file took lately (ms), the last ones counting most. */
  #lately = 0;

  get isFast(): boolean {
    return this.#left === 0;
  }

  /** A file was read while other work went on, which is part of the time. */
  waited(tookMs: number): void {
    if (this.#left > 1) this.#left--;
    else if (tookMs <= soonMs) this.#left = 0;
  }

  /** A file was read while all else waited. */
  blocked(tookMs: number): void {
    this.#lately += (tookMs - this.#lately) / 8;
    if (tookMs <= soonMs && this.#lately <= mostMs) return;
    this.#left = filesAfterSlowOnes;
    this.#lately = 0;
  }
}

/** A file that comes within this time was no great work for the disk: others may have had their turn meanwhile. */
const soonMs = 20;

/** Where files take longer than this on average, they are worth waiting for. */
const mostMs = 2;

/** So many files slow ones tell of. */
const filesAfterSlowOnes = 200;
