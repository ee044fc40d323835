import { limits } from '../base/limits.ts';
import { Memory } from '../base/memory.ts';
import { finish, type Steps } from '../base/steps.ts';
import { judgedByRevision } from '../effective/revision.ts';
import { type Manifest, manifestsOf } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import { treeChange } from '../manifest/treeChange.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';
import { isOurs } from '../schema/lookup.ts';
import type { SchemaOptions } from '../schema/options.ts';
import { WellParts } from '../schema/wellParts.ts';
import type { YamlDocument, YamlProblem } from '../yaml/tree.ts';
import { rulesFor } from './chosenRules.ts';
import { isHelmValues } from './helmValues.ts';
import { inlinePatchProblems } from './inlinePatches.ts';
import { isKustomization } from './kustomization.ts';
import { isLabelledLater } from './labelledLater.ts';
import { LookContext } from './lookContext.ts';
import { carryMentions, mayMention } from './mentions.ts';
import { RuleRuns, reportFailure, runRule, type Since } from './ruleRuns.ts';
import { schemaProblems } from './schemaProblems.ts';
import type { Settings } from './settings.ts';
import { severityOf } from './severities.ts';
import type { Sibling } from './sibling.ts';
import type { Siblings } from './siblings.ts';
import { isSuppressed } from './suppressions.ts';
import { TextDamage } from './textDamage.ts';
import { textFixes } from './textRepairs.ts';
import { TrackedWorkspace } from './trackedWorkspace.ts';
import { kustomizedKey, type WorkspaceIndex } from './workspaceIndex.ts';

/** What a document's problems depend on beside its text. */
export interface CheckInputs {
  readonly uri: string;
  readonly settings: Settings;
  /** The platform chosen or guessed. */
  readonly platform: string | undefined;
  readonly index: WorkspaceIndex;
  readonly rules: readonly Rule[];
}

/** What is known of a document from the file that is being checked. */
export interface DocumentOrigin {
  /** Where a document begins in the file. */
  readonly startOf: (document: YamlDocument) => number;
  /** What stood in the place of an edited document when the file was checked last. */
  readonly before?: YamlDocument;
  /**
   * Whether it is noted what rules look at: worth its memory where the document is likely checked again soon. Where none
   * stood in its place, it was checked before and stays, so that only looks at the workspace count.
   */
  readonly isNoted: boolean;
}

/** A problem with the object that it was found in. */
export interface ObjectProblem {
  readonly problem: Problem;
  readonly manifest: Manifest | undefined;
}

interface Memo {
  readonly inputs: CheckInputs;
  /** Revision of the whole index up to which the problems are known to hold. */
  revision: number;
  readonly isComplete: boolean;
  readonly problems: readonly ObjectProblem[];
  /** The keys of the index that were read, with their revisions; empty where it was noted what each rule read. */
  readonly reads: ReadonlyMap<string, number>;
  /** What the rules looked at; undefined where that was not noted. */
  readonly runs: RuleRuns | undefined;
  /** Then: what was found in the text and by the schema. */
  readonly own: readonly ObjectProblem[];
  /** Then: parts of the object that are well as the schema sees it. */
  readonly parts: WellParts | undefined;
}

const nothing: readonly ObjectProblem[] = [];
const known = new Memory<YamlDocument, Memo>();

/**
 * All problems of a document, suppressed ones left out, severities as set, in order of place. Kept with the document
 * until the settings or something that a rule read from the workspace changes. Where it is noted what each rule looks at,
 * the next check runs the rules that looked at what changed since. Comes in steps: between two of them others may work, so
 * long as they change nothing that is checked against.
 */
export function* checkDocument(
  document: YamlDocument,
  inputs: CheckInputs,
  origin: DocumentOrigin,
): Steps<readonly ObjectProblem[]> {
  const memo = known.get(document);
  if (memo && isFresh(memo, inputs)) return memo.problems;
  const look = { document, inputs, origin, workspace: new TrackedWorkspace(inputs.index), isInSteps: true };
  const { found, own, runs, parts } = yield* findProblems(look, checkBefore(look, memo));
  const problems = found.length === 0 ? nothing : arrange(document, found, inputs.settings);
  const { isComplete, revision } = inputs.index;
  known.set(document, { inputs, revision, isComplete, problems, reads: look.workspace.reads, runs, own, parts });
  return problems;
}

