import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { finish } from '../../server/src/base/steps.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { glance, type PassingDocument, parseDocument } from '../../server/src/yaml/parse.ts';
import { glanceThrough, YamlStream } from '../../server/src/yaml/stream.ts';
import { NodeKind, type YamlTree } from '../../server/src/yaml/tree.ts';
import { statefulSet } from '../support/manifests.ts';

/** All that a tree says, copied. */
function contentOf({ tree, text, isTemplate }: PassingDocument) {
  const { kinds, styles, starts, ends, nexts, parents } = tree.columns;
  const { size, root } = tree;
  const columns = [kinds, styles, starts, ends, nexts, parents].map((column) => [...column.subarray(0, size)]);
  return { text, isTemplate, columns, scalars: scalarsOf(tree), anchors: [...tree.extras.anchors], size, root };
}

/** The same, after a step of its own. */
function* look(document: PassingDocument) {
  yield;
  return contentOf(document);
}

function scalarsOf(tree: YamlTree): string[] {
  const texts: string[] = [];
  for (let node = 0; node < tree.size; node++)
    if (tree.kind(node) === NodeKind.scalar) texts.push(tree.scalarText(node));
  return texts;
}

/** Of more characters than are read in one step. */
const long = Array.from({ length: 3000 }, (_, i) => `key${i}: { a: [${i}, "text"] }\n`).join('');

const texts: Readonly<Record<string, string>> = {
  nothing: '',
  'a manifest': statefulSet,
  'several documents': `---\n${statefulSet}---\nkind: &a Pod\nother: *a\n--- # empty\n---\n- "a\\n"\n- |\n  block\n`,
  'half-typed lines': 'kind: Pod\nmetadata:\n  name\n  labels: {a: \nspec:\n  - x\n ]\n',
  'a template': 'kind: Pod\nmetadata:\n  name: {{ .Values.name }}\n',
  'a template that is no YAML before it is filled in': '{{- if .x }}\nkind: Pod\n{{- end }}\nname: $NAME\n',
  'more levels than are read': `a: ${'['.repeat(2000)}`,
  'a long document': long,
  'a long document with faults': long.replace('key7:', 'key7').replace('key2000:', 'key2000'),
};

for (const [name, text] of Object.entries(texts)) {
  test(`a glance at ${name} shows the same trees as reading`, () => {
    const stream = YamlStream.parse(new SourceText(text));
    const { found, starts } = finish(glanceThrough(text, look));
    // Told apart without a list of all differences, which takes minutes for long texts.
    assert.ok(isDeepStrictEqual(found, stream.documents.map(contentOf)));
    assert.deepEqual(starts, [...stream.starts]);
  });
}

test('a glance at a long document comes in steps, and other texts may be read between them', () => {
  const steps = glance(long, look);
  const others = glance(`${long}x: 1\n`, look);
  let count = 0;
  let result = steps.next();
  for (; !result.done; result = steps.next()) {
    if (count++ < 3) others.next();
    assert.equal(parseDocument('a: b\n').tree.size, 3);
  }
  assert.ok(count > 5);
  assert.ok(isDeepStrictEqual(result.value, contentOf(parseDocument(long))));
  assert.ok(isDeepStrictEqual(finish(others), contentOf(parseDocument(`${long}x: 1\n`))));
});

test('a glance that is given up leaves the next ones as they are', () => {
  for (const step of glance(long, look)) {
    assert.equal(step, undefined);
    break;
  }
  assert.deepEqual(finish(glance(statefulSet, look)), contentOf(parseDocument(statefulSet)));
});
