import { Memory } from '../base/memory.ts';
import type { FieldQuestion, Reads } from '../base/reads.ts';
import { ReadDocument } from '../yaml/parse.ts';
import { keyTextOf, stringOfField } from '../yaml/scalars.ts';
import { type NodeId, NodeKind, NodeStyle, type YamlDocument, type YamlTree } from '../yaml/tree.ts';

/**
 * What an edit changed in the tree of a document: some entries of one mapping or list, the `collection`. All that is
 * around it holds what it held. Nodes before the changed entries have the numbers that they had, those behind them
 * are moved.
 */
export class TreeChange {
  /** The mapping or list whose own entries changed; the same number in both trees. */
  readonly collection: NodeId;
  /** The first node of the entries that changed. */
  readonly first: NodeId;
  /** The first node behind them in the old tree. */
  private readonly end: NodeId;
  /** How much higher the numbers of the nodes behind them are in the new tree. */
  readonly delta: number;
  /** Names of the entries that changed, as they were and as they are; undefined for a list. */
  private readonly names: ReadonlySet<string> | undefined;
  private readonly old: YamlTree;
  private readonly now: YamlDocument;
  private readonly verdicts = new Map<Reads, boolean>();
  private readonly carried = new Map<Reads, Reads>();

  constructor(span: Span, { old, now }: { old: YamlTree; now: YamlDocument }) {
    this.collection = span.collection;
    this.first = span.first;
    this.end = span.end;
    this.delta = now.tree.size - old.size;
    this.names = changedNames(old, now.tree, span);
    this.old = old;
    this.now = now;
  }

  /**
   * Whether all of it lies within a node, so that what was looked at from there on down tells what it touches. An item of a
   * `List` may go as a whole, or become another one.
   */
  isWithin(node: NodeId): boolean {
    return this.collection >= node;
  }

  /** Whether a look at a field of a node (without a name: at all it holds) would now see something else. */
  touchesLook(node: NodeId, name: string | undefined): boolean {
    if (node !== this.collection) return false;
    return name === undefined || this.names === undefined || this.names.has(name);
  }

  /** Whether some work would now see something else; the workspace apart. */
  touches(reads: Reads): boolean {
    if (reads.isEverything) return true;
    const { nodes, names, parts, questions, fieldQuestions } = reads;
    if (reads.mayHaveAsked(this.collection)) {
      for (let at = 0; at < nodes.length; at++) if (this.touchesLook(nodes[at]!, names[at])) return true;
      for (const asked of fieldQuestions) if (this.changesAnswer(asked)) return true;
    }
    for (const { ask, answer } of questions) if (ask(this.now as never) !== answer) return true;
    for (const part of parts) {
      let isTouched = this.verdicts.get(part);
      if (isTouched === undefined) {
        isTouched = this.touches(part);
        this.verdicts.set(part, isTouched);
      }
      if (isTouched) return true;
    }
    return false;
  }

  /** Whether a question about the text of a field has another answer now. */
  private changesAnswer({ node, name, ask, answer }: FieldQuestion): boolean {
    // The collection has the same number in both trees.
    return this.touchesLook(node, name) && ask(stringOfField(this.now.tree, node, name)) !== answer;
  }

  /** What was read of the old tree by work that the change does not touch, in numbers of the new tree. */
  carry(reads: Reads): Reads {
    if (this.delta === 0) return reads;
    let carried = this.carried.get(reads);
    if (carried === undefined) {
      const parts = reads.parts.map((part) => this.carry(part));
      carried =
        this.isMoved(reads) || parts.some((part, at) => part !== reads.parts[at]) ? reads.moved(this, parts) : reads;
      this.carried.set(reads, carried);
    }
    return carried;
  }

  /** Whether some of the nodes that were looked at have other numbers. */
  private isMoved({ nodes, fieldQuestions }: Reads): boolean {
    for (let at = 0; at < nodes.length; at++) if (nodes[at]! >= this.first) return true;
    return fieldQuestions.some(({ node }) => node >= this.first);
  }

  /** The number in the new tree of a node that is not among those that changed. */
  carryNode(node: NodeId): NodeId {
    return node < this.first ? node : node + this.delta;
  }

  /** Whether a node of the old tree holds what it held, down to its last leaf. */
  isWhole(node: NodeId): boolean {
    if (node >= this.first) return node >= this.end;
    const next = this.old.next(node);
    // What comes at the end of a collection is behind its last node, and in it and all that it is within of
    const isAround = node <= this.collection && next > this.collection;
    return !isAround && next <= this.first;
  }
}

/** The entries that changed of one collection of the old tree. */
interface Span {
  readonly collection: NodeId;
  readonly first: NodeId;
  readonly end: NodeId;
}

