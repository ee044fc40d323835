import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressesIn, mayHoldAddress } from '../../server/src/rules/peer-name-unresolved/addresses.ts';
import { fc } from '../support/fastCheck.ts';

test('a text that may hold no address holds none', () => {
  const pieces = fc.constantFrom(
    'web',
    '-',
    '0',
    '12',
    '.',
    'db',
    ' ',
    '\n',
    ':',
    '-99999.',
    'a-1.b',
    '123456',
    '{',
    '0...3}',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      if ([...addressesIn(text)].length > 0) assert.ok(mayHoldAddress(text), text);
    }),
  );
});

test('only a dash, an ordinal, a dot and a letter may be one', () => {
  for (const text of ['web-0.web', 'x web-12.db.shop', '-99999.a', 'web-{0...3}.web'])
    assert.ok(mayHoldAddress(text), text);
  for (const text of ['', 'web-0', 'web-0.', 'web-0.1', 'web0.web', 'web-123456.a', '1.2.3', '2024-05-01']) {
    assert.ok(!mayHoldAddress(text), text);
  }
});

test('several Pods are counted in braces', () => {
  const [address] = addressesIn('http://web-{4...11}.db.shop.svc:9000/data{0...3}');
  const { pod, set, firstOrdinal, ordinal, service, namespace } = address!;
  assert.deepEqual(
    { pod, set, firstOrdinal, ordinal, service, namespace },
    { pod: 'web-{4...11}', set: 'web', firstOrdinal: 4, ordinal: 11, service: 'db', namespace: 'shop' },
  );
  assert.equal([...addressesIn('web-{0,1}.db web-{0...}.db web-{a...b}.db web-{0....3}.db')].length, 0);
});
