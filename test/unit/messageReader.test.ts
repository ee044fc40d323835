import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { WholeMessageReader } from '../../server/src/node/messageReader.ts';
import { WholeMessageWriter } from '../../server/src/node/messageWriter.ts';
import { processorMs } from '../support/processorTime.ts';

const message = (text: string) => ({ jsonrpc: '2.0', method: 'test', params: { text } });
const texts = ['plain', 'größer', '日本語', '\u{1f600}', 'x'.repeat(200_000), ''];

/** The bytes of messages as our own writer writes them. */
async function bytesOf(all: readonly string[]): Promise<Buffer> {
  const stream = new PassThrough();
  const writer = new WholeMessageWriter(stream);
  const written = Promise.all(all.map((text) => writer.write(message(text))));
  stream.resume();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await written;
  return Buffer.concat(chunks);
}

function read(): { stream: PassThrough; got: unknown[]; faults: string[] } {
  const stream = new PassThrough();
  const got: unknown[] = [];
  const faults: string[] = [];
  const reader = new WholeMessageReader(stream);
  reader.onError(({ message: fault }) => faults.push(fault));
  reader.listen((one) => got.push(one));
  return { stream, got, faults };
}

/** Everything that was written has been read, because the stream has ended. */
function ended(stream: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    stream.once('end', () => resolve());
    stream.end();
  });
}

for (const size of [1, 2, 3, 7, 64, 65_536, Number.POSITIVE_INFINITY]) {
  test(`messages that come in pieces of ${size} bytes are read whole and in order`, async () => {
    const bytes = await bytesOf(size < 8 ? texts.filter(({ length }) => length < 100) : texts);
    const { stream, got, faults } = read();
    for (let at = 0; at < bytes.length; at += size) stream.write(bytes.subarray(at, at + size));
    await ended(stream);
    assert.deepEqual(got, texts.filter((text) => size >= 8 || text.length < 100).map(message));
    assert.deepEqual(faults, []);
  });
}

test('a message is handed on with its last byte, before the next one is here', async () => {
  const bytes = await bytesOf(['a', 'b']);
  const { stream, got } = read();
  const first = (await bytesOf(['a'])).length;
  stream.write(bytes.subarray(0, first - 1));
  await new Promise(setImmediate);
  assert.deepEqual(got, []);
  stream.write(bytes.subarray(first - 1, first + 20));
  await new Promise(setImmediate);
  assert.deepEqual(got, [message('a')]);
});

test('what is no message is told of, and those behind it are read', async () => {
  const { stream, got, faults } = read();
  stream.write('Content-Length: 3\r\n\r\n{a}');
  stream.write('Content-Type: text\r\n\r\n');
  stream.write('Content-Length: -1\r\n\r\n');
  stream.write(await bytesOf(['still']));
  await ended(stream);
  assert.deepEqual(got, [message('still')]);
  assert.equal(faults.length, 3);
});

test('after a head that says a wrong length reading goes on at the next one', async () => {
  const [first, second] = [await bytesOf(['first']), await bytesOf(['second'])];
  const body = JSON.stringify(message('a'));
  const wrong: Readonly<Record<string, string>> = {
    'too short': `Content-Length: 3\r\n\r\n${body}`,
    'too long': `Content-Length: ${body.length + 40}\r\n\r\n${body}`,
    'beyond all measure': 'Content-Length: 99999999999999999999\r\n\r\n{}',
    'more than a string can hold': 'Content-Length: 900000000\r\n\r\n{}',
    'in a head that is ended by line feeds alone': `Content-Length: ${body.length}\n\n${body}`,
    none: 'Host: a\r\n\r\n{}',
  };
  for (const [what, bytes] of Object.entries(wrong)) {
    const { stream, got, faults } = read();
    stream.write(bytes);
    stream.write(first);
    stream.write(second);
    await ended(stream);
    assert.deepEqual(got, [message('first'), message('second')], what);
    assert.ok(faults.length > 0, what);
  }
});

test('a head without an end is told of and not kept, and what follows it is read', async () => {
  const { stream, got, faults } = read();
  const startMs = processorMs();
  for (let at = 0; at < 400; at++) stream.write(Buffer.alloc(65_536, 'a'));
  stream.write('\r\n\r\n');
  stream.write(await bytesOf(['still']));
  await ended(stream);
  assert.deepEqual(got, [message('still')]);
  assert.ok(faults.length > 100);
  // Put together anew with each piece it would be five gigabytes.
  assert.ok(processorMs() - startMs < 2_000);
});

test('what fails with a message is told of, and takes no other along', async () => {
  const stream = new PassThrough();
  const got: unknown[] = [];
  const faults: string[] = [];
  const reader = new WholeMessageReader(stream);
  reader.onError(({ message: fault }) => faults.push(fault));
  reader.listen((one) => {
    got.push(one);
    if (got.length === 1) throw new Error('refused');
  });
  stream.write(await bytesOf(['a', 'b']));
  await ended(stream);
  assert.deepEqual(got, [message('a'), message('b')]);
  assert.deepEqual(faults, ['refused']);
});

test('heads are read in any spelling, with whatever else is in them', async () => {
  const { stream, got } = read();
  const body = JSON.stringify(message('a'));
  stream.write(
    `content-type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:${body.length}\r\n\r\n${body}`,
  );
  await ended(stream);
  assert.deepEqual(got, [message('a')]);
});

test('a stream that closes or fails is told of', async () => {
  const stream = new PassThrough();
  const reader = new WholeMessageReader(stream);
  const told: string[] = [];
  reader.onError(({ message: fault }) => told.push(fault));
  reader.onClose(() => told.push('closed'));
  reader.listen(() => {});
  stream.destroy(new Error('gone'));
  await new Promise((resolve) => stream.once('close', resolve));
  assert.deepEqual(told, ['gone', 'closed']);
});
