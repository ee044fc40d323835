import { memoize } from '../base/memoize.ts';
import { Memory } from '../base/memory.ts';
import type { Range } from '../base/range.ts';
import { normalizeUri } from '../base/uri.ts';
import type { ClusterFacts } from '../cluster/facts.ts';
import { objectsIn } from '../manifest/manifest.ts';
import { PlainFields } from '../manifest/plainFields.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import {
  emptyEntry,
  entryOfStream,
  type FileEntry,
  type Item,
  isLoneItem,
  itemsOf,
  type KeptEntry,
  keptEntry,
  wholeEntry,
} from './fileEntries.ts';
import { isKustomization, type Kustomized, nothingKustomized } from './kustomization.ts';
import { KustomizedFiles } from './kustomizedFiles.ts';
import { type KeyChange, ObjectTable } from './objectTable.ts';
import { difference, documentDifference, isSame } from './sameness.ts';
import { nameRangeOfFields } from './summaries.ts';
import { allParts } from './summaryParts.ts';
import { summaryAfterEdit } from './summaryReadings.ts';
import { inNamespace, type ObjectSummary, type WorkspaceView } from './workspaceView.ts';

/** Documents of a file in the place of others. */
interface Exchange extends Omit<FileEntry, 'documents'> {
  readonly first: number;
  readonly removed: number;
  /** The items of those that come. */
  readonly fresh: readonly (readonly Item[])[];
}

/**
 * The objects of all files. Mutable, owned by the analysis host; rules see it as a `WorkspaceView`. What can be read has
 * revisions that move when an object comes, goes or changes in what its summary shows: one for each kind, each name of a
 * kind, each Pod label and each mark of a kind (`indexKeys.ts`).
 */
export class WorkspaceIndex implements WorkspaceView {
  isComplete = false;
  private readonly files = new Map<string, KeptEntry>();
  private readonly table = new ObjectTable((a, b) => this.comparePlaces(a, b));
  private readonly kustomized = new KustomizedFiles();
  /** Files in which objects were located, so that somebody points into them. */
  private readonly located = new Set<string>();
  /** What was made of the streams of open files. */
  private readonly entriesByStream = new Memory<YamlStream, KeptEntry>();
  private facts: ClusterFacts | undefined;

  /** Takes in the content of a file that nobody edits, new or changed. */
  set(uri: string, entry: FileEntry): void {
    this.replace(normalizeUri(uri), entry);
  }

  /**
   * Takes in the content of a file after an edit. Where the stream before it came by `edit` or `open`, only the documents
   * that differ are read.
   */
  edit(uri: string, before: YamlStream | undefined, stream: YamlStream): void {
    const key = normalizeUri(uri);
    const kept = this.files.get(key);
    const isKnown = kept !== undefined && before !== undefined && this.entriesByStream.get(before) === kept;
    if (isKnown && !isKustomization(uri)) {
      const old = wholeEntry(kept);
      const { first, removed, added } = documentDifference(before.number, before.documents, stream);
      const documents = stream.documents.slice(first, first + added);
      const isOne = removed === 1 && added === 1;
      const edited = isOne ? itemsAfterEdit(before.documents[first]!, documents[0]!, old.documents[first]!) : undefined;
      const fresh = edited ? [edited] : documents.map((document) => itemsOf(uri, document));
      this.exchangeDocuments(key, old, { first, removed, fresh, starts: stream.starts, kustomized: nothingKustomized });
    } else {
      this.replace(key, entryOfStream(uri, stream));
    }
    this.entriesByStream.set(stream, this.files.get(key)!);
  }

  /** Takes in the content of a file that `edit` may come for, of which the entry was made before. */
  open(uri: string, stream: YamlStream, entry: FileEntry): void {
    this.set(uri, entry);
    this.entriesByStream.set(stream, this.files.get(normalizeUri(uri))!);
  }

  /** Forgets a file. */
  delete(uri: string): void {
    this.replace(normalizeUri(uri), emptyEntry);
    this.files.delete(normalizeUri(uri));
    if (this.located.delete(normalizeUri(uri))) this.table.forget(placesKey(uri));
  }

  /** All that is known of the files, as plain data that another thread can take in. */
  entries(): readonly (readonly [uri: string, entry: KeptEntry])[] {
    return [...this.files];
  }

  /** Takes in files that another thread has read. */
  adopt(entries: readonly (readonly [uri: string, entry: KeptEntry])[]): void {
    for (const [uri, entry] of entries) this.replace(uri, wholeEntry(entry));
  }

  get cluster(): ClusterFacts | undefined {
    return this.facts;
  }

  /** Takes in what was read of the live cluster; undefined forgets it. */
  setCluster(facts: ClusterFacts | undefined): void {
    if (facts === this.facts) return;
    this.facts = facts;
    this.table.touch(clusterKey, allParts);
  }

