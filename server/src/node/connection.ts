import { Console } from 'node:console';
import net from 'node:net';
import type { Readable, Writable } from 'node:stream';
import type { Connection, MessageReader, ResponseMessage } from 'vscode-languageserver';
import { answerAll } from '../lsp/answerAll.ts';
import { createConnection, createProtocolConnection, ErrorCodes } from '../lsp/languageServer.ts';
import type { Transport } from './arguments.ts';
import { Flow, type Outlet } from './flow.ts';
import { IpcMessageReader, IpcMessageWriter } from './ipcMessages.ts';
import { NoMessage, WholeMessageReader } from './messageReader.ts';
import { WholeMessageWriter } from './messageWriter.ts';
import { installTimers } from './protocolTimers.ts';
import { createWatchDog } from './watchDog.ts';

/** The connection to the client that started this process; the process ends with it, and with the process named. */
export function connect(transport: Transport, clientProcessId: number | undefined): Connection {
  installTimers();
  const watchDog = createWatchDog(clientProcessId);
  const ends = open(transport, watchDog.connectionClosed);
  const { reader, writer } = ends;
  // A client that cannot be written to is gone. Going on would fail to write of each failure, and never come to its end.
  writer.onError(watchDog.connectionClosed);
  reader.onError((error) => {
    if (error instanceof NoMessage) writer.write(parseError(error)).catch(watchDog.connectionClosed);
  });
  const answering = answerAll(ends, watchDog.connectionClosed);
  const flow = new Flow(writer, ends.input);
  const bounded = flow.bounded(answering.reader);
  const options = { messageStrategy: flow };
  return createConnection((logger) => createProtocolConnection(bounded, answering.writer, logger, options), watchDog);
}

/** What JSON-RPC wants to be answered to what is no message. */
function parseError({ message }: NoMessage): ResponseMessage {
  return { jsonrpc: '2.0', id: null, error: { code: ErrorCodes.ParseError, message } };
}

/** Where messages come from, and where they go. */
interface Ends {
  readonly reader: MessageReader;
  readonly writer: Outlet;
  /** What is read from; absent where that cannot be stopped. */
  readonly input?: Readable;
}

function open(transport: Transport, onClosed: () => void): Ends {
  if (transport.type === 'ipc') {
    process.on('disconnect', onClosed);
    return { reader: new IpcMessageReader(), writer: new IpcMessageWriter() };
  }
  if (transport.type === 'stdio') {
    keepStandardOutput();
    process.stdin.on('end', onClosed).on('close', onClosed);
    return overStreams(process.stdin, process.stdout);
  }
  const socket =
    transport.type === 'pipe' ? net.connect({ path: transport.path }) : net.connect(transport.port, '127.0.0.1');
  socket.on('error', ({ message }) => process.stderr.write(`The connection to the editor failed: ${message}\n`));
  socket.on('close', onClosed);
  return overStreams(socket, socket);
}

function overStreams(input: Readable, output: Writable): Ends {
  return { reader: new WholeMessageReader(input), writer: new WholeMessageWriter(output), input };
}

/** Standard output belongs to the protocol: whatever a package prints must not get between its messages. */
function keepStandardOutput(): void {
  let made: Console | undefined;
  const get = (): Console => {
    made ??= new Console(process.stderr, process.stderr);
    return made;
  };
  Object.defineProperty(globalThis, 'console', { configurable: true, get });
}
