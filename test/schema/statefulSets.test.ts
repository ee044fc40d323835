import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claimTemplate, type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { check, errorsIn, findings, underlined, warningsIn } from './support.ts';

const claim = 'accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10Gi';
const claimSpec = 'spec.volumeClaimTemplates[0].spec';

/** What is wrong with a StatefulSet, and what is said of it. */
const wrong: readonly (readonly [title: string, parts: ExampleParts, expected: readonly string[]])[] = [
  ['a name with a dot', { name: 'my.web' }, ['name-invalid metadata.name']],
  ['53 characters of name', { name: 'a'.repeat(53) }, ['stateful-set-name-too-long metadata.name']],
  ['64 characters of name', { name: 'a'.repeat(64) }, ['name-invalid metadata.name']],
  ['negative replicas', { spec: 'replicas: -1' }, ['value-out-of-range spec.replicas']],
  ['a negative start', { spec: 'ordinals:\n  start: -1' }, ['value-out-of-range spec.ordinals.start']],
  [
    'an unknown strategy',
    { spec: 'updateStrategy:\n  type: Recreate' },
    ['value-not-supported spec.updateStrategy.type'],
  ],
  [
    'an unknown retention',
    { spec: 'persistentVolumeClaimRetentionPolicy:\n  whenDeleted: Keep' },
    ['value-not-supported spec.persistentVolumeClaimRetentionPolicy.whenDeleted'],
  ],
  ['no selector', { selector: 'replicas: 1' }, ['required-field-missing spec.selector']],
  [
    'a label value that is none',
    { labels: 'labels:\n  app: web\n  b: "-x"' },
    ['label-invalid spec.template.metadata.labels.b'],
  ],
  [
    'a label key that is none',
    { labels: 'labels:\n  app: web\n  /b: x' },
    ['label-invalid spec.template.metadata.labels'],
  ],
  [
    'an unusable selector, of which nothing follows',
    { selector: 'selector:\n  matchExpressions:\n    - {key: app, operator: Is, values: [web]}' },
    ['value-not-supported spec.selector.matchExpressions[0].operator'],
  ],
  [
    'an expression that the labels do not fit',
    { selector: 'selector:\n  matchExpressions:\n    - {key: app, operator: NotIn, values: [web]}' },
    ['selector-template-mismatch spec.template.metadata.labels'],
  ],
  ['Pods that end', { pod: 'restartPolicy: OnFailure' }, ['value-not-supported spec.template.spec.restartPolicy']],
  [
    'a claim without size',
    { spec: claimTemplate('accessModes: [ReadWriteOnce]') },
    [`required-field-missing ${claimSpec}.resources[storage]`],
  ],
  [
    'a claim of nothing',
    { spec: claimTemplate(claim.replace('10Gi', '0')) },
    [`value-out-of-range ${claimSpec}.resources[storage]`],
  ],
  [
    'ReadWriteOncePod in company',
    { spec: claimTemplate(claim.replace('[', '[ReadWriteOncePod, ')) },
    [`fields-conflict ${claimSpec}.accessModes`],
  ],
  [
    'a class that is no name',
    { spec: claimTemplate(`${claim}\nstorageClassName: Fast`) },
    [`name-invalid ${claimSpec}.storageClassName`],
  ],
  [
    'a claim that is not named',
    { spec: claimTemplate(claim).replace('name: data', 'labels: {}') },
    ['required-field-missing spec.volumeClaimTemplates[0].metadata.name'],
  ],
  [
    'a data source without a group',
    { spec: claimTemplate(`${claim}\ndataSource: {kind: VolumeSnapshot, name: a}`) },
    [`value-not-supported ${claimSpec}.dataSource`],
  ],
];