  has(uri: string): boolean {
    return this.files.has(normalizeUri(uri));
  }

  /** Number of objects, for status lines. */
  get size(): number {
    return this.table.size;
  }

  /** Every object, kind by kind. */
  all(): Iterable<ObjectSummary> {
    return this.table.all();
  }

  /** Moves with every change of anything. */
  get revision(): number {
    return this.table.revision;
  }

  /** The keys that changed since a revision; undefined when that is too long ago. */
  changesSince(revision: number): readonly KeyChange[] | undefined {
    return this.table.changesSince(revision);
  }

  /** The revision of a key of `indexKeys.ts`, or of one of those below. */
  revisionOf(key: string): number {
    return this.table.revisionOf(key);
  }

  objects(kind: string): readonly ObjectSummary[] {
    return this.table.objects(kind);
  }

  named(kind: string, name: string, namespace: string | undefined): readonly ObjectSummary[] {
    return inNamespace(this.table.named(kind, name), namespace);
  }

  withPodLabel(kind: string, label: string, value: string): readonly ObjectSummary[] {
    return this.table.withPodLabel(kind, label, value);
  }

  marked(kind: string, mark: string): readonly ObjectSummary[] {
    return this.table.marked(kind, mark);
  }

  /** From now on the revision of a file's places moves with each change of it. */
  watchPlaces(uri: string): void {
    this.located.add(normalizeUri(uri));
  }

  locate(object: ObjectSummary): Range | undefined {
    const uri = normalizeUri(object.uri);
    this.located.add(uri);
    const kept = this.files.get(uri);
    if (kept === undefined) return undefined;
    if (isLoneItem(kept)) return kept.summary === object ? { start: kept.nameStart, end: kept.nameEnd } : undefined;
    const found = placesIn(kept).get(object);
    if (!found) return undefined;
    const start = kept.starts[found.document]!;
    return { start: start + found.item.nameStart, end: start + found.item.nameEnd };
  }

  isPatch(uri: string): boolean {
    return this.kustomized.isPatch(uri);
  }

  addsLabel(uri: string, label?: string): boolean {
    return this.kustomized.addsLabel(uri, label);
  }

  private comparePlaces(a: ObjectSummary, b: ObjectSummary): number {
    if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
    const places = placesIn(wholeEntry(this.files.get(normalizeUri(a.uri)) ?? emptyEntry));
    return (places.get(a)?.rank ?? 0) - (places.get(b)?.rank ?? 0);
  }

  /** Puts a file's entry in the place of the one before. Documents whose items are the same ones are not looked at. */
  private replace(uri: string, entry: FileEntry): void {
    const kept = this.files.get(uri);
    if (kept === undefined) {
      this.add(uri, entry);
      if (this.located.has(uri)) this.table.touch(placesKey(uri), allParts);
      return;
    }
    const old = wholeEntry(kept);
    const { first, removed, added } = difference(old.documents, entry.documents);
    const { documents, starts, kustomized } = entry;
    this.exchangeDocuments(uri, old, {
      first,
      removed,
      fresh: documents.slice(first, first + added),
      starts,
      kustomized,
    });
  }

  /** Takes in a file that was not known. */
  private add(uri: string, entry: FileEntry): void {
    this.kustomize(nothingKustomized, entry.kustomized);
    for (const items of entry.documents) for (const { summary } of items) this.table.add(summary);
    this.files.set(uri, keptEntry(entry));
  }

  /** Puts other items in the place of those of some documents. */
  private exchangeDocuments(
    uri: string,
    old: FileEntry,
    { first, removed, fresh, starts, kustomized: now }: Exchange,
  ): void {
    const kustomized = this.kustomize(old.kustomized, now);
    const kept = this.exchangeSummaries(old.documents.slice(first, first + removed), fresh);
    const isOne = removed === 1 && kept.length === 1;
    const documents = isOne ? old.documents.with(first, kept[0]!) : old.documents.toSpliced(first, removed, ...kept);
    this.files.set(uri, { documents, starts, kustomized });
    if (this.located.has(uri)) this.table.touch(placesKey(uri), allParts);
  }

  /** The items that come, with the summaries of those that go where they say the same. */
  private exchangeSummaries(
    old: readonly (readonly Item[])[],
    fresh: readonly (readonly Item[])[],
  ): readonly (readonly Item[])[] {
    const before = old.flat();
    if (before.length === 1 && fresh.length === 1 && fresh[0]!.length === 1) {
      if (fresh[0]![0]!.summary === before[0]!.summary) return fresh;
    }
    const pool = new SummaryPool(before);
    const kept = fresh.map((items) => keepSummaries(items, pool));
    const after = kept.flat();
    if (before.length === 1 && after.length === 1) this.table.replace(before[0]!.summary, after[0]!.summary);
    else this.exchangeInTable(before, after);
    return kept;
  }

