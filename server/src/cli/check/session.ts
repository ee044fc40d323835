import path from 'node:path';
import type { AnalysisHost } from '../../analysis/analysisHost.ts';
import { worstSeverity } from '../../analysis/chosenRules.ts';
import { isKustomization, kustomizationNames } from '../../analysis/kustomization.ts';
import type { Settings } from '../../analysis/settings.ts';
import { type FileProblem, fileRange, type OpenFile } from '../../analysis/snapshot.ts';
import { ageText } from '../../base/age.ts';
import { shownMessage } from '../../base/visible.ts';
import type { ClusterFacts } from '../../cluster/facts.ts';
import { manifestsOf } from '../../manifest/manifest.ts';
import { type Severity, severities } from '../../manifest/problem.ts';
import type { Rule } from '../../rules/rule.ts';
import { createService } from '../../service.ts';
import type { SourceText } from '../../text/sourceText.ts';
import { readText, type Unreadable, uriOf } from '../files.ts';
import { fixedText, type Rewrite, reasonNotToWrite, writeAtomically } from '../fixFiles.ts';
import { inputUri } from '../input.ts';
import type { ReportedDiagnostic, ReportedFile } from '../reports/report.ts';
import { fewestReadAhead, ReadAhead } from './readAhead.ts';

/** Texts of at most this many characters in all are kept between reading and checking; more are read again. */
const keptCharacters = 64_000_000;

/** What a session is to do with each file. */
export interface SessionOptions {
  readonly settings: Settings;
  readonly least: Severity;
  /** Folders that written files have to lie in; undefined: nothing is written. */
  readonly fixRoots: readonly string[] | undefined;
  /** Whether that is only shown: nothing is written. */
  readonly isDryRun?: boolean;
  /** Files that were named themselves: what comes through pipes among them is waited for. */
  readonly named?: readonly string[];
  /** What was read of a live cluster just now. */
  readonly cluster?: Omit<ClusterFacts, 'age'> | undefined;
}

