import assert from 'node:assert/strict';
import test from 'node:test';
import type { JsonObject } from '../../server/src/rollout/json.ts';
import { play, simulate } from '../../server/src/rollout/simulate.ts';
import type { Step } from '../../server/src/rollout/steps.ts';
import { change, claims, image, lastOutcome, lastTrace, lastWaits, web } from './rolloutScenario.ts';

const data = claims('data');
const app = { containers: [{ name: 'app', image: 'app:1' }] };

/** `path: kind` of every problem of the last step, or the reason where there is none. */
function refusals(steps: readonly Step[], minor = '1.37'): readonly string[] {
  const { refusal } = lastOutcome(steps, { minor });
  if (refusal === undefined) return ['accepted'];
  if (refusal.problems.length === 0) return [refusal.reason];
  return refusal.problems.map(({ path, kind }) => `${path}: ${kind}`);
}

function lastMessage(steps: readonly Step[], minor: string): string {
  const last = simulate(steps, { minor }).steps.at(-1);
  return last !== undefined && 'refused' in last ? last.refused : 'accepted';
}

test('from 1.37 on every field that cannot change is named', () => {
  const steps = [{ create: web(data) }];
  assert.deepEqual(refusals([...steps, change({ serviceName: 'other', podManagementPolicy: 'Parallel' })]), [
    'spec.serviceName: Invalid value',
    'spec.podManagementPolicy: Invalid value',
  ]);
  assert.deepEqual(refusals([...steps, change({ volumeClaimTemplates: null })]), [
    'spec.volumeClaimTemplates: Invalid value',
  ]);
  assert.equal(
    lastMessage([...steps, change({ serviceName: 'other' })], '1.37'),
    'StatefulSet.apps "web" is invalid: spec.serviceName: Invalid value: "other": field is immutable',
  );
});

test('up to 1.36 one problem stands for them all and lists what may change', () => {
  const steps = [{ create: web(data) }, change({ serviceName: 'other' })];
  assert.match(
    lastMessage(steps, '1.32'),
    /spec: Forbidden: .*'updateStrategy', 'persistent.*' and 'minReadySeconds' are forbidden$/,
  );
  assert.match(lastMessage(steps, '1.36'), /'updateStrategy', 'revisionHistoryLimit', 'persistent/);
});

test('revisionHistoryLimit may change from 1.33 on', () => {
  const steps = [{ create: web() }, change({ revisionHistoryLimit: 2 })];
  assert.deepEqual(
    ['1.29', '1.32', '1.33', '1.37'].map((minor) => refusals(steps, minor)[0]),
    ['spec: Forbidden', 'spec: Forbidden', 'accepted', 'accepted'],
  );
});

test('everything else of the spec may change in every minor', () => {
  const changes: readonly JsonObject[] = [
    { replicas: 2 },
    { ordinals: { start: 1 } },
    { template: { spec: { priority: 3 } } },
    { updateStrategy: { rollingUpdate: { partition: 1 } } },
    { updateStrategy: { type: 'OnDelete', rollingUpdate: null } },
    { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } },
    { minReadySeconds: 5 },
  ];
  for (const minor of ['1.29', '1.33', '1.37']) {
    for (const spec of changes) assert.deepEqual(refusals([{ create: web(data) }, change(spec)], minor), ['accepted']);
  }
});

test('claim templates are compared by what they mean', () => {
  const same = {
    volumeClaimTemplates: [
      {
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: {
          volumeMode: 'Filesystem',
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1024Mi' } },
        },
      },
    ],
  };
  assert.deepEqual(refusals([{ create: web(data) }, change(same)]), ['accepted']);
  const bigger = JSON.parse(JSON.stringify(same).replace('1024Mi', '2Gi')) as JsonObject;
  assert.deepEqual(refusals([{ create: web(data) }, change(bigger)]), ['spec.volumeClaimTemplates: Invalid value']);
});

test('OnDelete cannot be chosen while the defaults of the rolling update are there', () => {
  const steps = [{ create: web() }, change({ updateStrategy: { type: 'OnDelete' } })];
  assert.deepEqual(refusals(steps), ['spec.updateStrategy.rollingUpdate: Invalid value']);
  const typeOnly = [{ create: web({ updateStrategy: { type: 'RollingUpdate' } }) }, steps[1]!];
  assert.deepEqual(refusals(typeOnly), ['accepted']);
});

test('a refused change leaves everything as it was', () => {
  const steps = [{ create: web({ replicas: 1 }) }, change({ replicas: 3, serviceName: 'x' }), image('app:2')];
  assert.equal(lastTrace(steps), 'delete web-0, gone web-0, create web-0 app:2, ready web-0');
});

