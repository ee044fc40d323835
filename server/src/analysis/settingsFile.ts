import { limits } from '../base/limits.ts';
import type { Range } from '../base/range.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import { rootView } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import { SourceText } from '../text/sourceText.ts';
import { YamlStream } from '../yaml/stream.ts';
import { NO_NODE } from '../yaml/tree.ts';
import { defaultSettings, readSettings, type Settings, type SettingsProblem } from './settings.ts';

/** Name of the file at a folder's root that holds settings for every editor and the command line. */
export const settingsFileName = '.statefulset.yaml';

/** The code of what is wrong in settings; no rule, so that settings cannot switch it off. */
export const settingsCode = 'settings';

/** Something in the text of a settings file that does not count. */
export interface SettingsFileProblem {
  /** One sentence. */
  readonly message: string;
  /** Offsets in the text. */
  readonly range: Range;
  /** From 1. */
  readonly line: number;
}

/**
 * The settings that the text of a settings file asks for, over the defaults. What is no YAML, no setting and no value of
 * one is named, in the order of the text, each with its place; all else counts.
 */
export function readSettingsFile(
  content: string,
  ruleIds: readonly string[],
): { settings: Settings; problems: readonly SettingsFileProblem[] } {
  if (content.length > limits.settingsCharacters) return nothingOf(tooLong, 0, 1);
  const text = new SourceText(content);
  const entries = [...YamlStream.parse(text)];
  const [first, second] = entries;
  if (!first) return { settings: defaultSettings, problems: [] };
  const { tree, problems: faults, unread } = first.document;
  if (unread) {
    const at = first.start + unread.at;
    return nothingOf(tooDeep, at, text.lineAt(at) + 1);
  }
  const found = (message: string, { start, end }: Range): SettingsFileProblem => {
    const range = { start: start + first.start, end: end + first.start };
    return { message, range, line: text.positionAt(range.start).line + 1 };
  };
  const problems = faults.map(({ message, start, end }) => found(message, { start, end }));
  if (second)
    problems.push(
      found('Only the first document of a settings file counts', { start: second.start, end: second.start + 3 }),
    );
  if (tree.root === NO_NODE) return { settings: defaultSettings, problems };
  const root = rootView(first.document);
  const budget = { values: limits.settingsValues };
  const plain = plainOf(root, '', budget);
  if (tree.isBomb || budget.values <= 0) return nothingOf(tooMany, first.start, 1);
  const { settings, problems: wrong } = readSettings(plain, defaultSettings, { ruleIds, kind: 'file' });
  for (const problem of wrong) problems.push(found(problem.message, placeOf(root, problem)));
  return { settings, problems: problems.sort((a, b) => a.range.start - b.range.start) };
}

const tooLong = `More than ${limits.settingsCharacters} characters, so none of these settings count; write fewer`;
const tooDeep = `Nested deeper than ${limits.levels} levels, so none of these settings count; flatten them`;
const tooMany = `Aliases make more than ${limits.settingsValues} values, so none of these settings count; write fewer`;

/** What a file asks for that is too much to be looked at. */
function nothingOf(message: string, start: number, line: number): ReturnType<typeof readSettingsFile> {
  return { settings: defaultSettings, problems: [{ message, range: { start, end: start + 1 }, line }] };
}

/** The same problems as a document's, for editors that show the file. */
export function settingsProblems(content: string, ruleIds: readonly string[]): readonly Problem[] {
  return readSettingsFile(content, ruleIds).problems.map(
    ({ message, range }): Problem => ({ rule: settingsCode, severity: 'warning', message, range, field: '' }),
  );
}

function placeOf(root: FieldView, { path, isName }: SettingsProblem): Range {
  let view = root;
  for (const step of path) {
    const next = typeof step === 'number' ? view.items()[step] : view.field(step);
    if (!next?.exists) break;
    view = next;
  }
  return isName || !view.hasValue ? view.keyRange : view.range;
}

/** The value as data; once the budget is spent, as few lines of aliases can do it, there is no more of it. */
function plainOf(view: FieldView, name: string, budget: { values: number }): unknown {
  if (budget.values <= 0) return undefined;
  budget.values--;
  if (view.isMapping()) {
    return Object.fromEntries(view.entries().map((entry) => [entry.name, plainOf(entry.value, entry.name, budget)]));
  }
  if (view.isSequence()) return view.items().map((item) => plainOf(item, '', budget));
  // Without quotes 1.30 is a number, and the same number as 1.3: its text tells which minor is meant.
  return name === 'kubernetesVersion' && typeof view.json() === 'number' ? view.text() : view.json();
}
