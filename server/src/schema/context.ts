import type { Range } from '../base/range.ts';
import type { Reads } from '../base/reads.ts';
import type { Problem, Severity } from '../manifest/problem.ts';
import { parseQuantity, type Quantity } from '../storage/quantity.ts';
import { canBeOtherThanString, isStringWord, UPPER_A } from '../yaml/resolve.ts';
import { jsonScalarOf, jsonValueOf, keyTextOf } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import type { ExpandedTree } from './expand.ts';
import { type GateName, isGateOn } from './gates.ts';
import type { Minor } from './minor.ts';
import { NamedKeys } from './namedKeys.ts';
import type { ContextOptions } from './options.ts';
import { PartReads } from './partReads.ts';
import { reportedPath, reportedVolumePath } from './paths.ts';
import { joinPath, type Place, problemAt, type ReportDetails } from './report.ts';
import type { RuleId } from './ruleSeverities.ts';
import type { WalkNotes } from './walkNotes.ts';
import type { WellParts } from './wellParts.ts';

export { type Place, quoted, type ReportDetails } from './report.ts';

/** A struct that is not written. */
export interface AbsentNode {
  readonly parent: NodeId;
  readonly name: string;
}

/**
 * One check of one object: reads the tree (which holds no aliases and merge keys any more) and collects problems.
 * Values that are null count as not written, as they do for the API server. Reading allocates nothing but the texts
 * that are asked for; places are worked out when something is reported.
 */
export class CheckContext {
  readonly tree: YamlTree;
  readonly minor: Minor;
  readonly isPatch: boolean;
  readonly isTemplate: boolean;
  /** Whether a node stands in its own place in the text, so that it can be edited: it is no copy for an alias. */
  readonly isOwn: (node: NodeId) => boolean;
  /** Whether the tree is the document's own, without copies. */
  readonly isAsWritten: boolean;
  /** Text that counts in more than one place. */
  readonly shared: readonly Range[];
  /** What keeps the server from reading the text into the object. */
  readonly decoding: Problem[] = [];
  /** What is wrong with the object, and what the server warns of. */
  readonly validation: Problem[] = [];
  readonly #root: NodeId;
  /** Parts in which nothing is found, by their nodes; undefined where nobody asks for them. */
  readonly parts: WellParts | undefined;
  /** What the walk looks at, piece by piece; undefined where nobody wants to know. */
  readonly notes: WalkNotes | undefined;
  /** What is looked at beyond the part that is being walked. */
  readonly partReads = new PartReads();
  /** Number of times that something was reported or taken back. */
  #reports = 0;
  /** Structs that are not written and yet checked: their ids count down from -2. */
  readonly absentNodes: AbsentNode[] = [];
  readonly #placesInParents = new Map<NodeId, number>();
  readonly #namedKeys: NamedKeys;

  /** Where copies for aliases are written. */
  readonly #places: ReadonlyMap<NodeId, Range>;

  constructor(expanded: ExpandedTree, options: ContextOptions) {
    this.tree = expanded.tree;
    this.#namedKeys = new NamedKeys(expanded.tree);
    this.#root = expanded.root;
    this.#places = expanded.places;
    this.isOwn = expanded.isOwn;
    this.isAsWritten = expanded.isAsWritten;
    this.shared = expanded.shared;
    this.minor = options.minor;
    this.isPatch = options.isPatch;
    this.isTemplate = options.isTemplate;
    const isPlain = this.isAsWritten && !this.isTemplate && !this.isPatch && this.tree.extras.tags.size === 0;
    this.parts = isPlain ? options.parts : undefined;
    this.notes = isPlain ? options.notes : undefined;
  }

  /** Whether something was reported. */
  get hasReported(): boolean {
    return this.#reports > 0;
  }

