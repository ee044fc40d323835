import { limits } from '../base/limits.ts';
import { finish, type Steps } from '../base/steps.ts';
import type { ClusterFacts } from '../cluster/facts.ts';
import type { Rule } from '../rules/rule.ts';
import { guessPlatform, type PlatformGuess } from '../storage/guessPlatform.ts';
import { SourceText, type TextEdit } from '../text/sourceText.ts';
import { LikeDocuments } from '../yaml/likeDocuments.ts';
import { YamlStream } from '../yaml/stream.ts';
import { FileChecks } from './fileChecks.ts';
import { entryInSteps, entryOfText, entryToKeep, type FileEntry } from './fileEntries.ts';
import { OpenFiles } from './openFiles.ts';
import { SameTexts } from './sameTexts.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { type FolderSettings, type OpenFile, Snapshot } from './snapshot.ts';
import { WorkspaceIndex } from './workspaceIndex.ts';
import type { ObjectSummary } from './workspaceView.ts';

/** The only mutable object: takes in edits, files and settings, and hands out snapshots. */
export class AnalysisHost {
  private revision = 0;
  private settings: Settings = defaultSettings;
  private folders: readonly FolderSettings[] = [];
  private files = OpenFiles.none;
  private readonly index = new WorkspaceIndex();
  private readonly checks = new FileChecks();
  private readonly rules: readonly Rule[];
  private current: Snapshot | undefined;
  /** Revision of the index of which it is known which open files it touched. */
  private indexRevision = 0;
  private lastPlatform: string | undefined;
  private readonly like = new LikeDocuments();
  private readonly sameTexts = new SameTexts(this.like);
  private isLeftOut: (uri: string) => boolean = () => false;

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
  }

  /** Everything as it is now. The same object until something changes. */
  snapshot(): Snapshot {
    if (!this.current) {
      const { settings, index, rules, checks } = this;
      const inputs = { settings, platformGuess: this.guess(), index, rules, checks, folders: this.folders };
      this.current = new Snapshot(this.revision, this.files, inputs);
    }
    return this.current;
  }

  /** Settings for files of some folders (the innermost one counts), and for all others. */
  configure(settings: Settings, folders: readonly FolderSettings[] = []): void {
    this.settings = settings;
    this.folders = folders;
    this.checks.allChanged();
    this.changed();
  }

  /** An editor opened a file, or sent its whole text anew. */
  open(uri: string, version: number, content: string): void {
    const text = new SourceText(content);
    this.setOpen({ uri, version, text, stream: openStream(text, () => YamlStream.parse(text)) });
  }

  /** The same for a long text, so that others have their turn meanwhile. Before the last step it is not open. */
  *openInSteps(uri: string, version: number, content: string): Steps<void> {
    const text = new SourceText(content);
    const stream = unreadStream(text) ?? (yield* YamlStream.parseInSteps(text));
    const entry = yield* entryInSteps(uri, stream);
    this.setOpen({ uri, version, text, stream }, entry);
  }

  /** An editor changed an open file: edits one after the other, each in offsets of the text before it. */
  edit(uri: string, version: number, edits: readonly TextEdit[]): void {
    const file = this.files.get(uri);
    if (!file) return;
    let { text, stream } = file;
    for (const edit of edits) {
      const next = text.edit([edit]);
      const old = stream;
      stream = isFarBelowLimits(old, next, edit)
        ? old.edit([edit], next)
        : openStream(next, () => (isUnread(old) ? YamlStream.parse(next) : old.edit([edit], next)));
      text = next;
    }
    this.setOpen({ uri, version, text, stream });
  }

  /** An editor closed a file; `content` is what the disk holds, undefined where there is no such file. */
  close(uri: string, content: string | undefined): void {
    const file = this.files.get(uri);
    this.files = this.files.with(uri, undefined);
    this.checks.delete(uri);
    if (content === undefined) this.index.delete(uri);
    // What was open has been read already.
    else if (file?.text.text === content) this.index.set(uri, entryToKeep(uri, file.stream));
    else this.index.set(uri, finish(entryOfText(uri, content)));
    this.changed();
  }

  /** A file on disk came or changed. Open files keep what the editor holds. */
  setFile(uri: string, content: string): void {
    finish(this.setFileInSteps(uri, content));
  }

  /** The same for a long text, so that others have their turn meanwhile. Before the last step it is not there. */
  *setFileInSteps(uri: string, content: string): Steps<void> {
    const { files } = this;
    if (files.get(uri)) return;
    const entry = yield* entryOfText(uri, content);
    if (this.files !== files && this.files.get(uri)) return;
    this.index.set(uri, entry);
    this.changed();
  }

  /** Reads a file from disk for checking, and keeps its objects in the index unless it is left out. */
  readFile(uri: string, content: string): OpenFile {
    const text = new SourceText(content);
    // Of what is read, checked and left behind at once no stream is held: its documents are known if they come again.
    const isKept = !this.isLeftOut(uri);
    const file = {
      uri,
      version: 0,
      text,
      stream: isKept ? this.sameTexts.read(text) : YamlStream.parse(text, this.like),
    };
    if (!this.files.get(uri) && isKept) {
      this.index.set(uri, entryToKeep(uri, file.stream));
      this.changed();
    }
    return file;
  }

  /** A file on disk went away. */
  removeFile(uri: string): void {
    if (this.files.get(uri)) return;
    this.index.delete(uri);
    this.changed();
  }

  /** Says whether all files of the workspace have been read. */
  setIndexComplete(isComplete: boolean): void {
    if (this.index.isComplete === isComplete) return;
    this.index.isComplete = isComplete;
    this.checks.allChanged();
    this.changed();
  }

  /** Takes in what was read of the live cluster; undefined forgets it. */
  setCluster(facts: ClusterFacts | undefined): void {
    this.index.setCluster(facts);
    this.changed();
  }

  /** What the index knows of the files, as plain data for another thread. */
  exportIndex(): ReturnType<WorkspaceIndex['entries']> {
    return this.index.entries();
  }

  /** Takes in what another thread knows of its files. */
  importIndex(entries: ReturnType<WorkspaceIndex['entries']>): void {
    this.index.adopt(entries);
    this.changed();
  }

  /** Says which files are left out of the index even while an editor holds them open. */
  leaveOut(isLeftOut: (uri: string) => boolean): void {
    this.isLeftOut = isLeftOut;
    for (const file of this.files.all()) this.indexOpen(file);
    this.checks.allChanged();
    this.changed();
  }

  /** Number of objects that the index holds. */
  get indexSize(): number {
    return this.index.size;
  }

  /** All objects that the index holds, of any kind. */
  allObjects(): Iterable<ObjectSummary> {
    return this.index.all();
  }

  /** The file of that URI if an editor holds it open; without the cost of a snapshot. */
  openFile(uri: string): OpenFile | undefined {
    return this.files.get(uri);
  }

  /**
   * Open files whose problems may be others than when this was asked before: those that changed, and those that read
   * what changed around them. For one who asks alone.
   */
  takeAffected(): readonly OpenFile[] {
    const platform = this.guess()?.platformId;
    if (platform !== this.lastPlatform) this.checks.allChanged();
    this.lastPlatform = platform;
    const uris = this.checks.takeAffected();
    if (uris === undefined) return this.files.all();
    return uris.map((uri) => this.files.get(uri)).filter((file) => file !== undefined);
  }

  private setOpen(file: OpenFile, entry?: FileEntry): void {
    const before = this.files.get(file.uri)?.stream;
    this.files = this.files.with(file.uri, file);
    if (entry && !this.isLeftOut(file.uri)) this.index.open(file.uri, file.stream, entry);
    else this.indexOpen(file, before);
    this.checks.fileChanged(file.uri);
    this.changed();
  }

  private indexOpen({ uri, stream }: OpenFile, before?: YamlStream): void {
    if (this.isLeftOut(uri)) this.index.delete(uri);
    else this.index.edit(uri, before, stream);
  }

  private changed(): void {
    this.revision++;
    this.current = undefined;
    this.checks.keysChanged(this.index.changesSince(this.indexRevision));
    this.indexRevision = this.index.revision;
  }

  /** The platform that the workspace points to, with the hint that says so; undefined where none or several do. */
  get platformGuess(): PlatformGuess | undefined {
    return this.guess();
  }

  private guessed: { classes: number; volumes: number; guess: PlatformGuess | undefined } | undefined;

  private guess(): PlatformGuess | undefined {
    const { index } = this;
    const classes = index.revisionOf('StorageClass');
    const volumes = index.revisionOf('PersistentVolume');
    if (this.guessed?.classes !== classes || this.guessed.volumes !== volumes) {
      const provisioners = [
        ...index.objects('StorageClass').map(({ details }) => details.storageClass?.provisioner ?? ''),
        ...index.objects('PersistentVolume').map(({ details }) => details.volume?.csiDriver ?? ''),
      ];
      this.guessed = { classes, volumes, guess: guessPlatform({ provisioners }) };
    }
    return this.guessed.guess;
  }
}

