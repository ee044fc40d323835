import type { DataCallback, Disposable, Message, MessageReader } from 'vscode-languageserver';
import { AbstractMessageReader, AbstractMessageWriter } from '../lsp/languageServer.ts';
import type { Outlet } from './flow.ts';

/** Messages from the Node process that started this one. */
export class IpcMessageReader extends AbstractMessageReader implements MessageReader {
  listen(callback: DataCallback): Disposable {
    process.on('message', callback);
    return { dispose: () => process.off('message', callback) };
  }
}

/** Messages to the Node process that started this one. */
export class IpcMessageWriter extends AbstractMessageWriter implements Outlet {
  private failures = 0;
  private untaken = 0;
  private isBackedUp = false;
  private taken = (): void => {};

  get isFull(): boolean {
    return this.isBackedUp && this.untaken > mostUntaken;
  }

  onTaken(callback: () => void): void {
    this.taken = callback;
  }

  /** Resolves at once; a message that does not get through is told to who listens for errors. */
  async write(message: Message): Promise<void> {
    this.untaken++;
    const isTakenSoon = process.send?.(message, undefined, undefined, (error) => {
      if (error) this.fireError(error, message, ++this.failures);
      else this.failures = 0;
      if (--this.untaken > 0) return;
      this.isBackedUp = false;
      this.taken();
    });
    if (isTakenSoon === false) this.isBackedUp = true;
  }

  /** The channel belongs to the process. */
  end(): void {}
}

/** Messages that may wait to be taken; how many bytes they have only the channel knows. */
const mostUntaken = 50;
