import assert from 'node:assert/strict';
import path from 'node:path';
import { after, test } from 'node:test';
import { makeFolder, runCli } from '../support/cli.ts';

const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: db}\nspec: {type: ExternalName}\n';
const { folder, remove } = makeFolder({
  'service.yaml': service,
  'two.yaml': `${service}---\napiVersion: v1\nkind: ConfigMap\n---\n${service}`,
  'broken.yaml': 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: {replicas: many}\n',
  'old/set.yaml': 'apiVersion: apps/v1beta1\nkind: StatefulSet\nmetadata: {name: web}\n',
  'scaler.yaml': 'apiVersion: autoscaling/v3\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n',
  'chosen/.statefulset.yaml': 'kubernetesVersion: "1.30"\n',
  'chosen/service.yaml': service,
});
after(remove);

const stored = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: db}
spec: {type: ExternalName, sessionAffinity: None}  # added: sessionAffinity
`;

test('effective prints the objects of a file as they will be stored', () => {
  const run = runCli(['effective', 'service.yaml'], { cwd: folder });
  assert.deepEqual([run.code, run.stdout, run.stderr], [0, stored, '']);
});

test('effective prints several objects as one stream and names the files where there are several', () => {
  const run = runCli(['effective', 'two.yaml', 'service.yaml'], { cwd: folder });
  assert.equal(run.stdout, `# two.yaml\n${stored}---\n${stored}---\n# service.yaml\n${stored}`);
});

test('effective reads standard input', () => {
  const run = runCli(['effective', '-'], { cwd: folder, input: service });
  assert.deepEqual([run.code, run.stdout], [0, stored]);
});

test('effective prints JSON with what is added and the whole object', () => {
  const run = runCli(['effective', '--format', 'json', '--kubernetes-version', '1.33', 'two.yaml'], { cwd: folder });
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    namespace: 'db',
    name: 'web',
    added: { 'spec.sessionAffinity': 'None' },
    dropped: {},
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'db' },
      spec: { type: 'ExternalName', sessionAffinity: 'None' },
    },
  };
  assert.deepEqual(JSON.parse(run.stdout), {
    kubernetesVersion: '1.33',
    files: [{ path: 'two.yaml', objects: [object, object] }],
  });
});

test('effective takes the minor from the settings of the folder', () => {
  const run = runCli(['effective', '--format', 'json', 'chosen'], { cwd: folder });
  assert.equal(JSON.parse(run.stdout).kubernetesVersion, '1.30');
});

test('objects that cannot be read are named, and the others printed all the same', () => {
  const run = runCli(['effective', 'broken.yaml', 'service.yaml', 'old', 'scaler.yaml'], { cwd: folder });
  assert.equal(run.code, 1);
  assert.equal(run.stdout, `# service.yaml\n${stored}`);
  assert.deepEqual(run.stderr.trimEnd().split('\n'), [
    'statefulset: broken.yaml: StatefulSet "web": spec.replicas: "many" is a text, not a whole number of 32 bits',
    `statefulset: ${path.join('old', 'set.yaml')}: StatefulSet "web": Kubernetes has no StatefulSet in apps/v1beta1`,
    'statefulset: scaler.yaml: HorizontalPodAutoscaler "web": Kubernetes has no HorizontalPodAutoscaler in autoscaling/v3',
  ]);
});

test('what cannot be read as a file, and wrong options, end with 2', () => {
  const run = runCli(['effective', 'nowhere.yaml', 'broken.yaml', 'service.yaml'], { cwd: folder });
  assert.equal(run.code, 2);
  assert.match(run.stderr, /cannot read nowhere\.yaml: there is no such file/);
  assert.equal(run.stdout, `# service.yaml\n${stored}`);
  assert.equal(runCli(['effective', '--kubernetes-version', '1.2', 'service.yaml'], { cwd: folder }).code, 2);
  assert.equal(runCli(['effective', '--format', 'xml'], { cwd: folder }).code, 2);
});
