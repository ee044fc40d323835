import { type Range, shiftRange } from '../base/range.ts';
import { normalizeUri } from '../base/uri.ts';
import type { ClusterFacts } from '../cluster/facts.ts';
import { manifestsOf } from '../manifest/manifest.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { isKustomization, readPatches } from './kustomization.ts';
import { ObjectTable } from './objectTable.ts';
import { nameRangeOf, summaryOf } from './summaries.ts';
import { type ObjectSummary, sameNamespace, type WorkspaceView } from './workspaceView.ts';

/** One object of a document. */
export interface Item {
  readonly summary: ObjectSummary;
  /** The summary as text, to see whether an edit changed anything that others can read. */
  readonly print: string;
  /** Where the name stands, from the document's start. */
  readonly nameRange: Range;
}

/** One file as the index keeps it: its objects, document by document. */
export interface FileEntry {
  readonly documents: readonly (readonly Item[])[];
  /** File offset of each document. */
  readonly starts: ArrayLike<number>;
  /** Normalized URIs that this file, a kustomization, names as patches. */
  readonly patches: readonly string[];
}

const emptyEntry: FileEntry = { documents: [], starts: [], patches: [] };

/**
 * The objects of all files. Mutable, owned by the analysis host; rules see it as a `WorkspaceView`. What can be read has
 * revisions that move when an object comes, goes or changes in what its summary shows: one for each kind, each name of a
 * kind, and each Pod label of a kind (`keyOf…`).
 */
export class WorkspaceIndex implements WorkspaceView {
  isComplete = false;
  private readonly files = new Map<string, FileEntry>();
  private readonly table = new ObjectTable();
  private readonly patchCounts = new Map<string, number>();
  /** Files in which objects were located, so that somebody points into them. */
  private readonly located = new Set<string>();
  private facts: ClusterFacts | undefined;

  /** Takes in the content of a file, new or changed. */
  set(uri: string, stream: YamlStream): void {
    this.replace(normalizeUri(uri), readEntry(uri, stream));
  }

  /** Forgets a file. */
  delete(uri: string): void {
    this.replace(normalizeUri(uri), emptyEntry);
    this.files.delete(normalizeUri(uri));
  }

  /** All that is known of the files, as plain data that another thread can take in. */
  entries(): readonly (readonly [uri: string, entry: FileEntry])[] {
    return [...this.files];
  }

  /** Takes in files that another thread has read. */
  adopt(entries: readonly (readonly [uri: string, entry: FileEntry])[]): void {
    for (const [uri, entry] of entries) this.replace(uri, entry);
  }

  get cluster(): ClusterFacts | undefined {
    return this.facts;
  }

