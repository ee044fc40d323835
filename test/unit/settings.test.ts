import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ignore from 'ignore';
import manifest from '../../package.json' with { type: 'json' };
import { defaultSettings, editorNames, readSettings } from '../../server/src/analysis/settings.ts';
import { readSettingsFile } from '../../server/src/analysis/settingsFile.ts';
import { limits } from '../../server/src/base/limits.ts';
import { globMatcher } from '../../server/src/lsp/globs.ts';
import { ruleIds } from '../../server/src/service.ts';
import { processorMs } from '../support/processorTime.ts';

const file = (text: string) => readSettingsFile(text, ruleIds);
const editor = (data: unknown) => readSettings(data, defaultSettings, { ruleIds, kind: 'editor' });

test('well-formed settings count, whatever stands beside them', () => {
  const { settings, problems } = file(
    'kubernetesVersion: 1.30\nplatform: eks\nrules: { unknown-field: off, wrong-type: hint }\nexclude: [a, "b/**"]\nnonsense: 1\n',
  );
  assert.equal(settings.kubernetesVersion, '1.30');
  assert.equal(settings.platform, 'eks');
  assert.deepEqual(settings.rules, { 'unknown-field': 'off', 'wrong-type': 'hint' });
  assert.deepEqual(settings.exclude, ['a', 'b/**']);
  assert.deepEqual(
    problems.map(({ line, message }) => [line, message]),
    [[5, 'There is no setting "nonsense"; it is ignored']],
  );
});

test('what is wrong is named in the order of the text', () => {
  const { problems } = file(
    'nonsense: 1\nexclude: y\nrules:\n  no-such-rule: off\n  unknown-field: loud\nplatform: moon\nkubernetesVersion: 0.1\n',
  );
  assert.deepEqual(
    problems.map(({ line }) => line),
    [1, 2, 4, 5, 6, 7],
  );
});

test('an empty file, and one of comments, are no settings and no fault', () => {
  for (const text of ['', '# nothing\n', '---\n', 'rules:\nexclude:\n']) {
    assert.deepEqual(file(text), { settings: defaultSettings, problems: [] }, text);
  }
});

/** What `package.json` says of a setting's type; a list's items have one, too. */
interface Shape {
  readonly type?: string | readonly string[];
  readonly items?: Shape;
}

const valuesByType: Readonly<Record<string, unknown>> = {
  boolean: true,
  number: 1.5,
  string: 'x',
  array: [1],
  object: {},
};

function isOfType({ type = [], items }: Shape, value: unknown): boolean {
  if (Array.isArray(value))
    return [type].flat().includes('array') && value.every((item) => isOfType(items ?? {}, item));
  return [type].flat().includes(typeof value);
}

test('every wrong type of every setting is named with what is wanted', () => {
  const shapes: Readonly<Record<string, Shape>> = manifest.contributes.configuration.properties;
  for (const name of Object.keys(defaultSettings)) {
    const shape = shapes[`statefulset.${name}`];
    assert.ok(shape, `package.json has no setting statefulset.${name}`);
    const wrong = Object.values(valuesByType).filter((value) => !isOfType(shape, value));
    assert.ok(wrong.length >= 3, name);
    for (const value of wrong) {
      const { settings, problems } = editor({ [name]: value });
      const what = `${name}: ${JSON.stringify(value)}`;
      assert.deepEqual(settings, defaultSettings, what);
      assert.deepEqual(
        problems.map(({ path }) => path),
        [[name]],
        what,
      );
      assert.match(problems[0]!.message, new RegExp(`^Setting "${name}" is not `), what);
    }
  }
});

test('settings that are no mapping are none', () => {
  for (const data of [[], 'x', 3, true]) assert.match(editor(data).problems[0]?.message ?? '', /must be a mapping/);
});

test('a cluster domain is one that names can end with', () => {
  const { settings } = editor({ clusterDomain: 'k8s.example.org' });
  assert.equal(settings.clusterDomain, 'k8s.example.org');
  for (const [clusterDomain, near] of [
    ['Cluster.Local.', 'cluster.local'],
    ['.cluster.local', 'cluster.local'],
    ['a_b', 'a-b'],
  ]) {
    const { settings, problems } = editor({ clusterDomain });
    assert.equal(settings.clusterDomain, defaultSettings.clusterDomain);
    assert.match(problems[0]?.message ?? '', new RegExp(`"clusterDomain" is not .*did you mean "${near}"`));
  }
});

test('settings of an editor alone are none in a file', () => {
  assert.deepEqual(
    editor({ inlayHints: { enabled: false }, cluster: { enabled: true }, genericYaml: true }).problems,
    [],
  );
  const { problems } = file('cluster:\n  enabled: true\n');
  assert.match(problems[0]?.message ?? '', /"cluster" counts in the settings of an editor only/);
});

