import type { Message, MessageReader, MessageWriter } from 'vscode-languageserver';
import { isRecord } from '../base/record.ts';
import { ErrorCodes } from './languageServer.ts';

/** Where messages come from, and where they go. */
export interface Ends {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/**
 * The same ends, with an answer also to what the package passes over in silence: what is no message of JSON-RPC (batches
 * are none of this protocol), and one of two requests of the same id, of which it forgets the first while both wait for
 * their turn. `1` and `"1"` are the same to it. `onFailed` is called when an answer cannot be written.
 */
export function answerAll({ reader, writer }: Ends, onFailed: (error: unknown) => void): Ends {
  /** Ids of requests that have no answer yet. */
  const waiting = new Set<string>();
  const refuse = (id: unknown, message: string): void => {
    const error = { code: ErrorCodes.InvalidRequest, message };
    writer.write({ jsonrpc: '2.0', id: isId(id) ? id : null, error } as Message).catch(onFailed);
  };
  return {
    reader: {
      onError: reader.onError,
      onClose: reader.onClose,
      onPartialMessage: reader.onPartialMessage,
      dispose: () => reader.dispose(),
      listen: (callback) =>
        reader.listen((message) => {
          const fault = faultOf(message);
          const { id, method } = (message ?? {}) as { id?: unknown; method?: unknown };
          if (fault !== undefined) return refuse(id, fault);
          if (method !== undefined && id !== undefined) {
            if (waiting.has(`${id}`))
              return refuse(id, `A request of the id ${JSON.stringify(id)} waits for its answer`);
            waiting.add(`${id}`);
          }
          callback(message);
        }),
    },
    writer: {
      onError: writer.onError,
      onClose: writer.onClose,
      dispose: () => writer.dispose(),
      end: () => writer.end(),
      write: (message) => {
        if ('id' in message && !('method' in message)) waiting.delete(`${message.id}`);
        return writer.write(message);
      },
    },
  };
}

/** What makes a message none of JSON-RPC. */
function faultOf(message: unknown): string | undefined {
  if (Array.isArray(message)) return 'There are no batches in this protocol';
  if (!isRecord(message)) return 'A message is an object';
  const { id, method } = message;
  // An answer to a request of ours, be it a strange one.
  if (method === undefined && id !== undefined) return undefined;
  if (typeof method !== 'string') return 'A message has a method, and that is a text';
  return id === undefined || isId(id) ? undefined : 'The id of a request is a text or a number';
}

function isId(id: unknown): id is string | number {
  return typeof id === 'string' || Number.isFinite(id);
}
