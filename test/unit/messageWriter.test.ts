import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { test } from 'node:test';
import { StreamMessageReader } from 'vscode-languageserver-protocol/node';
import { markSentAgain } from '../../server/src/lsp/sentAgain.ts';
import { WholeMessageWriter } from '../../server/src/node/messageWriter.ts';

const message = (text: string) => ({ jsonrpc: '2.0', method: 'test', params: { text } });

test('what is written is read back, in order, whatever characters are in it', async () => {
  const stream = new PassThrough();
  const writer = new WholeMessageWriter(stream);
  const texts = ['plain', 'größer', '日本語', '\u{1f600}', 'x'.repeat(200_000), ''];
  const read: unknown[] = [];
  const all = new Promise<void>((resolve) => {
    new StreamMessageReader(stream).listen((got) => {
      if (read.push(got) === texts.length) resolve();
    });
  });
  await Promise.all(texts.map((text) => writer.write(message(text))));
  await all;
  assert.deepEqual(read, texts.map(message));
});

test('a message is written before anything else happens, head and content in one piece', () => {
  const pieces: string[] = [];
  const stream = new Writable({
    write: (piece, _encoding, done) => {
      pieces.push(String(piece));
      done();
    },
  });
  void new WholeMessageWriter(stream).write(message('ö'));
  const content = JSON.stringify(message('ö'));
  assert.deepEqual(pieces, [`Content-Length: ${content.length + 1}\r\n\r\n${content}`]);
});

test('a stream that fails is told of, and the message is refused', async () => {
  const stream = new Writable({ write: (_piece, _encoding, done) => done(new Error('gone')) });
  const writer = new WholeMessageWriter(stream);
  const told: [string, number | undefined][] = [];
  writer.onError(([error, , count]) => told.push([error.message, count]));
  let isClosed = false;
  writer.onClose(() => {
    isClosed = true;
  });
  const closed = new Promise((resolve) => stream.once('close', resolve));
  await assert.rejects(writer.write(message('a')), /gone/);
  await closed;
  assert.deepEqual(told[0], ['gone', 1]);
  assert.ok(isClosed);
});

test('a list whose objects are sent again is written as any other, whatever is new in it', async () => {
  const pieces: string[] = [];
  const stream = new Writable({
    write: (piece, _encoding, done) => {
      pieces.push(String(piece));
      done();
    },
  });
  const writer = new WholeMessageWriter(stream);
  const [a, b, c] = [{ name: 'a]', list: [] }, { name: 'größer' }, { name: '[]}', more: { deep: [1] } }];
  const lists = [[a, b], [a, c, b], [c], [], [b, a]];
  const messages = lists.flatMap((list): { jsonrpc: string }[] => {
    const diagnostics = markSentAgain<object>([...list]);
    return [
      { jsonrpc: '2.0', id: 7, result: markSentAgain<object>([...list]) } as { jsonrpc: string },
      { jsonrpc: '2.0', method: 'm', params: { uri: 'file:///[].yaml', diagnostics } } as { jsonrpc: string },
    ];
  });
  for (const each of messages) await writer.write(each);
  const expected = messages.map((each) => JSON.stringify(each));
  assert.deepEqual(
    pieces,
    expected.map((content) => `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`),
  );
});
