import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SourceText, type TextEdit } from '../../server/src/text/sourceText.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';
import { fc } from '../support/fastCheck.ts';
import { outline } from '../support/yamlJson.ts';

const pieces = fc.constantFrom(
  '---\n',
  'a: 1\n',
  '---',
  '\n',
  '--- # c\n',
  '\r\n',
  '--',
  '-',
  '  b: [c\n',
  '- x\n',
  '--- x\n',
  'é',
  'k',
);
const texts = fc.array(pieces, { maxLength: 16 }).map((parts) => parts.join(''));
const wishes = fc.array(fc.record({ start: fc.nat(40), width: fc.nat(5), newText: texts }), { maxLength: 3 });

function streamOf(text: string): YamlStream {
  return YamlStream.parse(new SourceText(text));
}

function edit(stream: YamlStream, edits: readonly TextEdit[]): YamlStream {
  return stream.edit(edits, stream.source.edit(edits));
}

function describe(stream: YamlStream): unknown[] {
  return [...stream].map(({ index, start, document }) => ({
    index,
    start,
    text: document.text,
    tree: outline(document.tree),
    problems: document.problems,
    isTemplate: document.isTemplate,
  }));
}

test('a file is split at lines of --- and nothing but a comment', () => {
  const text = 'a: 1\n---\nb: 2\n--- # note\nc: |\n  ---\n----\n--- d\n---\r\n';
  const documents = [...streamOf(text)].map(({ start, document }) => [start, document.text]);
  assert.deepEqual(documents, [
    [0, 'a: 1\n'],
    [9, 'b: 2\n'],
    [25, 'c: |\n  ---\n----\n--- d\n'],
    [52, ''],
  ]);
});

test('a separator at the beginning makes no empty document before it, any other does', () => {
  assert.deepEqual(
    [...streamOf('---\na: 1\n')].map(({ start }) => start),
    [4],
  );
  assert.deepEqual(
    [...streamOf('\n---\na: 1\n')].map(({ start }) => start),
    [0, 5],
  );
  assert.deepEqual(
    [...streamOf('---\n---\na: 1\n')].map(({ start }) => start),
    [4, 8],
  );
  assert.equal(streamOf('').size, 1);
});

test('a JSON file is one document', () => {
  const stream = streamOf('{\n  "kind": "StatefulSet",\n  "spec": {}\n}\n');
  assert.equal(stream.size, 1);
  assert.deepEqual(stream.documents[0]!.problems, []);
});

test('each offset belongs to a document, that of a separator to the one above it', () => {
  const stream = streamOf('---\na: 1\n---\nb: 2\n');
  const indexes = [0, 4, 8, 10, 12, 13, 99].map((offset) => stream.documentAt(offset).index);
  assert.deepEqual(indexes, [0, 0, 0, 0, 0, 1, 1]);
  assert.equal(stream.entry(2), undefined);
});

test('an edit gives the stream that a new reading of the text would', () => {
  fc.assert(
    fc.property(texts, wishes, (text, changes) => {
      const edits = changes.map(({ start, width, newText }) => ({ start, end: start + width, newText }));
      const edited = edit(streamOf(text), edits);
      assert.deepEqual(describe(edited), describe(streamOf(edited.source.text)));
    }),
    { numRuns: 600 },
  );
});

test('documents that an edit does not touch stay the same objects, with their starts moved', () => {
  const stream = streamOf('a: 1\n---\nb: 2\n---\nc: 3\n');
  const edited = edit(stream, [{ start: 12, end: 13, newText: '2000' }]);
  assert.deepEqual([...edited.starts], [0, 9, 21]);
  assert.equal(edited.documents[0], stream.documents[0]);
  assert.notEqual(edited.documents[1], stream.documents[1]);
  assert.equal(edited.documents[2], stream.documents[2]);
});

test('documents around a new or a removed separator stay the same objects', () => {
  const stream = streamOf('a: 1\n---\nb: 2\n---\nc: 3\n');
  const split = edit(stream, [{ start: 14, end: 14, newText: '---\nd: 4\n' }]);
  assert.deepEqual(
    split.documents.map((document) => document.text),
    ['a: 1\n', 'b: 2\n', 'd: 4\n', 'c: 3\n'],
  );
  assert.deepEqual([split.documents[0], split.documents[1], split.documents[3]], stream.documents.slice());
  const joined = edit(split, [{ start: 14, end: 18, newText: '' }]);
  assert.deepEqual(
    joined.documents.map((document) => document.text),
    ['a: 1\n', 'b: 2\nd: 4\n', 'c: 3\n'],
  );
  assert.equal(joined.documents[2], stream.documents[2]);
});

test('an edit that spoils a separator joins the documents at its sides', () => {
  const stream = streamOf('a: 1\n---\nb: 2\n---\nc: 3\n');
  const edited = edit(stream, [{ start: 7, end: 8, newText: 'x' }]);
  assert.deepEqual(
    edited.documents.map((document) => document.text),
    ['a: 1\n--x\nb: 2\n', 'c: 3\n'],
  );
  assert.equal(edited.documents[1], stream.documents[2]);
});

test('an edit that does nothing gives the same stream back', () => {
  const stream = streamOf('a: 1\n');
  assert.equal(edit(stream, [{ start: 2, end: 2, newText: '' }]), stream);
});

test('documents equal those that are read alone', () => {
  const text = 'a: 1\n---\nb: [c\n---\nd: {{ e }}\n';
  for (const { document } of streamOf(text)) {
    const alone = parseDocument(document.text);
    assert.deepEqual(outline(document.tree), outline(alone.tree));
    assert.deepEqual(document.problems, alone.problems);
  }
});
