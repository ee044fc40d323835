import { ReadDocument, type Result, treeOf } from './parse.ts';
import { lineEndFrom } from './parser/characters.ts';
import { MOST_PROBLEMS, TooDeep } from './parser/faults.ts';
import { nextContent } from './parser/guess.ts';
import { areAlike, type Mark, type Marks, type Moved } from './parser/marks.ts';
import { MOST_RECOVERIES, Reading } from './parser/parser.ts';
import { hasPlaceholders, mayBeTemplate } from './template.ts';
import type { YamlDocument, YamlProblem } from './tree.ts';
import { TreeBuilder } from './treeBuilder.ts';
import { isPartSound } from './treeProblems.ts';

/** What became of a document's text: `start` to `oldEnd` was replaced by what is now `start` to `newEnd`. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * The document after a change, made by reading it from a mark before the change on, until it stands behind the change at
 * a mark of the old reading in the same surroundings: what follows was read before, and moves. Gives what reading the
 * whole text would. Undefined for templates, for texts with so many faults that those to come are not looked at, and where
 * tag handles are declared, at the very beginning for all that follows.
 */
export function reparse(old: YamlDocument, change: TextChange, text: string): YamlDocument | undefined {
  if (!(old instanceof ReadDocument) || hasManyFaults(old.result) || old.result.declaresHandles) return undefined;
  const { tree, faults, marks } = old.result;
  const first = lastSettled(marks, change.start, text);
  const from = first === -1 ? undefined : marks.mark(first);
  const builder = new TreeBuilder(tree.size + SOME_NODES);
  if (from !== undefined) builder.beginWith(tree, placeOf(from));
  const meeting = new Meeting(old.result, change);
  const problems = faults.slice(0, from?.problems ?? 0);
  const isKnownFrom = (mark: Mark): boolean => meeting.isAt(mark, reading.faults.problems);
  const reading = new Reading(text, builder, { atFault: 'guess', from, problems, isKnownFrom });
  if (!tryToRead(reading) || reading.declaresHandles) return undefined;
  const part = { from: from?.nodes ?? 0, to: builder.size, start: from?.at ?? 0, end: meeting.at ?? text.length };
  const result = meeting.join(reading, first + 1);
  if (hasManyFaults(result)) return undefined;
  const isSound = old.isTreeSound && isPartSound(result.tree, part);
  const document = new ReadDocument(text, result, isSound ? [] : undefined);
  document.setEdited(old, change);
  if (!mayBeTemplate(text)) return document;
  return document.problems.length === 0 && !hasPlaceholders(document.tree) ? document : undefined;
}

/** Room for nodes that a change may add. */
const SOME_NODES = 64;

/** Whether a fault more may be one too many, so that what is made of one depends on all before it. */
function hasManyFaults({ recoveries, faults }: Result): boolean {
  return recoveries >= MOST_RECOVERIES / 2 || faults.length >= MOST_PROBLEMS / 2;
}

/** Reads on; false where it goes too deep. */
function tryToRead(reading: Reading): boolean {
  try {
    return reading.run();
  } catch (error) {
    reading.builder.abandon();
    if (!(error instanceof TooDeep)) throw error;
    return false;
  }
}

/**
 * Number of the last mark such that nothing before it can be affected by a change at `start`: a guess looks as far as the
 * end of the next line that says something. -1 where there is none.
 */
function lastSettled(marks: Marks, start: number, text: string): number {
  for (let index = marks.firstFrom(start) - 1; index >= 0; index--) {
    const { at, reach } = marks.mark(index);
    const next = nextContent(text, at);
    if (next !== undefined && lineEndFrom(text, Math.max(next.at, reach)) < start) return index;
  }
  return -1;
}

/** Where a new reading comes to a mark of the old one behind the change, in the same surroundings. */
class Meeting {
  readonly #old: Result;
  readonly #change: TextChange;
  readonly #shift: number;
  /** Number of the first mark of the old reading that may be the one. */
  #next: number;
  #mark: Mark | undefined;
  #reach = 0;

  constructor(old: Result, change: TextChange) {
    this.#old = old;
    this.#change = change;
    this.#shift = change.newEnd - change.oldEnd;
    this.#next = old.marks.firstFrom(change.oldEnd);
  }

  /** Offset in the new text where they meet; undefined where they do not. */
  get at(): number | undefined {
    return this.#mark === undefined ? undefined : this.#mark.at + this.#shift;
  }

  /** Whether they meet at a mark of the new reading, before which it found these problems. */
  isAt(mark: Mark, problems: readonly YamlProblem[]): boolean {
    const { marks, faults } = this.#old;
    const shift = this.#shift;
    while (this.#next < marks.size && marks.at(this.#next) + shift < mark.at) this.#next++;
    if (this.#next === marks.size || marks.at(this.#next) + shift !== mark.at) return false;
    const past = marks.mark(this.#next);
    const isAlike =
      past.lineStart >= this.#change.oldEnd &&
      past.lineStart + shift === mark.lineStart &&
      past.lastEnd + shift === mark.lastEnd &&
      areAlike(past.surroundings, mark.surroundings) &&
      // Of two problems at one place only the first is told.
      faults.every((one, at) => at >= past.problems || one.end <= past.lineStart) &&
      problems.every((one) => one.end <= mark.lineStart);
    if (!isAlike) return false;
    this.#mark = past;
    this.#reach = mark.reach;
    return true;
  }

  /** What was read anew, between what was read before: up to the mark number `kept`, and from the meeting on. */
  join(reading: Reading, kept: number): Result {
    const { tree, faults, marks, recoveries } = this.#old;
    const { text, builder } = reading;
    const past = this.#mark;
    const shift = this.#shift;
    const fresh = reading.faults.problems;
    const moved: Moved = {
      shift,
      nodes: builder.size - (past?.nodes ?? 0),
      problems: fresh.length - (past?.problems ?? 0),
      recoveries: reading.recoveries - (past?.recoveries ?? 0),
      reach: this.#reach,
    };
    if (past !== undefined) builder.endWith(tree, { ...placeOf(past), shift });
    const following = past === undefined ? [] : faults.slice(past.problems);
    return {
      tree: treeOf(builder, { text, shape: text }),
      faults: fresh.concat(following.map((one) => ({ ...one, start: one.start + shift, end: one.end + shift }))),
      recoveries: past === undefined ? reading.recoveries : recoveries + moved.recoveries,
      declaresHandles: false,
      marks: marks.with(reading.marks, { kept, from: past === undefined ? marks.size : this.#next, moved }),
    };
  }
}

function placeOf({ nodes, lastEnd, surroundings }: Mark): { size: number; depth: number; lastEnd: number } {
  return { size: nodes, depth: surroundings.states.length, lastEnd };
}
