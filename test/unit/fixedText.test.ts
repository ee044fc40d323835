import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNoWorse } from '../../server/src/features/fixedText.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';

test('edits that bring faults, overlap or lie outside make a text worse', () => {
  const document = parseDocument('a: b\nc: d\n');
  const edit = (start: number, end: number, newText: string) => ({ start, end, newText });
  assert.equal(isNoWorse(document, [edit(3, 4, 'x')]), true);
  assert.equal(isNoWorse(document, [edit(3, 4, '[')]), false);
  assert.equal(isNoWorse(document, [edit(3, 6, 'x'), edit(5, 6, 'y')]), false);
  assert.equal(isNoWorse(document, [edit(3, 99, 'x')]), false);
});

test('what takes the line feed in front of a separator makes a text worse', () => {
  const line = { start: 5, end: 11, newText: '' };
  assert.equal(isNoWorse(parseDocument('a: b\nc: d\r\n'), [line]), true);
  assert.equal(isNoWorse(parseDocument('a: b\rc: d\r\n'), [line]), false);
  // Nothing is left, and the separator of before is the line above
  assert.equal(isNoWorse(parseDocument('a: b\r\n'), [{ start: 0, end: 6, newText: '' }]), true);
});
