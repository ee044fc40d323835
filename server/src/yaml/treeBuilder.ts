import { NO_NODE, type NodeId, type NodeKind, NodeStyle, type TreeColumns, type YamlTree } from './tree.ts';

/** Collects the nodes of one document in document order and makes the tree of them. */
export class TreeBuilder {
  #kinds: Uint8Array;
  #styles: Uint8Array;
  #starts: Int32Array;
  #ends: Int32Array;
  #nexts: Int32Array;
  #parents: Int32Array;
  #size = 0;
  #open: NodeId = NO_NODE;
  /** Where the node that was finished last ends. */
  lastEnd = 0;
  // Most documents have neither.
  #anchors: Map<NodeId, string> | undefined;
  #tags: Map<NodeId, string> | undefined;

  /** `expected` is a guess of the number of nodes; more may come. */
  constructor(expected: number) {
    const columns = scratch !== undefined && scratch.kinds.length >= expected ? scratch : emptyColumns(expected);
    scratch = undefined;
    this.#kinds = columns.kinds;
    this.#styles = columns.styles;
    this.#starts = columns.starts;
    this.#ends = columns.ends;
    this.#nexts = columns.nexts;
    this.#parents = columns.parents;
  }

  get anchors(): ReadonlyMap<NodeId, string> {
    return this.#anchors ?? none;
  }

  get tags(): ReadonlyMap<NodeId, string> {
    return this.#tags ?? none;
  }

  setAnchor(node: NodeId, name: string): void {
    this.#anchors ??= new Map();
    this.#anchors.set(node, name);
  }

  setTag(node: NodeId, tag: string): void {
    this.#tags ??= new Map();
    this.#tags.set(node, tag);
  }

  /** How many nodes there are. */
  get size(): number {
    return this.#size;
  }

  /** Where the top node begins; 0 before there is one. */
  get rootStart(): number {
    return this.#size === 0 ? 0 : this.#starts[0]!;
  }

  /** Whether a node is written in brackets. */
  isFlow(node: NodeId): boolean {
    return this.#styles[node] === NodeStyle.flow;
  }

  /** Adds a node without children (a scalar or an alias). */
  leaf(kind: NodeKind, style: NodeStyle, start: number, end: number): NodeId {
    const node = this.#push(kind, style, start);
    this.#ends[node] = end;
    this.#nexts[node] = node + 1;
    this.lastEnd = end;
    return node;
  }

  /** Adds a collection; the nodes that follow are its children until `close`. */
  open(kind: NodeKind, style: NodeStyle, start: number): NodeId {
    const node = this.#push(kind, style, start);
    this.#open = node;
    this.lastEnd = start;
    return node;
  }

  /** Closes the innermost collection. `end` is the offset behind its bracket; without it, it ends where its last child does. */
  close(end?: number): void {
    const node = this.#open;
    this.#nexts[node] = this.#size;
    this.#open = this.#parents[node]!;
    // Brackets that the text leaves open may close before what is taken to lie between them ends.
    this.lastEnd = Math.max(end ?? 0, this.lastEnd);
    this.#ends[node] = this.lastEnd;
  }

