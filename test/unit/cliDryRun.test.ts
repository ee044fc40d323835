import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { makeFolder, runCli } from '../support/cli.ts';

const set = (name: string, more = '') => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  serviceName: ${name}
  replica: 2
  ${more}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: nginx}]}
`;

const folders: (() => void)[] = [];
after(() => {
  for (const remove of folders) remove();
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const { folder, remove } = makeFolder(files);
  folders.push(remove);
  return folder;
}

const dryRun = (cwd: string, ...more: string[]) => runCli(['check', '--fix', '--dry-run', ...more], { cwd });

describe('check --fix --dry-run', () => {
  test('shows as a diff what --fix writes, writes nothing, and ends as it does', () => {
    const files = { 'good.yaml': set('good').replace('replica:', 'replicas:'), 'in/web.yaml': set('web') };
    for (const [more, code] of [
      ['', 0],
      ['bogus: 1', 1],
    ] as const) {
      const folder = folderWith({ ...files, 'api.yaml': set('api', more) });
      const { stdout, stderr, code: dryCode } = dryRun(folder);
      assert.deepEqual(stdout.match(/^[-+].*/gm), [
        '--- a/api.yaml',
        '+++ b/api.yaml',
        '-  replica: 2',
        '+  replicas: 2',
        '--- a/in/web.yaml',
        '+++ b/in/web.yaml',
        '-  replica: 2',
        '+  replicas: 2',
      ]);
      assert.match(stderr, /^statefulset: 2 files would be fixed$/m);
      assert.match(stderr, /^statefulset: once that is written: 3 files checked .*$/m);
      assert.equal(fs.readFileSync(path.join(folder, 'in/web.yaml'), 'utf8'), set('web'));
      const fixed = runCli(['check', '--fix'], { cwd: folder });
      assert.equal(dryCode, code);
      assert.equal(fixed.code, code);
      assert.match(fixed.stderr, /2 files fixed/);
      assert.equal(stderr.match(/written: (.*)/)?.[1], fixed.stdout.trimEnd().split('\n').at(-1));
      assert.equal(dryRun(folder).stdout, '');
    }
  });

  test('can be applied by git', { skip: spawnSync('git', ['--version']).status !== 0 && 'there is no git' }, () => {
    const folder = folderWith({
      'web.yaml': set('web').replaceAll('\n', '\r\n'),
      'a b/api.yaml': set('api').trimEnd(),
    });
    const { stdout } = dryRun(folder, './web.yaml', 'a b');
    const run = spawnSync('git', ['apply', '--whitespace=nowarn'], { cwd: folder, input: stdout, encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    const texts = () => ['web.yaml', 'a b/api.yaml'].map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
    const applied = texts();
    assert.deepEqual(applied, [
      set('web').replace('replica:', 'replicas:').replaceAll('\n', '\r\n'),
      set('api').replace('replica:', 'replicas:').trimEnd(),
    ]);
    runCli(['check', '--fix'], { cwd: folder });
    assert.deepEqual(texts(), applied);
  });

  test('leaves out what --fix would not write, and says why', () => {
    const folder = folderWith({ 'a.yaml': set('a') });
    const outside = folderWith({ 'o.yaml': set('o') });
    fs.symlinkSync(path.join(outside, 'o.yaml'), path.join(folder, 'outside.yaml'));
    const { stdout, stderr, code } = dryRun(folder);
    assert.match(stderr, /outside\.yaml: its fixes were not written: it is a link that leads out of the folder/);
    assert.match(stderr, /: 1 file would be fixed/);
    assert.deepEqual(stdout.match(/^--- .*/gm), ['--- a/a.yaml']);
    assert.equal(code, 2);
  });

  test('takes standard input, which --fix cannot write', () => {
    const { stdout, code } = runCli(['check', '--fix', '--dry-run', '-'], { input: set('web') });
    assert.match(stdout, /^--- a\/-\n\+\+\+ b\/-\n/);
    assert.match(stdout, /^\+ {2}replicas: 2$/m);
    assert.equal(code, 0);
  });

  test('of many files is the same as of few', () => {
    const names = Array.from({ length: 620 }, (_, at) => `s${1000 + at}`);
    const folder = folderWith(Object.fromEntries(names.map((name) => [`${name}.yaml`, set(name)])));
    const { stdout } = dryRun(folder);
    assert.deepEqual(
      stdout.match(/^--- .*/gm),
      names.map((name) => `--- a/${name}.yaml`),
    );
    assert.equal(fs.readFileSync(path.join(folder, 's1000.yaml'), 'utf8'), set('s1000'));
  });

  test('needs --fix, and is no report', () => {
    for (const args of [['--dry-run'], ['--fix', '--dry-run', '--format', 'json']]) {
      const { code, stderr, stdout } = runCli(['check', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, /--dry-run/);
      assert.equal(stdout, '');
    }
  });
});
