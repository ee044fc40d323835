import type { Writable } from 'node:stream';
import type { Message, MessageWriter } from 'vscode-languageserver';
import { AbstractMessageWriter } from '../lsp/languageServer.ts';

/**
 * Writes each message whole and at once. The package's own writer waits for a turn of the event loop before each message
 * and for another one between its head and its content, which is a good part of what an answer takes.
 */
export class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  private readonly stream: Writable;
  private failures = 0;

  constructor(stream: Writable) {
    super();
    this.stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  /** Resolves once the message is handed over to the system; rejects where that fails. */
  async write(message: Message): Promise<void> {
    const content = JSON.stringify(message);
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
}
