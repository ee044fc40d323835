import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

const setWith = (probes: string, image = 'app:1') => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          image: ${image}
          ${probes}
`;

function hoverOn(text: string, word: string): string {
  const snapshot = openWorkspace({ 'main.yaml': text }).snapshot();
  return hover(snapshot, uriOf('main.yaml'), text.lastIndexOf(word) + 1, neverCancelled)?.markdown ?? '';
}

describe('a probe that can end its container', () => {
  test('tells on its key and its numbers after how long', () => {
    const text = setWith('livenessProbe: { initialDelaySeconds: 5, periodSeconds: 2, failureThreshold: 4 }');
    for (const word of ['livenessProbe', 'initialDelaySeconds', 'periodSeconds', 'failureThreshold'])
      assert.match(hoverOn(text, word), /ended about 13 seconds \(5 \+ 4 × 2\) after its start\./, word);
  });

  test('counts what is not written, or is 0, as Kubernetes does', () => {
    assert.match(hoverOn(setWith('startupProbe: { failureThreshold: 0 }'), 'startupProbe'), /30 seconds \(3 × 10\)/);
  });

  test('says one second in the singular', () => {
    const text = setWith('livenessProbe: { periodSeconds: 1, failureThreshold: 1 }');
    assert.match(hoverOn(text, 'livenessProbe'), /ended about 1 second \(1 × 1\) after its start\./);
  });

  test('waits for the startup probe where there is one', () => {
    const text = setWith('startupProbe: { failureThreshold: 30 }\n          livenessProbe: { periodSeconds: 5 }');
    assert.match(hoverOn(text, 'startupProbe'), /300 seconds \(30 × 10\) after its start/);
    assert.match(hoverOn(text, 'livenessProbe'), /15 seconds \(3 × 5\) once the startup probe has succeeded/);
  });

  test('is no readiness probe, and nothing is reckoned with what is no number', () => {
    assert.doesNotMatch(hoverOn(setWith('readinessProbe: { periodSeconds: 5 }'), 'readinessProbe'), /is ended/);
    assert.doesNotMatch(hoverOn(setWith('livenessProbe: { periodSeconds: often }'), 'livenessProbe'), /is ended/);
    assert.doesNotMatch(hoverOn(setWith('livenessProbe:'), 'livenessProbe'), /is ended/);
  });

  test('is a warning where hardly any start is as fast, and information where many are not', () => {
    const severity = (seconds: number) =>
      problemsOf(
        openWorkspace({
          'main.yaml': setWith(
            `livenessProbe: { tcpSocket: { port: 1 }, initialDelaySeconds: ${seconds - 1}, periodSeconds: 1, failureThreshold: 1 }`,
            'cassandra:5',
          ),
        }),
        'main.yaml',
      ).find(({ problem }) => problem.rule === 'probe-ends-slow-start')?.problem.severity;
    assert.deepEqual([15, 16, 44, 45].map(severity), ['warning', 'information', 'information', undefined]);
  });
});
