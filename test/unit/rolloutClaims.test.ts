import assert from 'node:assert/strict';
import test from 'node:test';
import { simulate } from '../../server/src/rollout/simulate.ts';
import type { Step } from '../../server/src/rollout/steps.ts';
import { change, claims, image, lastOutcome, lastTrace, lastWaits, traces, web } from './rolloutScenario.ts';

const data = claims('data');
const parallel = { podManagementPolicy: 'Parallel' };
const background = { deleteSet: 'Background' } as const;
const orphan = { deleteSet: 'Orphan' } as const;

function retain(
  whenDeleted: 'Retain' | 'Delete',
  whenScaled: 'Retain' | 'Delete',
): {
  readonly persistentVolumeClaimRetentionPolicy: { readonly whenDeleted: string; readonly whenScaled: string };
} {
  return { persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled } };
}

test('claims stay when Pods go, and are used again', () => {
  const steps = [{ create: web({ replicas: 2, ...data }) }, change({ replicas: 1 }), change({ replicas: 2 })];
  assert.deepEqual(traces(steps).slice(1), ['delete web-1, gone web-1', 'create web-1 app:1, ready web-1']);
});

test('an update never deletes a claim, whatever the policy is', () => {
  const steps = [{ create: web({ ...data, ...retain('Delete', 'Delete') }) }, image('app:2')];
  assert.equal(lastTrace(steps), 'delete web-0, gone web-0, create web-0 app:2, ready web-0');
});

test('with whenScaled Delete the claim follows its Pod, in every minor and policy', () => {
  for (const minor of ['1.29', '1.37']) {
    const ordered = [{ create: web({ replicas: 3, ...data, ...retain('Retain', 'Delete') }) }, change({ replicas: 1 })];
    assert.equal(
      lastTrace(ordered, { minor }),
      'delete web-2, gone web-2, claim gone data-web-2, delete web-1, gone web-1, claim gone data-web-1',
    );
    const together = [
      { create: web({ replicas: 2, ...parallel, ...data, ...retain('Delete', 'Delete') }) },
      change({ replicas: 0 }),
    ];
    assert.equal(
      lastTrace(together, { minor }),
      'delete web-0, delete web-1, gone web-1, claim gone data-web-1, gone web-0, claim gone data-web-0',
    );
  }
});

test('a moved start deletes the claims of the ordinals that are left with whenScaled Delete', () => {
  const steps = [{ create: web({ ...data, ...retain('Retain', 'Delete') }) }, change({ ordinals: { start: 1 } })];
  assert.equal(
    lastTrace(steps),
    'claim data-web-1, create web-1 app:1, ready web-1, delete web-0, gone web-0, claim gone data-web-0',
  );
});

test('deleting the set deletes all Pods without order, and claims only with whenDeleted Delete', () => {
  const kept = [{ create: web({ replicas: 2, ...data, ...retain('Retain', 'Delete') }) }, background];
  assert.equal(lastTrace(kept), 'delete web-0, delete web-1, gone web-1, gone web-0');
  assert.deepEqual(
    lastOutcome(kept).world.claims.map(({ name }) => name),
    ['data-web-0', 'data-web-1'],
  );
  const deleted = [{ create: web({ replicas: 1, ...data, ...retain('Delete', 'Delete') }) }, background];
  assert.equal(lastTrace(deleted), 'claim deleting data-web-0, delete web-0, gone web-0, claim gone data-web-0');
  assert.deepEqual(lastTrace([deleted[0]!, { deleteSet: 'Foreground' }]), lastTrace(deleted));
});

test('there is no status once the set is gone', () => {
  const { steps } = simulate([{ create: web() }, background], { minor: '1.37' });
  assert.deepEqual(Object.keys(steps[1] ?? {}), ['step', 'trace']);
});

test('a policy that changes later reaches the claims of Pods that are there, and no others', () => {
  const steps = [
    { create: web({ replicas: 2, ...data }) },
    change({ replicas: 1 }),
    change(retain('Delete', 'Retain')),
    background,
  ];
  assert.equal(lastTrace(steps), 'claim deleting data-web-0, delete web-0, gone web-0, claim gone data-web-0');
  assert.deepEqual(
    lastOutcome(steps).world.claims.map(({ name }) => name),
    ['data-web-1'],
  );
});

