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

/** Objects by kind, by name and by Pod label, with a revision for each of these. */
export class ObjectTable {
  /** Moves with every change. */
  revision = 0;
  private readonly sets = new Map<string, Set<ObjectSummary>>();
  /** The same as lists, made when asked for. */
  private readonly lists = new Map<string, readonly ObjectSummary[]>();
  private readonly revisions = new Map<string, number>();
  private readonly kinds = new Set<string>();

  get size(): number {
    let size = 0;
    for (const kind of this.kinds) size += this.sets.get(kind)?.size ?? 0;
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
      if (set) set.add(object);
      else this.sets.set(key, new Set([object]));
      this.touch(key);
    }
  }

  remove(object: ObjectSummary): void {
    for (const key of keysOf(object)) {
      const set = this.sets.get(key);
      if (set?.delete(object) && set.size === 0) this.sets.delete(key);
      this.touch(key);
    }
  }

  /** Moves the revision of a key. */
  touch(key: string): void {
    this.revision++;
    this.lists.delete(key);
    this.revisions.set(key, this.revisionOf(key) + 1);
  }

  private list(key: string): readonly ObjectSummary[] {
    let list = this.lists.get(key);
    if (!list) {
      const set = this.sets.get(key);
      list = set ? [...set] : nothing;
      if (set) this.lists.set(key, list);
    }
    return list;
  }
}

function keysOf({ kind, name, details }: ObjectSummary): string[] {
  const keys = [kind, nameKey(kind, name)];
  for (const [label, value] of Object.entries(details.podLabels ?? {})) keys.push(podLabelKey(kind, label, value));
  return keys;
}
