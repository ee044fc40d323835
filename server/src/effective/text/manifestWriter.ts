import { memoize } from '../../base/memoize.ts';
import { dashOf } from '../../manifest/edits.ts';
import { isBreak, lineEndOf, nextLineOf, TextLines } from '../../text/textLines.ts';
import { isMergeKey, jsonValueOf, keyTextOf, mappingEntries } from '../../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../../yaml/tree.ts';
import type { EffectiveObject } from '../effectiveObject.ts';
import { isObject, type Json, type JsonObject, joinPath } from '../json.ts';
import { LineEdits } from './edits.ts';
import { type FlowEntry, FlowWriter } from './flowWriter.ts';
import {
  inlineText,
  type Placement,
  renderBlock,
  renderEntries,
  renderEntry,
  renderFlow,
  renderItem,
} from './render.ts';

/** What stands around a value. */
interface Holder {
  /** How far the lines of a block value are indented. */
  readonly indent: number;
  readonly isFlow: boolean;
  /** The key, for notes that several values of one line share. */
  readonly name?: string;
}

/** A key, its value and the name that they stand for. */
interface Entry {
  readonly key: NodeId;
  readonly value: NodeId;
  readonly name: string;
}

const addedNote = 'added: default';

/** Turns the text of a manifest into what is stored, changing no more than that. */
export class ManifestWriter {
  readonly #tree: YamlTree;
  readonly #edits: LineEdits;
  readonly #flow: FlowWriter;
  readonly #effective: EffectiveObject;
  /** How far the author indents lists below their keys: none or two blanks. */
  readonly #listIndent: number;

  constructor(tree: YamlTree, effective: EffectiveObject) {
    this.#tree = tree;
    this.#effective = effective;
    this.#edits = new LineEdits(linesOf(tree));
    this.#flow = new FlowWriter(tree, this.#edits);
    this.#listIndent = hasFlatLists(tree) ? 0 : 2;
  }

  /** The changes that make the object below `root` what is stored. */
  write(root: NodeId): LineEdits {
    this.#value(root, this.#effective.object, '', { indent: 0, isFlow: false });
    return this.#edits;
  }

  /** Behind the last character of a value; block scalars count without the line end behind them. */
  endOf(node: NodeId): number {
    const tree = this.#tree;
    let end = tree.end(node);
    while (end > tree.start(node) && isBreak(tree.text.charCodeAt(end - 1))) end--;
    return end;
  }

  #value(node: NodeId, stored: Json, path: string, holder: Holder): void {
    const tree = this.#tree;
    const kind = tree.kind(node);
    if (kind === NodeKind.alias) {
      this.#replace(node, stored, holder, `written out from *${tree.anchor(node) ?? ''}`);
    } else if (kind === NodeKind.mapping && isObject(stored)) {
      if (this.#becomesBlock(node, stored, holder)) return;
      this.#mapping(node, stored, path);
    } else if (kind === NodeKind.sequence && Array.isArray(stored)) {
      if (this.#becomesBlock(node, stored, holder)) return;
      this.#sequence(node, stored, path);
    } else if (kind !== NodeKind.scalar) {
      this.#replace(node, stored, holder, 'rewritten from an empty list');
    } else {
      const written = jsonValueOf(tree, node) ?? null;
      if (written === stored) return;
      this.#replace(node, stored, holder, written === null ? addedNote : `rewritten from ${this.#sourceOf(node)}`);
    }
  }

  #sourceOf(node: NodeId): string {
    const source = this.#tree.text.slice(this.#tree.start(node), this.endOf(node));
    return lineEndOf(source, 0) < source.length ? JSON.stringify(this.#tree.scalarText(node)) : source;
  }

  /** Puts another value in the place of one. */
  #replace(node: NodeId, stored: Json, holder: Holder, note: string): void {
    const tree = this.#tree;
    const isEmpty = tree.style(node) === NodeStyle.empty;
    const tag = tree.tag(node);
    const start = isEmpty
      ? this.#behindWord(tree.start(node))
      : tag === undefined
        ? tree.start(node)
        : tree.text.lastIndexOf(tag, tree.start(node));
    const end = isEmpty ? start : this.endOf(node);
    const inline = holder.isFlow ? renderFlow(stored, false) : inlineText(stored);
    if (inline !== undefined) {
      this.#edits.replace(start, end, isEmpty ? ` ${inline}` : inline);
    } else {
      this.#edits.replace(this.#behindWord(start), end, '');
      this.#edits.insertBelow(end, renderBlock(stored, this.#below(stored, holder)));
    }
    this.#flow.note(end, holder.isFlow && holder.name !== undefined ? `${holder.name} ${note}` : note);
  }

