import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressesIn, mayHoldAddress } from '../../server/src/rules/peer-name-unresolved/addresses.ts';
import { fc } from '../support/fastCheck.ts';

test('a text that may hold no address holds none', () => {
  const pieces = fc.constantFrom('web', '-', '0', '12', '.', 'db', ' ', '\n', ':', '-99999.', 'a-1.b', '123456');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      if ([...addressesIn(text)].length > 0) assert.ok(mayHoldAddress(text), text);
    }),
  );
});

test('only a dash, an ordinal, a dot and a letter may be one', () => {
  for (const text of ['web-0.web', 'x web-12.db.shop', '-99999.a']) assert.ok(mayHoldAddress(text), text);
  for (const text of ['', 'web-0', 'web-0.', 'web-0.1', 'web0.web', 'web-123456.a', '1.2.3', '2024-05-01']) {
    assert.ok(!mayHoldAddress(text), text);
  }
});
