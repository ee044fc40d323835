import { type ChildProcessByStdio, spawn } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { SourceText } from '../server/src/text/sourceText.ts';
import { measureAsync, passingTime, type Timing } from './measure.ts';
import { type Action, type Edit, hoverDistance, offsetOf, type Sample, shownCharacters, typist } from './samples.ts';

interface Status {
  readonly index: { readonly state: string };
  readonly objects: number;
}

const script = path.join(import.meta.dirname, '../server/bin/statefulset-language-server.js');
// A folder that is not there: no file beside the open one.
const uri = pathToFileURL(path.join(import.meta.dirname, 'nowhere/bench.yaml')).href;
const besideUri = uri.replace('bench.yaml', 'beside.yaml');

/** A server as an editor has it: a process of its own that is talked to over its standard streams. */
export class ServerProcess {
  /** By method, what it answered last. */
  readonly answers: Record<string, unknown> = {};
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly connection: MessageConnection;
  private published = -1;
  private waiting: { version: number; resolve: () => void } | undefined;
  private version = 0;

  /** Starts our built server, or another one's script. */
  constructor(file = script) {
    this.child = spawn(process.execPath, [file, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onRequest('client/registerCapability', () => null);
    const published = 'textDocument/publishDiagnostics';
    this.connection.onNotification(published, (params: { version?: number }) => {
      const { version } = params;
      // What takes a closed file's diagnostics away is no answer to an edit.
      if (version === undefined) return;
      this.answers[published] = params;
      this.published = Math.max(this.published, version);
      if (this.waiting && version >= this.waiting.version) this.waiting.resolve();
    });
    this.connection.listen();
  }

  /** `folder` is the workspace; none if absent. */
  async start(folder?: string): Promise<void> {
    const hierarchical = { documentSymbol: { hierarchicalDocumentSymbolSupport: true } };
    const completionItem = { snippetSupport: true, documentationFormat: ['markdown'] };
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: 'bench' }],
      capabilities: { textDocument: { ...hierarchical, completion: { completionItem } } },
    });
    await this.connection.sendNotification('initialized', {});
  }

  /** Number of objects, once all files of the folder have been read. */
  indexed(): Promise<number> {
    return new Promise((resolve) => {
      this.connection.onNotification('statefulset/status', ({ index, objects }: Status) => {
        if (index.state === 'ready') resolve(objects);
      });
    });
  }

  async open(file: string, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: file, languageId: 'yaml', version: ++this.version, text },
    });
    await this.diagnostics();
  }

  private async close(file: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: file } });
  }

  /** Over the kind of the first object. */
  async hover(file: string): Promise<void> {
    await this.request('textDocument/hover', { textDocument: { uri: file }, position: { line: 1, character: 1 } });
  }

  /** Tells a server that only passes answers on which ones. */
  async giveAnswers(answers: Readonly<Record<string, unknown>>): Promise<void> {
    await this.connection.sendNotification('bench/answers', answers);
  }

  /** From key to answer, both ends of the connection included. */
  async measure(sample: Sample, action: Action): Promise<Timing> {
    if (sample.beside !== undefined) await this.open(besideUri, sample.beside);
    await this.open(uri, sample.text);
    const timing = await this.type(sample, action);
    await this.close(uri);
    if (sample.beside !== undefined) await this.close(besideUri);
    return timing;
  }

  private type(sample: Sample, action: Action): Promise<Timing> {
    // Edits lie in one place, so positions there can be counted in the text with the key and without.
    const { text } = sample;
    const offset = offsetOf(sample, action);
    const grown = new SourceText(text.slice(0, offset) + action.before + action.key + text.slice(offset));
    const position = (at: number) => grown.positionAt(at);
    const typing = typist(sample, action, (edit) => this.change(edit, position));
    const textDocument = { uri };
    const hovered = position(offset - hoverDistance);
    const shown = { start: position(Math.max(0, offset - shownCharacters)), end: position(offset + shownCharacters) };
    const ask = {
      diagnostics: () => this.diagnostics(),
      completion: (cursor: number) =>
        this.request('textDocument/completion', { textDocument, position: position(cursor) }),
      hover: () => this.request('textDocument/hover', { textDocument, position: hovered }),
      symbols: () => this.request('textDocument/documentSymbol', { textDocument }),
      'inlay hints': () => this.request('textDocument/inlayHint', { textDocument, range: shown }),
    }[action.question];
    return measureAsync(
      () => ask(typing.key()),
      { budgetMs: 700, watch: passingTime },
      () => this.diagnostics(),
    );
  }

  async stop(): Promise<void> {
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await exited;
    this.connection.dispose();
  }

  private async request(method: string, params: object): Promise<void> {
    this.answers[method] = await this.connection.sendRequest(method, params);
  }

  private change({ start, end, newText }: Edit, position: (offset: number) => object): void {
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges: [{ range: { start: position(start), end: position(end) }, text: newText }],
    });
  }

  /** Resolves once the diagnostics of the newest text are here. */
  private diagnostics(): Promise<void> {
    const { version } = this;
    if (this.published >= version) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting = { version, resolve };
    });
  }
}
