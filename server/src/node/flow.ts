import type { Readable } from 'node:stream';
import type { DataCallback, Message, MessageReader, MessageStrategy, MessageWriter } from 'vscode-languageserver';
import { limits } from '../base/limits.ts';
import { areMessagesWaiting, onNoneWaiting, planTurn } from './protocolTimers.ts';

/** A writer that says when the client does not take what is written. */
export interface Outlet extends MessageWriter {
  /** Whether so much waits to be taken that no more should be made. */
  readonly isFull: boolean;
  /** Calls back each time when all has been taken that waited. */
  onTaken(callback: () => void): void;
}

/** A message that waits until the client takes what is there. */
interface Held {
  readonly method: unknown;
  readonly handle: () => void;
}

/**
 * Keeps what waits within bounds where a client sends more than it takes: one that was stopped, or asks and does not read.
 * While the outlet is full no message is handled; what comes meanwhile is kept, and when that is much, no more is read.
 * Nothing is left out: it all goes on, in order, once the client takes what is there.
 */
export class Flow implements MessageStrategy {
  private readonly outlet: Outlet;
  /** Undefined where reading cannot be stopped. */
  private readonly input: Readable | undefined;
  private held: Held[] = [];
  private isReleasing = false;
  private isEnding = false;
  /** Bytes that were read since nothing waited. */
  private bytesAhead = 0;

  constructor(outlet: Outlet, input: Readable | undefined) {
    this.outlet = outlet;
    this.input = input;
    outlet.onTaken(() => this.release());
    onNoneWaiting(() => this.readOn());
  }

  /** The same reader, which waits where too much was read that is not handled. */
  bounded(reader: MessageReader): MessageReader {
    return {
      onError: reader.onError,
      onClose: reader.onClose,
      onPartialMessage: reader.onPartialMessage,
      dispose: () => reader.dispose(),
      listen: (callback: DataCallback) => {
        const listening = reader.listen(callback);
        // Heard behind the reader, which has handed on by then what is whole.
        this.input?.on('data', (chunk: Buffer) => this.wasRead(chunk.length));
        return listening;
      },
    };
  }

  /** Called by the package for each message whose turn it is. */
  handleMessage(message: Message, next: (message: Message) => void | Promise<void>): void | Promise<void> {
    const { method } = message as { method?: unknown };
    if (method === 'exit') {
      this.isEnding = true;
      // Who leaves takes no more answers. Only whether it said so before counts.
      this.held = this.held.filter((each) => each.method === 'shutdown');
    }
    const handled =
      this.held.length === 0 && this.mayGoOn
        ? next(message)
        : new Promise<void>((resolve) => this.held.push({ method, handle: () => resolve(next(message)) }));
    if (this.isEnding) this.release();
    return handled;
  }

  private get mayGoOn(): boolean {
    return this.isEnding || !this.outlet.isFull;
  }

  /** Handles what was held, one message in each turn of the event loop, as it would have come. */
  private release(): void {
    this.readOn();
    if (this.isReleasing || this.held.length === 0) return;
    this.isReleasing = true;
    planTurn(() => {
      this.isReleasing = false;
      if (!this.mayGoOn) return;
      this.held.shift()?.handle();
      this.release();
    });
  }

  private wasRead(bytes: number): void {
    this.bytesAhead = this.isBehind ? this.bytesAhead + bytes : 0;
    if (this.bytesAhead > limits.bytesAhead) this.input?.pause();
  }

  private readOn(): void {
    if (this.isBehind) return;
    this.bytesAhead = 0;
    if (this.input?.isPaused()) this.input.resume();
  }

  /** Whether messages were read that are not handled yet. Of those that are cancelled the package never says so. */
  private get isBehind(): boolean {
    return areMessagesWaiting() || this.held.length > 0 || this.outlet.isFull;
  }
}
