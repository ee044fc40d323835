import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textRules } from '../../server/src/rules/textRules.ts';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

for (const rule of textRules) {
  test(`the examples of ${rule.id} do what they say`, () => {
    const codes = (text: string) =>
      problemsOf(openWorkspace({ 'main.yaml': text }), 'main.yaml').map(({ problem }) => problem.rule);
    assert.ok(codes(rule.bad).includes(rule.id), `${codes(rule.bad)} in\n${rule.bad}`);
    assert.deepEqual(codes(rule.good), []);
  });
}

test('a half-typed key is reported once', () => {
  const text = textRules.find(({ id }) => id === 'yaml-syntax')!.good;
  const host = openWorkspace({ 'main.yaml': `${text}  clust\n` });
  assert.deepEqual(
    problemsOf(host, 'main.yaml').map(({ problem }) => problem.rule),
    ['yaml-syntax'],
  );
});
