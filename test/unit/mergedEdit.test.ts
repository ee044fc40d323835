import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { mergedEdit } from '../../server/src/lsp/mergedEdit.ts';
import { type PositionEncoding, positionsIn } from '../../server/src/lsp/positions.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { fc } from '../support/fastCheck.ts';
import { statefulSet } from '../support/manifests.ts';
import { processorMs } from '../support/processorTime.ts';

type Changes = readonly TextDocumentContentChangeEvent[];

function merged(text: string, changes: Changes, encoding: PositionEncoding = 'utf-16'): string {
  const source = new SourceText(text);
  return source.edit([mergedEdit(source, changes, (each) => positionsIn(each, encoding))]).text;
}

/** Each change done to the whole text. */
function oneByOne(text: string, changes: Changes, encoding: PositionEncoding): string {
  let current = new SourceText(text);
  for (const change of changes) {
    if ('range' in change) {
      const offsets = positionsIn(current, encoding).toOffsets(change.range);
      current = new SourceText(current.text.slice(0, offsets.start) + change.text + current.text.slice(offsets.end));
    } else current = new SourceText(change.text);
  }
  return current.text;
}

const piece = fc.constantFrom(
  'a',
  '\n',
  '\r',
  '\r\n',
  '',
  'ä',
  '\u{1f600}',
  '\ud83d',
  '\ude00',
  'key: value\n',
  'w'.repeat(3000),
);
const line = fc.oneof(fc.integer({ min: -2, max: 400 }), fc.nat(300), fc.nat(300), fc.constant(10 ** 9));
const place = fc.record({ line, character: fc.integer({ min: -2, max: 90 }) });
/** Mostly short ones: after a few that go from anywhere to anywhere there would be no text left. */
const short = fc.tuple(place, fc.integer({ min: -1, max: 1 }), fc.nat(9)).map(([start, lines, more]) => ({
  start,
  end: { line: start.line + lines, character: start.character + more },
}));
const change = fc.oneof(
  { weight: 60, arbitrary: fc.record({ range: short, text: piece }) },
  { weight: 60, arbitrary: fc.record({ range: place.map((at) => ({ start: at, end: at })), text: piece }) },
  { weight: 1, arbitrary: fc.record({ range: fc.record({ start: place, end: place }), text: piece }) },
);
/** Some blocks of text, now and then with a line that is longer than one. */
const row = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom('x'.repeat(80), 'y'.repeat(200), 'ä\u{1f600}b', '') },
  { weight: 1, arbitrary: fc.constant('z'.repeat(9000)) },
);
const rows = fc.array(row, { maxLength: 400, size: 'max' });
const ends = fc.constantFrom('\n', '\r\n', '\r');

for (const encoding of ['utf-16', 'utf-8'] as const) {
  test(`any number of changes come to what they come to one by one (${encoding})`, () => {
    fc.assert(
      fc.property(
        rows,
        ends,
        fc.array(change, { maxLength: 120, size: 'max' }),
        fc.option(rows),
        (all, end, ranged, whole) => {
          const changes: TextDocumentContentChangeEvent[] = [...ranged];
          if (whole) changes.splice(ranged.length >> 2, 0, { text: whole.join(end) });
          const text = all.join(end);
          assert.equal(merged(text, changes, encoding), oneByOne(text, changes, encoding));
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  });
}

test('ten thousand changes of a long text, as replacing all of something makes them, are one edit soon made', () => {
  const text = `${statefulSet}---\n`.repeat(1000);
  const places: { line: number; character: number }[] = [];
  for (const [number, content] of text.split('\n').entries()) {
    for (let at = content.indexOf('web'); at >= 0; at = content.indexOf('web', at + 1))
      places.push({ line: number, character: at });
  }
  const wanted = text.replaceAll('web', 'store');
  const changes = places.map((start) => ({
    range: { start, end: { ...start, character: start.character + 3 } },
    text: 'store',
  }));
  assert.ok(changes.length >= 4000);
  const startMs = processorMs();
  // From the last one to the first as VS Code sends them, and by chance.
  assert.equal(merged(text, changes.toReversed()), wanted);
  const lines = text.split('\n');
  const marked: TextDocumentContentChangeEvent[] = [];
  for (let at = 0; at < 10_000; at++) {
    const number = (at * 7919) % lines.length;
    lines[number] = `#+${lines[number]}`;
    // The second one stands behind the first.
    for (const [character, mark] of ['#', '+'].entries())
      marked.push({ range: { start: { line: number, character }, end: { line: number, character } }, text: mark });
  }
  assert.equal(merged(text, marked), lines.join('\n'));
  // Each done to the whole text took half a minute.
  assert.ok(processorMs() - startMs < 5000, `${processorMs() - startMs} ms`);
});

test('of whole new texts the last one counts, and costs alone', () => {
  const texts = Array.from({ length: 1000 }, (_, at) => ({ text: `# ${at}\n${'x'.repeat(1_000_000)}${at}` }));
  const startMs = processorMs();
  assert.equal(merged('', texts), texts.at(-1)!.text);
  assert.ok(processorMs() - startMs < 2000);
});
