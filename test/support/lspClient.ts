import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { createConnection as createServerConnection, type WatchDog } from 'vscode-languageserver';
import {
  createProtocolConnection as createServerProtocol,
  StreamMessageReader as ServerReader,
  StreamMessageWriter as ServerWriter,
} from 'vscode-languageserver/node';
import {
  type CancellationToken,
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type MessageConnection,
  type Position,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { serve } from '../../server/src/lsp/server.ts';
import { nodeRuntime } from '../../server/src/node/runtime.ts';
import type { Runtime } from '../../server/src/runtime/ports.ts';
import { applyEdits } from './edits.ts';
import { patienceMs } from './patience.ts';

/** What VS Code can do, in short: everything that the server makes a difference for. */
export const fullCapabilities: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
  },
  window: { workDoneProgress: true },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        insertTextModeSupport: { valueSet: [1, 2] },
        tagSupport: { valueSet: [1] },
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    foldingRange: { lineFoldingOnly: true },
  },
};

/** The same client, asking for diagnostics instead of being sent them. */
export const pullCapabilities: ClientCapabilities = {
  ...fullCapabilities,
  textDocument: { ...fullCapabilities.textDocument, diagnostic: { relatedDocumentSupport: false } },
};

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** URIs of the workspace's folders. */
  readonly folders?: readonly string[];
  readonly initializationOptions?: unknown;
  /** What `workspace/configuration` answers, by section; may be changed later through `client.configuration`. */
  readonly configuration?: Record<string, unknown>;
  readonly processId?: number;
  /** Parts of the server's surroundings that a test replaces. */
  readonly runtime?: Partial<Runtime>;
  /** The command that `spawn` starts; absent: the server from its source. */
  readonly command?: readonly [string, ...string[]];
}

interface Received {
  readonly method: string;
  readonly params: unknown;
}

/**
 * The editor's side of a session, for tests: keeps what the server sends, waits for what it will send, and answers its
 * questions. Nothing here sleeps; what does not come within the deadline fails the test and names what was waited for.
 */
export class LspClient {
  readonly connection: MessageConnection;
  /** Every notification and request of the server, in order. */
  readonly received: Received[] = [];
  readonly registrations = new Map<string, Registration>();
  configuration: Record<string, unknown>;
  /** Methods of the server's requests that are never answered. */
  readonly silent = new Set<string>();
  /** Methods of the server's requests that are answered with an error. */
  readonly refused = new Set<string>();
  /** Answers to requests of the server, by method. */
  readonly answers = new Map<string, (params: unknown) => unknown>();
  /** Status with which an in-process server would have ended its process. */
  exitStatus: number | undefined;
  result!: InitializeResult;
  private readonly texts = new Map<string, { version: number; text: string }>();
  private readonly waiting = new Set<() => void>();
  private readonly options: ClientOptions;

  private constructor(connection: MessageConnection, options: ClientOptions) {
    this.connection = connection;
    this.options = options;
    this.configuration = options.configuration ?? {};
    this.listen();
  }

  /** A session with a server in this process: the real wiring over two streams. */
  static inProcess(options: ClientOptions = {}): LspClient {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const watchDog: WatchDog = {
      shutdownReceived: false,
      initialize: () => {},
      exit: (status) => {
        client.exitStatus = status;
        client.wake();
      },
    };
    const server = createServerConnection(
      (logger) => createServerProtocol(new ServerReader(toServer), new ServerWriter(toClient), logger),
      watchDog,
    );
    serve(server, { ...nodeRuntime, ...options.runtime }, 'test');
    server.listen();
    const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    const client = new LspClient(connection, options);
    return client;
  }

  /** A session with a server process of its own over standard input and output. */
  static spawn(options: ClientOptions = {}): { client: LspClient; process: ChildProcess } {
    const main = path.join(import.meta.dirname, '../../server/src/node/main.ts');
    const [command, ...args] = options.command ?? [process.execPath, main, '--stdio'];
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    return { client: new LspClient(connection, options), process: child };
  }

  /** `initialize` and `initialized`. */
  async start(): Promise<this> {
    const { capabilities = fullCapabilities, folders, initializationOptions, processId } = this.options;
    const params: InitializeParams = {
      processId: processId ?? null,
      rootUri: folders?.[0] ?? null,
      workspaceFolders: folders ? folders.map((uri) => ({ uri, name: uri })) : null,
      capabilities,
      initializationOptions,
    };
    this.result = await this.request<InitializeResult>('initialize', params);
    await this.notify('initialized', {});
    return this;
  }

  /** `shutdown` and `exit`. */
  async stop(): Promise<void> {
    await this.request('shutdown', undefined);
    await this.notify('exit', undefined);
  }

