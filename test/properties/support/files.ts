import assert from 'node:assert/strict';
import type { AnalysisHost } from '../../../server/src/analysis/analysisHost.ts';
import { fileRange } from '../../../server/src/analysis/snapshot.ts';
import { neverCancelled } from '../../../server/src/base/cancellation.ts';
import { codeActions } from '../../../server/src/features/codeActions.ts';
import { nameSitesOf } from '../../../server/src/features/nameSites.ts';
import {
  type FoundName,
  nameAt,
  occurrencesIn,
  renamedText,
  renameFault,
} from '../../../server/src/features/navigation.ts';
import type { FileEdit } from '../../../server/src/features/types.ts';
import type { Problem } from '../../../server/src/manifest/problem.ts';
import { SourceText } from '../../../server/src/text/sourceText.ts';
import { resolvePlain } from '../../../server/src/yaml/resolve.ts';
import { YamlStream } from '../../../server/src/yaml/stream.ts';
import { applyEdits } from '../../support/edits.ts';
import { openWorkspace, problemsOf, splitFiles, uriOf } from '../../support/workspace.ts';
import { treeValue } from '../../support/yamlJson.ts';
import type { Case, Property } from './property.ts';
import { Random } from './random.ts';
import { applyEdit, randomEdit } from './texts.ts';

/** What holds of several files: names are changed in all of them, and a fix may edit two. */
export function filesProperties(seeds: readonly string[]): readonly Property[] {
  const several = seeds.map((text) => splitFiles(text)).filter((files) => Object.keys(files).length > 1);
  let repaired: readonly string[] | undefined;
  /** Those of several files in which there is such a fix. */
  const repairedTexts = () => {
    repaired ??= several.filter((files) => fixesElsewhere(files) > 0).map(textOf);
    return repaired.length > 0 ? repaired : seeds;
  };
  const make = (random: Random, texts: readonly string[]): Case => {
    let text = random.pick(random.isOneIn(3) ? seeds : texts);
    for (let count = random.below(4); count > 0; count--) text = applyEdit(text, randomEdit(random, text, seeds));
    return { text, edits: [], seed: random.below(2 ** 31) };
  };
  return [
    {
      name: 'a name is changed wherever it stands, and back',
      make: (random) => make(random, seeds),
      check: (input) => renamesBack(filesOf(input, seeds)),
    },
    {
      name: 'a fix that edits another file makes neither worse',
      make: (random) => make(random, repairedTexts()),
      check: (input) => fixesElsewhere(filesOf(input, seeds).files),
    },
  ];
}

function textOf(files: Files['files']): string {
  return Object.entries(files)
    .map(([name, text]) => `# file: ${name}\n${text}`)
    .join('\n');
}

interface Files {
  /** The files' texts by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The one that is looked at. */
  readonly name: string;
  readonly random: Random;
}

/** The files that a text is made of: those that a fixture names, else two, of which the other often holds what this one names. */
function filesOf({ text, seed }: Case, seeds: readonly string[]): Files {
  const random = new Random(seed);
  const named = splitFiles(text);
  const names = Object.keys(named);
  if (names.length > 1) return { files: named, name: random.pick(names), random };
  const documents = text.split('\n---\n');
  const at = random.below(documents.length);
  const isSplit = documents.length > 1 && !random.isOneIn(3);
  const other = isSplit ? documents.splice(at, 1).join('') : random.pick(seeds);
  return { files: { 'main.yaml': documents.join('\n---\n'), 'other.yaml': other }, name: 'main.yaml', random };
}

const newName = 'x9';

