import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeFailure, type Property, runProperty } from '../properties/support/property.ts';

describe('a failure of a property', () => {
  /** Does not hold for one in ten inputs or so. */
  const property: Property = {
    name: 'no text has a seven',
    make: (random) => ({ text: `n: ${random.below(10)}\n`, edits: [], seed: 0 }),
    check({ text }) {
      assert.ok(!text.includes('7'), `there it is: ${text}`);
      return 1;
    },
  };

  test('is found again by its seed and step alone', async () => {
    const { failure, cases } = await runProperty(property, { seed: 4, isOver: (tried) => tried > 1000 });
    assert.ok(failure && failure.step > 0, 'some input fails, and not the first one');
    assert.equal(cases, failure.step + 1);

    const oneStep = { seed: 4, isOver: (tried: number) => tried > 0 };
    const again = await runProperty(property, { ...oneStep, firstStep: failure.step });
    assert.equal(again.cases, 1);
    assert.deepEqual([again.failure?.step, again.failure?.input], [failure.step, failure.input]);

    const before = await runProperty(property, { ...oneStep, firstStep: failure.step - 1 });
    assert.deepEqual([before.cases, before.failure], [1, undefined]);
  });

  test('prints the command that finds it again', () => {
    const failure = { seed: 4, step: 12, input: { text: '', edits: [], seed: 0 }, error: new Error('no') };
    const command = 'npm run fuzz -- --seed 4 --step 12 --only "no text has a seven"';
    assert.equal(describeFailure(property.name, failure).split('\n')[1]?.trim(), command);
    assert.equal(
      describeFailure(property.name, failure, 'my files').split('\n')[1]?.trim(),
      `${command} --corpus "my files"`,
    );
  });

  test('shows every character of its text', () => {
    const input = { text: 'a: \u0085\u2028\ufeff"\u202e"\n', edits: [], seed: 0 };
    const line = describeFailure(property.name, { seed: 4, step: 12, input, error: new Error('no') }).split('\n')[2]!;
    assert.match(line, /^ +text [ -~]+$/);
    assert.equal(JSON.parse(line.trim().slice('text '.length)), input.text);
  });
});
