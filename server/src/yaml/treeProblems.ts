import { isBreakOrEnd, LF, lineEndFrom } from './parser/characters.ts';
import { shown } from './parser/faults.ts';
import { canBeOtherThanString, isRefusedKey, resolvePlain } from './resolve.ts';
import { isMergeKey, jsonScalarOf, type ScalarFault } from './scalars.ts';
import {
  NO_NODE,
  type NodeId,
  NodeKind,
  NodeStyle,
  type YamlProblem,
  type YamlProblemCode,
  type YamlTree,
} from './tree.ts';

/**
 * What Kubernetes refuses in a document that is YAML: keys set twice, aliases of nothing, lists as keys, infinity, tags
 * that do not fit. In document order.
 */
export function findTreeProblems(tree: YamlTree): YamlProblem[] {
  const finder = new ProblemFinder(tree);
  finder.checkNodes(0, tree.size);
  finder.checkCharacters(0, tree.text.length);
  finder.checkSeparators(0, tree.text.length);
  if (finder.problems.length === 0) finder.checkBomb();
  return finder.problems.sort((a, b) => a.start - b.start).slice(0, MOST_PROBLEMS);
}

/** A part of a tree that was read anew: nodes from `from` to before `to`, and the text that they were read from. */
export interface TreePart {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly start: number;
  readonly end: number;
}

/**
 * Whether nothing of this is wrong with a part of a tree, nor with the mappings around it, if nothing was wrong with the
 * rest. False where aliases are about: what they mean depends on all of the tree.
 */
export function isPartSound(tree: YamlTree, part: TreePart): boolean {
  if (tree.extras.anchors.size > 0) return false;
  const finder = new ProblemFinder(tree);
  finder.checkNodes(part.from, part.to);
  const last = Math.min(part.from, tree.size) - 1;
  for (let above = last; above !== NO_NODE; above = tree.parent(above)) {
    if (tree.kind(above) === NodeKind.mapping) finder.checkMapping(above);
  }
  finder.checkCharacters(part.start, part.end);
  finder.checkSeparators(part.start, part.end);
  return finder.problems.length === 0;
}

/** More problems than this in one document help nobody. */
const MOST_PROBLEMS = 100;

/** Mappings with more keys than this are searched for duplicates by a set, smaller ones by comparing all pairs. */
const MANY_KEYS = 12;

/** More mappings than this behind the `<<` of one mapping are not looked at. */
const MOST_MERGED = 1000;

class ProblemFinder {
  readonly problems: YamlProblem[] = [];
  readonly #tree: YamlTree;
  readonly #hasTags: boolean;
  /** Whether keys may go on over several lines, as only those behind `?` can. */
  readonly #hasLongKeys: boolean;
  /** 1 for each node that is a key, once that was asked for. */
  #keys: Uint8Array | undefined;

  constructor(tree: YamlTree) {
    this.#tree = tree;
    this.#hasTags = tree.extras.tags.size > 0;
    this.#hasLongKeys = tree.text.includes('?');
  }

  checkNodes(from: NodeId, to: NodeId): void {
    const { kinds } = this.#tree.columns;
    for (let node = from; node < to; node++) {
      if (kinds[node] === NodeKind.mapping) this.checkMapping(node);
      else if (kinds[node] === NodeKind.alias) this.checkAlias(node);
      else if (kinds[node] === NodeKind.scalar) this.checkScalar(node);
    }
  }

