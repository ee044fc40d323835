import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { writtenOut } from '../../server/src/features/completion/fields/blocks.ts';
import { rankedFields } from '../../server/src/features/completion/fields/ranks.ts';
import { sourceIds } from '../../server/src/features/completion/values/sources.ts';
import { typeByName } from '../../server/src/schema/structure.ts';
import { set } from '../support/beginnings.ts';
import { accepted, detailsAt, itemAt, itemsAt, labelsAt } from '../support/complete.ts';

const head = 'apiVersion: apps/v1\nkind: StatefulSet\n';
const pod = `${set}  template:\n    spec:\n`;

/** The first labels that are offered at a cursor. */
function first(fixture: string, count: number): readonly string[] {
  return labelsAt(fixture).slice(0, count);
}

describe('fields that are missing', () => {
  test('come in the order in which people write them', () => {
    assert.deepEqual(first(`${set}  <|>`, 5), [
      'serviceName',
      'replicas',
      'selector',
      'template',
      'volumeClaimTemplates',
    ]);
    assert.deepEqual(first(`${head}<|>`, 4), ['metadata', 'spec']);
    assert.deepEqual(first('apiVersion: v1\nkind: Service\nspec:\n  <|>', 3), ['clusterIP', 'selector', 'ports']);
  });

  test('leave out those that are there, above and below', () => {
    const labels = labelsAt(`${set}  replicas: 3\n  <|>\n  serviceName: web\n`);
    assert.deepEqual(labels.slice(0, 2), ['selector', 'template']);
    assert.ok(!labels.includes('serviceName') && !labels.includes('replicas'));
  });

  test('leave out those that come in by a merge', () => {
    const labels = labelsAt(`x: &x {replicas: 3}\n${set}  <<: *x\n  <|>\n`);
    assert.ok(labels.includes('serviceName') && !labels.includes('replicas'));
  });

  test('keep the one that the cursor is on', () => {
    assert.ok(labelsAt(`${set}  replicas<|>\n  serviceName: web\n`).includes('replicas'));
    assert.ok(labelsAt(`${set}  repl<|>icas: 3\n`).includes('replicas'));
  });

  test('say which are required, and of what type they are', () => {
    const details = detailsAt(`${set}  <|>`);
    assert.ok(details.includes('selector | LabelSelector · required'));
    assert.ok(details.includes('replicas | integer'));
    assert.ok(details.includes('volumeClaimTemplates | list of PersistentVolumeClaim'));
  });

  test('are explained when asked, with default and first minor', () => {
    const documentation = itemAt(`${set}  <|>`, 'podManagementPolicy').documentation?.() ?? '';
    assert.match(documentation, /one after the other or all together/);
    assert.match(documentation, /Default: `OrderedReady`/);
    assert.match(itemAt(`${pod}      <|>`, 'resources').documentation?.() ?? '', /Since Kubernetes 1\.32/);
  });

  test('are only those that the chosen minor knows', () => {
    const fixture = `${pod}      <|>`;
    assert.ok(!labelsAt(fixture, { kubernetesVersion: '1.31' }).includes('resources'));
    assert.ok(labelsAt(fixture, { kubernetesVersion: '1.32' }).includes('resources'));
  });

  test('of a feature that is off come last and say so', () => {
    const details = detailsAt(`${set}  updateStrategy:\n    rollingUpdate:\n      <|>`, { kubernetesVersion: '1.34' });
    assert.equal(details.at(-1), 'maxUnavailable | IntOrString · dropped: its feature gate is off');
  });

  test('do not name status, what the cluster writes, or what is refused', () => {
    assert.ok(!labelsAt(`${head}<|>`).includes('status'));
    assert.deepEqual(first(`${head}metadata:\n  <|>`, 4), ['name', 'namespace', 'labels', 'annotations']);
    assert.ok(!labelsAt(`${head}metadata:\n  <|>`).includes('uid'));
    assert.ok(!labelsAt(`${pod}      <|>`).includes('activeDeadlineSeconds'));
  });

  test('mark old ones and put them behind the others', () => {
    const items = itemsAt(`${pod}      volumes:\n        - name: a\n          <|>`);
    assert.equal(items[0]?.label, 'configMap');
    assert.equal(items.find(({ label }) => label === 'gitRepo')?.isDeprecated, true);
  });

  test('stop where one of several was chosen', () => {
    assert.deepEqual(labelsAt(`${pod}      volumes:\n        - name: a\n          emptyDir: {}\n          <|>`), []);
    const probe = labelsAt(
      `${pod}      containers:\n        - readinessProbe:\n            tcpSocket: {port: 1}\n            <|>`,
    );
    assert.equal(probe[0], 'initialDelaySeconds');
    assert.ok(!probe.includes('httpGet'));
  });

  test('are there in Pod templates of other workloads', () => {
    const deployment = 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      <|>';
    assert.equal(labelsAt(deployment)[0], 'containers');
  });

  test('are there in objects of a List', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: StatefulSet\n    spec:\n      <|>';
    assert.equal(labelsAt(list)[0], 'serviceName');
    const fields = labelsAt('apiVersion: v1\nkind: List\nitems:\n  - <|>').slice(-4);
    assert.deepEqual(fields, ['apiVersion', 'kind', 'metadata', 'spec']);
    const begun = labelsAt('apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    <|>');
    assert.deepEqual(begun, ['kind', 'metadata', 'spec']);
    assert.equal(
      accepted('apiVersion: v1\nkind: List\nitems:\n  <|>', '- kind'),
      'apiVersion: v1\nkind: List\nitems:\n  - kind: <|>',
    );
  });

  test('are there in templates, but not within placeholders', () => {
    const chart = `${head}metadata:\n  name: {{ .Release.Name }}\nspec:\n  {{- if .x }}\n  <|>\n  {{- end }}\n`;
    assert.equal(labelsAt(chart)[0], 'serviceName');
    assert.deepEqual(labelsAt(`${head}metadata:\n  name: {{ <|> }}\n`), []);
  });

  test('survive a document that is broken elsewhere', () => {
    assert.equal(labelsAt(`${set}  <|>\n  selector: [\n  template: {}}\n`)[0], 'serviceName');
  });
});

