import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createService } from '../../server/src/service.ts';
import { told } from '../support/told.ts';

const set = (name: string, more = '') => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  serviceName: ${name}
  ${more}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: "nginx:latest"}]}
`;

/** Findings of the text, the schema and rules, in several documents, with and without others to compare with. */
const files: Readonly<Record<string, string>> = {
  'sets.yaml': `${set('web', 'replica: 2')}---\n${set('data', 'serviceName: other # statefulset-ignore')}---\n${set('web')}`,
  'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: data}\nspec: {selector: {app: dada}}\n',
  'list.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${set('one').trimEnd().replaceAll('\n', '\n  ')}\n- {apiVersion: v1, kind: Service, metadata: {name: one}}\n`,
  'template.yaml': set(`\${NAME}`, 'replcas: 2'),
  'broken.yaml': set('broken', 'replicas: [2'),
  'kustomization.yaml':
    'patches:\n- path: patch.yaml\n- patch: |\n    kind: StatefulSet\n    apiVersion: apps/v1\n    spec: {replica: 2}\n',
  'patch.yaml': 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: {replica: 2}\n',
};

test('a file that is checked once has the problems of one that is looked at again and again', () => {
  const host = createService();
  const read = Object.entries(files).map(([name, text]) => host.readFile(`file:///w/${name}`, text));
  host.setIndexComplete(true);
  const snapshot = host.snapshot();
  const once = read.map((file) => told(snapshot.problemsOnce(file)));
  assert.deepEqual(
    once,
    read.map((file) => told(snapshot.problemsOf(file))),
  );
  for (const [at, found] of once.entries()) assert.ok(found.length > 0, `nothing is found in ${read[at]!.uri}`);
});
