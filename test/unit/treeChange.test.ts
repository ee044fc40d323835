import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TreeChange, treeChange } from '../../server/src/manifest/treeChange.ts';
import { editDocument } from '../../server/src/yaml/editDocument.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import type { YamlDocument } from '../../server/src/yaml/tree.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';

/** All that is said of a change, for each node of the old tree. */
function told(change: TreeChange | undefined, { tree }: YamlDocument) {
  if (change === undefined) return undefined;
  const nodes = Array.from({ length: tree.size }, (_, node) => [
    change.touchesLook(node, undefined),
    change.isWhole(node),
  ]);
  return { collection: change.collection, nodes };
}

/** Each line twice, gone, broken off, begun, and with the line end in front of it taken away. */
function* editsOf(text: string): Generator<{ start: number; oldEnd: number; newText: string }> {
  for (let start = 0; start < text.length; start = text.indexOf('\n', start) + 1) {
    const end = text.indexOf('\n', start) + 1;
    const line = text.slice(start, end);
    yield { start, oldEnd: start, newText: line };
    yield { start, oldEnd: end, newText: '' };
    yield { start: start + 4, oldEnd: end - 1, newText: '' };
    yield { start: end - 1, oldEnd: end - 1, newText: `\n${' '.repeat(line.search(/\S/))}half` };
    if (start > 0) yield { start: start - 1, oldEnd: start, newText: ' ' };
    yield { start, oldEnd: end, newText: line };
    yield { start: Math.max(0, start - 9), oldEnd: end, newText: text.slice(Math.max(0, start - 9), end - 1) };
  }
}

for (const [name, text] of Object.entries({ 'a set': statefulSet, 'a Service': headlessService })) {
  test(`${name}: where an edit was is known of what was edited, and found in what was read anew`, () => {
    const old = parseDocument(text);
    let changes = 0;
    for (const { start, oldEnd, newText } of editsOf(text)) {
      const now = text.slice(0, start) + newText + text.slice(oldEnd);
      const edited = editDocument(old, { start, oldEnd, newEnd: start + newText.length }, now);
      if (edited === old) continue;
      const change = told(treeChange(old, edited), old);
      assert.deepEqual(change, told(treeChange(old, parseDocument(now)), old), now);
      if (change) changes++;
    }
    assert.ok(changes > text.split('\n').length, `${changes} changes`);
  });
}

test('a document that came of another one is compared with each that is asked about', () => {
  const [old, other] = [parseDocument('a: 1\nb: 2\nc: 3\n'), parseDocument('a: 1\nb: 5\nc: 4\n')];
  const now = parseDocument('a: 1\nb: 5\nc: 3\n');
  assert.equal(treeChange(old, now)?.touchesLook(0, 'b'), true);
  assert.equal(treeChange(other, now)?.touchesLook(0, 'b'), false);
  assert.equal(treeChange(old, now)?.touchesLook(0, 'c'), false);
});

test('a key that is written otherwise touches what looked for it, though what it holds stays where it is', () => {
  // In a broken text what was read before is not taken over, so that only places tell what the edit changed.
  for (const [key, other] of [
    ['spec', 's{ec'],
    ['spec', 'spe='],
  ] as const) {
    const text = (word: string) => `a\nkind: b\n${word}\n c: d\n`;
    const [old, start] = [parseDocument(text(key)), text(key).indexOf(key)];
    const change = { start, oldEnd: start + key.length, newEnd: start + other.length };
    for (const now of [editDocument(old, change, text(other)), parseDocument(text(other))]) {
      const found = treeChange(old, now);
      assert.ok(found === undefined || (found.touchesLook(0, key) && found.touchesLook(0, other)), other);
    }
  }
});
