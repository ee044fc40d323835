import type { YamlProblem, YamlProblemCode } from '../tree.ts';
import { behindBreak } from './characters.ts';

/** What ends a strict reading at the first fault. One object for all, since its stack is of no interest. */
export const REFUSED = new Error('refused');

/** What ends any reading of a text that is nested too deep to be looked at. */
export class TooDeep extends Error {
  readonly at: number;

  constructor(at: number) {
    super('too deep');
    this.at = at;
  }
}

/** More problems than this in one document help nobody. */
export const MOST_PROBLEMS = 100;

/**
 * Where readers report what Kubernetes refuses. A strict reading ends there (`REFUSED` is thrown); a recovering one
 * notes the problem and goes on with a guess.
 */
export class Faults {
  isRecovering = false;
  /** What was noted, in the order of reading. */
  readonly problems: YamlProblem[] = [];
  /** How many faults were reported, be they noted or not. */
  reports = 0;
  /** What ended a strict reading last. */
  refusal: YamlProblem | undefined;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** `start` to `end` is what gets underlined: at least one character, unless the text is empty. */
  report(code: YamlProblemCode, range: { start: number; end: number }, message: string): void {
    const problem = { code, ...underlined(this.#text, range), message };
    this.reports++;
    if (!this.isRecovering) {
      this.refusal = problem;
      throw REFUSED;
    }
    if (this.problems.length < MOST_PROBLEMS && !this.#isNoted(range.start)) this.problems.push(problem);
  }

  /** Reports what the problems noted behind it come of: it takes the place of one of them where there is no room left. */
  reportCause(code: YamlProblemCode, range: { start: number; end: number }, message: string): void {
    const last = this.problems.length - 1;
    const hasRoom = last + 1 < MOST_PROBLEMS;
    this.report(code, range, message);
    if (hasRoom || this.#isNoted(range.start) || this.problems[last]!.start < range.start) return;
    this.problems[last] = { code, ...range, message };
  }

  /** Whether a place lies within something that was noted. */
  #isNoted(at: number): boolean {
    return this.problems.some(({ start, end }) => start <= at && at < end);
  }
}

/** A range with at least the one character behind it, unless the text is empty; a line end is one character. */
function underlined(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  if (end > start) return { start, end };
  if (start >= text.length) return { start: Math.max(text.length - 1, 0), end: text.length };
  return { start, end: behindBreak(text, start) };
}

/** A piece of the text as a message shows it: one line, at most 30 characters. */
export function shown(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0]!.trim();
  return line.length > 30 ? `${line.slice(0, 29)}…` : line;
}
