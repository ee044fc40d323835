import type { Diagnostic } from 'vscode-languageserver';
import type { AnalysisHost } from '../analysis/analysisHost.ts';
import { settingsFileName, settingsProblems } from '../analysis/settingsFile.ts';
import type { FileProblem, OpenFile, Snapshot } from '../analysis/snapshot.ts';
import { type CancellationToken, Cancelled, throwIfCancelled } from '../base/cancellation.ts';
import { memoize } from '../base/memoize.ts';
import { baseName } from '../base/uri.ts';
import type { Problem } from '../manifest/problem.ts';
import { ruleIds } from '../service.ts';
import { type DiagnosticTools, filesPointedAt, toDiagnostics } from './diagnostics.ts';
import type { Slicer } from './slicer.ts';

/** The diagnostics of a file, with what they were made from. */
export interface CheckResult {
  readonly file: OpenFile;
  readonly problems: readonly Problem[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An open file with its problems. */
export interface Checked {
  readonly file: OpenFile;
  readonly found: readonly FileProblem[];
}

/** How work is done that others are let in between. */
export interface Turns {
  readonly slicer: Slicer;
  readonly token: CancellationToken;
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

  /**
   * The problems of a file, none where settings exclude it. Undefined where `isOver` said that it was enough for now: the
   * next call goes on from there.
   */
  advance(snapshot: Snapshot, file: OpenFile, isOver: () => boolean): readonly FileProblem[] | undefined {
    if (this.isExcluded(file.uri)) return [];
    return baseName(file.uri) === settingsFileName ? problemsOfSettings(file) : snapshot.advance(file, isOver);
  }

  /**
   * A file with its problems, checked in turns with what else comes in; at once where it takes no longer than one turn.
   * Before each turn `find` gives the file as it is then. `Cancelled` where it gives none, or nobody waits any more.
   */
  inTurns(find: (snapshot: Snapshot) => OpenFile | undefined, turns: Turns): Checked | Promise<Checked> {
    return this.turn(find, turns) ?? this.moreTurns(find, turns);
  }

  private turn(find: (snapshot: Snapshot) => OpenFile | undefined, { slicer }: Turns): Checked | undefined {
    const snapshot = this.snapshot();
    const file = find(snapshot);
    if (file === undefined) throw new Cancelled();
    const found = this.advance(snapshot, file, slicer.isOver);
    return found && { file, found };
  }

  private async moreTurns(find: (snapshot: Snapshot) => OpenFile | undefined, turns: Turns): Promise<Checked> {
    for (;;) {
      await turns.slicer.turn();
      throwIfCancelled(turns.token);
      const checked = this.turn(find, turns);
      if (checked) return checked;
    }
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
