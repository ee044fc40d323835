import { limits } from '../base/limits.ts';
import { nearest } from '../base/nearest.ts';
import { type Range, shiftRange } from '../base/range.ts';
import { type Manifest, manifestsOf } from '../manifest/manifest.ts';
import type { Problem, Severity } from '../manifest/problem.ts';
import { treeChange } from '../manifest/treeChange.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';
import { checkSchema } from '../schema/check.ts';
import { isOurs } from '../schema/lookup.ts';
import { isAtLeast } from '../schema/minor.ts';
import { WellParts } from '../schema/wellParts.ts';
import { lineEndOf, lineStartOf } from '../text/textLines.ts';
import type { YamlDocument, YamlProblem } from '../yaml/tree.ts';
import { RuleRuns, reportFailure, runRule, type Since } from './ruleRuns.ts';
import type { Settings } from './settings.ts';
import { nameRangeOf } from './summaries.ts';
import { isSuppressed } from './suppressions.ts';
import { TextDamage } from './textDamage.ts';
import { textFixes } from './textRepairs.ts';
import { TrackedWorkspace } from './trackedWorkspace.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

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
  /** Whether it is noted what rules look at: worth its memory where the document is likely checked again soon. */
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
  readonly reads: ReadonlyMap<string, number>;
  readonly isComplete: boolean;
  readonly problems: readonly ObjectProblem[];
  /** What the rules looked at; undefined where that was not noted, and when an edit has taken it along. */
  runs: RuleRuns | undefined;
  /** Parts of the object that are well as the schema sees it; undefined likewise. */
  readonly parts: WellParts | undefined;
}

const nothing: readonly ObjectProblem[] = [];
const known = new WeakMap<YamlDocument, Memo>();

/**
 * All problems of a document, suppressed ones left out, severities as set, in order of place. Kept with the document
 * until the settings or something that a rule read from the workspace changes. Where it is noted what each rule looks at,
 * the next check runs the rules that looked at what changed since.
 */
export function checkDocument(
  document: YamlDocument,
  inputs: CheckInputs,
  origin: DocumentOrigin,
): readonly ObjectProblem[] {
  const memo = known.get(document);
  if (memo && isFresh(memo, inputs)) return memo.problems;
  const look = { document, inputs, origin, workspace: new TrackedWorkspace(inputs.index) };
  const { found, runs, parts } = findProblems(look, checkBefore(look, memo));
  const problems = found.length === 0 ? nothing : arrange(document, found, inputs.settings);
  const { isComplete, revision } = inputs.index;
  known.set(document, { inputs, revision, reads: look.workspace.reads, isComplete, problems, runs, parts });
  return problems;
}

/** One check of a document. */
interface Look {
  readonly document: YamlDocument;
  readonly inputs: CheckInputs;
  readonly origin: DocumentOrigin;
  readonly workspace: TrackedWorkspace;
}

/** The check before this one. */
interface CheckBefore extends Since {
  /** What the rules looked at then, where that was noted and counts under the inputs of now. */
  readonly runs: RuleRuns | undefined;
  /** The parts of the object that were well then and still are. */
  readonly parts: WellParts;
}

/** What is known from before of a document that was checked already, or that came of such a one; undefined of others. */
function checkBefore({ document, inputs, origin }: Look, own: Memo | undefined): CheckBefore | undefined {
  const { before, isNoted } = origin;
  if (!isNoted) return undefined;
  const isSame = own?.runs !== undefined || before === undefined;
  const memo = isSame ? own : known.get(before);
  if (memo === undefined || !isOfSameInputs(memo, inputs)) return nothingBefore();
  const change = isSame ? undefined : treeChange(before, document);
  if (change === undefined && !isSame) return nothingBefore();
  const moved = new Set<string>();
  if (memo.revision !== inputs.index.revision) {
    for (const [key, revision] of memo.reads) if (inputs.index.revisionOf(key) !== revision) moved.add(key);
  }
  const parts = (change ? memo.parts?.after(change) : memo.parts) ?? new WellParts();
  const { runs } = memo;
  memo.runs = undefined;
  return { runs, parts, change, moved };
}

function nothingBefore(): CheckBefore {
  return { runs: undefined, parts: new WellParts(), change: undefined, moved: new Set() };
}

/**
 * The kinds of the workspace that the problems of a checked document depend on, with the revisions that were read; empty
 * for a document that was not checked.
 */
export function readsOf(document: YamlDocument): ReadonlyMap<string, number> {
  return known.get(document)?.reads ?? noReads;
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
  for (const [key, revision] of memo.reads) if (index.revisionOf(key) !== revision) return false;
  memo.revision = index.revision;
  return true;
}

interface Found {
  readonly found: ObjectProblem[];
  readonly runs?: RuleRuns | undefined;
  readonly parts?: WellParts | undefined;
}

