import type { OpenFile, Snapshot } from '../analysis/snapshot.ts';
import { neverCancelled, throwIfCancelled } from '../base/cancellation.ts';
import { normalizeUri } from '../base/uri.ts';
import type { Cancel, Runtime } from '../runtime/ports.ts';
import { SourceText } from '../text/sourceText.ts';
import { YamlStream } from '../yaml/stream.ts';
import { type Checker, type CheckResult, isSameResult, type Turns } from './checker.ts';
import { type Dispatcher, whileWanted } from './dispatch.ts';
import { firstAnswer } from './firstAnswer.ts';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from './languageServer.ts';
import { Slicer } from './slicer.ts';

/** What a client was told about a file. */
interface Told {
  readonly resultId: string;
  /** The diagnostics, to compare. */
  readonly json: string;
  /** For open files: what it was made from. */
  readonly result?: CheckResult;
  /** For closed files: what the answer depends on beside the file's text. */
  readonly inputs?: Inputs;
}

interface Inputs {
  readonly isComplete: boolean;
  readonly settings: unknown;
  readonly platform: string | undefined;
  readonly reads: ReadonlyMap<string, number>;
}

interface Parts {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly dispatcher: Dispatcher;
  readonly checker: Checker;
  /** Files that hold Kubernetes objects. */
  readonly manifestFiles: () => Iterable<string>;
  /** Settled once all files of the workspace have been read. */
  readonly whenIndexed: () => Promise<void>;
  readonly canRefresh: boolean;
}

/** Results of closed files are sent in portions of this many. */
const portion = 50;

/**
 * Answers clients that ask for diagnostics, of a document or of the whole workspace. A result has an id, and a client
 * that still has the result gets "unchanged". When something changes that the client cannot know of, it is asked to ask
 * again.
 */
export class PullDiagnostics {
  private readonly parts: Parts;
  private readonly told = new Map<string, Told>();
  private lastId = 0;
  private whenReady: Promise<void>;
  private markReady = (): void => {};
  private planned: Cancel | undefined;
  private mustRefresh = false;
  private readonly answered: () => void;

  constructor(parts: Parts) {
    this.parts = parts;
    this.answered = firstAnswer(parts.runtime);
    this.whenReady = new Promise((resolve) => {
      this.markReady = resolve;
    });
  }

  /** Begins to answer: called once the settings are known. */
  release(): void {
    this.markReady();
  }

  /** A file was edited: files that are open beside it may have other diagnostics now. */
  fileChanged(_uri: string): void {
    this.planRefresh();
  }

  /** Something else changed that files are checked against. */
  workspaceChanged(): void {
    this.mustRefresh = true;
    this.planRefresh();
  }

  /** A file was closed: what is known of it came from its open text. */
  fileClosed(uri: string): void {
    this.forget(uri);
    this.workspaceChanged();
  }

  /** What is known of a file is out of date: it changed on disk. */
  forget(uri: string): void {
    this.told.delete(normalizeUri(uri));
  }

  /** `textDocument/diagnostic`; a file that is not open is read from disk. */
  async document(
    { textDocument, previousResultId }: DocumentDiagnosticParams,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    await whileWanted(this.whenReady, token);
    const { documents } = this.parts.checker.tools;
    const uri = documents.spelling(textDocument.uri);
    const read = documents.whenRead(uri);
    if (read) await whileWanted(read, token);
    const open = this.parts.checker.snapshot().file(uri);
    const turns = { slicer: new Slicer(this.parts.runtime), token };
    const told = open ? await this.tellOpen(uri, turns) : await this.tellClosed(uri, turns);
    this.answered();
    throwIfCancelled(token);
    if (!told) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    if (told.resultId === previousResultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: told.resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: told.resultId, items: itemsOf(told) };
  }

  /**
   * `workspace/diagnostic`: open files, and closed ones that hold Kubernetes objects. Files in which nothing is wrong and
   * nothing was are left out.
   */
  async workspace(
    { previousResultIds }: WorkspaceDiagnosticParams,
    { token, send }: { token: CancellationToken; send: ((part: WorkspaceDiagnosticReport) => void) | undefined },
  ): Promise<WorkspaceDiagnosticReport> {
    await whileWanted(this.whenReady, token);
    await whileWanted(this.parts.whenIndexed(), token);
    await whileWanted(this.parts.checker.tools.documents.whenAllRead(), token);
    const previous = new Map(previousResultIds.map(({ uri, value }) => [normalizeUri(uri), value]));
    const slicer = new Slicer(this.parts.runtime);
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    const seen = new Set<string>();
    for (const uri of this.allFiles()) {
      await slicer.turn();
      throwIfCancelled(token);
      const key = normalizeUri(uri);
      if (seen.has(key)) continue;
      seen.add(key);
      const open = this.parts.checker.snapshot().file(uri);
      const told = open ? await this.tellOpen(uri, { slicer, token }) : await this.tellClosed(uri, { slicer, token });
      const item =
        told && report({ uri, version: told.result?.file.version ?? null, told, previous: previous.get(key) });
      if (item) items.push(item);
      if (send && items.length >= portion) {
        send({ items });
        items = [];
      }
    }
    // Files that went away since the client last asked.
    for (const { uri } of previousResultIds) {
      if (!seen.has(normalizeUri(uri))) items.push({ kind: 'full', uri, version: null, items: [] });
    }
    throwIfCancelled(token);
    return { items };
  }

