import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { SourceText } from '../server/src/text/sourceText.ts';
import { measureAsync, passingTime, type Timing } from './measure.ts';
import { type Action, type Edit, hoverDistance, type Sample, shownCharacters, typist } from './samples.ts';

const script = path.join(import.meta.dirname, '../server/bin/statefulset-language-server.js');
// A folder that is not there: no file beside the open one.
const uri = pathToFileURL(path.join(import.meta.dirname, 'nowhere/bench.yaml')).href;

/** The built server as an editor has it: a process of its own that is talked to over its standard streams. */
export class ServerProcess {
  private readonly child = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  private readonly connection: MessageConnection;
  private published = -1;
  private waiting: { version: number; resolve: () => void } | undefined;
  private version = 0;

  constructor() {
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onNotification('textDocument/publishDiagnostics', ({ version }: { version: number }) => {
      this.published = version;
      if (this.waiting && version >= this.waiting.version) this.waiting.resolve();
    });
    this.connection.listen();
  }

  async start(): Promise<void> {
    const hierarchical = { documentSymbol: { hierarchicalDocumentSymbolSupport: true } };
    const completionItem = { snippetSupport: true, documentationFormat: ['markdown'] };
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: { textDocument: { ...hierarchical, completion: { completionItem } } },
    });
    await this.connection.sendNotification('initialized', {});
  }

  /** From key to answer, both ends of the connection included. */
  async measure(sample: Sample, action: Action): Promise<Timing> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: ++this.version, text: sample.text },
    });
    await this.diagnostics();
    const timing = await this.type(sample, action);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    return timing;
  }

  private type(sample: Sample, action: Action): Promise<Timing> {
    // Edits lie in one place, so positions there can be counted in the text with the key and without.
    const { offset, text } = sample;
    const grown = new SourceText(text.slice(0, offset) + action.before + action.key + text.slice(offset));
    const position = (at: number) => grown.positionAt(at);
    const typing = typist(sample, action, (edit) => this.change(edit, position));
    const textDocument = { uri };
    const hovered = position(offset - hoverDistance);
    const shown = { start: position(Math.max(0, offset - shownCharacters)), end: position(offset + shownCharacters) };
    const ask = {
      diagnostics: () => this.diagnostics(),
      completion: (cursor: number) =>
        this.connection.sendRequest('textDocument/completion', { textDocument, position: position(cursor) }),
      hover: () => this.connection.sendRequest('textDocument/hover', { textDocument, position: hovered }),
      symbols: () => this.connection.sendRequest('textDocument/documentSymbol', { textDocument }),
      'inlay hints': () => this.connection.sendRequest('textDocument/inlayHint', { textDocument, range: shown }),
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
