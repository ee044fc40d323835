import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../../yaml/tree.ts';
import type { Json } from '../json.ts';
import type { LineEdits } from './edits.ts';
import { renderFlow, renderScalar, withNote } from './render.ts';

/** Something that is put between brackets: an entry of a mapping, or an item of a list, which has no name. */
export interface FlowEntry {
  readonly name?: string;
  readonly value: Json;
  readonly note: string;
}

/** Changes what stands between brackets. */
export class FlowWriter {
  readonly #tree: YamlTree;
  readonly #edits: LineEdits;

  constructor(tree: YamlTree, edits: LineEdits) {
    this.#tree = tree;
    this.#edits = edits;
  }

  /** Puts a comment at the end of the line of an offset, or of the first line below that does not end within a text. */
  note(offset: number, text: string): void {
    let at = offset;
    for (const [start, end] of this.#textsOverLines()) {
      const lineEnd = this.#edits.endOfLine(at);
      if (start < lineEnd && lineEnd < end) at = end;
    }
    this.#edits.note(at, text);
  }

  /** Removes an entry or item; a comma before or behind it stays where brackets allow it. */
  remove(parent: NodeId, first: NodeId, last: NodeId, note: string): void {
    const tree = this.#tree;
    const next = tree.next(last) < tree.next(parent) ? tree.next(last) : NO_NODE;
    const comma = this.#commaAfter(tree.end(last), tree.end(parent));
    const end = next !== NO_NODE ? tree.start(next) : comma < 0 ? tree.end(last) : comma + 1;
    this.#edits.replace(tree.start(first), end, '');
    this.note(end, note);
  }

  /** Puts entries or items behind those that are there; `isGone` tells of those that have been removed. */
  insert(parent: NodeId, entries: readonly FlowEntry[], isGone: (child: NodeId) => boolean): void {
    if (entries.length === 0) return;
    const tree = this.#tree;
    const { text } = tree;
    const last = this.#lastChild(parent);
    const end = last === undefined ? tree.start(parent) + 1 : tree.end(last.value);
    const comma = last === undefined ? -1 : this.#commaAfter(end, tree.end(parent));
    const isFirst = last === undefined || comma >= 0 || isGone(last.first);
    const isJson = last !== undefined && tree.style(last.first) === NodeStyle.doubleQuoted;
    const texts = entries.map(({ name, value }) => {
      const shown = renderFlow(value, isJson);
      return name === undefined ? shown : `${isJson ? JSON.stringify(name) : renderScalar(name)}: ${shown}`;
    });
    const closing = tree.end(parent) - 1;
    const closingLine = this.#edits.startOfLine(closing);
    if (last !== undefined && closingLine > end && text.slice(closingLine, closing).trim() === '') {
      const indent = ' '.repeat(this.#edits.columnOf(tree.start(last.first)));
      if (!isFirst) this.#edits.replace(end, end, ',');
      const hasLastComma = comma >= 0;
      const lines = texts.map((entry, index) => {
        const isLast = index === texts.length - 1;
        return withNote(`${indent}${entry}${isLast && !hasLastComma ? '' : ','}`, entries[index]!.note);
      });
      this.#edits.insertBelow(Math.max(end, comma), lines);
      return;
    }
    const at = comma >= 0 ? comma + 1 : end;
    const isBehindGap = last === undefined || isGone(last.first);
    const before = isBehindGap ? '' : isFirst ? ' ' : ', ';
    this.#edits.replace(at, at, before + texts.join(', '));
    const names = entries.map(({ name }) => name ?? 'an item').join(', ');
    this.note(at, `added: ${names}`);
  }

  #lastChild(parent: NodeId): { first: NodeId; value: NodeId } | undefined {
    const tree = this.#tree;
    let found: { first: NodeId; value: NodeId } | undefined;
    for (let child = tree.firstChild(parent); child !== NO_NODE; ) {
      const value = tree.kind(parent) === NodeKind.mapping ? tree.nextSibling(child) : child;
      found = { first: child, value };
      child = tree.nextSibling(value);
    }
    return found;
  }

  /** Offset of a comma behind the last entry, or -1. */
  #commaAfter(offset: number, limit: number): number {
    const { text } = this.#tree;
    for (let at = offset; at < limit; at++) {
      if (text[at] === '#') at = this.#edits.endOfLine(at);
      else if (text[at] === ',') return at;
    }
    return -1;
  }

  /** Scalars that go over several lines, so that no comment may stand at the ends of their lines. */
  #textsOverLines(): readonly (readonly [start: number, end: number])[] {
    const tree = this.#tree;
    const known = spansOf.get(tree);
    if (known) return known;
    const spans: [number, number][] = [];
    for (let node = 0; node < tree.size; node++) {
      const style = tree.style(node);
      if (tree.kind(node) !== NodeKind.scalar || style === NodeStyle.literal || style === NodeStyle.folded) continue;
      const start = tree.start(node);
      const end = tree.end(node);
      if (tree.text.slice(start, end).includes('\n')) spans.push([start, end]);
    }
    spansOf.set(tree, spans);
    return spans;
  }
}

/** By tree: each object of a `List` asks for those of the whole document. */
const spansOf = new WeakMap<YamlTree, readonly (readonly [start: number, end: number])[]>();
