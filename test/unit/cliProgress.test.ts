import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Progress, wantsProgress } from '../../server/src/cli/progress.ts';

/** Progress of 1000 steps on a screen that shows what was written, with a clock that the test moves. */
function onScreen(isWanted = true) {
  const screen = { written: '', line: '', nowMs: 5_000_000 };
  const write = (text: string): void => {
    screen.written += text;
    for (const part of text.split('\r').slice(1)) {
      screen.line = part === '\u001b[K' ? '' : part + screen.line.slice(part.length);
    }
  };
  const progress = new Progress(1000, isWanted, { write, nowMs: () => screen.nowMs });
  return { progress, screen };
}

describe('progress', () => {
  test('is not told of work that takes less than a second', () => {
    const { progress, screen } = onScreen();
    for (let ms = 0; ms < 990; ms += 10) {
      screen.nowMs += 10;
      progress.step(64);
    }
    progress.end();
    assert.equal(screen.written, '');
  });

  test('is one line, which is gone at the end', () => {
    const { progress, screen } = onScreen();
    screen.nowMs += 1200;
    progress.step(500);
    assert.equal(screen.line, '50 % checked');
    screen.nowMs += 200;
    progress.step(250);
    assert.equal(screen.line, '75 % checked');
    progress.end();
    assert.equal(screen.line, '');
    assert.ok(!screen.written.includes('\n'));
  });

  test('is written ten times a second at most', () => {
    const { progress, screen } = onScreen();
    screen.nowMs += 1200;
    for (let count = 0; count < 700; count += 70) {
      screen.nowMs += 20;
      progress.step(70);
    }
    assert.equal(screen.written.split('\r').length - 1, 2);
  });

  test('ends at 100 %, however many steps there are', () => {
    const { progress, screen } = onScreen();
    screen.nowMs += 1200;
    progress.step(1300);
    assert.equal(screen.line, '100 % checked');
  });

  test('that nobody wants writes nothing', () => {
    const { progress, screen } = onScreen(false);
    screen.nowMs += 9000;
    progress.step(500);
    progress.end();
    assert.equal(screen.written, '');
  });

  test('is for somebody at a terminal who reads a report for people, and not for a build', () => {
    const person = { isTerminal: true, format: 'text', env: { TERM: 'xterm' } };
    assert.equal(wantsProgress(person), true);
    assert.equal(wantsProgress({ ...person, env: { CI: 'false' } }), true);
    assert.equal(wantsProgress({ ...person, isTerminal: false }), false);
    assert.equal(wantsProgress({ ...person, format: 'json' }), false);
    assert.equal(wantsProgress({ ...person, format: 'sarif' }), false);
    assert.equal(wantsProgress({ ...person, env: { CI: 'true' } }), false);
    assert.equal(wantsProgress({ ...person, env: { TERM: 'dumb' } }), false);
  });
});
