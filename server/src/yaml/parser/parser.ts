import { bug } from '../../base/bug.ts';
import type { YamlProblem } from '../tree.ts';
import type { TreeBuilder } from '../treeBuilder.ts';
import { stepInBlock } from './blockStates.ts';
import { BYTE_ORDER_MARK, isBreak, lineEndFrom } from './characters.ts';
import { Faults, REFUSED, shown } from './faults.ts';
import { stepInFlow } from './flowStates.ts';
import { type Mark, markOf } from './marks.ts';
import { knownHandles, NodeReader, State } from './nodeReader.ts';
import { Token } from './scanState.ts';

/** No text needs as many; more means that the parser goes around in circles. */
const MOST_STEPS_PER_CHARACTER = 16;

/** Characters between two marks, where neither a fault nor an edit makes it worth while to set more. */
const SPARSE = 1000;

/** So many faults are gone around one by one; behind them the rest of the document is guessed. */
export const MOST_RECOVERIES = 100;

/** Where a strict reading goes so far (UTF-16 units) before it meets a fault, the rest is guessed: each further one might. */
const FARTHEST = 100_000;

/** How a document is read. */
export interface ReadingOptions {
  /** At a fault: `guess` what was meant until it is passed, or `refuse` the text. */
  readonly atFault: 'guess' | 'refuse';
  /** Where to begin: the builder is that far already. Absent: at the beginning. */
  readonly from?: Mark | undefined;
  /** Problems noted before that. */
  readonly problems?: readonly YamlProblem[];
  /** Asked at each entry, where it is given: whether what follows is known. Each entry then gets a mark. */
  readonly isKnownFrom?: (mark: Mark) => boolean;
}

/**
 * Reads the first document of a text into a builder, as libyaml's parser does. What follows the document is not read,
 * as Kubernetes does not read it.
 *
 * It reads strictly until there is a fault. Then it goes back to the entry in which that lies (the last mark before it)
 * and guesses what was meant, until a fault is reported and an entry begins: from there on it is strict again. So each
 * fault is read around alone, and what it costs and means does not depend on the others.
 */
export class Reading {
  readonly text: string;
  readonly builder: TreeBuilder;
  readonly faults: Faults;
  readonly marks: Mark[] = [];
  /** How many faults were gone around. */
  recoveries: number;
  /** How far was looked ahead for what then was not taken; see `Mark.reach`. */
  reach: number;
  readonly #options: ReadingOptions;
  #spacing: number;
  /** Offset behind which the next mark is wanted. */
  #wantedBehind = 0;
  /** Number of reports before the fault that is being gone around. */
  #reportsBefore = 0;
  /** Whether the rest is guessed. */
  #isLost = false;
  /** Where it stands still; undefined before it begins, and where it has to begin again. */
  #reader: NodeReader | undefined;
  /** Steps that may follow. */
  #left = 0;
  /** Tag handles that the document declares. */
  #handles: readonly string[] = [];

  constructor(text: string, builder: TreeBuilder, options: ReadingOptions) {
    this.text = text;
    this.builder = builder;
    this.faults = new Faults(text);
    this.faults.problems.push(...(options.problems ?? []));
    this.recoveries = options.from?.recoveries ?? 0;
    this.reach = options.from?.reach ?? 0;
    this.#options = options;
    this.#spacing = this.#usualSpacing;
  }

  /** Reads; false where a fault ends that. */
  run(): boolean {
    return this.goOn(Number.POSITIVE_INFINITY) === 'read';
  }

  /** Reads on for at least so many characters, and stands still. */
  goOn(characters: number): 'read' | 'refused' | 'more' {
    for (;;) {
      const reader = this.#reader ?? new NodeReader(this.text, this.builder, this.faults);
      try {
        if (this.#reader === undefined && !this.#begin(reader)) return 'read';
        this.#reader = reader;
        return this.#read(reader, characters) ? 'read' : 'more';
      } catch (error) {
        if (error !== REFUSED) throw error;
        if (this.#options.atFault === 'refuse') return 'refused';
        this.#handles = [...reader.tagHandles];
        this.#goBack(reader);
        this.#reader = undefined;
      }
    }
  }

  /** Whether a directive declares tag handles, which count in the whole document. */
  get declaresHandles(): boolean {
    return (this.#reader?.tagHandles.size ?? 0) > knownHandles.length;
  }

  get #usualSpacing(): number {
    return this.#options.isKnownFrom === undefined ? SPARSE : 0;
  }

  get #lastMark(): Mark | undefined {
    return this.marks.at(-1) ?? this.#options.from;
  }

  /** After a fault: goes back to the last mark, for a closer look at first, and then to guess. */
  #goBack({ scanner }: NodeReader): void {
    const { faults, builder } = this;
    const mark = this.#lastMark;
    const ownReach = Math.max(scanner.reach, scanner.at, faults.refusal?.end ?? 0);
    this.reach = Math.max(this.reach, ownReach);
    if (this.#spacing > 0) {
      // The entry with the fault may begin behind the last mark.
      this.#spacing = 0;
    } else {
      this.recoveries++;
      this.#isLost = this.recoveries >= MOST_RECOVERIES || ownReach - (mark?.at ?? 0) > FARTHEST;
      this.#reportsBefore = faults.reports;
      faults.isRecovering = true;
    }
    faults.problems.length = mark?.problems ?? 0;
    builder.rewind(mark?.nodes ?? 0, mark?.surroundings.states.length ?? 0, mark?.lastEnd ?? 0);
  }

