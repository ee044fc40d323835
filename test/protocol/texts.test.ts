// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets are what is tested.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandBraces } from '../../server/src/lsp/globs.ts';
import { plainText } from '../../server/src/lsp/plainText.ts';
import { positionsIn } from '../../server/src/lsp/positions.ts';
import { withoutStops } from '../../server/src/lsp/snippets.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';

test('Markdown reads well as plain text', () => {
  const cases: [markdown: string, plain: string][] = [
    ['**bold** and *thin* and _other_', 'bold and thin and other'],
    ['`code_with_marks` and ``a ` b``', 'code_with_marks and a ` b'],
    ['snake_case_name, 2 * 3, a * b', 'snake_case_name, 2 * 3, a * b'],
    ['see [the page](https://a.b/c_d) now', 'see the page (https://a.b/c_d) now'],
    ['[https://a.b](https://a.b) <https://c.d>', 'https://a.b https://c.d'],
    ['[`code`](command:x)', 'code'],
    ['# Head\n\n---\n\n- one\n- two', 'Head\n\n- one\n- two'],
    ['```yaml\na: *b\n  # c\n```\nafter', 'a: *b\n  # c\nafter'],
    ['a \\* b \\[c\\]', 'a * b [c]'],
    ['a &lt;b&gt; &amp; c&nbsp;d', 'a <b> & c d'],
    ['| a | b |\n|---|---|\n| 1 | `2` |', 'a | b\n1 | 2'],
    ['`unclosed and [unclosed', '`unclosed and [unclosed'],
    ['> quoted', 'quoted'],
    ['', ''],
  ];
  for (const [markdown, plain] of cases) assert.equal(plainText(markdown), plain, markdown);
});

test('snippets become what they stand for', () => {
  const cases: [snippet: string, text: string][] = [
    ['name: $1', 'name: '],
    ['a: ${1:web}\nb: ${2}$0', 'a: web\nb: '],
    ['${1|ReadWriteOnce,ReadOnlyMany|}', 'ReadWriteOnce'],
    ['${1|a\\,b,c|}', 'a,b'],
    ['${1:outer ${2:inner}} end', 'outer inner end'],
    ['cost \\$5 \\} \\\\', 'cost $5 } \\'],
    ['$ and ${ and $x', '$ and ${ and $x'],
    ['${1:a\\}b}', 'a}b'],
    ['${1:never closed', 'never closed'],
  ];
  for (const [snippet, text] of cases) assert.equal(withoutStops(snippet), text, snippet);
});

test('alternatives in globs become globs of their own', () => {
  assert.deepEqual(expandBraces('*.{yaml,yml}'), ['*.yaml', '*.yml']);
  assert.deepEqual(expandBraces('{a,b{c,d}}/x').sort(), ['a/x', 'bc/x', 'bd/x']);
  assert.deepEqual(expandBraces('{a}'), ['a']);
  assert.deepEqual(expandBraces('{a,b'), ['{a,b']);
  assert.deepEqual(expandBraces('plain'), ['plain']);
  assert.ok(expandBraces('{a,b}'.repeat(20)).length <= 64);
});

test('positions and offsets belong together in either encoding', () => {
  const text = new SourceText('a\u00FC\u{1F600}b\r\nc\n');
  for (const encoding of ['utf-16', 'utf-8'] as const) {
    const positions = positionsIn(text, encoding);
    for (const offset of [0, 1, 2, 4, 5, 7, 8, 9]) {
      assert.equal(positions.toOffset(positions.toPosition(offset)), offset, `${encoding} ${offset}`);
    }
    const turned = { start: { line: 1, character: 1 }, end: { line: 0, character: 0 } };
    assert.deepEqual(positions.toOffsets(turned), { start: 0, end: 8 });
  }
  assert.deepEqual(positionsIn(text, 'utf-8').toPosition(4), { line: 0, character: 7 });
  assert.deepEqual(positionsIn(text, 'utf-16').toPosition(4), { line: 0, character: 4 });
});
