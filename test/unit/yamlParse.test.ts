// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these placeholders are what is tested.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { findKey, jsonValueOf, mappingEntries } from '../../server/src/yaml/scalars.ts';
import { NO_NODE, NodeKind, NodeStyle, type YamlDocument, type YamlTree } from '../../server/src/yaml/tree.ts';
import { fc } from '../support/fastCheck.ts';
import { outline, treeValue } from '../support/yamlJson.ts';

const fragments = fc.constantFrom(
  ...['a', 'b: ', 'name: web', ' ', '  ', '\n', '\n  ', '\n- ', '- ', ': ', ':', '?', '? ', '[', ']', '{', '}', ','],
  ...['"', "'", '#', ' #', '&a ', '*a', '!!int ', '!t ', '|', '>-\n', '|2\n', '---\n', '...\n', '\t', '%', '@', '`'],
  ...[
    '\\',
    '\\x4',
    '\r',
    '\r\n',
    '\u2028',
    '\ufeff',
    '\0',
    '\ud800',
    '😀',
    '{{ x }}',
    '${X}',
    '{%',
    '<<: ',
    '~',
    '.inf',
  ],
);
const yamlish = fc.array(fragments, { maxLength: 24 }).map((parts) => parts.join(''));

/** Holds every promise that a tree makes about its columns, and reads all that can be read. */
function assertSound(tree: YamlTree): void {
  const { starts, ends, nexts, parents } = tree.columns;
  for (let node = 0; node < tree.size; node++) {
    const parent = parents[node]!;
    assert.ok(starts[node]! >= 0 && starts[node]! <= ends[node]! && ends[node]! <= tree.text.length);
    assert.ok(nexts[node]! > node && nexts[node]! <= tree.size);
    if (parent === NO_NODE) assert.equal(node, 0);
    else {
      assert.ok(parent < node && nexts[node]! <= nexts[parent]!);
      assert.ok(starts[parent]! <= starts[node]! && ends[node]! <= ends[parent]!);
    }
    if (node > 0 && parents[node - 1] === parent) assert.ok(starts[node]! >= ends[node - 1]!);
    if (tree.kind(node) === NodeKind.mapping) {
      let count = 0;
      for (let child = tree.firstChild(node); child !== NO_NODE; child = tree.nextSibling(child)) count++;
      assert.equal(count % 2, 0);
      for (const [key, value] of mappingEntries(tree, node)) assert.ok(key < value);
      findKey(tree, node, 'name');
    }
    assert.equal(typeof tree.scalarText(node), 'string');
    jsonValueOf(tree, node);
    tree.resolve(node);
  }
}

test('whatever the text, there is a sound tree', () => {
  fc.assert(
    fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
      const { tree, problems } = parseDocument(text);
      assertSound(tree);
      for (const { start, end } of problems) assert.ok(start >= 0 && start <= end && end <= text.length);
    }),
    { numRuns: 1500 },
  );
});

test('nodes begin and end with their own characters', () => {
  const text = 'a: "x"\nb: [1, {c: d}]\ne: |\n  f\n  g\n\nh: &i !j k\n';
  assert.deepEqual(outline(parseDocument(text).tree), [
    'mapping/block 0-46',
    '  scalar/plain 0-1 "a"',
    '  scalar/doubleQuoted 3-6 "x"',
    '  scalar/plain 7-8 "b"',
    '  sequence/flow 10-21',
    '    scalar/plain 11-12 "1"',
    '    mapping/flow 14-20',
    '      scalar/plain 15-16 "c"',
    '      scalar/plain 18-19 "d"',
    '  scalar/plain 22-23 "e"',
    '  scalar/literal 25-34 "f\\ng\\n"',
    '  scalar/plain 36-37 "h"',
    '  scalar/plain 45-46 &i !j "k"',
  ]);
});

test('what is not written has no width and lies behind the mark that calls for it, after one space', () => {
  const text = 'a:\nb: \nc:   # no\nd:\n  -\n  - \n? e\n: \nf: &x\n';
  const { tree } = parseDocument(text);
  const places: number[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (tree.style(node) !== NodeStyle.empty) continue;
    assert.equal(tree.start(node), tree.end(node));
    assert.equal(tree.scalarText(node), '');
    places.push(tree.start(node));
  }
  assert.deepEqual(places, [2, 6, 10, 23, 28, 35, 41]);
});