/** The same, at once, of a document that nobody will ask about again, beside others that are checked against the same. */
export function checkOnce(
  document: YamlDocument,
  inputs: CheckInputs,
  { startOf, siblings }: { startOf: DocumentOrigin['startOf']; siblings: Siblings },
): readonly ObjectProblem[] {
  const origin = { startOf, isNoted: false };
  const look = { document, inputs, origin, workspace: inputs.index, siblings, isInSteps: false };
  const { found } = finish(findProblems(look));
  return found.length === 0 ? nothing : arrange(document, found, inputs.settings);
}

/** One check of a document. */
interface Look {
  readonly document: YamlDocument;
  readonly inputs: CheckInputs;
  readonly origin: DocumentOrigin;
  /** What the rules see; it is noted what they read there, unless nobody wants to know. */
  readonly workspace: TrackedWorkspace | WorkspaceIndex;
  /** Documents that were checked against the same. */
  readonly siblings?: Siblings;
  /** Whether others may want to have their turn meanwhile. */
  readonly isInSteps: boolean;
}

/** The check before this one. */
interface CheckBefore extends Since {
  /** Whether it was of the same document. */
  readonly isSame: boolean;
  /** What the rules looked at then, where that was noted and counts under the inputs of now. */
  readonly runs: RuleRuns | undefined;
  /** What was found then in the text and by the schema, where that is the same now. */
  readonly own: readonly ObjectProblem[] | undefined;
  /** The parts of the object that were well then and still are, where that was noted. */
  readonly parts: WellParts | undefined;
}

/** What is known from before of a document that was checked already, or that came of such a one; undefined of others. */
function checkBefore({ document, inputs, origin }: Look, memo: Memo | undefined): CheckBefore | undefined {
  const { before, isNoted } = origin;
  if (!isNoted) return undefined;
  if (memo?.runs !== undefined || before === undefined) return sameBefore(memo, inputs);
  const old = known.get(before);
  if (old === undefined || !isOfSameInputs(old, inputs)) return otherBefore;
  const change = treeChange(before, document);
  if (change === undefined) return otherBefore;
  // What is known goes along.
  known.delete(before);
  carryMentions(before, document);
  const moved = inputs.index.changesSince(old.revision);
  const parts = old.parts?.after(change);
  return { ...otherBefore, runs: moved && old.runs, parts, change, moved: moved ?? [] };
}

/** What is known of the same document, when something was changed around it. */
function sameBefore(memo: Memo | undefined, inputs: CheckInputs): CheckBefore {
  const moved = memo && isOfSameInputs(memo, inputs) ? inputs.index.changesSince(memo.revision) : undefined;
  if (memo?.runs === undefined || moved === undefined) return { ...otherBefore, isSame: true };
  const { runs, own, parts } = memo;
  const isOwnSame = moved.every(({ key }) => key !== kustomizedKey);
  return { isSame: true, runs, own: isOwnSame ? own : undefined, parts, change: undefined, moved };
}

/** Nothing is known of what was there before. */
const otherBefore: CheckBefore = {
  isSame: false,
  runs: undefined,
  own: undefined,
  parts: undefined,
  change: undefined,
  moved: [],
};

/** The keys of the workspace's index that the problems of a checked document depend on; none for one not checked. */
export function keysOf(document: YamlDocument): Keys {
  const memo = known.get(document);
  return memo?.runs?.keys ?? memo?.reads ?? noReads;
}

/** Keys of the workspace's index. */
export interface Keys {
  has(key: string): boolean;
  keys(): Iterable<string>;
}

/** The same keys with the revisions that they have: so long as they have these, the problems stay. */
export function readsOf(document: YamlDocument): ReadonlyMap<string, number> {
  const memo = known.get(document);
  if (memo?.runs === undefined) return memo?.reads ?? noReads;
  const reads = new Map<string, number>();
  for (const key of memo.runs.keys) reads.set(key, memo.inputs.index.revisionOf(key));
  return reads;
}

const noReads: ReadonlyMap<string, number> = new Map();

function isOfSameInputs(memo: Memo, inputs: CheckInputs): boolean {
  const old = memo.inputs;
  if (old.uri !== inputs.uri || old.settings !== inputs.settings || old.platform !== inputs.platform) return false;
  return old.index === inputs.index && old.rules === inputs.rules && memo.isComplete === inputs.index.isComplete;
}

