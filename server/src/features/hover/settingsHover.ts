import { rootView } from '../../manifest/manifest.ts';
import { NO_NODE, type YamlDocument } from '../../yaml/tree.ts';
import { ruleWords, type SettingsWord, settingNames, settingValues } from '../settingsWords.ts';
import type { Hover } from '../types.ts';
import { stepInto } from './place.ts';
import { renderHover } from './render.ts';

/** What a word of a settings file means; undefined for free texts, and where nothing known stands. */
export function settingsHover(document: YamlDocument, offset: number): Hover | undefined {
  if (document.tree.root === NO_NODE) return undefined;
  let view = rootView(document);
  const path: (string | number)[] = [];
  for (let step = stepInto(view, offset); step; step = stepInto(view, offset)) {
    view = step.view;
    path.push(view.step);
    if (step.isKey) return rendered(nameOf(path), view.keyRange);
  }
  if (path.length === 0 || !view.isScalar()) return undefined;
  // YAML 1.1 readers turn a bare `off` into false.
  const text = view.text();
  return rendered(
    settingValues(path).find(({ word }) => word === text),
    view.range,
  );
}

function nameOf(path: readonly (string | number)[]): SettingsWord | undefined {
  const name = path.at(-1);
  if (path.length === 1) return settingNames().find(({ word }) => word === name);
  return path.length === 2 && path[0] === 'rules' ? ruleWords().find(({ word }) => word === name) : undefined;
}

function rendered(found: SettingsWord | undefined, range: Hover['range']): Hover | undefined {
  if (!found) return undefined;
  const { word, meaning, page } = found;
  const links = page === undefined ? [] : [{ title: `Rule ${word}`, href: page }];
  return { markdown: renderHover({ title: word, answer: meaning, links }), range };
}
