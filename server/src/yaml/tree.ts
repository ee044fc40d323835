/** Index of a node in its tree. Nodes stand in document order (a parent before its children). */
export type NodeId = number;

/** "No such node": what every look-up returns when there is nothing. */
export const NO_NODE: NodeId = -1;

/** What a node is. An alias node stands for the node that its anchor names; `YamlTree.resolve` follows it. */
export const NodeKind = { mapping: 1, sequence: 2, scalar: 3, alias: 4 } as const;
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];

/**
 * How a node is written. `empty` is a scalar of which nothing is written (`key:` with no value): it reads as null,
 * has zero width and lies right behind the `:` or `-` that calls for it.
 */
export const NodeStyle = {
  plain: 1,
  singleQuoted: 2,
  doubleQuoted: 3,
  literal: 4,
  folded: 5,
  empty: 6,
  block: 7,
  flow: 8,
} as const;
export type NodeStyle = (typeof NodeStyle)[keyof typeof NodeStyle];

/**
 * The columns of a tree: one entry per node, in document order; of a tree that is only looked at once, with room behind
 * them. Offsets are UTF-16, from the document's start.
 */
export interface TreeColumns {
  readonly kinds: Uint8Array;
  readonly styles: Uint8Array;
  /** Where the node's own text begins: the quote, the `|`, the `[`, the first key of a block mapping, the first `-`. */
  readonly starts: Int32Array;
  /** Behind its last character (closing quote or bracket included; a block collection ends where its last child ends). */
  readonly ends: Int32Array;
  /** The first node behind this node's subtree. */
  readonly nexts: Int32Array;
  readonly parents: Int32Array;
}

/** The parts of a tree that few nodes have. */
export interface TreeExtras {
  /** Anchor names without `&` (or, for alias nodes, the name behind `*`). */
  readonly anchors: ReadonlyMap<NodeId, string>;
  /** Tags as written, `!` included. */
  readonly tags: ReadonlyMap<NodeId, string>;
  /** Decoded text of scalars whose text is not simply the source between their bounds (escapes, folding, blocks). */
  readonly decode: (node: NodeId) => string;
  /** Whether a tree's aliases stand for more than Kubernetes reads; left out where there are none. */
  readonly isBomb?: (tree: YamlTree) => boolean;
}

/**
 * One YAML document as a compact, immutable tree over its own text. Children of a mapping alternate key, value
 * (a key without a value has an `empty` scalar behind it); children of a sequence are its items.
 */
export class YamlTree {
  /** The document's own text; all offsets count from its start. */
  readonly text: string;
  readonly columns: TreeColumns;
  readonly extras: TreeExtras;
  /** How many nodes there are. */
  readonly size: number;
  private bomb: boolean | undefined;
  private nodesByAnchor: ReadonlyMap<string, readonly NodeId[]> | undefined;

  constructor(text: string, columns: TreeColumns, extras: TreeExtras, size: number = columns.kinds.length) {
    this.text = text;
    this.columns = columns;
    this.extras = extras;
    this.size = size;
  }

  /** The document's top node, or NO_NODE in a document without content. */
  get root(): NodeId {
    return this.size === 0 ? NO_NODE : 0;
  }

  kind(node: NodeId): NodeKind {
    return this.columns.kinds[node] as NodeKind;
  }

  style(node: NodeId): NodeStyle {
    return this.columns.styles[node] as NodeStyle;
  }

  start(node: NodeId): number {
    return this.columns.starts[node]!;
  }

  end(node: NodeId): number {
    return this.columns.ends[node]!;
  }

  parent(node: NodeId): NodeId {
    return this.columns.parents[node]!;
  }

  /** First child (a key, in a mapping), or NO_NODE. */
  firstChild(node: NodeId): NodeId {
    return this.columns.nexts[node]! > node + 1 ? node + 1 : NO_NODE;
  }

