import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { rules } from '../../server/src/rules/all.ts';
import { openWorkspace, problemsOf, splitFiles } from '../support/workspace.ts';

const root = path.join(import.meta.dirname, '../..');

for (const rule of rules) {
  describe(rule.id, () => {
    const readme = fs.readFileSync(path.join(root, `server/src/rules/${rule.id}/README.md`), 'utf8');
    test('its page says what, why and how to fix', () => {
      assert.ok(readme.startsWith(`# ${rule.id}\n`), 'title');
      for (const heading of ['## Why', '## Fix', '## Examples']) assert.ok(readme.includes(`\n${heading}\n`), heading);
    });
    test('its examples do what they say', () => {
      const bad = blocks(readme, 'bad');
      const good = blocks(readme, 'good');
      assert.ok(bad.length > 0 && good.length > 0, 'a bad and a good example');
      for (const text of bad) assert.ok(codes(text).includes(rule.id), `finds something in\n${text}`);
      for (const text of good) assert.ok(!codes(text).includes(rule.id), `finds nothing in\n${text}`);
    });
    test('its first line fits into a list', () => {
      assert.ok(rule.summary.length <= 100 && !rule.summary.endsWith('.'), rule.summary);
    });
  });
}

test('what is generated from the rules is up to date', () => {
  const run = () =>
    execFileSync(process.execPath, [path.join(root, 'scripts/generate.ts'), '--check'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  assert.doesNotThrow(run);
});

/** The YAML blocks of a page that are marked `bad` or `good`; `# settings: {…}` and `# file: NAME` as in fixtures. */
function blocks(readme: string, mark: string): string[] {
  return Array.from(readme.matchAll(/```yaml (bad|good)\n([\s\S]*?)```/g))
    .filter((match) => match[1] === mark)
    .map((match) => match[2]!);
}

function codes(text: string): string[] {
  const settings = /^# settings: (.*)$/m.exec(text);
  const files = splitFiles(text);
  const host = openWorkspace(files, settings ? JSON.parse(settings[1]!) : {});
  return Object.keys(files).flatMap((name) => problemsOf(host, name).map(({ problem }) => problem.rule));
}
