import assert from 'node:assert/strict';
import { neverCancelled } from '../../../server/src/base/cancellation.ts';
import { shiftRange } from '../../../server/src/base/range.ts';
import { fixedText } from '../../../server/src/cli/fixFiles.ts';
import { codeActions, fixAll } from '../../../server/src/features/codeActions.ts';
import type { CodeAction } from '../../../server/src/features/types.ts';
import { genericYaml } from '../../../server/src/generic/index.ts';
import { SourceText } from '../../../server/src/text/sourceText.ts';
import { haveSameTexts } from '../../../server/src/yaml/sameTexts.ts';
import { YamlStream } from '../../../server/src/yaml/stream.ts';
import { NodeKind, NodeStyle } from '../../../server/src/yaml/tree.ts';
import { commentsOf } from '../../support/comments.ts';
import { applyEdits } from '../../support/edits.ts';
import { uriOf } from '../../support/workspace.ts';
import { treeValue } from '../../support/yamlJson.ts';
import { askEverything, everythingOf, fileNameBy, hostWith, problemsOf, uri } from './analysis.ts';
import { enterProperty } from './enter.ts';
import { filesProperties } from './files.ts';
import { likeFilesProperty } from './likeFiles.ts';
import { lineEndsProperty } from './lineEnds.ts';
import type { Case, Property } from './property.ts';
import { Random } from './random.ts';
import { readingProperty } from './reading.ts';
import { stepsProperty } from './steps.ts';
import { applyEdit, randomEdit, randomText } from './texts.ts';
import { typingProperty } from './typing.ts';

/** What holds for every text, whatever is done to it. `seeds` are the texts that inputs are made from. */
export function propertiesOf(seeds: readonly string[]): readonly Property[] {
  const edited = (random: Random): Case => editedCase(random, seeds);
  const maltreated = (random: Random): Case => ({
    text: randomText(random, seeds),
    edits: [],
    seed: random.below(2 ** 31),
  });
  return [
    { name: 'edits give what a fresh reading gives', make: edited, check: sameAsFresh },
    readingProperty(seeds),
    typingProperty(seeds),
    stepsProperty(seeds),
    { name: 'any text is answered, within its bounds', make: maltreated, check: isAnswered },
    lineEndsProperty(seeds),
    { name: 'a fix makes no text worse', make: maltreated, check: fixesHelp },
    { name: 'fixing a second time changes nothing', make: maltreated, check: fixingSettles },
    { name: 'formatting a second time changes nothing', make: maltreated, check: formattingSettles },
    enterProperty(seeds),
    likeFilesProperty(seeds),
    ...filesProperties(seeds),
  ];
}

/** A manifest and a few edits. */
export function editedCase(random: Random, seeds: readonly string[]): Case {
  const text = random.isOneIn(4) ? randomText(random, seeds) : longText(random, seeds);
  const edits = [];
  let current = text;
  for (let count = 1 + random.below(5); count > 0; count--) {
    const edit = randomEdit(random, current, seeds);
    edits.push(edit);
    current = applyEdit(current, edit);
  }
  return { text, edits, seed: random.below(2 ** 31) };
}

/** Some texts are so long that edits are read alone. */
function longText(random: Random, seeds: readonly string[]): string {
  const text = random.pick(seeds);
  if (!random.isOneIn(3)) return text;
  const list = Array.from({ length: 500 }, (_, at) => `- name: n${at}\n  size: ${at}Gi\n`).join('');
  return random.isOneIn(2) ? `${text.trimEnd()}\nextra:\n${list}` : `extra:\n${list}---\n${text}`;
}

