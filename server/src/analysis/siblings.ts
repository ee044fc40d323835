import { type FieldQuestion, noteReads, type Question, Reads } from '../base/reads.ts';
import { isPlain } from '../manifest/treeChange.ts';
import type { Rule } from '../rules/rule.ts';
import { findKey, stringOfField } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlDocument, type YamlTree } from '../yaml/tree.ts';

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
  private keptNodes = 0;

  /** What is known of a document that is sound and holds one object; undefined where it is the first of its kind. */
  of(document: YamlDocument): Sibling | undefined {
    const { tree } = document;
    if (tree.size > mostNodes || !isPlain(document)) return undefined;
    const shape = hashOfShape(tree);
    for (const family of this.families.get(shape) ?? []) {
      const sibling = family.siblingOf(document);
      if (sibling !== undefined) return sibling;
    }
    if (this.keptNodes + tree.size > mostKeptNodes) this.clear();
    this.keptNodes += tree.size;
    const others = this.families.get(shape);
    if (others === undefined) this.families.set(shape, [new Family(tree)]);
    else others.push(new Family(tree));
    return undefined;
  }

  private clear(): void {
    this.families.clear();
    this.keptNodes = 0;
  }
}

/** One document beside others like it. */
export class Sibling {
  private readonly document: YamlDocument;
  private readonly known: Map<Rule, Asked>;
  /** Which values are others than where it was noted what was looked at; undefined where that is to be noted here. */
  private readonly differing: NodeSet | undefined;

  constructor(document: YamlDocument, known: Map<Rule, Asked>, differing: NodeSet | undefined) {
    this.document = document;
    this.known = known;
    this.differing = differing;
  }

  /** Whether it is noted here what rules look at. */
  get isNoted(): boolean {
    return this.differing === undefined;
  }

  /** Whether it is certain that a rule finds nothing here. */
  isWell(rule: Rule): boolean {
    const asked = this.differing && this.known.get(rule);
    return asked !== undefined && !this.isOther(asked, this.differing!);
  }

  /** Runs a rule and notes what it looks at; `work` gives what it found. */
  note<T>(rule: Rule, work: () => readonly T[] | undefined): readonly T[] | undefined {
    const reads = new Reads();
    const found = noteReads(reads, work);
    const asked = found?.length === 0 ? askedIn(this.document.tree, reads) : undefined;
    if (asked !== undefined) this.known.set(rule, asked);
    return found;
  }

  /** Whether something that was asked has another answer here. */
  private isOther({ values, questions, fieldQuestions }: Asked, differing: NodeSet): boolean {
    for (let at = 0; at < values.length; at++) if ((values[at]! & differing[at]!) !== 0) return true;
    for (const { ask, answer } of questions) if (ask(this.document as never) !== answer) return true;
    for (const { node, name, ask, answer } of fieldQuestions) {
      if (ask(stringOfField(this.document.tree, node, name)) !== answer) return true;
    }
    return false;
  }
}

/** Nodes of a tree, a bit for each. */
type NodeSet = Uint32Array;

function emptySet(size: number): NodeSet {
  return new Uint32Array((size + 31) >> 5);
}

function addNode(set: NodeSet, node: NodeId): void {
  set[node >> 5]! |= 1 << (node & 31);
}

/** What a rule that found nothing looked at. */
interface Asked {
  /** Values; that there is one, and of which kind, all siblings have in common. */
  readonly values: NodeSet;
  readonly questions: readonly Question[];
  readonly fieldQuestions: readonly FieldQuestion[];
}

/** Undefined where it looked at something that is another one in each document. */
function askedIn(tree: YamlTree, reads: Reads): Asked | undefined {
  const all = new Set([reads]);
  for (const { parts } of all) for (const part of parts) all.add(part);
  const each = [...all];
  if (each.some(({ isEverything, isOfFile }) => isEverything || isOfFile)) return undefined;
  const values = emptySet(tree.size);
  for (const { nodes, names } of each) {
    for (const [at, node] of nodes.entries()) addValues(values, tree, { node, name: names[at] });
  }
  return {
    values,
    questions: each.flatMap(({ questions }) => questions),
    fieldQuestions: each.flatMap(({ fieldQuestions }) => fieldQuestions),
  };
}

/** Adds the value of a field, or (without a name) of all fields or items of a node. */
function addValues(values: NodeSet, tree: YamlTree, { node, name }: { node: NodeId; name: string | undefined }): void {
  if (name !== undefined) {
    const key = findKey(tree, node, name);
    if (key !== NO_NODE) addNode(values, tree.next(key));
    return;
  }
  if (node === NO_NODE) return;
  for (let child = tree.firstChild(node); child !== NO_NODE; child = tree.nextSibling(child)) addNode(values, child);
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
      if ((this.keys[node >> 5]! & (1 << (node & 31))) !== 0) return undefined;
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
