/**
 * What a piece of work looked at: so long as all of that is what it was, doing the work again would give the same. Work
 * that is noted (`noteReads`) needs no care of its own: what it reads by says so here.
 */
export class Reads {
  /** Nodes of a tree of which something was asked, and beside each what: a field's name, undefined for all it holds. */
  readonly nodes: number[] = [];
  readonly names: (string | undefined)[] = [];
  /** Keys of the workspace's index. */
  keys: readonly string[] = none;
  /** What others had worked out before, and looked at for that. */
  parts: readonly Reads[] = none;
  /** Set by a look at something that is different after every edit, such as a place in the text. */
  isEverything = false;

  addKey(key: string): void {
    if (this.keys === none) this.keys = [key];
    else if (!this.keys.includes(key)) (this.keys as string[]).push(key);
  }

  addPart(part: Reads): void {
    if (this.parts === none) this.parts = [part];
    else if (!this.parts.includes(part)) (this.parts as Reads[]).push(part);
  }
}

const none: readonly never[] = [];

let current: Reads | undefined;

/** Does `work`, and notes in `reads` what it looks at. */
export function noteReads<T>(reads: Reads, work: () => T): T {
  const outer = current;
  current = reads;
  try {
    return work();
  } finally {
    current = outer;
  }
}

/** Whether it is noted just now what is looked at. */
export function isNoting(): boolean {
  return current !== undefined;
}

/** Says that a field of a node was looked for, or (without a name) that all that the node holds was looked at. */
export function noteNode(node: number, name: string | undefined): void {
  if (current === undefined) return;
  current.nodes.push(node);
  current.names.push(name);
}

/** Says that a key of the workspace's index was looked up. */
export function noteKey(key: string): void {
  current?.addKey(key);
}

/** Says that what was worked out before is used, for which that was looked at. */
export function notePart(part: Reads): void {
  current?.addPart(part);
}

/** Says that something was looked at that is different after every edit. */
export function noteEverything(): void {
  if (current !== undefined) current.isEverything = true;
}
