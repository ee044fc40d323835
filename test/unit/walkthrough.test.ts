import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

const root = join(import.meta.dirname, '../..');
const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const steps: readonly {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown: string };
  readonly completionEvents: readonly string[];
}[] = contributes.walkthroughs.flatMap((walkthrough: { steps: [] }) => walkthrough.steps);

before(() => execFileSync(process.execPath, [join(root, 'scripts/texts.mjs')]));

test('each step has a page with words and a picture that are there', () => {
  for (const { id, media } of steps) {
    const file = join(root, media.markdown);
    assert.ok(existsSync(file), `${id}: ${media.markdown}`);
    const text = readFileSync(file, 'utf8');
    const [, image = ''] = /!\[[^\]]+\]\((images\/[^)]+)\)/.exec(text) ?? [];
    assert.ok(existsSync(join(root, 'dist/walkthrough', image)), `${id}: ${image}`);
    assert.match(text, /\n- /);
    assert.doesNotMatch(text, /\{\w+\}/, `${id}: a placeholder is left`);
  }
});

test('steps lead only to commands that exist, and the last one to a running preview', () => {
  const known = new Set(contributes.commands.map(({ command }: { command: string }) => command));
  const used = steps.flatMap(({ description, completionEvents }) => [
    ...Array.from(description.matchAll(/\(command:([\w.]+)\)/g), (match) => match[1]!),
    ...completionEvents.filter((event) => event.startsWith('onCommand:')).map((event) => event.slice(10)),
  ]);
  for (const command of used)
    assert.ok(command.startsWith('workbench.') || known.has(command), `there is no command ${command}`);
  assert.match(steps.at(-1)!.description, /command:statefulset\.openExample/);
});

test('the example has no mistakes', () => {
  const text = readFileSync(join(root, 'dist/walkthrough/example.yaml'), 'utf8');
  const found = problemsOf(openWorkspace({ 'example.yaml': text }), 'example.yaml');
  assert.deepEqual(
    found.filter(({ problem }) => problem.severity === 'error' || problem.severity === 'warning'),
    [],
  );
});
