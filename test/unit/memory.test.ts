import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory, Remembering } from '../../server/src/base/memory.ts';

class Own extends Remembering {}

for (const [what, make] of [
  ['an object with room for it', () => new Own()],
  ['any other object', () => Object.freeze({})],
] as const) {
  test(`of ${what} each memory knows what it was told, and of no other object`, () => {
    const lengths = new Memory<object, number>();
    const names = new Memory<object, string>();
    const [one, another] = [make(), make()];
    lengths.set(one, 3);
    names.set(one, 'web');
    assert.deepEqual([lengths.get(one), names.get(one), lengths.get(another)], [3, 'web', undefined]);
    lengths.set(one, 4);
    names.delete(one);
    assert.deepEqual([lengths.get(one), names.get(one)], [4, undefined]);
  });
}

test('a copy of an object does not know what is known of it', () => {
  const lengths = new Memory<object, number>();
  const one = new Own();
  lengths.set(one, 3);
  assert.equal(lengths.get({ ...one }), undefined);
  assert.equal(lengths.get(structuredClone(one)), undefined);
});
