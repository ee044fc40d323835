import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../support/edits.ts';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

/** The text after the first repair of a rule's problem. */
function fixed(text: string, rule: string, others: Readonly<Record<string, string>> = {}): string {
  const host = openWorkspace({ 'main.yaml': text, ...others });
  const found = problemsOf(host, 'main.yaml').find(({ problem }) => problem.rule === rule);
  const [fix] = found?.problem.fixes?.() ?? [];
  assert.ok(fix, `no repair of ${rule}`);
  return applyEdits(text, fix.edits);
}

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web-headless\nspec:\n  clusterIP: None\n';

test('what a repair writes keeps the quotes, so that JSON stays JSON', () => {
  const text = JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: { serviceName: 'web-headles' },
  });
  const after = fixed(text, 'service-name-unresolved', { 'service.yaml': service });
  assert.equal(JSON.parse(after).spec.serviceName, 'web-headless');
});

test('a name that YAML would read as a number is written in quotes', () => {
  const text = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  serviceName: 1234567x\n';
  const after = fixed(text, 'service-name-unresolved', {
    'service.yaml': service.replace('web-headless', "'1234567'"),
  });
  assert.match(after, /serviceName: "1234567"\n/);
});
