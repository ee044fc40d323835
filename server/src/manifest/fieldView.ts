import type { Range } from '../base/range.ts';
import { noteEverything, noteFieldQuestion, noteNode } from '../base/reads.ts';
import { findKey, jsonValueOf, mappingEntries, stringOfField } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';

/**
 * A place in a manifest, there or not: `view.field('spec').field('replicas').integer()` is undefined when anything on
 * the way is missing or of another type, and nothing ever throws. Offsets count from the document's start.
 *
 * Which fields were asked for is noted (`base/reads.ts`), so that rules need not run again when others change.
 */
export class FieldView {
  /** The value's node with aliases resolved, or NO_NODE where the field is not written. */
  readonly node: NodeId;
  /** The value's node as written (an alias stays one); NO_NODE where the field is not written. */
  readonly written: NodeId;
  /** The key's node; NO_NODE for items of lists, the root and fields that are not written. */
  readonly key: NodeId;
  readonly parent: FieldView | undefined;
  /** Field name or index within the parent; '' for the root. */
  readonly step: string | number;
  private readonly ownTree: YamlTree;

  constructor(tree: YamlTree, written: NodeId, at: { key: NodeId; parent?: FieldView; step: string | number }) {
    this.ownTree = tree;
    this.written = written;
    this.node = written === NO_NODE ? NO_NODE : tree.resolve(written);
    this.key = at.key;
    this.parent = at.parent;
    this.step = at.step;
  }

  /** The whole tree. What is worked out from it counts as new after each edit; the other methods know better. */
  get tree(): YamlTree {
    noteEverything();
    return this.ownTree;
  }

  /** Whether the field is written, even if its value is null or empty. */
  get exists(): boolean {
    return this.node !== NO_NODE;
  }

  /** Whether a value other than null is written. */
  get hasValue(): boolean {
    return this.node !== NO_NODE && this.json() !== null;
  }

  /** The Kubernetes field path, as in `spec.template.spec.containers[0].name`. */
  get path(): string {
    if (!this.parent) return '';
    const before = this.parent.path;
    if (typeof this.step === 'number') return `${before}[${this.step}]`;
    return before === '' ? this.step : `${before}.${this.step}`;
  }

  /** The value's range; without a value that of the key; of a field not written, the nearest key above it. */
  get range(): Range {
    noteEverything();
    if (this.written !== NO_NODE && this.ownTree.style(this.written) !== NodeStyle.empty)
      return this.rangeOf(this.written);
    return this.keyRange;
  }

  /** The key's range; for items the item's own; of a field not written, that of the nearest place above it. */
  get keyRange(): Range {
    noteEverything();
    if (this.key !== NO_NODE) return this.rangeOf(this.key);
    if (this.written !== NO_NODE) return this.rangeOf(this.written);
    return this.parent ? this.parent.keyRange : { start: 0, end: 0 };
  }

  /** The field of that name; a view of nothing when this is no mapping or does not have it. */
  field(name: string): FieldView {
    if (!this.isMapping()) return new FieldView(this.ownTree, NO_NODE, { key: NO_NODE, parent: this, step: name });
    noteNode(this.node, name);
    const key = findKey(this.ownTree, this.node, name);
    const value = key === NO_NODE ? NO_NODE : this.ownTree.next(key);
    return new FieldView(this.ownTree, value, { key, parent: this, step: name });
  }

  /**
   * What a question about a field's text has as answer; '' stands for all that is no string. Who asks looked at nothing but
   * the answer, which best is one that many texts have.
   */
  ask<T>(name: string, question: (text: string) => T): T {
    if (!this.isMapping()) return question('');
    const { node } = this;
    const answer = question(stringOfField(this.ownTree, node, name));
    noteFieldQuestion({ node, name, ask: question, answer });
    return answer;
  }

  /** The place several fields down. */
  at(...names: string[]): FieldView {
    let view: FieldView = this;
    for (const name of names) view = view.field(name);
    return view;
  }

  /** The items of a list; empty when this is no list. */
  items(): FieldView[] {
    if (!this.isSequence()) return [];
    noteNode(this.node, undefined);
    const found: FieldView[] = [];
    for (let item = this.ownTree.firstChild(this.node); item !== NO_NODE; item = this.ownTree.nextSibling(item)) {
      found.push(new FieldView(this.ownTree, item, { key: NO_NODE, parent: this, step: found.length }));
    }
    return found;
  }

  /** The fields of a mapping in order, merge keys applied; empty when this is no mapping. */
  entries(): { name: string; value: FieldView }[] {
    if (!this.isMapping()) return [];
    noteNode(this.node, undefined);
    const found: { name: string; value: FieldView }[] = [];
    for (const [key, value, name] of mappingEntries(this.ownTree, this.node)) {
      found.push({ name, value: new FieldView(this.ownTree, value, { key, parent: this, step: name }) });
    }
    return found;
  }

  isMapping(): boolean {
    return this.node !== NO_NODE && this.ownTree.kind(this.node) === NodeKind.mapping;
  }

  isSequence(): boolean {
    return this.node !== NO_NODE && this.ownTree.kind(this.node) === NodeKind.sequence;
  }

  isScalar(): boolean {
    return this.node !== NO_NODE && this.ownTree.kind(this.node) === NodeKind.scalar;
  }

  /** The scalar as Kubernetes reads it: string, number, boolean or null; undefined when absent or a collection. */
  json(): string | number | boolean | null | undefined {
    return this.isScalar() ? jsonValueOf(this.ownTree, this.node) : undefined;
  }

  /** The text of a string value; undefined when absent or of another type. */
  string(): string | undefined {
    const value = this.json();
    return typeof value === 'string' ? value : undefined;
  }

  /** The value of a whole number; undefined when absent or of another type. */
  integer(): number | undefined {
    const value = this.json();
    return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
  }

  boolean(): boolean | undefined {
    const value = this.json();
    return typeof value === 'boolean' ? value : undefined;
  }

  /** The scalar's text whatever its type, unescaped; undefined when absent or a collection. */
  text(): string | undefined {
    return this.isScalar() ? this.ownTree.scalarText(this.node) : undefined;
  }

  /** The scalar as it is written, quotes and all; of an alias what it stands for; undefined when absent or a collection. */
  source(): string | undefined {
    if (!this.isScalar()) return undefined;
    return this.ownTree.text.slice(this.ownTree.start(this.node), this.ownTree.end(this.node));
  }

  /** Where `source` stands. */
  get sourceStart(): number {
    noteEverything();
    return this.ownTree.start(this.node);
  }

  /** A mapping of strings, as labels are; entries whose value is no string are left out. */
  stringMap(): ReadonlyMap<string, string> {
    const map = new Map<string, string>();
    if (!this.isMapping()) return map;
    noteNode(this.node, undefined);
    for (const [, value, name] of mappingEntries(this.ownTree, this.node)) {
      const text = jsonValueOf(this.ownTree, value);
      if (typeof text === 'string') map.set(name, text);
    }
    return map;
  }

  private rangeOf(node: NodeId): Range {
    return { start: this.ownTree.start(node), end: this.ownTree.end(node) };
  }
}

/** Views without those whose value is that of one before: thousands of aliases may stand for the same one. */
export function onlyOnce(views: readonly FieldView[]): FieldView[] {
  return [...new Map(views.map((view) => [view.node, view])).values()];
}
