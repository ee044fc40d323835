import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accepted, detailsAt, itemsAt, labelsAt } from '../support/complete.ts';

const sets = `# file: db.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: dbs
  replicas: 2
  ordinals:
    start: 4
  template:
    metadata:
      labels:
        app: db
# file: main.yaml
`;
const map = (text: string) => `${sets}apiVersion: v1\nkind: ConfigMap\ndata:\n  a.conf: |\n${text}`;
const script = (text: string) => `${sets}apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: app
          command:
            - sh
            - -c
            - >-
              ${text}
`;
const addresses = [
  'db-4.dbs',
  'db-5.dbs',
  'db-4.dbs.default.svc.cluster.local',
  'db-5.dbs.default.svc.cluster.local',
  'db-4.dbs,db-5.dbs',
];

describe('addresses of Pods in blocks of text', () => {
  test('come in files of a ConfigMap, readable Secrets and scripts', () => {
    assert.deepEqual(labelsAt(map('    server=<|>\n')), addresses);
    assert.deepEqual(labelsAt(map('    a\n    url: http://d<|>')), addresses);
    assert.deepEqual(labelsAt(script('ping db-<|> || true')), addresses);
    const secret = map('    url: http://<|>').replace('ConfigMap', 'Secret').replace('\ndata:', '\nstringData:');
    assert.deepEqual(labelsAt(secret), addresses);
  });

  test('take the place of the word alone', () => {
    const before = '    a=1, b=d<|>b:80\n    c\n';
    const after = map('    a=1, b=db-5.dbs:80\n    c\n').slice(sets.length);
    assert.equal(accepted(map(before), 'db-5.dbs'), after);
  });

  test('stay away from $(…), where variables of the container belong', () => {
    const withVariable = (text: string) =>
      script(text).replace(
        '          command:',
        '          env:\n            - {name: DATA, value: x}\n          command:',
      );
    assert.deepEqual(labelsAt(withVariable('ls $(d<|>)')), ['$(DATA)']);
    assert.match(accepted(withVariable('ls $(d<|>)/x'), '$(DATA)'), /ls \$\(DATA\)\/x\n/);
    assert.deepEqual(labelsAt(script('ls $(db<|>)')), []);
  });

  test('stay away from other words, blanks and other texts', () => {
    for (const text of [
      map('    dead<|>'),
      map('    server <|>'),
      map('    server:<|>'),
      map('    <|>'),
      map('').replace('a.conf: |', 'a.conf: |<|>'),
      map('    d<|>').replace('\ndata:', '\nbinaryData:'),
    ]) {
      assert.deepEqual(itemsAt(text), [], text);
    }
  });
});

describe('one Pod of a set', () => {
  const service = `${sets}apiVersion: v1\nkind: Service\nspec:\n`;
  test('is meant by an ordinal of the set that the other labels select', () => {
    assert.deepEqual(detailsAt(`${service}  selector:\n    app: db\n    apps.kubernetes.io/pod-index: <|>`), [
      '4 | ordinal of the Pod db-4',
      '5 | ordinal of the Pod db-5',
    ]);
    assert.deepEqual(labelsAt(`${service}  selector:\n    app: other\n    apps.kubernetes.io/pod-index: <|>`), [
      '0',
      '1',
      '2',
    ]);
  });

  test('is what an ExternalName stands for by its full name', () => {
    assert.deepEqual(labelsAt(`${service}  type: ExternalName\n  externalName: <|>`), addresses.slice(2, 4));
  });
});