function sameAsFresh({ text, edits, seed }: Case): number {
  const random = new Random(seed);
  const name = fileNameBy(random);
  const at = uriOf(name);
  const host = hostWith(text, name);
  problemsOf(host, at);
  let current = text;
  for (const [step, edit] of edits.entries()) {
    current = applyEdit(current, edit);
    host.edit(at, step + 2, [edit]);
    const place = random.isOneIn(2) ? edit.start + edit.newText.length : random.below(current.length + 1);
    const offset = Math.min(place, current.length);
    const fresh = everythingOf(hostWith(current, name), offset);
    for (const [what, made] of Object.entries(everythingOf(host, offset)))
      assert.deepEqual(made, fresh[what], `${what} after ${JSON.stringify(edit)}`);
  }
  return edits.length;
}

function isAnswered({ text, seed }: Case): number {
  const random = new Random(seed);
  const host = hostWith(text, fileNameBy(random));
  let answers = 0;
  for (let count = 4; count > 0; count--) answers += askEverything(host, random.below(text.length + 1));
  return answers;
}

/** At most so many fixes of one text are tried. */
const mostFixes = 12;

function fixesHelp({ text, seed }: Case): number {
  const random = new Random(seed);
  const snapshot = hostWith(text).snapshot();
  const fixes: { action: CodeAction; problem: string }[] = [];
  const problems = snapshot.problems(uri);
  for (const { problem, documentStart } of problems) {
    const told = JSON.stringify([problem.rule, problem.field, problem.message]);
    const range = shiftRange(problem.range, documentStart);
    // Actions name the rule and the place; which of several problems there one repairs, only its title tells.
    const here = problems.filter(
      (other) => other.problem.rule === problem.rule && other.documentStart + other.problem.range.start === range.start,
    );
    if (here.length > 1) continue;
    for (const action of codeActions(snapshot, uri, range, neverCancelled).actions) {
      const isOwn = action.repairs?.rule === problem.rule && action.repairs.range.start === range.start;
      if (isOwn && !action.title.startsWith('Ignore ')) fixes.push({ action, problem: told });
    }
  }
  const tried = fixes.length <= mostFixes ? fixes : Array.from({ length: mostFixes }, () => random.pick(fixes));
  for (const { action, problem } of tried) {
    const after = applyEdits(text, action.edits);
    const what = `${problem}: ${action.title}`;
    assertNotWorse(text, after, what);
    if (!removes.test(action.title)) assertKeepsComments(text, after, what);
    // Of what cannot be read, and of templates, it is only guessed what it is.
    if (faultsOf(text) > 0 || isTemplate(text)) continue;
    assert.ok(countOf(after, problem) < countOf(text, problem), `${problem} is still there after "${action.title}"`);
    const lost = removes.test(action.title) ? [] : scalarsLost(text, after);
    const edits = action.edits.length;
    assert.ok(lost.length <= edits, `${problem}: the ${edits} edits of "${action.title}" lose ${JSON.stringify(lost)}`);
    // What was no field, kind, value, variable or Service before is looked at only now.
    if (reveals.test(problem)) continue;
    const [now, before] = [peersLostIn(after), peersLostIn(text)];
    assert.ok(now <= before, `${problem}: after "${action.title}" ${now} addresses do not resolve, before ${before}`);
  }
  return tried.length;
}

/** Fixes that take something out: what goes takes along what is said about it. */
const removes = /^(?:Remove|Leave|Make Service) /;

/** The keys and values that are gone, and stand in none that has come: what was a mapping may be in quotes now. */
function scalarsLost(text: string, after: string): readonly string[] {
  const [before, now] = [scalarsOf(text), scalarsOf(after)];
  const added = without(now, before);
  return without(before, now).filter((scalar) => !added.some((other) => isWithin(scalar, other)));
}

/** Whether a text stands within a longer one that holds a mapping or a list, in brackets or as a line. */
function isWithin(scalar: string, other: string): boolean {
  return /^[{[].*[}\]]$|^[^\n]+:(?: |$)/s.test(other) && other.includes(scalar);
}