  private *allFiles(): Generator<string> {
    for (const file of this.parts.checker.snapshot().openFiles()) yield file.uri;
    yield* [...this.parts.manifestFiles()];
  }

  private async tellOpen(uri: string, turns: Turns): Promise<Told> {
    const { checker } = this.parts;
    const checked = () => checker.inTurns((snapshot) => snapshot.file(uri), turns);
    let { file, found } = await checked();
    const old = this.told.get(normalizeUri(uri));
    if (old && isSameResult(old.result, file, found)) return old;
    const missing = checker.missing(found);
    if (missing.length > 0) {
      await checker.tools.texts.load(missing);
      ({ file, found } = await checked());
    }
    const result = checker.result(file, found);
    const json = old?.result && areSame(old.result.diagnostics, result.diagnostics) ? old.json : undefined;
    return this.remember(uri, { json: json ?? JSON.stringify(result.diagnostics), result });
  }

  private async tellClosed(uri: string, turns: Turns): Promise<Told | undefined> {
    const { checker, runtime } = this.parts;
    const old = this.told.get(normalizeUri(uri));
    if (old?.inputs && isCurrent(old.inputs, checker.snapshot())) return old;
    const content = await runtime.files.read(uri);
    if (content.state !== 'read') return undefined;
    const text = new SourceText(content.text);
    const file: OpenFile = { uri, version: 0, text, stream: YamlStream.parse(text) };
    const checked = () => checker.inTurns(() => file, turns);
    const missing = checker.missing((await checked()).found);
    if (missing.length > 0) await checker.tools.texts.load(missing);
    const { diagnostics } = checker.result(file, (await checked()).found);
    return this.remember(uri, { json: JSON.stringify(diagnostics), inputs: inputsOf(checker.snapshot(), file) });
  }

  private remember(uri: string, now: Omit<Told, 'resultId'>): Told {
    const key = normalizeUri(uri);
    const old = this.told.get(key);
    const told = { ...now, resultId: old?.json === now.json ? old.resultId : `${++this.lastId}` };
    this.told.set(key, told);
    return told;
  }

  /** Whether an open file has other problems than the client was told. */
  private async hasOtherNews(): Promise<boolean> {
    const { checker, runtime } = this.parts;
    const turns = { slicer: new Slicer(runtime), token: neverCancelled };
    for (const file of checker.takeAffected()) {
      await turns.slicer.turn();
      const old = this.told.get(normalizeUri(file.uri))?.result;
      // A file that the client edited itself will be asked for without being told so.
      if (old?.file !== file) continue;
      const { found } = await checker.inTurns(() => file, turns);
      if (!isSameResult(old, file, found)) return true;
    }
    return false;
  }

  private planRefresh(): void {
    if (!this.parts.canRefresh || this.planned) return;
    this.planned = this.parts.runtime.timers.soon(() => {
      this.planned = undefined;
      this.parts.dispatcher.notify('diagnostics', async () => {
        if (!this.mustRefresh && !(await this.hasOtherNews())) return;
        this.mustRefresh = false;
        await this.parts.connection.languages.diagnostics.refresh();
      });
    });
  }
}

/** Whether two lists hold the same objects; most edits leave all diagnostics what and where they are. */
function areSame(old: readonly Diagnostic[], now: readonly Diagnostic[]): boolean {
  return old.length === now.length && now.every((diagnostic, at) => diagnostic === old[at]);
}

/** Diagnostics are kept as text once told: that is what is compared, and what most clients never ask for again. */
function itemsOf({ json, result }: Told): Diagnostic[] {
  return result ? [...result.diagnostics] : (JSON.parse(json) as Diagnostic[]);
}

function inputsOf(snapshot: Snapshot, file: OpenFile): Inputs {
  const { settings, platform, workspace } = snapshot;
  return { settings, platform, isComplete: workspace.isComplete, reads: snapshot.readsOf(file) };
}

function isCurrent({ isComplete, settings, platform, reads }: Inputs, snapshot: Snapshot): boolean {
  if (snapshot.settings !== settings || snapshot.platform !== platform) return false;
  if (snapshot.workspace.isComplete !== isComplete) return false;
  for (const [kind, revision] of reads) if (snapshot.revisionOf(kind) !== revision) return false;
  return true;
}

function report(about: {
  uri: string;
  version: number | null;
  told: Told;
  previous: string | undefined;
}): WorkspaceDocumentDiagnosticReport | undefined {
  const { uri, version, told, previous } = about;
  const { resultId } = told;
  if (previous === resultId) {
    return told.json === '[]' ? undefined : { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId };
  }
  if (previous === undefined && told.json === '[]' && version === null) return undefined;
  return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: itemsOf(told) };
}
