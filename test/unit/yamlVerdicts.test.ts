import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { isRefusedKey } from '../../server/src/yaml/resolve.ts';
import { jsonScalarOf, keyTextOf } from '../../server/src/yaml/scalars.ts';
import { sortedJson, treeValue } from '../support/yamlJson.ts';
import { scalarReadings } from '../support/yamlScalarReadings.ts';
import { acceptedTexts, refusedTexts } from '../support/yamlVerdicts.ts';

test('texts that Kubernetes accepts have no problems and read as the same JSON', () => {
  for (const [text, json] of acceptedTexts) {
    const { tree, problems } = parseDocument(text);
    assert.deepEqual(problems, [], `problems of ${JSON.stringify(text)}`);
    assert.equal(sortedJson(treeValue(tree)), sortedJson(JSON.parse(json)), JSON.stringify(text));
  }
});

test('texts that Kubernetes refuses have a problem, at a place in the text and in one sentence', () => {
  for (const text of refusedTexts) {
    const { problems } = parseDocument(text);
    assert.notEqual(problems.length, 0, JSON.stringify(text));
    for (const { start, end, message } of problems) {
      assert.ok(start >= 0 && start < end && end <= text.length, `${start}-${end} in ${JSON.stringify(text)}`);
      assert.ok(message.length > 10 && message.length <= 120 && !message.endsWith('.'), message);
    }
  }
});

test('scalars read as Kubernetes reads them', () => {
  for (const [scalar, json] of scalarReadings) {
    const { tree, problems } = parseDocument(`a: ${scalar}\n`);
    assert.equal(problems.length > 0, json === undefined, `verdict on ${scalar}`);
    if (json === undefined) continue;
    const expected: unknown = JSON.parse(json);
    assert.deepEqual(treeValue(tree), { a: Object.is(expected, -0) ? 0 : expected }, scalar);
    const isWhole = typeof expected === 'number' && Number.isInteger(expected) && !json.includes('e');
    const type = expected === null ? 'null' : isWhole ? 'integer' : typeof expected;
    assert.equal(jsonScalarOf(tree, 2)?.type, type, scalar);
  }
});

test('scalars become the field names that Kubernetes makes of them', () => {
  for (const [scalar, , key] of scalarReadings) {
    const { tree, problems } = parseDocument(`? ${scalar}\n: v\n`);
    assert.equal(problems.length > 0, key === undefined, `verdict on ${scalar}`);
    if (key === undefined) continue;
    assert.equal(keyTextOf(tree, 1), key, scalar);
    assert.equal(isRefusedKey(jsonScalarOf(tree, 1)!), false);
  }
});