describe('files that are not ours', () => {
  for (const text of [
    'services:\n  web:\n    image: x\n<|>',
    'a: 1\nfoo<|>',
    '- a\n- <|>',
    'a: |\n  <|>\n',
    '{"a": <|>}',
  ]) {
    test(`stay silent: ${JSON.stringify(text)}`, () => assert.deepEqual(labelsAt(text), []));
  }
});

describe('what is inserted', () => {
  const cases: readonly (readonly [title: string, before: string, label: string, after: string])[] = [
    ['a scalar', `${set}  <|>`, 'replicas', `${set}  replicas: <|>`],
    ['an object', `${set}  <|>`, 'ordinals', `${set}  ordinals:\n    start: <|>`],
    ['a half-typed word', `${set}  serv<|>`, 'serviceName', `${set}  serviceName: <|>`],
    [
      'a word with text behind',
      `${set}  se<|>rv\n  replicas: 3`,
      'serviceName',
      `${set}  serviceName: <|>\n  replicas: 3`,
    ],
    ['a written key', `${set}  repl<|>: 3`, 'replicas', `${set}  replicas: 3`],
    ['a key in quotes', `${set}  "re<|>p": 3`, 'replicas', `${set}  "replicas": 3`],
    [
      'a key whose value stands below',
      `${set}  sel<|>\n    matchLabels: {}`,
      'selector',
      `${set}  selector:\n    matchLabels: {}`,
    ],
    [
      'too far to the right',
      `${set}  replicas: 3\n      <|>`,
      'serviceName',
      `${set}  replicas: 3\n  serviceName: <|>`,
    ],
    ['too far to the left', `${set}<|>\n  replicas: 3\n`, 'serviceName', `${set}  serviceName: <|>\n  replicas: 3\n`],
    ['behind a tab', `${set}\t<|>`, 'serviceName', `${set}  serviceName: <|>`],
    ['before a comment', `${set}  <|># note`, 'serviceName', `${set}  serviceName: <|> # note`],
    ['the colon without a blank', `${set}  updateStrategy:<|>`, 'type', `${set}  updateStrategy:\n    type: <|>`],
    ['behind the colon of an object', `${set}  updateStrategy: <|>`, 'type', `${set}  updateStrategy:\n    type: <|>`],
    [
      'a list of objects',
      `${pod}      <|>`,
      'containers',
      `${pod}      containers:\n        - name: \n          image: <|>`,
    ],
    [
      'an item without its dash',
      `${pod}      containers:\n        <|>`,
      '- name',
      `${pod}      containers:\n        - name: <|>`,
    ],
    ['an item behind a colon', `${pod}      containers: <|>`, '- name', `${pod}      containers:\n        - name: <|>`],
    [
      'an item behind its dash',
      `${pod}      containers:\n        - <|>`,
      'name',
      `${pod}      containers:\n        - name: <|>`,
    ],
    [
      'an item right at its dash',
      `${pod}      containers:\n        -<|>`,
      'name',
      `${pod}      containers:\n        - name: <|>`,
    ],
    [
      'a first field before the others',
      `${pod}      containers:\n        - <|>\n          image: x`,
      'name',
      `${pod}      containers:\n        - name: <|>\n          image: x`,
    ],
    ['a field in flow style', `${set}  ordinals: {<|>}`, 'start', `${set}  ordinals: {start: <|>}`],
    ['a field in open flow style', `${set}  ordinals: {<|>`, 'start', `${set}  ordinals: {start: <|>`],
    [
      'an entry before another',
      `${pod}      containers: [{<|> image: x}]`,
      'name',
      `${pod}      containers: [{name: <|>, image: x}]`,
    ],
    ['an item in flow style', `${pod}      containers: [<|>]`, 'name', `${pod}      containers: [{ name: <|> }]`],
    ['carriage returns', `${head}spec:\r\n  <|>\r\n`, 'replicas', `${head}spec:\r\n  replicas: <|>\r\n`],
  ];
  for (const [title, before, label, after] of cases) {
    test(title, () => assert.equal(accepted(before, label), after));
  }

  test('follows four columns a step', () => {
    const text = `${head}metadata:\n    name: web\nspec:\n    <|>`;
    assert.equal(
      accepted(text, 'ordinals'),
      `${head}metadata:\n    name: web\nspec:\n    ordinals:\n        start: <|>`,
    );
  });

  test('follows lists that are not indented', () => {
    const text = `${pod}      volumes:\n      - name: a\n      <|>`;
    const after = `${pod}      volumes:\n      - name: a\n      containers:\n      - name: \n        image: <|>`;
    assert.equal(accepted(text, 'containers'), after);
    assert.equal(accepted(text, '- name'), `${pod}      volumes:\n      - name: a\n      - name: <|>`);
  });

  test('begins every later line with the indentation of the line', () => {
    const item = itemAt(`${set}  <|>`, 'ordinals');
    assert.equal(item.lineIndent, '  ');
    assert.equal(item.insertText, 'ordinals:\n    start: $0');
  });

  test('carries the labels of the Pods along', () => {
    const labelled = `${set}  template:\n    metadata:\n      labels: {app: web, "on": "1"}\n  <|>`;
    assert.match(accepted(labelled, 'selector'), /selector:\n {4}matchLabels:\n {6}app: web\n {6}"on": "1"$/);
    const selected = `${set}  selector: {matchLabels: {app: web}}\n  <|>`;
    assert.match(accepted(selected, 'template'), /labels:\n {8}app: web\n {4}spec:\n {6}containers:/);
    const claim = `${set}  selector: {matchLabels: {app: web}}\n  volumeClaimTemplates:\n    - spec:\n        <|>`;
    assert.match(accepted(claim, 'selector'), /selector:\n {10}<\|>$/);
  });

  test('asks again where values can follow', () => {
    assert.equal(itemAt(`${set}  <|>`, 'podManagementPolicy').asksAgain, true);
    assert.equal(itemAt(`${set}  <|>`, 'persistentVolumeClaimRetentionPolicy').asksAgain, true);
    assert.equal(itemAt(`${set}  <|>`, 'minReadySeconds').asksAgain, undefined);
    assert.equal(itemAt(`${set}  <|>`, 'updateStrategy').asksAgain, undefined);
  });
});

