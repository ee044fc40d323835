import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { root } from '../../scripts/run.ts';

// What runs with the rights of the repository whenever somebody proposes a change to it.

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>> | readonly string[];
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>>;
}

const files = globSync('.github/workflows/*.{yml,yaml}', { cwd: root });
const workflows = files.map((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  return { file, text, workflow: parse(text) as Workflow };
});

test('a workflow may read the repository and nothing else, and leaves no token behind', () => {
  assert.ok(workflows.length > 1);
  for (const { file, workflow } of workflows) {
    assert.deepEqual(workflow.permissions, { contents: 'read' }, file);
    for (const { permissions, steps } of Object.values(workflow.jobs)) {
      assert.equal(permissions, undefined, file);
      const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      assert.equal(checkouts.length, 1, file);
      for (const each of checkouts) assert.equal(each.with?.['persist-credentials'], false, file);
    }
  }
});

test('an action is one commit, with its version beside it', () => {
  const lines = workflows.flatMap(({ text }) => text.match(/uses:.*/g) ?? []);
  assert.ok(lines.length > 5);
  for (const line of lines) assert.match(line, /^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('nothing that somebody else writes gets into a command, and no secret is in reach of a proposed change', () => {
  for (const { file, text, workflow } of workflows) {
    assert.doesNotMatch(text, /\$\{\{|secrets\.|pull_request_target|workflow_run/, file);
    assert.ok(!Object.keys(workflow.on).includes('pull_request_target'), file);
  }
});

test('CI asks for known faults and signatures, is strict about the answers, and installs by the lock file', () => {
  const runs = workflows.flatMap(({ workflow }) =>
    Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap((step) => step.run ?? [])),
  );
  assert.ok(runs.some((line) => line.includes('npm run audit -- --strict')));
  for (const line of runs) assert.doesNotMatch(line, /npm (?:install|i)\b|curl|wget|\|\s*(?:ba)?sh\b/);
});
