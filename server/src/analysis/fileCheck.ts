import { goOn, type Steps } from '../base/steps.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import {
  type CheckInputs,
  checkDocument,
  type DocumentOrigin,
  type Keys,
  keysOf,
  type ObjectProblem,
} from './check.ts';
import type { KeyChange } from './objectTable.ts';
import { type Difference, documentDifference } from './sameness.ts';
import type { FileProblem } from './snapshot.ts';

/** One document of the file: what was found in it, and the keys of the index that were read for it. */
interface Checked {
  document: YamlDocument;
  found: readonly ObjectProblem[];
  reads: Keys;
}

/** Told which keys of the index the problems of a file depend on. */
export interface ReadsListener {
  begin(key: string): void;
  end(key: string): void;
}

/**
 * The problems of one file, kept up to date by what changed: an edit costs the documents that it touches and those that
 * read something in the workspace that it moved, however many others there are.
 */
export class FileCheck {
  private inputs: CheckInputs | undefined;
  private isComplete = false;
  /** Revision of the index up to which the problems are known to hold. */
  private revision = -1;
  /** What is being checked. */
  private stream: YamlStream | undefined;
  private documents: readonly YamlDocument[] = [];
  /** Number of the stream that these are of. */
  private number = 0;
  private starts: ArrayLike<number> = [];
  private checked: Checked[] = [];
  /** By key of the index, the documents whose problems depend on it. */
  private readonly readers = new Map<string, Set<Checked>>();
  private problems: readonly FileProblem[] = [];
  private readonly listener: ReadsListener | undefined;
  /** A check that stands still. */
  private begun: Begun | undefined;

  constructor(listener?: ReadsListener) {
    this.listener = listener;
  }

  /**
   * All problems of the file, in order of place; the same list until one of them changes or moves. Where `isOver` says after
   * a step that it was enough the check stands still and undefined is the answer; the next call goes on from there, unless
   * something has changed that the file is checked against.
   */
  advance(stream: YamlStream, inputs: CheckInputs, isOver: () => boolean): readonly FileProblem[] | undefined {
    const begun = isBegun(this.begun, stream, inputs) ? this.begun : this.begin(stream, inputs);
    // One that fails is not gone on with.
    this.begun = undefined;
    const problems = goOn(begun.steps, isOver);
    if (problems === undefined) this.begun = begun;
    return problems;
  }

  private begin(stream: YamlStream, inputs: CheckInputs): Begun {
    const { isComplete, revision } = inputs.index;
    return { stream, inputs, isComplete, revision, steps: this.check(stream, inputs) };
  }

  private *check(stream: YamlStream, inputs: CheckInputs): Steps<readonly FileProblem[]> {
    this.stream = stream;
    const changes = this.isSameCheck(inputs) ? inputs.index.changesSince(this.revision) : undefined;
    // Given up half-way, all is looked at again.
    this.inputs = undefined;
    if (changes === undefined) yield* this.checkAll(stream, inputs);
    else yield* this.checkChanged(stream, inputs, changes);
    this.inputs = inputs;
    this.isComplete = inputs.index.isComplete;
    this.revision = inputs.index.revision;
    this.documents = stream.documents;
    this.number = stream.number;
    this.starts = stream.starts;
    this.stream = undefined;
    return this.problems;
  }

  /** Says that the problems depend on nothing any more: nobody will ask for them. */
  forget(): void {
    this.clearReaders();
  }

  private isSameCheck(inputs: CheckInputs): boolean {
    return this.inputs !== undefined && this.isComplete === inputs.index.isComplete && areSame(this.inputs, inputs);
  }

  private *checkAll({ documents, starts }: YamlStream, inputs: CheckInputs): Steps<void> {
    this.clearReaders();
    this.checked = yield* this.added(documents, inputs);
    this.problems = this.joined(starts);
  }

  private *checkChanged(stream: YamlStream, inputs: CheckInputs, changes: readonly KeyChange[]): Steps<void> {
    const changed = documentDifference(this.number, this.documents, stream);
    const { first, removed, added } = changed;
    const kept = Math.min(removed, added);
    for (let at = first; at < first + kept; at++) {
      const checked = this.checked[at]!;
      const before = checked.document;
      checked.document = stream.documents[at]!;
      yield* this.checkOne(checked, inputs, { before, isNoted: true });
    }
    if (removed !== added) {
      for (let at = first + kept; at < first + removed; at++) this.setReads(this.checked[at]!, noReads);
      const fresh = yield* this.added(stream.documents.slice(first + kept, first + added), inputs);
      this.checked = this.checked.toSpliced(first + kept, removed - kept, ...fresh);
    }
    const hasOthers = yield* this.recheckReaders(inputs, changes);
    if (hasOthers || !this.isMovedAsOne(stream, changed)) this.problems = this.joined(stream.starts);
    else if (removed > 0 || added > 0) this.problems = this.spliced(stream, changed);
  }

