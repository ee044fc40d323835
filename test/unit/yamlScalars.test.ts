import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import {
  findKey,
  isMergeKey,
  jsonScalarOf,
  jsonValueOf,
  keyTextOf,
  mappingEntries,
} from '../../server/src/yaml/scalars.ts';
import { NO_NODE, type YamlTree } from '../../server/src/yaml/tree.ts';
import { findValue, treeValue } from '../support/yamlJson.ts';

function treeOf(text: string): YamlTree {
  return parseDocument(text).tree;
}

test('a field is found by its name however its key is written', () => {
  const tree = treeOf('name: a\n"image": b\n\'x y\': c\n? long\n  key\n: d\n1_000: e\nyes: f\n"1": g\n');
  const found = (name: string): unknown => {
    const value = findValue(tree, tree.root, name);
    return value === NO_NODE ? undefined : jsonValueOf(tree, value);
  };
  assert.equal(found('name'), 'a');
  assert.equal(found('image'), 'b');
  assert.equal(found('x y'), 'c');
  assert.equal(found('long key'), 'd');
  assert.equal(found('1000'), 'e');
  assert.equal(found('true'), 'f');
  assert.equal(found('1'), 'g');
  for (const name of ['nam', 'names', 'yes', '1_000', '"image"', '']) assert.equal(found(name), undefined, name);
});

test('what is no mapping has no fields', () => {
  const tree = treeOf('- a\n');
  assert.equal(findKey(tree, tree.root, 'a'), NO_NODE);
  assert.equal(findValue(tree, NO_NODE, 'a'), NO_NODE);
  assert.equal(jsonScalarOf(tree, tree.root), undefined);
  assert.equal(jsonValueOf(tree, NO_NODE), undefined);
  assert.deepEqual([...mappingEntries(tree, tree.root)], []);
});

test('fields that << brings in are found, those that are written come first', () => {
  const tree = treeOf('m: &m {a: 1, b: 2}\nn: &n {<<: *m, c: 3}\nx:\n  <<: [*n, {d: 4}]\n  b: 5\n');
  const mapping = findValue(tree, tree.root, 'x');
  assert.deepEqual(treeValue(tree, mapping), { b: 5, c: 3, d: 4, a: 1 });
  assert.equal(jsonValueOf(tree, findValue(tree, mapping, 'a')), 1);
  assert.equal(jsonValueOf(tree, findValue(tree, mapping, 'b')), 5);
  assert.equal(keyTextOf(tree, findKey(tree, mapping, 'd')), 'd');
  assert.equal(findKey(tree, mapping, '<<'), NO_NODE);
});

test('a quoted "<<" is a key like any other', () => {
  const tree = treeOf('"<<": {a: 1}\n<<: {b: 2}\n');
  assert.equal(isMergeKey(tree, 1), false);
  assert.deepEqual(treeValue(tree), { '<<': { a: 1 }, b: 2 });
});

test('merges and aliases that go in circles come to an end', () => {
  const tree = treeOf('a: &a\n  <<: *a\n  b: &b [*b, *a]\n  c: *a\n');
  const mapping = findValue(tree, tree.root, 'a');
  assert.deepEqual(
    [...mappingEntries(tree, mapping)].map(([, , text]) => text),
    ['b', 'c'],
  );
  assert.equal(findKey(tree, mapping, 'z'), NO_NODE);
  assert.equal(tree.resolve(findValue(tree, mapping, 'c')), NO_NODE);
});

test('many merges of merges come to an end, too', () => {
  const lines = ['m0: &m0 {k0: v}'];
  for (let level = 1; level < 40; level++) {
    lines.push(`m${level}: &m${level}`, `  <<: [*m${level - 1}, *m${level - 1}]`, `  k${level}: v`);
  }
  const tree = treeOf(`${lines.join('\n')}\n`);
  const mapping = findValue(tree, tree.root, 'm39');
  assert.equal([...mappingEntries(tree, mapping)].length, 40);
  assert.notEqual(findKey(tree, mapping, 'k0'), NO_NODE);
});

test('aliases read as what they stand for, also as keys', () => {
  const tree = treeOf('a: &x 010\nb: *x\n? *x\n: c\n');
  assert.equal(jsonScalarOf(tree, findValue(tree, tree.root, 'b'))?.type, 'integer');
  assert.equal(jsonValueOf(tree, findValue(tree, tree.root, 'b')), 8);
  assert.equal(jsonValueOf(tree, findValue(tree, tree.root, '8')), 'c');
});

test('a key that is no text is shown in one line', () => {
  for (const text of ['? {a: b,\r\n  c: d}\n: e\n', '? {a: b,\r  c: d}\n: e\n', '? {a: b,\x85c: d}\n: e\n']) {
    const tree = treeOf(text);
    assert.equal(keyTextOf(tree, tree.firstChild(tree.root)), '{a: b, c: d}');
  }
  const tree = treeOf('? a: b\n  c: d\n: e\n');
  assert.equal(keyTextOf(tree, tree.firstChild(tree.root)), 'a: b c: d');
});
