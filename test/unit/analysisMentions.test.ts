import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { carryMentions, mayMention } from '../../server/src/analysis/mentions.ts';
import { rules } from '../../server/src/rules/all.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';
import { openWorkspace, problemsOf, splitFiles, uriOf } from '../support/workspace.ts';

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

describe('after an edit it is known what a document mentions', () => {
  const words = ['hostPort', 'hostNetwork', '$('];
  const text = set('ports: [{containerPort: 80}]');
  for (const [what, from, to] of [
    ['a word that is typed', 'containerPort', 'hostPort'],
    ['one that becomes whole by a letter', 'hostort', 'hostPort'],
    ['one that becomes whole as something between goes', 'host-Port', 'hostPort'],
    ['one within a value that is written anew', 'image: nginx', 'image: $(nginx)'],
    ['one in lines that come', 'containers:\n', 'containers:\n        - {name: b, ports: [{hostPort: 80}]}\n'],
    ['none that goes', 'hostPort', 'hostort'],
    ['any, where something is escaped', 'image: nginx', 'image: "n\\x67inx"'],
    ['any, where something is tagged', 'image: nginx', 'image: !!binary bmdpbng='],
    ['any still, where that goes', '"n\\x67inx"', 'nginx'],
  ] as const) {
    test(what, () => {
      const begun = text.includes(from) ? text : text.replace('nginx', from);
      const stream = YamlStream.parse(new SourceText(begun));
      const before = stream.documents[0]!;
      mayMention(before, words);
      const start = begun.indexOf(from);
      const edit = { start, end: start + from.length, newText: to };
      const source = stream.source.edit([edit]);
      const now = stream.edit([edit], source).documents[0]!;
      carryMentions(before, now);
      assert.notEqual(start, -1);
      for (const word of [...words, 'nginx', 'ports']) {
        const isThere = mayMention(parseDocument(source.text), [word]);
        const wasThere = mayMention(parseDocument(begun), [word]);
        // One that went may still be there, until the text is read anew.
        if (isThere || !wasThere) assert.equal(mayMention(now, [word]), isThere, `${word} in ${source.text}`);
        assert.equal(mayMention(before, [word]), wasThere, `${word} in the text before`);
      }
    });
  }
});

test('a rule that names words finds what is typed into a file that had none of them, and no more once it goes', () => {
  const host = openWorkspace({ 'web.yaml': set('ports: [{containerPort: 80}]') });
  const type = (from: string, to: string) => {
    const start = host.openFile(uriOf('web.yaml'))!.text.text.indexOf(from);
    host.edit(uriOf('web.yaml'), 2, [{ start, end: start + from.length, newText: to }]);
    return problemsOf(host, 'web.yaml').filter(({ problem }) => problem.rule === 'host-port-per-node').length;
  };
  assert.equal(type('replicas: 3', 'replicas: 4'), 0);
  assert.equal(type('80}', '80, host: 80}'), 0);
  assert.equal(type('host:', 'hostPort:'), 1);
  assert.equal(type('replicas: 4', 'replicas: 3'), 1);
  assert.equal(type('hostPort:', 'hostPor:'), 0);
  assert.equal(type('hostPor:', 'hostPort:'), 1);
});

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
