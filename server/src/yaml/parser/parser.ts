import { bug } from '../../base/bug.ts';
import type { TreeBuilder } from '../treeBuilder.ts';
import { stepInBlock } from './blockStates.ts';
import { lineEndFrom } from './characters.ts';
import { type Faults, shown } from './faults.ts';
import { stepInFlow } from './flowStates.ts';
import { NodeReader, State } from './nodeReader.ts';
import { Token } from './scanState.ts';

/** No text needs as many; more means that the parser goes around in circles. */
const MOST_STEPS_PER_CHARACTER = 16;

/**
 * Reads the first document of a text into `builder`, as libyaml's parser does. What follows the document is not read,
 * as Kubernetes does not read it.
 */
export function readDocument(text: string, builder: TreeBuilder, faults: Faults): void {
  const reader = new NodeReader(text, builder, faults);
  if (!readDocumentStart(reader)) return;
  let left = MOST_STEPS_PER_CHARACTER * (text.length + 1);
  while (reader.state !== State.done) {
    step(reader);
    if (--left < 0) {
      bug('the YAML parser does not come to an end');
      return;
    }
  }
}

function step(reader: NodeReader): void {
  if (reader.state === State.documentEnd) {
    // Only a look: what cannot even be read right behind the document is refused, the rest does not count.
    reportLeftOver(reader, reader.scanner.peek());
    reader.state = State.done;
  } else if (reader.state <= State.blockMappingValue) {
    stepInBlock(reader);
  } else {
    stepInFlow(reader);
  }
}

/** Kubernetes drops what follows the document's top node without a word; no one who writes it means that. */
function reportLeftOver(reader: NodeReader, type: number): void {
  if (type <= Token.documentEnd || reader.builder.isFlow(0)) return;
  const range = { start: reader.scanner.start, end: lineEndFrom(reader.text, reader.scanner.start) };
  reader.faults.report('yaml-syntax', range, 'Kubernetes reads nothing from here on; indent all fields alike');
}

/** Reads directives and `---`; false for a text without a document. */
function readDocumentStart(reader: NodeReader): boolean {
  const scanner = reader.scanner;
  let type = scanner.peek();
  if (type === Token.streamEnd) return false;
  reader.states.push(State.documentEnd);
  const isExplicit = type === Token.versionDirective || type === Token.tagDirective || type === Token.documentStart;
  if (!isExplicit) {
    reader.node('block');
    return true;
  }
  type = readDirectives(reader, type);
  if (type === Token.documentStart) {
    scanner.skip();
    type = scanner.peek();
    const isEmpty = type <= Token.documentEnd;
    if (isEmpty) return false;
  } else {
    const range = { start: scanner.start, end: scanner.end };
    reader.faults.report('yaml-syntax', range, 'Directive without a document; write "---" behind it');
    if (type === Token.streamEnd) return false;
  }
  reader.node('block');
  return true;
}

/** Reads directives; returns the type of the token behind them. */
function readDirectives(reader: NodeReader, first: number): number {
  const scanner = reader.scanner;
  let hasVersion = false;
  let type = first;
  while (type === Token.versionDirective || type === Token.tagDirective) {
    const range = { start: scanner.start, end: scanner.end };
    const words = reader.text.slice(range.start, range.end).split(/[ \t]+/);
    if (type === Token.versionDirective) {
      const [major, minor] = words[1]!.split('.');
      if (hasVersion || Number(major) !== 1 || Number.parseInt(minor!, 10) !== 1) {
        reader.faults.report('yaml-syntax', range, 'Kubernetes reads YAML 1.1 only; remove the directive');
      }
      hasVersion = true;
    } else {
      if (reader.tagHandles.has(words[1]!) && words[1] !== '!' && words[1] !== '!!') {
        reader.faults.report('yaml-syntax', range, `Tag handle "${shown(words[1]!)}" is declared twice; remove one`);
      }
      reader.tagHandles.add(words[1]!);
    }
    scanner.skip();
    type = scanner.peek();
  }
  return type;
}