describe('StatefulSets', () => {
  for (const [title, parts, expected] of wrong) {
    test(`refused: ${title}`, () => assert.deepEqual(errorsIn(parts), expected));
  }

  const right: readonly (readonly [title: string, parts: ExampleParts])[] = [
    ['no serviceName', { spec: 'replicas: 0' }],
    ['an empty class, which means none', { spec: claimTemplate(`${claim}\nstorageClassName: ""`) }],
    ['ordinals that start later', { spec: 'ordinals: {start: 5}' }],
    [
      'a selector with expressions',
      { selector: 'selector:\n  matchExpressions:\n    - {key: app, operator: In, values: [web, db]}' },
    ],
    ['empty words, which are defaults', { spec: 'podManagementPolicy: ""\nupdateStrategy: {type: ""}' }],
    [
      'a claim label that the selector overwrites',
      { spec: claimTemplate(claim).replace('name: data', 'name: data\n      labels: {app: "not a label"}') },
    ],
  ];
  for (const [title, parts] of right) {
    test(`accepted: ${title}`, () => assert.deepEqual(findings(statefulSet(parts)), []));
  }

  test('what the controller overwrites has no effect', () => {
    assert.deepEqual(warningsIn({ pod: 'hostname: a\nsubdomain: b' }), [
      'value-ignored spec.template.spec.hostname',
      'value-ignored spec.template.spec.subdomain',
    ]);
    assert.deepEqual(warningsIn({ spec: 'revisionHistoryLimit: -1' }), ['value-ignored spec.revisionHistoryLimit']);
  });

  test('a value is underlined where it is written, a missing one at the key above', () => {
    assert.equal(underlined(statefulSet({ spec: 'replicas: -1' }), 'value-out-of-range'), '-1');
    assert.equal(underlined(statefulSet({ name: 'my.web' }), 'name-invalid'), 'my.web');
    assert.equal(underlined(statefulSet({ selector: 'selector: {}' }), 'selector-empty'), '{}');
    assert.equal(
      underlined(statefulSet({ spec: claimTemplate('accessModes: [ReadWriteOnce]') }), 'required-field-missing'),
      'spec',
    );
  });

  test('a mismatch points at the label and names the selector', () => {
    const [problem] = check(statefulSet({ labels: 'labels:\n  app: wev' }));
    assert.equal(problem!.message, 'Label "app" is "wev", the selector wants "web"; make them equal');
    assert.equal(problem!.related?.[0]?.message, 'The selector');
  });

  test('volumes are counted as the API server counts, behind the claim templates', () => {
    const parts = { pod: 'volumes:\n  - name: a\n    nfs: {server: s}', spec: claimTemplate(claim) };
    assert.deepEqual(errorsIn(parts), ['required-field-missing spec.template.spec.volumes[1].nfs.path']);
  });

  test('an object that is half typed says what it still needs', () => {
    assert.deepEqual(findings('apiVersion: apps/v1\nkind: StatefulSet\n'), [
      'required-field-missing metadata.name',
      'required-field-missing spec.selector',
      'required-field-missing spec.template.spec.containers',
    ]);
    assert.deepEqual(findings('kind: StatefulSet\nmetadata:\n  name: web\n'), ['api-version-missing apiVersion']);
    assert.deepEqual(findings(statefulSet({ kind: 'StatefulSets' })), ['kind-unknown kind']);
    const noTemplate =
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels: {app: web}\n';
    assert.deepEqual(findings(noTemplate), [
      'selector-template-mismatch spec.template.metadata.labels',
      'required-field-missing spec.template.spec.containers',
    ]);
    assert.deepEqual(findings(`${noTemplate}  template: {}\n`), findings(noTemplate));
    assert.deepEqual(findings(noTemplate, { minor: '1.33' }), [
      'selector-template-mismatch spec.template.metadata.labels',
    ]);
    const noLabel = noTemplate.replace(
      'matchLabels: {app: web}',
      'matchExpressions: [{key: app, operator: DoesNotExist}]',
    );
    for (const minor of ['1.33', '1.37'] as const) {
      assert.deepEqual(findings(noLabel, { minor }), ['required-field-missing spec.template.spec.containers']);
    }
  });
});

test('a key that YAML reads as a number is the label that the server makes of it', () => {
  const numbered = statefulSet({}).replace('app: web', '1_000: web').replace('app: web', '1000: web');
  assert.match(numbered, /1_000: web[\s\S]*1000: web/);
  // The two match; that what is stored is not what is written is another thing.
  assert.deepEqual(findings(numbered), ['key-read-otherwise spec.selector.matchLabels.1000']);
});
