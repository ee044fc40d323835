import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  addAtPath,
  addEntry,
  addFirstEntry,
  addItem,
  asItem,
  moveEntry,
  removeEntry,
  removeItem,
  yamlString,
} from '../../server/src/manifest/edits.ts';
import { moveItemUp } from '../../server/src/manifest/moveItem.ts';
import type { DocumentEdit } from '../../server/src/manifest/problem.ts';
import { replaceValue } from '../../server/src/manifest/replaceValue.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { findKey } from '../../server/src/yaml/scalars.ts';
import type { NodeId, YamlTree } from '../../server/src/yaml/tree.ts';
import { applyEdits } from '../support/edits.ts';
import { findValue } from '../support/yamlJson.ts';

type Edits = DocumentEdit | readonly DocumentEdit[] | undefined;

function edited(text: string, edit: (tree: YamlTree) => Edits): string {
  const edits = edit(parseDocument(text).tree);
  return edits === undefined ? text : applyEdits(text, Array.isArray(edits) ? edits : [edits as DocumentEdit]);
}

/** The value at a path of field names and indexes. */
function at(tree: YamlTree, ...path: (string | number)[]): NodeId {
  let node = tree.root;
  for (const step of path) {
    if (typeof step === 'string') node = findValue(tree, node, step);
    else
      for (let item = tree.firstChild(node), index = 0; index <= step; item = tree.nextSibling(item), index++)
        node = item;
  }
  return node;
}

const key = (tree: YamlTree, name: string, ...path: (string | number)[]) => findKey(tree, at(tree, ...path), name);

/** Edits of a text with line feeds, and what they make of it. */
const anywhere: readonly (readonly [string, (tree: YamlTree) => Edits])[] = [
  ['remove', (tree) => removeEntry(tree, key(tree, 'b', 'a'))],
  ['remove the first in an item', (tree) => removeEntry(tree, key(tree, 'd', 'a', 'c', 0))],
  ['remove an item', (tree) => removeItem(tree, at(tree, 'a', 'c', 0))],
  ['remove all', (tree) => removeEntry(tree, key(tree, 'f', 'a', 'c', 1))],
  ['add', (tree) => addEntry(tree, at(tree, 'a'), ['x:', '  y: 1'])],
  ['add in front', (tree) => addFirstEntry(tree, tree.root, ['x: 1'])],
  ['add below', (tree) => addAtPath(tree, tree.root, ['a', 'x', 'y'], ['z: 1'])],
  ['add an item', (tree) => addItem(tree, at(tree, 'a'), { name: 'c', list: at(tree, 'a', 'c'), lines: ['- x'] })],
  ['move', (tree) => moveEntry(tree, key(tree, 'c', 'a'), tree.root, ['x'])],
  ['move in place', (tree) => moveEntry(tree, key(tree, 'a'), tree.root, ['x', 'y'])],
  ['move an item', (tree) => moveItemUp(tree, at(tree, 'a', 'c', 1), at(tree, 'a', 'c', 0))],
  ['make an item', (tree) => asItem(tree, at(tree, 'a'))],
];

for (const lineEnd of ['\r\n', '\r', '\x85', '\u2028']) {
  test(`edits are the same where lines end in ${JSON.stringify(lineEnd)}`, () => {
    const text = '# top\na:\n  # of b\n  b: 1 # one\n  c:\n    - d: 1\n      e: 2\n    # of f\n    - f: 3\n';
    for (const [what, edit] of anywhere) {
      const expected = edited(text, edit);
      assert.notEqual(expected, text, what);
      assert.equal(edited(text.replaceAll('\n', lineEnd), edit).replaceAll(lineEnd, '\n'), expected, what);
      assert.equal(edited(`\ufeff${text}`, edit), `\ufeff${expected}`, what);
    }
  });
}