function findProblems(look: Look, before: CheckBefore | undefined): Found {
  const { document, inputs, workspace } = look;
  if (document.unread) return { found: unreadProblems(document) };
  const manifests = manifestsOf(document);
  if (manifests.length === 0) return { found: [] };
  const isPatch = workspace.isPatch(inputs.uri);
  const found: ObjectProblem[] = [];
  let runs: RuleRuns | undefined;
  const parts = manifests.length === 1 ? before?.parts : undefined;
  const damage = TextDamage.of(document);
  if (manifests.some(isOurs)) {
    const manifest = manifests.length === 1 ? manifests[0] : undefined;
    for (const fault of damage.faults) found.push({ problem: textProblem(fault, document), manifest });
  }
  for (const manifest of manifests) {
    const options = { minor: inputs.settings.kubernetesVersion, isPatch, parts };
    for (const problem of guarded('schema', () => checkSchema(manifest, options))) {
      if (!damage.explains(problem)) found.push({ problem, manifest });
    }
    if (isPatch) continue;
    if (before === undefined || manifests.length > 1) runRules(manifest, look, found);
    else runs = runRulesAgain(manifest, { look, before }, found);
  }
  return { found, runs, parts };
}

function runRules(manifest: Manifest, look: Look, found: ObjectProblem[]): void {
  const context = contextOf(manifest, look);
  for (const rule of rulesFor(manifest.kind, look.inputs)) runRule(rule, context, found);
}

/** Runs the rules that may find something, by what is known from before, and notes what each of them looks at. */
function runRulesAgain(
  manifest: Manifest,
  { look, before }: { look: Look; before: CheckBefore },
  found: ObjectProblem[],
): RuleRuns {
  const context = contextOf(manifest, look);
  const runs = before.runs?.isOver(manifest) ? before.runs : new RuleRuns(manifest);
  for (const rule of rulesFor(manifest.kind, look.inputs)) {
    if (!runs.isStillClean(rule, before, look.workspace)) runs.run(rule, context, found);
  }
  return runs;
}

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
  const { kubernetesVersion: minor, storageClasses } = settings;
  const place = () => {
    workspace.notePlaces(uri);
    return shiftRange(nameRangeOf(manifest), origin.startOf(document));
  };
  return { uri, manifest, place, minor, workspace, platform, storageClasses };
}

/** The rules that look at objects of a kind under these settings; worked out once for each. */
function rulesFor(kind: string, { rules, settings }: CheckInputs): readonly Rule[] {
  let byKind = chosenRules.get(settings);
  if (byKind?.rules !== rules) {
    byKind = { rules, kinds: new Map() };
    chosenRules.set(settings, byKind);
  }
  let chosen = byKind.kinds.get(kind);
  if (!chosen) {
    chosen = rules.filter((rule) => applies(rule, kind, settings));
    byKind.kinds.set(kind, chosen);
  }
  return chosen;
}

const chosenRules = new WeakMap<Settings, { rules: readonly Rule[]; kinds: Map<string, readonly Rule[]> }>();

/** How bad the findings of a rule are at worst under these settings. */
export function worstSeverity(rule: Rule, settings: Settings): Severity | 'off' {
  return settings.rules[rule.id] ?? (rule.isOffByDefault ? 'off' : rule.severity);
}

function applies(rule: Rule, kind: string, settings: Settings): boolean {
  const minor = settings.kubernetesVersion;
  if (!rule.check || worstSeverity(rule, settings) === 'off') return false;
  if (!rule.kinds.includes('*') && !rule.kinds.includes(kind)) return false;
  if (rule.since && !isAtLeast(minor, rule.since)) return false;
  return !rule.until || isAtLeast(rule.until, minor);
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

function textProblem({ code, start, end, message }: YamlProblem, document: YamlDocument): Problem {
  const range = { start, end };
  return { rule: code, severity: 'error', message, range, field: '', fixes: () => textFixes(document, range) };
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

/**
 * The severity that counts. A text with placeholders is not final, so nothing in it is called refused: what remains
 * are misspelt fields and words outside of the placeholders, as warnings.
 */
function severityOf(document: YamlDocument, problem: Problem, settings: Settings): Severity | 'off' {
  const chosen = settings.rules[problem.rule] ?? problem.severity;
  if (!document.isTemplate || chosen === 'off') return chosen;
  // Which branch of a template counts is not known, so that only likely slips of the pen are left.
  const isSlip = problem.rule === 'unknown-field' ? problem.fixes !== undefined : isMisspeltWord(document, problem);
  if (!isSlip || isInTemplate(document, problem.range)) return 'off';
  return chosen === 'error' ? 'warning' : chosen;
}

/** Whether a word that a field does not know is nearly one that it knows; others may belong to another branch's kind. */
function isMisspeltWord({ text }: YamlDocument, { rule, range, fixes }: Problem): boolean {
  if (rule !== 'value-not-supported') return false;
  const better = fixes?.()[0]?.edits[0]?.newText.replace(/^["']|["']$/g, '');
  const written = text.slice(range.start, range.end).replace(/^["']|["']$/g, '');
  return better !== undefined && nearest(written, [better]) === better;
}

function isInTemplate(document: YamlDocument, range: Range): boolean {
  const { text } = document;
  const line = text.slice(lineStartOf(text, range.start), lineEndOf(text, range.end));
  return line.includes('{{') || line.includes('${');
}