  /** Takes in what was read of the live cluster; undefined forgets it. */
  setCluster(facts: ClusterFacts | undefined): void {
    if (facts === this.facts) return;
    this.facts = facts;
    this.table.touch(clusterKey);
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

  /** The revision of a key of `keys.ts`. */
  revisionOf(key: string): number {
    return this.table.revisionOf(key);
  }

  objects(kind: string): readonly ObjectSummary[] {
    return this.table.objects(kind);
  }

  named(kind: string, name: string, namespace: string | undefined): readonly ObjectSummary[] {
    return this.table.named(kind, name).filter((object) => sameNamespace(object.namespace, namespace));
  }

  withPodLabel(kind: string, label: string, value: string): readonly ObjectSummary[] {
    return this.table.withPodLabel(kind, label, value);
  }

  locate(object: ObjectSummary): Range | undefined {
    const uri = normalizeUri(object.uri);
    this.located.add(uri);
    const entry = this.files.get(uri);
    for (const [i, items] of (entry?.documents ?? []).entries()) {
      const found = items.find((item) => item.summary === object);
      if (found) return shiftRange(found.nameRange, entry!.starts[i]!);
    }
    return undefined;
  }

  isPatch(uri: string): boolean {
    return this.patchCounts.has(normalizeUri(uri));
  }

  /** Puts a file's entry in the place of the one before. Documents whose items are the same ones are not looked at. */
  private replace(uri: string, entry: FileEntry): void {
    const old = this.files.get(uri) ?? emptyEntry;
    this.replacePatches(old.patches, entry.patches);
    const limit = Math.min(old.documents.length, entry.documents.length);
    let first = 0;
    while (first < limit && old.documents[first] === entry.documents[first]) first++;
    let last = 0;
    while (last < limit - first && old.documents.at(-1 - last) === entry.documents.at(-1 - last)) last++;
    const before = old.documents.slice(first, old.documents.length - last);
    const after = this.exchange(before, entry.documents.slice(first, entry.documents.length - last));
    const documents = after.length === 0 ? entry.documents : entry.documents.with(first, after[0]!);
    for (let i = 1; i < after.length; i++) (documents as (readonly Item[])[])[first + i] = after[i]!;
    this.files.set(uri, { ...entry, documents });
    if (this.located.has(uri)) this.table.touch(placesKey(uri));
  }

  /** Takes documents out and others in; an object that reads as before keeps its summary, and no revision moves. */
  private exchange(before: readonly (readonly Item[])[], after: readonly (readonly Item[])[]): (readonly Item[])[] {
    const kept = new Map<string, ObjectSummary>();
    for (const { print, summary } of before.flat()) kept.set(print, summary);
    const documents = after.map((items) => {
      if (!items.some(({ print }) => kept.has(print))) return items;
      const same = items.map((item) => ({ ...item, summary: takeOut(kept, item.print) ?? item.summary }));
      return same;
    });
    const old = new Set(before.flat().map(({ summary }) => summary));
    const now = new Set(documents.flat().map(({ summary }) => summary));
    for (const summary of old) if (!now.has(summary)) this.table.remove(summary);
    for (const summary of now) if (!old.has(summary)) this.table.add(summary);
    return documents;
  }

  private replacePatches(old: readonly string[], now: readonly string[]): void {
    if (old.length === now.length && old.every((uri, i) => uri === now[i])) return;
    for (const uri of old) {
      const count = (this.patchCounts.get(uri) ?? 0) - 1;
      if (count > 0) this.patchCounts.set(uri, count);
      else this.patchCounts.delete(uri);
    }
    for (const uri of now) this.patchCounts.set(uri, (this.patchCounts.get(uri) ?? 0) + 1);
    this.table.touch(patchesKey);
  }
}

/** The key whose revision moves when objects of a file may stand elsewhere in it. */
export function placesKey(uri: string): string {
  return `places\n${normalizeUri(uri)}`;
}

/** The key whose revision moves when what counts as a patch changes. */
export const patchesKey = 'patches';

/** The key whose revision moves when the live cluster is read anew. */
export const clusterKey = 'cluster';

function readEntry(uri: string, stream: YamlStream): FileEntry {
  const documents = stream.documents.map((document) => documentItems(uri, document));
  const patches = isKustomization(uri) ? stream.documents.flatMap((document) => readPatches(uri, document)) : noPatches;
  return { documents, starts: stream.starts, patches };
}

const noPatches: readonly string[] = [];
const noItems: readonly Item[] = [];
const known = new WeakMap<YamlDocument, { uri: string; items: readonly Item[] }>();

/** The items of one document; computed once per document object. */
function documentItems(uri: string, document: YamlDocument): readonly Item[] {
  const memo = known.get(document);
  if (memo?.uri === uri) return memo.items;
  const items: Item[] = [];
  for (const manifest of manifestsOf(document)) {
    if (manifest.kind === '') continue;
    const summary = summaryOf(manifest, uri);
    items.push({ summary, print: JSON.stringify(summary), nameRange: nameRangeOf(manifest) });
  }
  const kept = items.length === 0 ? noItems : items;
  known.set(document, { uri, items: kept });
  return kept;
}

function takeOut(map: Map<string, ObjectSummary>, key: string): ObjectSummary | undefined {
  const found = map.get(key);
  if (found) map.delete(key);
  return found;
}
