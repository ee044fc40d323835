import { Console } from 'node:console';
import net from 'node:net';
import {
  type Connection,
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
} from 'vscode-languageserver/node';
import { createConnection } from '../lsp/languageServer.ts';
import type { Transport } from './arguments.ts';
import { WholeMessageWriter } from './messageWriter.ts';
import { createWatchDog } from './watchDog.ts';

/** The connection to the client that started this process; the process ends with it. */
export function connect(transport: Transport): Connection {
  const watchDog = createWatchDog();
  const { reader, writer } = open(transport, watchDog.connectionClosed);
  // A client that cannot be written to is gone. Going on would fail to write of each failure, and never come to its end.
  writer.onError(watchDog.connectionClosed);
  return createConnection((logger) => createProtocolConnection(reader, writer, logger), watchDog);
}

interface Ends {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

function open(transport: Transport, onClosed: () => void): Ends {
  if (transport.type === 'ipc') {
    process.on('disconnect', onClosed);
    return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
  }
  if (transport.type === 'stdio') {
    // Standard output belongs to the protocol: whatever a package prints must not get between its messages.
    globalThis.console = new Console(process.stderr, process.stderr);
    process.stdin.on('end', onClosed).on('close', onClosed);
    return { reader: new StreamMessageReader(process.stdin), writer: new WholeMessageWriter(process.stdout) };
  }
  const socket = transport.type === 'pipe' ? net.connect(transport.path) : net.connect(transport.port, '127.0.0.1');
  socket.on('error', ({ message }) => process.stderr.write(`The connection to the editor failed: ${message}\n`));
  socket.on('close', onClosed);
  return { reader: new StreamMessageReader(socket), writer: new WholeMessageWriter(socket) };
}
