import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indentNewLine } from '../../server/src/features/indentation.ts';
import { openAtCursor } from '../support/cursor.ts';
import { applyEdits } from '../support/edits.ts';

/** The text once Enter was pressed where the cursor is, without what the editor does by itself. */
function entered(text: string, tabSize = 2): string {
  const { host, uri, offset } = openAtCursor(text);
  const file = host.snapshot().file(uri)!;
  const edits = indentNewLine(file, offset, { tabSize });
  const after = applyEdits(file.text.text, edits);
  const [edit] = edits;
  if (edit) {
    const cursor = edit.start + edit.newText.length;
    const again = openAtCursor(`${after.slice(0, cursor)}<|>${after.slice(cursor)}`);
    assert.deepEqual(indentNewLine(again.host.snapshot().file(again.uri)!, cursor, { tabSize }), [], 'a second time');
  }
  return after;
}

test('below a key stand the blanks for what it holds', () => {
  for (const [text, after] of [
    ['spec:\n<|>\n', 'spec:\n  \n'],
    ['spec: # c\n<|>\n', 'spec: # c\n  \n'],
    ['a:\r\n  "b":\r\n  <|>\r\n', 'a:\r\n  "b":\r\n    \r\n'],
    ['- name:\n  <|>', '- name:\n    '],
    ['a: &x\n<|>', 'a: &x\n  '],
    ['a:\n      <|>\nb: 1\n', 'a:\n  \nb: 1\n'],
    ['a: 1\n---\nspec:\n<|>', 'a: 1\n---\nspec:\n  '],
    // What is there already says how far.
    ['spec:\n<|>\n    a: 1\n', 'spec:\n    \n    a: 1\n'],
    ['a: &x\n<|>\n   - b\n', 'a: &x\n   \n   - b\n'],
    ['a:\n<|>\n- b\n', 'a:\n\n- b\n'],
  ] as const) {
    assert.equal(entered(text), after);
  }
  assert.equal(entered('spec:\n<|>', 4), 'spec:\n    ');
});

test('below | and > stand the blanks of the text', () => {
  for (const [text, after] of [
    ['a: |\n<|>', 'a: |\n  '],
    ['- a: >- # c\n<|>', '- a: >- # c\n    '],
    ['- |\n<|>', '- |\n  '],
    ['a: |\n<|>\n     b\n', 'a: |\n     \n     b\n'],
  ] as const) {
    assert.equal(entered(text), after);
  }
});

test('below an item of one value stands the next dash, below the first field of an item the next field', () => {
  for (const [text, after] of [
    ['a:\n  - b\n<|>', 'a:\n  - b\n  - '],
    ['- b\n<|>\n- c\n', '- b\n- \n- c\n'],
    ['- - b\n<|>', '- - b\n  - '],
    ['- {a: b} # c\n<|>', '- {a: b} # c\n- '],
    ['- a: b\n<|>', '- a: b\n  '],
    ['- a: [b]\n<|>\n  c: d\n', '- a: [b]\n  \n  c: d\n'],
    ['a: &x\n  - b\n<|>', 'a: &x\n  - b\n  - '],
  ] as const) {
    assert.equal(entered(text), after);
  }
});

test('nothing is put where it would be part of something else, or says nothing', () => {
  for (const text of [
    'a: b - c\n<|>',
    'a: 3 # one - two:\n<|>',
    '# a - b:\n<|>',
    'a: |\n  b - c:\n<|>',
    'a: "b:\n<|>\n c"',
    'a: b\n<|>\n  c',
    '[a,\n  - b\n<|>]',
    '{"a":\n<|>}',
    'a: [b,\n<|>\n]',
    '- b\n<|>  c\n',
    '- \n<|>',
    'a\n<|>',
    '? a\n<|>',
    'a: |2\n<|>\n   b\n',
    'a: >-1\n   <|>\n',
    '- a: b\n  c: d\n<|>',
    '---\n<|>',
    '- b\n---\u2028<|>\n',
    '- b\n---<|>\n',
    '<|>',
    '\n<|>',
  ]) {
    assert.equal(entered(text), text.replace('<|>', ''));
  }
});
