import { bug } from '../base/bug.ts';
import { KeyReads, noteReads, Reads } from '../base/reads.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { TreeChange } from '../manifest/treeChange.ts';
import { type Finding, type Rule, type RuleContext, toProblem } from '../rules/rule.ts';
import type { ObjectProblem } from './check.ts';
import { mayMention, readsOfMentions } from './mentions.ts';
import type { KeyChange } from './objectTable.ts';
import { allParts } from './summaryParts.ts';
import { kustomizedKey } from './workspaceIndex.ts';

/** What a rule looked at, and what it found. */
interface Run {
  readonly reads: Reads;
  /** Keys of the workspace's index among that, and which parts of what lies there. */
  readonly keys: ReadonlyMap<string, number>;
  /** Undefined where the rule failed. */
  readonly found: readonly ObjectProblem[] | undefined;
}

const nothing: readonly ObjectProblem[] = [];
const noKeys: ReadonlyMap<string, number> = new Map();
/** Of all rules that found nothing without a look at the index, where only keys are noted. */
const quietRun: Run = { reads: new KeyReads(), keys: noKeys, found: nothing };

/**
 * What the rules looked at in one manifest, and what they found there. It goes along with the manifest from edit to edit;
 * what is known of the manifest before is lost by that. Of a manifest that nobody edits only keys of the index are noted.
 */
export class RuleRuns {
  private readonly areKeysEnough: boolean;
  private readonly apiVersion: string;
  private readonly kind: string;
  private readonly runs = new Map<Rule, Run>();
  /** By key of the index, how many rules looked it up. */
  private readonly counts = new Map<string, number>();
  private keySet: ReadonlySet<string> | undefined;
  private unmentioned: Run | undefined;

  constructor({ apiVersion, kind }: Manifest, { areKeysEnough }: { areKeysEnough: boolean }) {
    this.areKeysEnough = areKeysEnough;
    this.apiVersion = apiVersion;
    this.kind = kind;
    // Rules run in no patch.
    this.counts.set(kustomizedKey, 1);
  }

  /** The keys of the index that rules looked up: the same set until it has others. */
  get keys(): ReadonlySet<string> {
    this.keySet ??= new Set(this.counts.keys());
    return this.keySet;
  }

  /** What a rule finds: what it found before, where it is certain that it would find the same. */
  find(rule: Rule, context: RuleContext, since: Since): readonly ObjectProblem[] {
    const known = this.runs.get(rule);
    if (known !== undefined && this.isStillTrue(known, since)) {
      const { change } = since;
      const reads = change ? change.carry(known.reads) : known.reads;
      if (reads !== known.reads) this.runs.set(rule, { ...known, reads });
      return known.found ?? nothing;
    }
    if (rule.words && !mayMention(context.manifest.document, rule.words)) {
      this.countKeys(known?.keys ?? noKeys, noKeys);
      this.runs.set(
        rule,
        this.areKeysEnough ? quietRun : this.unmentionedRun(readsOfMentions(context.manifest.document)),
      );
      return nothing;
    }
    const reads = this.areKeysEnough ? new KeyReads() : new Reads();
    const found = noteReads(reads, () => runRule(rule, context));
    const keys = keysOf(reads, found && found.length > 0 ? allParts : 0);
    this.countKeys(known?.keys ?? noKeys, keys);
    const isQuiet = this.areKeysEnough && keys === noKeys && found?.length === 0;
    this.runs.set(rule, isQuiet ? quietRun : { reads, keys, found });
    return found ?? nothing;
  }

  /** Whether something in the index changed that a rule looked at, or that decides about whether rules run. */
  isTouchedBy(changes: readonly KeyChange[]): boolean {
    const moved = changes.filter(({ key }) => this.counts.has(key));
    if (moved.length === 0) return false;
    if (moved.some(({ key }) => key === kustomizedKey)) return true;
    for (const { keys } of this.runs.values()) if (areTouched(keys, moved)) return true;
    return false;
  }

  /** Whether these runs were of the rules that look at such an object, and say what another look needs to know. */
  areFor({ apiVersion, kind, view }: Manifest, { change }: Since): boolean {
    if (change !== undefined && (this.areKeysEnough || !change.isWithin(view.node))) return false;
    return this.apiVersion === apiVersion && this.kind === kind;
  }

  /** What was found is told again after an edit: its places belong to one text. */
  private isStillTrue({ reads, keys, found }: Run, { change, moved }: Since): boolean {
    if (found === undefined) return false;
    if (change !== undefined && (found.length > 0 || change.touches(reads))) return false;
    return moved.length === 0 || !areTouched(keys, moved);
  }

  /** Of rules none of whose words is there: they looked at nothing else. */
  private unmentionedRun(reads: Reads): Run {
    if (this.unmentioned?.reads !== reads) this.unmentioned = { reads, keys: noKeys, found: nothing };
    return this.unmentioned;
  }

  private countKeys(old: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): void {
    for (const key of now.keys()) {
      if (old.has(key)) continue;
      const count = this.counts.get(key) ?? 0;
      this.counts.set(key, count + 1);
      if (count === 0) this.keySet = undefined;
    }
    for (const key of old.keys()) {
      if (now.has(key)) continue;
      const count = this.counts.get(key)! - 1;
      if (count > 0) this.counts.set(key, count);
      else {
        this.counts.delete(key);
        this.keySet = undefined;
      }
    }
  }
}

/** What happened since the rules ran. */
export interface Since {
  /** What an edit did; undefined where the manifest is the same one. */
  readonly change: TreeChange | undefined;
  /** What changed in the index. */
  readonly moved: readonly KeyChange[];
}

/** What a rule finds; undefined where it fails, which costs only its own result. */
export function runRule(rule: Rule, context: RuleContext): readonly ObjectProblem[] | undefined {
  let found: ObjectProblem[] | undefined;
  try {
    for (const finding of rule.check!(context) as Iterable<Finding>) {
      found ??= [];
      found.push({ problem: toProblem(rule, finding), manifest: context.manifest });
    }
    return found ?? nothing;
  } catch (error) {
    reportFailure(rule.id, error);
    return undefined;
  }
}

/** Says that a rule or the schema failed. */
export function reportFailure(name: string, error: unknown): void {
  bug(`rule ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

function areTouched(keys: ReadonlyMap<string, number>, changes: readonly KeyChange[]): boolean {
  if (keys.size === 0) return false;
  return changes.some(({ key, parts }) => ((keys.get(key) ?? 0) & parts) !== 0);
}

/**
 * The keys that were looked up, and which parts of what lies there were looked at; `more` counts as looked at, too: repairs
 * of what was found are worked out later, of objects as they were found.
 */
function keysOf(reads: Reads, more: number): ReadonlyMap<string, number> {
  if (reads.parts.length === 0 && reads.keys.length === 0) return noKeys;
  const found = new Map<string, number>();
  const seen = new Set<Reads>([reads]);
  for (const { keys, keyParts, parts } of seen) {
    for (let at = 0; at < keys.length; at++) found.set(keys[at]!, (found.get(keys[at]!) ?? more) | keyParts[at]!);
    for (const inner of parts) seen.add(inner);
  }
  return found;
}
