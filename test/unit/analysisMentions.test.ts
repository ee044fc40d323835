import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { mayMention } from '../../server/src/analysis/mentions.ts';
import { rules } from '../../server/src/rules/all.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { openWorkspace, problemsOf, splitFiles, uriOf } from '../support/workspace.ts';

describe('what a document mentions', () => {
  const mentions = (text: string, ...words: string[]) => mayMention(parseDocument(text), words);

  test('is a word of its text, wherever it stands', () => {
    assert.equal(mentions('ports: [{hostPort: 80}]\n', 'hostPort'), true);
    assert.equal(mentions('ports: [{hostPort: 80}]\n', 'hostNetwork', 'hostPort'), true);
    assert.equal(mentions('ports: [{containerPort: 80}]\n', 'hostPort', 'hostNetwork'), false);
  });

  test('may be anything where a text is escaped or encoded', () => {
    assert.equal(mentions('"host\\x50ort": 80\n', 'hostPort'), true);
    assert.equal(mentions('!!binary aG9zdFBvcnQ=: 80\n', 'hostPort'), true);
  });
});

const set = (container: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: app, image: nginx, ${container}}
`;

test('a rule finds fields whose names are escaped', () => {
  for (const key of ['hostPort', '"host\\x50ort"']) {
    const host = openWorkspace({ 'web.yaml': set(`ports: [{containerPort: 80, ${key}: 80}]`) });
    const found = problemsOf(host, 'web.yaml').map(({ problem }) => problem.rule);
    assert.ok(found.includes('host-port-per-node'), `${key}: ${found.join(' ')}`);
  }
});

describe('a rule that names words finds the same as without them', () => {
  const folder = path.join(import.meta.dirname, '../../server/src/rules');
  for (const { id, words, severity, ...rule } of rules) {
    if (words === undefined) continue;
    test(id, () => {
      const names = fs.readdirSync(path.join(folder, id, 'fixtures')).filter((name) => !name.includes('.fixed.'));
      let met = 0;
      for (const name of names) {
        const files = splitFiles(fs.readFileSync(path.join(folder, id, 'fixtures', name), 'utf8'));
        const found = findings(new AnalysisHost([{ ...rule, id, words, severity }]), files);
        assert.deepEqual(found, findings(new AnalysisHost([{ ...rule, id, severity }]), files), name);
        met += found.length;
      }
      assert.ok(met > 0, 'its fixtures hold findings');
    });
  }
});

function findings(host: AnalysisHost, files: Readonly<Record<string, string>>): readonly string[] {
  for (const [name, text] of Object.entries(files)) host.open(uriOf(name), 1, text);
  host.setIndexComplete(true);
  return Object.keys(files).flatMap((name) =>
    problemsOf(host, name).map(({ problem, documentStart }) => `${name}:${documentStart} ${JSON.stringify(problem)}`),
  );
}
