import type { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { type CheckInputs, checkDocument, type ObjectProblem, readsOf } from './check.ts';
import { type Difference, difference } from './sameness.ts';
import type { FileProblem } from './snapshot.ts';

/**
 * The problems of one file, kept up to date by what changed: an edit costs the documents that it touches and those that
 * read something in the workspace that it moved, however many others there are.
 */
export class FileCheck {
  private inputs: CheckInputs | undefined;
  private isComplete = false;
  /** Revision of the index up to which the problems are known to hold. */
  private revision = -1;
  private documents: readonly YamlDocument[] = [];
  private starts: ArrayLike<number> = [];
  /** What was found in each document, and the keys of the index that were read for it. */
  private readonly found: (readonly ObjectProblem[])[] = [];
  private readonly reads: ReadonlyMap<string, number>[] = [];
  /** By key of the index, the documents whose problems depend on it. */
  private readonly readers = new Map<string, Set<YamlDocument>>();
  private problems: readonly FileProblem[] = [];

  /** All problems of the file, in order of place. The same list until one of them changes or moves. */
  problemsOf(stream: YamlStream, inputs: CheckInputs): readonly FileProblem[] {
    const changes = this.isSameCheck(inputs) ? inputs.index.changesSince(this.revision) : undefined;
    if (changes === undefined) this.checkAll(stream, inputs);
    else this.checkChanged(stream, inputs, changes);
    this.inputs = inputs;
    this.isComplete = inputs.index.isComplete;
    this.revision = inputs.index.revision;
    this.documents = stream.documents;
    this.starts = stream.starts;
    return this.problems;
  }

  private isSameCheck(inputs: CheckInputs): boolean {
    const old = this.inputs;
    if (old === undefined || this.isComplete !== inputs.index.isComplete) return false;
    if (old.settings !== inputs.settings || old.platform !== inputs.platform) return false;
    return old.uri === inputs.uri && old.index === inputs.index && old.rules === inputs.rules;
  }

  private checkAll({ documents, starts }: YamlStream, inputs: CheckInputs): void {
    this.readers.clear();
    this.found.length = 0;
    this.reads.length = 0;
    const problems: FileProblem[] = [];
    for (const [at, document] of documents.entries()) {
      const found = checkDocument(document, inputs);
      this.found.push(found);
      this.reads.push(readsOf(document));
      this.noteReads(document, at);
      addProblems(problems, found, starts[at]!);
    }
    this.problems = problems;
  }

  private checkChanged(stream: YamlStream, inputs: CheckInputs, changes: readonly string[]): void {
    const changed = difference(this.documents, stream.documents);
    const { first, removed, added } = changed;
    for (let at = first; at < first + removed; at++) this.forgetReads(this.documents[at]!, at);
    const fresh = stream.documents.slice(first, first + added);
    this.found.splice(first, removed, ...fresh.map((document) => checkDocument(document, inputs)));
    this.reads.splice(first, removed, ...fresh.map(readsOf));
    for (let at = first; at < first + added; at++) this.noteReads(stream.documents[at]!, at);
    if (this.recheckReaders(stream, inputs, changes)) this.problems = this.joined(stream);
    else if (removed > 0 || added > 0) this.problems = this.spliced(stream, changed);
  }

  /** Checks the documents that read what changed in the workspace; whether any of them has other problems now. */
  private recheckReaders(stream: YamlStream, inputs: CheckInputs, changes: readonly string[]): boolean {
    if (changes.length === 0) return false;
    const touched = new Set<YamlDocument>();
    for (const key of new Set(changes)) for (const document of this.readers.get(key) ?? []) touched.add(document);
    if (touched.size === 0) return false;
    let hasChanged = false;
    for (const [at, document] of stream.documents.entries()) {
      if (!touched.has(document)) continue;
      this.forgetReads(document, at);
      const found = checkDocument(document, inputs);
      this.reads[at] = readsOf(document);
      this.noteReads(document, at);
      if (found === this.found[at]) continue;
      this.found[at] = found;
      hasChanged = true;
    }
    return hasChanged;
  }

  private noteReads(document: YamlDocument, at: number): void {
    for (const key of this.reads[at]!.keys()) {
      const readers = this.readers.get(key);
      if (readers) readers.add(document);
      else this.readers.set(key, new Set([document]));
    }
  }

  private forgetReads(document: YamlDocument, at: number): void {
    for (const key of this.reads[at]!.keys()) {
      const readers = this.readers.get(key);
      if (readers?.delete(document) && readers.size === 0) this.readers.delete(key);
    }
  }

  private joined({ starts }: YamlStream): readonly FileProblem[] {
    const problems: FileProblem[] = [];
    for (const [at, found] of this.found.entries()) addProblems(problems, found, starts[at]!);
    return problems;
  }

  /** The problems, those of the changed documents in the place of what they were, those behind them moved. */
  private spliced({ starts }: YamlStream, { first, removed, added }: Difference): readonly FileProblem[] {
    const old = this.problems;
    const from = firstAtOrBehind(old, this.starts[first] ?? Number.POSITIVE_INFINITY);
    const to = firstAtOrBehind(old, this.starts[first + removed] ?? Number.POSITIVE_INFINITY);
    const shift = (starts[first + added] ?? 0) - (this.starts[first + removed] ?? 0);
    const problems = old.slice(0, from);
    for (let at = first; at < first + added; at++) addProblems(problems, this.found[at]!, starts[at]!);
    for (let at = to; at < old.length; at++) {
      const { problem, manifest, documentStart } = old[at]!;
      problems.push({ problem, manifest, documentStart: documentStart + shift });
    }
    return problems;
  }
}

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
