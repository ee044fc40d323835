import {
  canBeOtherThanString,
  isStringWord,
  type JsonScalar,
  LONG_PREFIX,
  resolvePlain,
  resolveTagged,
  stringScalar,
  UPPER_A,
} from './resolve.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from './tree.ts';

export type { JsonScalar, ScalarFault } from './resolve.ts';

/**
 * The value of a scalar as Kubernetes reads it (`yes` is true, `3.0` a whole number, a date a string). Aliases are
 * followed; undefined for mappings, sequences and aliases of nothing.
 */
export function jsonValueOf(tree: YamlTree, node: NodeId): string | number | boolean | null | undefined {
  const at = tree.resolve(node);
  if (at === NO_NODE || tree.kind(at) !== NodeKind.scalar) return undefined;
  return ordinaryText(tree, at) ?? jsonScalarOf(tree, at)!.value;
}

/** Type, value, key text and fault of a scalar in one; undefined where `jsonValueOf` is. */
export function jsonScalarOf(tree: YamlTree, node: NodeId): JsonScalar | undefined {
  const at = tree.resolve(node);
  if (at === NO_NODE || tree.kind(at) !== NodeKind.scalar) return undefined;
  const tag = longTag(tree.tag(at));
  const text = tree.scalarText(at);
  if (tag === undefined) return isPlain(tree, at) ? resolvePlain(text) : stringScalar(text);
  return resolveTagged(text, tag);
}

/**
 * The field name that a mapping's key stands for in JSON: `1:` is "1", `yes:` is "true", `1_000:` is "1000". A key that
 * Kubernetes refuses (null, a list, a mapping) gives its own text in one line, so that something can be shown.
 */
export function keyTextOf(tree: YamlTree, key: NodeId): string {
  const at = tree.resolve(key);
  if (at === NO_NODE) return tree.text.slice(tree.start(key), tree.end(key));
  if (tree.kind(at) !== NodeKind.scalar)
    return tree.text.slice(tree.start(at), tree.end(at)).replace(blanks, ' ').trim();
  return ordinaryText(tree, at) ?? jsonScalarOf(tree, at)!.text;
}

/** Whether a key is `<<` as Kubernetes merges it: written plain, or tagged `!!merge`. */
export function isMergeKey(tree: YamlTree, key: NodeId): boolean {
  const start = tree.start(key);
  if (tree.text.charCodeAt(start) !== LESS && tree.style(key) === NodeStyle.plain) return false;
  if (tree.kind(key) !== NodeKind.scalar || tree.scalarText(key) !== '<<') return false;
  const tag = longTag(tree.tag(key));
  return tag === undefined ? tree.style(key) === NodeStyle.plain : tag === '!' || tag === `${LONG_PREFIX}merge`;
}

/** A key, its value and the field name they stand for. */
export type MappingEntry = readonly [key: NodeId, value: NodeId, text: string];

/**
 * The entries of a mapping in the order in which they are written, then those that `<<` brings in and that are not
 * written in the mapping itself. Keys written twice come twice. Aliases of values are left as they are.
 */
export function mappingEntries(tree: YamlTree, mapping: NodeId): readonly MappingEntry[] {
  const entries: MappingEntry[] = [];
  eachEntry(tree, mapping, (key, value, text) => entries.push([key, value, text]));
  return entries;
}

/** The same entries, one after the other. */
export function eachEntry(tree: YamlTree, mapping: NodeId, see: (...entry: MappingEntry) => void): void {
  let merges: NodeId[] | undefined;
  const { nexts } = tree.columns;
  const first = firstKey(tree, mapping);
  const limit = first === NO_NODE ? first : nexts[tree.parent(first)]!;
  for (let key = first; key < limit; key = nexts[nexts[key]!]!) {
    if (!isMergeKey(tree, key)) see(key, nexts[key]!, keyTextOf(tree, key));
    else if (merges === undefined) merges = [nexts[key]!];
    else merges.push(nexts[key]!);
  }
  if (merges === undefined) return;
  const seen = new Set<string>();
  for (let key = first; key < limit; key = nexts[nexts[key]!]!) {
    if (!isMergeKey(tree, key)) seen.add(keyTextOf(tree, key));
  }
  for (const source of mergeSources(tree, tree.resolve(mapping), merges)) {
    for (let key = firstKey(tree, source); key !== NO_NODE; key = nextKey(tree, key)) {
      if (isMergeKey(tree, key)) continue;
      const text = keyTextOf(tree, key);
      if (seen.has(text)) continue;
      seen.add(text);
      see(key, nexts[key]!, text);
    }
  }
}

/**
 * The key of a mapping's field, also one that `<<` brings in; NO_NODE when there is none or `mapping` is no mapping.
 * The first one where a key is written twice. Allocates nothing for ordinary field names.
 */
export function findKey(tree: YamlTree, mapping: NodeId, name: string): NodeId {
  const at = mapping === NO_NODE ? NO_NODE : tree.resolve(mapping);
  if (at === NO_NODE || tree.kind(at) !== NodeKind.mapping) return NO_NODE;
  const first = name.charCodeAt(0);
  const isOrdinary = first >= UPPER_A ? isStringWord(name) : name !== '' && resolvePlain(name).type === 'string';
  let merges: NodeId[] | undefined;
  const { text } = tree;
  const { starts, nexts } = tree.columns;
  const limit = nexts[at]!;
  for (let key = at + 1; key < limit; key = nexts[nexts[key]!]!) {
    // Most keys are told apart by how they begin: what begins with a letter reads as it is written.
    const begin = text.charCodeAt(starts[key]!);
    if (isOrdinary && begin >= UPPER_A && begin <= LOWER_Z) {
      if (begin === first && hasText(tree, key, name)) return key;
    } else if (isMergeKey(tree, key)) {
      merges ??= [];
      merges.push(tree.next(key));
    } else if (isOrdinary ? hasText(tree, key, name) : keyTextOf(tree, key) === name) {
      return key;
    }
  }
  if (merges === undefined) return NO_NODE;
  for (const source of mergeSources(tree, at, merges)) {
    for (let key = firstKey(tree, source); key !== NO_NODE; key = nextKey(tree, key)) {
      if (keyTextOf(tree, key) === name && !isMergeKey(tree, key)) return key;
    }
  }
  return NO_NODE;
}

