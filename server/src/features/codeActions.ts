import type { FileProblem, Snapshot } from '../analysis/snapshot.ts';
import { fileRange } from '../analysis/snapshot.ts';
import { bug } from '../base/bug.ts';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { groupBy } from '../base/groupBy.ts';
import { limits } from '../base/limits.ts';
import type { Range } from '../base/range.ts';
import { isSameFile } from '../base/uri.ts';
import type { Fix } from '../manifest/problem.ts';
import { lineBreak, lineEndOf, lineStartOf } from '../text/textLines.ts';
import { NO_NODE, NodeKind, type YamlDocument } from '../yaml/tree.ts';
import { editsElsewhere, inFile } from './editsElsewhere.ts';
import { charactersTried, isNoWorse } from './fixedText.ts';
import { serviceActions } from './serviceActions.ts';
import type { CodeAction } from './types.ts';

type Edit = CodeAction['edits'][number];

/** What can be done at a place. */
export interface CodeActions {
  readonly actions: readonly CodeAction[];
  /** Whether a problem there has a safe fix, so that `fixAll` is worth offering. */
  readonly hasSafeFix: boolean;
  /** What is not there though a problem has it, as a sentence; undefined where everything is. */
  readonly leftOut: string | undefined;
}

const laterFixes = `Fixes of the first ${limits.fixedProblems} problems are worked out at once, or fewer where they take long; the others have theirs where they stand`;
const noRepairs = `What is no YAML is not repaired in documents of more than ${limits.triedCharacters / 1000},000 characters`;

/**
 * What can be done about the problems that touch a range: their fixes, best first, then a comment that silences the rule
 * there.
 */
export function codeActions(snapshot: Snapshot, uri: string, range: Range, token: CancellationToken): CodeActions {
  const repairs: CodeAction[] = [];
  const suppressions = new Map<string, CodeAction>();
  let hasSafeFix = false;
  let leftOut: string | undefined;
  const tried = { problems: 0, characters: 0 };
  for (const found of snapshot.problems(uri)) {
    throwIfCancelled(token);
    const at = fileRange(found);
    if (at.start > range.end || at.end < range.start) continue;
    if (tried.problems >= limits.fixedProblems || tried.characters >= limits.fixedCharacters) {
      leftOut ??= laterFixes;
      hasSafeFix ||= found.manifest?.document.problems.length === 0 && allFixesOf(found).some(isForAll);
      if (hasSafeFix) break;
      continue;
    }
    const about = { rule: found.problem.rule, range: at };
    const all = allFixesOf(found);
    const fixes = goodOf(all, found);
    tried.problems++;
    if (isTooLongToRepair(found)) leftOut = noRepairs;
    if (found.manifest) tried.characters += charactersTried(found.manifest.document, found.problem.rule, all);
    hasSafeFix ||= found.manifest !== undefined && fixes.some(isForAll);
    fixes.forEach((fix, rank) => {
      const isPreferred = rank === 0 && fix.isPreferred !== false && (fix.isSafe || fixes.length === 1);
      const edits = everyEdit(snapshot, { fix, uri, documentStart: found.documentStart });
      if (edits) repairs.push({ title: fix.title, kind: 'quickfix', isPreferred, repairs: about, ...edits });
    });
    const suppression = suppress(found);
    if (suppression) suppressions.set(suppression.title, { ...suppression, repairs: about });
  }
  const actions = [...repairs, ...serviceActions(snapshot, uri, range), ...suppressions.values()];
  return { actions, hasSafeFix, leftOut };
}

/** What a fix changes in this file and in another one; undefined where that one holds something else by now. */
function everyEdit(
  snapshot: Snapshot,
  { fix, uri, documentStart }: { fix: Fix; uri: string; documentStart: number },
): Pick<CodeAction, 'edits' | 'elsewhere'> | undefined {
  const edits = inFile(fix.edits, documentStart);
  const { elsewhere } = fix;
  if (!elsewhere) return { edits };
  const isHere = isSameFile(elsewhere.uri, uri);
  const file = isHere ? snapshot.file(uri) : snapshot.file(elsewhere.uri);
  const others = file && editsElsewhere(file, elsewhere);
  if (file && !others) return undefined;
  if (isHere) return { edits: [...edits, ...(others ?? [])] };
  return { edits, elsewhere: { uri: elsewhere.uri, edits: (other) => editsElsewhere(other, elsewhere) } };
}

/** What the action with all safe fixes of a file is called. */
export const fixAllTitle = 'Fix all that is safe to fix';

/**
 * The safe fixes of all problems of a file in one action; of fixes that touch the same text the first one counts, and
 * the rest remain for the next time. Undefined where there is none.
 */
export function fixAll(snapshot: Snapshot, uri: string, token: CancellationToken): CodeAction | undefined {
  const edits: Edit[] = [];
  for (const [document, problems] of byDocument(snapshot.problems(uri))) {
    const fixes: Fix[] = [];
    const own: Edit[] = [];
    for (const found of problems) {
      throwIfCancelled(token);
      const { documentStart } = found;
      const fix = found.problem.fixes && allFixesOf(found).find(isForAll);
      const more = fix ? inFile(fix.edits, documentStart) : [];
      if (!fix || more.some((edit) => own.some((other) => collides(edit, other)))) continue;
      own.push(...more);
      fixes.push(fix);
    }
    for (const fix of goodTogether(document, fixes)) edits.push(...inFile(fix.edits, problems[0]!.documentStart));
  }
  if (edits.length === 0) return undefined;
  edits.sort((a, b) => a.range.start - b.range.start);
  return { title: fixAllTitle, kind: 'source.fixAll', isPreferred: false, edits };
}

