import { isPlain } from '../manifest/treeChange.ts';
import type { Rule } from '../rules/rule.ts';
import { addNode, emptySet, hasNode, type NodeSet } from '../yaml/nodeSet.ts';
import { ReadDocument } from '../yaml/parse.ts';
import { type NodeId, NodeKind, NodeStyle, type YamlDocument, type YamlTree } from '../yaml/tree.ts';
import { LikeFamily, type LikeMember } from './likeFamily.ts';
import { type Asked, Sibling } from './sibling.ts';

/** Longer documents hardly ever come in numbers. */
const mostNodes = 20_000;
/** Of so many nodes in all a document is kept; then all are forgotten, and what comes again is met anew. */
const mostKeptNodes = 500_000;

/**
 * Documents that some values alone tell apart, as a chart, a script or a copy makes them. Where a rule found nothing in one
 * of them, it finds nothing in the next, if it looked at no value that is another one there. That holds so long as the
 * workspace and the settings are what they were.
 */
export class Siblings {
  private readonly families = new Map<number, Family[]>();
  /** Of documents that were not read, because they are like one that was: by that one. */
  private readonly likeFamilies = new Map<number, LikeFamily>();
  private keptNodes = 0;

  /** What is known of a document that is sound and holds one object; undefined where it is the first of its kind. */
  of(document: YamlDocument): Sibling | undefined {
    const member = this.memberOf(document);
    if (member !== undefined) return member.family.siblingOf(document, member.differing);
    const { tree } = document;
    if (tree.size > mostNodes || !isPlain(document)) return undefined;
    const shape = hashOfShape(tree);
    for (const family of this.families.get(shape) ?? []) {
      const sibling = family.siblingOf(document);
      if (sibling !== undefined) return sibling;
    }
    this.makeRoomFor(tree);
    const others = this.families.get(shape);
    if (others === undefined) this.families.set(shape, [new Family(tree)]);
    else others.push(new Family(tree));
    return undefined;
  }

  /** What tells a document from one that it is like; undefined where it is like none that is known. */
  memberOf(document: YamlDocument): LikeMember | undefined {
    const likeness = document instanceof ReadDocument ? document.likeness : undefined;
    if (likeness === undefined || !isPlain(document)) return undefined;
    let family = this.likeFamilies.get(likeness.model);
    if (family === undefined) {
      this.makeRoomFor(document.tree);
      family = new LikeFamily();
      this.likeFamilies.set(likeness.model, family);
    }
    return { family, differing: likeness.differing };
  }

  private makeRoomFor({ size }: YamlTree): void {
    if (this.keptNodes + size > mostKeptNodes) {
      this.families.clear();
      this.likeFamilies.clear();
      this.keptNodes = 0;
    }
    this.keptNodes += size;
  }
}

/** Documents of one shape, with the same keys. */
class Family {
  private tree: YamlTree;
  private readonly keys: NodeSet;
  /** By rules that found nothing, what they looked at; undefined before there is a second document. */
  private known: Map<Rule, Asked> | undefined;

  constructor(tree: YamlTree) {
    this.tree = tree;
    this.keys = keysOf(tree);
  }

  /** Undefined where the document is not one of these. */
  siblingOf(document: YamlDocument): Sibling | undefined {
    const { tree } = document;
    const differing = this.differingIn(tree);
    if (differing === undefined) return undefined;
    if (this.known !== undefined) return new Sibling(document, this.known, differing);
    this.known = new Map();
    this.tree = tree;
    return new Sibling(document, this.known, undefined);
  }

  /** The values that are others in a tree; undefined where more than those is. */
  private differingIn(tree: YamlTree): NodeSet | undefined {
    if (!isSameShape(this.tree, tree)) return undefined;
    const differing = emptySet(tree.size);
    for (let node = 0; node < tree.size; node++) {
      if (tree.kind(node) !== NodeKind.scalar || isSameText(this.tree, tree, node)) continue;
      if (hasNode(this.keys, node)) return undefined;
      addNode(differing, node);
    }
    return differing;
  }
}

function hashOfShape({ columns: { kinds, styles, nexts } }: YamlTree): number {
  let hash = kinds.length;
  for (let node = 0; node < kinds.length; node++) {
    hash = (Math.imul(hash, 31) + nexts[node]! * 256 + kinds[node]! * 16 + styles[node]!) | 0;
  }
  return hash;
}

function isSameShape({ columns: a }: YamlTree, { columns: b }: YamlTree): boolean {
  if (a.kinds.length !== b.kinds.length) return false;
  for (let node = 0; node < a.kinds.length; node++) {
    if (a.nexts[node] !== b.nexts[node] || a.kinds[node] !== b.kinds[node] || a.styles[node] !== b.styles[node])
      return false;
  }
  return true;
}

/** Whether a scalar is written the same way, so that it reads as the same. Of blocks of text that depends on what is around them. */
function isSameText(a: YamlTree, b: YamlTree, node: NodeId): boolean {
  const style = a.style(node);
  if (style === NodeStyle.literal || style === NodeStyle.folded) return false;
  const start = a.start(node);
  const length = a.end(node) - start;
  const shift = b.start(node) - start;
  if (b.end(node) - b.start(node) !== length) return false;
  for (let at = start; at < start + length; at++) {
    if (a.text.charCodeAt(at) !== b.text.charCodeAt(at + shift)) return false;
  }
  return true;
}

function keysOf(tree: YamlTree): NodeSet {
  const keys = emptySet(tree.size);
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.mapping) continue;
    const limit = tree.next(node);
    for (let key = node + 1; key < limit; key = tree.next(tree.next(key))) addNode(keys, key);
  }
  return keys;
}
