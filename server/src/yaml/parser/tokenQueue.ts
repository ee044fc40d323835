/** Numbers that make up a token: type, start, end, and the bracket level on which it may be a key (-1 if it may not). */
const STRIDE = 4;

/**
 * The tokens that are read but not taken yet: a handful, since only a possible key holds back what follows it. Tokens
 * count up from 0 over the whole document, so that a number stays true while others are taken.
 */
export class TokenQueue {
  /** Whether the first token is settled: no key will come before it any more. */
  isReady = false;
  /** The type of the token that was pushed last; 0 before the first. */
  lastType = 0;
  /** Bracket level on which the next token to be pushed may be a key, -1 if it may not. */
  nextKeyLevel = -1;
  #slots = new Int32Array(16 * STRIDE);
  /** Where in `#slots` the first token stands, and where the next one goes. */
  #head = 0;
  #tail = 0;
  /** Number of the token that stands, or stood, at the beginning of `#slots`. */
  #base = 0;
  #lastTaken = 0;
  #lastEnd = 0;

  get isEmpty(): boolean {
    return this.#head === this.#tail;
  }

  /** Begins behind a token of this type, which was taken. */
  beginBehind(type: number): void {
    this.lastType = type;
    this.#lastTaken = type;
  }

  /** Number of the first token in the queue. */
  get headNumber(): number {
    return this.#base + this.#head / STRIDE;
  }

  /** Number that the next token to be pushed will have. */
  get nextNumber(): number {
    return this.#base + this.#tail / STRIDE;
  }

  get type(): number {
    return this.#slots[this.#head]!;
  }

  get start(): number {
    return this.#slots[this.#head + 1]!;
  }

  get end(): number {
    return this.#slots[this.#head + 2]!;
  }

  /** Bracket level on which the first token may be a key, -1 if it never could. */
  get keyLevel(): number {
    return this.#slots[this.#head + 3]!;
  }

  /** Offset behind a token that is in the queue. */
  endOf(number: number): number {
    return this.#slots[(number - this.#base) * STRIDE + 2]!;
  }

  /** Type of the token before one in the queue; 0 when there is none. */
  typeBefore(number: number): number {
    const slot = (number - this.#base - 1) * STRIDE;
    return slot < this.#head ? this.#lastTaken : this.#slots[slot]!;
  }

  push(type: number, start: number, end: number): void {
    if (this.#tail === this.#slots.length) this.#makeRoom();
    const at = this.#tail;
    const slots = this.#slots;
    slots[at] = type;
    slots[at + 1] = start;
    slots[at + 2] = end;
    slots[at + 3] = this.nextKeyLevel;
    this.#tail = at + STRIDE;
    this.nextKeyLevel = -1;
    this.lastType = type;
    this.#lastEnd = end;
  }

  /** Adds a token of no width right behind the last one. */
  pushBehindLast(type: number): void {
    this.push(type, this.#lastEnd, this.#lastEnd);
  }

  /** Makes the last token end at `end`; returns where it ended. */
  cutLast(end: number): number {
    const old = this.#slots[this.#tail - STRIDE + 2]!;
    this.#slots[this.#tail - STRIDE + 2] = end;
    return old;
  }

  /** Puts a token of no width before the one with this number, at the place where that one begins. */
  insert(number: number, type: number): void {
    if (this.#tail === this.#slots.length) this.#makeRoom();
    const at = (number - this.#base) * STRIDE;
    const slots = this.#slots;
    slots.copyWithin(at + STRIDE, at, this.#tail);
    slots[at] = type;
    slots[at + 2] = slots[at + 1]!;
    slots[at + 3] = -1;
    this.#tail += STRIDE;
  }

  /** Takes the first token off. */
  shift(): void {
    this.#lastTaken = this.type;
    this.#head += STRIDE;
    this.isReady = false;
    if (this.#head === this.#tail) {
      this.#base += this.#head / STRIDE;
      this.#head = 0;
      this.#tail = 0;
    }
  }

  /** Moves the tokens to the front or, where they fill most of the room, gives them twice as much. */
  #makeRoom(): void {
    const used = this.#slots.subarray(this.#head, this.#tail);
    if (used.length * 2 > this.#slots.length) {
      const slots = new Int32Array(this.#slots.length * 2);
      slots.set(used);
      this.#slots = slots;
    } else {
      this.#slots.copyWithin(0, this.#head, this.#tail);
    }
    this.#base += this.#head / STRIDE;
    this.#tail -= this.#head;
    this.#head = 0;
  }
}