  checkScalar(node: NodeId): void {
    const tree = this.#tree;
    if (!this.#hasTags) {
      if (tree.style(node) !== NodeStyle.plain) return;
      const code = tree.text.charCodeAt(tree.start(node));
      // Without a tag only `.inf` and `.nan` are at fault, with or without a sign.
      if (code !== 46 && code !== 43 && code !== 45) return;
    }
    const fault = jsonScalarOf(tree, node)?.fault;
    if (fault === undefined || (fault === 'infinite' && this.#isKey(node))) return;
    this.#add('yaml-syntax', node, FAULT_MESSAGES[fault](shown(tree.scalarText(node)), tree.tag(node) ?? ''));
  }

  checkAlias(node: NodeId): void {
    const tree = this.#tree;
    if (tree.named(node) !== NO_NODE) return;
    const name = shown(tree.anchor(node) ?? '');
    const isInside = this.#isInsideAnchor(node, tree.anchor(node) ?? '');
    const message = isInside
      ? `Alias "*${name}" stands inside the value that it names; move it out`
      : `Alias "*${name}" has no anchor above it; write "&${name}" before the value that is meant`;
    this.#add('yaml-unknown-alias', node, message);
  }

  checkMapping(mapping: NodeId): void {
    const tree = this.#tree;
    const { nexts } = tree.columns;
    const end = nexts[mapping]!;
    let count = 0;
    let isPlain = true;
    let hasMerge = false;
    for (let key = mapping + 1; key < end; key = nexts[nexts[key]!]!) {
      count++;
      if (isPlain && !this.#isPlainWord(key)) isPlain = false;
      if (isMergeKey(tree, key)) {
        hasMerge = true;
        this.#checkMerge(nexts[key]!);
      }
    }
    if (isPlain && count <= MANY_KEYS && !hasMerge) this.#comparePairs(mapping, end);
    else this.#compareIdentities(mapping, end, hasMerge);
  }

  checkCharacters(start: number, end: number): void {
    const { text } = this.#tree;
    const found = text.slice(start, end).search(CONTROL_CHARACTER);
    if (found === -1) return;
    const at = start + found;
    const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
    const message = `Control character U+${code} is not allowed in YAML; remove it`;
    this.problems.push({ code: 'yaml-syntax', start: at, end: at + 1, message });
  }

  /** Kubernetes' reader of files refuses lines that begin with `---` and have anything but a comment behind it. */
  checkSeparators(start: number, end: number): void {
    const { text } = this.#tree;
    for (let at = nextDashes(text, start, end); at !== -1; at = nextDashes(text, at + 1, end)) {
      const newline = text.indexOf('\n', at);
      const rest = text.slice(at + 3, newline === -1 ? text.length : newline).trim();
      if (rest === '' || rest.startsWith('#')) continue;
      const message = 'Text behind "---"; only a comment may follow it in its line';
      this.problems.push({ code: 'yaml-syntax', start: at, end: at + 3, message });
    }
  }

  checkBomb(): void {
    const tree = this.#tree;
    if (!tree.isBomb) return;
    for (let node = 0; node < tree.size; node++) {
      if (tree.kind(node) !== NodeKind.alias) continue;
      this.#add('yaml-syntax', node, 'Aliases multiply this document beyond what Kubernetes reads; write values out');
      return;
    }
  }

  /** Compares keys that are all plain words as they stand in the text. */
  #comparePairs(mapping: NodeId, end: number): void {
    const { text } = this.#tree;
    const { nexts, starts, ends } = this.#tree.columns;
    for (let key = nexts[nexts[mapping + 1]!]!; key < end; key = nexts[nexts[key]!]!) {
      const start = starts[key]!;
      const width = ends[key]! - start;
      const first = text.charCodeAt(start);
      for (let other = mapping + 1; other < key; other = nexts[nexts[other]!]!) {
        const otherStart = starts[other]!;
        if (ends[other]! - otherStart !== width || text.charCodeAt(otherStart) !== first) continue;
        if (text.slice(start, start + width) !== text.slice(otherStart, otherStart + width)) continue;
        this.#addDuplicate(key, false);
        break;
      }
    }
  }

  /** Compares keys by what they are in Go: `1` and `0x1` are the same key, `1` and `"1"` are two. */
  #compareIdentities(mapping: NodeId, end: number, hasMerge: boolean): void {
    const tree = this.#tree;
    const { nexts } = tree.columns;
    const seen = new Set<string>();
    const merged = hasMerge ? this.#mergedIdentities(mapping) : seen;
    for (let key = mapping + 1; key < end; key = nexts[nexts[key]!]!) {
      if (isMergeKey(tree, key)) continue;
      const identity = this.#identityOf(key);
      if (identity === undefined) {
        this.#addRefusedKey(key);
      } else if (seen.has(identity)) {
        this.#addDuplicate(key, false);
      } else {
        if (hasMerge && merged.has(identity)) this.#addDuplicate(key, true);
        seen.add(identity);
      }
    }
  }

  /** The keys that come in by `<<`; reports those that come in twice. */
  #mergedIdentities(mapping: NodeId): Set<string> {
    const tree = this.#tree;
    const merged = new Set<string>();
    const doubles = new Set<NodeId>();
    const waiting: { value: NodeId; at: NodeId }[] = [];
    const addMerges = (source: NodeId, at: NodeId | undefined): void => {
      for (let key = tree.firstChild(source); key !== NO_NODE; key = tree.nextSibling(tree.next(key))) {
        if (isMergeKey(tree, key)) waiting.push({ value: tree.next(key), at: at ?? key });
      }
    };
    addMerges(mapping, undefined);
    for (let index = 0; index < Math.min(waiting.length, MOST_MERGED); index++) {
      const { value, at } = waiting[index]!;
      const source = tree.named(value);
      if (source === NO_NODE || source === mapping) continue;
      if (tree.kind(source) === NodeKind.sequence) {
        for (let item = tree.firstChild(source); item !== NO_NODE; item = tree.nextSibling(item)) {
          waiting.push({ value: item, at });
        }
        continue;
      }
      if (tree.kind(source) !== NodeKind.mapping) continue;
      addMerges(source, at);
      let isDouble = false;
      for (let key = tree.firstChild(source); key !== NO_NODE; key = tree.nextSibling(tree.next(key))) {
        const identity = isMergeKey(tree, key) ? undefined : this.#identityOf(key);
        if (identity === undefined) continue;
        isDouble ||= merged.has(identity);
        merged.add(identity);
      }
      if (isDouble && !doubles.has(at)) {
        doubles.add(at);
        this.#add('yaml-duplicate-key', at, 'Two mappings merged here set the same key; Kubernetes refuses it');
      }
    }
    return merged;
  }

