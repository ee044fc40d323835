import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FieldView } from '../../server/src/manifest/fieldView.ts';
import { PlainFields } from '../../server/src/manifest/plainFields.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { NO_NODE } from '../../server/src/yaml/tree.ts';

function views(text: string): { view: FieldView; plain: PlainFields } {
  const { tree } = parseDocument(text);
  const view = new FieldView(tree, tree.root, { key: NO_NODE, step: '' });
  return { view, plain: PlainFields.of(view) };
}

const values: Readonly<Record<string, string>> = {
  'a plain string': 'x: some text of more than a few characters\n',
  'a quoted string': 'x: "a \\"quoted\\" text that is long"\n',
  'a block': 'x: |\n  one line of text\n  another\n',
  'a number': 'x: 17\n',
  'a number with a point': 'x: 1.5\n',
  'a boolean': 'x: yes\n',
  null: 'x: ~\n',
  'nothing behind the colon': 'x:\n',
  'no such field': 'y: 1\n',
  'an alias': 'y: &a text that stands elsewhere\nx: *a\n',
  'an alias of nothing': 'x: *a\n',
  'a merged field': 'y: &a { x: 3 }\n<<: *a\n',
  'a mapping': 'x: { a: one, b: 2, c: "three of many characters", yes: d }\n',
  'a mapping with a merge': 'y: &a { b: two }\nx: { <<: *a, a: one }\n',
  'a field that objects have by themselves': 'x: { __proto__: a, constructor: b }\n',
  'a list': 'x: [a, 2, "three of many characters", { b: c }]\n',
  'no mapping at all': '- x\n',
};

for (const [name, text] of Object.entries(values)) {
  test(`of ${name} it tells what a FieldView tells`, () => {
    const { view, plain } = views(text);
    const expected = view.field('x');
    const found = plain.field('x');
    assert.equal(found.exists, expected.exists);
    assert.equal(found.isWritten, expected.key !== NO_NODE);
    assert.equal(found.isNull, expected.json() === null);
    assert.equal(found.string(), expected.string());
    assert.equal(found.integer(), expected.integer());
    assert.equal(found.boolean(), expected.boolean());
    assert.equal(found.text(), expected.text());
    assert.deepEqual(
      found.items().map((item) => [item.text(), item.field('b').string()]),
      expected.items().map((item) => [item.text(), item.field('b').string()]),
    );
    assert.deepEqual(
      found.names(),
      expected.entries().map(({ name: key }) => key),
    );
    assert.deepEqual(Object.entries(found.strings()), [...expected.stringMap()]);
    assert.equal(plain.at('x', 'b').text(), view.at('x', 'b').text());
    assert.equal(found.isMapping(), expected.isMapping());
    assert.equal(found.isSequence(), expected.isSequence());
    assert.deepEqual(found.range(), expected.key === NO_NODE ? undefined : expected.range);
    assert.equal(PlainFields.rootOf(view.tree).field('x').text(), found.text());
  });
}

const known = { app: 'web', version: 'v1', size: 'a\n b' };

const labelTexts: Readonly<Record<string, boolean>> = {
  '{ app: web, version: v1, size: "a\\n b" }': false,
  '{ app: web, version: v1 }': true,
  '{ app: web, version: v2 }': false,
  '{ version: v1, app: web }': false,
  '{ app: web }': false,
  '{ app: web, version: v1, more: x }': false,
  '{ app: web, app: web, version: v1 }': false,
  '{ app: !!binary d2Vi, version: v1 }': false,
  '[app, web]': false,
};

for (const [written, isKnown] of Object.entries(labelTexts)) {
  test(`labels that are known already are given again where ${written} holds just these`, () => {
    const plain = views(`x: ${written}\n`).plain.field('x');
    const { size: _, ...two } = known;
    assert.deepEqual(Object.entries(plain.strings(two)), Object.entries(plain.strings()));
    assert.equal(plain.strings(two) === two, isKnown);
    assert.deepEqual(Object.entries(plain.strings(known)), Object.entries(plain.strings()));
  });
}

test('a known label with a line end is none that is written over two lines', () => {
  const folded = views('x:\n  app: web\n  size: a\n   b\n').plain.field('x');
  assert.equal(folded.field('size').string(), 'a b');
  assert.deepEqual(folded.strings({ app: 'web', size: 'a\n   b' }), { app: 'web', size: 'a b' });
});

test('a word that YAML takes for a value is no label of that text', () => {
  const view = views('x: { app: yes, on: a }\n').plain.field('x');
  assert.deepEqual(Object.entries(view.strings({ app: 'yes', on: 'a' })), Object.entries(view.strings()));
});