function isForAll({ isSafe, elsewhere }: Fix): boolean {
  return isSafe && !elsewhere;
}

/** The problems of each document that can be read: of others it is only guessed what they are, so nothing is safe. */
function byDocument(problems: readonly FileProblem[]): ReadonlyMap<YamlDocument, readonly FileProblem[]> {
  const read = problems.filter(({ manifest }) => manifest?.document.problems.length === 0);
  return groupBy(read, ({ manifest }) => manifest!.document);
}

/** All of these fixes where they leave the text readable, else those of the first ones that do. */
function goodTogether(document: YamlDocument, fixes: readonly Fix[]): readonly Fix[] {
  const editsOf = (some: readonly Fix[]) => some.flatMap(({ edits }) => edits);
  if (fixes.length === 0 || isNoWorse(document, editsOf(fixes))) return fixes;
  let good: readonly Fix[] = [];
  for (const fix of fixes.slice(0, limits.fixesOneByOne)) {
    if (isNoWorse(document, editsOf([...good, fix]))) good = [...good, fix];
  }
  return good;
}

/** Those of a problem's fixes that leave the text at least as readable as it is. */
function goodOf(fixes: readonly Fix[], { manifest }: FileProblem): readonly Fix[] {
  const document = manifest?.document;
  if (!document) return fixes;
  const kept = fixes.filter(({ edits }) => isNoWorse(document, edits));
  return document.problems.length === 0 ? kept : kept.map((fix) => ({ ...fix, isSafe: false }));
}

/** Whether a problem is a fault of a text that is too long for repairs to be tried. */
function isTooLongToRepair({ problem, manifest }: FileProblem): boolean {
  return problem.rule.startsWith('yaml-') && (manifest?.document.text.length ?? 0) > limits.triedCharacters;
}

function allFixesOf({ problem }: FileProblem): readonly Fix[] {
  try {
    return problem.fixes?.() ?? [];
  } catch (error) {
    bug(`fixes of ${problem.rule}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return [];
  }
}

/** Whether two edits overlap, or insert at the same place, where their order would matter. */
function collides(a: Edit, b: Edit): boolean {
  if (a.range.start === b.range.start) return true;
  return a.range.start < b.range.end && b.range.start < a.range.end;
}

const marker = 'statefulset-ignore';

/** The comment line above a problem that silences its rule; undefined where no comment can stand. */
function suppress({ problem, manifest, documentStart }: FileProblem): Omit<CodeAction, 'repairs'> | undefined {
  const document = manifest?.document;
  // What cannot be read is refused whatever a comment says.
  if (!document || isJson(document) || problem.rule.startsWith('yaml-')) return undefined;
  const { text } = document;
  const { start } = problem.range;
  const line = lineStartOf(text, start);
  const indentation = /^ {0,200}/.exec(text.slice(line, line + 200))?.[0] ?? '';
  if (isInsideScalar(document, line + indentation.length)) return undefined;
  const existing = suppressionAbove(text, line);
  const edit: Edit =
    existing !== undefined
      ? { range: { start: existing, end: existing }, newText: `, ${problem.rule}` }
      : {
          range: { start: line, end: line },
          newText: `${indentation}# ${marker} ${problem.rule}: say why${lineBreak(text)}`,
        };
  const range = { start: edit.range.start + documentStart, end: edit.range.end + documentStart };
  return { title: `Ignore ${problem.rule} here`, kind: 'quickfix', isPreferred: false, edits: [{ ...edit, range }] };
}

/** JSON knows no comments. */
function isJson({ tree }: YamlDocument): boolean {
  return tree.root !== NO_NODE && tree.text.charAt(tree.start(tree.root)) === '{';
}

/** Whether a scalar that began on an earlier line goes on at an offset: a comment there would become part of it. */
function isInsideScalar({ tree }: YamlDocument, offset: number): boolean {
  for (let node = 0; node < tree.size; ) {
    if (tree.kind(node) === NodeKind.scalar && tree.start(node) < offset && offset < tree.end(node)) return true;
    const isBefore = tree.end(node) <= offset;
    node = isBefore ? tree.next(node) : node + 1;
    if (node < tree.size && tree.start(node) > offset) return false;
  }
  return false;
}

/** Where a rule can be added to the suppression comment that stands right above a line. */
function suppressionAbove(text: string, line: number): number | undefined {
  if (line === 0) return undefined;
  const aboveStart = lineStartOf(text, line - 1);
  const above = text.slice(aboveStart, lineEndOf(text, aboveStart)).trimEnd();
  const trimmed = above.trimStart();
  const at = above.indexOf(marker);
  if (!trimmed.startsWith('#') || at < 0 || above.slice(above.indexOf('#') + 1, at).trim() !== '') return undefined;
  const colon = above.indexOf(':', at);
  const rules = above.slice(at + marker.length, colon < 0 ? undefined : colon).trimEnd();
  // A comment without rules silences all of them: there is nothing to add.
  if (rules.trim() === '') return undefined;
  return aboveStart + at + marker.length + rules.length;
}