test('a file that is no YAML, or holds two documents, says where', () => {
  const broken = file('platform: eks\nrules: [\n');
  assert.equal(broken.settings.platform, 'eks');
  assert.ok(broken.problems.length > 0 && broken.problems.every(({ line }) => line >= 2));
  const { settings, problems } = file('platform: eks\n---\nplatform: gke\n');
  assert.equal(settings.platform, 'eks');
  assert.deepEqual(
    problems.map(({ line }) => line),
    [3],
  );
});

test('names that objects have by themselves are names like others', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    assert.match(file(`${name}: 1\n`).problems[0]?.message ?? '', /There is no setting/, name);
    assert.match(file(`rules:\n  ${name}: off\n`).problems[0]?.message ?? '', /There is no rule/, name);
  }
});

test('a glob that could run for minutes is left out, and those that are taken are fast', () => {
  const path = `${'a/'.repeat(40)}${'a'.repeat(200)}`;
  for (const glob of ['**/a/**/a/**/a/**/b', '*a*a*a*a*a*b', 'x'.repeat(501)]) {
    const { settings, problems } = editor({ exclude: [glob, 'kept'] });
    assert.deepEqual(settings.exclude, ['kept']);
    assert.deepEqual(problems[0]?.path, ['exclude', 0]);
  }
  const worst = ['**/a/**/a/**/b', '*a*a*a*b', '**/*a*a*a*/**/b'];
  assert.deepEqual(editor({ exclude: worst }).settings.exclude, worst);
  const startMs = processorMs();
  assert.equal(ignore().add(worst).ignores(path), false);
  assert.ok(processorMs() - startMs < 5000);
});

test('of a list of globs beyond all measure the first ones count, and it is told', () => {
  const globs = Array.from({ length: 100_000 }, (_, at) => `folder-${at}`);
  const { settings, problems } = editor({ exclude: globs });
  assert.deepEqual(settings.exclude, globs.slice(0, limits.settingsGlobs));
  assert.deepEqual(
    problems.map(({ path }) => path),
    [['exclude', limits.settingsGlobs]],
  );
});

test('a path through any number of folders is held against globs as fast as one through many', () => {
  const isExcluded = globMatcher(['**/a/**/a/**/b', '**/out/**']);
  const startMs = processorMs();
  assert.equal(isExcluded(`${'a/'.repeat(1900)}c.yaml`), false);
  assert.equal(isExcluded(`${'a/'.repeat(60)}out/${'a/'.repeat(1800)}c.yaml`), true);
  assert.ok(processorMs() - startMs < 5000);
});

test('a file of settings that is too much of something is told, and no setting of it counts', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 12; at++)
    bomb.push(
      `a${at}: &a${at} [${Array(10)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
    );
  const hostile: readonly (readonly [why: RegExp, text: string])[] = [
    [/Aliases make more than/, `platform: eks\n${bomb.join('\n')}\n`],
    [/Aliases make more than/, `platform: eks\n${bomb.join('\n')}\nexclude: *a11\n`],
    [/More than \d+ characters/, `platform: eks\nrules:\n${'  unknown-feld: off\n'.repeat(100_000)}`],
    [/Nested deeper than/, `platform: eks\nrules: ${'['.repeat(10_000)}`],
    [/Nested deeper than/, `platform: eks\nrules: ${'{ a: '.repeat(10_000)}1${' }'.repeat(10_000)}`],
  ];
  const startMs = processorMs();
  for (const [why, text] of hostile) {
    const { settings, problems } = file(text);
    assert.deepEqual(settings, defaultSettings, text.slice(0, 50));
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? '', why);
  }
  assert.ok(processorMs() - startMs < 5000);
});

test('of thousands of wrong settings the first ones are named', () => {
  const names = Array.from({ length: 100_000 }, (_, at) => [`unknown-feld-${at}`, 'warnin']);
  const startMs = processorMs();
  for (const data of [Object.fromEntries(names), { rules: Object.fromEntries(names) }]) {
    const { problems } = editor(data);
    assert.equal(problems.length, limits.settingsProblems + 1);
    assert.match(problems.at(-1)?.message ?? '', /the others are not named/);
  }
  const { settings, problems } = editor({ platform: 'e'.repeat(1_000_000), clusterDomain: 'e.'.repeat(500_000) });
  assert.deepEqual(settings, defaultSettings);
  assert.ok(problems.every(({ message }) => message.length <= 400));
  assert.ok(processorMs() - startMs < 5000);
});

test('the extension offers the settings that are read, and no others', () => {
  const offered = Object.keys(manifest.contributes.configuration.properties).map((name) => name.split('.')[1]!);
  const read = [...Object.keys(defaultSettings), ...editorNames];
  assert.deepEqual([...new Set(offered)].toSorted(), read.toSorted());
});

test('the README shows every setting of a file', () => {
  const readme = fs.readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8');
  const section = /\n## Settings\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const shown = Array.from(section.matchAll(/^(\w+):/gm), (match) => match[1]!);
  assert.deepEqual(shown.toSorted(), Object.keys(defaultSettings).toSorted());
  assert.deepEqual(file(section).problems, []);
});
