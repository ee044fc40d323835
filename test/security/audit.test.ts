import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAudit, readSignatures } from '../../scripts/audit.ts';

const state = (answer: { state: string }) => answer.state;

test('known faults that are moderate or worse are found and named', () => {
  const vulnerabilities = { a: { severity: 'high' }, b: { severity: 'low' } };
  const found = readAudit(JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: { low: 1, high: 1 } } }));
  assert.equal(found.state, 'found');
  assert.match(found.words, /^1 that .*a \(high\)/);
  assert.equal(
    state(readAudit(JSON.stringify({ vulnerabilities: {}, metadata: { vulnerabilities: { low: 2 } } }))),
    'fine',
  );
});

test('packages whose signature is wrong or missing are found and named', () => {
  const found = readSignatures(JSON.stringify({ invalid: [{ name: 'a', version: '1.0.0' }], missing: [] }));
  assert.equal(found.state, 'found');
  assert.match(found.words, /a@1\.0\.0/);
  assert.equal(state(readSignatures('npm warn x\n{"invalid": [], "missing": []}')), 'fine');
});

test('a registry that does not answer is no good news', () => {
  for (const output of [
    '{"message": "405 Method Not Allowed", "error": {"summary": "", "detail": ""}}',
    'npm error code ENOTFOUND\n{"error": {"code": "ENOTFOUND", "summary": "request failed"}}',
    'npm error found no dependencies to audit that were installed from a supported registry',
    '',
    '{}',
  ]) {
    for (const answer of [readAudit(output), readSignatures(output)]) {
      assert.equal(answer.state, 'unasked', output);
      assert.match(answer.words, /^the registry did not answer: ./);
    }
  }
});
