import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rulePages } from '../../server/src/cli/explain/rule.ts';
import { sarifReport } from '../../server/src/cli/reports/sarif.ts';
import { ruleIds } from '../../server/src/service.ts';

test('SARIF says of every rule what it finds, why, how to repair it, and how bad it is', async () => {
  const diagnostics = ruleIds.map((code) => ({
    ...({ severity: 'error', code, message: 'x', field: '', object: { apiVersion: '', kind: '', name: '' } } as const),
    ...{ line: 1, column: 1, endLine: 1, endColumn: 2, lineText: '' },
  }));
  const report = { kubernetesVersion: '1.37', files: [{ path: 'a.yaml', objects: 1, diagnostics }], unreadable: [] };
  const sarif = JSON.parse(sarifReport(report, { version: '1.0.0', pages: await rulePages() }));
  const { rules } = sarif.runs[0].tool.driver;
  assert.equal(rules.length, ruleIds.length);
  for (const { id, shortDescription, fullDescription, help, defaultConfiguration } of rules) {
    assert.match(defaultConfiguration.level, /^(?:error|warning|note)$/, id);
    assert.match(shortDescription.text, /^[^\n]{10,}$/, id);
    assert.ok(fullDescription.text.length > 20 && fullDescription.text !== shortDescription.text, id);
    assert.ok(help.text.length > fullDescription.text.length + shortDescription.text.length + 4, id);
    assert.doesNotMatch(help.text, /\*\*|\]\(|^#/m, id);
    assert.match(help.markdown, new RegExp(`^# ${id}\n`));
  }
});
