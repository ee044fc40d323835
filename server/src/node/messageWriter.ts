import type { Writable } from 'node:stream';
import type { Message } from 'vscode-languageserver';
import { limits } from '../base/limits.ts';
import { AbstractMessageWriter } from '../lsp/languageServer.ts';
import { isSentAgain } from '../lsp/sentAgain.ts';
import type { Outlet } from './flow.ts';

/** Where a message has a list that is sent again and again. */
interface Sending {
  readonly result?: unknown;
  readonly params?: { readonly diagnostics?: unknown };
}

/**
 * Writes each message whole and at once. The package's own writer waits for a turn of the event loop before each message
 * and for another one between its head and its content, which is a good part of what an answer takes.
 */
export class WholeMessageWriter extends AbstractMessageWriter implements Outlet {
  private readonly stream: Writable;
  private readonly texts = new WeakMap<object, string>();
  private failures = 0;

  constructor(stream: Writable) {
    super();
    this.stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  get isFull(): boolean {
    return this.stream.writableLength > limits.untakenBytes;
  }

  onTaken(callback: () => void): void {
    this.stream.on('drain', callback);
  }

  /** Resolves once the message is handed over to the system; rejects where that fails. */
  async write(message: Message): Promise<void> {
    const content = this.textOf(message);
    const whole = `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
    await new Promise<void>((resolve, reject) => {
      this.stream.write(whole, 'utf8', (error) => {
        if (error) {
          this.fireError(error, message, ++this.failures);
          reject(error);
        } else {
          this.failures = 0;
          resolve();
        }
      });
    });
  }

  end(): void {
    this.stream.end();
  }

  /** As JSON; of lists whose objects are sent again and again only what is new is written anew. */
  private textOf(message: Message): string {
    const { result, params } = message as Sending;
    const list = isSentAgain(result) ? result : params?.diagnostics;
    if (!isSentAgain(list)) return JSON.stringify(message);
    const around = JSON.stringify(message, (_name, value) => (value === list ? [] : value));
    // The list comes last in its message.
    const end = around.lastIndexOf(']');
    return around.slice(0, end) + list.map((object) => this.textOfObject(object)).join() + around.slice(end);
  }

  private textOfObject(object: object): string {
    let text = this.texts.get(object);
    if (text === undefined) {
      text = JSON.stringify(object);
      this.texts.set(object, text);
    }
    return text;
  }
}