  /** The value of `<<` must be a mapping or a list of mappings. */
  #checkMerge(value: NodeId): void {
    const tree = this.#tree;
    const source = tree.named(value);
    if (source === NO_NODE) return;
    let isMergeable = tree.kind(source) === NodeKind.mapping;
    if (tree.kind(value) === NodeKind.sequence) {
      isMergeable = true;
      for (let item = tree.firstChild(value); item !== NO_NODE; item = tree.nextSibling(item)) {
        const at = tree.named(item);
        if (at !== NO_NODE && tree.kind(at) !== NodeKind.mapping) isMergeable = false;
      }
    }
    if (!isMergeable) this.#add('yaml-syntax', value, 'Only mappings can be merged by "<<"; write an alias of one');
  }

  /** What makes a key the same as another; undefined for keys that Kubernetes refuses. */
  #identityOf(key: NodeId): string | undefined {
    const scalar = jsonScalarOf(this.#tree, key);
    if (scalar === undefined || isRefusedKey(scalar)) return undefined;
    if (scalar.type === 'string') return `s${scalar.text}`;
    if (scalar.type === 'boolean') return `b${scalar.text}`;
    const isFloat = scalar.isFloat === true;
    return isFloat ? `f${scalar.value}` : `i${scalar.text}`;
  }

  #addRefusedKey(key: NodeId): void {
    const tree = this.#tree;
    const at = tree.named(key);
    if (at === NO_NODE) return;
    if (tree.kind(at) === NodeKind.scalar) {
      const name = shown(tree.scalarText(at));
      // The `?` of `{path: /a?}` is reported as what it is.
      if (name === '' && /[^\s,[\]{}]\?$/.test(tree.text.slice(Math.max(0, tree.start(at) - 2), tree.start(at))))
        return;
      const message = name === '' ? 'Field without a name; write one' : `"${name}" cannot be a field's name; quote it`;
      this.#add('yaml-syntax', key, message);
    } else {
      const what = tree.kind(at) === NodeKind.mapping ? 'mapping' : 'list';
      this.#add('yaml-syntax', key, `A ${what} cannot be a field's name; write a text`);
    }
  }

  #addDuplicate(key: NodeId, isMerged: boolean): void {
    const name = shown(this.#tree.scalarText(this.#tree.named(key)));
    const twin = isMerged ? name : shown(this.#twinOf(key));
    const message = isMerged
      ? `Key "${name}" also comes in by "<<", which Kubernetes refuses; set it in one place`
      : twin === name
        ? `Key "${name}" is set twice in this mapping; remove one of the two`
        : `Key "${name}" is the same to YAML as "${twin}" above; write both in quotes`;
    this.#add('yaml-duplicate-key', key, message);
  }

  /** How the same key is written above; other than the key itself only where none is written like it, as `y` and `yes`. */
  #twinOf(key: NodeId): string {
    const tree = this.#tree;
    const { nexts } = tree.columns;
    const textOf = (node: NodeId) => tree.scalarText(tree.named(node));
    let twin = textOf(key);
    for (let above = tree.parent(key) + 1; above < key; above = nexts[nexts[above]!]!) {
      if (textOf(above) === textOf(key)) return textOf(key);
      if (this.#identityOf(above) === this.#identityOf(key)) twin = textOf(above);
    }
    return twin;
  }

  #isInsideAnchor(node: NodeId, name: string): boolean {
    const tree = this.#tree;
    for (let above = tree.parent(node); above !== NO_NODE; above = tree.parent(above)) {
      if (tree.anchor(above) === name) return true;
    }
    return false;
  }

  /** Whether the key is a plain scalar that is its own text and can be nothing but a string. */
  #isPlainWord(key: NodeId): boolean {
    const tree = this.#tree;
    if (this.#hasTags || tree.style(key) !== NodeStyle.plain || tree.kind(key) !== NodeKind.scalar) return false;
    const start = tree.start(key);
    const code = tree.text.charCodeAt(start);
    if (code < 65 || code > 122) return false;
    if (this.#hasLongKeys && lineEndFrom(tree.text, start) < tree.end(key)) return false;
    if (tree.end(key) - start > LONGEST_OTHER || !canBeOtherThanString(code)) return true;
    return resolvePlain(tree.text.slice(start, tree.end(key))).type === 'string';
  }

  #isKey(node: NodeId): boolean {
    this.#keys ??= keysOf(this.#tree);
    return this.#keys[node] === 1;
  }

  #add(code: YamlProblemCode, node: NodeId, message: string): void {
    const { text } = this.#tree;
    let start = this.#tree.start(node);
    let end = this.#tree.end(node);
    if (start === end) {
      // Nothing is written there: the character behind it is underlined, at the end of a line the one before it.
      if (start > 0 && isBreakOrEnd(text.charCodeAt(start))) start--;
      else end = Math.min(start + 1, text.length);
    }
    this.problems.push({ code, start, end, message });
  }
}

/** Where the next line that begins with `---` does, at or behind `from` and before `to`; -1 where none does. */
function nextDashes(text: string, from: number, to: number): number {
  if (text.startsWith('---', from) && (from === 0 || text.charCodeAt(from - 1) === LF)) return from;
  const found = text.slice(from, to).indexOf('\n---');
  return found === -1 ? -1 : from + found + 1;
}

function keysOf(tree: YamlTree): Uint8Array {
  const keys = new Uint8Array(tree.size);
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.mapping) continue;
    for (let key = tree.firstChild(node); key !== NO_NODE; key = tree.nextSibling(tree.next(key))) keys[key] = 1;
  }
  return keys;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROL_CHARACTER = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** No plain scalar that begins with a letter and is longer than "false" is anything but a string. */
const LONGEST_OTHER = 5;

const FAULT_MESSAGES: Readonly<Record<ScalarFault, (text: string, tag: string) => string>> = {
  tag: (text, tag) => `"${text}" is not what the tag "${shown(tag)}" says; change one of the two`,
  base64: (text) => `"${text}" is not base64, which "!!binary" calls for; encode it`,
  infinite: (text) => `"${text}" is a number that JSON does not have; quote it if it is text`,
};
