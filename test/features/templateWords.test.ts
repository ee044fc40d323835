import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

const template = (line: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ .Release.Name }}
spec:
  serviceName: web
  ${line}
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: app
          image: nginx:1.29
`;

const found = (line: string) =>
  problemsOf(openWorkspace({ 'set.yaml': template(line) }), 'set.yaml').map(
    ({ problem }) => `${problem.severity} ${problem.rule}`,
  );

test('a misspelt word on a line of a template without placeholders is warned of', () => {
  assert.deepEqual(found('podManagementPolicy: Paralel'), ['warning value-not-supported']);
  assert.deepEqual(found('podManagementPolicy: "paralel"'), ['warning value-not-supported']);
});

test('words that are near to nothing, or made by placeholders, may be right', () => {
  assert.deepEqual(found('podManagementPolicy: Sometimes'), []);
  assert.deepEqual(found('podManagementPolicy: Paralel{{ .Values.end }}'), []);
  assert.deepEqual(found('podManagementPolicy: Paralel # {{ .Values.policy }}'), []);
  assert.deepEqual(found('replicas: -1'), []);
});
