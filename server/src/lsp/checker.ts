import type { Diagnostic } from 'vscode-languageserver';
import type { AnalysisHost } from '../analysis/analysisHost.ts';
import { settingsFileName, settingsProblems } from '../analysis/settingsFile.ts';
import type { FileProblem, OpenFile, Snapshot } from '../analysis/snapshot.ts';
import { memoize } from '../base/memoize.ts';
import { baseName } from '../base/uri.ts';
import type { Problem } from '../manifest/problem.ts';
import { ruleIds } from '../service.ts';
import { type DiagnosticTools, filesPointedAt, toDiagnostics } from './diagnostics.ts';

/** The diagnostics of a file, with what they were made from. */
export interface CheckResult {
  readonly file: OpenFile;
  readonly problems: readonly Problem[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks files and says when a result is the one that the client has already. Used by push and by pull. */
export class Checker {
  readonly tools: DiagnosticTools;
  private readonly host: AnalysisHost;
  private readonly isExcluded: (uri: string) => boolean;

  constructor(host: AnalysisHost, tools: DiagnosticTools, isExcluded: (uri: string) => boolean) {
    this.host = host;
    this.tools = tools;
    this.isExcluded = isExcluded;
  }

  snapshot(): Snapshot {
    return this.host.snapshot();
  }

  /** Open files whose problems may be others than when this was asked before. */
  takeAffected(): readonly OpenFile[] {
    return this.host.takeAffected();
  }

  /** The problems of a file, none where settings exclude it. */
  problems(snapshot: Snapshot, file: OpenFile): readonly FileProblem[] {
    if (this.isExcluded(file.uri)) return [];
    return baseName(file.uri) === settingsFileName ? problemsOfSettings(file) : snapshot.problemsOf(file);
  }

  /** Closed files whose text is needed before `result`. */
  missing(problems: readonly FileProblem[]): string[] {
    return problems.length === 0 ? [] : filesPointedAt(problems, this.tools);
  }

  result(file: OpenFile, found: readonly FileProblem[]): CheckResult {
    return {
      file,
      problems: found.map(({ problem }) => problem),
      diagnostics: toDiagnostics(file, found, this.tools),
    };
  }
}

/** What is wrong in an open `.statefulset.yaml`; the same objects while the text is the same. */
const problemsOfSettings = memoize((file: OpenFile): readonly FileProblem[] =>
  settingsProblems(file.text.text, ruleIds).map((problem) => ({ problem, documentStart: 0, manifest: undefined })),
);

/** Whether a file's problems are those of an earlier result, without making diagnostics of them. */
export function isSameResult(old: CheckResult | undefined, file: OpenFile, found: readonly FileProblem[]): boolean {
  if (old?.file !== file || old.problems.length !== found.length) return false;
  return found.every(({ problem }, at) => problem === old.problems[at]);
}
