import type { Readable } from 'node:stream';
import type { DataCallback, Disposable, MessageReader } from 'vscode-languageserver';
import { AbstractMessageReader } from '../lsp/languageServer.ts';

/** What came was no message, and is left out. */
export class NoMessage extends Error {}

/**
 * Reads messages from a stream and hands each one on as soon as its last byte is here. The package's own reader waits for
 * a turn of the event loop with each message, and its module loads all of `node:crypto` and `node:child_process`.
 *
 * What is no message is told of (`NoMessage`), and reading goes on at the next head, also where a head says a wrong length.
 */
export class WholeMessageReader extends AbstractMessageReader implements MessageReader {
  private readonly stream: Readable;
  /** What came and was not handed on yet. */
  private chunks: Buffer[] = [];
  private length = 0;
  /** With fewer bytes than this there is no point in looking. */
  private needed = 0;

  constructor(stream: Readable) {
    super();
    this.stream = stream;
  }

  listen(callback: DataCallback): Disposable {
    const take = (chunk: Buffer): void => this.take(chunk, callback);
    this.stream.on('data', take);
    this.stream.on('error', (error) => this.fireError(error));
    this.stream.on('close', () => this.fireClose());
    return { dispose: () => this.stream.off('data', take) };
  }

  private take(chunk: Buffer, callback: DataCallback): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length < this.needed) return;
    let bytes = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    for (;;) {
      const end = bytes.indexOf(headEnd);
      if (end < 0) {
        if (bytes.length > longestHead) {
          this.tellLeftOut(bytes.length - longestBeginning);
          bytes = bytes.subarray(-longestBeginning);
        }
        this.needed = 0;
        break;
      }
      const start = end + headEnd.length;
      const length = this.contentLength(bytes.toString('latin1', 0, end));
      this.needed = start + length;
      if (bytes.length < this.needed) break;
      bytes = bytes.subarray(length === 0 ? start : this.deliver(bytes, start, callback));
    }
    this.chunks = bytes.length > 0 ? [bytes] : [];
    this.length = bytes.length;
  }

  /** Hands on the message that begins at `start`; where to read on. */
  private deliver(bytes: Buffer, start: number, callback: DataCallback): number {
    const end = this.needed;
    try {
      const message = parse(bytes.toString('utf8', start, end));
      callback(message);
    } catch (error) {
      this.fireError(error);
      // The next head may lie within what was taken for its content.
      const next = error instanceof NoMessage ? bytes.subarray(start, end).indexOf(lengthName) : -1;
      if (next >= 0) return start + next;
    }
    return end;
  }

  /** Bytes behind the head; 0 where it does not say. */
  private contentLength(head: string): number {
    // What stands in front of the last one belongs to no message.
    const at = head.toLowerCase().lastIndexOf(lengthName.toLowerCase());
    const value =
      at < 0
        ? ''
        : head
            .slice(at + lengthName.length)
            .split('\r\n', 1)[0]!
            .trim();
    const length = /^\d{1,9}$/.test(value) ? Number(value) : 0;
    if (length === 0 || length > longestContent) {
      this.fireError(new NoMessage('A message has no Content-Length that can be, so it is left out'));
      return 0;
    }
    if (at > 0 && head.charCodeAt(at - 1) !== LINE_FEED) this.tellLeftOut(at);
    return length;
  }

  private tellLeftOut(count: number): void {
    this.fireError(new NoMessage(`${count} bytes belong to no message, so they are left out`));
  }
}

function parse(content: string): Parameters<DataCallback>[0] {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new NoMessage(`A message is no JSON, so it is left out: ${(error as Error).message}`);
  }
}

const headEnd = '\r\n\r\n';
const lengthName = 'Content-Length:';
const LINE_FEED = 10;

/** Bytes that a head may have, and how many of its last ones may be the beginning of the right one. */
const longestHead = 100_000;
const longestBeginning = 1000;

/** Bytes that a content may have: strings of more cannot be made. */
const longestContent = 500_000_000;
