import { RAL } from '../lsp/languageServer.ts';
import type { Cancel } from '../runtime/ports.ts';

/**
 * Tells the protocol's package how time passes here. It would take this from its own module for Node, which loads all of
 * `node:crypto`, `node:net` and `node:child_process`; and from that it would take how streams are read, which
 * messageReader.ts and messageWriter.ts do.
 */
export function installTimers(): void {
  RAL.install({
    timer: {
      setTimeout: (callback, ms, ...args) => {
        const planned = setTimeout(callback, ms, ...args);
        return { dispose: () => clearTimeout(planned) };
      },
      setImmediate: (callback, ...args) => ({ dispose: planTurn(() => callback(...args)) }),
      setInterval: (callback, ms, ...args) => {
        const planned = setInterval(callback, ms, ...args);
        return { dispose: () => clearInterval(planned) };
      },
    },
    get console() {
      return console;
    },
    get messageBuffer() {
      return unused();
    },
    get applicationJson() {
      return unused();
    },
  });
}

/** Handles a message in the next turn of the event loop; the answer takes that back. */
export function planTurn(callback: () => void): Cancel {
  const planned = setImmediate(() => {
    waiting.delete(planned);
    callback();
    if (waiting.size === 0) for (const listener of listeners) listener();
  });
  waiting.add(planned);
  return () => {
    clearImmediate(planned);
    waiting.delete(planned);
  };
}

/** Turns of the event loop in which a message is to be handled: each has one of its own. */
const waiting = new Set<NodeJS.Immediate>();

/** Whether messages were read that are to be handled in a turn of the event loop to come. */
export function areMessagesWaiting(): boolean {
  return waiting.size > 0;
}

/** Calls back each time when no message waits for its turn any more. */
export function onNoneWaiting(callback: () => void): void {
  listeners.push(callback);
}

const listeners: (() => void)[] = [];

function unused(): never {
  throw new Error('messages are read by messageReader.ts and written by messageWriter.ts');
}