  /** Whether documents before the changed ones are where they were, and those behind them are all moved by as much. */
  private isMovedAsOne(stream: YamlStream, { first, removed, added }: Difference): boolean {
    if (stream.editedIndex(this.number) !== undefined) return true;
    const { starts } = stream;
    for (let at = 0; at < first; at++) if (starts[at] !== this.starts[at]) return false;
    const shift = (starts[first + added] ?? 0) - (this.starts[first + removed] ?? 0);
    if (removed === 0 && added === 0 && shift !== 0) return false;
    for (let at = first + added, old = first + removed; at < starts.length; at++, old++) {
      if (starts[at]! - this.starts[old]! !== shift) return false;
    }
    return true;
  }

  /** Checks the documents that read what changed in the workspace; whether any of them has other problems now. */
  private *recheckReaders(inputs: CheckInputs, changes: readonly KeyChange[]): Steps<boolean> {
    const touched = new Set<Checked>();
    for (const { key } of changes) for (const checked of this.readers.get(key) ?? []) touched.add(checked);
    let hasChanged = false;
    for (const checked of touched) {
      const before = checked.found;
      yield* this.checkOne(checked, inputs, { isNoted: true });
      if (checked.found !== before) hasChanged = true;
    }
    return hasChanged;
  }

  private *added(documents: readonly YamlDocument[], inputs: CheckInputs): Steps<Checked[]> {
    const added: Checked[] = [];
    for (const document of documents) {
      const checked: Checked = { document, found: [], reads: noReads };
      yield* this.checkOne(checked, inputs, { isNoted: false });
      added.push(checked);
    }
    return added;
  }

  private *checkOne(checked: Checked, inputs: CheckInputs, how: Omit<DocumentOrigin, 'startOf'>): Steps<void> {
    checked.found = yield* checkDocument(checked.document, inputs, { startOf: this.startOf, ...how });
    this.setReads(checked, keysOf(checked.document));
  }

  private readonly startOf = (document: YamlDocument): number =>
    this.stream?.starts[this.stream.documents.indexOf(document)] ?? 0;

  /** Notes what a document depends on; most keys are those that it depended on before. */
  private setReads(checked: Checked, reads: Keys): void {
    const old = checked.reads;
    if (old === reads) return;
    checked.reads = reads;
    for (const key of reads.keys()) {
      if (old.has(key)) continue;
      const readers = this.readers.get(key);
      if (readers) readers.add(checked);
      else {
        this.readers.set(key, new Set([checked]));
        this.listener?.begin(key);
      }
    }
    for (const key of old.keys()) {
      if (reads.has(key)) continue;
      const readers = this.readers.get(key);
      if (!readers?.delete(checked) || readers.size > 0) continue;
      this.readers.delete(key);
      this.listener?.end(key);
    }
  }

  private clearReaders(): void {
    if (this.listener) for (const key of this.readers.keys()) this.listener.end(key);
    this.readers.clear();
  }

  private joined(starts: ArrayLike<number>): readonly FileProblem[] {
    const problems: FileProblem[] = [];
    for (const [at, { found }] of this.checked.entries()) addProblems(problems, found, starts[at]!);
    return problems;
  }

  /** The problems, those of the changed documents in the place of what they were, those behind them moved. */
  private spliced({ starts }: YamlStream, { first, removed, added }: Difference): readonly FileProblem[] {
    const old = this.problems;
    const from = firstAtOrBehind(old, this.starts[first] ?? Number.POSITIVE_INFINITY);
    const to = firstAtOrBehind(old, this.starts[first + removed] ?? Number.POSITIVE_INFINITY);
    const shift = (starts[first + added] ?? 0) - (this.starts[first + removed] ?? 0);
    const fresh: FileProblem[] = [];
    for (let at = first; at < first + added; at++) addProblems(fresh, this.checked[at]!.found, starts[at]!);
    const problems = old.slice(0, from).concat(fresh, old.slice(to));
    if (shift === 0) return problems;
    for (let at = from + fresh.length; at < problems.length; at++) {
      const { problem, manifest, documentStart } = problems[at]!;
      problems[at] = { problem, manifest, documentStart: documentStart + shift };
    }
    return problems;
  }
}

/** A check, and what it is of. */
interface Begun {
  readonly stream: YamlStream;
  readonly inputs: CheckInputs;
  readonly isComplete: boolean;
  /** Revision of the index. */
  readonly revision: number;
  readonly steps: Steps<readonly FileProblem[]>;
}

/** Whether what was begun is the check of a file as it is now. */
function isBegun(begun: Begun | undefined, stream: YamlStream, inputs: CheckInputs): begun is Begun {
  const { index } = inputs;
  if (begun === undefined || begun.stream !== stream || begun.revision !== index.revision) return false;
  return begun.isComplete === index.isComplete && areSame(begun.inputs, inputs);
}

function areSame(a: CheckInputs, b: CheckInputs): boolean {
  if (a.settings !== b.settings || a.platform !== b.platform || a.uri !== b.uri) return false;
  return a.index === b.index && a.rules === b.rules;
}

const noReads: Keys = new Set();

function addProblems(problems: FileProblem[], found: readonly ObjectProblem[], documentStart: number): void {
  for (const { problem, manifest } of found) problems.push({ problem, manifest, documentStart });
}

/** Index of the first problem of a document that begins at `start` or behind it. */
function firstAtOrBehind(problems: readonly FileProblem[], start: number): number {
  let low = 0;
  let high = problems.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (problems[middle]!.documentStart < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
