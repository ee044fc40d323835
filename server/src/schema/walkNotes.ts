import { addNode, addValues, emptySet, meet, type NodeSet } from '../yaml/nodeSet.ts';
import type { NodeId } from '../yaml/tree.ts';
import type { AbsentNode, CheckContext } from './context.ts';

/** One piece of a walk: a value that was read, or a check of something. */
interface Piece {
  readonly work: (cx: CheckContext) => unknown;
  readonly result: unknown;
  /** The values that it looked at. */
  readonly values: NodeSet;
}

/**
 * What the walk of an object in which nothing was found looked at, piece by piece. In an object that other values alone tell
 * from that one nothing is found either, if the pieces that looked at those come to the same there.
 */
export class WalkNotes {
  readonly #pieces: Piece[] = [];
  /** Undefined before the walk is at its end. */
  #absentNodes: readonly AbsentNode[] | undefined;
  /** What was asked last: documents that are like one another mostly differ in the same values. */
  #asked: NodeSet = emptySet(0);
  #touched: readonly Piece[] = [];

  /** Does a piece of the walk, and notes what it looks at. */
  perform<T>(cx: CheckContext, work: (cx: CheckContext) => T): T {
    return this.#note(cx, work, emptySet(cx.tree.size));
  }

  /** The same for what is worked out of a value. */
  performOf<T>(cx: CheckContext, value: NodeId, work: (cx: CheckContext) => T): T {
    const values = emptySet(cx.tree.size);
    addNode(values, value);
    return this.#note(cx, work, values);
  }

  /** To be told at the end of the walk. */
  finish({ absentNodes }: CheckContext): void {
    this.#absentNodes = absentNodes.slice();
  }

  /** Whether there was a walk, and it is at its end. */
  get isFinished(): boolean {
    return this.#absentNodes !== undefined;
  }

  /** Whether nothing is found in the object of a context that is like the one that was walked but for `differing` values. */
  areSameFor(cx: CheckContext, differing: NodeSet): boolean {
    if (this.#absentNodes === undefined) return false;
    cx.absentNodes.push(...this.#absentNodes);
    for (const { work, result } of this.#touchedBy(differing)) if (work(cx) !== result || cx.hasReported) return false;
    return true;
  }

  #note<T>(cx: CheckContext, work: (cx: CheckContext) => T, values: NodeSet): T {
    let result: T | undefined;
    const reads = cx.partReads.walk(0, 0, () => {
      result = work(cx);
    });
    addValues(values, cx.tree, reads);
    this.#pieces.push({ work, result, values });
    return result as T;
  }

  #touchedBy(differing: NodeSet): readonly Piece[] {
    if (differing.length !== this.#asked.length || differing.some((bits, at) => bits !== this.#asked[at])) {
      this.#touched = this.#pieces.filter(({ values }) => meet(values, differing));
      this.#asked = differing;
    }
    return this.#touched;
  }
}
