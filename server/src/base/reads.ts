/**
 * What a piece of work looked at: so long as all of that is what it was, doing the work again would give the same. Work
 * that is noted (`noteReads`) needs no care of its own: what it reads by says so here.
 */
export class Reads {
  /** Nodes of a tree of which something was asked, and beside each what: a field's name, undefined for all it holds. */
  nodes: readonly number[] = [];
  names: readonly (string | undefined)[] = [];
  /** A bit for each of these nodes, several of which share one: most looks are told apart by it. */
  #nodeBits = 0;
  /** Keys of the workspace's index, and beside each which parts of what lies there, as bits. */
  keys: readonly string[] = none;
  keyParts: readonly number[] = none;
  /** Questions about a whole document that were asked, and the answers. */
  questions: readonly Question[] = none;
  /** The same about the texts of fields. */
  fieldQuestions: readonly FieldQuestion[] = none;
  /** What others had worked out before, and looked at for that. */
  parts: readonly Reads[] = none;
  /** Set by a look at something that is different after every edit, such as a place in the text. */
  isEverything = false;
  /** Set by a look at which file the document is in: no edit changes that, but another document is in another file. */
  isOfFile = false;

  addNode(node: number, name: string | undefined): void {
    (this.nodes as number[]).push(node);
    (this.names as (string | undefined)[]).push(name);
    this.#nodeBits |= 1 << (node & 31);
  }

  /** Whether something may have been asked of a node; a false answer is certain. */
  mayHaveAsked(node: number): boolean {
    return (this.#nodeBits & (1 << (node & 31))) !== 0;
  }

  /** The same looks after an edit: those at nodes from `first` on are at nodes `delta` further; `parts` are the moved ones. */
  moved({ first, delta }: { first: number; delta: number }, parts: readonly Reads[]): Reads {
    const moved = new Reads();
    const nodes = this.nodes.slice();
    for (let at = 0; at < nodes.length; at++) {
      if (nodes[at]! >= first) nodes[at]! += delta;
      moved.#nodeBits |= 1 << (nodes[at]! & 31);
    }
    moved.nodes = nodes;
    moved.names = this.names;
    moved.keys = this.keys;
    moved.keyParts = this.keyParts;
    moved.questions = this.questions;
    for (const asked of this.fieldQuestions) {
      moved.addFieldQuestion(asked.node >= first ? { ...asked, node: asked.node + delta } : asked);
    }
    moved.parts = parts;
    moved.isOfFile = this.isOfFile;
    return moved;
  }

  addKey(key: string, parts: number): void {
    const at = this.keys.indexOf(key);
    if (at >= 0) (this.keyParts as number[])[at]! |= parts;
    else if (this.keys === none) {
      this.keys = [key];
      this.keyParts = [parts];
    } else {
      (this.keys as string[]).push(key);
      (this.keyParts as number[]).push(parts);
    }
  }

  addQuestion(question: Question): void {
    if (this.questions === none) this.questions = [question];
    else if (!this.questions.some(({ ask }) => ask === question.ask)) (this.questions as Question[]).push(question);
  }

  addFieldQuestion(question: FieldQuestion): void {
    if (this.fieldQuestions === none) this.fieldQuestions = [];
    (this.fieldQuestions as FieldQuestion[]).push(question);
    this.#nodeBits |= 1 << (question.node & 31);
  }

  addPart(part: Reads): void {
    if (this.parts === none) this.parts = [part];
    else if (!this.parts.includes(part)) (this.parts as Reads[]).push(part);
  }
}

/**
 * Notes keys of the index alone: enough for who asks about a document that stays as it is, and a fraction of the memory.
 * After an edit of the document itself all counts as changed.
 */
export class KeyReads extends Reads {
  override isEverything = true;

  override addNode(): void {
    // The document stays as it is.
  }

  override addQuestion(): void {
    // Its answers do, too.
  }

  override addFieldQuestion(): void {
    // And so do these.
  }
}

/**
 * What was asked about a whole document (`never`: only who noted it knows of what type that is), and the answer; it is another
 * one where `===` says so.
 */
export interface Question {
  readonly ask: (document: never) => unknown;
  readonly answer: unknown;
}

/** The same about the text of a field. */
export interface FieldQuestion {
  readonly node: number;
  readonly name: string;
  readonly ask: (text: string) => unknown;
  readonly answer: unknown;
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

/** Whether it is noted just now what is looked at, and `reads` do not tell as much: undefined tells nothing. */
export function isMoreNotedThan(reads: Reads | undefined): boolean {
  if (current === undefined) return false;
  return reads === undefined || (reads instanceof KeyReads && !(current instanceof KeyReads));
}

/** Does `work`, and notes what it looks at as that is noted just now, but apart; gives both. */
export function noteApart<T>(work: () => T): { readonly value: T; readonly reads: Reads } {
  const reads = current instanceof KeyReads ? new KeyReads() : new Reads();
  return { value: noteReads(reads, work), reads };
}

/** Says that a field of a node was looked for, or (without a name) that all that the node holds was looked at. */
export function noteNode(node: number, name: string | undefined): void {
  current?.addNode(node, name);
}

/** Says that a key of the workspace's index was looked up, or that parts (bits) of an object there were looked at. */
export function noteKey(key: string, parts: number): void {
  current?.addKey(key, parts);
}

/** Says that a question about a whole document was asked. */
export function noteQuestion(question: Question): void {
  current?.addQuestion(question);
}

/** Says that a question about the text of a field was asked. */
export function noteFieldQuestion(question: FieldQuestion): void {
  current?.addFieldQuestion(question);
}

/** Says that what was worked out before is used, for which that was looked at. */
export function notePart(part: Reads): void {
  current?.addPart(part);
}

/** Says that something was looked at that is different after every edit. */
export function noteEverything(): void {
  if (current !== undefined) current.isEverything = true;
}

/** Says that it was looked at in which file the document is. */
export function noteFile(): void {
  if (current !== undefined) current.isOfFile = true;
}
