import { RAL } from '../lsp/languageServer.ts';

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
      setImmediate: (callback, ...args) => {
        const planned = setImmediate(callback, ...args);
        return { dispose: () => clearImmediate(planned) };
      },
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

function unused(): never {
  throw new Error('messages are read by messageReader.ts and written by messageWriter.ts');
}
