import { bug } from '../base/bug.ts';
import { noteReads, Reads } from '../base/reads.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { TreeChange } from '../manifest/treeChange.ts';
import { type Finding, type Rule, type RuleContext, toProblem } from '../rules/rule.ts';
import type { ObjectProblem } from './check.ts';
import type { TrackedWorkspace } from './trackedWorkspace.ts';

/** What a rule looked at that found nothing. */
interface CleanRun {
  readonly reads: Reads;
  /** Keys of the workspace's index among that. */
  readonly keys: readonly string[];
}

/**
 * What the rules looked at in one manifest, as far as they found nothing there. It goes along with the manifest from edit
 * to edit; what is known of the manifest before is lost by that.
 */
export class RuleRuns {
  private readonly manifest: Manifest;
  private readonly clean = new Map<Rule, CleanRun>();

  constructor(manifest: Manifest) {
    this.manifest = manifest;
  }

  /** Runs a rule and adds what it finds. */
  run(rule: Rule, context: RuleContext, found: ObjectProblem[]): void {
    const reads = new Reads();
    const before = found.length;
    const isDone = noteReads(reads, () => runRule(rule, context, found));
    if (isDone && found.length === before) this.clean.set(rule, { reads, keys: keysOf(reads) });
    else this.clean.delete(rule);
  }

  /**
   * Whether it is certain that a rule finds nothing, as it did before an edit. What it read of the workspace is noted for
   * the manifest as it is now.
   */
  isStillClean(rule: Rule, { change, moved }: Since, workspace: TrackedWorkspace): boolean {
    const known = this.clean.get(rule);
    if (known === undefined || change?.touches(known.reads)) return false;
    if (moved.size > 0 && known.keys.some((key) => moved.has(key))) return false;
    for (const key of known.keys) workspace.note(key);
    const reads = change ? change.carry(known.reads) : known.reads;
    if (reads !== known.reads) this.clean.set(rule, { reads, keys: known.keys });
    return true;
  }

  /** Whether these runs were over the same object as far as all rules see it: of its kind and name. */
  isOver({ apiVersion, kind, name, namespace }: Manifest): boolean {
    const own = this.manifest;
    return own.apiVersion === apiVersion && own.kind === kind && own.name === name && own.namespace === namespace;
  }
}

/** What happened since the rules ran. */
export interface Since {
  /** What an edit did; undefined where the manifest is the same one. */
  readonly change: TreeChange | undefined;
  /** Keys of the index whose revision has moved. */
  readonly moved: ReadonlySet<string>;
}

/** Adds what a rule finds; one that fails costs only its own result. Whether it did not fail. */
export function runRule(rule: Rule, context: RuleContext, found: ObjectProblem[]): boolean {
  const before = found.length;
  try {
    for (const finding of rule.check!(context) as Iterable<Finding>) {
      found.push({ problem: toProblem(rule, finding), manifest: context.manifest });
    }
    return true;
  } catch (error) {
    found.length = before;
    reportFailure(rule.id, error);
    return false;
  }
}

/** Says that a rule or the schema failed. */
export function reportFailure(name: string, error: unknown): void {
  bug(`rule ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

function keysOf(reads: Reads): readonly string[] {
  if (reads.parts.length === 0) return reads.keys;
  const keys = new Set<string>();
  const seen = new Set<Reads>([reads]);
  for (const part of seen) {
    for (const key of part.keys) keys.add(key);
    for (const inner of part.parts) seen.add(inner);
  }
  return [...keys];
}
