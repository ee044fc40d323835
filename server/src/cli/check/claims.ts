/** So many files are taken at once: enough that nobody waits for another, few enough that all end together. */
const batch = 16;

/**
 * Which of a number of files are taken, in memory that threads share: whoever is free takes what comes next, so that a
 * thread that the machine holds up holds up nobody.
 */
export class Claims {
  readonly memory: SharedArrayBuffer;
  private readonly files: number;
  private readonly next: Int32Array;
  private readonly taken: Uint8Array;

  constructor(files: number, memory = new SharedArrayBuffer(4 + files)) {
    this.files = files;
    this.memory = memory;
    this.next = new Int32Array(memory, 0, 1);
    this.taken = new Uint8Array(memory, 4);
  }

  /** Numbers of files from the first to the last, each for one thread alone. */
  *inTurn(): Generator<number> {
    for (;;) {
      const first = Atomics.add(this.next, 0, batch);
      if (first >= this.files) return;
      for (let at = first; at < Math.min(first + batch, this.files); at++) yield at;
    }
  }

  /** Takes one file; false where somebody has it already. */
  take(file: number): boolean {
    return Atomics.compareExchange(this.taken, file, 0, 1) === 0;
  }

  /** Numbers of files that nobody has taken, from the last to the first: their readers come from the other side. */
  *left(): Generator<number> {
    for (let file = this.files - 1; file >= 0; file--) if (this.take(file)) yield file;
  }
}