function isFresh(memo: Memo, inputs: CheckInputs): boolean {
  if (!isOfSameInputs(memo, inputs)) return false;
  const { index } = inputs;
  if (memo.revision === index.revision) return true;
  if (memo.runs !== undefined) {
    const changes = index.changesSince(memo.revision);
    if (changes === undefined || memo.runs.isTouchedBy(changes)) return false;
  }
  for (const [key, revision] of memo.reads) if (index.revisionOf(key) !== revision) return false;
  memo.revision = index.revision;
  return true;
}

interface Found {
  /** In the order of finding. */
  readonly found: readonly ObjectProblem[];
  /** Those of them that neither rules nor the workspace have to do with. */
  readonly own: readonly ObjectProblem[];
  readonly runs?: RuleRuns;
  readonly parts?: WellParts;
}

function* findProblems(look: Look, before?: CheckBefore): Steps<Found> {
  const { document, inputs, workspace } = look;
  if (document.unread) return { found: unreadProblems(document), own: nothing };
  if (isKustomization(inputs.uri)) return { found: patchProblems(look), own: nothing };
  const manifests = manifestsOf(document).filter((manifest) => !isHelmValues(manifest, inputs.uri));
  if (manifests.length === 0) return { found: nothing, own: nothing };
  const isPatch = workspace.isPatch(inputs.uri);
  if (before !== undefined && manifests.length === 1 && !isPatch) return yield* findAgain(manifests[0]!, look, before);
  const damage = TextDamage.of(document);
  const found = textProblems(look, manifests, damage);
  for (const manifest of manifests) {
    const options = { minor: inputs.settings.kubernetesVersion, isPatch, parts: undefined };
    addSchemaProblems(found, manifest, { options, damage, look });
    if (!isPatch) yield* runRules(manifest, look, { found, damage });
    yield;
  }
  return { found, own: nothing };
}

/** Finds what may be another one than before, and notes what each rule looks at. */
function* findAgain(manifest: Manifest, look: Look, before: CheckBefore): Steps<Found> {
  const { document, inputs } = look;
  const parts = before.parts ?? (before.isSame ? undefined : new WellParts());
  const damage = TextDamage.of(document);
  let { own } = before;
  if (own === undefined) {
    const found = textProblems(look, [manifest], damage);
    const options = { minor: inputs.settings.kubernetesVersion, isPatch: false, parts };
    addSchemaProblems(found, manifest, { options, damage, look });
    own = found;
  }
  const isKnown = before.runs?.areFor(manifest, before);
  const runs = isKnown ? before.runs! : new RuleRuns(manifest, { areKeysEnough: before.isSame });
  const context = contextOf(manifest, look);
  const isLong = isLongLook(look);
  let found = own;
  for (const rule of rulesFor(manifest.kind, inputs)) {
    if (isLong) yield;
    const more = sureOf(runs.find(rule, context, before), damage);
    if (more.length > 0) found = found.concat(more);
  }
  return { found, own, runs, ...(parts ? { parts } : {}) };
}

function patchProblems({ document, inputs }: Look): ObjectProblem[] {
  const found = guarded('patches', () => inlinePatchProblems(document, inputs.settings.kubernetesVersion));
  return found.map((problem) => ({ problem, manifest: undefined }));
}

function textProblems(look: Look, manifests: readonly Manifest[], damage: TextDamage): ObjectProblem[] {
  if (damage.faults.length === 0 || !manifests.some(isOurs)) return [];
  const manifest = manifests.length === 1 ? manifests[0] : undefined;
  return damage.faults.map((fault) => ({ problem: textProblem(fault, look), manifest }));
}

function addSchemaProblems(
  found: ObjectProblem[],
  manifest: Manifest,
  { options, damage, look }: { options: SchemaOptions; damage: TextDamage; look: Look },
): void {
  const { uri } = look.inputs;
  for (const problem of guarded('schema', () => schemaProblems(manifest, options, look.siblings))) {
    if (damage.explains(problem) || isLabelledLater(problem, manifest, { uri, workspace: look.workspace })) continue;
    found.push({ problem: judgedByRevision(problem, manifest, options.minor), manifest });
  }
}

