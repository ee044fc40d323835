import { memoize } from '../base/memoize.ts';
import { type Range, shiftRange } from '../base/range.ts';
import { normalizeUri } from '../base/uri.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import type { PlatformGuess } from '../storage/guessPlatform.ts';
import type { SourceText } from '../text/sourceText.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { type CheckInputs, checkOnce, readsOf } from './check.ts';
import { FileCheck } from './fileCheck.ts';
import type { FileChecks } from './fileChecks.ts';
import { shownManifests } from './helmValues.ts';
import type { OpenFiles } from './openFiles.ts';
import type { Settings } from './settings.ts';
import { Siblings } from './siblings.ts';
import type { WorkspaceView } from './workspaceView.ts';

/** A file that an editor holds open, or that is being checked. */
export interface OpenFile {
  readonly uri: string;
  /** The editor's version of the text; 0 for files from disk. */
  readonly version: number;
  readonly text: SourceText;
  readonly stream: YamlStream;
}

/** A problem with where its document begins: add `documentStart` to every range in it to get file offsets. */
export interface FileProblem {
  readonly problem: Problem;
  readonly documentStart: number;
  readonly manifest: Manifest | undefined;
}

/** A place in a file, seen from its YAML document. */
export interface DocumentPlace {
  readonly file: OpenFile;
  readonly document: YamlDocument;
  readonly documentStart: number;
  /** The place, from the document's start: negative in a separator in front of the first one. */
  readonly offset: number;
}

/** The settings of one folder of a workspace that has several. */
export interface FolderSettings {
  /** URI without a slash at the end. */
  readonly folder: string;
  readonly settings: Settings;
}

/** What a snapshot is made of beside its files. */
export interface SnapshotInputs extends Omit<CheckInputs, 'uri' | 'platform'> {
  /** What the workspace points to; counts where settings choose no platform. */
  readonly platformGuess: PlatformGuess | undefined;
  readonly folders: readonly FolderSettings[];
  /** What is known of the problems of open files; belongs to the host. */
  readonly checks: FileChecks;
}

/** Everything as it was at one revision. Features read from it; it never changes. */
export class Snapshot {
  readonly revision: number;
  readonly settings: Settings;
  readonly platform: string | undefined;
  /** Why the platform is the one that it is, where it was guessed; undefined where it was chosen, or is not known. */
  readonly platformGuess: PlatformGuess | undefined;
  readonly workspace: WorkspaceView;
  private readonly files: OpenFiles;
  private readonly inputs: Omit<CheckInputs, 'uri'>;
  private readonly checks: FileChecks;
  private readonly parts: SnapshotInputs;
  /** Documents that nobody will ask about again. */
  private readonly siblings = new Siblings();
  /** The same revision with the settings of other folders, by those settings. */
  private readonly variants: Map<Settings, Snapshot>;

  constructor(revision: number, files: OpenFiles, parts: SnapshotInputs, variants = new Map<Settings, Snapshot>()) {
    const { settings, index, rules, checks, platformGuess } = parts;
    const inputs = { settings, index, rules, platform: settings.platform ?? platformGuess?.platformId };
    this.revision = revision;
    this.files = files;
    this.inputs = inputs;
    this.checks = checks;
    this.parts = parts;
    this.variants = variants.set(settings, this);
    this.platformGuess = settings.platform === undefined ? platformGuess : undefined;
    this.settings = inputs.settings;
    this.platform = inputs.platform;
    this.workspace = inputs.index;
  }

  /** The same with the settings that hold for a file; what features of that file read from. */
  of(uri: string): Snapshot {
    const { folders } = this.parts;
    if (folders.length === 0) return this;
    const key = normalizeUri(uri);
    const around = folders.filter(({ folder }) => key.startsWith(`${normalizeUri(folder)}/`));
    const innermost = around.toSorted((a, b) => b.folder.length - a.folder.length)[0];
    const settings = innermost?.settings ?? this.parts.settings;
    const known = this.variants.get(settings);
    return known ?? new Snapshot(this.revision, this.files, { ...this.parts, settings }, this.variants);
  }