test('a set is refused for what is wrong with its own fields', () => {
  const wrong: readonly (readonly [JsonObject, string])[] = [
    [{ replicas: -1 }, 'spec.replicas: Invalid value'],
    [{ minReadySeconds: -1 }, 'spec.minReadySeconds: Invalid value'],
    [{ ordinals: { start: -1 } }, 'spec.ordinals.start: Invalid value'],
    [{ podManagementPolicy: 'parallel' }, 'spec.podManagementPolicy: Invalid value'],
    [{ updateStrategy: { type: 'Rolling' } }, 'spec.updateStrategy: Invalid value'],
    [{ updateStrategy: { type: 'OnDelete', rollingUpdate: {} } }, 'spec.updateStrategy.rollingUpdate: Invalid value'],
    [
      { updateStrategy: { rollingUpdate: { partition: -1 } } },
      'spec.updateStrategy.rollingUpdate.partition: Invalid value',
    ],
    [
      { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Recycle' } },
      'spec.persistentVolumeClaimRetentionPolicy.whenScaled: Unsupported value',
    ],
    [{ serviceName: 'Web' }, 'spec.serviceName: Invalid value'],
    [{ serviceName: 'web.default' }, 'spec.serviceName: Invalid value'],
    [{ selector: { matchLabels: {} } }, 'spec.selector: Invalid value'],
    [{ selector: { matchLabels: { app: '-' } } }, 'spec.selector: Invalid value'],
    [{ selector: { matchLabels: { app: 'other' } } }, 'spec.template.metadata.labels: Invalid value'],
    [
      { selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } },
      'spec.template.metadata.labels: Invalid value',
    ],
    [
      { template: { metadata: { labels: { app: 'web' } }, spec: { ...app, restartPolicy: 'Never' } } },
      'spec.template.spec.restartPolicy: Unsupported value',
    ],
    [
      { template: { metadata: { labels: { app: 'web' } }, spec: { ...app, activeDeadlineSeconds: 5 } } },
      'spec.template.spec.activeDeadlineSeconds: Forbidden',
    ],
  ];
  for (const [spec, problem] of wrong) assert.deepEqual(refusals([{ create: web(spec) }]), [problem]);
});

test('a missing selector matches nothing either', () => {
  const { selector: _selector, ...spec } = web().spec as JsonObject;
  assert.deepEqual(refusals([{ create: { ...web(), spec } }]), [
    'spec.selector: Required value',
    'spec.template.metadata.labels: Invalid value',
  ]);
});

test('maxUnavailable is checked only where its gate is on', () => {
  const withLimit = (maxUnavailable: number | string) => [
    { create: web({ updateStrategy: { rollingUpdate: { maxUnavailable } } }) },
  ];
  const path = 'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value';
  for (const value of [0, -1, '0%', '101%', '2']) {
    assert.equal(refusals(withLimit(value), '1.37')[0], path, String(value));
    assert.deepEqual(refusals(withLimit(value), '1.36'), ['accepted']);
  }
  for (const value of [1, 99, '1%', '100%']) assert.deepEqual(refusals(withLimit(value), '1.37'), ['accepted']);
});

test('serviceName is looked at from 1.33 on, and never required', () => {
  const steps = [{ create: web({ serviceName: 'Web.x' }) }];
  assert.deepEqual(refusals(steps, '1.32'), ['accepted']);
  assert.deepEqual(refusals(steps, '1.33'), ['spec.serviceName: Invalid value']);
  assert.deepEqual(refusals([{ create: web({ serviceName: '' }) }], '1.37'), ['accepted']);
});

test('a name is a DNS label', () => {
  const named = (name: string) => refusals([{ create: { ...web(), metadata: { name } } }]);
  assert.deepEqual(
    ['a', 'web-1', 'x'.repeat(63)].map((name) => named(name)[0]),
    ['accepted', 'accepted', 'accepted'],
  );
  for (const name of ['a.b', 'A', '-a', 'a-', 'a_b', 'x'.repeat(64)])
    assert.deepEqual(named(name), ['metadata.name: Invalid value']);
  assert.deepEqual(named(''), ['metadata.name: Required value']);
  const dotted = lastMessage([{ create: { ...web(), metadata: { name: 'a.b' } } }], '1.37');
  assert.equal(dotted, 'StatefulSet.apps "a.b" is invalid: metadata.name: Invalid value: "a.b": must not contain dots');
});

test('what is not there cannot be changed, and what is there not be created', () => {
  const steps = [{ create: web() }];
  assert.deepEqual(refusals([change({ replicas: 1 })]), ['notFound']);
  assert.deepEqual(refusals([{ deleteSet: 'Background' }]), ['notFound']);
  const gone: readonly Step[] = [{ create: web(data) }, { deleteSet: 'Orphan' }, change({ replicas: 1 })];
  assert.equal(lastMessage(gone, '1.37'), 'statefulsets.apps "web" not found');
  assert.deepEqual(refusals([...steps, { create: web() }]), ['alreadyExists']);
  assert.deepEqual(refusals([...steps, { deletePod: 'web-7' }]), ['notFound']);
  assert.deepEqual(refusals([...steps, { deleteClaim: 'data-web-7' }]), ['notFound']);
});

