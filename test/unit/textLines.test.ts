import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineBreak, lineEndOf, lineStartOf, nextLineOf, TextLines } from '../../server/src/text/textLines.ts';

/** The lines of a text as a walk from its beginning to its end meets them. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (let at = lineStartOf(text, 1); at < text.length; at = nextLineOf(text, at))
    lines.push(text.slice(at, lineEndOf(text, at)));
  return lines;
}

for (const lineEnd of ['\n', '\r\n', '\r', '\x85', '\u2028', '\u2029']) {
  test(`lines end where Kubernetes' reader sees it: ${JSON.stringify(lineEnd)}`, () => {
    const text = ['a: 1', '', '  b', ''].join(lineEnd);
    assert.deepEqual(linesOf(text), ['a: 1', '', '  b']);
    assert.deepEqual(linesOf(`\ufeff${text}`), ['a: 1', '', '  b']);
    const start = text.indexOf('  b');
    const lines = new TextLines(text);
    for (let at = 0; at <= text.length; at++) {
      const isOnLine = start <= at && at <= start + 3;
      assert.equal(lineStartOf(text, at) === start, isOnLine || (lineEnd === '\r\n' && at === start + 4), `${at}`);
      assert.deepEqual([lines.startOf(at), lines.endOf(at)], [lineStartOf(text, at), lineEndOf(text, at)], `${at}`);
    }
  });
}

test('a mark of byte order stands in front of the first line', () => {
  assert.equal(lineStartOf('\ufeffa: 1\n', 3), 1);
  assert.equal(lineStartOf('\ufeffa: 1\nb: 2\n', 8), 6);
  assert.equal(lineStartOf('\ufeff', 0), 0);
  const lines = new TextLines('\ufeffa: 1\n');
  assert.deepEqual(
    [0, 1, 3, 0].map((at) => lines.startOf(at)),
    [1, 1, 1, 1],
  );
});

test('the line break of a text is its own one', () => {
  assert.equal(lineBreak('a\r\nb\r\n'), '\r\n');
  assert.equal(lineBreak('a\rb\r'), '\r');
  assert.equal(lineBreak('a\nb\r'), '\n');
  assert.equal(lineBreak('a'), '\n');
});
