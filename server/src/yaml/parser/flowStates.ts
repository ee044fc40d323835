import { NodeKind, NodeStyle } from '../tree.ts';
import { shown } from './faults.ts';
import { type NodeReader, State } from './nodeReader.ts';
import { Token } from './scanState.ts';

/** One step between brackets. */
export function stepInFlow(reader: NodeReader): void {
  switch (reader.state) {
    case State.flowSequenceFirst:
    case State.flowSequenceEntry:
      flowSequenceEntry(reader, reader.state === State.flowSequenceFirst);
      break;
    case State.flowPairKey:
      flowPairKey(reader);
      break;
    case State.flowPairValue:
      flowPairValue(reader);
      break;
    case State.flowPairEnd:
      reader.builder.close();
      reader.state = State.flowSequenceEntry;
      break;
    case State.flowMappingFirst:
    case State.flowMappingKey:
      flowMappingKey(reader, reader.state === State.flowMappingFirst);
      break;
    case State.flowMappingValue:
      flowMappingValue(reader);
      break;
    default:
      reader.state = State.flowMappingKey;
      reader.empty(reader.builder.lastEnd);
  }
}

function flowSequenceEntry(reader: NodeReader, isFirst: boolean): void {
  const scanner = reader.scanner;
  reader.state = State.flowSequenceEntry;
  let type = scanner.peek();
  if (type !== Token.flowSequenceEnd && !isFirst) type = passComma(reader, Token.flowSequenceEnd);
  if (type === Token.flowSequenceEnd) {
    reader.close(scanner.end);
  } else if (type === Token.key) {
    reader.builder.open(NodeKind.mapping, NodeStyle.flow, scanner.start);
    scanner.skip();
    reader.state = State.flowPairKey;
  } else if (reader.faults.isRecovering && isStrayInFlow(type)) {
    skipStrayInFlow(reader, type, State.flowSequenceFirst);
  } else {
    reader.states.push(State.flowSequenceEntry);
    reader.node('flow');
  }
}

/** Passes the comma between two entries; returns the type of the token behind it. */
function passComma(reader: NodeReader, end: number): number {
  const scanner = reader.scanner;
  const type = scanner.peek();
  if (type === Token.flowEntry) {
    scanner.skip();
    return scanner.peek();
  }
  const range = { start: scanner.start, end: scanner.end };
  if (type === Token.key && reportQuestionMark(reader, scanner.start)) return type;
  const closer = end === Token.flowSequenceEnd ? ']' : '}';
  reader.faults.report('yaml-syntax', range, `Comma or "${closer}" expected before this; separate entries with ", "`);
  return type;
}

/** Reports a `?` that ends a text, as in `{path: /a?b}`: between brackets it begins a key wherever it stands. */
function reportQuestionMark({ text, faults }: NodeReader, at: number): boolean {
  if (text.charAt(at) !== '?') return false;
  let start = at;
  while (start > 0 && at - start < LONGEST_WORD && !isWordEnd(text.charAt(start - 1))) start--;
  if (start === at) return false;
  let end = at + 1;
  while (end < text.length && end - at < LONGEST_WORD && !isWordEnd(text.charAt(end))) end++;
  const message = `Between brackets "?" ends a text; put "${shown(text.slice(start, end))}" in quotes`;
  faults.report('yaml-syntax', { start, end }, message);
  return true;
}

const LONGEST_WORD = 1000;

function isWordEnd(character: string): boolean {
  return /[\s,[\]{}"']/.test(character);
}

/** Reports and passes a token that cannot stand between brackets. */
function skipStrayInFlow(reader: NodeReader, type: number, state: number): void {
  const range = { start: reader.scanner.start, end: reader.scanner.end };
  reader.faults.report('yaml-syntax', range, 'This cannot stand between brackets; remove it');
  reader.state = type === Token.streamEnd ? State.done : state;
  reader.scanner.skip();
}

function flowPairKey(reader: NodeReader): void {
  const scanner = reader.scanner;
  const type = scanner.peek();
  if (type !== Token.value && type !== Token.flowEntry && type !== Token.flowSequenceEnd) {
    reader.states.push(State.flowPairValue);
    reader.node('flow');
    return;
  }
  reader.state = State.flowPairValue;
  reader.empty(scanner.start);
  // libyaml loses the token here, and so refuses `[? ]`; whoever wrote it gets a tree all the same.
  if (reader.faults.isRecovering) return;
  scanner.skip();
}

function flowPairValue(reader: NodeReader): void {
  if (reader.scanner.peek() === Token.value) {
    reader.nodeBehind('flow', PAIR_ENDS, State.flowPairEnd);
    return;
  }
  reader.state = State.flowPairEnd;
  reader.empty(reader.builder.lastEnd);
}

const PAIR_ENDS: ReadonlySet<number> = new Set([Token.flowEntry, Token.flowSequenceEnd]);
const KEY_ENDS: ReadonlySet<number> = new Set([Token.value, Token.flowEntry, Token.flowMappingEnd]);
const VALUE_ENDS: ReadonlySet<number> = new Set([Token.flowEntry, Token.flowMappingEnd]);

function flowMappingKey(reader: NodeReader, isFirst: boolean): void {
  const scanner = reader.scanner;
  reader.state = State.flowMappingKey;
  let type = scanner.peek();
  if (type !== Token.flowMappingEnd && !isFirst) type = passComma(reader, Token.flowMappingEnd);
  if (type === Token.flowMappingEnd) {
    reader.close(scanner.end);
  } else if (type === Token.key) {
    reader.nodeBehind('flow', KEY_ENDS, State.flowMappingValue);
  } else if (type === Token.value && reader.faults.isRecovering) {
    reader.empty(scanner.start);
    reader.state = State.flowMappingValue;
  } else if (reader.faults.isRecovering && isStrayInFlow(type)) {
    skipStrayInFlow(reader, type, State.flowMappingFirst);
  } else {
    reader.states.push(State.flowMappingEmptyValue);
    reader.node('flow');
  }
}

function flowMappingValue(reader: NodeReader): void {
  if (reader.scanner.peek() === Token.value) {
    reader.nodeBehind('flow', VALUE_ENDS, State.flowMappingKey);
    return;
  }
  reader.state = State.flowMappingKey;
  reader.empty(reader.builder.lastEnd);
}

function isStrayInFlow(type: number): boolean {
  return (
    type < Token.flowSequenceStart || type === Token.blockEntry || type === Token.flowEntry || type === Token.value
  );
}
