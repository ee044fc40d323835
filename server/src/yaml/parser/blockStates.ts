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

const ITEM_ENDS: ReadonlySet<number> = new Set([Token.blockEntry, Token.blockEnd]);
const INDENTLESS_ENDS: ReadonlySet<number> = new Set([Token.blockEntry, Token.key, Token.value, Token.blockEnd]);
const FIELD_ENDS: ReadonlySet<number> = new Set([Token.key, Token.value, Token.blockEnd]);

function blockSequenceEntry(reader: NodeReader): void {
  const type = reader.scanner.peek();
  if (type === Token.blockEntry) {
    reader.nodeBehind('block', ITEM_ENDS, State.blockSequenceEntry);
  } else if (type === Token.blockEnd) {
    reader.close();
  } else {
    skipStray(reader, 'This is no item of the list above; begin it with "- " or indent it further');
  }
}

function indentlessEntry(reader: NodeReader): void {
  if (reader.scanner.peek() !== Token.blockEntry) {
    reader.builder.close();
    reader.state = reader.states.pop()!;
    return;
  }
  reader.nodeBehind('block', INDENTLESS_ENDS, State.indentlessEntry);
}

function blockMappingKey(reader: NodeReader): void {
  const scanner = reader.scanner;
  const type = scanner.peek();
  if (type === Token.key) {
    reader.nodeBehind('blockOrIndentless', FIELD_ENDS, State.blockMappingValue);
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
  if (reader.scanner.peek() === Token.value) {
    reader.nodeBehind('blockOrIndentless', FIELD_ENDS, State.blockMappingKey);
    return;
  }
  reader.state = State.blockMappingKey;
  reader.empty(reader.builder.lastEnd);
}

/** Reports and passes a token that nothing open can take, with all that it opens. */
function skipStray(reader: NodeReader, message: string): void {
  const scanner = reader.scanner;
  const { start, end } = scanner;
  reader.faults.report('yaml-syntax', { start, end }, message);
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
