import { claimUsers, defaultMark, markKey, nameKey, podLabelKey, scalingMark } from './indexKeys.ts';
import { allParts, differingParts, keyedParts } from './summaryParts.ts';
import type { ObjectSummary } from './workspaceView.ts';

const nothing: readonly ObjectSummary[] = [];

/** So many changed keys are remembered at least, one by one. */
const remembered = 1000;

/** That what lies under a key changed, in some of its parts (`summaryParts.ts`). */
export interface KeyChange {
  readonly key: string;
  readonly parts: number;
}

const noChanges: readonly KeyChange[] = [];

/** What is known under one key. */
interface Slot {
  /** The object where it is alone, else all of them: in a list, which grows fast, until one of them goes. */
  set: ObjectSummary | ObjectSummary[] | Set<ObjectSummary> | undefined;
  /** The same as a list in order of place, made when asked for and kept up to date where that costs little. */
  list: readonly ObjectSummary[] | undefined;
  revision: number;
}

/**
 * Objects by kind, by name, by Pod label and by mark, with a revision for each of these. Which ones have a name, a label or
 * a mark is worked out for a kind when that is first asked: of most kinds nobody ever does.
 */
export class ObjectTable {
  /** Moves with every change, by one. */
  revision = 0;
  /** The keys that changed last, the newest at the end. */
  private readonly changes: KeyChange[] = [];
  private readonly slots = new Map<string, Slot>();
  private readonly kinds = new Set<string>();
  /** Kinds of which it is known which objects have a name, a label or a mark. */
  private readonly namedKinds = new Set<string>();
  private readonly labelledKinds = new Set<string>();
  private readonly markedKinds = new Set<string>();
  private readonly compare: (a: ObjectSummary, b: ObjectSummary) => number;

  /** `compare` says which of two objects comes first in the workspace. */
  constructor(compare: (a: ObjectSummary, b: ObjectSummary) => number) {
    this.compare = compare;
  }

  get size(): number {
    let size = 0;
    for (const kind of this.kinds) size += countOf(this.slots.get(kind));
    return size;
  }

  *all(): Generator<ObjectSummary> {
    for (const kind of this.kinds) yield* this.objects(kind);
  }

  objects(kind: string): readonly ObjectSummary[] {
    return this.list(kind);
  }

  named(kind: string, name: string): readonly ObjectSummary[] {
    if (!this.namedKinds.has(kind)) this.arrange(kind, this.namedKinds, nameKeys);
    return this.hasSome(kind) ? this.list(nameKey(kind, name)) : nothing;
  }

  withPodLabel(kind: string, label: string, value: string): readonly ObjectSummary[] {
    if (!this.labelledKinds.has(kind)) this.arrange(kind, this.labelledKinds, labelKeys);
    return this.hasSome(kind) ? this.list(podLabelKey(kind, label, value)) : nothing;
  }

  marked(kind: string, mark: string): readonly ObjectSummary[] {
    if (!this.markedKinds.has(kind)) this.arrange(kind, this.markedKinds, markKeys);
    return this.list(markKey(kind, mark));
  }

  /** The revision of a key; of a name, a label or a mark only once it was asked for. */
  revisionOf(key: string): number {
    return this.slots.get(key)?.revision ?? 0;
  }

  add(object: ObjectSummary): void {
    this.kinds.add(object.kind);
    for (const key of this.keysOf(object)) this.addTo(key, object);
  }

  remove(object: ObjectSummary): void {
    for (const key of this.keysOf(object)) this.removeFrom(key, object);
  }

  /** Puts an object in the place of another one, which it takes in the order of places too. */
  replace(old: ObjectSummary, now: ObjectSummary): void {
    if (old === now) return;
    this.kinds.add(now.kind);
    const isSameName = old.kind === now.kind && old.name === now.name;
    const parts = isSameName ? differingParts(old, now) : allParts;
    const before = this.keysOf(old);
    const after = isSameName && (parts & keyedParts) === 0 ? before : this.keysOf(now);
    for (const key of before) if (!after.includes(key)) this.removeFrom(key, old);
    for (const key of after) {
      if (before.includes(key)) this.exchangeIn(key, parts, { old, now });
      else this.addTo(key, now);
    }
  }

  /** Works out which objects of a kind there are under each of some keys. That is news to nobody, so that nothing moves. */
  private arrange(kind: string, arranged: Set<string>, keysOf: (object: ObjectSummary) => readonly string[]): void {
    arranged.add(kind);
    for (const object of objectsOf(this.slots.get(kind))) for (const key of keysOf(object)) put(this.slot(key), object);
  }

