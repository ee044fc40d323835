import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { defaultSettings } from '../../server/src/analysis/settings.ts';
import { Claims } from '../../server/src/cli/check/claims.ts';
import { CheckSession } from '../../server/src/cli/check/session.ts';
import { threadsFor } from '../../server/src/cli/check/threads.ts';
import { makeFolder, runCli } from '../support/cli.ts';

describe('files that threads share', () => {
  test('are taken in turn, each once', () => {
    const one = new Claims(100);
    const other = new Claims(100, one.memory);
    const walks = [one.inTurn(), other.inTurn()];
    const taken: number[][] = [[], []];
    // The second one is slow.
    for (let step = 0; step < 300; step++) {
      const who = step % 5 === 4 ? 1 : 0;
      const { value, done } = walks[who]!.next();
      if (!done) taken[who]!.push(value);
    }
    assert.deepEqual(
      taken.flat().sort((a, b) => a - b),
      Array.from({ length: 100 }, (_, at) => at),
    );
    assert.ok(taken[1]!.length > 0 && taken[1]!.length < taken[0]!.length);
  });

  test('are left for others until somebody takes them', () => {
    const one = new Claims(5);
    const other = new Claims(5, one.memory);
    assert.equal(one.take(0), true);
    assert.equal(other.take(0), false);
    assert.equal(other.take(4), true);
    assert.deepEqual([...one.left()], [3, 2, 1]);
    assert.deepEqual([...other.left()], []);
  });
});

const set = (name: string, service: string, more = '') => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  serviceName: ${service}
  ${more}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: nginx}]}
`;
const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {clusterIP: None, selector: {app: ${name}}}\n`;

/** So long that it is worth its time to have several threads for hundreds of files. */
const comment = `# ${'of a release '.repeat(1400)}\n`;

/** More files than one thread checks: sets, and far behind them the Services of every third one. */
function manyFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 100; i < 700; i++) {
    files[`a/set-${i}.yaml`] = comment + set(`set-${i}`, `set-${i}`, i % 7 === 0 ? 'replica: 2' : '');
    if (i % 3 === 0) files[`z/service-${i}.yaml`] = comment + service(`set-${i}`);
  }
  return files;
}

describe('a check of many files', () => {
  const { folder, remove } = makeFolder(manyFiles());
  after(remove);
  const broken = ['a/broken-1.yaml', 'm/broken-2.yaml', 'z/broken-3.yaml'];
  fs.mkdirSync(path.join(folder, 'm'));
  for (const name of broken) fs.writeFileSync(path.join(folder, name), Buffer.from([0x61, 0xff, 0x00]));

  test('has a thread for each core where there is much to read, and for every second one where there is little', () => {
    const long = Object.keys(manyFiles()).map((name) => path.join(folder, name));
    assert.deepEqual(
      [1, 2, 8].map((cores) => threadsFor(long, cores)),
      [1, 2, 3],
    );
    const none = long.map((file) => `${file}.gone`);
    assert.deepEqual(
      [1, 2, 8].map((cores) => threadsFor(none, cores)),
      [1, 1, 3],
    );
    assert.equal(threadsFor(long.slice(0, 500), 8), 1);
  });

  for (const least of ['hint', 'error'] as const) {
    test(`finds on several threads what it finds on one, in the order of the files: from ${least} on`, () => {
      const { code, stdout } = runCli(['check', '--format', 'json', '--min-severity', least, '.'], { cwd: folder });
      const report = JSON.parse(stdout);
      const session = new CheckSession({ settings: defaultSettings, least, fixRoots: undefined });
      const names = Object.keys(manyFiles()).sort();
      const files = names.map((name) => path.join(folder, name));
      if (!session.isFileByFile) for (const file of files) session.read(file);
      session.host.setIndexComplete(true);
      const wanted = files.map((file) => session.check(file)!);
      const told = (diagnostics: readonly { code: string; line: number; message: string }[]) =>
        diagnostics.map((found) => `${found.line} ${found.code} ${found.message}`);
      assert.deepEqual(
        report.files.map((file: { path: string; diagnostics: [] }) => [file.path, told(file.diagnostics)]),
        wanted.map(({ diagnostics }, at) => [names[at], told(diagnostics)]),
      );
      assert.deepEqual(
        report.unreadable.map((one: { path: string }) => one.path),
        broken,
      );
      assert.equal(code, 2);
      assert.ok(report.summary.error > 80, 'misspelt fields');
      if (least === 'hint') assert.ok(report.summary.warning >= 400, 'Services that are not there');
    });
  }
});