describe('edits of a document', () => {
  const text = '# top\na:\n  # of b\n  b: 1 # one\n  c:\n    - d: 1\n      e: 2\n    - f: 3\ng: {h: 1, i: 2}\n';

  test('an entry goes with its lines and comments', () => {
    assert.equal(
      edited(text, (tree) => removeEntry(tree, key(tree, 'b', 'a'))),
      text.replace('  # of b\n  b: 1 # one\n', ''),
    );
    assert.equal(
      edited(text, (tree) => removeEntry(tree, key(tree, 'd', 'a', 'c', 0))),
      text.replace('d: 1\n      e', 'e'),
    );
    assert.equal(
      edited(text, (tree) => removeEntry(tree, key(tree, 'h', 'g'))),
      text.replace('h: 1, ', ''),
    );
    assert.equal(
      edited(text, (tree) => removeEntry(tree, key(tree, 'i', 'g'))),
      text.replace(', i: 2', ''),
    );
    assert.equal(
      edited('a:\n  b: 1\nc: 2\n', (tree) => removeEntry(tree, key(tree, 'b', 'a'))),
      'a: {}\nc: 2\n',
    );
  });

  test('what goes or moves takes its anchor and tag along, and leaves those of its neighbours', () => {
    const without = (from: string, name: string) => edited(from, (tree) => removeEntry(tree, key(tree, name)));
    for (const own of ['!!str b', '&x b', '!!str &x b', '&x  !!str\tb']) {
      assert.equal(without(`a: 1\n${own}: 2\n&c c: 3\n`, 'b'), 'a: 1\n&c c: 3\n');
      assert.equal(without(`a: 1\n${own}: 2\n&c c: 3\n`, 'a'), `${own}: 2\n&c c: 3\n`);
      assert.equal(without(`{a: 1, ${own}: 2, &c c: 3}\n`, 'b'), '{a: 1, &c c: 3}\n');
      assert.equal(without(`{a: 1, ${own}: 2, &c c: 3}\n`, 'a'), `{${own}: 2, &c c: 3}\n`);
      assert.equal(without(`{a: 1, ${own}: 2}\n`, 'b'), '{a: 1}\n');
      assert.equal(
        edited(`- ${own}: 1\n  &c c: 2\n`, (tree) => removeEntry(tree, key(tree, 'b', 0))),
        '- &c c: 2\n',
      );
      assert.equal(
        edited(`a:\n  ${own}: 1\n  c: 2\n`, (tree) => moveEntry(tree, key(tree, 'b', 'a'), tree.root, ['x'])),
        `a:\n  c: 2\nx:\n  ${own}: 1\n`,
      );
      assert.equal(
        edited(`[!!str a, ${own}]\n`, (tree) => moveItemUp(tree, at(tree, 1), at(tree, 0))),
        `[${own}, !!str a]\n`,
      );
    }
  });

  test('an item goes with its dash', () => {
    assert.equal(
      edited(text, (tree) => removeItem(tree, at(tree, 'a', 'c', 0))),
      text.replace('    - d: 1\n      e: 2\n', ''),
    );
    assert.equal(
      edited(text, (tree) => removeItem(tree, at(tree, 'a', 'c', 1))),
      text.replace('    - f: 3\n', ''),
    );
    assert.equal(
      edited('a:\n  - 1\nb: 2\n', (tree) => removeItem(tree, at(tree, 'a', 0))),
      'a: []\nb: 2\n',
    );
    assert.equal(
      edited('a: [1, 2]\n', (tree) => removeItem(tree, at(tree, 'a', 1))),
      'a: [1]\n',
    );
  });

  test('what stands behind a key stays when its value is emptied', () => {
    const emptied = (from: string) => edited(from, (tree) => removeEntry(tree, key(tree, 'b', 'a')));
    assert.equal(emptied('a: # of a\n  # of b\n  b: 1\nc: 2\n'), 'a: {} # of a\nc: 2\n');
    assert.equal(emptied('a:\n # of a\n\n  # of b\n  b: 1\nc: 2\n'), 'a: {}\n # of a\nc: 2\n');
    assert.equal(emptied('a: # \r\n  b: 1\r\n'), 'a: {} # \r\n');
    assert.equal(emptied('a: &x !y # of a\n  b: 1\nc: *x\n'), 'a: &x !y {} # of a\nc: *x\n');
    assert.equal(
      edited('a: &x\n- 1 # one\nc: *x\n', (tree) => removeItem(tree, at(tree, 'a', 0))),
      'a: &x [] # one\nc: *x\n',
    );
  });

  test('dashes of comments, anchors and lists in lists are not those of the item', () => {
    const odd = 'a:\n- # one - two\n  b: 1\n- &a-b\n  # - three\n  c: 2\n- - 1 # - \n  - 2\n- -\n   - 3\n';
    const without = (...path: number[]) => edited(odd, (tree) => removeItem(tree, at(tree, 'a', ...path)));
    assert.equal(without(0), odd.replace('- # one - two\n  b: 1\n', ''));
    assert.equal(without(1), odd.replace('- &a-b\n  # - three\n  c: 2\n', ''));
    assert.equal(without(2), odd.replace('- - 1 # - \n  - 2\n', ''));
    assert.equal(without(2, 0), odd.replace('- - 1 # - \n  - 2', '- - 2'));
    assert.equal(without(2, 1), odd.replace('  - 2\n', ''));
    assert.equal(without(3), odd.replace('- -\n   - 3\n', ''));
  });

  test('an entry is added behind the last, in the style of the mapping', () => {
    assert.equal(
      edited(text, (tree) => addEntry(tree, at(tree, 'a', 'c', 0), ['z:', '  - 1'])),
      text.replace('e: 2\n', 'e: 2\n      z:\n        - 1\n'),
    );
    assert.equal(
      edited(text, (tree) => addEntry(tree, at(tree, 'g'), ['z: 3'])),
      text.replace('i: 2', 'i: 2, z: 3'),
    );
    assert.equal(
      edited('{"a": 1}\n', (tree) => addEntry(tree, 0, ['z: 3'])),
      '{"a": 1, "z": 3}\n',
    );
    assert.equal(
      edited('a: |\n  text\n', (tree) => addEntry(tree, 0, ['z: 3'])),
      'a: |\n  text\nz: 3\n',
    );
    assert.equal(
      edited('a: # later\nb: 1\n', (tree) => addEntry(tree, at(tree, 'a'), ['z: 3'])),
      'a: # later\n  z: 3\nb: 1\n',
    );
    assert.equal(
      edited('a:\r\n  b: 1\r\n', (tree) => addEntry(tree, at(tree, 'a'), ['z: 3'])),
      'a:\r\n  b: 1\r\n  z: 3\r\n',
    );
    assert.equal(
      edited(text, (tree) => addFirstEntry(tree, at(tree, 'a', 'c', 1), ['z: 3'])),
      text.replace('- f: 3', '- z: 3\n      f: 3'),
    );
  });

  test('what is missing on the way is made; what is taken stays', () => {
    assert.equal(
      edited(text, (tree) => addAtPath(tree, 0, ['a', 'x', 'y'], ['z: 3'])),
      text.replace('    - f: 3\n', '    - f: 3\n  x:\n    y:\n      z: 3\n'),
    );
    assert.equal(
      edited(text, (tree) => addAtPath(tree, 0, ['a'], ['b: 3'])),
      text,
    );
    assert.equal(
      edited(text, (tree) => addAtPath(tree, 0, ['a', 'b', 'y'], ['z: 3'])),
      text,
    );
  });

  test('an entry moves with its comments and is indented anew', () => {
    assert.equal(
      edited(text, (tree) => moveEntry(tree, key(tree, 'b', 'a'), 0, [])),
      '# top\na:\n  c:\n    - d: 1\n      e: 2\n    - f: 3\ng: {h: 1, i: 2}\n# of b\nb: 1 # one\n',
    );
    // The target ends with the entry that moves
    assert.equal(
      edited('a:\n  b:\n    c: 1\n    d:\n      - 2\n', (tree) =>
        moveEntry(tree, key(tree, 'd', 'a', 'b'), at(tree, 'a'), []),
      ),
      'a:\n  b:\n    c: 1\n  d:\n    - 2\n',
    );
    assert.equal(
      edited('a:\n  b: 1\n', (tree) => moveEntry(tree, key(tree, 'b', 'a'), at(tree, 'a'), ['x'])),
      'a:\n  x:\n    b: 1\n',
    );
  });

  test('an item of a list in brackets moves up, unless a comment would be lost', () => {
    const up = (from: string) => edited(from, (tree) => moveItemUp(tree, at(tree, 'a', 1), at(tree, 'a', 0)));
    assert.equal(up('a: [1, 2, 3]\n'), 'a: [2, 1, 3]\n');
    const commented = 'a: [ 1,\n # two\n 2 ]\n';
    assert.equal(up(commented), commented);
  });

  test('a mapping becomes an item', () => {
    assert.equal(
      edited('a:\n  b: 1\n\n  c: 2\nd: 3\n', (tree) => asItem(tree, at(tree, 'a'))),
      'a:\n  - b: 1\n\n    c: 2\nd: 3\n',
    );
  });
});

