/** Bytes that are read and not yet asked for: a power of two. */
const ringBytes = 1 << 23;

/** A larger file (bytes) is left to whoever asks for it: to check it takes far longer than to read it. */
export const mostBytes = ringBytes / 8;

/** Somebody who reads for longer (ms) is no longer waited for. */
const patienceMs = 100;

/** What has become of a file: of `left` ones whoever asks for them reads the bytes. */
const states = { untouched: 0, beingRead: 1, read: 2, left: 3 } as const;

/**
 * Bytes of files in memory that two threads share: one reads ahead, the other asks for them, both in the order of the files.
 * Where the one who asks comes first, the other leaves that file to him.
 */
export class ReadMemory {
  readonly memory: SharedArrayBuffer;
  /** What has become of each file, and where its bytes are in the ring. */
  private readonly states: Int32Array;
  private readonly starts: Int32Array;
  private readonly lengths: Int32Array;
  /** How many bytes of the ring were used up once a file was read; from here on the numbers wrap around at 32 bits. */
  private readonly ends: Int32Array;
  /** How many of these are free again. */
  private readonly freed: Int32Array;
  private readonly ring: Buffer;
  private used = 0;

  constructor(files: number, memory = new SharedArrayBuffer(4 * (1 + 4 * files) + ringBytes)) {
    const column = (number: number) => new Int32Array(memory, 4 + 4 * files * number, files);
    this.memory = memory;
    this.freed = new Int32Array(memory, 0, 1);
    this.states = column(0);
    this.starts = column(1);
    this.lengths = column(2);
    this.ends = column(3);
    this.ring = Buffer.from(memory, 4 * (1 + 4 * files), ringBytes);
  }

  /** Takes a file to read it ahead; false where it is asked for already. */
  begin(file: number): boolean {
    return Atomics.compareExchange(this.states, file, states.untouched, states.beingRead) === states.untouched;
  }

  /** Where `size` bytes (at most `mostBytes`) of a file that was begun can be written; waits until there is room. */
  roomFor(file: number, size: number): Buffer {
    let start = this.used & (ringBytes - 1);
    if (start + size > ringBytes) {
      this.used = (this.used + ringBytes - start) | 0;
      start = 0;
    }
    this.used = (this.used + size) | 0;
    for (;;) {
      const freed = Atomics.load(this.freed, 0);
      if (((this.used - freed) | 0) <= ringBytes) break;
      Atomics.wait(this.freed, 0, freed);
    }
    this.starts[file] = start;
    this.ends[file] = this.used;
    return this.ring.subarray(start, start + size);
  }

  /** Ends what `begin` began: with the number of bytes written, or undefined where they are left to whoever asks. */
  end(file: number, length: number | undefined): void {
    this.lengths[file] = length ?? 0;
    Atomics.store(this.states, file, length === undefined ? states.left : states.read);
    Atomics.notify(this.states, file);
  }

  /** The bytes of a file, which are good until `free`; undefined where whoever asks is to read them. */
  take(file: number): Buffer | undefined {
    const state = Atomics.compareExchange(this.states, file, states.untouched, states.left);
    if (state === states.untouched) return undefined;
    if (state === states.beingRead) Atomics.wait(this.states, file, states.beingRead, patienceMs);
    if (Atomics.load(this.states, file) !== states.read) return undefined;
    const start = this.starts[file]!;
    return this.ring.subarray(start, start + this.lengths[file]!);
  }

  /** Says that the bytes of a file, and of all before it, are no longer needed. */
  free(file: number): void {
    if (Atomics.load(this.states, file) !== states.read) return;
    Atomics.store(this.freed, 0, this.ends[file]!);
    Atomics.notify(this.freed, 0);
  }
}
