import { ownString } from '../base/ownString.ts';
import type { Range } from '../base/range.ts';
import { noteEverything, noteNode, noteQuestion } from '../base/reads.ts';
import { emptyTree } from '../yaml/parse.ts';
import { eachEntry, findKey, isWord, jsonValueOf } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import type { FieldView } from './fieldView.ts';

/**
 * What a `FieldView` tells, but for paths, for reading thousands of files: half the time, and the strings that it gives keep
 * no text in memory. What was looked at is noted as there.
 */
export class PlainFields {
  private readonly tree: YamlTree;
  /** As written; NO_NODE where nothing is. */
  private readonly written: NodeId;
  /** The node of the value, behind aliases; NO_NODE where there is none. */
  readonly node: NodeId;
  /** NO_NODE for the root and for items of lists. */
  private readonly key: NodeId;

  private constructor(tree: YamlTree, written: NodeId, key: NodeId = NO_NODE) {
    this.tree = tree;
    this.key = key;
    this.written = written;
    this.node = written === NO_NODE ? NO_NODE : tree.resolve(written);
  }

  static of({ tree, written }: FieldView): PlainFields {
    return new PlainFields(tree, written);
  }

  /** A place where nothing is, which belongs to no document. */
  static nowhere(): PlainFields {
    return new PlainFields(emptyTree, NO_NODE);
  }

  /** The top of a document. */
  static rootOf(tree: YamlTree): PlainFields {
    return new PlainFields(tree, tree.root);
  }

  /** Whether there is a value, even if it is null or empty. */
  get exists(): boolean {
    return this.node !== NO_NODE;
  }

  /** Whether something is written, even if it is an alias of nothing. */
  get isWritten(): boolean {
    return this.written !== NO_NODE;
  }

  get isNull(): boolean {
    return this.json() === null;
  }

  isMapping(): boolean {
    return this.node !== NO_NODE && this.tree.kind(this.node) === NodeKind.mapping;
  }

  isSequence(): boolean {
    return this.node !== NO_NODE && this.tree.kind(this.node) === NodeKind.sequence;
  }

  /** The range of what is written, that of the key where nothing is behind it; undefined for a field that is not there. */
  range(): Range | undefined {
    noteEverything();
    const { tree, written, key } = this;
    if (written === NO_NODE) return undefined;
    const node = tree.style(written) === NodeStyle.empty && key !== NO_NODE ? key : written;
    return { start: tree.start(node), end: tree.end(node) };
  }

  /** The field of that name; one without a value where there is none. */
  field(name: string): PlainFields {
    if (this.node === NO_NODE) return nothing;
    noteNode(this.node, name);
    const key = findKey(this.tree, this.node, name);
    return key === NO_NODE ? nothing : new PlainFields(this.tree, this.tree.next(key), key);
  }

  /** The place two fields down. */
  at(first: string, second: string): PlainFields {
    return this.field(first).field(second);
  }

  /** The items of a list; empty when this is no list. */
  items(): readonly PlainFields[] {
    const { tree, node } = this;
    if (!this.isSequence()) return noItems;
    noteNode(node, undefined);
    const first = tree.firstChild(node);
    if (first === NO_NODE) return noItems;
    // Most lists have one item, for which a list that grows would take up too much room.
    const found = [new PlainFields(tree, first)];
    for (let item = tree.nextSibling(first); item !== NO_NODE; item = tree.nextSibling(item)) {
      found.push(new PlainFields(tree, item));
    }
    return found;
  }

  /** The names of the fields of a mapping, merge keys applied. */
  names(): string[] {
    noteNode(this.node, undefined);
    const found: string[] = [];
    eachEntry(this.tree, this.node, (_key, _value, name) => found.push(ownString(name)));
    return found;
  }

  /** Shows each field anywhere below, and the mapping that holds it. What an alias stands for is not gone through. */
  eachBelow(see: (name: string, value: PlainFields, holder: PlainFields) => void): void {
    if (this.node === NO_NODE || this.written !== this.node || this.isScalar()) return;
    for (const item of this.items()) item.eachBelow(see);
    noteNode(this.node, undefined);
    eachEntry(this.tree, this.node, (key, value, name) => {
      const field = new PlainFields(this.tree, value, key);
      see(name, field, this);
      // What `<<` brings in stands elsewhere.
      if (this.tree.parent(key) === this.node) field.eachBelow(see);
    });
  }

  /** Whether the text of the whole document is like that; which text it is is not looked at. */
  asksText(isLike: (text: string) => boolean): boolean {
    const ask = ({ tree }: { readonly tree: YamlTree }) => isLike(tree.text);
    const answer = ask({ tree: this.tree });
    noteQuestion({ ask, answer });
    return answer;
  }

  /** Whether some field of a mapping has a name like that, merge keys applied. */
  hasName(isLike: (name: string) => boolean): boolean {
    noteNode(this.node, undefined);
    let has = false;
    eachEntry(this.tree, this.node, (_key, _value, name) => {
      has ||= isLike(name);
    });
    return has;
  }

  /** The fields of a mapping whose values are strings, as labels are; `known` itself where it holds just these. */
  strings(known?: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    noteNode(this.node, undefined);
    if (known !== undefined && this.holdsJust(known)) return known;
    let found: Record<string, string> | undefined;
    eachEntry(this.tree, this.node, (_key, value, name) => {
      const text = jsonValueOf(this.tree, value);
      if (typeof text !== 'string') return;
      found ??= {};
      // Written as it is, it would set the prototype.
      if (name === '__proto__') Object.defineProperty(found, name, { ...ordinary, value: ownString(text) });
      else found[name] = ownString(text);
    });
    return found ?? noStrings;
  }

  /** Whether a mapping has these fields in this order, and no other ones, each as a plain word. A false answer is no proof. */
  private holdsJust(known: Readonly<Record<string, string>>): boolean {
    if (!this.isMapping()) return false;
    const { tree } = this;
    let key = tree.firstChild(this.node);
    for (const name in known) {
      if (key === NO_NODE || !isWord(tree, key, name) || !isWord(tree, tree.next(key), known[name]!)) return false;
      key = tree.nextSibling(tree.next(key));
    }
    return key === NO_NODE;
  }

  /** The text of a string; undefined when there is none. */
  string(): string | undefined {
    const value = this.json();
    return typeof value === 'string' ? ownString(value) : undefined;
  }

  /** The value of a whole number; undefined when there is none. */
  integer(): number | undefined {
    const value = this.json();
    return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
  }

  boolean(): boolean | undefined {
    const value = this.json();
    return typeof value === 'boolean' ? value : undefined;
  }

  /** The scalar's text whatever its type; undefined for collections and where there is none. */
  text(): string | undefined {
    return this.isScalar() ? ownString(this.tree.scalarText(this.node)) : undefined;
  }

  private isScalar(): boolean {
    return this.node !== NO_NODE && this.tree.kind(this.node) === NodeKind.scalar;
  }

  private json(): string | number | boolean | null | undefined {
    return this.node === NO_NODE ? undefined : jsonValueOf(this.tree, this.node);
  }
}

const nothing = PlainFields.nowhere();
const noItems: readonly never[] = [];
const ordinary: PropertyDescriptor = { enumerable: true, writable: true, configurable: true };
const noStrings: Readonly<Record<string, string>> = Object.freeze({});
