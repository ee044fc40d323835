import { type Range, shiftRange } from '../base/range.ts';
import { normalizeUri } from '../base/uri.ts';
import { manifestsOf } from '../manifest/manifest.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { isKustomization, readPatches } from './kustomization.ts';
import { nameRangeOf, summaryOf } from './summaries.ts';
import { type ObjectSummary, sameNamespace, type WorkspaceView } from './workspaceView.ts';

/** One object of a file. */
export interface Item {
  readonly summary: ObjectSummary;
  /** The summary as text, to see whether an edit changed anything that others can read. */
  readonly print: string;
  /** Where the name stands, from the start of the file. */
  readonly nameRange: Range;
}

/** One file as the index keeps it. */
export interface FileEntry {
  readonly items: readonly Item[];
  /** Normalized URIs that this file, a kustomization, names as patches. */
  readonly patches: readonly string[];
}

const emptyEntry: FileEntry = { items: [], patches: [] };

/**
 * The objects of all files. Mutable, owned by the analysis host; rules see it as a `WorkspaceView`. Each kind has a
 * revision that moves when an object of that kind comes, goes or changes in what its summary shows.
 */
export class WorkspaceIndex implements WorkspaceView {
  isComplete = false;
  private readonly files = new Map<string, FileEntry>();
  private readonly kinds = new Map<string, Set<ObjectSummary>>();
  /** Objects by kind, then name: made when first asked for, dropped when the kind's objects change. */
  private readonly names = new Map<string, ReadonlyMap<string, readonly ObjectSummary[]>>();
  private readonly lists = new Map<string, readonly ObjectSummary[]>();
  private readonly revisions = new Map<string, number>();
  private readonly patchCounts = new Map<string, number>();

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

  has(uri: string): boolean {
    return this.files.has(normalizeUri(uri));
  }

  /** Number of objects, for status lines. */
  get size(): number {
    let count = 0;
    for (const objects of this.kinds.values()) count += objects.size;
    return count;
  }

  /** Every object, kind by kind. */
  *all(): Generator<ObjectSummary> {
    for (const objects of this.kinds.values()) yield* objects;
  }

  objects(kind: string): readonly ObjectSummary[] {
    let list = this.lists.get(kind);
    if (!list) {
      list = [...(this.kinds.get(kind) ?? [])];
      this.lists.set(kind, list);
    }
    return list;
  }

  named(kind: string, name: string, namespace: string | undefined): readonly ObjectSummary[] {
    let byName = this.names.get(kind);
    if (!byName) {
      byName = Map.groupBy(this.objects(kind), (object) => object.name);
      this.names.set(kind, byName);
    }
    return (byName.get(name) ?? []).filter((object) => sameNamespace(object.namespace, namespace));
  }

  locate(object: ObjectSummary): Range | undefined {
    const entry = this.files.get(normalizeUri(object.uri));
    return entry?.items.find((item) => item.summary === object)?.nameRange;
  }

  isPatch(uri: string): boolean {
    return this.patchCounts.has(normalizeUri(uri));
  }

  /** Moves with every change of an object of that kind; of `patches`, with every change of what is a patch. */
  revisionOf(kind: string): number {
    return this.revisions.get(kind) ?? 0;
  }

  private replace(uri: string, entry: FileEntry): void {
    const old = this.files.get(uri) ?? emptyEntry;
    this.replacePatches(old.patches, entry.patches);
    // An unchanged object keeps its summary's identity; only what differs moves a revision.
    const kept = new Map<string, ObjectSummary>();
    for (const { print, summary } of old.items) kept.set(print, summary);
    const items = entry.items.map((item) => ({ ...item, summary: takeOut(kept, item.print) ?? item.summary }));
    const before = new Set(old.items.map((item) => item.summary));
    const after = new Set(items.map((item) => item.summary));
    for (const summary of before) if (!after.has(summary)) this.remove(summary);
    for (const summary of after) if (!before.has(summary)) this.add(summary);
    this.files.set(uri, { items, patches: entry.patches });
  }

  private add(summary: ObjectSummary): void {
    const set = this.kinds.get(summary.kind);
    if (set) set.add(summary);
    else this.kinds.set(summary.kind, new Set([summary]));
    this.touch(summary.kind);
  }

  private remove(summary: ObjectSummary): void {
    this.kinds.get(summary.kind)?.delete(summary);
    this.touch(summary.kind);
  }

  private touch(kind: string): void {
    this.lists.delete(kind);
    this.names.delete(kind);
    this.revisions.set(kind, this.revisionOf(kind) + 1);
  }

  private replacePatches(old: readonly string[], now: readonly string[]): void {
    if (old.length === now.length && old.every((uri, i) => uri === now[i])) return;
    for (const uri of old) {
      const count = (this.patchCounts.get(uri) ?? 0) - 1;
      if (count > 0) this.patchCounts.set(uri, count);
      else this.patchCounts.delete(uri);
    }
    for (const uri of now) this.patchCounts.set(uri, (this.patchCounts.get(uri) ?? 0) + 1);
    this.touch('patches');
  }
}

function readEntry(uri: string, stream: YamlStream): FileEntry {
  const items: Item[] = [];
  const patches: string[] = [];
  for (const { start, document } of stream) {
    for (const { summary, print, nameRange } of documentItems(uri, document)) {
      items.push({ summary, print, nameRange: shiftRange(nameRange, start) });
    }
    if (isKustomization(uri)) patches.push(...readPatches(uri, document));
  }
  return { items, patches };
}

const known = new WeakMap<YamlDocument, { uri: string; items: readonly Item[] }>();

/** The items of one document, name ranges from its own start; computed once per document object. */
function documentItems(uri: string, document: YamlDocument): readonly Item[] {
  const memo = known.get(document);
  if (memo?.uri === uri) return memo.items;
  const items: Item[] = [];
  for (const manifest of manifestsOf(document)) {
    if (manifest.kind === '') continue;
    const summary = summaryOf(manifest, uri);
    items.push({ summary, print: JSON.stringify(summary), nameRange: nameRangeOf(manifest) });
  }
  known.set(document, { uri, items });
  return items;
}

function takeOut(map: Map<string, ObjectSummary>, key: string): ObjectSummary | undefined {
  const found = map.get(key);
  if (found) map.delete(key);
  return found;
}
