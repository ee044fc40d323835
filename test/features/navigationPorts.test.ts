import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { definition, nameAt, renameFault } from '../../server/src/features/navigation.ts';
import { openAtCursor } from '../support/cursor.ts';
import { definitions, references } from '../support/namePlaces.ts';

const files = ({ service = 'http', declared = 'http', probe = 'http' } = {}) => `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
    - {name: http, port: 80, targetPort: ${service}}
    - {name: number, port: 81, targetPort: 8080}
---
apiVersion: v1
kind: Service
metadata: {name: other}
spec:
  selector: {app: other}
  ports:
    - {port: 80, targetPort: http}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
    - ports:
        - port: http
# file: set.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  template:
    metadata: {labels: {app: web, tier: front}}
    spec:
      containers:
        - name: http
          ports:
            - name: ${declared}
              containerPort: 8080
          readinessProbe:
            httpGet: {path: /, port: ${probe}}
          livenessProbe:
            tcpSocket: {port: http}
          lifecycle:
            preStop:
              httpGet: {path: /bye, port: "http"}
---
apiVersion: v1
kind: Pod
metadata: {name: lonely}
spec:
  containers:
    - name: app
      ports: [{name: http, containerPort: 1}]
`;

const all = ['service.yaml:7', 'service.yaml:25', 'set.yaml:12*', 'set.yaml:15', 'set.yaml:17', 'set.yaml:20'];

test('the name of a port leads from probes and Services to the container that declares it', () => {
  assert.deepEqual(definitions(files({ service: 'ht<|>tp' })), ['set.yaml:12 http']);
  assert.deepEqual(definitions(files({ probe: 'htt<|>p' })), ['set.yaml:12 http']);
  assert.deepEqual(definitions(files({ service: 'ad<|>min' })), []);
});

test('it is found wherever the same Pods are meant, and nowhere else', () => {
  assert.deepEqual(references(files({ declared: 'ht<|>tp' })), all);
  assert.deepEqual(references(files({ service: 'ht<|>tp' })), all);
  assert.deepEqual(references(files({ probe: 'ht<|>tp' })), all);
  const lonely = files().replace('[{name: http,', '[{name: ht<|>tp,');
  assert.deepEqual(references(lonely), ['set.yaml:28*']);
});

test('a set in a closed file is what a target port leads to', () => {
  const fixture = files({ service: 'ht<|>tp' });
  const { host, uri, offset } = openAtCursor(fixture);
  const open = host.snapshot();
  const closed = {
    ...open,
    file: (one: string) => open.file(one),
    place: (one: string, at: number) => open.place(one, at),
    openFiles: () => [...open.openFiles()].filter((file) => file.uri === uri),
    workspace: open.workspace,
  } as unknown as typeof open;
  const [found, ...others] = definition(closed, uri, offset, neverCancelled);
  const { text } = open.file(found!.uri)!;
  assert.deepEqual(others, []);
  assert.equal(text.text.slice(found!.range.start, found!.range.end), 'web');
});

test('a new name has to be one that ports can have', () => {
  const { host, uri, offset } = openAtCursor(files({ declared: 'ht<|>tp' }));
  const name = nameAt(host.snapshot(), uri, offset)!;
  assert.equal(name.text, 'http');
  assert.equal(renameFault(name, 'web-2'), undefined);
  for (const bad of ['Web', '80', '-a', 'a--b', '', 'a'.repeat(16)]) assert.ok(renameFault(name, bad), bad);
});
