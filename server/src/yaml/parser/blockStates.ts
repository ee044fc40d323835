import { emptyAt } from '../treeBuilder.ts';
import { type NodeReader, State } from './nodeReader.ts';
import { Token } from './scanState.ts';

/** One step in a block collection. */
export function stepInBlock(reader: NodeReader): void {
  switch (reader.state) {
    case State.blockSequenceEntry:
      blockSequenceEntry(reader);
      break;
    case State.indentlessEntry:
      indentlessEntry(reader);
      break;
    case State.blockMappingKey:
      blockMappingKey(reader);
      break;
    default:
      blockMappingValue(reader);
  }
}

function blockSequenceEntry(reader: NodeReader): void {
  const scanner = reader.scanner;
  const type = scanner.peek();
  if (type === Token.blockEntry) {
    const mark = scanner.end;
    scanner.skip();
    const next = scanner.peek();
    if (next === Token.blockEntry || next === Token.blockEnd) {
      reader.empty(emptyAt(reader.text, mark));
      return;
    }
    reader.states.push(State.blockSequenceEntry);
    reader.node('block');
  } else if (type === Token.blockEnd) {
    reader.close();
  } else {
    skipStray(reader, 'This is no item of the list above; begin it with "- " or indent it further');
  }
}

function indentlessEntry(reader: NodeReader): void {
  const scanner = reader.scanner;
  if (scanner.peek() !== Token.blockEntry) {
    reader.builder.close();
    reader.state = reader.states.pop()!;
    return;
  }
  const mark = scanner.end;
  scanner.skip();
  const next = scanner.peek();
  const isEmpty = next === Token.blockEntry || next === Token.key || next === Token.value || next === Token.blockEnd;
  if (isEmpty) {
    reader.empty(emptyAt(reader.text, mark));
    return;
  }
  reader.states.push(State.indentlessEntry);
  reader.node('block');
}

function blockMappingKey(reader: NodeReader): void {
  const scanner = reader.scanner;
  const type = scanner.peek();
  if (type === Token.key) {
    const mark = scanner.end;
    scanner.skip();
    const next = scanner.peek();
    reader.state = State.blockMappingValue;
    if (next === Token.key || next === Token.value || next === Token.blockEnd) {
      reader.empty(emptyAt(reader.text, mark));
      return;
    }
    reader.states.push(State.blockMappingValue);
    reader.node('blockOrIndentless');
  } else if (type === Token.blockEnd) {
    reader.close();
  } else if (type === Token.value && reader.faults.isRecovering) {
    const range = { start: scanner.start, end: scanner.end };
    reader.faults.report('yaml-syntax', range, 'Colon without a key before it; write "name: value"');
    reader.empty(scanner.start);
    reader.state = State.blockMappingValue;
  } else {
    skipStray(reader, 'This is no field of the mapping above; write "name: value" at the same indentation');
  }
}

function blockMappingValue(reader: NodeReader): void {
  const scanner = reader.scanner;
  reader.state = State.blockMappingKey;
  if (scanner.peek() !== Token.value) {
    reader.empty(reader.builder.lastEnd);
    return;
  }
  const mark = scanner.end;
  scanner.skip();
  const next = scanner.peek();
  if (next === Token.key || next === Token.value || next === Token.blockEnd) {
    reader.empty(emptyAt(reader.text, mark));
    return;
  }
  reader.states.push(State.blockMappingKey);
  reader.node('blockOrIndentless');
}

/** Reports and passes a token that nothing open can take, with all that it opens. */
function skipStray(reader: NodeReader, message: string): void {
  const scanner = reader.scanner;
  const { start, end } = scanner;
  reader.faults.report('yaml-syntax', { start, end: Math.max(end, start + 1) }, message);
  let depth = 0;
  do {
    const type = scanner.peek();
    if (type === Token.streamEnd) {
      reader.state = State.done;
      return;
    }
    if (OPENERS.has(type)) depth++;
    else if (CLOSERS.has(type)) depth--;
    scanner.skip();
  } while (depth > 0);
}

const OPENERS: ReadonlySet<number> = new Set([
  Token.blockMappingStart,
  Token.blockSequenceStart,
  Token.flowMappingStart,
  Token.flowSequenceStart,
]);

const CLOSERS: ReadonlySet<number> = new Set([Token.blockEnd, Token.flowMappingEnd, Token.flowSequenceEnd]);
