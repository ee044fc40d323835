import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { sarifReport } from '../../server/src/cli/reports/sarif.ts';
import { makeFolder, runCli } from '../support/cli.ts';
import { manifestWith, othersWith, templateWith } from './hostileManifest.ts';
import { hiddenCharacters, hostileTexts } from './hostileTexts.ts';

// A folder with such names, checked in a build whose log is read by programs, or on somebody's terminal.

/** What GitHub, Azure and others take out of a log as a command, and carry out. */
const buildCommands = [/^\s*::[a-z]/m, /##\w*\[/];

/** Set names by which a file may be called. */
const names = [
  '::set-output name=a::b ##[x]y ##vso[z]w',
  'a\n::add-mask::b\nkind: Secret\n# ',
  '\u202E\u001b[2J\u009b1m',
];

/** All of them in one argument, which cannot have the character NUL. */
const spoken = hostileTexts.join(' ').replaceAll('\u0000', '');

describe('the command line', () => {
  let folder = '';
  let remove = () => {};
  before(() => {
    const files: Record<string, string> = {};
    for (const [at, text] of hostileTexts.entries()) {
      const name = `${names[at % names.length]}${at}`;
      files[`${name}.yaml`] = manifestWith(text);
      files[`${name}-others.yaml`] = othersWith(text);
      files[`charts/templates/${name}.yaml`] = templateWith(text);
    }
    files['.statefulset.yaml'] = JSON.stringify(Object.fromEntries(hostileTexts.map((text) => [text, text])));
    ({ folder, remove } = makeFolder(files));
    for (const name of names) fs.symlinkSync('nowhere', path.join(folder, `${name}-link.yaml`));
  });
  after(() => remove());

  for (const args of [
    ['check', '.'],
    ['preview', '.'],
    ['explain', spoken],
    [spoken],
    ['check', ...names],
    ['check', '--platform', spoken],
    ['rollout', `${names[1]}1-others.yaml`, '--then', 'scale=5', '--then', `image=${names[1]}`],
    ['rollout', '--then', names[1]!],
  ]) {
    test(`says to people what steers nothing: ${JSON.stringify(args).slice(0, 60)}`, () => {
      const { stdout, stderr } = runCli(args, { cwd: folder });
      assert.ok(stdout.length + stderr.length > 60, 'something is said');
      assert.deepEqual([...new Set(`${stdout}${stderr}`.match(hiddenCharacters))], []);
      for (const command of buildCommands) assert.doesNotMatch(`${stdout}\n${stderr}`, command);
      for (const line of stderr.trimEnd().split('\n')) assert.match(line, /^(?:statefulset|$)/, 'one line each');
    });
  }

  for (const args of [
    ['check', '--format', 'json', '.'],
    ['check', '--format', 'sarif', '.'],
    ['preview', '--format', 'json', '.'],
    ['effective', '--format', 'json', '.'],
    ['rollout', '--format', 'json', `${names[1]}1-others.yaml`, '--then', 'scale=5'],
  ]) {
    test(`tells programs what steers nothing, and the names as they are: ${args.join(' ').slice(0, 40)}`, () => {
      const { stdout } = runCli(args, { cwd: folder });
      assert.deepEqual([...new Set(stdout.match(hiddenCharacters))], []);
      for (const command of buildCommands) assert.doesNotMatch(stdout, command);
      const told = JSON.stringify(JSON.parse(stdout));
      if (args[0] !== 'rollout' && args[2] !== 'sarif') assert.ok(told.includes(JSON.stringify(names[0]).slice(1, -1)));
    });
  }

  test('what Kubernetes stores is the same as YAML and as JSON, whatever the names of files and fields', () => {
    const yaml = runCli(['effective', '.'], { cwd: folder }).stdout;
    const json = runCli(['effective', '--format', 'json', '.'], { cwd: folder }).stdout;
    const documents = parseAllDocuments(yaml, { version: '1.1', merge: true });
    const told = (JSON.parse(json) as { files: { objects: { object: object }[] }[] }).files;
    const objects = told.flatMap((file) => file.objects.map(({ object }) => object));
    assert.ok(objects.length > hostileTexts.length);
    assert.deepEqual([...new Set(yaml.match(hiddenCharacters))], []);
    assert.deepEqual(
      documents.map((document) => [document.errors, document.toJS()]),
      objects.map((object) => [[], object]),
    );
  });

  test('SARIF has no links in its messages', () => {
    const { stdout } = runCli(['check', '--format', 'sarif', '.'], { cwd: folder });
    const { runs } = JSON.parse(stdout) as { runs: { results: { message: { text: string } }[] }[] };
    const messages = runs.flatMap(({ results }) => results.map(({ message }) => message.text));
    assert.ok(messages.some((text) => text.includes('[x] (command:')));
    for (const text of messages) assert.doesNotMatch(text, /\]\(/);
  });
});

test('a file name with half a character is reported as another name, not by a crash', () => {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 2 };
  const object = { apiVersion: 'v1', kind: 'Service', name: 'a' };
  const diagnostic = { ...place, severity: 'error', code: 'x', message: 'm', field: '', object, lineText: '' } as const;
  const files = [{ path: 'a\uD800/b c.yaml', objects: 1, diagnostics: [diagnostic] }];
  const report = sarifReport({ kubernetesVersion: '1.37', files, unreadable: [] }, { version: '1', pages: {} });
  assert.match(report, /"uri": "a%EF%BF%BD\/b%20c\.yaml"/);
});

test('names that every object of JavaScript has are names like others', () => {
  for (const name of ['constructor', '__proto__']) {
    assert.match(runCli(['help', name]).stdout, /^statefulset: understands/);
    assert.match(runCli([name]).stderr, /there is no command/);
    assert.match(runCli(['explain', name]).stderr, /there is no topic, rule or field/);
    assert.match(runCli(['check', '--platform', name, '-'], { input: 'a: 1\n' }).stderr, /knows no|--platform takes/);
  }
});
