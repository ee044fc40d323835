import type { Connection } from 'vscode-languageserver';
import { messageOf } from '../base/failure.ts';
import { withoutMark } from '../base/trim.ts';
import { normalizeUri } from '../base/uri.ts';
import {
  type FindFilesParams,
  type FindFilesResult,
  findFilesMethod,
  type ReadFileParams,
  type ReadFileResult,
  readFileMethod,
} from '../protocol/messages.ts';
import {
  type FileSystem,
  type FindOptions,
  ignoredFolders,
  largestFileBytes,
  manifestExtensions,
  manifestNames,
  noTextReason,
} from '../runtime/ports.ts';

/** Files as the client reaches them: for browsers, and for workspaces that are on no disk. */
export function clientFileSystem(connection: Connection): FileSystem {
  return {
    read: async (uri) => {
      try {
        const params: ReadFileParams = { uri, largestBytes: largestFileBytes };
        const result = await connection.sendRequest<ReadFileResult>(readFileMethod, params);
        if (!result) return { state: 'missing' };
        if ('tooLargeBytes' in result) return { state: 'tooLarge', bytes: result.tooLargeBytes };
        if ('isNoText' in result) return { state: 'unreadable', reason: noTextReason };
        return { state: 'read', text: withoutMark(result.text) };
      } catch (error) {
        return { state: 'unreadable', reason: messageOf(error) };
      }
    },
    find: (folder, options) => find(connection, folder, options),
    // The client says itself what changes.
    stamp: async () => undefined,
  };
}

async function* find(connection: Connection, folder: string, options: FindOptions): AsyncGenerator<readonly string[]> {
  const params: FindFilesParams = {
    folder,
    extensions: manifestExtensions,
    names: manifestNames,
    ignoredFolders,
  };
  try {
    const { uris } = await connection.sendRequest<FindFilesResult>(findFilesMethod, params);
    const start = `${normalizeUri(folder)}/`;
    yield uris.filter((uri) => {
      const path = normalizeUri(uri).slice(start.length);
      const depth = path.split('/').length - 1;
      return normalizeUri(uri).startsWith(start) && !options.isExcluded(path) && depth <= (options.depth ?? depth);
    });
  } catch (error) {
    options.onUnreadable?.(folder, messageOf(error));
  }
}