  /** Goes to the last mark, or behind the document's start; false where there is no document. */
  #begin(reader: NodeReader): boolean {
    const mark = this.#lastMark;
    this.#wantedBehind = (mark?.at ?? 0) + this.#spacing;
    this.#left = MOST_STEPS_PER_CHARACTER * (this.text.length + 1);
    if (mark === undefined) return readDocumentStart(reader);
    reader.moveTo(mark);
    for (const handle of this.#handles) reader.tagHandles.add(handle);
    return true;
  }

  /** False where it stands still before the end. */
  #read(reader: NodeReader, characters: number): boolean {
    const { scanner } = reader;
    const enough = scanner.at + characters;
    let left = this.#left;
    let wantedBehind = this.#wantedBehind;
    while (reader.state !== State.done) {
      if (scanner.at > wantedBehind) {
        if (scanner.at > enough) {
          this.#left = left;
          return false;
        }
        if (reader.isBetweenEntries) {
          if (this.#passEntry(reader)) return true;
          wantedBehind = this.#wantedBehind;
        }
      }
      step(reader);
      if (--left < 0) {
        bug('the YAML parser does not come to an end');
        return true;
      }
    }
    const { faults } = this;
    // What a guess makes of it may be without fault.
    const isUntold = faults.isRecovering && faults.reports === this.#reportsBefore;
    if (isUntold && faults.refusal !== undefined) faults.problems.push(faults.refusal);
    return true;
  }

  /** Sets a mark, where that makes sense; true where what follows is known. */
  #passEntry(reader: NodeReader): boolean {
    const { faults } = this;
    if (!this.#isFirstLineSound()) return false;
    if (faults.isRecovering) {
      if (faults.reports === this.#reportsBefore || this.#isLost) return false;
      faults.isRecovering = false;
      this.#spacing = this.#usualSpacing;
    }
    const mark = markOf(reader, this);
    if (this.#options.isKnownFrom?.(mark) === true) return true;
    this.marks.push(mark);
    this.#wantedBehind = mark.at + this.#spacing;
    return false;
  }

  /** What is indented on the first line is guessed by all other lines. */
  #isFirstLineSound(): boolean {
    const start = this.builder.rootStart;
    const before = this.text.charCodeAt(start - 1);
    return start === 0 || isBreak(before) || (start === 1 && before === BYTE_ORDER_MARK);
  }
}

function step(reader: NodeReader): void {
  if (reader.state === State.documentEnd) {
    // Only a look: what cannot even be read right behind the document is refused, the rest does not count.
    reportLeftOver(reader, reader.scanner.peek());
    reader.state = State.done;
  } else if (reader.state <= State.blockMappingValue) {
    stepInBlock(reader);
  } else {
    stepInFlow(reader);
  }
}

/** Kubernetes drops what follows the document's top node without a word; no one who writes it means that. */
function reportLeftOver(reader: NodeReader, type: number): void {
  if (type <= Token.documentEnd || reader.builder.isFlow(0)) return;
  const range = { start: reader.scanner.start, end: lineEndFrom(reader.text, reader.scanner.start) };
  reader.faults.report('yaml-syntax', range, 'Kubernetes reads nothing from here on; indent all fields alike');
}

/** Reads directives and `---`; false for a text without a document. */
function readDocumentStart(reader: NodeReader): boolean {
  const scanner = reader.scanner;
  let type = scanner.peek();
  if (type === Token.streamEnd) return false;
  reader.states.push(State.documentEnd);
  const isExplicit = type === Token.versionDirective || type === Token.tagDirective || type === Token.documentStart;
  if (!isExplicit) {
    reader.node('block');
    return true;
  }
  type = readDirectives(reader, type);
  if (type === Token.documentStart) {
    scanner.skip();
    type = scanner.peek();
    const isEmpty = type <= Token.documentEnd;
    if (isEmpty) return false;
  } else {
    const range = { start: scanner.start, end: scanner.end };
    reader.faults.report('yaml-syntax', range, 'Directive without a document; write "---" behind it');
    if (type === Token.streamEnd) return false;
  }
  reader.node('block');
  return true;
}

/** Reads directives; returns the type of the token behind them. */
function readDirectives(reader: NodeReader, first: number): number {
  const scanner = reader.scanner;
  let hasVersion = false;
  let type = first;
  while (type === Token.versionDirective || type === Token.tagDirective) {
    const range = { start: scanner.start, end: scanner.end };
    const words = reader.text.slice(range.start, range.end).split(/[ \t]+/);
    if (type === Token.versionDirective) {
      const [major, minor] = words[1]!.split('.');
      if (hasVersion || Number(major) !== 1 || Number.parseInt(minor!, 10) !== 1) {
        reader.faults.report('yaml-syntax', range, 'Kubernetes reads YAML 1.1 only; remove the directive');
      }
      hasVersion = true;
    } else {
      if (reader.tagHandles.has(words[1]!) && words[1] !== '!' && words[1] !== '!!') {
        reader.faults.report('yaml-syntax', range, `Tag handle "${shown(words[1]!)}" is declared twice; remove one`);
      }
      reader.tagHandles.add(words[1]!);
    }
    scanner.skip();
    type = scanner.peek();
  }
  return type;
}
