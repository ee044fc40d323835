import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { ErrorCodes, type Message, type ResponseMessage } from 'vscode-languageserver-protocol/node';
import { answerAll } from '../../server/src/lsp/answerAll.ts';
import { WholeMessageReader } from '../../server/src/node/messageReader.ts';
import { WholeMessageWriter } from '../../server/src/node/messageWriter.ts';

/** A server's ends: what it was handed, and what was answered without it. */
function open() {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const ends = { reader: new WholeMessageReader(toServer), writer: new WholeMessageWriter(toClient) };
  let failures = 0;
  const { reader, writer } = answerAll(ends, () => failures++);
  const got: unknown[] = [];
  const answers: ResponseMessage[] = [];
  reader.listen((message) => got.push(message));
  new WholeMessageReader(toClient).listen((message) => answers.push(message as ResponseMessage));
  const send = (content: string) => {
    toServer.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
  };
  const request = (id: unknown) => send(JSON.stringify({ jsonrpc: '2.0', id, method: 'test' }));
  const answer = (id: unknown) => writer.write({ jsonrpc: '2.0', id, result: 1 } as Message);
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { got, answers, send, request, answer, settled, toClient, failures: () => failures };
}

const none: Readonly<Record<string, string>> = {
  'a batch': '[{"jsonrpc":"2.0","id":1,"method":"test"}]',
  'an empty batch': '[]',
  ...{ null: 'null', 'a number': '5', 'a text': '"x"', 'an empty object': '{}' },
  'a request whose id is null': '{"jsonrpc":"2.0","id":null,"method":"test"}',
  'a request whose id is true': '{"jsonrpc":"2.0","id":true,"method":"test"}',
  'a request whose id is an object': '{"jsonrpc":"2.0","id":{"a":1},"method":"test"}',
  'a request whose id is beyond all numbers': '{"jsonrpc":"2.0","id":1e400,"method":"test"}',
  'a notification whose method is a number': '{"jsonrpc":"2.0","method":5}',
};

for (const [what, content] of Object.entries(none)) {
  test(`${what} is refused, and what comes behind it is handed on`, async () => {
    const { got, answers, send, request, settled } = open();
    send(content);
    request(7);
    await settled();
    assert.deepEqual(got, [{ jsonrpc: '2.0', id: 7, method: 'test' }]);
    assert.deepEqual(
      answers.map(({ id, error }) => [id, error?.code]),
      [[null, ErrorCodes.InvalidRequest]],
    );
  });
}

test('a request without a method is refused by its id', async () => {
  const { got, answers, send, settled } = open();
  send('{"jsonrpc":"2.0","id":"a","method":null}');
  await settled();
  assert.deepEqual([got, answers.map(({ id, error }) => [id, error?.code])], [[], [['a', ErrorCodes.InvalidRequest]]]);
});

test('requests of all ids that there are, notifications and answers are handed on', async () => {
  const { got, answers, send, request, settled } = open();
  const ids = [0, 1, -1, 1.5, '', 'a', '__proto__'];
  for (const id of ids) request(id);
  send('{"jsonrpc":"2.0","method":"test"}');
  for (const id of ['1', '"a"', 'null']) send(`{"jsonrpc":"2.0","id":${id},"result":null}`);
  send('{"jsonrpc":"2.0","id":9}');
  await settled();
  assert.equal(got.length, ids.length + 5);
  assert.deepEqual(answers, []);
});

test('of requests with one id the first is handed on, the others are refused until it has its answer', async () => {
  const { got, answers, request, answer, settled } = open();
  for (const id of [1, 1, '1', 2]) request(id);
  await settled();
  assert.equal(got.length, 2);
  await answer(1);
  request('1');
  await settled();
  assert.equal(got.length, 3);
  assert.deepEqual(
    answers.map(({ id, error }) => [id, error?.code]),
    [
      [1, ErrorCodes.InvalidRequest],
      ['1', ErrorCodes.InvalidRequest],
      [1, undefined],
    ],
  );
});

test('an answer that cannot be written is told of', async () => {
  const { send, settled, toClient, failures } = open();
  toClient.on('error', () => {});
  toClient.destroy(new Error('gone'));
  send('[]');
  await settled();
  await settled();
  assert.equal(failures(), 1);
});
