import { isSame } from './sameness.ts';
import type { ObjectSummary } from './workspaceView.ts';

/** The key whose revision moves when an object of that kind and name changes. */
export function nameKey(kind: string, name: string): string {
  return `${kind} ${name}`;
}

/** The key whose revision moves when an object of that kind whose Pods carry the label changes. */
export function podLabelKey(kind: string, label: string, value: string): string {
  return `${kind} #${label}=${value}`;
}

const nothing: readonly ObjectSummary[] = [];

/** So many changed keys are remembered at least, one by one. */
const remembered = 1000;

const noChanges: readonly string[] = [];

/** Objects by kind, by name and by Pod label, with a revision for each of these. */
export class ObjectTable {
  /** Moves with every change, by one. */
  revision = 0;
  /** The keys that changed last, the newest at the end. */
  private readonly changes: string[] = [];
  /** By key, the object where it is alone, else all of them. */
  private readonly sets = new Map<string, ObjectSummary | Set<ObjectSummary>>();
  /** The same as lists, made when asked for. */
  private readonly lists = new Map<string, readonly ObjectSummary[]>();
  private readonly revisions = new Map<string, number>();
  private readonly kinds = new Set<string>();

  get size(): number {
    let size = 0;
    for (const kind of this.kinds) {
      const set = this.sets.get(kind);
      size += set instanceof Set ? set.size : set ? 1 : 0;
    }
    return size;
  }

  *all(): Generator<ObjectSummary> {
    for (const kind of this.kinds) yield* this.objects(kind);
  }

  objects(kind: string): readonly ObjectSummary[] {
    return this.list(kind);
  }

  named(kind: string, name: string): readonly ObjectSummary[] {
    return this.list(nameKey(kind, name));
  }

  withPodLabel(kind: string, label: string, value: string): readonly ObjectSummary[] {
    return this.list(podLabelKey(kind, label, value));
  }

  revisionOf(key: string): number {
    return this.revisions.get(key) ?? 0;
  }

  add(object: ObjectSummary): void {
    this.kinds.add(object.kind);
    for (const key of keysOf(object)) {
      const set = this.sets.get(key);
      if (set === undefined) this.sets.set(key, object);
      else if (set instanceof Set) set.add(object);
      else if (set !== object) this.sets.set(key, new Set([set, object]));
      this.touch(key);
    }
  }

  remove(object: ObjectSummary): void {
    for (const key of keysOf(object)) {
      const set = this.sets.get(key);
      if (set === object) this.sets.delete(key);
      else if (set instanceof Set && set.delete(object) && set.size === 0) this.sets.delete(key);
      if (this.sets.has(key)) this.touch(key);
      else this.forget(key);
    }
  }

  /** Puts an object in the place of another one. */
  replace(old: ObjectSummary, now: ObjectSummary): void {
    if (old === now) return;
    const keys = keysOf(now);
    if (!isSame(keysOf(old), keys)) {
      this.remove(old);
      this.add(now);
      return;
    }
    for (const key of keys) {
      const set = this.sets.get(key);
      if (set instanceof Set && set.delete(old)) set.add(now);
      else if (set === old) this.sets.set(key, now);
      this.touch(key);
    }
  }

  /** Moves the revision of a key, to a number that it never had. */
  touch(key: string): void {
    this.revision++;
    this.lists.delete(key);
    this.revisions.set(key, this.revision);
    this.changes.push(key);
    if (this.changes.length > 2 * remembered) this.changes.splice(0, remembered);
  }

  /** Moves the revision of a key that nothing is left of back to 0: names that are gone leave no trace. */
  forget(key: string): void {
    this.touch(key);
    this.revisions.delete(key);
  }

  /** The keys that changed since a revision, some of them several times; undefined when that is too long ago. */
  changesSince(revision: number): readonly string[] | undefined {
    const count = this.revision - revision;
    if (count === 0) return noChanges;
    return count <= this.changes.length ? this.changes.slice(-count) : undefined;
  }

  private list(key: string): readonly ObjectSummary[] {
    let list = this.lists.get(key);
    if (!list) {
      const set = this.sets.get(key);
      if (set === undefined) return nothing;
      list = set instanceof Set ? [...set] : [set];
      this.lists.set(key, list);
    }
    return list;
  }
}

function keysOf({ kind, name, details }: ObjectSummary): string[] {
  const keys = [kind, nameKey(kind, name)];
  const { podLabels } = details;
  for (const label in podLabels) keys.push(podLabelKey(kind, label, podLabels[label]!));
  return keys;
}
