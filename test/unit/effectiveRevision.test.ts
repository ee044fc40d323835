import assert from 'node:assert/strict';
import test from 'node:test';
import { storedTemplateOf } from '../../server/src/effective/revision.ts';
import { manifestsOf } from '../../server/src/manifest/manifest.ts';
import { playedObject } from '../../server/src/preview/playedObject.ts';
import { verdictOf } from '../../server/src/preview/verdict.ts';
import { platformOf } from '../../server/src/rollout/platform.ts';
import { revisionName } from '../../server/src/rollout/revision.ts';
import type { Minor } from '../../server/src/schema/minor.ts';
import { manifestOf } from '../support/effective.ts';
import { fileOf, openWorkspace, problemsOf } from '../support/workspace.ts';
import { lastOutcome } from './rolloutScenario.ts';

const rule = 'stateful-set-name-too-long';

const setOf = (name: string, { label = '', spec = '' } = {}) => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: foo
  template:
    metadata:
      annotations:
        test: value
      labels:
        app: foo${label}
    spec:
      containers:
        - name: test
          image: test${spec}
`;

function found(text: string, kubernetesVersion: Minor = '1.37') {
  const host = openWorkspace({ 'a.yaml': text }, { kubernetesVersion });
  return problemsOf(host, 'a.yaml').flatMap(({ problem }) => (problem.rule === rule ? [problem] : []));
}

test('the template that is stored has the hash that Kubernetes gives it', () => {
  const written = manifestOf(setOf('test'));
  const name = (minor: Minor) => revisionName('test', storedTemplateOf(written, minor)!, platformOf(minor));
  assert.equal(name('1.33'), 'test-c77f6d978');
  assert.equal(name('1.34'), 'test-776999688b');
});

test('what means nothing to the server changes no hash', () => {
  const spec = '\n          stdin: false\n          tty: false\n          terminationMessagePath: ""';
  const [plain, more] = ['', spec].map((each) => storedTemplateOf(manifestOf(setOf('test', { spec: each })), '1.37'));
  assert.deepEqual(more, plain);
});

test('a name of 53 characters is an error where the hash of the template has ten digits, else a warning', () => {
  // The hash is 776999688b, and with an empty creation timestamp in it c77f6d978
  const name = 'n'.repeat(53);
  const [error] = found(setOf(name), '1.37');
  assert.equal(error?.severity, 'error');
  assert.match(error.message, /gets 64 of at most 63/);
  const [warning] = found(setOf(name), '1.33');
  assert.equal(warning?.severity, 'warning');
  assert.match(warning.message, /fits behind it/);
  assert.equal(found(setOf('n'.repeat(54)), '1.33')[0]?.severity, 'error');
  assert.deepEqual(found(setOf('n'.repeat(52))), []);
});

test('a name of 62 characters is an error with every hash', () => {
  for (let i = 0; i < 10; i++) {
    const [problem] = found(setOf('n'.repeat(62), { label: `\n        try: "${i}"` }));
    assert.equal(problem?.severity, 'error');
    assert.match(problem.message, /above 52 its Pods cannot be created/);
  }
});

test('where the template cannot be read, nobody knows its hash', () => {
  const [problem] = found(setOf('n'.repeat(53), { spec: '\n          ports: 80' }));
  assert.equal(problem?.severity, 'warning');
  assert.match(problem.message, /with most templates/);
});

test('the verdict and the simulated controller agree on which Pods are made', () => {
  const outcomes = new Set<number>();
  for (let i = 0; i < 40; i++) {
    const text = setOf('n'.repeat(53), { label: `\n        try: "${i}"`, spec: '\n          stdin: false' });
    const host = openWorkspace({ 'a.yaml': text });
    const { workspace } = host.snapshot();
    const [first] = [...fileOf(host, 'a.yaml').stream];
    const [manifest] = manifestsOf(first!.document);
    const { pods } = verdictOf(manifest!, '1.37', { uri: 'file:///work/a.yaml', workspace });
    const json = playedObject(manifest!, '1.37');
    const { world } = lastOutcome([{ create: json as never }]);
    assert.equal(world.pods.length, pods.length === 0 ? 1 : 0);
    assert.equal(found(text)[0]?.severity, pods.length === 0 ? 'warning' : 'error');
    outcomes.add(pods.length);
  }
  assert.deepEqual([...outcomes].sort(), [0, 1]);
});
