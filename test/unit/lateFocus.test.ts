import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { LateFocus } from '../../client/src/common/lateFocus.ts';

describe('the focus after a click that leads to the text', () => {
  test('goes back to the text where the window takes the page for what is in front', (t) => {
    const { focus, seen } = create(t);
    focus.lead(() => seen.push('text'));
    focus.check();
    assert.deepEqual(seen, ['asked']);
    focus.answer(false);
    assert.deepEqual(seen, ['asked', 'text']);
  });

  test('stays in the page when its reader has gone back there', (t) => {
    const { focus, seen } = create(t);
    focus.lead(() => seen.push('text'));
    focus.check();
    focus.answer(true);
    assert.deepEqual(seen, ['asked']);
  });

  test('goes back to the text when the page had it for a moment, and the window learns of it twice', (t) => {
    const { focus, seen } = create(t);
    focus.lead(() => seen.push('text'));
    focus.check();
    focus.answer(true);
    focus.check();
    focus.answer(false);
    assert.deepEqual(seen, ['asked', 'asked', 'text']);
  });

  test("is nobody's business without a click, and some time after it", (t) => {
    const { focus, seen } = create(t);
    focus.check();
    focus.answer(false);
    focus.lead(() => seen.push('text'));
    t.mock.timers.tick(1000);
    focus.lead(() => seen.push('other text'));
    t.mock.timers.tick(1500);
    focus.check();
    assert.deepEqual(seen, ['asked']);
    t.mock.timers.tick(1000);
    focus.check();
    focus.answer(false);
    assert.deepEqual(seen, ['asked']);
  });
});

function create(t: TestContext): { readonly focus: LateFocus; readonly seen: string[] } {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const seen: string[] = [];
  return { focus: new LateFocus(() => seen.push('asked')), seen };
}