/** Reads files into an index, then checks them: what one thread does. */
export class CheckSession {
  readonly unreadable: Unreadable[] = [];
  readonly host: AnalysisHost;
  /**
   * Whether what is reported of a file depends on no other file but kustomizations, because no rule runs that could
   * report anything: by itself, an error never depends on another file.
   */
  readonly isFileByFile: boolean;
  /** Number of files that were written anew, or would be. */
  fixedFiles = 0;
  private readonly options: SessionOptions;
  private readonly kept = new Map<string, OpenFile>();
  private characters = 0;
  private ahead: ReadAhead | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    let rules = 0;
    this.host = createService((rule) => {
      const isUsed = isWanted(rule, options);
      if (isUsed) rules++;
      return isUsed;
    });
    this.isFileByFile = rules === 0;
    if (this.isFileByFile) this.host.leaveOut((uri) => !isKustomization(uri));
    this.host.configure(options.settings);
    if (options.cluster) this.host.setCluster({ ...options.cluster, age: () => ageText(0) });
  }

  /** Says which files will be read, in this order: of many, a thread of its own reads the next while one is checked. */
  willRead(files: readonly string[]): void {
    const { fixRoots, named = [] } = this.options;
    // A named pipe gives what it has only once, and a file that is written anew is to be read after that.
    if (files.length >= fewestReadAhead && fixRoots === undefined && named.length === 0)
      this.ahead = new ReadAhead(files);
  }

  /** Reads a file from disk into the index. Whether it could be read. */
  read(file: string): boolean {
    const text = this.textOf(file);
    if (text === undefined) return false;
    this.readAs(file, uriOf(file), text);
    return true;
  }

  /** Reads a file that is neither reported nor changed: what it holds is known to the others. */
  readContext(file: string): void {
    if (this.isFileByFile && !kustomizationNames.includes(path.basename(file))) return;
    const text = readText(file, []);
    if (text !== undefined) this.host.readFile(uriOf(file), text);
  }

  /** Takes in a text that is no file, under the name that reports show. */
  readAs(name: string, uri: string, text: string): void {
    const open = this.host.readFile(uri, text);
    this.characters += text.length;
    if (this.characters <= keptCharacters) this.kept.set(name, open);
  }

  /** The report of a file, which is read now where it is not kept; undefined where it cannot be read. */
  check(file: string): ReportedFile | undefined {
    const open = this.kept.get(file) ?? this.readAgain(file);
    this.kept.delete(file);
    if (!open) return undefined;
    if (this.options.fixRoots === undefined) return this.report(file, open);
    const before = open.text.text;
    const fixed = this.fix(file, open);
    const report = this.report(file, fixed);
    return this.options.isDryRun ? { ...report, rewrite: { before, after: fixed.text.text } } : report;
  }

  private textOf(file: string): string | undefined {
    return this.ahead?.textOf(file) ?? readText(file, this.unreadable, this.options.named);
  }

  private readAgain(file: string): OpenFile | undefined {
    const text = this.textOf(file);
    return text === undefined ? undefined : this.host.readFile(uriOf(file), text);
  }

  private fix(file: string, open: OpenFile): OpenFile {
    const before = open.text.text;
    const after = fixedText(this.host, open.uri, before);
    if (after === before) return open;
    const rewrite = { before, after, roots: this.options.fixRoots! };
    const fault = this.options.isDryRun ? this.dryFault(file, open.uri, rewrite) : writeAtomically(file, rewrite);
    if (fault !== undefined)
      this.unreadable.push({ path: file, reason: `its fixes were not written: ${fault}`, wasRead: true });
    else this.fixedFiles++;
    return this.host.readFile(open.uri, fault === undefined ? after : before);
  }

  /** Why a file would not be written; standard input, which is none, is shown as it would be. */
  private dryFault(file: string, uri: string, rewrite: Rewrite): string | undefined {
    return uri === inputUri ? undefined : reasonNotToWrite(file, rewrite);
  }

  private report(file: string, open: OpenFile): ReportedFile {
    const limit = severities.indexOf(this.options.least);
    const diagnostics: ReportedDiagnostic[] = [];
    for (const found of this.host.snapshot().problemsOnce(open)) {
      if (severities.indexOf(found.problem.severity) <= limit) diagnostics.push(diagnosticOf(open.text, found));
    }
    return { path: file, objects: objectsOf(open), diagnostics };
  }
}

/** Whether a rule runs and may report what is asked for; fixes are made of everything that is found. */
function isWanted(rule: Rule, { settings, least, fixRoots }: SessionOptions): boolean {
  if (!rule.check) return false;
  const worst = worstSeverity(rule, settings);
  return fixRoots !== undefined || (worst !== 'off' && severities.indexOf(worst) <= severities.indexOf(least));
}

/** How many Kubernetes objects a file holds, half-written ones among them. */
function objectsOf({ stream }: OpenFile): number {
  let objects = 0;
  for (const { document } of stream) {
    objects += manifestsOf(document).filter(({ apiVersion, kind }) => apiVersion !== '' && kind !== '').length;
  }
  return objects;
}

function diagnosticOf(text: SourceText, found: FileProblem): ReportedDiagnostic {
  const { problem, manifest } = found;
  const range = fileRange(found);
  const start = text.positionAt(range.start);
  const end = text.positionAt(range.end);
  return {
    severity: problem.severity,
    code: problem.rule,
    message: shownMessage(problem.message),
    field: problem.field,
    object: {
      apiVersion: manifest?.apiVersion ?? '',
      kind: manifest?.kind ?? '',
      ...(manifest?.namespace === undefined ? {} : { namespace: manifest.namespace }),
      name: manifest?.name ?? '',
    },
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    lineText: text.text.slice(text.lineStart(start.line), text.lineEnd(start.line)).trimEnd(),
  };
}
