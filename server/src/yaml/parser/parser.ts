import { bug } from '../../base/bug.ts';
import { NodeKind, NodeStyle } from '../tree.ts';
import { emptyAt, type TreeBuilder } from '../treeBuilder.ts';
import { lineEndFrom } from './characters.ts';
import type { Faults } from './faults.ts';
import { shown } from './faults.ts';
import { Scanner } from './scanner.ts';
import { tagHandle } from './scanProperties.ts';
import { Token } from './scanState.ts';

/** No text needs as many; more means that the parser goes around in circles. */
const MOST_STEPS_PER_CHARACTER = 16;

/** What the parser expects next; the names are those of libyaml's states. */
const State = {
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

/** Where a node may stand, which decides what it may be. */
type Place = 'block' | 'blockOrIndentless' | 'flow';

/**
 * Reads the first document of a text into `builder`, as libyaml's parser does. What follows the document is not looked
 * at, as Kubernetes does not look at it.
 */
export class Parser {
  readonly #text: string;
  readonly #scanner: Scanner;
  readonly #builder: TreeBuilder;
  readonly #faults: Faults;
  readonly #states: number[] = [];
  readonly #tagHandles = new Set(['!', '!!', '']);
  #state: number = State.done;

  constructor(text: string, builder: TreeBuilder, faults: Faults) {
    this.#text = text;
    this.#builder = builder;
    this.#faults = faults;
    this.#scanner = new Scanner(text, faults);
  }

  parse(): void {
    if (!this.#documentStart()) return;
    let left = MOST_STEPS_PER_CHARACTER * (this.#text.length + 1);
    while (this.#state !== State.done) {
      this.#step();
      if (--left < 0) {
        bug('the YAML parser does not come to an end');
        return;
      }
    }
  }

  #step(): void {
    switch (this.#state) {
      case State.documentEnd:
        // Only a look: what cannot even be read right behind the document is refused, the rest does not count.
        this.#reportLeftOver(this.#scanner.peek());
        this.#state = State.done;
        break;
      case State.blockSequenceEntry:
        this.#blockSequenceEntry();
        break;
      case State.indentlessEntry:
        this.#indentlessEntry();
        break;
      case State.blockMappingKey:
        this.#blockMappingKey();
        break;
      case State.blockMappingValue:
        this.#blockMappingValue();
        break;
      default:
        this.#stepInFlow();
    }
  }

  #stepInFlow(): void {
    switch (this.#state) {
      case State.flowSequenceFirst:
      case State.flowSequenceEntry:
        this.#flowSequenceEntry(this.#state === State.flowSequenceFirst);
        break;
      case State.flowPairKey:
        this.#flowPairKey();
        break;
      case State.flowPairValue:
        this.#flowPairValue();
        break;
      case State.flowPairEnd:
        this.#builder.close();
        this.#state = State.flowSequenceEntry;
        break;
      case State.flowMappingFirst:
      case State.flowMappingKey:
        this.#flowMappingKey(this.#state === State.flowMappingFirst);
        break;
      case State.flowMappingValue:
        this.#flowMappingValue();
        break;
      default:
        this.#state = State.flowMappingKey;
        this.#empty(this.#builder.lastEnd);
    }
  }

  /** Kubernetes drops what follows the document's top node without a word; no one who writes it means that. */
  #reportLeftOver(type: number): void {
    if (type <= Token.documentEnd || this.#builder.isFlow(0)) return;
    const range = { start: this.#scanner.start, end: lineEndFrom(this.#text, this.#scanner.start) };
    this.#faults.report('yaml-syntax', range, 'Kubernetes reads nothing from here on; indent all fields alike');
  }

  /** Reads directives and `---`; false for a text without a document. */
  #documentStart(): boolean {
    const scanner = this.#scanner;
    let type = scanner.peek();
    if (type === Token.streamEnd) return false;
    this.#states.push(State.documentEnd);
    const isExplicit = type === Token.versionDirective || type === Token.tagDirective || type === Token.documentStart;
    if (!isExplicit) {
      this.#node('block');
      return true;
    }
    type = this.#directives(type);
    if (type === Token.documentStart) {
      scanner.skip();
      type = scanner.peek();
      const isEmpty = type <= Token.documentEnd;
      if (isEmpty) return false;
    } else {
      const range = { start: scanner.start, end: scanner.end };
      this.#faults.report('yaml-syntax', range, 'Directive without a document; write "---" behind it');
      if (type === Token.streamEnd) return false;
    }
    this.#node('block');
    return true;
  }

  /** Reads directives; returns the type of the token behind them. */
  #directives(first: number): number {
    const scanner = this.#scanner;
    let hasVersion = false;
    let type = first;
    while (type === Token.versionDirective || type === Token.tagDirective) {
      const range = { start: scanner.start, end: scanner.end };
      const words = this.#text.slice(range.start, range.end).split(/[ \t]+/);
      if (type === Token.versionDirective) {
        const [major, minor] = words[1]!.split('.');
        if (hasVersion || Number(major) !== 1 || Number.parseInt(minor!, 10) !== 1) {
          this.#faults.report('yaml-syntax', range, 'Kubernetes reads YAML 1.1 only; remove the directive');
        }
        hasVersion = true;
      } else {
        if (this.#tagHandles.has(words[1]!) && words[1] !== '!' && words[1] !== '!!') {
          this.#faults.report('yaml-syntax', range, `Tag handle "${shown(words[1]!)}" is declared twice; remove one`);
        }
        this.#tagHandles.add(words[1]!);
      }
      scanner.skip();
      type = scanner.peek();
    }
    return type;
  }

  /** Reads a node's properties and, if it is a scalar or an alias, the node; else opens the collection. */
  #node(place: Place): void {
    const scanner = this.#scanner;
    let type = scanner.peek();
    if (type === Token.scalar + NodeStyle.plain) {
      this.#leaf(NodeKind.scalar, NodeStyle.plain);
      return;
    }
    if (type === Token.alias) {
      const name = this.#text.slice(scanner.start + 1, scanner.end);
      this.#builder.anchors.set(this.#leaf(NodeKind.alias, NodeStyle.plain), name);
      return;
    }
    let anchor: string | undefined;
    let tag: string | undefined;
    let propertyEnd = -1;
    while ((type === Token.anchor && anchor === undefined) || (type === Token.tag && tag === undefined)) {
      if (type === Token.anchor) anchor = this.#text.slice(scanner.start + 1, scanner.end);
      else tag = this.#tag();
      propertyEnd = scanner.end;
      scanner.skip();
      type = scanner.peek();
    }
    const node = this.#content(type, place, propertyEnd);
    if (anchor !== undefined) this.#builder.anchors.set(node, anchor);
    if (tag !== undefined) this.#builder.tags.set(node, tag);
  }

  #tag(): string {
    const { start, end } = this.#scanner;
    const tag = this.#text.slice(start, end);
    const handle = tagHandle(tag);
    if (!this.#tagHandles.has(handle)) {
      const message = `Tag handle "${shown(handle)}" is not declared; quote the value if it is text`;
      this.#faults.report('yaml-syntax', { start, end }, message);
    }
    return tag;
  }

  #content(type: number, place: Place, propertyEnd: number): number {
    const { start, end } = this.#scanner;
    if (type > Token.scalar) return this.#leaf(NodeKind.scalar, (type - Token.scalar) as NodeStyle);
    if (type === Token.flowSequenceStart) return this.#open(NodeKind.sequence, NodeStyle.flow, State.flowSequenceFirst);
    if (type === Token.flowMappingStart) return this.#open(NodeKind.mapping, NodeStyle.flow, State.flowMappingFirst);
    if (place !== 'flow') {
      if (type === Token.blockMappingStart) return this.#open(NodeKind.mapping, NodeStyle.block, State.blockMappingKey);
      if (type === Token.blockSequenceStart) {
        return this.#open(NodeKind.sequence, NodeStyle.block, State.blockSequenceEntry);
      }
      if (type === Token.blockEntry && place === 'blockOrIndentless') {
        this.#state = State.indentlessEntry;
        return this.#builder.open(NodeKind.sequence, NodeStyle.block, start);
      }
    }
    if (propertyEnd === -1) {
      this.#faults.report('yaml-syntax', { start, end: Math.max(end, start + 1) }, 'Value expected here; write one');
    }
    this.#state = this.#states.pop()!;
    const at = propertyEnd === -1 ? this.#builder.lastEnd : propertyEnd;
    return this.#builder.leaf(NodeKind.scalar, NodeStyle.empty, at, at);
  }

  #leaf(kind: NodeKind, style: NodeStyle): number {
    const scanner = this.#scanner;
    const node = this.#builder.leaf(kind, style, scanner.start, scanner.end);
    scanner.skip();
    this.#state = this.#states.pop()!;
    return node;
  }

  #open(kind: NodeKind, style: NodeStyle, state: number): number {
    const node = this.#builder.open(kind, style, this.#scanner.start);
    this.#scanner.skip();
    this.#state = state;
    return node;
  }

  /** Adds the scalar of which nothing is written. */
  #empty(at: number): void {
    this.#builder.leaf(NodeKind.scalar, NodeStyle.empty, at, at);
  }

  #close(end?: number): void {
    this.#builder.close(end);
    this.#scanner.skip();
    this.#state = this.#states.pop()!;
  }

  #blockSequenceEntry(): void {
    const scanner = this.#scanner;
    const type = scanner.peek();
    if (type === Token.blockEntry) {
      const mark = scanner.end;
      scanner.skip();
      const next = scanner.peek();
      if (next === Token.blockEntry || next === Token.blockEnd) {
        this.#empty(emptyAt(this.#text, mark));
        return;
      }
      this.#states.push(State.blockSequenceEntry);
      this.#node('block');
    } else if (type === Token.blockEnd) {
      this.#close();
    } else {
      this.#skipStray('This is no item of the list above; begin it with "- " or indent it further');
    }
  }

  #indentlessEntry(): void {
    const scanner = this.#scanner;
    if (scanner.peek() !== Token.blockEntry) {
      this.#builder.close();
      this.#state = this.#states.pop()!;
      return;
    }
    const mark = scanner.end;
    scanner.skip();
    const next = scanner.peek();
    const isEmpty = next === Token.blockEntry || next === Token.key || next === Token.value || next === Token.blockEnd;
    if (isEmpty) {
      this.#empty(emptyAt(this.#text, mark));
      return;
    }
    this.#states.push(State.indentlessEntry);
    this.#node('block');
  }

  #blockMappingKey(): void {
    const scanner = this.#scanner;
    const type = scanner.peek();
    if (type === Token.key) {
      const mark = scanner.end;
      scanner.skip();
      const next = scanner.peek();
      this.#state = State.blockMappingValue;
      if (next === Token.key || next === Token.value || next === Token.blockEnd) {
        this.#empty(emptyAt(this.#text, mark));
        return;
      }
      this.#states.push(State.blockMappingValue);
      this.#node('blockOrIndentless');
    } else if (type === Token.blockEnd) {
      this.#close();
    } else if (type === Token.value && this.#faults.isRecovering) {
      const range = { start: scanner.start, end: scanner.end };
      this.#faults.report('yaml-syntax', range, 'Colon without a key before it; write "name: value"');
      this.#empty(scanner.start);
      this.#state = State.blockMappingValue;
    } else {
      this.#skipStray('This is no field of the mapping above; write "name: value" at the same indentation');
    }
  }

  #blockMappingValue(): void {
    const scanner = this.#scanner;
    this.#state = State.blockMappingKey;
    if (scanner.peek() !== Token.value) {
      this.#empty(this.#builder.lastEnd);
      return;
    }
    const mark = scanner.end;
    scanner.skip();
    const next = scanner.peek();
    if (next === Token.key || next === Token.value || next === Token.blockEnd) {
      this.#empty(emptyAt(this.#text, mark));
      return;
    }
    this.#states.push(State.blockMappingKey);
    this.#node('blockOrIndentless');
  }

  #flowSequenceEntry(isFirst: boolean): void {
    const scanner = this.#scanner;
    this.#state = State.flowSequenceEntry;
    let type = scanner.peek();
    if (type !== Token.flowSequenceEnd && !isFirst) type = this.#passComma(Token.flowSequenceEnd);
    if (type === Token.flowSequenceEnd) {
      this.#close(scanner.end);
    } else if (type === Token.key) {
      this.#builder.open(NodeKind.mapping, NodeStyle.flow, scanner.start);
      scanner.skip();
      this.#state = State.flowPairKey;
    } else if (this.#faults.isRecovering && isStrayInFlow(type)) {
      this.#skipStrayInFlow(type, State.flowSequenceFirst);
    } else {
      this.#states.push(State.flowSequenceEntry);
      this.#node('flow');
    }
  }

  /** Passes the comma between two entries; returns the type of the token behind it. */
  #passComma(end: number): number {
    const scanner = this.#scanner;
    const type = scanner.peek();
    if (type === Token.flowEntry) {
      scanner.skip();
      return scanner.peek();
    }
    const range = { start: scanner.start, end: scanner.end };
    const closer = end === Token.flowSequenceEnd ? ']' : '}';
    this.#faults.report('yaml-syntax', range, `Comma or "${closer}" expected before this; separate entries with ", "`);
    return type;
  }

  /** Reports and passes a token that cannot stand between brackets. */
  #skipStrayInFlow(type: number, state: number): void {
    const range = { start: this.#scanner.start, end: this.#scanner.end };
    this.#faults.report('yaml-syntax', range, 'This cannot stand between brackets; remove it');
    this.#state = type === Token.streamEnd ? State.done : state;
    this.#scanner.skip();
  }

  #flowPairKey(): void {
    const scanner = this.#scanner;
    const type = scanner.peek();
    if (type !== Token.value && type !== Token.flowEntry && type !== Token.flowSequenceEnd) {
      this.#states.push(State.flowPairValue);
      this.#node('flow');
      return;
    }
    this.#state = State.flowPairValue;
    this.#empty(scanner.start);
    // libyaml loses the token here, and so refuses `[? ]`; whoever wrote it gets a tree all the same.
    if (this.#faults.isRecovering) return;
    scanner.skip();
  }

  #flowPairValue(): void {
    const scanner = this.#scanner;
    this.#state = State.flowPairEnd;
    if (scanner.peek() !== Token.value) {
      this.#empty(this.#builder.lastEnd);
      return;
    }
    const mark = scanner.end;
    scanner.skip();
    const next = scanner.peek();
    if (next === Token.flowEntry || next === Token.flowSequenceEnd) {
      this.#empty(emptyAt(this.#text, mark));
      return;
    }
    this.#states.push(State.flowPairEnd);
    this.#node('flow');
  }

  #flowMappingKey(isFirst: boolean): void {
    const scanner = this.#scanner;
    this.#state = State.flowMappingKey;
    let type = scanner.peek();
    if (type !== Token.flowMappingEnd && !isFirst) type = this.#passComma(Token.flowMappingEnd);
    if (type === Token.flowMappingEnd) {
      this.#close(scanner.end);
    } else if (type === Token.key) {
      const mark = scanner.end;
      scanner.skip();
      const next = scanner.peek();
      this.#state = State.flowMappingValue;
      if (next === Token.value || next === Token.flowEntry || next === Token.flowMappingEnd) {
        this.#empty(emptyAt(this.#text, mark));
        return;
      }
      this.#states.push(State.flowMappingValue);
      this.#node('flow');
    } else if (type === Token.value && this.#faults.isRecovering) {
      this.#empty(scanner.start);
      this.#state = State.flowMappingValue;
    } else if (this.#faults.isRecovering && isStrayInFlow(type)) {
      this.#skipStrayInFlow(type, State.flowMappingFirst);
    } else {
      this.#states.push(State.flowMappingEmptyValue);
      this.#node('flow');
    }
  }

  #flowMappingValue(): void {
    const scanner = this.#scanner;
    this.#state = State.flowMappingKey;
    if (scanner.peek() !== Token.value) {
      this.#empty(this.#builder.lastEnd);
      return;
    }
    const mark = scanner.end;
    scanner.skip();
    const next = scanner.peek();
    if (next === Token.flowEntry || next === Token.flowMappingEnd) {
      this.#empty(emptyAt(this.#text, mark));
      return;
    }
    this.#states.push(State.flowMappingKey);
    this.#node('flow');
  }

  /** Reports and passes a token that nothing open can take, with all that it opens. */
  #skipStray(message: string): void {
    const scanner = this.#scanner;
    const { start, end } = scanner;
    this.#faults.report('yaml-syntax', { start, end: Math.max(end, start + 1) }, message);
    let depth = 0;
    do {
      const type = scanner.peek();
      if (type === Token.streamEnd) {
        this.#state = State.done;
        return;
      }
      if (OPENERS.has(type)) depth++;
      else if (CLOSERS.has(type)) depth--;
      scanner.skip();
    } while (depth > 0);
  }
}

function isStrayInFlow(type: number): boolean {
  return (
    type < Token.flowSequenceStart || type === Token.blockEntry || type === Token.flowEntry || type === Token.value
  );
}

const OPENERS: ReadonlySet<number> = new Set([
  Token.blockMappingStart,
  Token.blockSequenceStart,
  Token.flowMappingStart,
  Token.flowSequenceStart,
]);

const CLOSERS: ReadonlySet<number> = new Set([Token.blockEnd, Token.flowMappingEnd, Token.flowSequenceEnd]);