  /** `{}` and `[]` that get something to hold are written as blocks. */
  #becomesBlock(node: NodeId, stored: JsonObject | Json[], holder: Holder): boolean {
    const tree = this.#tree;
    const isEmptyFlow = tree.style(node) === NodeStyle.flow && tree.firstChild(node) === NO_NODE;
    if (!isEmptyFlow || holder.isFlow || inlineText(stored) !== undefined) return false;
    const lines = Array.isArray(stored)
      ? stored.flatMap((item) => renderItem(item, { ...this.#below(stored, holder), note: addedNote }))
      : renderEntries(stored, { ...this.#below(stored, holder), note: addedNote });
    this.#edits.replace(this.#behindWord(tree.start(node)), tree.end(node), '');
    this.#edits.insertBelow(tree.end(node), lines);
    return true;
  }

  /** Where the lines of a block value go. */
  #below(value: Json, { indent, name }: Holder): Placement {
    const isList = Array.isArray(value) && name !== undefined;
    return { indent: isList ? indent - 2 + this.#listIndent : indent, listIndent: this.#listIndent };
  }

  #behindWord(offset: number): number {
    let at = offset;
    while (at > 0 && this.#tree.text[at - 1] === ' ') at--;
    return at;
  }

  #mapping(node: NodeId, stored: JsonObject, path: string): void {
    const tree = this.#tree;
    const isFlow = tree.style(node) === NodeStyle.flow;
    const first = tree.firstChild(node);
    const column = this.#edits.columnOf(first === NO_NODE ? tree.start(node) : this.#entryStart(first));
    const entries = this.#entries(node);
    const own = new Map(entries.filter(({ key }) => !isMergeKey(tree, key)).map((entry) => [entry.name, entry.key]));
    const gone = new Set<NodeId>();
    for (const entry of entries) {
      const reason = this.#reasonToDrop(entry, own, stored, path);
      const { key, value, name } = entry;
      if (reason !== undefined) {
        gone.add(key);
        if (isFlow) this.#flow.remove(node, key, value, `${name} ${reason}`);
        else this.#commentOut(this.#entryStart(key), value, reason);
      } else if (Object.hasOwn(stored, name)) {
        this.#value(value, stored[name] ?? null, joinPath(path, name), { indent: column + 2, isFlow, name });
      }
    }
    const merged = new Set(Array.from(mappingEntries(tree, node), ([, , name]) => name));
    const missing = Object.entries(stored).filter(([name]) => !own.has(name));
    const isEmptied = missing.length === 0 && gone.size === entries.length;
    const noteOf = (name: string): string => (merged.has(name) ? this.#mergedNote(joinPath(path, name)) : addedNote);
    if (isFlow) {
      const added = missing.map(([name, value]): FlowEntry => ({ name, value, note: noteOf(name) }));
      this.#flow.insert(node, added, (key) => gone.has(key));
      return;
    }
    const lines = missing.flatMap(([name, value]) =>
      renderEntry(name, value, { indent: column, listIndent: this.#listIndent, note: noteOf(name) }),
    );
    if (isEmptied) lines.push(`${' '.repeat(column)}{}`);
    if (lines.length > 0) this.#edits.insertBelow(this.endOf(node), lines);
  }

  #entries(mapping: NodeId): Entry[] {
    const tree = this.#tree;
    const found: Entry[] = [];
    for (let key = tree.firstChild(mapping); key !== NO_NODE; ) {
      const value = tree.nextSibling(key);
      found.push({ key, value, name: keyTextOf(tree, key) });
      key = tree.nextSibling(value);
    }
    return found;
  }

  #reasonToDrop(
    { key, name }: Entry,
    own: ReadonlyMap<string, NodeId>,
    stored: JsonObject,
    path: string,
  ): string | undefined {
    if (isMergeKey(this.#tree, key)) return 'written out below';
    if (own.get(name) !== key) return 'dropped: written again below';
    return Object.hasOwn(stored, name) ? undefined : this.#reasonAt(joinPath(path, name));
  }

  #reasonAt(path: string): string | undefined {
    const reason = this.#effective.dropped.get(path);
    return reason === undefined ? undefined : `dropped: ${reason}`;
  }

  #mergedNote(path: string): string {
    const { added } = this.#effective;
    if (Object.hasOwn(added, path)) return addedNote;
    const isCompleted = Object.keys(added).some((key) => key.startsWith(`${path}.`) || key.startsWith(`${path}[`));
    return isCompleted ? 'from <<, with defaults' : 'from <<';
  }

  #sequence(node: NodeId, stored: Json[], path: string): void {
    const tree = this.#tree;
    const isFlow = tree.style(node) === NodeStyle.flow;
    const column = this.#edits.columnOf(tree.start(node));
    const gone = new Set<NodeId>();
    let kept = 0;
    let index = 0;
    for (let item = tree.firstChild(node); item !== NO_NODE; item = tree.nextSibling(item)) {
      const reason = this.#reasonAt(joinPath(path, index++));
      if (reason === undefined) {
        const value = stored[kept];
        if (value !== undefined) this.#value(item, value, joinPath(path, index - 1), { indent: column + 2, isFlow });
        kept++;
      } else if (isFlow) {
        gone.add(item);
        this.#flow.remove(node, item, item, `an item ${reason}`);
      } else this.#commentOut(dashOf(tree, item), item, reason);
    }
    const added = stored.slice(kept);
    if (added.length === 0) return;
    if (isFlow) {
      const items = added.map((value): FlowEntry => ({ value, note: addedNote }));
      this.#flow.insert(node, items, (item) => gone.has(item));
    } else {
      const lines = added.flatMap((value) =>
        renderItem(value, { indent: column, listIndent: this.#listIndent, note: addedNote }),
      );
      this.#edits.insertBelow(this.endOf(node), lines);
    }
  }

  /** Where an entry begins: at the `?`, anchor or tag before its key, if there is one. */
  #entryStart(key: NodeId): number {
    const { text } = this.#tree;
    let start = this.#tree.start(key);
    for (;;) {
      const word = this.#behindWord(start);
      let at = word;
      while (at > 0 && !/[\s\x85]/.test(text[at - 1]!)) at--;
      if (at === word || !['?', '&', '!'].includes(text[at]!)) return start;
      start = at;
    }
  }

  /** Makes comments of the lines from `start` to the end of a value. */
  #commentOut(start: number, value: NodeId, reason: string): void {
    const edits = this.#edits;
    const { text } = edits;
    const column = edits.columnOf(start);
    const end = this.endOf(value);
    edits.replace(start, start, '# ');
    for (let line = edits.endOfLine(start); line < end; line = edits.endOfLine(line)) {
      line = nextLineOf(text, line);
      const content = text.slice(line, edits.endOfLine(line));
      const blanks = content.length - content.trimStart().length;
      if (content.trim() !== '') edits.replace(line + Math.min(blanks, column), line + Math.min(blanks, column), '# ');
    }
    edits.note(start, reason);
  }
}

/** One document may hold thousands of objects. */
const linesOf = memoize((tree: YamlTree) => new TextLines(tree.text));

const hasFlatLists = memoize((tree: YamlTree): boolean => {
  const column = (node: NodeId) => tree.start(node) - linesOf(tree).startOf(tree.start(node));
  for (let node = 0; node < tree.size; node++) {
    const parent = tree.parent(node);
    if (tree.kind(node) !== NodeKind.sequence || tree.style(node) !== NodeStyle.block || parent === NO_NODE) continue;
    if (tree.kind(parent) !== NodeKind.mapping || tree.style(parent) !== NodeStyle.block) continue;
    return column(node) <= column(parent);
  }
  return false;
});
