import { NO_NODE, type NodeId, NodeStyle, type YamlTree } from '../yaml/tree.ts';

/** Mappings with more keys than this are looked up by an index. */
const manyKeys = 64;

/** The keys of a tree's mappings, by their names. */
export class NamedKeys {
  readonly #tree: YamlTree;
  /** Of large mappings, which are asked for again with each of their problems. */
  readonly #indexes = new Map<NodeId, ReadonlyMap<string, NodeId>>();

  constructor(tree: YamlTree) {
    this.#tree = tree;
  }

  /** The key of that name in a mapping, or NO_NODE. Of several, the last. */
  find(mapping: NodeId, name: string): NodeId {
    const tree = this.#tree;
    const limit = tree.next(mapping);
    let found = NO_NODE;
    let count = 0;
    for (let key = mapping + 1; key < limit; key = tree.next(tree.next(key))) {
      if (this.#isNamed(key, name)) found = key;
      if (++count > manyKeys) return this.#indexOf(mapping).get(name) ?? NO_NODE;
    }
    return found;
  }

  #indexOf(mapping: NodeId): ReadonlyMap<string, NodeId> {
    let byName = this.#indexes.get(mapping);
    if (byName === undefined) {
      const tree = this.#tree;
      const keys = new Map<string, NodeId>();
      for (let key = mapping + 1; key < tree.next(mapping); key = tree.next(tree.next(key))) {
        const isPlain = tree.style(key) === NodeStyle.plain;
        keys.set(isPlain ? tree.text.slice(tree.start(key), tree.end(key)) : tree.scalarText(key), key);
      }
      byName = keys;
      this.#indexes.set(mapping, byName);
    }
    return byName;
  }

  #isNamed(key: NodeId, name: string): boolean {
    const tree = this.#tree;
    const start = tree.start(key);
    const length = tree.end(key) - start;
    if (length === name.length) return tree.text.startsWith(name, start);
    return length > name.length && tree.style(key) !== NodeStyle.plain && tree.scalarText(key) === name;
  }
}