describe('JSON', () => {
  const json = (spec: string) =>
    `# file: a.json\n{\n  "apiVersion": "apps/v1",\n  "kind": "StatefulSet",\n  "spec": ${spec}\n}`;

  test('has keys and strings in quotes', () => {
    assert.equal(itemAt(json('{\n    <|>\n  }'), 'serviceName').insertText, '"serviceName": "$0"');
    assert.equal(itemAt(json('{\n    <|>\n  }'), 'replicas').insertText, '"replicas": $0');
    assert.match(accepted(json('{ "s<|>" }'), 'selector'), /\{ "selector": \{<\|>\} \}/);
  });

  test('gets the comma that is missing above', () => {
    assert.match(
      accepted(json('{\n    "replicas": 3\n    "<|>"\n  }'), 'serviceName'),
      /"replicas": 3,\n {4}"serviceName": "<\|>"/,
    );
  });

  test('gets the comma that is missing behind', () => {
    assert.match(
      accepted(json('{ <|> "replicas": 3 }'), 'serviceName'),
      /\{ "serviceName": "<\|>",\s+"replicas": 3 \}/,
    );
  });

  test('has values in quotes', () => {
    assert.match(accepted(json('{ "podManagementPolicy": <|> }'), 'Parallel'), /"podManagementPolicy": "Parallel"/);
    assert.match(accepted(json('{ "podManagementPolicy": "<|>" }'), 'Parallel'), /"podManagementPolicy": "Parallel" /);
  });
});

test('every item replaces a stretch of the line that touches the cursor and begins with what is typed', () => {
  for (const fixture of [
    `${set}  serv<|>`,
    `${set}      serv<|>`,
    `${set}\tse<|>`,
    `${set}  "se<|>`,
    `${set}  updateStrategy: <|>`,
  ]) {
    const offset = fixture.indexOf('<|>');
    for (const item of itemsAt(fixture)) {
      assert.ok(item.replace.start <= offset && offset <= item.replace.end, fixture);
      const typed = fixture.slice(item.replace.start, offset);
      const lead = typed.slice(0, typed.length - typed.trimStart().length);
      assert.ok(item.filterText.startsWith(lead), `${JSON.stringify(item.filterText)} for ${JSON.stringify(typed)}`);
    }
  }
});

test('the tables name fields and types that exist', () => {
  const check = (id: string) => {
    const plain = id.replace(/(\[\]|\.\*)+$/, '');
    const dot = plain.lastIndexOf('.');
    const type = typeByName(plain.slice(0, dot));
    assert.ok(type?.fields.has(plain.slice(dot + 1)), id);
  };
  for (const id of [...rankedFields(), ...writtenOut().fields, ...sourceIds()]) check(id);
  for (const type of writtenOut().types) assert.ok(typeByName(type), type);
});