/** The documents of a file that an editor holds open, unless they are too many to be read with each key pressed. */
function openStream(text: SourceText, read: () => YamlStream): YamlStream {
  return unreadStream(text) ?? read();
}

/** Of a file that is too much to be read with each key pressed; undefined for all others. */
function unreadStream(text: SourceText): YamlStream | undefined {
  const { fileCharacters, fileDocuments } = limits;
  const advice = 'so nothing in it is checked; split it';
  if (text.length > fileCharacters)
    return YamlStream.unread(text, `The file has more than ${fileCharacters} characters, ${advice}`);
  // Counted before they are read, where there may be as many.
  if (text.length > fileDocuments * 4 && countSeparators(text.text) >= fileDocuments)
    return YamlStream.unread(text, `The file has more than ${fileDocuments} documents, ${advice}`);
  return undefined;
}

/** Whether a file cannot have reached the limits by an edit, whatever it did to its documents. */
function isFarBelowLimits(old: YamlStream, next: SourceText, { newText }: TextEdit): boolean {
  if (isUnread(old) || next.length > limits.fileCharacters) return false;
  // Each document that comes needs its dashes, of which the edit may write some between those that are there.
  return old.size + newText.length < limits.fileDocuments;
}

function countSeparators(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 4)) count++;
  return count;
}

/** Whether a file was too much to be read as a whole. */
function isUnread(stream: YamlStream): boolean {
  return stream.size === 1 && stream.documents[0]?.unread !== undefined;
}