/**
 * What an edit changed in a document that came of another one. Undefined where that is too much, or where what a node
 * stands for does not lie in it alone: in templates, and with anchors, tags and merge keys.
 */
export function treeChange(old: YamlDocument, now: YamlDocument): TreeChange | undefined {
  let found = known.get(now);
  if (found?.old !== old.tree) {
    found = { old: old.tree, change: findChange(old, now) };
    known.set(now, found);
  }
  return found.change;
}

/** By documents, what changed since another one: its tree, so that no document keeps those before it. */
const known = new Memory<YamlDocument, { readonly old: YamlTree; readonly change: TreeChange | undefined }>();

function findChange(old: YamlDocument, now: YamlDocument): TreeChange | undefined {
  if (!isPlain(old) || !isPlain(now)) return undefined;
  const retyped = retypedEntry(old, now);
  if (retyped !== undefined) return new TreeChange(retyped, { old: old.tree, now });
  const stretch = changedStretch(old, now);
  const span = changedSpan(old.tree, now.tree, stretch);
  if (span === undefined || !isSameAround(old.tree, now.tree, { span, shift: stretch.shift })) return undefined;
  return new TreeChange(span, { old: old.tree, now });
}

/** The entry in which a value or key was written anew, where it is known that nothing else was. */
function retypedEntry(old: YamlDocument, now: YamlDocument): Span | undefined {
  if (!(old instanceof ReadDocument && now instanceof ReadDocument)) return undefined;
  const scalar = now.retypedScalar(old);
  if (scalar === undefined) return undefined;
  const { tree } = old;
  const collection = tree.parent(scalar);
  if (tree.kind(collection) !== NodeKind.mapping) return { collection, first: scalar, end: tree.next(scalar) };
  let first = collection + 1;
  let end = tree.next(tree.next(first));
  while (end <= scalar) {
    first = end;
    end = tree.next(tree.next(first));
  }
  return { collection, first, end };
}

/** Whether what a node stands for lies in it alone. */
export function isPlain({ tree, text, isTemplate, unread }: YamlDocument): boolean {
  if (unread || isTemplate || tree.size === 0 || tree.kind(0) !== NodeKind.mapping) return false;
  return tree.extras.anchors.size === 0 && tree.extras.tags.size === 0 && !text.includes('<<');
}

/** The part of a text that is another one, up to the end of a line; `shift`: how much longer the new text is. */
interface Stretch {
  readonly start: number;
  /** In the old text. */
  readonly end: number;
  readonly shift: number;
}

function changedStretch(before: YamlDocument, after: YamlDocument): Stretch {
  const old = before.text;
  const now = after.text;
  // Where the edit is known, what lies outside of it is not compared.
  const areRead = before instanceof ReadDocument && after instanceof ReadDocument;
  const edited = areRead ? after.editedSince(before) : undefined;
  const most = Math.min(old.length, now.length);
  let start = edited?.start ?? 0;
  while (start + chunk <= most && old.startsWith(now.slice(start, start + chunk), start)) start += chunk;
  while (start < most && old.charCodeAt(start) === now.charCodeAt(start)) start++;
  const shift = now.length - old.length;
  const least = Math.max(start, start - shift);
  let end = Math.max(edited?.oldEnd ?? old.length, least);
  while (end - chunk >= least && old.startsWith(now.slice(end + shift - chunk, end + shift), end - chunk)) end -= chunk;
  while (end > least && old.charCodeAt(end - 1) === now.charCodeAt(end + shift - 1)) end--;
  const moved = slide(old, now, { start, end, shift });
  if (moved !== undefined) return moved;
  const lineEnd = old.indexOf('\n', end);
  return { start, end: lineEnd < 0 ? old.length : lineEnd, shift };
}

/**
 * Whole lines that come or go begin like the line behind them, so that they seem to lie within two lines: the same change
 * from the beginning of a line. Undefined where there is none.
 */
function slide(old: string, now: string, { start, end, shift }: Stretch): Stretch | undefined {
  const longer = shift > 0 ? now : old;
  if (start !== end && start !== end + shift) return undefined;
  const length = Math.abs(shift);
  let at = start;
  while (at > 0 && longer.charCodeAt(at - 1) === SPACE && longer.charCodeAt(at + length - 1) === SPACE) at--;
  const isLineStart = at === 0 || longer.charCodeAt(at - 1) === LINE_FEED;
  if (!isLineStart || longer.charCodeAt(at + length - 1) !== LINE_FEED) return undefined;
  return { start: at, end: end - (start - at), shift };
}

const SPACE = 32;
const LINE_FEED = 10;

/** So many characters are compared at once. */
const chunk = 256;