  private addTo(key: string, object: ObjectSummary): void {
    put(this.touch(key, allParts), object);
  }

  private keysOf(object: ObjectSummary): string[] {
    const { kind, details } = object;
    const keys = [kind];
    if (details.claims !== undefined) keys.push(claimUsers);
    if (this.namedKinds.has(kind)) keys.push(...nameKeys(object));
    if (this.labelledKinds.has(kind)) keys.push(...labelKeys(object));
    if (this.markedKinds.has(kind)) keys.push(...markKeys(object));
    return keys;
  }

  private removeFrom(key: string, object: ObjectSummary): void {
    const slot = this.touch(key, allParts);
    const set = withoutList(slot);
    if (set === object) slot.set = undefined;
    else if (set instanceof Set && set.delete(object) && set.size === 0) slot.set = undefined;
    if (slot.set === undefined) this.slots.delete(key);
  }

  private exchangeIn(key: string, parts: number, { old, now }: { old: ObjectSummary; now: ObjectSummary }): void {
    const list = this.slots.get(key)?.list;
    const slot = this.touch(key, parts);
    const set = withoutList(slot);
    if (set === old) slot.set = now;
    else if (set instanceof Set && set.delete(old)) {
      set.add(now);
      const at = list === undefined ? -1 : list.indexOf(old);
      if (at >= 0) slot.list = list!.with(at, now);
    }
  }

  /** Moves the revision of a key, to a number that it never had. `parts`: which of what lies under it changed. */
  touch(key: string, parts: number): Slot {
    this.revision++;
    this.changes.push({ key, parts });
    if (this.changes.length > 2 * remembered) this.changes.splice(0, remembered);
    const slot = this.slot(key);
    slot.list = undefined;
    slot.revision = this.revision;
    return slot;
  }

  private slot(key: string): Slot {
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = { set: undefined, list: undefined, revision: this.revision };
      this.slots.set(key, slot);
    }
    return slot;
  }

  /** Moves the revision of a key that nothing is left of back to 0: names that are gone leave no trace. */
  forget(key: string): void {
    this.touch(key, allParts);
    this.slots.delete(key);
  }

  /** The keys that changed since a revision, some of them several times; undefined when that is too long ago. */
  changesSince(revision: number): readonly KeyChange[] | undefined {
    const count = this.revision - revision;
    if (count === 0) return noChanges;
    return count <= this.changes.length ? this.changes.slice(-count) : undefined;
  }

  private hasSome(kind: string): boolean {
    return this.slots.get(kind)?.set !== undefined;
  }

  private list(key: string): readonly ObjectSummary[] {
    const slot = this.slots.get(key);
    if (slot?.set === undefined) return nothing;
    slot.list ??= [...objectsOf(slot)].sort(this.compare);
    return slot.list;
  }
}

/** In no particular order. */
function objectsOf(slot: Slot | undefined): Iterable<ObjectSummary> {
  if (slot?.set === undefined) return nothing;
  return slot.set instanceof Set || Array.isArray(slot.set) ? slot.set : [slot.set];
}

function countOf(slot: Slot | undefined): number {
  const set = slot?.set;
  if (set instanceof Set) return set.size;
  return Array.isArray(set) ? set.length : set ? 1 : 0;
}

/** The object or the objects, in a set where one of them is to be found at once. */
function withoutList(slot: Slot): ObjectSummary | Set<ObjectSummary> | undefined {
  if (!Array.isArray(slot.set)) return slot.set;
  const set = new Set(slot.set);
  slot.set = set;
  return set;
}

function put(slot: Slot, object: ObjectSummary): void {
  const { set } = slot;
  if (set === undefined) slot.set = object;
  else if (Array.isArray(set)) set.push(object);
  else if (set instanceof Set) set.add(object);
  else slot.set = [set, object];
}

function nameKeys({ kind, name }: ObjectSummary): readonly string[] {
  return [nameKey(kind, name)];
}

function labelKeys({ kind, details: { podLabels } }: ObjectSummary): readonly string[] {
  const keys: string[] = [];
  for (const label in podLabels) keys.push(podLabelKey(kind, label, podLabels[label]!));
  return keys;
}

function markKeys({ kind, details: { autoscaler, storageClass } }: ObjectSummary): readonly string[] {
  const keys: string[] = [];
  if (autoscaler !== undefined) keys.push(markKey(kind, scalingMark(autoscaler.targetName)));
  if (storageClass?.isDefault) keys.push(markKey(kind, defaultMark));
  return keys;
}