test('a value is written where none is, apart from what stands beside it', () => {
  for (const [text, after] of [
    ['a:', 'a: x'],
    ['a: # c\n', 'a: x # c\n'],
    ['a: !\n', 'a: ! x\n'],
    ['a: !!int\n', 'a: x\n'],
    ['a: !!int &b # c\n', 'a: &b x # c\n'],
    ['a: &b\n', 'a: &b x\n'],
    ['a: !!str # c\n', 'a: !!str x # c\n'],
    ['{"a":}', '{"a": x}'],
    ['{"a": ,b: c}', '{"a": x,b: c}'],
    ['{a, b: c}', '{a: x, b: c}'],
    ['? a\n? b\n', '? a\n: x\n? b\n'],
    ['? a # c\r\n? b\r\n', '? a\r\n: x # c\r\n? b\r\n'],
  ] as const) {
    assert.equal(
      edited(text, (tree) => replaceValue(tree, at(tree, 'a'), 'x')),
      after,
    );
  }
  const inList = (text: string) => edited(text, (tree) => replaceValue(tree, at(tree, 0, 'a'), 'x'));
  assert.equal(inList('- ? a\n  ? b\n'), '- ? a\n  : x\n  ? b\n');
  // Below a key that has no colon nothing is added; the next colon is that of another key
  assert.equal(
    edited('? a\n? b\n: c\n', (tree) => addAtPath(tree, tree.root, ['a'], ['x: 1'])),
    '? a\n? b\n: c\n',
  );
});

