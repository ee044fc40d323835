import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { test } from 'node:test';
import type { Message } from 'vscode-languageserver-protocol/node';
import { createProtocolConnection } from '../../server/src/lsp/languageServer.ts';
import { Flow } from '../../server/src/node/flow.ts';
import { WholeMessageReader } from '../../server/src/node/messageReader.ts';
import { WholeMessageWriter } from '../../server/src/node/messageWriter.ts';
import { installTimers } from '../../server/src/node/protocolTimers.ts';

function framed(message: object): string {
  const content = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${content.length}\r\n\r\n${content}`;
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A server's ends with a client that takes nothing until it is told to. */
function open() {
  const input = new PassThrough();
  let take: (() => void) | undefined;
  const output = new Writable({
    write: (_piece, _encoding, done) => {
      take = done;
    },
  });
  const writer = new WholeMessageWriter(output);
  const flow = new Flow(writer, input);
  const handled: string[] = [];
  let read = 0;
  flow.bounded(new WholeMessageReader(input)).listen((message) => {
    read++;
    void flow.handleMessage(message, (each) => {
      handled.push((each as unknown as { method: string }).method);
    });
  });
  const send = (method: string, params = '') => void input.write(framed({ method, params }));
  /** Answers so much that the client has to take it before anything else. */
  const fill = () => void writer.write({ jsonrpc: '2.0', result: 'x'.repeat(5_000_000) } as Message);
  return { send, fill, handled, input, read: () => read, take: () => take?.() };
}

test('what comes while the client takes no answers is handled in order once it does', async () => {
  const { send, fill, handled, take } = open();
  send('a');
  await settled();
  fill();
  for (const method of ['b', 'c', 'd']) send(method);
  await settled();
  assert.deepEqual(handled, ['a']);
  take();
  await settled();
  assert.deepEqual(handled, ['a', 'b', 'c', 'd']);
});

test('what comes while held messages are handled waits for its turn', async () => {
  const { send, fill, handled, take } = open();
  fill();
  for (const method of ['a', 'b', 'c']) send(method);
  await settled();
  take();
  send('d');
  await settled();
  assert.deepEqual(handled, ['a', 'b', 'c', 'd']);
});

test('who leaves need not take answers before, and none are made', async () => {
  const { send, fill, handled } = open();
  fill();
  for (const method of ['a', 'shutdown', 'exit']) send(method);
  await settled();
  assert.deepEqual(handled, ['shutdown', 'exit']);
});

test('when much waits no more is read, and all of it is read afterwards', async () => {
  const { send, fill, handled, take, read, input } = open();
  fill();
  for (let at = 0; at < 40; at++) send(`${at}`, 'x'.repeat(1_000_000));
  await settled();
  const ahead = read();
  assert.ok(ahead >= 15 && ahead <= 20, `${ahead} messages of a megabyte are read ahead`);
  assert.ok(input.isPaused());
  take();
  for (let round = 0; handled.length < 40 && round < 100; round++) await settled();
  assert.deepEqual(
    handled,
    Array.from({ length: 40 }, (_, at) => `${at}`),
  );
});

test('a message that is larger than what is read ahead is read whole', async () => {
  const { send, handled } = open();
  send('a', 'x'.repeat(40_000_000));
  send('b');
  for (let round = 0; handled.length < 2 && round < 100; round++) await settled();
  assert.deepEqual(handled, ['a', 'b']);
});

test('what the client cancels does not count as waiting: all that comes later is read', async () => {
  installTimers();
  const input = new PassThrough();
  const writer = new WholeMessageWriter(new PassThrough().resume());
  const flow = new Flow(writer, input);
  const logger = { error: assert.fail, warn: assert.fail, info: assert.fail, log: assert.fail };
  const options = { messageStrategy: flow };
  const connection = createProtocolConnection(flow.bounded(new WholeMessageReader(input)), writer, logger, options);
  const cancelled: string[] = [];
  connection.onRequest('slow', async (_params: string, token) => {
    await new Promise((resolve) => token.onCancellationRequested(resolve));
    cancelled.push('slow');
  });
  let handled = 0;
  connection.onNotification('news', () => {
    handled++;
  });
  connection.listen();
  const request = (id: number) => framed({ id, method: 'slow', params: ['x'] });
  const cancel = (id: number) => framed({ method: '$/cancelRequest', params: { id } });
  input.write(request(1));
  await settled();
  input.write(cancel(1) + request(2) + cancel(2));
  await settled();
  assert.deepEqual(cancelled, ['slow']);
  for (let at = 0; at < 40; at++) input.write(framed({ method: 'news', params: ['x'.repeat(1_000_000)] }));
  for (let round = 0; handled < 40 && round < 100; round++) await settled();
  assert.equal(handled, 40);
  connection.dispose();
});