test('claims that were there before are taken over by the policy', () => {
  const steps = [
    { create: web({ ...data }) },
    background,
    { create: web({ ...data, ...retain('Delete', 'Retain') }) },
    background,
  ];
  assert.equal(traces(steps)[2], 'create web-0 app:1, ready web-0');
  assert.equal(lastTrace(steps), 'claim deleting data-web-0, delete web-0, gone web-0, claim gone data-web-0');
});

test('the policy does nothing where its gate is switched off', () => {
  const steps = [{ create: web({ ...data, ...retain('Delete', 'Delete') }) }, change({ replicas: 0 })];
  const gates = { StatefulSetAutoDeletePVC: false };
  assert.equal(lastTrace(steps, { minor: '1.31', gates }), 'delete web-0, gone web-0');
  assert.equal(lastTrace(steps, { minor: '1.32', gates }), 'delete web-0, gone web-0, claim gone data-web-0');
});

test('an owner of a claim is its controller from 1.30 on', () => {
  const ownersIn = (minor: string) =>
    lastOutcome([{ create: web({ ...data, ...retain('Delete', 'Retain') }) }], { minor }).world.claims[0]?.owner;
  const [before, since] = [ownersIn('1.29'), ownersIn('1.30')];
  assert.deepEqual([before?.kind, before?.isController], ['StatefulSet', false]);
  assert.deepEqual([since?.kind, since?.isController], ['StatefulSet', true]);
});

test('orphaned Pods stay, and a set of the same name takes them over', () => {
  const steps = [{ create: web({ replicas: 2, ...data }) }, orphan];
  assert.equal(lastTrace(steps), '');
  assert.equal(lastOutcome(steps).world.pods.length, 2);
  const again = [...steps, { create: web({ replicas: 2, ...data }) }];
  assert.equal(lastTrace(again), '');
  const kinds = lastOutcome(again).rests.flatMap(({ frames }) => frames.map(({ event }) => event.kind));
  assert.deepEqual(kinds, ['adopted', 'adopted']);
  assert.equal(lastTrace([...again, change({ replicas: 1 })]), 'delete web-1, gone web-1');
});

test('a set that takes over Pods brings them to its template', () => {
  const other = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'app:2' }] } };
  const steps = [{ create: web({ ...data }) }, orphan, { create: web({ ...data, template: other }) }];
  assert.equal(lastTrace(steps), 'delete web-0, gone web-0, create web-0 app:2, ready web-0');
});

test('a set whose selector does not match orphans finds their names taken', () => {
  const selector = { matchLabels: { app: 'web', tier: 'db' } };
  const template = {
    metadata: { labels: { app: 'web', tier: 'db' } },
    spec: { containers: [{ name: 'app', image: 'app:2' }] },
  };
  const steps = [{ create: web() }, orphan, { create: web({ selector, template }) }];
  assert.equal(lastTrace(steps), '');
  assert.deepEqual(lastWaits(steps), ['web-0 nameTaken create']);
  const freed = [...steps, { deletePod: 'web-0' }];
  assert.equal(lastTrace(freed), 'delete web-0, gone web-0, create web-0 app:2, ready web-0');
});

test('orphaned claims are not deleted later', () => {
  const steps = [{ create: web({ ...data, ...retain('Delete', 'Delete') }) }, orphan, { deletePod: 'web-0' }];
  assert.equal(lastTrace(steps), 'delete web-0, gone web-0');
  const claims = lastOutcome(steps).world.claims.map(({ name, owner }) => [name, owner]);
  assert.deepEqual(claims, [['data-web-0', undefined]]);
});

test('a set of another name leaves orphans alone, even if its selector matches them', () => {
  const steps = [{ create: web() }, orphan, { create: { ...web(), metadata: { name: 'db' } } }];
  assert.equal(lastTrace(steps), 'create db-0 app:1, ready db-0');
});

test('claims of a Pod that can never be created go with the set too', () => {
  const create = { ...web({ ...data, ...retain('Delete', 'Retain') }), metadata: { name: 'n'.repeat(62) } };
  assert.deepEqual(traces([{ create }, background]), [
    `claim data-${'n'.repeat(62)}-0`,
    `claim gone data-${'n'.repeat(62)}-0`,
  ]);
});