  /** The open file of that URI, or undefined. */
  file(uri: string): OpenFile | undefined {
    return this.files.get(uri);
  }

  /** All open files, in no particular order. */
  openFiles(): readonly OpenFile[] {
    return this.files.all();
  }

  /** The document that holds a file offset; undefined when the file is not open, or the document was not read. */
  place(uri: string, offset: number): DocumentPlace | undefined {
    const file = this.files.get(uri);
    if (!file) return undefined;
    const { start, document } = file.stream.documentAt(offset);
    if (document.unread) return undefined;
    return { file, document, documentStart: start, offset: offset - start };
  }

  /** All problems of an open file, in order of place; empty for files that are not open. */
  problems(uri: string): readonly FileProblem[] {
    const file = this.files.get(uri);
    return file ? this.problemsOf(file) : [];
  }

  /** All problems of a file that need not be open. */
  problemsOf(file: OpenFile): readonly FileProblem[] {
    return this.advance(file, neverOver) ?? [];
  }

  /** The same of a file that is not open, and that nobody will ask about again: for less, because nothing is remembered. */
  problemsOnce(file: OpenFile): readonly FileProblem[] {
    const own = this.of(file.uri);
    if (own !== this) return own.problemsOnce(file);
    const inputs = this.inputsFor(file.uri);
    const { documents, starts } = file.stream;
    const problems: FileProblem[] = [];
    for (let at = 0; at < documents.length; at++) {
      const documentStart = starts[at]!;
      for (const found of checkOnce(documents[at]!, inputs, { startOf: () => documentStart, siblings: this.siblings }))
        problems.push({ ...found, documentStart });
    }
    return problems;
  }

  /**
   * The same for work in turns: undefined where `isOver` said after one of its steps that it was enough. The next call goes
   * on from there, unless something has changed.
   */
  advance(file: OpenFile, isOver: () => boolean): readonly FileProblem[] | undefined {
    const own = this.of(file.uri);
    if (own !== this) return own.advance(file, isOver);
    const isOpen = this.files.get(file.uri) === file;
    const check = isOpen ? this.checks.of(file.uri) : checkOfClosed(file);
    return check.advance(file.stream, this.inputsFor(file.uri), isOver);
  }

  /**
   * The kinds that the problems of a file depend on beside its own text and the settings, with the revisions at which
   * they were read: while `revisionOf` says the same of each, `problemsOf` would find the same.
   */
  readsOf(file: OpenFile): ReadonlyMap<string, number> {
    const reads = new Map<string, number>();
    for (const { document } of file.stream) for (const [kind, revision] of readsOf(document)) reads.set(kind, revision);
    return reads;
  }

  /** A number that moves whenever an object of that kind comes, goes or changes. */
  revisionOf(kind: string): number {
    return this.inputs.index.revisionOf(kind);
  }

  /** The object that holds a place of a document of a file: of several (a `List`) the one around it. */
  manifestAt(document: YamlDocument, offset: number, uri: string): Manifest | undefined {
    const manifests = shownManifests(document, uri);
    if (manifests.length <= 1) return manifests[0];
    return manifests.find(({ view }) => view.range.start <= offset && offset <= view.range.end);
  }

  // Memos compare their inputs by identity of the parts, so that one object per file and snapshot is enough.
  private inputsFor(uri: string): CheckInputs {
    return { ...this.inputs, uri };
  }
}

/** A problem's range in the file. */
export function fileRange({ problem, documentStart }: FileProblem): Range {
  return shiftRange(problem.range, documentStart);
}

const neverOver = (): boolean => false;

/** Closed files are checked while somebody holds what was read of them. */
const checkOfClosed = memoize((_file: OpenFile) => new FileCheck());
