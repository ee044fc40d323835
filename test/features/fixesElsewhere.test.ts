import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { codeActions, fixAll } from '../../server/src/features/codeActions.ts';
import type { CodeAction, FileEdit } from '../../server/src/features/types.ts';
import { manifestsOf } from '../../server/src/manifest/manifest.ts';
import { checkSchema } from '../../server/src/schema/check.ts';
import { applyEdits } from '../support/edits.ts';
import { fileOf, openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
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
const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
`;
const headless = service.replace('spec:\n', 'spec:\n  clusterIP: None\n');
const wanted = (title: string) => title.startsWith('Make Service "web" headless');

type Files = Readonly<Record<string, string>>;

function actionsAt(files: Files, { name, marker }: { name: string; marker: string }): readonly CodeAction[] {
  const host = openWorkspace(files);
  const start = files[name]!.indexOf(marker) + marker.length;
  return codeActions(host.snapshot(), uriOf(name), { start, end: start }, neverCancelled).actions;
}

/** The files after the repair that is offered at a place; undefined where it is not offered. */
function repaired(files: Files, at: { name: string; marker: string }): Files | undefined {
  const action = actionsAt(files, at).find(({ title }) => wanted(title));
  if (!action) return undefined;
  const after: Record<string, string> = { ...files };
  const apply = (name: string, edits: readonly FileEdit[]) => {
    after[name] = applyEdits(after[name]!, edits);
  };
  apply(at.name, action.edits);
  if (action.elsewhere) {
    const name = action.elsewhere.uri.slice(uriOf('').length);
    apply(name, action.elsewhere.edits(fileOf(openWorkspace(files), name)) ?? []);
  }
  return after;
}

const atSet = { name: 'set.yaml', marker: 'serviceName: w' };

test('at serviceName the Service is made headless, in the same file or another one', () => {
  assert.deepEqual(repaired({ 'set.yaml': set, 'service.yaml': service }, atSet), {
    'set.yaml': set,
    'service.yaml': headless,
  });
  assert.deepEqual(repaired({ 'set.yaml': `${set}---\n${service}` }, atSet), { 'set.yaml': `${set}---\n${headless}` });
  const list = `apiVersion: v1\nkind: List\nitems:\n${[service, set]
    .map((text) => `  - ${text.trimEnd().replaceAll('\n', '\n    ')}\n`)
    .join('')}`;
  const fixed = repaired({ 'set.yaml': list }, atSet);
  assert.equal(fixed?.['set.yaml'], list.replace('    spec:\n', '    spec:\n      clusterIP: None\n'));
});

test('at the Service it is offered, too, where its kind of address is said', () => {
  const files = { 'set.yaml': set, 'service.yaml': service.replace('spec:\n', 'spec:\n  type: ClusterIP\n') };
  for (const marker of ['name: w', 'spe', 'type: Clus']) {
    const after = repaired(files, { name: 'service.yaml', marker });
    assert.match(after?.['service.yaml'] ?? '', /^spec:\n {2}clusterIP: None\n {2}type: ClusterIP$/m, marker);
  }
  assert.equal(repaired(files, { name: 'service.yaml', marker: 'port: 8' }), undefined);
  assert.equal(repaired({ 'service.yaml': service }, { name: 'service.yaml', marker: 'name: w' }), undefined);
  const other = { ...files, 'other.yaml': headless };
  assert.equal(repaired(other, { name: 'service.yaml', marker: 'name: w' }), undefined);
});

test('what the repaired Service says is taken by Kubernetes, in every style', () => {
  const styles: readonly string[] = [
    service,
    service.replace('spec:\n', 'spec:\n  clusterIP: ""\n'),
    service.replace('spec:\n', 'spec:\n  clusterIP: 10.0.0.1\n  clusterIPs: [10.0.0.1, "fd00::1"]\n'),
    service.replace('spec:\n', 'spec: # clients\n'),
    service.replaceAll('\n', '\r\n'),
    '{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":80}]}}',
    '{\n  "apiVersion": "v1",\n  "kind": "Service",\n  "metadata": { "name": "web" },\n  "spec": { "clusterIP": "10.0.0.1", "ports": [{ "port": 80 }] }\n}\n',
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }], type: ClusterIP }\n',
  ];
  for (const text of styles) {
    const after = repaired({ 'set.yaml': set, 'service.yaml': text }, atSet)?.['service.yaml'];
    assert.ok(after, text);
    const { stream } = fileOf(openWorkspace({ 'service.yaml': after }), 'service.yaml');
    const [manifest] = manifestsOf(stream.documents[0]!);
    assert.equal(manifest?.view.at('spec', 'clusterIP').string(), 'None', after);
    assert.deepEqual(
      checkSchema(manifest!, { minor: '1.37', isPatch: false }).map(({ message }) => message),
      [],
      after,
    );
    const left = problemsOf(openWorkspace({ 'set.yaml': set, 'service.yaml': after }), 'set.yaml');
    assert.ok(!left.some(({ problem }) => problem.rule === 'service-not-headless'), after);
  }
});

test('nothing is offered where it is not certain what to write', () => {
  const refused: readonly string[] = [
    service.replace('spec:\n', 'spec:\n  type: ExternalName\n  externalName: a.example\n'),
    service
      .replace('  name: web\n', '  name: web\n  annotations: { a: &none "" }\n')
      .replace('spec:\n', 'spec:\n  clusterIP: *none\n'),
    service.replace('spec:\n', 'spec:\n  clusterIP: {}\n'),
    service.replace('spec:\n  selector: { app: web }\n  ports:\n    - port: 80\n', 'spec:\n'),
    `${service}broken: [\n`,
  ];
  for (const text of refused) assert.equal(repaired({ 'set.yaml': set, 'service.yaml': text }, atSet), undefined, text);
  const variants = { 'set.yaml': set, 'a/service.yaml': service, 'b/service.yaml': service };
  assert.equal(repaired(variants, atSet), undefined);
});

test('a file that holds something else by now is not changed', () => {
  const [action] = actionsAt({ 'set.yaml': set, 'service.yaml': service }, atSet).filter(({ title }) => wanted(title));
  const now = (text: string) =>
    action!.elsewhere!.edits(fileOf(openWorkspace({ 'service.yaml': text }), 'service.yaml'));
  assert.ok(now(service));
  assert.equal(now(service.replace('name: web', 'name: www')), undefined);
  assert.equal(now(service.replace('kind: Service', 'kind: Secret')), undefined);
  assert.equal(now(headless), undefined);
  assert.equal(now(''), undefined);
});

test('it is no part of what is fixed at once', () => {
  const host = openWorkspace({ 'set.yaml': `${set}---\n${service}` });
  assert.equal(fixAll(host.snapshot(), uriOf('set.yaml'), neverCancelled), undefined);
});

const reached = `apiVersion: v1
kind: Service
metadata: { name: etcd }
spec:
  type: NodePort
  selector: { app: etcd }
  ports: [{ port: 2379 }]
`;

const members = (service: string, others = '') => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: etcd }
spec:
  serviceName: ${service}
  replicas: 2
  selector:
    matchLabels: { app: etcd }
  template:
    metadata:
      labels: { app: etcd }
    spec:
      containers:
        - name: etcd
          image: quay.io/coreos/etcd:v3.6.0
          env:
            - { name: CLIENTS, value: 'http://etcd:2379' }
            - { name: PEERS, value: "etcd-0=http://etcd-0.${service}:2380,etcd-1=http://etcd-1.${service}.shop.svc:2380" }
          command:
            - sh
            - -c
            - |
              exec etcd --initial-advertise-peer-urls http://$HOSTNAME.${service}:2380 ${others}
`;

test('a headless Service beside one that clients reach is named in the addresses of the Pods, too', () => {
  const text = members('etcd').replace('name: etcd }', 'name: etcd, namespace: shop }');
  const files = { 'service.yaml': reached.replace('name: etcd', 'name: etcd, namespace: shop'), 'set.yaml': text };
  const actions = actionsAt(files, { name: 'set.yaml', marker: 'serviceName: e' });
  const [first] = actions;
  assert.match(first!.title, /^Create the headless Service "etcd-headless" .* serviceName cannot change$/);
  assert.ok(!actions.some(({ isPreferred }) => isPreferred));
  const after = applyEdits(text, first!.edits);
  const wantedSet = members('etcd-headless').replace('name: etcd }', 'name: etcd, namespace: shop }');
  assert.equal(after.split('---\n')[0], wantedSet);
  const host = openWorkspace({ ...files, 'set.yaml': after });
  const left = problemsOf(host, 'set.yaml').map(({ problem }) => problem.rule);
  assert.ok(!left.some((rule) => rule === 'peer-name-unresolved' || rule === 'service-not-headless'), left.join());
});

test('what is no address of the Pods for certain stays as it is when their Service is another one', () => {
  const others =
    '--data-dir /data/etcd-0.etcd --other etcd-0.etcd.example.com,kv-0.etcd,etcd-0.etcd.shop.svc,$PWD.etcd';
  const namespaced = (service: string) =>
    members(service, others)
      .replace('name: etcd }', 'name: etcd, namespace: db }')
      .replaceAll(/(etcd-1\.etcd)-headless(?=\.shop)/g, '$1');
  const text = namespaced('etcd');
  const files = { 'service.yaml': reached.replace('name: etcd', 'name: etcd, namespace: db'), 'set.yaml': text };
  const [first] = actionsAt(files, { name: 'set.yaml', marker: 'serviceName: e' });
  assert.equal(applyEdits(text, first!.edits).split('---\n')[0], namespaced('etcd-headless'));
});

test('where an alias may hide addresses of the Pods, a second Service is offered last', () => {
  const mapped = reached.replace('  type: NodePort\n', '').replace('port: 2379', 'port: 80, targetPort: 2379');
  const titles = (text: string) =>
    actionsAt({ 'service.yaml': mapped, 'set.yaml': text }, { name: 'set.yaml', marker: 'serviceName: e' })
      .map(({ title }) => title.split(' ')[0])
      .slice(0, 2);
  const text = members('etcd');
  assert.deepEqual(titles(text), ['Create', 'Make']);
  const aliased = text
    .replace('metadata: { name: etcd }', 'metadata: { name: etcd, annotations: { peers: &peers "etcd-0.etcd" } }')
    .replace("value: 'http://etcd:2379'", 'value: *peers');
  assert.deepEqual(titles(aliased), ['Make', 'Create']);
});
