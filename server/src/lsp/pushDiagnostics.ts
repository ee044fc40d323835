import type { Connection } from 'vscode-languageserver';
import type { OpenFile, Snapshot } from '../analysis/snapshot.ts';
import type { Cancel, Runtime } from '../runtime/ports.ts';
import { type Checker, type CheckResult, isSameResult } from './checker.ts';
import type { Dispatcher } from './dispatch.ts';
import { firstAnswer } from './firstAnswer.ts';
import { markSentAgain } from './sentAgain.ts';

/** While changes keep coming, diagnostics wait for a pause, but no longer than this (ms). */
const longestWaitMs = 60;
/** How long to check files before messages that came in get their turn (ms). */
const sliceMs = 8;

/**
 * Publishes the diagnostics of open files, for clients that do not ask for them. There is no fixed delay: work begins as
 * soon as the messages that are waiting have been read, so a burst of changes is checked once. The changed files come
 * first; of the others only those are looked at that a change touched, and those sent whose diagnostics differ.
 */
export class PushDiagnostics {
  private readonly connection: Connection;
  private readonly runtime: Runtime;
  private readonly dispatcher: Dispatcher;
  private readonly checker: Checker;
  private readonly published = new Map<string, CheckResult>();
  /** Files that have to be published even if their diagnostics are the same: their version is another one. */
  private readonly changed = new Set<string>();
  /** Files whose diagnostics may be others than the published ones. */
  private readonly affected = new Set<string>();
  private isHeld = true;
  private planned: Cancel | undefined;
  private waitingSinceMs = 0;
  private seenRevision = -1;
  private readonly answered: () => void;

  constructor(parts: { connection: Connection; runtime: Runtime; dispatcher: Dispatcher; checker: Checker }) {
    this.connection = parts.connection;
    this.runtime = parts.runtime;
    this.dispatcher = parts.dispatcher;
    this.checker = parts.checker;
    this.answered = firstAnswer(parts.runtime);
  }

  /** Begins to publish: called once the settings are known, so that nothing is shown that they would take back. */
  release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.plan();
  }

  /** A file was opened or edited. */
  fileChanged(uri: string): void {
    this.changed.add(uri);
    this.affected.add(uri);
    this.plan();
  }

  /** Something changed that files are checked against. */
  workspaceChanged(): void {
    this.plan();
  }

  /** A file was closed: its diagnostics go away with it. */
  fileClosed(uri: string): void {
    this.changed.delete(uri);
    this.affected.delete(uri);
    if (this.published.delete(uri)) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    this.plan();
  }

  private plan(): void {
    if (this.isHeld || this.planned) return;
    this.waitingSinceMs = this.runtime.clock.nowMs();
    this.seenRevision = -1;
    this.planSoon(() => this.begin());
  }

  private planSoon(step: () => void): void {
    this.planned = this.runtime.timers.soon(() => {
      this.planned = undefined;
      this.dispatcher.notify('diagnostics', step);
    });
  }

  /** Waits on while each turn of the event loop brings another change. */
  private begin(): void {
    const { revision } = this.checker.snapshot();
    const isBurst = revision !== this.seenRevision;
    const waitedMs = this.runtime.clock.nowMs() - this.waitingSinceMs;
    this.seenRevision = revision;
    if (isBurst && waitedMs < longestWaitMs) {
      this.planSoon(() => this.begin());
      return;
    }
    for (const { uri } of this.checker.takeAffected()) this.affected.add(uri);
    this.work();
  }

  private work(): void {
    const snapshot = this.checker.snapshot();
    const startMs = this.runtime.clock.nowMs();
    const isOver = () => this.runtime.clock.nowMs() - startMs > sliceMs;
    let hasChecked = false;
    for (const uri of this.inOrder()) {
      if (hasChecked && isOver()) {
        // What changed meanwhile may have touched other files, too.
        this.planSoon(() => (this.checker.snapshot() === snapshot ? this.work() : this.begin()));
        return;
      }
      // One that cannot be checked must not be tried again and again.
      this.affected.delete(uri);
      const file = snapshot.file(uri);
      if (file && !this.check(file, { snapshot, isOver })) this.affected.add(uri);
      hasChecked = true;
    }
  }

  /** The files to look at, those first that the client changed. Others may come and go meanwhile. */
  private *inOrder(): Generator<string> {
    for (const uri of this.changed) if (this.affected.has(uri)) yield uri;
    yield* this.affected;
  }

  /** False where the check of a long file is not done yet. */
  private check(file: OpenFile, { snapshot, isOver }: { snapshot: Snapshot; isOver: () => boolean }): boolean {
    const found = this.checker.advance(snapshot, file, isOver);
    if (found === undefined) return false;
    if (!this.changed.has(file.uri) && isSameResult(this.published.get(file.uri), file, found)) return true;
    const missing = this.checker.missing(found);
    if (missing.length > 0) {
      this.dispatcher.notify('diagnostics', async () => {
        await this.checker.tools.texts.load(missing);
        if (this.checker.snapshot() === snapshot) this.publish(this.checker.result(file, found));
        else {
          this.affected.add(file.uri);
          this.plan();
        }
      });
    } else this.publish(this.checker.result(file, found));
    return true;
  }

  private publish(result: CheckResult): void {
    const { file, diagnostics } = result;
    const old = this.published.get(file.uri);
    const isNew = this.changed.delete(file.uri) || old?.file.version !== file.version;
    this.published.set(file.uri, result);
    if (!isNew && JSON.stringify(old?.diagnostics) === JSON.stringify(diagnostics)) return;
    const sent = markSentAgain([...diagnostics]);
    void this.connection.sendDiagnostics({ uri: file.uri, version: file.version, diagnostics: sent });
    this.answered();
  }
}