test('a tag goes that would make something else of what is written behind it', () => {
  for (const [text, value, after] of [
    ['a: ! true', 'true', 'a: true'],
    ['a: !!str "true" # c\n', 'true', 'a: true # c\n'],
    ['a: !<tag:yaml.org,2002:str> on', 'true', 'a: true'],
    ['a: !mine b', '3', 'a: 3'],
    ['a: !!binary eA==', 'x', 'a: x'],
    ['a: !!bool x', '"true"', 'a: "true"'],
    ['{"a":!x b}', 'true', '{"a":true}'],
    // What stands behind the tag stays.
    ['a: ! &a!b true', 'true', 'a: &a!b true'],
    ['a: ! &b true', 'true', 'a: &b true'],
    ['a: &b ! true', 'true', 'a: &b true'],
    ['a: ! # ! c\n  &b # !\n  on', 'true', 'a:  # ! c\n  &b # !\n  true'],
    // The same with the tag as without it.
    ['a: ! b', 'x', 'a: ! x'],
    ['a: !!str &b c', '"1"', 'a: !!str &b "1"'],
    ['a: !!int 1_0', '3', 'a: !!int 3'],
    ['a: !!map {b: c}', '{}', 'a: !!map {}'],
    ['a: !!str b', '[x]', 'a: [x]'],
  ] as const) {
    const edit = (tree: YamlTree) => replaceValue(tree, at(tree, 'a'), value);
    assert.equal(edited(text, edit), after);
  }
});

test('one line in the place of several keeps the comment behind their | or >', () => {
  for (const [text, after] of [
    ['a: | # c\n  b\n  d\ne: f\n', 'a: x # c\ne: f\n'],
    ['a: >2- \t# c\r\n  b\r\n', 'a: x \t# c\r\n'],
    ['a: | # c\nb: d\n', 'a: x # c\nb: d\n'],
    ['a: ! | # c\n  b\n', 'a: ! x # c\n'],
    ['a: |\n  # b\n', 'a: x\n'],
  ] as const) {
    assert.equal(
      edited(text, (tree) => replaceValue(tree, at(tree, 'a'), 'x')),
      after,
    );
  }
});

test('a key that is added to JSON gets quotes, whatever stands in front of the first one', () => {
  for (const before of ['', ' ', '\n  ', '\x85', '# c\n', `\n${' '.repeat(100)}`]) {
    const text = `{${before}"a": 1}`;
    assert.equal(
      edited(text, (tree) => addEntry(tree, tree.root, ['x: 2'])),
      `{${before}"a": 1, "x": 2}`,
    );
  }
});

test('a text is written such that it reads as itself and shows what is in it', () => {
  for (const text of ['a\u2028b', 'a\x85b', 'a\u202Eb', '\u200B', 'a\tb', 'a\r\nb', '"\\u0041"']) {
    const written = yamlString(text);
    assert.match(written, /^"[ -~]*"$/, JSON.stringify(text));
    assert.equal(JSON.parse(written), text);
    const { tree } = parseDocument(`a: ${written}`);
    assert.equal(tree.scalarText(at(tree, 'a')), text);
  }
});
