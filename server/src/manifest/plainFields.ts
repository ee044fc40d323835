import { ownString } from '../base/ownString.ts';
import { findKey, jsonValueOf, mappingEntries } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, type YamlTree } from '../yaml/tree.ts';
import type { FieldView } from './fieldView.ts';

/**
 * What a `FieldView` tells of values and nothing of places, for reading thousands of files: half the time, and the strings
 * that it gives keep no text in memory.
 */
export class PlainFields {
  private readonly tree: YamlTree;
  /** As written; NO_NODE where nothing is. */
  private readonly written: NodeId;
  private readonly node: NodeId;

  private constructor(tree: YamlTree, written: NodeId) {
    this.tree = tree;
    this.written = written;
    this.node = written === NO_NODE ? NO_NODE : tree.resolve(written);
  }

  static of({ tree, written }: FieldView): PlainFields {
    return new PlainFields(tree, written);
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

  /** The field of that name; one without a value where there is none. */
  field(name: string): PlainFields {
    const key = this.node === NO_NODE ? NO_NODE : findKey(this.tree, this.node, name);
    return new PlainFields(this.tree, key === NO_NODE ? NO_NODE : this.tree.next(key));
  }

  /** The place two fields down. */
  at(first: string, second: string): PlainFields {
    return this.field(first).field(second);
  }

  /** The items of a list; empty when this is no list. */
  items(): PlainFields[] {
    const { tree, node } = this;
    const found: PlainFields[] = [];
    if (node === NO_NODE || tree.kind(node) !== NodeKind.sequence) return found;
    for (let item = tree.firstChild(node); item !== NO_NODE; item = tree.nextSibling(item)) {
      found.push(new PlainFields(tree, item));
    }
    return found;
  }

  /** The names of the fields of a mapping, merge keys applied. */
  names(): string[] {
    return mappingEntries(this.tree, this.node).map(([, , name]) => ownString(name));
  }

  /** The fields of a mapping whose values are strings, as labels are. */
  strings(): Readonly<Record<string, string>> {
    let found: Record<string, string> | undefined;
    for (const [, value, name] of mappingEntries(this.tree, this.node)) {
      const text = jsonValueOf(this.tree, value);
      if (typeof text !== 'string') continue;
      found ??= {};
      // Written as it is, it would set the prototype.
      if (name === '__proto__') Object.defineProperty(found, name, { ...ordinary, value: ownString(text) });
      else found[name] = ownString(text);
    }
    return found ?? noStrings;
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

const ordinary: PropertyDescriptor = { enumerable: true, writable: true, configurable: true };
const noStrings: Readonly<Record<string, string>> = Object.freeze({});
