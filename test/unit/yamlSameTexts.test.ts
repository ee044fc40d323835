import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { haveSameTexts } from '../../server/src/yaml/sameTexts.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';

const areSame = (one: string, other: string) =>
  haveSameTexts(YamlStream.parse(new SourceText(one)), YamlStream.parse(new SourceText(other)));

test('how a text is laid out does not count, what it says does', () => {
  assert.ok(areSame('a: {b: 1}\n', 'a:\n  b: 1\n'));
  assert.ok(areSame('---\n---\na: 1\n', 'a: 1\n'));
  assert.ok(!areSame('a: 1\n', 'a: 2\n'));
});

test('what stands behind an end mark, where nobody reads on, is not lost', () => {
  assert.ok(areSame('a: 1\n...\n', 'a: 1\n'));
  assert.ok(areSame('a: 1\n...\nb:   2\n', 'a: 1\n...\nb: 2\n'));
  assert.ok(!areSame('a: 1\n...\n? :\n s # why\n', 'a: 1\n...\n? :\n'));
});