function renamesBack({ files, name: main, random }: Files): number {
  const uri = uriOf(main);
  // In what cannot be read, which alias stands for a name is only guessed.
  const isGuessed = (text: string) => text.includes('*') && problemsOfYaml(text) > 0;
  if (Object.values(files).some((text) => text.includes(newName) || isGuessed(text))) return 0;
  const host = openWorkspace(files);
  const sites = [...host.snapshot().file(uri)!.stream].flatMap(({ start, document }) =>
    nameSitesOf(document).map(({ range }) => start + range.start),
  );
  if (sites.length === 0) return 0;
  const offset = random.pick(sites);
  const found = nameAt(host.snapshot(), uri, offset);
  // What is no name cannot come back.
  if (!found || [newName, found.text].some((name) => renameFault(found, name) !== undefined)) return 0;
  const renamed = withName(host, found, { name: newName, uri });
  const after = openWorkspace(renamed.files);
  const again = nameAt(after.snapshot(), uri, renamed.placeOf(offset));
  assert.ok(again, `${found.text} is a name after it was changed`);
  const back = withName(after, again, { name: found.text, uri });
  // An alias becomes the name that it stood for, and a name may have had more quotes than it needs, or lines of its own;
  // what is no string without quotes may have been written otherwise, as `n` for `false`.
  const isPlain = resolvePlain(found.text).type === 'string';
  for (const [name, text] of Object.entries(files)) {
    assert.deepEqual(valuesOf(back.files[name]!), valuesOf(text), `${found.text} is what it was`);
    if (!/[*"'\\|>]/.test(text) && isPlain) assert.equal(back.files[name], text, `${found.text} is written as it was`);
  }
  return renamed.count;
}

function problemsOfYaml(text: string): number {
  return YamlStream.parse(new SourceText(text)).documents.reduce((sum, { problems }) => sum + problems.length, 0);
}

function valuesOf(text: string): unknown[] {
  return YamlStream.parse(new SourceText(text)).documents.map(({ tree }) => treeValue(tree));
}

/** The files with another name, how often it stands there, and where a place of one of them is now. */
function withName(host: AnalysisHost, found: FoundName, { name, uri }: { name: string; uri: string }) {
  const open = host.snapshot().openFiles();
  const places = occurrencesIn(open, found, neverCancelled);
  const files = Object.fromEntries(
    open.map((file) => {
      const edits = places
        .filter((place) => place.uri === file.uri)
        .map((place) => ({ range: place.range, newText: renamedText(place, name) }));
      assertApart(edits, file.text.length);
      return [file.uri.slice(uriOf('').length), applyEdits(file.text.text, edits)];
    }),
  );
  const placeOf = (offset: number): number => {
    const before = places.filter((place) => place.uri === uri && place.range.end <= offset);
    return before.reduce((sum, { range }) => sum + name.length - (range.end - range.start), offset);
  };
  return { files, count: places.length, placeOf };
}

function assertApart(edits: readonly FileEdit[], length: number): void {
  const ranges = edits.map(({ range }) => range).sort((a, b) => a.start - b.start);
  for (const [index, { start, end }] of ranges.entries()) {
    assert.ok(start >= (ranges[index - 1]?.end ?? 0) && start <= end && end <= length, `${start} to ${end}`);
  }
}

function fixesElsewhere(files: Files['files']): number {
  return Object.keys(files).reduce((sum, main) => sum + fixesFrom(main, files), 0);
}

/** Tries the fixes of one file that edit another one; returns how many there were. */
function fixesFrom(main: string, files: Files['files']): number {
  const uri = uriOf(main);
  const host = openWorkspace(files);
  const snapshot = host.snapshot();
  let tried = 0;
  for (const found of snapshot.problems(uri)) {
    for (const action of codeActions(snapshot, uri, fileRange(found), neverCancelled).actions) {
      const { elsewhere } = action;
      if (!elsewhere || action.repairs?.rule !== found.problem.rule) continue;
      const file = snapshot.file(elsewhere.uri)!;
      const edits = elsewhere.edits(file);
      assert.ok(edits, `${action.title} fits the file that it is for`);
      assertApart(action.edits, snapshot.file(uri)!.text.length);
      assertApart(edits, file.text.length);
      const name = elsewhere.uri.slice(uriOf('').length);
      const after: Record<string, string> = { ...files };
      after[main] = applyEdits(files[main]!, action.edits);
      after[name] = applyEdits(after[name]!, edits);
      const fixed = openWorkspace(after);
      for (const each of Object.keys(files)) {
        const [before, now] = [host, fixed].map((one) => faultsOf(one, each)) as [number, number];
        assert.ok(now <= before, `${action.title} leaves ${now} faults of ${each} where ${before} were`);
      }
      const told = (one: AnalysisHost) =>
        problemsOf(one, main).filter(({ problem }) => isSame(problem, found.problem)).length;
      assert.ok(told(fixed) < told(host), `${found.problem.message} is still there after "${action.title}"`);
      tried++;
    }
  }
  return tried;
}

function faultsOf(host: AnalysisHost, name: string): number {
  const { documents } = host.snapshot().file(uriOf(name))!.stream;
  return documents.reduce((sum, { problems }) => sum + problems.length, 0);
}

function isSame(a: Problem, b: Problem): boolean {
  return a.rule === b.rule && a.message === b.message;
}