interface FoundBeside {
  readonly found: ObjectProblem[];
  readonly damage: TextDamage;
}

/** What is found of an object whatever the faults of its text have made of it. */
function sureOf(found: readonly ObjectProblem[], damage: TextDamage): readonly ObjectProblem[] {
  return damage.faults.length === 0 ? found : found.filter(({ problem }) => !damage.explains(problem));
}

function* runRules(manifest: Manifest, look: Look, { found, damage }: FoundBeside): Steps<void> {
  const rules = rulesFor(manifest.kind, look.inputs);
  if (rules.length === 0) return;
  const context = contextOf(manifest, look);
  const isLong = isLongLook(look);
  const isSound = damage.faults.length === 0 && manifestsOf(look.document).length === 1;
  const sibling = isSound ? look.siblings?.of(look.document) : undefined;
  for (const rule of rules) {
    if (isLong) yield;
    if (sibling?.isWell(rule)) continue;
    // Not so where it is noted what a rule reads: that says more then, and for less.
    if (rule.words && !sibling?.isNoted && !mayMention(look.document, rule.words)) continue;
    const more = sibling?.isNoted ? runNoted(rule, context, sibling) : runRule(rule, context);
    if (more !== undefined && more.length > 0) found.push(...sureOf(more, damage));
  }
}

function runNoted(rule: Rule, context: RuleContext, sibling: Sibling): ReturnType<typeof runRule> {
  return sibling.note(rule, () => runRule(rule, context));
}

/** Whether each rule is a step of its own: in a document of many nodes, and beside many objects, which a rule may go through. */
function isLongLook({ document, inputs, isInSteps }: Look): boolean {
  return isInSteps && (document.tree.size > manyNodes || inputs.index.size > manyObjects);
}

const manyNodes = 20_000;
const manyObjects = 2000;

/** Says that a document was not read, where it looks as if it held an object. */
function unreadProblems({ text, unread }: YamlDocument): ObjectProblem[] {
  if (!text.includes('apiVersion') || !text.includes('kind')) return [];
  const { at, message } = unread!;
  const range = { start: at, end: Math.min(at + 1, text.length) };
  const problem: Problem = { rule: 'document-not-read', severity: 'warning', message, range, field: '' };
  return [{ problem, manifest: undefined }];
}

/** As many problems as are shown, and one that says how many more there are. */
function firstOf(problems: readonly ObjectProblem[]): readonly ObjectProblem[] {
  const most = limits.documentProblems;
  const next = problems[most];
  if (!next) return problems;
  const message = `${problems.length - most} more problems from here on are not shown; repair those above first`;
  const { range, field } = next.problem;
  const rest: Problem = { rule: 'document-not-read', severity: 'warning', message, range, field };
  return [...problems.slice(0, most), { problem: rest, manifest: next.manifest }];
}

function contextOf(manifest: Manifest, { document, inputs, origin, workspace }: Look): RuleContext {
  const { uri, settings, platform } = inputs;
  const { startOf } = origin;
  return new LookContext(manifest, { uri, settings, platform, workspace, start: () => startOf(document) });
}

/** What `work` finds; if it fails, that costs only its own result. */
function guarded(name: string, work: () => readonly Problem[]): readonly Problem[] {
  try {
    return work();
  } catch (error) {
    reportFailure(name, error);
    return [];
  }
}

function textProblem(fault: YamlProblem, { document, inputs }: Look): Problem {
  const { code, start, end, message } = fault;
  const fixes = () => textFixes(document, fault, inputs.settings.kubernetesVersion);
  return { rule: code, severity: 'error', message, range: { start, end }, field: '', fixes };
}

function arrange(
  document: YamlDocument,
  found: readonly ObjectProblem[],
  settings: Settings,
): readonly ObjectProblem[] {
  const kept: ObjectProblem[] = [];
  for (const { problem, manifest } of found) {
    const severity = severityOf(document, problem, settings);
    if (severity === 'off' || isSuppressed(document, problem)) continue;
    kept.push({ problem: severity === problem.severity ? problem : { ...problem, severity }, manifest });
  }
  kept.sort((a, b) => a.problem.range.start - b.problem.range.start || a.problem.range.end - b.problem.range.end);
  return firstOf(kept);
}
