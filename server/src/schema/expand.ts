import { limits } from '../base/limits.ts';
import type { Range } from '../base/range.ts';
import { ownStart } from '../manifest/places.ts';
import { isMergeKey, keyTextOf } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, YamlTree } from '../yaml/tree.ts';
import { TreeBuilder } from '../yaml/treeBuilder.ts';

/** A tree without aliases and merge keys. */
export interface ExpandedTree {
  readonly tree: YamlTree;
  readonly root: NodeId;
  /** Where the alias is written that a node here is a copy for; nodes of the text itself are not in it. */
  readonly places: ReadonlyMap<NodeId, Range>;
  /** Whether a node stands in its own place in the text: it is no copy. */
  readonly isOwn: (node: NodeId) => boolean;
  /** What aliases stand for: text that counts in more than one place. */
  readonly shared: readonly Range[];
  /** Nodes in the place of aliases that stand for nothing. */
  readonly unknown: readonly NodeId[];
  /** Mappings whose `<<` stands for nothing, so that any field may have been meant to be there. */
  readonly incomplete: readonly NodeId[];
  /** Whether there was nothing to write out, so that this is the document's own tree. */
  readonly isAsWritten: boolean;
}

/**
 * The subtree of `root` as the API server sees it: every alias replaced by a copy of what it stands for, every `<<` by
 * the keys that it brings. Where there is neither, the tree itself. Undefined when the copies would grow beyond all
 * measure.
 */
export function expandAliases(tree: YamlTree, root: NodeId): ExpandedTree | undefined {
  if (tree.extras.anchors.size === 0 && !hasMergeKey(tree, root))
    return {
      tree,
      root,
      places: noPlaces,
      isOwn: () => true,
      shared: [],
      unknown: [],
      incomplete: [],
      isAsWritten: true,
    };
  const expander = new Expander(tree);
  expander.copy(root);
  if (expander.isTooLarge) return undefined;
  return {
    tree: expander.finish(),
    root: 0,
    places: expander.places,
    isOwn: (node) => !expander.copies.has(node),
    shared: expander.shared,
    unknown: expander.unknown,
    incomplete: expander.incomplete,
    isAsWritten: false,
  };
}

/** Mappings can be merged in where they are written, without an anchor. */
function hasMergeKey(tree: YamlTree, root: NodeId): boolean {
  // Within its own text: many objects may stand in one list.
  const start = tree.start(root);
  const first = start + tree.text.slice(start, tree.end(root)).indexOf('<<');
  if (first < start) return false;
  for (let node = root + 1; node < tree.next(root); node++) {
    if (tree.end(node) > first && isMergeKey(tree, node)) return true;
  }
  return false;
}

const noPlaces: ReadonlyMap<NodeId, Range> = new Map();

class Expander {
  readonly #source: YamlTree;
  readonly #builder: TreeBuilder;
  /** The node in the source tree of every node here. */
  readonly #origins: NodeId[] = [];
  readonly places = new Map<NodeId, Range>();
  readonly copies = new Set<NodeId>();
  readonly shared: Range[] = [];
  readonly unknown: NodeId[] = [];
  readonly incomplete: NodeId[] = [];
  /** How many aliases and merge keys are being followed. */
  #depth = 0;

  constructor(source: YamlTree) {
    this.#source = source;
    this.#builder = new TreeBuilder(source.size * 2);
  }

  get isTooLarge(): boolean {
    return this.#origins.length >= limits.expandedNodes;
  }

  finish(): YamlTree {
    const origins = this.#origins;
    const decode = (node: NodeId) => this.#source.scalarText(origins[node]!);
    return new YamlTree(this.#source.text, this.#builder.finish(), {
      anchors: new Map(),
      tags: this.#builder.tags,
      decode,
    });
  }

  /** `alias` is the alias that the copy is for. */
  copy(node: NodeId, alias: NodeId = NO_NODE): void {
    const source = this.#source;
    if (this.isTooLarge) return;
    if (source.kind(node) === NodeKind.alias) {
      const target = source.resolve(node);
      if (target === NO_NODE) this.unknown.push(this.#leaf(NodeStyle.empty, node, node));
      else this.#follow(target, () => this.copy(target, alias === NO_NODE ? node : alias));
      return;
    }
    if (source.kind(node) === NodeKind.scalar) {
      this.#leaf(source.style(node), node, alias);
      return;
    }
    const id = this.#builder.open(source.kind(node), source.style(node), source.start(node));
    this.#remember(id, node, alias);
    if (source.kind(node) === NodeKind.mapping) this.#copyEntries(node, id);
    else for (let item = source.firstChild(node); item !== NO_NODE; item = source.nextSibling(item)) this.copy(item);
    this.#builder.close(source.end(node));
  }

  #leaf(style: NodeStyle, node: NodeId, alias: NodeId): NodeId {
    const source = this.#source;
    const id = this.#builder.leaf(NodeKind.scalar, style, source.start(node), source.end(node));
    const tag = source.tag(node);
    if (tag !== undefined) this.#builder.setTag(id, tag);
    this.#remember(id, node, alias);
    return id;
  }

  #remember(id: NodeId, node: NodeId, alias: NodeId): void {
    this.#origins[id] = node;
    if (this.#depth > 0) this.copies.add(id);
    if (alias !== NO_NODE) this.places.set(id, { start: this.#source.start(alias), end: this.#source.end(alias) });
  }

  /** Own keys first; merged keys only where no own key and no earlier merged one has the name. */
  #copyEntries(mapping: NodeId, id: NodeId): void {
    const source = this.#source;
    const names = new Set<string>();
    const merged: NodeId[] = [];
    for (let key = source.firstChild(mapping); key !== NO_NODE; ) {
      const value = source.nextSibling(key);
      if (isMergeKey(source, key)) {
        merged.push(value);
        if (source.resolve(value) === NO_NODE) this.incomplete.push(id);
      } else {
        names.add(keyTextOf(source, key));
        this.copy(key);
        this.copy(value);
      }
      key = source.nextSibling(value);
    }
    const seen = new Set<NodeId>();
    for (const value of merged) this.#follow(source.resolve(value), () => this.#merge(value, names, seen));
  }

  #follow(target: NodeId, copy: () => void): void {
    if (target !== NO_NODE) this.shared.push({ start: ownStart(this.#source, target), end: this.#source.end(target) });
    this.#depth++;
    copy();
    this.#depth--;
  }

  /** What was `seen` brings nothing a second time. */
  #merge(value: NodeId, names: Set<string>, seen: Set<NodeId>): void {
    const source = this.#source;
    const target = source.resolve(value);
    if (target === NO_NODE || seen.has(target)) return;
    seen.add(target);
    if (source.kind(target) === NodeKind.sequence) {
      for (let item = source.firstChild(target); item !== NO_NODE; item = source.nextSibling(item))
        this.#merge(item, names, seen);
      return;
    }
    if (source.kind(target) !== NodeKind.mapping) return;
    const inner: NodeId[] = [];
    for (let key = source.firstChild(target); key !== NO_NODE; ) {
      const entry = source.nextSibling(key);
      if (isMergeKey(source, key)) inner.push(entry);
      else if (!names.has(keyTextOf(source, key))) {
        names.add(keyTextOf(source, key));
        this.copy(key);
        this.copy(entry);
      }
      key = source.nextSibling(entry);
    }
    for (const entry of inner) this.#merge(entry, names, seen);
  }
}
