/**
 * The tokens that are read but not taken yet: a handful, since only a possible key holds back what follows it. Tokens
 * count up from 0 over the whole document, so that a number stays true while others are taken.
 */
export class TokenQueue {
  /** Whether the first token is settled: no key will come before it any more. */
  isReady = false;
  readonly #types: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #keyLevels: number[] = [];
  #head = 0;
  #taken = 0;
  #lastTaken = 0;
  /** The type of the token that was pushed last; 0 before the first. */
  lastType = 0;
  /** Bracket level on which the next token to be pushed may be a key, -1 if it may not. */
  nextKeyLevel = -1;
  #lastEnd = 0;

  get isEmpty(): boolean {
    return this.#head === this.#types.length;
  }

  /** Number of the first token in the queue. */
  get headNumber(): number {
    return this.#taken;
  }

  /** Number that the next token to be pushed will have. */
  get nextNumber(): number {
    return this.#taken + this.#types.length - this.#head;
  }

  get type(): number {
    return this.#types[this.#head]!;
  }

  get start(): number {
    return this.#starts[this.#head]!;
  }

  get end(): number {
    return this.#ends[this.#head]!;
  }

  /** Bracket level on which the first token may be a key, -1 if it never could. */
  get keyLevel(): number {
    return this.#keyLevels[this.#head]!;
  }

  /** Offset behind a token that is in the queue; -1 when it is not. */
  endOf(number: number): number {
    return this.#ends[this.#head + number - this.#taken] ?? -1;
  }

  /** Type of the token before one in the queue; 0 when there is none. */
  typeBefore(number: number): number {
    return this.#types[this.#head + number - this.#taken - 1] ?? this.#lastTaken;
  }

  push(type: number, start: number, end: number): void {
    this.#types.push(type);
    this.#starts.push(start);
    this.#ends.push(end);
    this.#keyLevels.push(this.nextKeyLevel);
    this.nextKeyLevel = -1;
    this.lastType = type;
    this.#lastEnd = end;
  }

  /** Adds a token of no width right behind the last one. */
  pushBehindLast(type: number): void {
    this.push(type, this.#lastEnd, this.#lastEnd);
  }

  /** Puts a token of no width before the one with this number, at the place where that one begins. */
  insert(number: number, type: number): void {
    const at = this.#head + number - this.#taken;
    const start = this.#starts[at]!;
    this.#types.splice(at, 0, type);
    this.#starts.splice(at, 0, start);
    this.#ends.splice(at, 0, start);
    this.#keyLevels.splice(at, 0, -1);
  }

  /** Takes the first token off. */
  shift(): void {
    this.#lastTaken = this.type;
    this.#head++;
    this.#taken++;
    this.isReady = false;
    if (this.#head === this.#types.length) {
      this.#types.length = 0;
      this.#starts.length = 0;
      this.#ends.length = 0;
      this.#keyLevels.length = 0;
      this.#head = 0;
    }
  }
}