  /** The object as a whole. */
  get root(): NodeId {
    this.partReads.note(this.#root, '');
    return this.#root;
  }

  /** What a node stands in. Checks look upwards by this and `root` alone. */
  parent(node: NodeId): NodeId {
    const parent = this.tree.parent(node);
    this.partReads.note(parent, '');
    return parent;
  }

  /** Does `walk` with the part at `node`; what it looked at beyond that, undefined if it reported something. */
  walkApart(node: NodeId, walk: () => void): Reads | undefined {
    const reports = this.#reports;
    const reads = this.partReads.walk(node, this.tree.next(node), walk);
    return this.#reports === reports ? reads : undefined;
  }

  isMapping(node: NodeId): boolean {
    return node >= 0 && this.tree.kind(node) === NodeKind.mapping;
  }

  isList(node: NodeId): boolean {
    return node >= 0 && this.tree.kind(node) === NodeKind.sequence;
  }

  isNull(node: NodeId): boolean {
    if (node < 0 || this.tree.kind(node) !== NodeKind.scalar) return false;
    const style = this.tree.style(node);
    if (style === NodeStyle.empty && this.tree.tag(node) === undefined) return true;
    return (style === NodeStyle.plain || style === NodeStyle.empty) && jsonValueOf(this.tree, node) === null;
  }

  /** Stands for a struct that is not written (or null), so that what it must hold can be reported. */
  absent(parent: NodeId, name: string): NodeId {
    this.absentNodes.push({ parent, name });
    return NO_NODE - this.absentNodes.length;
  }

  keyText(key: NodeId): string {
    const { tree } = this;
    if (tree.style(key) !== NodeStyle.plain || tree.extras.tags.size > 0) return keyTextOf(tree, key);
    const text = tree.scalarText(key);
    const first = text.charCodeAt(0);
    const isWord = !canBeOtherThanString(first) || (first >= UPPER_A && isStringWord(text));
    return isWord ? text : keyTextOf(tree, key);
  }

  /** The key of that name in a mapping, or NO_NODE. Of several, the last: the server's reader does the same. */
  key(mapping: NodeId, name: string): NodeId {
    if (!this.isMapping(mapping)) return NO_NODE;
    this.partReads.note(mapping, name);
    return this.#namedKeys.find(mapping, name);
  }

  /** The value written under that name, null included, or NO_NODE. */
  written(mapping: NodeId, name: string): NodeId {
    const key = this.key(mapping, name);
    return key === NO_NODE ? NO_NODE : this.tree.next(key);
  }

  /** The value under that name, or NO_NODE when there is none or it is null. */
  value(mapping: NodeId, name: string): NodeId {
    const value = this.written(mapping, name);
    return value === NO_NODE || this.isNull(value) ? NO_NODE : value;
  }

  has(mapping: NodeId, name: string): boolean {
    return this.value(mapping, name) !== NO_NODE;
  }

  /** The text of a string, '' when absent or something else. */
  string(mapping: NodeId, name: string): string {
    const value = this.written(mapping, name);
    return value === NO_NODE ? '' : this.stringOf(value);
  }

  /** The number under that name, undefined when absent or something else. */
  number(mapping: NodeId, name: string): number | undefined {
    const json = this.jsonOf(this.written(mapping, name));
    return typeof json === 'number' ? json : undefined;
  }

  /** Whether `true` is written under that name. */
  isTrue(mapping: NodeId, name: string): boolean {
    return this.jsonOf(this.written(mapping, name)) === true;
  }

  /** The text of a scalar that is a string to Kubernetes, '' otherwise. */
  stringOf(node: NodeId): string {
    if (node < 0 || this.tree.kind(node) !== NodeKind.scalar) return '';
    if (this.tree.style(node) !== NodeStyle.plain) return this.tree.scalarText(node);
    const json = jsonValueOf(this.tree, node);
    return typeof json === 'string' ? json : '';
  }

  /** The JSON value of a scalar; undefined for collections and nothing. */
  jsonOf(node: NodeId): string | number | boolean | null | undefined {
    return node >= 0 && this.tree.kind(node) === NodeKind.scalar ? jsonValueOf(this.tree, node) : undefined;
  }

  /** The quantity that a scalar stands for (null is 0); undefined where it is none. */
  quantityOf(node: NodeId): Quantity | undefined {
    const scalar = node >= 0 ? jsonScalarOf(this.tree, node) : undefined;
    if (scalar === undefined || scalar.type === 'boolean') return undefined;
    if (scalar.type === 'null') return parseQuantity('0');
    return parseQuantity(scalar.type === 'integer' && !scalar.isFloat ? scalar.text : String(scalar.value));
  }

  /** The items of a list; empty when it is none. */
  items(list: NodeId): NodeId[] {
    const found: NodeId[] = [];
    if (!this.isList(list)) return found;
    this.partReads.note(list, undefined);
    const limit = this.tree.next(list);
    for (let item = list + 1; item < limit; item = this.tree.next(item)) found.push(item);
    return found;
  }

  /** The items of the list under that name. */
  itemsOf(mapping: NodeId, name: string): NodeId[] {
    return this.items(this.written(mapping, name));
  }

  /** The keys of a mapping; the value of a key is `tree.next(key)`. */
  keys(mapping: NodeId): NodeId[] {
    const found: NodeId[] = [];
    if (!this.isMapping(mapping)) return found;
    this.partReads.note(mapping, undefined);
    const limit = this.tree.next(mapping);
    for (let key = mapping + 1; key < limit; key = this.tree.next(this.tree.next(key))) found.push(key);
    return found;
  }

  /** Whether a list or mapping has nothing in it (or is no such thing). */
  isEmpty(node: NodeId): boolean {
    if (node < 0) return true;
    this.partReads.note(node, undefined);
    return this.tree.firstChild(node) === NO_NODE;
  }

  /** The string values of a map, as labels are; null reads as ''. */
  stringMap(mapping: NodeId): Map<string, string> {
    const map = new Map<string, string>();
    for (const key of this.keys(mapping)) map.set(this.keyText(key), this.stringOf(this.tree.next(key)));
    return map;
  }

  /** Whether a placeholder stands in the text, so that what it will say is not known. */
  isOpen(text: string): boolean {
    return this.isTemplate && (text.includes('${') || text.includes('{{'));
  }

  /** Whether a feature gate is on by default in the minor. */
  isOn(gate: GateName): boolean {
    return isGateOn(gate, this.minor);
  }

  /** The place of a value: its own text, or its key where the value spans lines or is not written. */
  at(node: NodeId): Place {
    return { range: this.#rangeOf(node), field: this.pathOf(node) };
  }

  /** The place of a field, written or not: its value, its key, or the nearest key above. */
  atField(mapping: NodeId, name: string): Place {
    const value = this.written(mapping, name);
    if (value !== NO_NODE) return this.at(value);
    return { range: this.#keyRange(mapping), field: joinPath(this.pathOf(mapping), name) };
  }

  /** The place of a key. */
  atKey(key: NodeId): Place {
    return { range: this.#textRange(key), field: this.pathOf(key) };
  }

  /** The Kubernetes field path of a value or key. */
  pathOf(node: NodeId): string {
    if (node === this.#root || node === NO_NODE) return '';
    if (node < 0) {
      const { parent, name } = this.absentNodes[NO_NODE - 1 - node]!;
      return joinPath(this.pathOf(parent), name);
    }
    const parent = this.tree.parent(node);
    const key = this.keyOf(node);
    if (key !== NO_NODE) return joinPath(this.pathOf(parent), this.keyText(key));
    return `${this.pathOf(parent)}[${this.#placeIn(parent, node)}]`;
  }

  /** The Kubernetes field path of another field of the mapping that a key stands in. */
  pathOfField(key: NodeId, name: string): string {
    return joinPath(this.pathOf(this.tree.parent(key)), name);
  }

  /** The name by which messages call a value: its key as it is written, for items of lists that of the list. */
  labelOf(node: NodeId): string {
    for (let at = node; at >= 0 && at !== this.#root; at = this.tree.parent(at)) {
      const key = this.keyOf(at);
      if (key !== NO_NODE) return this.tree.scalarText(key) || this.keyText(key);
    }
    return node < NO_NODE ? this.absentNodes[NO_NODE - 1 - node]!.name : 'The object';
  }

  /** The key of a value (of a key: itself); NO_NODE for items of lists and the root. */
  keyOf(node: NodeId): NodeId {
    if (node === this.#root || node < 0) return NO_NODE;
    const parent = this.tree.parent(node);
    if (parent === NO_NODE || this.tree.kind(parent) !== NodeKind.mapping) return NO_NODE;
    return this.#placeIn(parent, node);
  }

  /** The key of a mapping's child, the index of a list's: worked out for all children at once, for there may be many. */
  #placeIn(parent: NodeId, node: NodeId): number {
    const places = this.#placesInParents;
    const known = places.get(node);
    if (known !== undefined) return known;
    const limit = this.tree.next(parent);
    const isMapping = this.tree.kind(parent) === NodeKind.mapping;
    let key = NO_NODE;
    let place = 0;
    for (let child = parent + 1; child < limit; child = this.tree.next(child)) {
      if (place % 2 === 0) key = child;
      places.set(child, isMapping ? key : place);
      place++;
    }
    return places.get(node)!;
  }

  /** Reports what is wrong with the object. */
  report(rule: RuleId, place: Place, message: string, details?: ReportDetails): void {
    this.#reports++;
    if (this.#isOpenAt(place)) return;
    const found = problemAt(rule, place, { message, details });
    this.validation.push({ ...found, field: reportedVolumePath(this, reportedPath(found.field, this.minor)) });
  }

  /** Reports what keeps the text from being read into the object. */
  reportUnreadable(rule: RuleId, place: Place, message: string, details?: ReportDetails): void {
    this.#reports++;
    if (this.#isOpenAt(place)) return;
    this.decoding.push(problemAt(rule, place, { message, details }));
  }

  /** Takes back what validation found within a stretch of the text: something that must go as a whole. */
  withdraw(start: number, end: number, severity?: Severity): void {
    this.#reports++;
    const kept = this.validation.filter(
      (found) => found.range.start < start || found.range.end > end || (severity && found.severity !== severity),
    );
    this.validation.splice(0, this.validation.length, ...kept);
  }

  #isOpenAt(place: Place): boolean {
    return this.isTemplate && this.isOpen(this.tree.text.slice(place.range.start, place.range.end));
  }

  #rangeOf(node: NodeId): Range {
    if (node < 0) return this.#keyRange(node);
    const place = this.#places.get(node);
    if (place) return place;
    const style = this.tree.style(node);
    if (style === NodeStyle.empty || style === NodeStyle.block) return this.#keyRange(node);
    return this.#textRange(node);
  }

  /** The key that leads to a node; of items of lists their first key. */
  #keyRange(node: NodeId): Range {
    if (node < NO_NODE) {
      const { parent, name } = this.absentNodes[NO_NODE - 1 - node]!;
      const key = this.key(parent, name);
      return key === NO_NODE ? this.#keyRange(parent) : this.#textRange(key);
    }
    const key = this.keyOf(node);
    if (key !== NO_NODE) return this.#textRange(key);
    const place = this.#places.get(node);
    if (place) return place;
    if (node === this.#root) return this.#rootRange();
    if (this.tree.style(node) === NodeStyle.empty) return this.#keyRange(this.tree.parent(node));
    return this.tree.style(node) === NodeStyle.block ? this.#firstLine(node) : this.#textRange(node);
  }

  /** Of the object as a whole: its kind, else its first key. */
  #rootRange(): Range {
    const kind = this.written(this.#root, 'kind');
    if (kind !== NO_NODE && this.tree.style(kind) !== NodeStyle.empty) return this.#textRange(kind);
    return this.#firstLine(this.#root);
  }

  #firstLine(node: NodeId): Range {
    const first = this.tree.firstChild(node);
    return first === NO_NODE ? this.#textRange(node) : this.#textRange(first);
  }

  #textRange(node: NodeId): Range {
    return { start: this.tree.start(node), end: this.tree.end(node) };
  }
}