/** Whether a key or value is a plain scalar that reads as this text: one word, which is a string. A false answer is no proof. */
export function isWord(tree: YamlTree, node: NodeId, text: string): boolean {
  const start = tree.start(node);
  return (
    tree.style(node) === NodeStyle.plain &&
    tree.end(node) - start === text.length &&
    tree.kind(node) === NodeKind.scalar &&
    tree.extras.tags.size === 0 &&
    text.charCodeAt(0) >= UPPER_A &&
    tree.text.startsWith(text, start) &&
    ONE_WORD.test(text) &&
    isStringWord(text)
  );
}

/** The text of a mapping's field where its value is a string, else ''. */
export function stringOfField(tree: YamlTree, mapping: NodeId, name: string): string {
  const key = findKey(tree, mapping, name);
  const value = key === NO_NODE ? undefined : jsonValueOf(tree, tree.next(key));
  return typeof value === 'string' ? value : '';
}

const LESS = 60;
const LOWER_Z = 122;

/** More mappings than this behind one `<<` are a bomb, which Kubernetes refuses; the rest is not looked at. */
const MOST_SOURCES = 10_000;

function firstKey(tree: YamlTree, mapping: NodeId): NodeId {
  const at = mapping === NO_NODE ? NO_NODE : tree.resolve(mapping);
  return at !== NO_NODE && tree.kind(at) === NodeKind.mapping ? tree.firstChild(at) : NO_NODE;
}

function nextKey(tree: YamlTree, key: NodeId): NodeId {
  const value = tree.nextSibling(key);
  return value === NO_NODE ? NO_NODE : tree.nextSibling(value);
}

/**
 * The mappings that `<<` values name, those that win first: in a list the earlier before the later, a mapping before
 * what it merges itself. Each mapping once, so that cycles end.
 */
function mergeSources(tree: YamlTree, mapping: NodeId, merges: readonly NodeId[]): NodeId[] {
  const found = new Set<NodeId>();
  const waiting = [...merges].reverse();
  while (waiting.length > 0 && found.size < MOST_SOURCES) {
    const node = tree.named(waiting.pop()!);
    if (node === NO_NODE || node === mapping || found.has(node)) continue;
    const inner: NodeId[] = [];
    if (tree.kind(node) === NodeKind.sequence) {
      for (let item = tree.firstChild(node); item !== NO_NODE; item = tree.nextSibling(item)) inner.push(item);
    } else if (tree.kind(node) === NodeKind.mapping) {
      found.add(node);
      for (let key = tree.firstChild(node); key !== NO_NODE; key = nextKey(tree, key)) {
        if (isMergeKey(tree, key)) inner.push(tree.next(key));
      }
    }
    waiting.push(...inner.reverse());
  }
  return [...found];
}

/** Whether the key reads as the ordinary field name `name` (one that is a string even when written plain). */
function hasText(tree: YamlTree, key: NodeId, name: string): boolean {
  if (tree.kind(key) === NodeKind.scalar && tree.style(key) === NodeStyle.plain) {
    const start = tree.start(key);
    const width = tree.end(key) - start;
    // A key over several lines has more characters than its text; its first one is the same.
    if (tree.text.charCodeAt(start) !== name.charCodeAt(0) || width < name.length) return false;
    if (width === name.length) return tree.text.startsWith(name, start);
    return !ONE_WORD.test(name) && keyTextOf(tree, key) === name;
  }
  return keyTextOf(tree, key) === name;
}

/** Runs of blanks and line ends. */
const blanks = /[\s\x85]+/g;

/** What no line end can be folded into. */
const ONE_WORD = /^[!-~]*$/;

/** The text of a scalar that is a string at first sight, as most are; undefined where it takes a closer look. */
function ordinaryText(tree: YamlTree, scalar: NodeId): string | undefined {
  if (isCertainlyString(tree, scalar)) return tree.scalarText(scalar);
  if (tree.style(scalar) !== NodeStyle.plain || tree.extras.tags.size > 0) return undefined;
  if (tree.text.charCodeAt(tree.start(scalar)) < UPPER_A) return undefined;
  const text = tree.scalarText(scalar);
  return isStringWord(text) ? text : undefined;
}

function isCertainlyString(tree: YamlTree, scalar: NodeId): boolean {
  if (tree.extras.tags.size > 0 && tree.tag(scalar) !== undefined) return false;
  const style = tree.style(scalar);
  if (style === NodeStyle.plain) return !canBeOtherThanString(tree.text.charCodeAt(tree.start(scalar)));
  return style !== NodeStyle.empty;
}

function isPlain(tree: YamlTree, scalar: NodeId): boolean {
  const style = tree.style(scalar);
  return style === NodeStyle.plain || style === NodeStyle.empty;
}

function longTag(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  if (tag.startsWith('!!')) return LONG_PREFIX + tag.slice(2);
  return tag.startsWith('!<') ? tag.slice(2, -1) : tag;
}