  /**
   * Takes back all but the first `size` nodes. Of the nodes around the last one that stays, the `depth` outermost are
   * open again; `lastEnd` is where the node ends that was finished last.
   */
  rewind(size: number, depth: number, lastEnd: number): void {
    this.#size = size;
    this.lastEnd = lastEnd;
    this.#open = openAt(this.#parents, size, depth);
    for (const extra of [this.#anchors, this.#tags]) {
      for (const node of extra?.keys() ?? []) if (node >= size) extra!.delete(node);
    }
  }

  /** Begins with the first `size` nodes of a tree; see `rewind`. */
  beginWith(tree: YamlTree, { size, depth, lastEnd }: { size: number; depth: number; lastEnd: number }): void {
    while (this.#kinds.length < size) this.#grow();
    this.#copy(tree.columns, { from: 0, to: size });
    for (const [node, anchor] of tree.extras.anchors) if (node < size) this.setAnchor(node, anchor);
    for (const [node, tag] of tree.extras.tags) if (node < size) this.setTag(node, tag);
    this.rewind(size, depth, lastEnd);
  }

  /**
   * Ends with the nodes of a tree behind its first `size`, all moved by `shift`. What is open is closed as it is there,
   * where just as many collections were open around that place.
   */
  endWith(tree: YamlTree, { size: from, depth, shift }: { size: number; depth: number; shift: number }): void {
    const { columns } = tree;
    const first = this.#size;
    const grown = first - from;
    while (this.#kinds.length < tree.size + grown) this.#grow();
    this.#copy(columns, { from, to: tree.size });
    this.#size = tree.size + grown;
    const around = new Map<NodeId, NodeId>();
    let isAroundKept = true;
    let open = this.#open;
    for (let old = openAt(columns.parents, from, depth); old !== NO_NODE; old = columns.parents[old]!) {
      around.set(old, open);
      isAroundKept &&= old === open;
      this.#ends[open] = columns.ends[old]! + shift;
      this.#nexts[open] = columns.nexts[old]! + grown;
      open = this.#parents[open]!;
    }
    if (shift !== 0) {
      addTo(this.#starts.subarray(first, this.#size), shift);
      addTo(this.#ends.subarray(first, this.#size), shift);
    }
    if (grown !== 0 || !isAroundKept) {
      addTo(this.#nexts.subarray(first, this.#size), grown);
      for (let node = first; node < this.#size; node++) {
        const parent = this.#parents[node]!;
        this.#parents[node] = parent >= from ? parent + grown : (around.get(parent) ?? NO_NODE);
      }
    }
    for (const [node, anchor] of tree.extras.anchors) if (node >= from) this.setAnchor(node + grown, anchor);
    for (const [node, tag] of tree.extras.tags) if (node >= from) this.setTag(node + grown, tag);
    this.#open = NO_NODE;
  }

  /** Puts nodes of a tree where the next ones go. */
  #copy(columns: TreeColumns, { from, to }: { from: number; to: number }): void {
    this.#kinds.set(columns.kinds.subarray(from, to), this.#size);
    this.#styles.set(columns.styles.subarray(from, to), this.#size);
    this.#starts.set(columns.starts.subarray(from, to), this.#size);
    this.#ends.set(columns.ends.subarray(from, to), this.#size);
    this.#nexts.set(columns.nexts.subarray(from, to), this.#size);
    this.#parents.set(columns.parents.subarray(from, to), this.#size);
  }

  /** The columns of all that was added. The builder is of no use any more. */
  finish(): TreeColumns {
    const lent = this.lend();
    const size = this.#size;
    const columns = columnsOf(size);
    columns.kinds.set(lent.kinds.subarray(0, size));
    columns.styles.set(lent.styles.subarray(0, size));
    columns.starts.set(lent.starts.subarray(0, size));
    columns.ends.set(lent.ends.subarray(0, size));
    columns.nexts.set(lent.nexts.subarray(0, size));
    columns.parents.set(lent.parents.subarray(0, size));
    this.abandon();
    return columns;
  }

  /** The same without a copy, and with room behind the last node: until `abandon`, which somebody has to call. */
  lend(): TreeColumns {
    while (this.#open !== NO_NODE) this.close();
    return this.#room;
  }

  /** Says that nothing more will be added or asked for. */
  abandon(): void {
    if (this.#kinds.length <= MOST_KEPT) scratch = this.#room;
  }

  /** The columns with all the room that they have. */
  get #room(): TreeColumns {
    return {
      kinds: this.#kinds,
      styles: this.#styles,
      starts: this.#starts,
      ends: this.#ends,
      nexts: this.#nexts,
      parents: this.#parents,
    };
  }

  #push(kind: NodeKind, style: NodeStyle, start: number): NodeId {
    const node = this.#size++;
    if (node === this.#kinds.length) this.#grow();
    this.#kinds[node] = kind;
    this.#styles[node] = style;
    this.#starts[node] = start;
    this.#ends[node] = start;
    this.#parents[node] = this.#open;
    return node;
  }

  #grow(): void {
    this.#kinds = doubledBytes(this.#kinds);
    this.#styles = doubledBytes(this.#styles);
    this.#starts = doubledOffsets(this.#starts);
    this.#ends = doubledOffsets(this.#ends);
    this.#nexts = doubledOffsets(this.#nexts);
    this.#parents = doubledOffsets(this.#parents);
  }
}

const none: ReadonlyMap<NodeId, string> = new Map();

/** Room for nodes that no builder is using: most builders take it over from the one before. */
let scratch: TreeColumns | undefined;

/** More room than this is not kept for the next builder. */
const MOST_KEPT = 16_384;

function emptyColumns(expected: number): TreeColumns {
  return columnsOf(Math.max(expected, 256));
}

/** Columns for so many nodes, in one piece of memory. */
function columnsOf(size: number): TreeColumns {
  const memory = new ArrayBuffer(size * 18);
  return {
    starts: new Int32Array(memory, 0, size),
    ends: new Int32Array(memory, size * 4, size),
    nexts: new Int32Array(memory, size * 8, size),
    parents: new Int32Array(memory, size * 12, size),
    kinds: new Uint8Array(memory, size * 16, size),
    styles: new Uint8Array(memory, size * 17, size),
  };
}

/** The innermost of the `depth` outermost nodes around the last one of the first `size`; NO_NODE for none. */
function openAt(parents: Int32Array, size: number, depth: number): NodeId {
  if (depth === 0) return NO_NODE;
  let above = 0;
  for (let node = size - 1; node !== NO_NODE; node = parents[node]!) above++;
  let open = size - 1;
  for (; above > depth; above--) open = parents[open]!;
  return open;
}

/** Where an empty scalar lies: right behind `mark` (the `:` or `-` that calls for it), after one space if there is one. */
export function emptyAt(text: string, mark: number): number {
  return text.charCodeAt(mark) === SPACE ? mark + 1 : mark;
}

const SPACE = 32;

function addTo(column: Int32Array, more: number): void {
  for (let at = 0; at < column.length; at++) column[at]! += more;
}

function doubledBytes(column: Uint8Array): Uint8Array {
  const doubled = new Uint8Array(column.length * 2);
  doubled.set(column);
  return doubled;
}

function doubledOffsets(column: Int32Array): Int32Array {
  const doubled = new Int32Array(column.length * 2);
  doubled.set(column);
  return doubled;
}