test('keys without values and values without keys are pairs all the same', () => {
  assert.deepEqual(outline(parseDocument('{a, b: , "c"}').tree), [
    'mapping/flow 0-13',
    '  scalar/plain 1-2 "a"',
    '  scalar/empty 2-2 ""',
    '  scalar/plain 4-5 "b"',
    '  scalar/empty 7-7 ""',
    '  scalar/doubleQuoted 9-12 "c"',
    '  scalar/empty 12-12 ""',
  ]);
});

test('offsets are exact behind a byte order mark and with CRLF', () => {
  const text = '\ufeffa: b\r\nc:\r\n  - d\r\n';
  const { tree, problems } = parseDocument(text);
  assert.deepEqual(problems, []);
  assert.deepEqual(outline(tree), [
    'mapping/block 1-16',
    '  scalar/plain 1-2 "a"',
    '  scalar/plain 4-5 "b"',
    '  scalar/plain 7-8 "c"',
    '  sequence/block 13-16',
    '    scalar/plain 15-16 "d"',
  ]);
});

test('a text without content has no top node', () => {
  for (const text of ['', '\n', '# note\n', '---\n', '---\n# note\n...\n', '\ufeff']) {
    const { tree, problems } = parseDocument(text);
    assert.deepEqual([tree.root, tree.size, problems], [NO_NODE, 0, []], JSON.stringify(text));
  }
});

test('aliases stand for the nearest anchor above them', () => {
  const { tree } = parseDocument('a: &x 1\nb: *x\nc: &x 2\nd: *x\n');
  assert.deepEqual(treeValue(tree), { a: 1, b: 1, c: 2, d: 2 });
});

test('five hundred levels are read, more are not, and said so', () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{a: ', '}'],
    ['- ', ''],
    ['? ', ''],
  ] as const) {
    const deep = parseDocument(`${open.repeat(490)}x${close.repeat(490)}`);
    assert.ok(deep.tree.size >= 490);
    assert.equal(deep.unread, undefined);
    const deeper = parseDocument(`${open.repeat(60_000)}x${close.repeat(60_000)}`);
    assert.match(deeper.unread?.message ?? '', /deeper than 500 levels/, open);
    assert.deepEqual([deeper.tree.root, deeper.problems], [NO_NODE, []]);
    assertSound(deeper.tree);
  }
});

test('a scalar of a million characters is one node', () => {
  const long = 'x'.repeat(1_000_000);
  for (const text of [`a: ${long}\n`, `a: "${long}"\n`, `a: |\n  ${long}\n`]) {
    const { tree, problems } = parseDocument(text);
    assert.deepEqual([tree.size, problems], [3, []]);
    assert.equal(tree.scalarText(2).trim().length, long.length);
  }
});

test('aliases that multiply a document are refused, many that do not are fine', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level++) {
    bomb.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  assert.match(parseDocument(bomb.join('\n')).problems[0]?.message ?? '', /^Aliases multiply/);
  const many = `a: &a {b: c}\nd:\n${'- *a\n'.repeat(5_000)}`;
  assert.deepEqual(parseDocument(many).problems, []);
});

test('a key of more than 1024 characters is none', () => {
  assert.deepEqual(parseDocument(`${'k'.repeat(1024)}: v\n`).problems, []);
  assert.equal(parseDocument(`${'k'.repeat(1025)}: v\n`).problems.length, 1);
});

test('aliases that stand for more than Kubernetes reads stand for nothing', () => {
  const keys = Array.from({ length: 200 }, (_, at) => `k${at}: v`).join(', ');
  const textOf = (count: number) => `x: &x {${keys}}\nitems:\n${'- *x\n'.repeat(count)}`;
  const aliasOf = ({ tree }: YamlDocument) => tree.size - 1;
  const [few, many] = [parseDocument(textOf(20)), parseDocument(textOf(2000))];
  assert.deepEqual([few.problems.length, few.tree.isBomb, few.tree.resolve(aliasOf(few))], [0, false, 2]);
  assert.deepEqual([many.problems.length, many.tree.isBomb, many.tree.resolve(aliasOf(many))], [1, true, NO_NODE]);
  assert.match(many.problems[0]!.message, /Aliases multiply this document/);
  assert.equal(many.tree.named(aliasOf(many)), 2);
});

test('a quoted key that is cut behind a backslash is read alike with any line end', () => {
  const kinds = ['\n', '\r\n', '\r'].map((lineEnd) => {
    const { tree } = parseDocument(['0', '"\\', '":'].join(lineEnd));
    return Array.from({ length: tree.size }, (_, node) => tree.kind(node));
  });
  assert.deepEqual(kinds, [[NodeKind.scalar], [NodeKind.scalar], [NodeKind.scalar]]);
});
