import type { NodeReader } from './nodeReader.ts';

/** What surrounds a place between two entries of block collections. */
export interface Surroundings {
  /** What the parser expects next, and with what it goes on behind that, the innermost last. */
  readonly state: number;
  readonly states: readonly number[];
  /** The open block collections, the outermost first, each as one number. */
  readonly blocks: readonly number[];
  readonly isKeyAllowed: boolean;
  /** Type of the token that was read last. */
  readonly lastType: number;
}

/** Where a reading can begin again: how far it was, and what surrounded it. */
export interface Mark {
  /** Offset of the next character to read, and of its line. */
  readonly at: number;
  readonly lineStart: number;
  /** Where the node that was finished last ends. */
  readonly lastEnd: number;
  /** How many nodes the tree had, how many problems were noted, and how many faults gone around. */
  readonly nodes: number;
  readonly problems: number;
  readonly recoveries: number;
  /**
   * How far was looked ahead before it, beyond the next line: to where a strict reading failed, for a closing quote, or
   * for the least indentation of all.
   */
  readonly reach: number;
  readonly surroundings: Surroundings;
}

/** By how much what lies behind a change has moved. */
export interface Moved {
  /** Characters. */
  readonly shift: number;
  readonly nodes: number;
  readonly problems: number;
  readonly recoveries: number;
  /** How far was looked ahead before it, in the new reading. */
  readonly reach: number;
}

/** Numbers that make up a mark, in the order of its fields. */
const STRIDE = 7;

/** Places in a document where a strict reading stood between two entries; what follows depends on nothing else before it. */
export class Marks {
  static readonly none: Marks = new Marks(new Int32Array(0), []);
  readonly #numbers: Int32Array;
  readonly #surroundings: readonly Surroundings[];

  constructor(numbers: Int32Array, surroundings: readonly Surroundings[]) {
    this.#numbers = numbers;
    this.#surroundings = surroundings;
  }

  static of(marks: readonly Mark[]): Marks {
    return marks.length === 0 ? Marks.none : Marks.none.with(marks, { kept: 0, from: 0, moved: unmoved });
  }

  get size(): number {
    return this.#surroundings.length;
  }

  /** Offset of the mark of that number. */
  at(index: number): number {
    return this.#numbers[index * STRIDE]!;
  }

  mark(index: number): Mark {
    const slot = index * STRIDE;
    const numbers = this.#numbers;
    return {
      at: numbers[slot]!,
      lineStart: numbers[slot + 1]!,
      lastEnd: numbers[slot + 2]!,
      nodes: numbers[slot + 3]!,
      problems: numbers[slot + 4]!,
      recoveries: numbers[slot + 5]!,
      reach: numbers[slot + 6]!,
      surroundings: this.#surroundings[index]!,
    };
  }

  /** Number of the first mark at or behind an offset. */
  firstFrom(offset: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first `kept` marks, then fresh ones, then those from number `from` on, moved. */
  with(fresh: readonly Mark[], { kept, from, moved }: { kept: number; from: number; moved: Moved }): Marks {
    const tail = (kept + fresh.length) * STRIDE;
    const numbers = new Int32Array(tail + (this.size - from) * STRIDE);
    numbers.set(this.#numbers.subarray(0, kept * STRIDE));
    let slot = kept * STRIDE;
    for (const { at, lineStart, lastEnd, nodes, problems, recoveries, reach } of fresh) {
      numbers[slot] = at;
      numbers[slot + 1] = lineStart;
      numbers[slot + 2] = lastEnd;
      numbers[slot + 3] = nodes;
      numbers[slot + 4] = problems;
      numbers[slot + 5] = recoveries;
      numbers[slot + 6] = reach;
      slot += STRIDE;
    }
    numbers.set(this.#numbers.subarray(from * STRIDE), tail);
    const movedAt = from < this.size ? this.at(from) : 0;
    for (; slot < numbers.length; slot += STRIDE) {
      numbers[slot]! += moved.shift;
      numbers[slot + 1]! += moved.shift;
      numbers[slot + 2]! += moved.shift;
      numbers[slot + 3]! += moved.nodes;
      numbers[slot + 4]! += moved.problems;
      numbers[slot + 5]! += moved.recoveries;
      const reach = numbers[slot + 6]!;
      numbers[slot + 6] = reach > movedAt ? Math.max(reach + moved.shift, moved.reach) : moved.reach;
    }
    const before = kept === this.size ? this.#surroundings : this.#surroundings.slice(0, kept);
    const surroundings = before.concat(
      fresh.map((mark) => mark.surroundings),
      this.#surroundings.slice(from),
    );
    return new Marks(numbers, surroundings);
  }

  /** The marks after a change of `shift` characters within the value of one line, from `offset` on. */
  afterRetyping(offset: number, shift: number): Marks {
    if (shift === 0 || this.size === 0) return this;
    const numbers = this.#numbers.slice();
    // A mark behind the value may still be in its line, or have the value as what was finished last.
    for (let slot = this.firstFrom(offset) * STRIDE; slot < numbers.length; slot += STRIDE) {
      for (const part of [slot, slot + 1, slot + 2, slot + 6]) if (numbers[part]! >= offset) numbers[part]! += shift;
    }
    return new Marks(numbers, this.#surroundings);
  }
}

const unmoved: Moved = { shift: 0, nodes: 0, problems: 0, recoveries: 0, reach: 0 };

/** Where a reader stands, as a mark; it must stand between entries. */
export function markOf(
  { scanner, builder, faults, state, states }: NodeReader,
  { recoveries, reach }: { recoveries: number; reach: number },
): Mark {
  return {
    at: scanner.at,
    lineStart: scanner.lineStart,
    lastEnd: builder.lastEnd,
    nodes: builder.size,
    problems: faults.problems.length,
    recoveries,
    reach: Math.max(reach, scanner.reach),
    surroundings: {
      state,
      states: states.slice(),
      blocks: scanner.levels.packBlocks(),
      isKeyAllowed: scanner.isKeyAllowed,
      lastType: scanner.tokens.lastType,
    },
  };
}

/** Whether what follows two places is read alike. */
export function areAlike(one: Surroundings, other: Surroundings): boolean {
  return (
    one === other ||
    (one.state === other.state &&
      one.isKeyAllowed === other.isKeyAllowed &&
      one.lastType === other.lastType &&
      haveSameNumbers(one.states, other.states) &&
      haveSameNumbers(one.blocks, other.blocks))
  );
}

function haveSameNumbers(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((number, at) => number === other[at]);
}
