import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RAL } from '../../server/src/lsp/languageServer.ts';
import { installTimers } from '../../server/src/node/protocolTimers.ts';
import { nodeRuntime } from '../../server/src/node/runtime.ts';

installTimers();

/** Messages that came at once, handled as the protocol's package does: one in each turn. */
function handleMessages(count: number, done: string[]): void {
  let left = count;
  const next = (): void => {
    RAL().timer.setImmediate(() => {
      done.push('message');
      if (--left > 0) next();
    });
  };
  next();
}

/** What was done until `soon` called back. */
async function doneBefore(plan: (done: string[]) => void): Promise<readonly string[]> {
  const done: string[] = [];
  await new Promise<void>((resolve) => {
    nodeRuntime.timers.soon(() => resolve());
    plan(done);
  });
  return done;
}

test('what may wait goes on behind the messages that were read meanwhile', async () => {
  assert.equal((await doneBefore((done) => handleMessages(5, done))).length, 5);
});

test('where no message is waiting it goes on after one turn', async () => {
  const done = await doneBefore((turns) => setImmediate(() => setImmediate(() => turns.push('second turn'))));
  assert.deepEqual(done, []);
});

test('messages without end do not hold it up for ever', async () => {
  const done = await doneBefore((messages) => handleMessages(1000, messages));
  assert.ok(done.length < 100, `${done.length} messages came first`);
});

test('a message that is not handled any more holds up nothing', async () => {
  const done = await doneBefore(() =>
    RAL()
      .timer.setImmediate(() => {})
      .dispose(),
  );
  assert.deepEqual(done, []);
});

test('what was cancelled while it waited is not called', async () => {
  let isCalled = false;
  const cancel = nodeRuntime.timers.soon(() => {
    isCalled = true;
  });
  await doneBefore((done) => {
    handleMessages(5, done);
    setImmediate(() => setImmediate(cancel));
  });
  assert.equal(isCalled, false);
});
