import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizeEdits, SourceText, type TextEdit } from '../../server/src/text/sourceText.ts';
import { fc } from '../support/fastCheck.ts';

const pieces = fc.constantFrom('a', 'bc', '\n', '\r', '\r\n', 'é', '😀', '\u2028', ' ', '\ud83d', '\ude00');
const texts = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(''));
const edits = fc.array(fc.record({ start: fc.nat(30), width: fc.nat(6), newText: texts }), { maxLength: 4 });

function startsOf(source: SourceText): number[] {
  return Array.from({ length: source.lineCount }, (_, line) => source.lineStart(line));
}

test('LF, CRLF and a lone CR each end a line', () => {
  const source = new SourceText('a\nb\r\nc\rd');
  assert.deepEqual(startsOf(source), [0, 2, 5, 7]);
  assert.deepEqual(source.positionAt(4), { line: 1, character: 2 });
  assert.equal(source.lineEnd(1), 3);
  assert.equal(source.lineEnd(3), 8);
  assert.equal(source.lineAt(8), 3);
});

test('an empty text has one line', () => {
  const source = new SourceText('');
  assert.equal(source.lineCount, 1);
  assert.deepEqual(source.positionAt(0), { line: 0, character: 0 });
  assert.equal(source.offsetAt({ line: 3, character: 7 }), 0);
});

test('positions and offsets outside of the text are clamped to it', () => {
  const source = new SourceText('ab\ncd');
  assert.equal(source.offsetAt({ line: 0, character: 9 }), 2);
  assert.equal(source.offsetAt({ line: 9, character: 0 }), 5);
  assert.equal(source.offsetAt({ line: -1, character: 4 }), 0);
  assert.equal(source.offsetAt({ line: 1, character: -4 }), 3);
  assert.deepEqual(source.positionAt(99), { line: 1, character: 2 });
  assert.deepEqual(source.positionAt(-1), { line: 0, character: 0 });
});

test('UTF-8 positions count bytes, and a byte inside a character means its beginning', () => {
  const source = new SourceText('x\né😀b');
  assert.deepEqual(source.utf8PositionAt(3), { line: 1, character: 2 });
  assert.deepEqual(source.utf8PositionAt(5), { line: 1, character: 6 });
  assert.equal(source.utf8OffsetAt({ line: 1, character: 6 }), 5);
  assert.equal(source.utf8OffsetAt({ line: 1, character: 1 }), 2);
  assert.equal(source.utf8OffsetAt({ line: 1, character: 4 }), 3);
  assert.equal(source.utf8OffsetAt({ line: 1, character: 99 }), 6);
});

test('every offset outside of line ends and pairs comes back from its position in both encodings', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const source = new SourceText(text);
      for (let offset = 0; offset <= text.length; offset++) {
        if (text.charAt(offset) === '\n' && text.charAt(offset - 1) === '\r') continue;
        assert.equal(source.offsetAt(source.positionAt(offset)), offset);
        const isInPair = /[\udc00-\udfff]/.test(text.charAt(offset)) && /[\ud800-\udbff]/.test(text.charAt(offset - 1));
        if (!isInPair) assert.equal(source.utf8OffsetAt(source.utf8PositionAt(offset)), offset);
      }
    }),
  );
});

test('UTF-8 columns equal the bytes that an encoder makes', () => {
  fc.assert(
    fc.property(texts, fc.nat(40), (text, wish) => {
      const source = new SourceText(text);
      const offset = Math.min(wish, text.length);
      fc.pre(!/[\udc00-\udfff]/.test(text.charAt(offset)));
      const { line, character } = source.utf8PositionAt(offset);
      assert.equal(character, Buffer.byteLength(text.slice(source.lineStart(line), offset)));
    }),
  );
});

test('an edited text has the line index that a new one would have', () => {
  fc.assert(
    fc.property(texts, edits, (text, wishes) => {
      const source = new SourceText(text);
      assert.ok(source.lineCount >= 1);
      const changes = wishes.map(({ start, width, newText }) => ({ start, end: start + width, newText }));
      const edited = source.edit(changes);
      assert.deepEqual(startsOf(edited), startsOf(new SourceText(edited.text)));
    }),
    { numRuns: 1000 },
  );
});

test('edits all count in the old text, in any order', () => {
  const source = new SourceText('one two three');
  const changes: TextEdit[] = [
    { start: 8, end: 13, newText: '3' },
    { start: 0, end: 3, newText: '1' },
    { start: 4, end: 4, newText: 'and ' },
  ];
  assert.equal(source.edit(changes).text, '1 and two 3');
  assert.equal(source.text, 'one two three');
});

test('of two edits that overlap, the later one loses what the earlier one replaced', () => {
  const source = new SourceText('abcdef');
  const changes = [
    { start: 1, end: 4, newText: 'X' },
    { start: 2, end: 5, newText: 'Y' },
  ];
  assert.equal(source.edit(changes).text, 'aXYf');
});

test('an edit that does nothing gives the same object back', () => {
  const source = new SourceText('abc');
  assert.equal(source.edit([{ start: 1, end: 1, newText: '' }]), source);
  assert.deepEqual(normalizeEdits([{ start: 9, end: 12, newText: 'z' }], 3), [{ start: 3, end: 3, newText: 'z' }]);
});

test('a long text that was edited reads the same as a new one, piece by piece and as a whole', () => {
  const long = 'one line\nof many\r\n'.repeat(2500);
  // Some edits put in or take away so many lines that the line index is written anew.
  const many = fc.constant('x\r\n'.repeat(1500));
  const far = fc.record({
    start: fc.oneof(fc.nat(300), fc.nat(long.length)),
    width: fc.oneof(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(20_000)),
    newText: fc.oneof({ weight: 9, arbitrary: texts }, { weight: 1, arbitrary: many }),
  });
  fc.assert(
    fc.property(fc.array(far, { minLength: 1, maxLength: 12 }), fc.nat(400), (wishes, from) => {
      let source = new SourceText(long);
      let text = long;
      assert.ok(source.lineCount > 1);
      for (const [at, { start, width, newText }] of wishes.entries()) {
        const first = Math.min(start, text.length);
        const end = Math.min(first + width, text.length);
        source = source.edit([{ start: first, end, newText }]);
        text = text.slice(0, first) + newText + text.slice(end);
        assert.equal(source.length, text.length);
        const piece = { start: Math.max(0, first - 5), end: Math.min(text.length, first + 20) };
        assert.equal(source.slice(piece.start, piece.end), text.slice(piece.start, piece.end));
        assert.equal(source.slice(from, from + 9000), text.slice(from, from + 9000));
        assert.equal(source.charCodeAt(piece.start), text.charCodeAt(piece.start));
        if (at % 5 === 4) assert.equal(source.text, text);
      }
      assert.ok(Number.isNaN(source.charCodeAt(text.length)));
      assert.deepEqual(startsOf(source), startsOf(new SourceText(text)));
      assert.equal(source.text, text);
    }),
    { numRuns: 100 },
  );
});
