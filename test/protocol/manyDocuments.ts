import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ClientCapabilities, PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';
import { LspClient, pullCapabilities } from '../support/lspClient.ts';
import { statefulSet } from '../support/manifests.ts';
import { processorMs } from '../support/processorTime.ts';

/** A client that holds thousands of documents open. Measures are of work (ms of processor time), not of waiting. */
export class ManyDocuments {
  private readonly client: LspClient;
  private version = 1;

  private readonly isPulling: boolean;

  private constructor(client: LspClient, isPulling: boolean) {
    this.client = client;
    this.isPulling = isPulling;
  }

  static async start(capabilities: ClientCapabilities = pullCapabilities): Promise<ManyDocuments> {
    const client = await LspClient.inProcess({ capabilities }).start();
    return new ManyDocuments(client, capabilities === pullCapabilities);
  }

  async open(from: number, count: number): Promise<number> {
    const startMs = processorMs();
    for (let at = from; at < from + count; at++) {
      const text = statefulSet.replaceAll('web', `web-${at}`);
      const textDocument = { uri: uriOf(at), languageId: 'yaml', version: 1, text };
      await this.client.notify('textDocument/didOpen', { textDocument });
      // Now and then an answer is waited for, so that none comes so late on a slow machine that it counts as lost.
      if (at % 100 === 0) await this.settle(at);
    }
    await this.settle(from + count - 1);
    return Math.round(processorMs() - startMs);
  }

  /** Edits a document 200 times, and asks for an answer each time. */
  async edit(at: number): Promise<number> {
    const uri = uriOf(at);
    const start = { line: 0, character: 0 };
    const startMs = processorMs();
    for (let step = 0; step < 200; step++) {
      const contentChanges = [{ range: { start, end: start }, text: '# more\n' }];
      await this.client.notify('textDocument/didChange', {
        textDocument: { uri, version: ++this.version },
        contentChanges,
      });
      await this.settle(at);
    }
    return Math.round(processorMs() - startMs);
  }

  async close(from: number, count: number): Promise<void> {
    for (let at = from; at < from + count; at++) {
      await this.client.notify('textDocument/didClose', { textDocument: { uri: uriOf(at) } });
      if (at % 100 === 0) await this.client.request('workspace/symbol', { query: 'nothing' });
    }
    assert.deepEqual(await this.client.request('workspace/symbol', { query: 'web' }), []);
    this.client.forget();
  }

  /** URIs of the documents that diagnostics were sent for since this was asked before. */
  takePublished(): Set<string> {
    const told = this.client.received.filter(({ method }) => method === 'textDocument/publishDiagnostics');
    this.client.forget();
    return new Set(told.map(({ params }) => (params as PublishDiagnosticsParams).uri));
  }

  /** Settled once the diagnostics of that many documents were sent. */
  untilPublished(count: number): Promise<void> {
    const uris = new Set<string>();
    const { received } = this.client;
    let read = 0;
    return this.client.until('diagnostics', () => {
      for (; read < received.length; read++) {
        const { method, params } = received[read]!;
        if (method === 'textDocument/publishDiagnostics') uris.add((params as PublishDiagnosticsParams).uri);
      }
      return uris.size >= count;
    });
  }

  /** A document has been answered for, with all that came before it. */
  private async settle(at: number): Promise<void> {
    const textDocument = { uri: uriOf(at) };
    if (this.isPulling) await this.client.request('textDocument/diagnostic', { textDocument });
    else await this.client.request('textDocument/documentSymbol', { textDocument });
  }

  async stop(): Promise<void> {
    await this.client.stop();
    this.client.connection.dispose();
  }
}

function uriOf(at: number): string {
  return `untitled:document-${at}.yaml`;
}

/** Bytes in use once what nobody holds is gone. */
export function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