/** Goes down from the root as long as all that changed lies in one value that is a collection before and after. */
function changedSpan(old: YamlTree, now: YamlTree, stretch: Stretch): Span | undefined {
  const delta = now.size - old.size;
  let collection = 0;
  for (;;) {
    const span = entriesIn(old, now, { collection, stretch });
    const { first, end } = span;
    if (end + delta < first || now.next(collection) !== old.next(collection) + delta) return undefined;
    const value = old.kind(collection) === NodeKind.mapping ? first + 1 : first;
    const isOne = value < end && old.next(value) === end && now.size > value && now.next(value) === end + delta;
    const isKeyWhole = value === first || isWholeKey(old, now, { key: first, start: stretch.start });
    if (!isOne || !isKeyWhole || !isSameCollection(old, now, value, stretch.start)) return span;
    collection = value;
  }
}

/** Whether a scalar key is what it was: the change begins behind it, and it is no longer for that. */
function isWholeKey(old: YamlTree, now: YamlTree, { key, start }: { key: NodeId; start: number }): boolean {
  const isScalar = old.next(key) === key + 1 && now.next(key) === key + 1;
  return isScalar && old.end(key) <= start && now.end(key) === old.end(key);
}

/** The entries of a collection that a change of the text may have touched, of the old tree. */
function entriesIn(
  old: YamlTree,
  now: YamlTree,
  { collection, stretch }: { collection: NodeId; stretch: Stretch },
): Span {
  const isMapping = old.kind(collection) === NodeKind.mapping;
  const limit = old.next(collection);
  const behind = (entry: NodeId) => old.next(isMapping ? old.next(entry) : entry);
  let first = collection + 1;
  while (first < limit) {
    const value = isMapping ? old.next(first) : first;
    if (!isWholeBefore(old, now, { value, start: stretch.start })) break;
    first = old.next(value);
  }
  let end = first;
  while (end < limit && old.start(end) < stretch.end) end = behind(end);
  return { collection, first, end };
}

/** Whether a value that ends before the change is what it was. A block of text may go on to the next node. */
function isWholeBefore(old: YamlTree, now: YamlTree, { value, start }: { value: NodeId; start: number }): boolean {
  const next = old.next(value);
  if (old.end(value) > start || next > now.size || now.next(value) !== next || now.end(value) !== old.end(value))
    return false;
  const style = old.style(next - 1);
  if (style !== now.style(next - 1)) return false;
  const isBlock = style === NodeStyle.literal || style === NodeStyle.folded;
  return !isBlock || (next < old.size && old.start(next) < start);
}

/** Whether a collection is one before and after, and begins in the same place, which an entry put first leaves it. */
function isSameCollection(old: YamlTree, now: YamlTree, node: NodeId, start: number): boolean {
  const kind = old.kind(node);
  if (kind !== NodeKind.mapping && kind !== NodeKind.sequence) return false;
  return now.kind(node) === kind && (old.start(node) < start || old.start(node) === now.start(node));
}

/** Whether all that is not among the changed entries is what it was. */
function isSameAround(old: YamlTree, now: YamlTree, { span, shift }: { span: Span; shift: number }): boolean {
  const delta = now.size - old.size;
  const a = old.columns;
  const b = now.columns;
  const { first, end } = span;
  for (let at = 0; at < first; at++) {
    if (a.kinds[at] !== b.kinds[at] || a.styles[at] !== b.styles[at]) return false;
    if (a.starts[at] !== b.starts[at] || a.parents[at] !== b.parents[at]) return false;
    const isAround = a.nexts[at]! > first || at === span.collection;
    if (isAround ? a.nexts[at]! + delta !== b.nexts[at] : a.nexts[at] !== b.nexts[at] || a.ends[at] !== b.ends[at])
      return false;
  }
  for (let at = end; at < a.kinds.length; at++) {
    const to = at + delta;
    if (a.kinds[at] !== b.kinds[to] || a.styles[at] !== b.styles[to]) return false;
    if (a.starts[at]! + shift !== b.starts[to] || a.ends[at]! + shift !== b.ends[to]) return false;
    const parent = a.parents[at]!;
    if (a.nexts[at]! + delta !== b.nexts[to] || (parent < first ? parent : parent + delta) !== b.parents[to])
      return false;
  }
  return true;
}

function changedNames(old: YamlTree, now: YamlTree, { collection, first, end }: Span): ReadonlySet<string> | undefined {
  if (old.kind(collection) !== NodeKind.mapping) return undefined;
  const names = new Set<string>();
  const delta = now.size - old.size;
  for (let key = first; key < end; key = old.next(old.next(key))) addNames(names, old, key);
  for (let key = first; key < end + delta; key = now.next(now.next(key))) addNames(names, now, key);
  return names;
}

/** A key by the name that it stands for, and as it is written. */
function addNames(names: Set<string>, tree: YamlTree, key: NodeId): void {
  names.add(keyTextOf(tree, key));
  names.add(tree.text.slice(tree.start(key), tree.end(key)));
}
