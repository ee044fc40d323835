import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type FindFilesParams,
  type FindFilesResult,
  findFilesMethod,
  type ReadFileParams,
  type ReadFileResult,
  readFileMethod,
} from '../../../server/src/protocol/messages.ts';

/** Deep enough for any repository, and an end for folders that contain themselves. */
const deepestFolder = 32;

/** Answers a server that cannot reach the files itself: one in a browser worker, or any in a virtual workspace. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest<ReadFileResult, unknown>(readFileMethod, readFile);
  client.onRequest(findFilesMethod, findFiles);
}

async function readFile({ uri, largestBytes }: ReadFileParams): Promise<ReadFileResult> {
  const target = Uri.parse(uri);
  try {
    const { size } = await workspace.fs.stat(target);
    if (size > largestBytes) return { tooLargeBytes: size };
    const text = decode(await workspace.fs.readFile(target));
    return text === undefined ? { isNoText: true } : { text };
  } catch {
    return null; // gone, or not to be read: the same to the server
  }
}

/** Text of UTF-8 or, by its byte order mark, UTF-16 bytes; undefined for others, which Kubernetes cannot read. */
function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // some other encoding
  }
}

async function findFiles(params: FindFilesParams): Promise<FindFilesResult> {
  const folder = folderOf(params.folder);
  const found = await workspace.findFiles(
    new RelativePattern(folder, `**/{${[...params.extensions.map((each) => `*.${each}`), ...params.names].join(',')}}`),
    undefined, // what files.exclude says
  );
  const ignored = params.ignoredFolders.map((name) => `/${name}/`);
  const depth = folder.path.replace(/\/$/, '').length;
  const uris = found.filter(({ path }) => !ignored.some((part) => path.slice(depth).includes(part)));
  // Some virtual file systems cannot be searched; all can be walked.
  if (uris.length === 0) await walk(folder, { ...params, into: uris, depth: 0 });
  return { uris: uris.map((uri) => uri.toString()) };
}

/** The root of a virtual file system may come without its slash, and then nothing can be joined to it. */
function folderOf(text: string): Uri {
  const folder = Uri.parse(text);
  return folder.path === '' ? folder.with({ path: '/' }) : folder;
}

interface Walk {
  readonly extensions: readonly string[];
  readonly names: readonly string[];
  readonly ignoredFolders: readonly string[];
  readonly into: Uri[];
  readonly depth: number;
}

async function walk(folder: Uri, { into, depth, ...options }: Walk): Promise<void> {
  for (const [name, type] of await entries(folder)) {
    const uri = Uri.joinPath(folder, name);
    if (type & FileType.Directory) {
      if (depth >= deepestFolder || options.ignoredFolders.includes(name)) continue;
      await walk(uri, { ...options, into, depth: depth + 1 });
    } else if (options.names.includes(name) || options.extensions.some((each) => name.endsWith(`.${each}`))) {
      into.push(uri);
    }
  }
}

async function entries(folder: Uri): Promise<readonly [string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return []; // a folder that may not be read holds nothing for us
  }
}
