import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { traceOf } from '../base/failure.ts';
import { version } from '../base/version.ts';
import { answerAll } from '../lsp/answerAll.ts';
import { serve } from '../lsp/server.ts';
import type { FileSystem, Runtime } from '../runtime/ports.ts';

declare const self: DedicatedWorkerGlobalScope;

/** A worker has no files of its own: a client that does not offer to read them gets what is open. */
const noFiles: FileSystem = {
  read: async () => ({ state: 'missing' }),
  find: async function* () {},
  stamp: async () => undefined,
};

/** A turn of the event loop; `setTimeout` would wait four milliseconds for each after the first few. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const runtime: Runtime = {
  files: noFiles,
  clock: { nowMs: () => performance.now() },
  timers: {
    soon: (callback) => {
      let isCancelled = false;
      waiting.push(() => {
        if (!isCancelled) callback();
      });
      channel.port2.postMessage(undefined);
      return () => {
        isCancelled = true;
      };
    },
    after: (delayMs, callback) => {
      const planned = setTimeout(callback, delayMs);
      return () => clearTimeout(planned);
    },
  },
};

const ends = { reader: new BrowserMessageReader(self), writer: new BrowserMessageWriter(self) };
const { reader, writer } = answerAll(ends, (error) => console.error(`An answer was not sent: ${traceOf(error)}`));
const connection = createConnection(reader, writer);
connection.onExit(() => self.close());
self.addEventListener('error', ({ message }) => connection.console.error(`Unexpected failure: ${message}`));
self.addEventListener('unhandledrejection', ({ reason }) =>
  connection.console.error(`Unexpected failure: ${traceOf(reason)}`),
);
serve(connection, runtime, version);
connection.listen();
