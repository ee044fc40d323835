import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

function hoverAt(text: string, at: string): string {
  const host = openWorkspace({ 'main.yaml': text });
  const found = hover(host.snapshot(), uriOf('main.yaml'), text.indexOf(at) + 1, neverCancelled);
  assert.ok(found, at);
  return found.markdown;
}

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  template:
    spec:
      topologySpreadConstraints: [{ maxSkew: 1 }]
      containers:
        - name: app
          ports: [{ containerPort: 80, protocol: TCP }]
          livenessProbe: { grpc: { port: 90 } }
          lifecycle: { preStop: { sleep: { seconds: 5 } } }
`;
const service = `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  ports: [{ port: 80, protocol: TCP }]\n`;
const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  maxReplicas: 3
  behavior: { scaleUp: { policies: [{ value: 1, periodSeconds: 60 }] } }
`;

describe('a default is only named where there is one', () => {
  const required: readonly (readonly [text: string, field: string])[] = [
    ...['maxSkew', 'containerPort', 'port: 90', 'seconds'].map((field): [string, string] => [set, field]),
    [service, 'port: 80'],
    ...['maxReplicas', 'value', 'periodSeconds'].map((field): [string, string] => [autoscaler, field]),
  ];
  for (const [text, field] of required) {
    test(`${field} must be written`, () => assert.doesNotMatch(hoverAt(text, field), /Default:/));
  }

  test('protocol is TCP where it is left out', () => {
    for (const text of [set, service]) assert.match(hoverAt(text, 'protocol'), /Default: `?TCP/);
  });
});
