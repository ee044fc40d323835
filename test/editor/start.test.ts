import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasEditorPackage } from '../../scripts/editorPackage.ts';
import { runNode } from '../../scripts/run.ts';

const skip = hasEditorPackage() ? false : 'VS Code for the Web is not installed in test/editor; npm test installs it';

test('npm start serves VS Code for the Web and prints its address', { skip, timeout: 120_000 }, async () => {
  const { status, output } = await runNode(['scripts/start.ts', '--check']);
  assert.equal(status, 0, output);
  assert.match(output, /http:\/\/localhost:\d+\//);
  assert.match(output, /The page answers/);
});