/** The keys and values of a text, aliases not followed. */
function scalarsOf(text: string): string[] {
  return YamlStream.parse(new SourceText(text)).documents.flatMap(({ tree }) =>
    Array.from({ length: tree.size }, (_, node) => node)
      .filter((node) => tree.kind(node) === NodeKind.scalar && tree.style(node) !== NodeStyle.empty)
      .map((node) => tree.scalarText(node)),
  );
}

/** What of some texts is not among others, each as often as it is missing. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Problems, as told in `fixesHelp`, behind which others hide. */
const reveals =
  /^\["(?:(?:kind|api-version|unknown|wrong|duplicate|value|variable)-|service-name-unresolved|name-invalid","spec\.serviceName)/;

function countOf(text: string, problem: string): number {
  const found = hostWith(text).snapshot().problems(uri);
  return found.filter(({ problem: { rule, field, message } }) => JSON.stringify([rule, field, message]) === problem)
    .length;
}

/** How many addresses of Pods name what is not there. */
function peersLostIn(text: string): number {
  const found = hostWith(text).snapshot().problems(uri);
  return found.filter(({ problem }) => problem.rule === 'peer-name-unresolved').length;
}

function assertNotWorse(before: string, after: string, what: string): void {
  const [old, now] = [faultsOf(before), faultsOf(after)];
  assert.ok(now <= old, `${what} leaves ${now} faults of the text where ${old} were, in\n${after}`);
}

function assertKeepsComments(before: string, after: string, what: string): void {
  if (faultsOf(before) > 0) return;
  assert.deepEqual(without(commentsOf(before), commentsOf(after)), [], `${what} loses comments; it leaves\n${after}`);
}

function faultsOf(text: string): number {
  return YamlStream.parse(new SourceText(text)).documents.reduce((sum, { problems }) => sum + problems.length, 0);
}

function isTemplate(text: string): boolean {
  return YamlStream.parse(new SourceText(text)).documents.some((document) => document.isTemplate);
}

function fixingSettles({ text }: Case): number {
  const once = fixedText(hostWith(text), uri, text);
  assert.equal(fixedText(hostWith(once), uri, once), once);
  if (once === text) return 0;
  assertNotWorse(text, once, 'fixing');
  if (!takesOut(text)) assertKeepsComments(text, once, 'fixing');
  return 1;
}

/** Whether one of the safe fixes takes something out. */
function takesOut(text: string): boolean {
  let current = text;
  for (let round = 0; round < 20; round++) {
    const snapshot = hostWith(current).snapshot();
    const titles = snapshot
      .problems(uri)
      .flatMap(({ problem }) => problem.fixes?.().filter(({ isSafe }) => isSafe) ?? []);
    if (titles.some(({ title }) => removes.test(title))) return true;
    const all = fixAll(snapshot, uri, neverCancelled);
    if (!all) return false;
    current = applyEdits(current, all.edits);
  }
  return false;
}

async function formattingSettles({ text }: Case): Promise<number> {
  const stream = YamlStream.parse(new SourceText(text));
  // What cannot be read, and templates, are not formatted.
  if (stream.documents.some(({ problems, isTemplate, unread }) => problems.length > 0 || isTemplate || unread))
    return 0;
  const once = applyEdits(text, await genericYaml.format(text, { tabSize: 2 }));
  const onceRead = YamlStream.parse(new SourceText(once));
  // The server does not offer what says something else.
  if (!haveSameTexts(stream, onceRead)) return 0;
  const trimmed = (texts: readonly string[]) => texts.map((comment) => comment.trimEnd());
  assert.deepEqual(without(trimmed(commentsOf(text)), trimmed(commentsOf(once))), [], 'comments are lost');
  const twice = applyEdits(once, await genericYaml.format(once, { tabSize: 2 }));
  assert.equal(twice, once);
  // A document that says nothing may go.
  const valuesOf = ({ documents }: YamlStream) =>
    documents.map(({ tree }) => treeValue(tree)).filter((value) => value !== null);
  assert.deepEqual(valuesOf(onceRead), valuesOf(stream));
  return 1;
}
