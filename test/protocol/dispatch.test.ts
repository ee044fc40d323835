import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { Cancelled } from '../../server/src/base/cancellation.ts';
import { Dispatcher, whileWanted } from '../../server/src/lsp/dispatch.ts';
import { Slicer } from '../../server/src/lsp/slicer.ts';

function create() {
  const logged: string[] = [];
  const log = { error: (text: string) => logged.push(text), warn: () => {}, info: (text: string) => logged.push(text) };
  const clock = { ms: 0, nowMs: () => clock.ms };
  return { logged, clock, dispatcher: new Dispatcher(log, clock), source: new CancellationTokenSource() };
}

function hasCode(code: number) {
  return (error: unknown) => error instanceof ResponseError && error.code === code;
}

test('a failure gives the fallback and one line in the log, however often it comes', async () => {
  const { dispatcher, logged, source } = create();
  const fault = new TypeError('a fault');
  const call = {
    name: 'hover',
    token: source.token,
    fallback: null,
    work: () => {
      throw fault;
    },
  };
  assert.equal(dispatcher.run(call), null);
  assert.equal(dispatcher.run(call), null);
  assert.equal(await dispatcher.run({ ...call, work: () => Promise.reject(fault) }), null);
  assert.equal(logged.length, 1);
  assert.match(logged[0]!, /hover failed: TypeError: a fault/);
});

test('without a fallback a failure is an error that tells nothing of the inside', () => {
  const { dispatcher, source } = create();
  const work = () => {
    throw new Error('secret');
  };
  assert.throws(
    () => dispatcher.run({ name: 'diagnostics', token: source.token, work }),
    (error: ResponseError<void>) => {
      assert.equal(error.code, ErrorCodes.InternalError);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    },
  );
});

test('cancelled work is answered as cancelled, even where it has a result or a fallback', async () => {
  const { dispatcher, source } = create();
  const call = { name: 'hover', token: source.token, fallback: null };
  const late = dispatcher.run<unknown>({ ...call, work: async () => source.cancel() });
  await assert.rejects(async () => late, hasCode(LSPErrorCodes.RequestCancelled));
  assert.throws(
    () => dispatcher.run<unknown>({ ...call, work: () => 'a result' }),
    hasCode(LSPErrorCodes.RequestCancelled),
  );
});

test('work that gives up because the text changed says so', () => {
  const { dispatcher, source } = create();
  const work = () => {
    throw new Cancelled();
  };
  assert.throws(
    () => dispatcher.run({ name: 'formatting', token: source.token, fallback: null, work }),
    hasCode(LSPErrorCodes.ContentModified),
  );
});

test('errors in the words of the protocol pass through', () => {
  const { dispatcher, logged, source } = create();
  const work = () => {
    throw new ResponseError(ErrorCodes.InvalidParams, 'not open');
  };
  const call = { name: 'hover', token: source.token, fallback: null, work };
  assert.throws(() => dispatcher.run(call), hasCode(ErrorCodes.InvalidParams));
  assert.deepEqual(logged, []);
});

test('a failing notification is logged and harms nobody', async () => {
  const { dispatcher, logged } = create();
  dispatcher.notify('opening', () => {
    throw new Error('one');
  });
  dispatcher.notify('closing', () => Promise.reject(new Error('two')));
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(logged.length, 2);
});

test('slow answers are named in the log', () => {
  const { dispatcher, logged, clock, source } = create();
  const work = (tookMs: number) => () => {
    clock.ms += tookMs;
    return 1;
  };
  dispatcher.run({ name: 'hover', token: source.token, work: work(5) });
  dispatcher.run({ name: 'completion', token: source.token, work: work(250) });
  assert.deepEqual(logged, ['completion took 250 ms']);
});

test('waiting ends when nobody waits for the answer any more', async () => {
  const { source } = create();
  assert.equal(await whileWanted(Promise.resolve(1), source.token), 1);
  const waiting = whileWanted(new Promise(() => {}), source.token);
  source.cancel();
  await assert.rejects(waiting, Cancelled);
  await assert.rejects(whileWanted(Promise.resolve(1), source.token), Cancelled);
});

test('long work gives the event loop a turn each few milliseconds, and not more often', async () => {
  const clock = { ms: 0, nowMs: () => clock.ms };
  let turns = 0;
  const soon = (callback: () => void) => {
    turns++;
    callback();
    return () => {};
  };
  const slicer = new Slicer({ clock, timers: { soon, after: soon as never } });
  for (let step = 0; step < 100; step++) {
    clock.ms++;
    await slicer.turn();
  }
  assert.ok(turns >= 10 && turns <= 20, `${turns} turns in 100 ms`);
});
