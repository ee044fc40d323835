import assert from 'node:assert/strict';
import { test } from 'node:test';
import { propertiesOf } from './support/properties.ts';
import { describeFailure, runProperty } from './support/property.ts';
import { seedTexts } from './support/texts.ts';

/** Repeats a run: `PROPERTY_SEED=7 node --test test/properties/properties.test.ts`. `npm run fuzz` tries new seeds. */
const seed = Number(process.env.PROPERTY_SEED ?? 1);
/** Inputs of each property. */
const inputs = 60;

for (const property of propertiesOf(seedTexts())) {
  test(`${property.name} (seed ${seed})`, async (context) => {
    const { cases, checks, failure } = await runProperty(property, { seed, isOver: (count) => count >= inputs });
    context.diagnostic(`seed ${seed}: ${cases} inputs, ${checks} checks`);
    if (failure) assert.fail(describeFailure(property.name, failure));
    assert.ok(checks > 0, 'the inputs are such that there is something to check');
  });
}
