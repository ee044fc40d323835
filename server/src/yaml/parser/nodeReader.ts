import { NodeKind, NodeStyle } from '../tree.ts';
import { emptyAt, type TreeBuilder } from '../treeBuilder.ts';
import { HASH, isBlank, isBlankOrEnd, isBreakOrEnd, SPACE } from './characters.ts';
import { type Faults, shown } from './faults.ts';
import { nextContent } from './guess.ts';
import type { Mark } from './marks.ts';
import { Scanner } from './scanner.ts';
import { tagHandle } from './scanProperties.ts';
import { Token } from './scanState.ts';

/** What the parser expects next; the names are those of libyaml's states. */
export const State = {
  done: 0,
  documentEnd: 1,
  blockSequenceEntry: 2,
  indentlessEntry: 3,
  blockMappingKey: 4,
  blockMappingValue: 5,
  flowSequenceFirst: 6,
  flowSequenceEntry: 7,
  flowPairKey: 8,
  flowPairValue: 9,
  flowPairEnd: 10,
  flowMappingFirst: 11,
  flowMappingKey: 12,
  flowMappingValue: 13,
  flowMappingEmptyValue: 14,
} as const;

/** Tag handles that no directive has to declare. */
export const knownHandles: readonly string[] = ['!', '!!', ''];

/** Where a node may stand, which decides what it may be. */
export type Place = 'block' | 'blockOrIndentless' | 'flow';

/** Reads single nodes into the builder; what stands around them is up to the states of blocks and brackets. */
export class NodeReader {
  readonly text: string;
  readonly scanner: Scanner;
  readonly builder: TreeBuilder;
  readonly faults: Faults;
  /** What to go on with when the node at hand is done, the innermost last. */
  readonly states: number[] = [];
  readonly tagHandles = new Set(knownHandles);
  state: number = State.done;

  constructor(text: string, builder: TreeBuilder, faults: Faults) {
    this.text = text;
    this.builder = builder;
    this.faults = faults;
    this.scanner = new Scanner(text, faults);
  }

  /** Whether an entry of a block collection comes next, so that a reading can begin again here. */
  get isBetweenEntries(): boolean {
    const { state, scanner } = this;
    if (state < State.blockSequenceEntry || state > State.blockMappingKey) return false;
    return scanner.tokens.isEmpty && scanner.levels.isSettled && isBeforeEntry(this.text, scanner);
  }

  /** Goes on from a mark; the builder is that far already. */
  moveTo({ at, lineStart, surroundings }: Mark): void {
    const { scanner } = this;
    scanner.at = at;
    scanner.lineStart = lineStart;
    scanner.isKeyAllowed = surroundings.isKeyAllowed;
    scanner.tokens.beginBehind(surroundings.lastType);
    scanner.levels.unpackBlocks(surroundings.blocks);
    this.state = surroundings.state;
    this.states.push(...surroundings.states);
  }

  /** Reads a node's properties and, if it is a scalar or an alias, the node; else opens the collection. */
  node(place: Place): void {
    const scanner = this.scanner;
    let type = scanner.peek();
    if (type === Token.scalar + NodeStyle.plain) {
      this.leaf(NodeKind.scalar, NodeStyle.plain);
      return;
    }
    if (type === Token.alias) {
      const name = this.text.slice(scanner.start + 1, scanner.end);
      this.builder.setAnchor(this.leaf(NodeKind.alias, NodeStyle.plain), name);
      return;
    }
    let anchor: string | undefined;
    let tag: string | undefined;
    let propertyEnd = -1;
    while ((type === Token.anchor && anchor === undefined) || (type === Token.tag && tag === undefined)) {
      if (type === Token.anchor) anchor = this.text.slice(scanner.start + 1, scanner.end);
      else tag = this.#tag();
      propertyEnd = scanner.end;
      scanner.skip();
      type = scanner.peek();
    }
    const node = this.#content(type, place, propertyEnd);
    if (anchor !== undefined) this.builder.setAnchor(node, anchor);
    if (tag !== undefined) this.builder.setTag(node, tag);
  }