test('a manifest may be text, and a whole manifest may take the place of the stored one', () => {
  const text = [
    'kind: StatefulSet',
    'metadata: { name: web }',
    'spec:',
    '  replicas: 1',
    '  serviceName: web',
    '  selector: { matchLabels: &labels { app: web } }',
    '  template:',
    '    metadata: { labels: *labels }',
    '    spec: { containers: [{ name: app, image: "app:2" }] }',
  ].join('\n');
  assert.equal(lastTrace([{ create: text }]), 'create web-0 app:2, ready web-0');
  assert.equal(
    lastTrace([{ create: web() }, { replace: text }]),
    'delete web-0, gone web-0, create web-0 app:2, ready web-0',
  );
});

test('what cannot be read is refused', () => {
  const read = (create: unknown) => refusals([{ create }]);
  assert.deepEqual(read('a: ['), ['malformed']);
  assert.deepEqual(read('just text'), ['malformed']);
  assert.deepEqual(read({ kind: 'Deployment' }), ['malformed']);
  assert.deepEqual(read(null), ['malformed']);
  assert.deepEqual(read(web({ replicas: '3' })), ['malformed']);
  assert.deepEqual(refusals([{ create: web() }, { replace: { ...web(), metadata: { name: 'other' } } }]), [
    'malformed',
  ]);
});

test('from 1.34 on a set is refused for its templates; before, the Pod or the claim is', () => {
  const labels = { app: 'web' };
  const withPod = (spec: JsonObject): JsonObject => web({ ...data, template: { metadata: { labels }, spec } });
  const pods: readonly (readonly [JsonObject, string])[] = [
    [{ containers: [] }, 'containers: Required value'],
    [{ containers: [{ name: 'app' }] }, 'containers[0].image: Required value'],
    [{ containers: [{ image: 'app:1' }] }, 'containers[0].name: Required value'],
    [{ containers: [{ name: 'App', image: 'app:1' }] }, 'containers[0].name: Invalid value'],
    [{ ...app, initContainers: app.containers }, 'containers[0].name: Duplicate value'],
    [
      { containers: [{ name: 'app', image: 'app:1', volumeMounts: [{ name: 'date', mountPath: '/x' }] }] },
      'containers[0].volumeMounts[0].name: Not found',
    ],
  ];
  for (const [spec, problem] of pods) {
    const steps = [{ create: withPod(spec) }];
    assert.deepEqual(refusals(steps, '1.34'), [`spec.template.spec.${problem}`]);
    assert.equal(lastTrace(steps, { minor: '1.33' }), 'claim data-web-0');
    assert.deepEqual(lastWaits(steps, { minor: '1.33' }), ['web-0 podInvalid create']);
  }
  const mounted = { containers: [{ name: 'app', image: 'app:1', volumeMounts: [{ name: 'data', mountPath: '/x' }] }] };
  assert.deepEqual(refusals([{ create: withPod(mounted) }]), ['accepted']);
});

test('from 1.34 on a set is refused for its claim templates; before, the claim is and there is no Pod', () => {
  const requests = { storage: '1Gi' };
  const wrong: readonly (readonly [JsonObject, string])[] = [
    [{ resources: { requests } }, 'accessModes: Required value'],
    [{ accessModes: ['RWO'], resources: { requests } }, 'accessModes: Unsupported value'],
    [{ accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'], resources: { requests } }, 'accessModes: Forbidden'],
    [{ accessModes: ['ReadWriteOnce'] }, 'resources[storage]: Required value'],
    [{ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: 0 } } }, 'resources[storage]: Invalid value'],
    [{ accessModes: ['ReadWriteOnce'], resources: { requests }, volumeMode: 'Disk' }, 'volumeMode: Unsupported value'],
  ];
  const logs = claims('logs').volumeClaimTemplates as readonly JsonObject[];
  for (const [spec, problem] of wrong) {
    const steps = [{ create: web({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }, ...logs] }) }];
    assert.deepEqual(refusals(steps, '1.34'), [`spec.volumeClaimTemplates[0].spec.${problem}`]);
    assert.equal(lastTrace(steps, { minor: '1.33' }), 'claim logs-web-0');
    assert.deepEqual(lastWaits(steps, { minor: '1.33' }), ['data-web-0 claimInvalid create']);
  }
});

test('an access mode may be written twice, even ReadWriteOncePod', () => {
  const spec = { accessModes: ['ReadWriteOncePod', 'ReadWriteOncePod'], resources: { requests: { storage: '1Gi' } } };
  assert.deepEqual(refusals([{ create: web({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }] }) }]), [
    'accepted',
  ]);
});

test('a set that an older minor let in stays editable', () => {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app' }] } };
  const { world } = lastOutcome([{ create: web({ template }) }], { minor: '1.33' });
  const scaled = play(world, change({ replicas: 2 }), { minor: '1.34' });
  assert.equal(scaled.refusal, undefined);
  const corrected = play(scaled.world, image('app:1'), { minor: '1.34' });
  assert.deepEqual(
    corrected.world.pods.map(({ name }) => name),
    ['web-0', 'web-1'],
  );
  const broken = play(corrected.world, change({ template: { spec: { containers: [] } } }), { minor: '1.34' });
  assert.deepEqual(
    broken.refusal?.problems.map(({ path }) => path),
    ['spec.template.spec.containers'],
  );
});
