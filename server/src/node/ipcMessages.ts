import type { DataCallback, Disposable, Message, MessageReader, MessageWriter } from 'vscode-languageserver';
import { AbstractMessageReader, AbstractMessageWriter } from '../lsp/languageServer.ts';

/** Messages from the Node process that started this one. */
export class IpcMessageReader extends AbstractMessageReader implements MessageReader {
  listen(callback: DataCallback): Disposable {
    process.on('message', callback);
    return { dispose: () => process.off('message', callback) };
  }
}

/** Messages to the Node process that started this one. */
export class IpcMessageWriter extends AbstractMessageWriter implements MessageWriter {
  private failures = 0;

  /** Resolves at once; a message that does not get through is told to who listens for errors. */
  async write(message: Message): Promise<void> {
    process.send?.(message, undefined, undefined, (error) => {
      if (error) this.fireError(error, message, ++this.failures);
      else this.failures = 0;
    });
  }

  /** The channel belongs to the process. */
  end(): void {}
}