  /** Takes the objects that go out of the table, and those that come into it. */
  private exchangeInTable(before: readonly Item[], after: readonly Item[]): void {
    const old = new Set(before.map(({ summary }) => summary));
    const now = new Set(after.map(({ summary }) => summary));
    for (const summary of old) if (!now.has(summary)) this.table.remove(summary);
    for (const summary of now) if (!old.has(summary)) this.table.add(summary);
    // Those that stayed may have changed places, and with them which of several is the first.
    const stayed = [...now].filter((summary) => old.has(summary));
    const order = [...old].filter((summary) => now.has(summary));
    for (const [at, summary] of stayed.entries()) {
      if (order[at] === summary) continue;
      this.table.remove(summary);
      this.table.add(summary);
    }
  }

  /** What a kustomization says from now on: where that is no news, what it said before, as its labels are known by identity. */
  private kustomize(old: Kustomized, now: Kustomized): Kustomized {
    if (!this.kustomized.replace(old, now)) return old;
    this.table.touch(kustomizedKey, allParts);
    return now;
  }
}

/** The key whose revision moves when objects of a file may stand elsewhere in it. */
export function placesKey(uri: string): string {
  return `places\n${normalizeUri(uri)}`;
}

/** The key whose revision moves when kustomizations use other files as patches, or add labels to them. */
export const kustomizedKey = 'kustomized';

/** The key whose revision moves when the live cluster is read anew. */
export const clusterKey = 'cluster';

/** Where in its file an object stands. */
interface Place {
  readonly item: Item;
  /** Which document of the file it is in, and which object of the file it is, both from 0. */
  readonly document: number;
  readonly rank: number;
}

/** The places of a file's objects. Each edit makes other ones of them, and few are asked for; or else thousands. */
class Places {
  private readonly documents: FileEntry['documents'];
  private asked = 0;
  private all: Map<ObjectSummary, Place> | undefined;

  constructor({ documents }: FileEntry) {
    this.documents = documents;
  }

  get(object: ObjectSummary): Place | undefined {
    if (this.all === undefined && ++this.asked <= fewPlaces) return this.find(object);
    if (this.all === undefined) {
      this.all = new Map();
      this.find(undefined, this.all);
    }
    return this.all.get(object);
  }

  /** Where an object is; the places of those that come before it go to `seen`. */
  private find(object: ObjectSummary | undefined, seen?: Map<ObjectSummary, Place>): Place | undefined {
    let rank = 0;
    for (let document = 0; document < this.documents.length; document++) {
      for (const item of this.documents[document]!) {
        if (item.summary === object) return { item, document, rank };
        seen?.set(item.summary, { item, document, rank });
        rank++;
      }
    }
    return undefined;
  }
}

/** So many are looked for one by one. */
const fewPlaces = 8;

const placesIn = memoize((entry: FileEntry) => new Places(entry));

/** The item of an edited document that holds one object before and after; undefined of others. */
function itemsAfterEdit(
  before: YamlDocument,
  now: YamlDocument,
  [old, another]: readonly Item[],
): readonly Item[] | undefined {
  const objects = objectsIn(PlainFields.rootOf(now.tree));
  const [object] = objects;
  if (!old || another || !object || objects.length > 1 || !object.field('kind').string()) return undefined;
  const { start, end } = nameRangeOfFields(object);
  const summary = summaryAfterEdit({ before, now, summaryBefore: old.summary, object });
  return [{ summary, nameStart: start, nameEnd: end }];
}

/** The items; one that reads as one in the pool keeps that one's summary, so that no revision moves. */
function keepSummaries(items: readonly Item[], pool: SummaryPool): readonly Item[] {
  let kept: Item[] | undefined;
  for (const [at, item] of items.entries()) {
    const same = pool.takeLike(item.summary);
    if (same === undefined || same === item.summary) continue;
    kept ??= [...items];
    kept[at] = { ...item, summary: same };
  }
  return kept ?? items;
}

/** Summaries that are on their way out, each to be taken once. */
class SummaryPool {
  private readonly byName = new Map<string, ObjectSummary[]>();

  constructor(items: readonly Item[]) {
    for (const { summary } of items) {
      const others = this.byName.get(summary.name);
      if (others) others.push(summary);
      else this.byName.set(summary.name, [summary]);
    }
  }

  /** Takes out one that reads as the given one, if there is one. */
  takeLike(wanted: ObjectSummary): ObjectSummary | undefined {
    const others = this.byName.get(wanted.name);
    const at = others ? others.findIndex((summary) => isSame(summary, wanted)) : -1;
    return at < 0 ? undefined : others!.splice(at, 1)[0];
  }
}
