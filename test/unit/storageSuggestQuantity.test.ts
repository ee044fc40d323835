import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuantity } from '../../server/src/storage/quantity.ts';
import { suggestQuantities, suggestQuantity } from '../../server/src/storage/suggestQuantity.ts';
import { fc } from '../support/fastCheck.ts';

const sizes: readonly (readonly [text: string, ...expected: string[]])[] = [
  ['10GB', '10Gi', '10G'],
  ['10gb', '10Gi', '10G'],
  ['10Gb', '10Gi', '10G'],
  ['10g', '10Gi', '10G'],
  ['10gi', '10Gi'],
  ['10GI', '10Gi'],
  ['10GiB', '10Gi'],
  ['10gib', '10Gi'],
  ['10 Gi', '10Gi'],
  ['10 G', '10G'],
  ['10 GiB', '10Gi'],
  ['10K', '10Ki', '10k'],
  ['512MB', '512Mi', '512M'],
  ['1TB', '1Ti', '1T'],
  ['1024 bytes', '1024'],
  ['10 gigabytes', '10Gi', '10G'],
  ['10 gibibytes', '10Gi'],
  ['10 gigs', '10Gi', '10G'],
  ['1,5Gi', '1.5Gi'],
  ['1,000Gi', '1000Gi'],
  ['1_000Gi', '1000Gi'],
  ['100m', '100Mi', '100M'],
  ['10Gi'],
  ['10G'],
  ['1.5Gi'],
  ['1e9'],
  ['10'],
  [''],
  ['Gi'],
  ['abc'],
  ['10 apples'],
  ['1.2.3Gi'],
  ['10GBps'],
];

for (const [text, ...expected] of sizes) {
  test(`as a size, "${text}" may have meant ${expected.join(' or ') || 'nothing else'}`, () => {
    assert.deepEqual(suggestQuantities(text), expected);
    assert.equal(suggestQuantity(text), expected[0]);
  });
}

test('cores and counts keep their thousandths', () => {
  assert.equal(suggestQuantity('500m', 'cpu'), undefined);
  assert.equal(suggestQuantity('500 m', 'cpu'), '500m');
  assert.equal(suggestQuantity('2 cores', 'cpu'), '2');
  assert.equal(suggestQuantity('500mCPU', 'cpu'), '500m');
  assert.equal(suggestQuantity('2GB', 'count'), undefined);
});

test('every suggestion is a quantity and differs from what was written', () => {
  const text = fc
    .tuple(fc.nat(9999), fc.constantFrom('', ' '), fc.string({ maxLength: 4 }))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom('size' as const, 'cpu' as const, 'count' as const), (written, use) => {
      for (const suggestion of suggestQuantities(written, use)) {
        assert.ok(parseQuantity(suggestion), suggestion);
        assert.notEqual(suggestion, written);
      }
    }),
  );
});
