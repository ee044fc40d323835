import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { codeActions } from '../../server/src/features/codeActions.ts';
import { applyEdits } from '../support/edits.ts';
import { openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

/** The set with the Service that the repair of its serviceName adds. */
function withService(text: string): string {
  const host = openWorkspace({ 'set.yaml': text });
  const at = text.indexOf('serviceName:') + 'serviceName: '.length;
  const { actions } = codeActions(host.snapshot(), uriOf('set.yaml'), { start: at, end: at }, neverCancelled);
  const create = actions.find(({ title }) => title.startsWith('Create the headless Service'));
  assert.ok(create, actions.map(({ title }) => title).join(', '));
  return applyEdits(text, create.edits);
}

for (const [what, name, label] of [
  ['words', 'db', 'web'],
  ['words that YAML reads as something else', 'on', 'yes'],
  ['numbers', 'a123', '2024'],
] as const) {
  test(`the Service that is created for a set fits it: ${what}`, () => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: "${name}"
  namespace: "123"
spec:
  serviceName: "${name}"
  selector:
    matchLabels: { app: "${label}", "on": "${label}" }
  template:
    metadata:
      labels: { app: "${label}", "on": "${label}" }
    spec:
      containers:
        - name: a
          image: nginx:1.27
          ports: [{ containerPort: 80, name: http }, { containerPort: 53, protocol: UDP }]
`;
    const host = openWorkspace({ 'set.yaml': withService(text) });
    assert.deepEqual(
      problemsOf(host, 'set.yaml').map(({ problem }) => problem.message),
      [],
    );
  });
}
