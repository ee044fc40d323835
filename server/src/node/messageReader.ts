import type { Readable } from 'node:stream';
import type { DataCallback, Disposable, MessageReader } from 'vscode-languageserver';
import { AbstractMessageReader } from '../lsp/languageServer.ts';

/**
 * Reads messages from a stream and hands each one on as soon as its last byte is here. The package's own reader waits for
 * a turn of the event loop with each message, and its module loads all of `node:crypto` and `node:child_process`.
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
      const head = bytes.indexOf(headEnd);
      if (head < 0) {
        this.needed = 0;
        break;
      }
      const start = head + headEnd.length;
      const length = contentLength(bytes.toString('latin1', 0, head));
      if (length === undefined) this.fireError(new Error('A message has no Content-Length, so it is left out'));
      this.needed = start + (length ?? 0);
      if (bytes.length < this.needed) break;
      if (length !== undefined) this.deliver(bytes.toString('utf8', start, this.needed), callback);
      bytes = bytes.subarray(this.needed);
    }
    this.chunks = bytes.length > 0 ? [bytes] : [];
    this.length = bytes.length;
  }

  private deliver(content: string, callback: DataCallback): void {
    try {
      callback(JSON.parse(content));
    } catch (error) {
      this.fireError(error); // what is no JSON ends no session
    }
  }
}

const headEnd = '\r\n\r\n';

/** Bytes behind the head; undefined where it does not say. */
function contentLength(head: string): number | undefined {
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    if (line.slice(0, colon).trim().toLowerCase() !== 'content-length') continue;
    const value = line.slice(colon + 1).trim();
    return /^\d+$/.test(value) ? Number(value) : undefined;
  }
  return undefined;
}