  /** The next child of the same parent, or NO_NODE. */
  nextSibling(node: NodeId): NodeId {
    const parent = this.columns.parents[node]!;
    const next = this.columns.nexts[node]!;
    const limit = parent === NO_NODE ? 0 : this.columns.nexts[parent]!;
    return next < limit ? next : NO_NODE;
  }

  /** The first node behind the subtree of `node`. */
  next(node: NodeId): NodeId {
    return this.columns.nexts[node]!;
  }

  anchor(node: NodeId): string | undefined {
    return this.extras.anchors.get(node);
  }

  tag(node: NodeId): string | undefined {
    return this.extras.tags.get(node);
  }

  /** The text of a scalar after YAML's own unescaping and folding; '' where nothing is written. */
  scalarText(node: NodeId): string {
    const style = this.columns.styles[node]!;
    if (style === NodeStyle.empty) return '';
    return this.extras.decode(node);
  }

  /**
   * The node that an alias stands for (through several if need be), `node` itself otherwise; NO_NODE if unknown or cyclic, and
   * where all aliases together stand for more than Kubernetes reads: a few lines of them can hold millions of values.
   */
  resolve(node: NodeId): NodeId {
    if (node === NO_NODE || this.columns.kinds[node] !== NodeKind.alias) return node;
    return this.isBomb ? NO_NODE : this.named(node);
  }

  /** Whether the aliases stand for more than Kubernetes reads. */
  get isBomb(): boolean {
    this.bomb ??= this.extras.isBomb?.(this) === true;
    return this.bomb;
  }

  /** The same as `resolve`, however much aliases stand for. */
  named(node: NodeId): NodeId {
    let at = node;
    for (let hops = 0; at !== NO_NODE && this.columns.kinds[at] === NodeKind.alias; hops++) {
      if (hops > 16) return NO_NODE;
      at = this.anchored(this.extras.anchors.get(at) ?? '', at);
    }
    return at;
  }

  /** The nearest node before `before` that carries `&name`, or NO_NODE. An alias inside its own anchor is cyclic. */
  private anchored(name: string, before: NodeId): NodeId {
    const nodes = this.anchorIndex().get(name) ?? [];
    let low = 0;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nodes[middle]! < before) low = middle + 1;
      else high = middle;
    }
    const found = nodes[low - 1] ?? NO_NODE;
    return found !== NO_NODE && this.columns.nexts[found]! > before ? NO_NODE : found;
  }

  /** By name, the nodes that carry the anchor, in document order. */
  private anchorIndex(): ReadonlyMap<string, readonly NodeId[]> {
    if (this.nodesByAnchor !== undefined) return this.nodesByAnchor;
    const index = new Map<string, NodeId[]>();
    for (const [node, name] of this.extras.anchors) {
      if (this.columns.kinds[node] === NodeKind.alias) continue;
      const nodes = index.get(name);
      if (nodes === undefined) index.set(name, [node]);
      else nodes.push(node);
    }
    for (const nodes of index.values()) nodes.sort((a, b) => a - b);
    this.nodesByAnchor = index;
    return index;
  }
}

/** A fault of the text itself. The tree is there all the same, as far as the text could be read. */
export interface YamlProblem {
  readonly code: YamlProblemCode;
  readonly start: number;
  readonly end: number;
  /** One sentence in our own words. */
  readonly message: string;
}

/** The rule that a fault of the text is reported under. */
export type YamlProblemCode = 'yaml-syntax' | 'yaml-tab' | 'yaml-duplicate-key' | 'yaml-unknown-alias' | 'yaml-indent';

/** One document of a stream, kept by identity as long as no edit touches its text. */
export interface YamlDocument {
  readonly text: string;
  readonly tree: YamlTree;
  readonly problems: readonly YamlProblem[];
  /** `{{ … }}` or `${…}` stands in it where YAML or Kubernetes would trip over it: nothing in it is called broken. */
  readonly isTemplate: boolean;
  /** Set where the document is too much to be read: its tree is empty. `at` is where that shows, `message` says why. */
  readonly unread?: { readonly at: number; readonly message: string };
}
