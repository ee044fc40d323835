import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { unifiedDiff } from '../../server/src/cli/unifiedDiff.ts';
import { makeFolder } from '../support/cli.ts';
import { fc } from '../support/fastCheck.ts';

const hasPatch = spawnSync('patch', ['--version']).status === 0;

/** What a diff makes of the text that it was made of: reads what it says, and nothing else. */
function applied(before: string, diff: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  let left = 0;
  const lines = diff.split('\n');
  for (const [index, line] of lines.entries()) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$/.exec(line);
    if (head) {
      assert.equal(left, 0, 'the hunk before has all its lines');
      const start = head[2] === '0' ? Number(head[1]) : Number(head[1]) - 1;
      result.push(...old.slice(at, start));
      at = start;
      left = Number(head[2] ?? 1) + Number(head[4] ?? 1);
      assert.equal(result.length, head[4] === '0' ? Number(head[3]) : Number(head[3]) - 1, line);
      continue;
    }
    if (index < 2 || line.startsWith('\\')) continue;
    const text = line.slice(1) + (lines[index + 1]?.startsWith('\\') ? '' : '\n');
    left -= line.startsWith(' ') ? 2 : 1;
    if (!line.startsWith('+')) assert.equal(old[at++], text);
    if (!line.startsWith('-')) result.push(text);
  }
  assert.equal(left, 0);
  return [...result, ...old.slice(at)].join('');
}

describe('a unified diff', () => {
  test('shows what changes, with three lines around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';
    assert.equal(
      unifiedDiff('x/web.yaml', before, before.replace('e\n', 'E\n')),
      '--- a/x/web.yaml\n+++ b/x/web.yaml\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h',
    );
    assert.equal(unifiedDiff('web.yaml', before, before), '');
  });

  test('of changes that lie apart has a part each', () => {
    const before = `${Array.from({ length: 30 }, (_, at) => at).join('\n')}\n`;
    const after = before.replace('2\n', 'two\n').replace('27\n', '');
    assert.deepEqual(unifiedDiff('a', before, after).match(/@@.*@@/g), ['@@ -1,6 +1,6 @@', '@@ -25,6 +25,5 @@']);
  });

  test('tells where the last line has no end, and keeps \\r and a mark of byte order', () => {
    assert.match(unifiedDiff('a', 'x: 1', 'x: 2\n'), /\n-x: 1\n\\ No newline at end of file\n\+x: 2$/);
    assert.match(
      unifiedDiff('a', '\uFEFFx: 1\r\ny: 2\r\n', '\uFEFFx: 1\r\ny: 3\r\n'),
      / \uFEFFx: 1\r\n-y: 2\r\n\+y: 3\r$/,
    );
  });

  test('shows what would steer a terminal, in texts and in names', () => {
    assert.match(unifiedDiff('a', 'x: "\u001b[2J"\n', 'y: 1\n'), /^-x: "\\u001B\[2J"$/m);
    assert.match(unifiedDiff('new\nline.yaml', 'x\n', 'y\n'), /^--- "a\/new\\nline\.yaml"$/m);
    assert.match(unifiedDiff('/tmp/a.yaml', 'x\n', 'y\n'), /^--- \/tmp\/a\.yaml$/m);
  });

  test('leads from the one text to the other, whatever they are', () => {
    const line = fc.constantFrom('a\n', 'b\n', 'c\n', 'd\r\n', '\n');
    const text = fc
      .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('', 'e'))
      .map(([lines, end]) => lines.join('') + end);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff('a', before, after);
        assert.equal(diff === '' ? before : applied(before, diff), after);
      }),
    );
  });

  test('is the shortest one', () => {
    const changes = (before: string, after: string) => unifiedDiff('a', before, after).match(/^[-+](?![-+])/gm)?.length;
    assert.equal(changes('a\nb\nc\na\nb\nb\na\n', 'c\nb\na\nb\na\nc\n'), 5);
    assert.equal(changes('a\nb\nc\nd\n', 'd\na\nb\nc\n'), 2);
  });

  test('of long texts that have little in common takes time as they are long', () => {
    const lines = (sign: string) =>
      Array.from({ length: 20_000 }, (_, at) => `${at % 3 === 0 ? sign : ''}${at}\n`).join('');
    const started = process.cpuUsage();
    const [before, after] = [lines('x'), lines('y')];
    const diff = unifiedDiff('a', before, after);
    const { user } = process.cpuUsage(started);
    assert.equal(applied(before, diff), after);
    assert.ok(user < 20_000_000, `${user} µs`);
  });

  test('is read by patch', { skip: !hasPatch && 'there is no patch' }, () => {
    const before = '# web\nkind: StatefulSet\nreplica: 2\nspec:\n  a: 1\n';
    const after = before.replace('replica', 'replicas').replace('  a: 1\n', '  a: 1\n  b: 2');
    const { folder, remove } = makeFolder({ 'web.yaml': before });
    try {
      const run = spawnSync('patch', ['-p1'], { cwd: folder, input: `${unifiedDiff('web.yaml', before, after)}\n` });
      assert.equal(run.status, 0, String(run.stdout));
      assert.equal(fs.readFileSync(path.join(folder, 'web.yaml'), 'utf8'), after);
    } finally {
      remove();
    }
  });
});
