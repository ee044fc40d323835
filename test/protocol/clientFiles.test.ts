import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from 'vscode-languageserver';
import { clientFileSystem } from '../../server/src/lsp/clientFileSystem.ts';
import {
  type FindFilesParams,
  findFilesMethod,
  type ReadFileParams,
  type ReadFileResult,
  readFileMethod,
} from '../../server/src/protocol/messages.ts';
import { largestFileBytes, noTextReason } from '../../server/src/runtime/ports.ts';

const folder = 'vscode-vfs://host/w';

/** Files as a server without a disk sees them, through a client that answers as told. */
function filesThrough(answers: {
  read?: (params: ReadFileParams) => ReadFileResult;
  find?: (params: FindFilesParams) => string[];
}) {
  const sendRequest = async (method: string, params: unknown) => {
    if (method === readFileMethod) return answers.read?.(params as ReadFileParams) ?? null;
    assert.equal(method, findFilesMethod);
    return { uris: answers.find?.(params as FindFilesParams) ?? [] };
  };
  return clientFileSystem({ sendRequest } as unknown as Connection);
}

test('the client is told how long a file may be, and says how long one is that is longer', async () => {
  const sizes: Record<string, number> = {
    [`${folder}/a.yaml`]: largestFileBytes,
    [`${folder}/b.yaml`]: largestFileBytes + 1,
  };
  const files = filesThrough({
    read: ({ uri, largestBytes }) => {
      const size = sizes[uri];
      if (size === undefined) return null;
      return size > largestBytes ? { tooLargeBytes: size } : { text: '\uFEFFkind: Pod\n' };
    },
  });
  assert.deepEqual(await files.read(`${folder}/a.yaml`), { state: 'read', text: 'kind: Pod\n' });
  assert.deepEqual(await files.read(`${folder}/b.yaml`), { state: 'tooLarge', bytes: largestFileBytes + 1 });
  assert.deepEqual(await files.read(`${folder}/c.yaml`), { state: 'missing' });
});

test('a client says of which files it cannot make a text', async () => {
  const files = filesThrough({ read: () => ({ isNoText: true }) });
  assert.deepEqual(await files.read(`${folder}/a.yaml`), { state: 'unreadable', reason: noTextReason });
});

test('kustomizations without an ending are asked for, and found', async () => {
  const there = ['Kustomization', 'base/kustomization.yaml', 'readme.md', 'x/set.yml'];
  const files = filesThrough({
    find: ({ extensions, names }) =>
      there
        .filter(
          (path) => names.includes(path.split('/').at(-1)!) || extensions.some((each) => path.endsWith(`.${each}`)),
        )
        .map((path) => `${folder}/${path}`),
  });
  const found: string[] = [];
  for await (const batch of files.find(folder, { isExcluded: (path) => path.startsWith('x/') })) found.push(...batch);
  assert.deepEqual(found, [`${folder}/Kustomization`, `${folder}/base/kustomization.yaml`]);
});