  request<R>(method: string, params: unknown, token?: CancellationToken): Promise<R> {
    const answer = token
      ? this.connection.sendRequest<R>(method, params, token)
      : this.connection.sendRequest<R>(method, params);
    return withDeadline(answer, `an answer to ${method}`);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  async open(uri: string, text: string, languageId = 'yaml'): Promise<void> {
    this.texts.set(uri, { version: 1, text });
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Replaces the first occurrence of `old` by an incremental change; returns the new version. */
  async replace(uri: string, old: string, newText: string): Promise<number> {
    const { text } = this.document(uri);
    const start = text.indexOf(old);
    assert.ok(start >= 0, `"${old}" stands in ${uri}`);
    return this.change(uri, [
      { range: { start: positionAt(text, start), end: positionAt(text, start + old.length) }, newText },
    ]);
  }

  /** Sends edits as one change, each in positions of the text before it. */
  async change(uri: string, edits: readonly TextEdit[]): Promise<number> {
    const document = this.document(uri);
    let { text } = document;
    for (const edit of edits) text = applyTextEdits(text, [edit]);
    const version = document.version + 1;
    this.texts.set(uri, { version, text });
    await this.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: edits.map(({ range, newText }) => ({ range, text: newText })),
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    this.texts.delete(uri);
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** The text as the client holds it. */
  text(uri: string): string {
    return this.document(uri).text;
  }

  /** Where `marker` stands in an open document; `delta` characters further on. */
  position(uri: string, marker: string, delta = 0): Position {
    const { text } = this.document(uri);
    const at = text.indexOf(marker);
    assert.ok(at >= 0, `"${marker}" stands in ${uri}`);
    return positionAt(text, at + delta);
  }

  /** The first message of the method that fits, those that have come already included. */
  async waitFor<P>(method: string, fits: (params: P) => boolean = () => true): Promise<P> {
    const find = () => this.received.find((each) => each.method === method && fits(each.params as P));
    const found = await withDeadline(
      new Promise<Received>((resolve) => {
        const look = () => {
          const message = find();
          if (!message) return;
          this.waiting.delete(look);
          resolve(message);
        };
        this.waiting.add(look);
        look();
      }),
      () => `${method}; ${this.describe(method)}`,
    );
    return found.params as P;
  }

  /** Settled once a condition on what was received holds. */
  async until(what: string, holds: () => boolean): Promise<void> {
    await withDeadline(
      new Promise<void>((resolve) => {
        const look = () => {
          if (!holds()) return;
          this.waiting.delete(look);
          resolve();
        };
        this.waiting.add(look);
        look();
      }),
      what,
    );
  }

  /** The published diagnostics of a file, once there are some that fit. */
  async diagnostics(
    uri: string,
    fits: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<readonly Diagnostic[]> {
    const params = await this.waitFor<PublishDiagnosticsParams>(
      'textDocument/publishDiagnostics',
      (each) => each.uri === uri && fits(each),
    );
    return params.diagnostics;
  }

  /** Settled once the workspace has been read. */
  async indexed(): Promise<void> {
    await this.waitFor<{ index: { state: string } }>('statefulset/status', ({ index }) => index.state === 'ready');
  }

  /** Forgets what was received, so that the next wait is for something new. */
  forget(): void {
    this.received.length = 0;
  }

  private document(uri: string): { version: number; text: string } {
    const document = this.texts.get(uri);
    assert.ok(document, `${uri} is open`);
    return document;
  }

  private describe(method: string): string {
    const same = this.received.filter((each) => each.method === method).slice(-3);
    return `received so far: ${JSON.stringify(same).slice(0, 2000)}`;
  }

  private wake(): void {
    for (const look of [...this.waiting]) look();
  }

  private listen(): void {
    const { connection } = this;
    const keep = (method: string, params: unknown) => {
      this.received.push({ method, params });
      this.wake();
    };
    connection.onNotification((method, params) => keep(method, params));
    connection.onUnhandledProgress((params) => keep('$/progress', params));
    connection.onRequest((method, params) => {
      keep(method, params);
      if (this.refused.has(method)) throw new Error('not here');
      return this.silent.has(method) ? new Promise(() => {}) : this.answer(method, params);
    });
    connection.listen();
  }

  private answer(method: string, params: unknown): unknown {
    const given = this.answers.get(method);
    if (given) return given(params);
    if (method === 'workspace/configuration') {
      const { items } = params as { items: { section: string }[] };
      return items.map(({ section }) => this.configuration[section] ?? null);
    }
    if (method === 'client/registerCapability') {
      for (const each of (params as { registrations: Registration[] }).registrations) {
        this.registrations.set(each.method, each);
      }
      this.wake();
    }
    if (method === 'client/unregisterCapability') {
      for (const each of (params as { unregisterations: Registration[] }).unregisterations) {
        this.registrations.delete(each.method);
      }
      this.wake();
    }
    return null;
  }
}

/** The text after edits that all count in the text before. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const offsets = edits.map(({ range: { start, end }, newText }) => {
    return { start: offsetAt(text, start), end: offsetAt(text, end), newText };
  });
  return applyEdits(text, offsets);
}

/** Position of an offset, lines ended by `\n`. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  return { line, character: offset - (before.lastIndexOf('\n') + 1) };
}

/** The text that a range covers. */
export function textIn(text: string, { start, end }: Range): string {
  return text.slice(offsetAt(text, start), offsetAt(text, end));
}

function offsetAt(text: string, { line, character }: Position): number {
  let start = 0;
  for (let at = 0; at < line; at++) start = text.indexOf('\n', start) + 1;
  return start + character;
}

async function withDeadline<T>(promise: Promise<T>, what: string | (() => string)): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const described = typeof what === 'string' ? what : what();
      reject(new Error(`waited ${patienceMs} ms for ${described}`));
    }, patienceMs);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
