import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectiveText } from '../../server/src/effective/text/effectiveText.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { manifestOf, textOf } from '../support/effective.ts';

const ports = 'spec:\n  type: ExternalName\n  sessionAffinity: None\n  ports:\n';

/** A Service to which nothing is added but in its ports. */
function service(text: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n${ports}${text}`;
}

test('what is added stands at the end of its mapping, above comments that follow it', () => {
  const text = service('    - port: 80 # http\n      # the end\n    - protocol: UDP\n      port: 81\n# last');
  assert.equal(
    textOf(text),
    `${service(`    - port: 80 # http
      protocol: TCP  # added: default
      targetPort: 80  # added: default
      # the end
    - protocol: UDP
      port: 81
      targetPort: 81  # added: default
# last`)}\n`,
  );
});

test('a rewritten value says what was written', () => {
  const text =
    'apiVersion: v1\nkind: PersistentVolume\nspec:\n  capacity:\n    storage: "1024Mi" # big\n    cpu: |-\n      1.5\n';
  const lines = textOf(text).split('\n');
  assert.deepEqual(lines.slice(4, 6), [
    '    storage: 1Gi # big  # rewritten from "1024Mi"',
    '    cpu: 1500m  # rewritten from "1.5"',
  ]);
});

test('a value that is left empty is filled in place, whole subtrees have one comment', () => {
  const text = textOf(
    'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  replicas:\n  updateStrategy: {} # mine\n',
    '1.34',
  );
  assert.match(text, /^ {2}replicas: 1 {2}# added: default$/m);
  assert.match(
    text,
    /^ {2}updateStrategy: # mine\n {4}type: RollingUpdate {2}# added: default\n {4}rollingUpdate: {2}# added: default\n {6}partition: 0$/m,
  );
  assert.match(text, /^ {2}persistentVolumeClaimRetentionPolicy: {2}# added: default\n {4}whenDeleted: Retain\n/m);
});

test('between brackets additions stay on the line, with one comment at its end', () => {
  const text = textOf(
    service('    - {port: 80}\n    - {port: 81, targetPort: "",} # two\n    - {\n        port: 82, # three\n      }\n'),
  );
  const lines = text.split('\n').slice(8);
  assert.deepEqual(lines, [
    '    - {port: 80, protocol: TCP, targetPort: 80}  # added: protocol, targetPort',
    '    - {port: 81, targetPort: 81, protocol: TCP} # two  # targetPort rewritten from ""; added: protocol',
    '    - {',
    '        port: 82, # three',
    '        protocol: TCP,  # added: default',
    '        targetPort: 82,  # added: default',
    '      }',
    '',
  ]);
});

test('JSON stays JSON but for the comments, each addition on a line of its own', () => {
  const text = `{
  "apiVersion": "v1",
  "kind": "Service",
  "metadata": { "name": "web" },
  "spec": {
    "type": "ExternalName",
    "ports": [ { "port": 80 } ]
  }
}`;
  assert.equal(
    textOf(text),
    `{
  "apiVersion": "v1",
  "kind": "Service",
  "metadata": { "name": "web" },
  "spec": {
    "type": "ExternalName",
    "ports": [ { "port": 80, "protocol": "TCP", "targetPort": 80 } ],  # added: protocol, targetPort
    "sessionAffinity": "None"  # added: default
  }
}
`,
  );
});

test('a comment never lands within a text that goes over several lines', () => {
  const text = service('    - {port: 80, targetPort: 80, name: "a\n      b"}\n').replace(
    'metadata:\n  name: web',
    'metadata: {name: web}',
  );
  const found = textOf(text.replace('  ports:\n', '  ports:\n    - [] \n').replace('    - [] \n', ''));
  assert.match(found, /name: "a\n {6}b", protocol: TCP\} {2}# added: protocol/);
});

test('what is dropped becomes a comment, down to the last line', () => {
  const text = textOf(
    `${service('    - port: 80\n      protocl:\n        - a: |\n            b\n\n            c\n      protocol: TCP\n')}status: {}\n`,
  );
  assert.match(
    text,
    /^ {6}# protocl: {2}# dropped: unknown field\n {6}# {3}- a: \|\n {6}# {7}b\n\n {6}# {7}c\n {6}protocol: TCP\n/m,
  );
  assert.match(text, /^# status: \{\} {2}# dropped: the server writes it$/m);
});

test('a first key that is dropped leaves its dash, a mapping that is left with nothing becomes empty', () => {
  const text = textOf(service('    - prt: 80\n      port: 1\n    - {prt: 80, port: 2, proto: a}\n'));
  assert.match(text, /^ {4}- # prt: 80 {2}# dropped: unknown field\n {6}port: 1\n/m);
  assert.match(
    text,
    /^ {4}- \{port: 2, protocol: TCP, targetPort: 2\} {2}# prt dropped: unknown field; proto dropped/m,
  );
  const pod =
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      env:\n        - name: A\n          valueFrom:\n            fileKey: a\n';
  assert.match(textOf(pod), /valueFrom:\n {12}# fileKey: a {2}# dropped: unknown field\n {12}\{\}\n/);
});

test('a key that is written twice counts once', () => {
  const text = textOf(service('    - port: 80\n      port: 81\n'));
  assert.match(text, /^ {4}- # port: 80 {2}# dropped: written again below\n {6}port: 81\n/m);
});

test('aliases and merge keys are written out where they stand', () => {
  const text = textOf(`apiVersion: v1
kind: Pod
spec:
  containers:
    - &web
      name: web
      image: nginx:1
      ports: &ports
        - containerPort: 80
    - <<: *web
      name: other
      ports: *ports
`);
  assert.match(
    text,
    /^ {4}- # <<: \*web {2}# written out below\n {6}name: other\n {6}ports: {2}# written out from \*ports\n {8}- containerPort: 80\n {10}protocol: TCP\n/m,
  );
  assert.match(text, /^ {6}image: nginx:1 {2}# from <<$/m);
  assert.match(text, /^ {6}- &web$|^ {4}- &web$/m);
});

test('an item of a list becomes a document of its own', () => {
  const items = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: {name: a}
  # between
  - kind: Service
    apiVersion: v1
    spec:
      type: ExternalName # no ports

    metadata:
      name: b
`;
  assert.equal(
    textOf(items, '1.37', 1),
    `kind: Service
apiVersion: v1
spec:
  type: ExternalName # no ports
  sessionAffinity: None  # added: default

metadata:
  name: b
`,
  );
});

