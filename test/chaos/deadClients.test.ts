import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { describe, test } from 'node:test';
import { patienceMs } from '../support/patience.ts';

const main = path.join(import.meta.dirname, '../../server/src/node/main.ts');
const text = '---\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\nfoo: 1\n'.repeat(300);
const textDocument = { uri: 'file:///nowhere/a.yaml', languageId: 'yaml', version: 1, text };

function message(content: object): string {
  const json = JSON.stringify({ jsonrpc: '2.0', ...content });
  return `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}

function initialize(processId: number | null): string {
  return message({ id: 1, method: 'initialize', params: { processId, rootUri: null, capabilities: {} } });
}

/** A session that is answered with more than any pipe and the server itself keep for a client that does not read. */
const session = [
  initialize(null),
  message({ method: 'initialized', params: {} }),
  message({ method: 'textDocument/didOpen', params: { textDocument } }),
  ...Array.from({ length: 200 }, (_, at) => {
    return message({ id: 2 + at, method: 'textDocument/documentSymbol', params: { textDocument } });
  }),
].join('');
const leaving = message({ id: 900, method: 'shutdown' }) + message({ method: 'exit' });

interface Streams {
  readonly child: ChildProcess;
  readonly input: Writable;
  readonly output: Readable;
}

interface Case {
  readonly status: number;
  readonly act: (streams: Streams) => Promise<unknown> | unknown;
}

/** What is done when an answer has begun to come, which is not read to its end. */
function inAnAnswer(act: (streams: Streams) => void): Case['act'] {
  return async (streams) => {
    streams.input.write(session);
    await once(streams.output, 'readable', { signal: AbortSignal.timeout(patienceMs) });
    act(streams);
  };
}

const cases: Readonly<Record<string, Case>> = {
  'names a process that has ended': {
    status: 1,
    act: async ({ input }) => {
      const other = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
      await once(other, 'exit');
      input.write(initialize(other.pid ?? null));
    },
  },
  'breaks its end of the pipe in the middle of an answer': {
    status: 1,
    act: inAnAnswer(({ output }) => output.destroy()),
  },
  'reads nothing, and closes what it writes to': {
    status: 1,
    act: inAnAnswer(({ input }) => input.end()),
  },
  'reads nothing, and says that it leaves': {
    status: 0,
    act: inAnAnswer(({ input }) => input.write(leaving)),
  },
  'reads nothing, and leaves without saying so': {
    status: 1,
    act: inAnAnswer(({ input }) => input.write(message({ method: 'exit' }))),
  },
  'ends in the middle of a message': {
    status: 1,
    act: ({ input }) => input.end(session.slice(0, session.length / 2)),
  },
  'says nothing at all': { status: 1, act: ({ input }) => input.end() },
  'does not hear what is logged': {
    status: 1,
    act: ({ child, input }) => {
      child.stderr?.destroy();
      input.end(`garbage\r\n\r\n${session}`);
    },
  },
};

describe('a server ends when its client', { concurrency: 2 }, () => {
  for (const [what, { status, act }] of Object.entries(cases)) {
    test(what, { timeout: patienceMs }, async () => {
      const child = spawn(process.execPath, [main, '--stdio'], { stdio: 'pipe' });
      child.stdin.on('error', () => {});
      const ended = once(child, 'exit', { signal: AbortSignal.timeout(patienceMs) });
      await act({ child, input: child.stdin, output: child.stdout });
      assert.deepEqual(await ended, [status, null]);
    });
  }

  test('is a full disk', { skip: !fs.existsSync('/dev/full') && 'needs /dev/full', timeout: patienceMs }, async () => {
    const full = fs.openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [main, '--stdio'], { stdio: ['pipe', full, 'ignore'] });
    child.stdin?.on('error', () => {});
    child.stdin?.write(session);
    const [status] = await once(child, 'exit', { signal: AbortSignal.timeout(patienceMs) });
    fs.closeSync(full);
    assert.equal(status, 1);
  });
});
