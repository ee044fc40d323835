import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { fc } from '../support/fastCheck.ts';
import { nodesOfEvents, nodesOfTree, nodesOfYaml, type PlainNode } from '../support/yamlMakers.ts';
import { writeYaml, writtenValues } from '../support/yamlWriter.ts';

/** Texts that YAML 1.1 and 1.2 read alike. */
const texts = [
  'a: 1\nb: 2\n',
  'a:\n- b\n-\n- c:\n  d: e\n',
  '- - a\n  - b\n- c: d\n  e:\n    f: g\n',
  'a: [b, {c: d, "e": f}, [], {}]\n',
  'a: {b, c: , d: [e: f]}\n',
  'a: |\n  x\n   y\n\n  z\nb: >-\n  x\n  y\n\n  z\n   w\n  v\n',
  'a: |+\n  x\n\n\nb: |2-\n    x\n',
  "a: 'it''s'\nb: \"x\\n\\u0041\\\n  y\"\nc: 'x\n  y\n\n  z'\n",
  'a: x\n  y\n\n  z\n',
  '? a\n: b\n? c\n: - d\n',
  '&x a: &y b\nc: *y\n*y : d\n',
  'a: &m\n  b: c\nd:\n  <<: *m\n',
  'a: !!str 1\nb: !foo {c: d}\n',
  '# one\na: # two\n  # three\n  b # four\n# five\n',
  '--- # start\na: b\n',
  'a: b\r\nc:\r\n  - d\r\n  - |\r\n    e\r\n    f\r\n',
  '\ufeffa: b\n',
  '"a": "b"\n\'c\': d\n',
  'a: b#c\nd: -e\nf: :g\nh: i:j\n',
  '',
  '# only a comment\n',
  'plain',
  '[a, b]',
];

/** Where `other` does not know a start, ours does not count. */
function assertSame(ours: readonly PlainNode[], other: readonly PlainNode[], text: string): void {
  const comparable = ours.map((node, index) => (other[index]?.start === -1 ? { ...node, start: -1 } : node));
  const lineFeeds = other.map((node) => ({ ...node, text: node.text.replace(/\r\n?/g, '\n') }));
  assert.deepEqual(comparable, lineFeeds, JSON.stringify(text));
}

function assertAllAgree(text: string): void {
  const { tree, problems } = parseDocument(text);
  assert.deepEqual(problems, [], JSON.stringify(text));
  const nodes = nodesOfTree(tree);
  const isEmpty = nodes.length === 0;
  if (!isEmpty) assertSame(nodes, nodesOfEvents(text), text);
  if (!isEmpty) assertSame(nodes, nodesOfYaml(text), text);
}

test('our trees have the nodes that js-yaml and yaml find, at the same places', () => {
  for (const text of texts) assertAllAgree(text);
});

test('so they do for whatever can be written in the styles that all versions of YAML know', () => {
  fc.assert(
    fc.property(writtenValues, fc.constantFrom('\n', '\r\n'), (value, lineEnd) => {
      assertAllAgree(writeYaml(value, lineEnd));
    }),
    { numRuns: 250 },
  );
});
