import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { build } from 'esbuild';
import { ErrorCodes, type ResponseMessage } from 'vscode-languageserver-protocol/node';
import { statefulSet } from '../support/manifests.ts';
import { patienceMs } from '../support/patience.ts';

type Sent = Partial<ResponseMessage> & { readonly method?: string };

/** A client of the worker, which runs in a process of its own. */
class Worker {
  readonly process: ChildProcess;
  readonly sent: Sent[] = [];
  private isReady = false;
  private wake = (): void => {};

  constructor(script: string) {
    this.process = fork(path.join(import.meta.dirname, 'browserWorker.ts'), [script], {
      // Messages are copied as those of a worker are.
      serialization: 'advanced',
      stdio: 'inherit',
    });
    this.process.on('message', (message) => {
      if (message === 'ready') this.isReady = true;
      else this.sent.push(message as Sent);
      this.wake();
    });
  }

  say(message: unknown): void {
    this.process.send(message as object);
  }

  ready(): Promise<true> {
    return this.until(() => this.isReady || undefined);
  }

  async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  async ask(id: number, method: string, params: unknown): Promise<Sent> {
    this.say({ jsonrpc: '2.0', id, method, params });
    return this.until(() => this.sent.find((message) => message.id === id && message.method === undefined));
  }

  refused(): Sent[] {
    return this.sent.filter(({ error }) => error?.code === ErrorCodes.InvalidRequest);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'statefulset-test-'));
const outfile = path.join(folder, 'worker.mjs');
await build({
  entryPoints: [path.join(import.meta.dirname, '../../server/src/browser/main.ts')],
  ...{ outfile, bundle: true, format: 'esm', platform: 'browser', external: ['*/generic/index.ts'] },
});
const worker = new Worker(outfile);
after(() => {
  worker.process.kill();
  rmSync(folder, { recursive: true });
});

test('in a browser what is no message is refused as it is elsewhere, and the session goes on', {
  timeout: patienceMs,
}, async () => {
  await worker.ready();
  const { result } = await worker.ask(1, 'initialize', { processId: null, rootUri: null, capabilities: {} });
  assert.ok(result);
  worker.say({ jsonrpc: '2.0', method: 'initialized', params: {} });
  const request = { jsonrpc: '2.0', id: 2, method: 'workspace/symbol', params: { query: '' } };
  const none: readonly unknown[] = [
    ...[[request], [], 5, 'text', true, {}, new Map([['id', 3]])],
    ...[
      { ...request, id: 7n },
      { ...request, id: null },
      { ...request, method: 5 },
    ],
  ];
  for (const message of none) worker.say(message);
  // Of two requests with one id the second one is refused.
  worker.say({ ...request, id: 8 });
  worker.say({ ...request, id: 8 });
  await worker.until(() => worker.sent.find(({ id, result: answer }) => id === 8 && answer !== undefined));
  assert.deepEqual(
    worker.refused().map(({ id }) => id),
    [...none.slice(1).map(() => null), 2, 8],
  );
  const textDocument = { uri: 'file:///nowhere/a.yaml', languageId: 'yaml', version: 1, text: statefulSet };
  worker.say({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } });
  const symbols = await worker.ask(9, 'textDocument/documentSymbol', { textDocument });
  assert.match(JSON.stringify(symbols.result), /"web"/);
});

test('in a browser the end of the session is the end of the worker', { timeout: patienceMs }, async () => {
  const closed = new Promise((resolve) => worker.process.once('disconnect', resolve));
  await worker.ask(10, 'shutdown', undefined);
  worker.say({ jsonrpc: '2.0', method: 'exit' });
  await closed;
});