test('line ends stay as they are', () => {
  const text = service('    - port: 80\n').replaceAll('\n', '\r\n');
  assert.equal(
    textOf(text),
    `${service('    - port: 80\n      protocol: TCP  # added: default\n      targetPort: 80  # added: default\n').replaceAll('\n', '\r\n')}`,
  );
});

test('texts that look like something else are quoted', () => {
  for (const [written, shown] of [
    ['"no"', '"no"'],
    ["'1'", '"1"'],
    ['"a: b"', '"a: b"'],
    ["'a.b-c'", 'a.b-c'],
  ]) {
    const text = textOf(`apiVersion: v1\nkind: Pod\nspec:\n  serviceAccountName: ${written}\n`);
    assert.ok(text.includes(`\n  serviceAccount: ${shown}  # added: default\n`), text);
  }
});

test('added lists are indented as the lists of the text are', () => {
  const text = textOf('apiVersion: v1\nkind: Service\nspec:\n  ports:\n  - port: 80\n');
  assert.ok(text.includes('\n  ipFamilies:  # added: default\n  - IPv4\n'), text);
  const claim = textOf(
    'apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  finalizers: []\nspec:\n  accessModes:\n  - a\n',
  );
  assert.ok(claim.includes('\n  finalizers:\n  - kubernetes.io/pv-protection  # added: default\n'), claim);
});

test('marks before keys and comments behind colons are kept apart', () => {
  const text = textOf(
    'apiVersion: v1\nkind: Service\nspec:\n  type: #none\n  ports:\n    - &a port: 80\n    - !!str foo: 1\n      port: 1\n',
  );
  assert.ok(text.includes('\n  type: ClusterIP #none  # added: default\n'), text);
  assert.ok(text.includes('\n    - &a port: 80\n      protocol: TCP  # added: default\n'), text);
  assert.ok(text.includes('\n    - # !!str foo: 1  # dropped: unknown field\n      port: 1\n'), text);
});

test('the only entry between brackets goes with its comma', () => {
  const text = textOf(
    '{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {finalizers: [kubernetes.io/pvc-protection]}, spec: {volumeMode: Block, resources: {foo, }}}',
  );
  assert.match(text, /resources: \{ *\}\}\} {2}# foo dropped: unknown field$/m);
});

test('what cannot be read has no text', () => {
  const text = 'apiVersion: v1\nkind: Service\nspec: []\n';
  assert.equal(effectiveText(parseDocument(text), manifestOf(text), '1.37'), undefined);
});
