import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import type { AnalysisHost } from '../analysis/analysisHost.ts';
import type { OpenFile } from '../analysis/snapshot.ts';
import { Cancelled } from '../base/cancellation.ts';
import { limits } from '../base/limits.ts';
import { normalizeUri } from '../base/uri.ts';
import type { Runtime } from '../runtime/ports.ts';
import { mergedEdit } from './mergedEdit.ts';
import { Slicer } from './slicer.ts';
import type { Texts } from './texts.ts';

/**
 * The documents that the client holds open. Keeps the analysis host in step with them; knows which spelling of a URI the
 * client uses for a file that others name otherwise.
 */
export class Documents {
  private readonly host: AnalysisHost;
  private readonly texts: Texts;
  private readonly runtime: Pick<Runtime, 'clock' | 'timers'>;
  /** By normalized URI. */
  private readonly open = new Map<string, { uri: string; languageId: string }>();
  /** Documents whose text is being read, by URI. */
  private readonly reading = new Map<string, OpenReading>();

  constructor(host: AnalysisHost, texts: Texts, runtime: Pick<Runtime, 'clock' | 'timers'>) {
    this.host = host;
    this.texts = texts;
    this.runtime = runtime;
  }

  /**
   * Takes in a document: at once, or a long text in turns with what else comes in. Then it is false where the document was
   * closed or opened anew meanwhile.
   */
  didOpen(document: TextDocumentItem): true | Promise<boolean> {
    const { uri, languageId, version, text } = document;
    this.open.set(normalizeUri(uri), { uri, languageId });
    this.reading.delete(uri);
    // What is open already was read before, and is compared with what comes.
    if (text.length > longText && !this.host.openFile(uri)) return this.read(document);
    this.host.open(uri, version, text);
    return true;
  }

  /** Takes in changes, each in positions of the text that the one before it left. False for a document never opened. */
  didChange(given: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    const uri = this.spelling(given);
    const reading = this.reading.get(uri);
    if (reading) {
      reading.changes.push({ version, changes });
      return true;
    }
    const file = this.host.openFile(uri);
    if (!file) return false;
    this.host.edit(uri, version, [mergedEdit(file.text, changes, (text) => this.texts.in(text))]);
    return true;
  }

  /** The last text counts until it is known what the disk holds. False for a document never opened. */
  didClose(given: string): boolean {
    const uri = this.spelling(given);
    const file = this.host.openFile(uri);
    this.open.delete(normalizeUri(uri));
    this.texts.forget(uri);
    if (this.reading.delete(uri)) return true;
    if (!file) return false;
    // A text that was too long while it was open is not read now, either.
    const isKept = !uri.startsWith('untitled:') && file.text.length <= limits.fileCharacters;
    this.host.close(uri, isKept ? file.text.text : undefined);
    return true;
  }

  /**
   * Settled once the text of a document has been read; undefined where it is not being read. `Cancelled` where the text
   * changed after this was asked: then nobody can say what an answer would be about.
   */
  whenRead(uri: string): Promise<void> | undefined {
    if (this.reading.size === 0) return undefined;
    const reading = this.reading.get(this.spelling(uri));
    if (!reading) return undefined;
    const { length } = reading.changes;
    return reading.isRead.then(() => {
      if (reading.changes.length !== length) throw new Cancelled();
    });
  }

  /** Settled once no text is being read any more. */
  async whenAllRead(): Promise<void> {
    while (this.reading.size > 0) await Promise.all(Array.from(this.reading.values(), ({ isRead }) => isRead));
  }

  /** The open file, or undefined. */
  get(uri: string): OpenFile | undefined {
    return this.host.openFile(uri);
  }

  /** Whether the client holds this file open, however it spells its URI. */
  has(uri: string): boolean {
    return this.open.has(normalizeUri(uri));
  }

  /** The URI as the client spells it where the file is open, else as given. */
  spelling(uri: string): string {
    return this.open.get(normalizeUri(uri))?.uri ?? uri;
  }

  private read(document: TextDocumentItem): Promise<boolean> {
    const reading: OpenReading = { changes: [], isRead: Promise.resolve() };
    const read = this.readInTurns(document, reading);
    reading.isRead = read.then(
      () => undefined,
      () => undefined,
    );
    return read;
  }

  private async readInTurns({ uri, version, text }: TextDocumentItem, reading: OpenReading): Promise<boolean> {
    this.reading.set(uri, reading);
    const slicer = new Slicer(this.runtime);
    try {
      for (const _step of this.host.openInSteps(uri, version, text)) {
        await slicer.turn();
        if (this.reading.get(uri) !== reading) return false;
      }
    } finally {
      if (this.reading.get(uri) === reading) this.reading.delete(uri);
    }
    for (const change of reading.changes) this.didChange(uri, change.version, change.changes);
    return true;
  }

  /** `yaml`, `json`, …: what the client calls the file's language; '' for files that are not open. */
  languageOf(uri: string): string {
    return this.open.get(normalizeUri(uri))?.languageId ?? '';
  }
}

/** A text that is being read. */
interface OpenReading {
  /** What the client changed in it meanwhile. */
  readonly changes: { readonly version: number; readonly changes: readonly TextDocumentContentChangeEvent[] }[];
  /** Settled once that is over, however it ended. */
  isRead: Promise<void>;
}

/** A text of more characters is read in turns: it takes longer than one. */
const longText = 100_000;
