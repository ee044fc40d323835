import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOnce } from '../../scripts/typecheck.ts';

test('an error in a file of several projects is told once, and none of them is well', () => {
  const shared = "server/src/a.ts(1,7): error TS2322: Type 'A' is not assignable to type 'B'.\n  Types of 'x' differ.";
  const own = 'test/b.ts(2,1): error TS2304: Cannot find name.';
  const checks = [
    { project: 'client', errors: '' },
    { project: 'server', errors: shared },
    { project: 'server/node', errors: shared },
    { project: 'test', errors: `${shared}\n${own}` },
  ];
  assert.deepEqual(
    toldOnce(checks).map(({ errors }) => errors),
    ['', shared, '1 of the errors above, too', `${own}\n1 of the errors above, too`],
  );
});