test('a set with another claim template cannot use the Pods that it takes over', () => {
  const steps = [
    { create: web({ replicas: 2, ...data }) },
    orphan,
    { create: web({ replicas: 2, ...claims('data', 'logs') }) },
  ];
  assert.equal(lastTrace(steps), 'claim logs-web-0');
  assert.deepEqual(lastWaits(steps), ['web-0 volumesDiffer completion']);
  assert.deepEqual(
    lastTrace([...steps, { deletePod: 'web-0' }]),
    'delete web-0, gone web-0, create web-0 app:1, ready web-0, claim logs-web-1',
  );
});

test('a bigger size in a set that takes over leaves Pods and claims alone', () => {
  const bigger = {
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
      },
    ],
  };
  const steps = [{ create: web(data) }, orphan, { create: web(bigger) }, change({ replicas: 2 })];
  assert.deepEqual(traces(steps).slice(2), ['', 'claim data-web-1, create web-1 app:1, ready web-1']);
  const sizes = lastOutcome(steps).world.claims.map(({ spec }) => JSON.stringify(spec.resources));
  assert.deepEqual(sizes, ['{"requests":{"storage":"1Gi"}}', '{"requests":{"storage":"5Gi"}}']);
});

test('a claim that is deleted by hand goes with its Pod and is made anew', () => {
  const steps = [{ create: web(data) }, { deleteClaim: 'data-web-0' }, { deletePod: 'web-0' }];
  assert.deepEqual(traces(steps).slice(1), [
    'claim deleting data-web-0',
    'delete web-0, gone web-0, claim gone data-web-0, claim data-web-0, create web-0 app:1, ready web-0',
  ]);
});

test('a claim that is being deleted blocks a Pod that has not started', () => {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'broken' }] } };
  const steps = [{ create: web({ ...data, template }) }, { deleteClaim: 'data-web-0' }];
  assert.equal(lastTrace(steps), 'claim deleting data-web-0');
  assert.deepEqual(lastWaits(steps), ['data-web-0 claimDeleting create', 'web-0 notReady completion']);
});

test('a claim that another Pod mounts outlives its own Pod, and blocks the next one of that name', () => {
  const volumes = [{ name: 'shared', persistentVolumeClaim: { claimName: 'data-web-1' } }];
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'app', image: 'app:1' }], volumes },
  };
  const steps = [
    { create: web({ replicas: 2, template, ...data, ...retain('Retain', 'Delete') }) },
    change({ replicas: 1 }),
    change({ replicas: 2 }),
  ];
  assert.deepEqual(traces(steps).slice(1), ['delete web-1, gone web-1, claim deleting data-web-1', '']);
  assert.deepEqual(lastWaits(steps), ['data-web-1 claimOfEarlierPod create']);
  assert.deepEqual(lastWaits([...steps, change(retain('Retain', 'Retain'))]), ['data-web-1 claimDeleting create']);
});

test('unwanted Pods own their claims, and give them back when they are wanted again', () => {
  const isBroken = (name: string): boolean => name === 'app:2';
  const policy = retain('Delete', 'Delete');
  const steps = [
    { create: web({ replicas: 3, updateStrategy: { type: 'OnDelete' }, ...parallel, ...data, ...policy }) },
    image('app:2'),
    { deletePod: 'web-2' },
    { deletePod: 'web-1' },
    orphan,
    { create: web({ replicas: 1, ...data, ...policy }) },
  ];
  const owners = (more: readonly Step[]): readonly string[] =>
    lastOutcome([...steps, ...more], { isBroken }).world.claims.map(({ owner }) => owner?.name ?? '');
  assert.deepEqual(owners([]), ['web', 'web-1', 'web-2']);
  assert.deepEqual(owners([change({ replicas: 2 })]), ['web', 'web', 'web-2']);
});

test('of claim templates with one name the last counts, and a claim replaces a volume of its name', () => {
  const twice = {
    volumeClaimTemplates: ['1Gi', '2Gi'].map((storage) => ({
      metadata: { name: 'data', labels: { app: 'x', disk: storage } },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    })),
  };
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'app', image: 'app:1' }], volumes: [{ name: 'data', emptyDir: {} }, { name: 'tmp' }] },
  };
  const { details } = simulate([{ create: web({ ...twice, template }) }], { minor: '1.37' });
  assert.deepEqual(details['claim data-web-0'], {
    labels: { app: 'web', disk: '2Gi' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } }, volumeMode: 'Filesystem' },
  });
  const pod = details['web-0'];
  assert.ok(pod !== undefined && 'volumes' in pod);
  assert.deepEqual(pod.volumes, [
    { name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } },
    { name: 'tmp', emptyDir: {} },
  ]);
});
