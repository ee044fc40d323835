import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../server/src/base/nearest.ts';
import { fc } from '../support/fastCheck.ts';

test('a slip of the pen is told, another word is not', () => {
  for (const [word, candidates, meant] of [
    ['replica', ['template', 'replicas'], 'replicas'],
    ['REPLICAS', ['replicas', 'replica'], 'replicas'],
    ['serivceName', ['service', 'serviceName'], 'serviceName'],
    ['spce', ['spec'], 'spec'],
    ['selector', ['template', 'serviceName'], undefined],
    ['web', ['web'], undefined],
  ] as const)
    assert.equal(nearest(word, candidates), meant, word);
});

test('it is the first of those to which the fewest letters have to be changed, added, taken away or swapped', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcAB-x3'), maxLength: 12 });
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 8 }), (written, candidates) => {
      const most = Math.max(1, Math.min(3, Math.floor(Math.max(written.length, 3) / 3)));
      let best: string | undefined;
      let least = most + 1;
      for (const candidate of candidates) {
        const distance = editsBetween(written.toLowerCase(), candidate.toLowerCase());
        if (candidate === written || candidate === '' || distance >= least) continue;
        best = candidate;
        least = distance;
      }
      assert.equal(nearest(written, candidates), best);
    }),
    { numRuns: 1000 },
  );
});

/** How many edits lead from one word to another, none of them at a place that another one has touched. */
function editsBetween(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const ways = [rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = Math.min(...ways);
    }
  }
  return rows[a.length]![b.length]!;
}
