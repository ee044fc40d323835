import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offsetOf, samples } from '../../bench/samples.ts';

test('every file that is typed in has the place that is typed at, within the document that is meant', () => {
  for (const sample of samples()) {
    const start = sample.text.indexOf(sample.document);
    for (const action of sample.actions) {
      const offset = offsetOf(sample, action);
      const { behind = 'replicas: 3' } = action;
      assert.equal(sample.text.slice(offset - behind.length, offset), behind);
      assert.ok(offset <= start + sample.document.length, `${sample.name}: ${action.name}`);
    }
  }
});

test('a place that a file does not have is an error, and names both', () => {
  const [sample] = samples();
  const [action] = sample!.actions;
  assert.throws(() => offsetOf(sample!, { ...action!, behind: 'nonsense: 1' }), /example: .*"nonsense: 1"/);
  assert.throws(() => offsetOf({ ...sample!, document: 'kind: Nonsense' }, action!), /example: the text/);
});