  /**
   * Passes an indicator (`-`, `?`, `:`) and reads the node behind it, which is empty where one of the tokens `ends` comes
   * next; `state` goes on after it.
   */
  nodeBehind(place: Place, ends: ReadonlySet<number>, state: number): void {
    const { scanner } = this;
    const mark = scanner.end;
    scanner.skip();
    if (ends.has(scanner.peek())) {
      this.empty(emptyAt(this.text, mark));
      this.state = state;
      return;
    }
    this.states.push(state);
    this.node(place);
  }

  #tag(): string {
    const { start, end } = this.scanner;
    const tag = this.text.slice(start, end);
    const handle = tagHandle(tag);
    if (!this.tagHandles.has(handle)) {
      const message = `Tag handle "${shown(handle)}" is not declared; quote the value if it is text`;
      this.faults.report('yaml-syntax', { start, end }, message);
    }
    return tag;
  }

  #content(type: number, place: Place, propertyEnd: number): number {
    const { start, end } = this.scanner;
    if (type > Token.scalar) return this.leaf(NodeKind.scalar, (type - Token.scalar) as NodeStyle);
    if (type === Token.flowSequenceStart) return this.open(NodeKind.sequence, NodeStyle.flow, State.flowSequenceFirst);
    if (type === Token.flowMappingStart) return this.open(NodeKind.mapping, NodeStyle.flow, State.flowMappingFirst);
    if (place !== 'flow') {
      if (type === Token.blockMappingStart) return this.open(NodeKind.mapping, NodeStyle.block, State.blockMappingKey);
      if (type === Token.blockSequenceStart) {
        return this.open(NodeKind.sequence, NodeStyle.block, State.blockSequenceEntry);
      }
      if (type === Token.blockEntry && place === 'blockOrIndentless') {
        this.state = State.indentlessEntry;
        return this.builder.open(NodeKind.sequence, NodeStyle.block, start);
      }
    }
    if (propertyEnd === -1) {
      this.faults.report('yaml-syntax', { start, end }, 'Value expected here; write one');
    }
    this.state = this.states.pop()!;
    const at = propertyEnd === -1 ? this.builder.lastEnd : propertyEnd;
    return this.builder.leaf(NodeKind.scalar, NodeStyle.empty, at, at);
  }

  /** Adds the scalar or alias at hand. */
  leaf(kind: NodeKind, style: NodeStyle): number {
    const scanner = this.scanner;
    const node = this.builder.leaf(kind, style, scanner.start, scanner.end);
    scanner.skip();
    this.state = this.states.pop()!;
    return node;
  }

  /** Opens a collection at the token at hand, which is passed. */
  open(kind: NodeKind, style: NodeStyle, state: number): number {
    const node = this.builder.open(kind, style, this.scanner.start);
    this.scanner.skip();
    this.state = state;
    return node;
  }

  /** Adds the scalar of which nothing is written. */
  empty(at: number): void {
    this.builder.leaf(NodeKind.scalar, NodeStyle.empty, at, at);
  }

  /** Closes a collection with the token at hand. */
  close(end?: number): void {
    this.builder.close(end);
    this.scanner.skip();
    this.state = this.states.pop()!;
  }
}

/** Whether the next line that says something begins behind a place, and no further right than the entries around it. */
function isBeforeEntry(text: string, { at, lineStart, indent }: Scanner): boolean {
  const code = text.charCodeAt(at);
  if (code !== HASH && !isBlankOrEnd(code)) return at - lineStart <= indent && isAfterSpaces(text, at, lineStart);
  let behind = at;
  while (isBlank(text.charCodeAt(behind))) behind++;
  if (text.charCodeAt(behind) !== HASH && !isBreakOrEnd(text.charCodeAt(behind))) return false;
  const next = nextContent(text, behind);
  return next === undefined || next.column <= indent;
}

function isAfterSpaces(text: string, at: number, lineStart: number): boolean {
  let before = at;
  while (before > lineStart && text.charCodeAt(before - 1) === SPACE) before--;
  return before === lineStart;
}
