import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import schema from '../../schemas/kubernetes.json' with { type: 'json' };
import { gateSigns } from '../../server/src/schema/gates.ts';
import { minors, newestMinor } from '../../server/src/schema/minor.ts';

// What has to grow with `minors`; server/src/schema/README.md says how, under "The next minor".

describe(`what is known of each minor up to ${newestMinor}`, () => {
  test('schemas/kubernetes.json has it', () => assert.deepEqual(schema.minors, minors));

  test('server/src/schema/gates.ts has a sign for it, of every gate', () => {
    const wrong = Object.entries(gateSigns).flatMap(([gate, signs]) => {
      const missing = minors.slice(signs.length);
      if (missing.length > 0) return [`add a sign for ${missing.join(', ')} to ${gate}`];
      return signs.length > minors.length ? [`${gate} has signs for minors that are not known`] : [];
    });
    assert.deepEqual(wrong, []);
  });

  for (const file of ['README.md', 'docs/testing.md']) {
    test(`${file} names the oldest and the newest`, () => {
      const text = fs.readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8');
      const spans = text.match(/\b1\.\d\d to 1\.\d\d\b/g) ?? [];
      assert.deepEqual([...new Set(spans)], [`${minors[0]} to ${newestMinor}`]);
    });
  }
});
