import assert from 'node:assert/strict';
import test from 'node:test';
import type { JsonObject } from '../../server/src/rollout/json.ts';
import { narrate } from '../../server/src/rollout/narrate.ts';
import type { PlayOptions } from '../../server/src/rollout/simulate.ts';
import type { Step } from '../../server/src/rollout/steps.ts';
import { change, claims, image, lastOutcome, web } from './rolloutScenario.ts';

const data = claims('data');
const isTwoBroken = { isBroken: (name: string): boolean => name === 'app:2' };

function told(
  kind: 'event' | 'wait' | 'refusal',
  steps: readonly Step[],
  options: Partial<PlayOptions> = {},
): readonly string[] {
  const sentences = narrate(lastOutcome(steps, options));
  return sentences.filter((sentence) => sentence.kind === kind).map(({ text }) => text);
}

function rolling(rollingUpdate: JsonObject): JsonObject {
  return { updateStrategy: { type: 'RollingUpdate', rollingUpdate } };
}

test('a creation and an update are told in order', () => {
  assert.deepEqual(told('event', [{ create: web(data) }]), [
    'The Pod template becomes revision 1',
    'Claim data-web-0 is created',
    'web-0 is created with app:1 (revision 1)',
    'web-0 is ready',
  ]);
  assert.deepEqual(told('event', [{ create: web(data) }, image('app:2')]), [
    'The changed Pod template becomes revision 2',
    'web-0 is asked to go, to come back with the new template',
    'web-0 is gone',
    'web-0 comes back with app:2 (revision 2)',
    'web-0 is ready',
  ]);
  assert.deepEqual(told('wait', [{ create: web(data) }, image('app:2')]), []);
});

test('what goes and why is told', () => {
  const policy = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' } };
  const steps = [{ create: web({ replicas: 2, ...data, ...policy }) }, change({ replicas: 1 })];
  assert.deepEqual(told('event', steps), [
    'web-1 is asked to go, as the set wants fewer Pods',
    'web-1 is gone',
    'Claim data-web-1 is deleted because whenScaled is Delete',
  ]);
  assert.deepEqual(told('event', [...steps, { deleteSet: 'Background' }]), [
    'web-0 is asked to go, as the set is deleted',
    'Claim data-web-0 will be deleted because whenDeleted is Delete, once its Pod is gone',
    'web-0 is gone',
    'Claim data-web-0 is deleted because whenDeleted is Delete',
  ]);
  assert.deepEqual(told('event', [{ create: web() }, { failPod: 'web-0' }]).slice(0, 3), [
    'web-0 fails',
    'web-0 is gone, as it has failed',
    'web-0 comes back with app:1 (revision 1)',
  ]);
  assert.deepEqual(told('event', [{ create: web() }, { unreadyPod: 'web-0' }]), [
    'web-0 is not ready any more',
    'web-0 is ready',
  ]);
});

test('going back to an old template is told', () => {
  const steps = [{ create: web() }, image('app:2'), image('app:1')];
  assert.equal(told('event', steps)[0], 'The Pod template is one that was there before; it is now revision 3');
});

test('a Pod below the partition keeps the old revision, with the number that is the reason', () => {
  const steps = [{ create: web({ replicas: 2, ...rolling({ partition: 1 }) }) }, image('app:2')];
  assert.deepEqual(told('wait', steps), ['web-0 keeps the old revision because partition is 1']);
  assert.ok(
    told('event', [...steps, { deletePod: 'web-0' }]).includes(
      'web-0 comes back with app:1: it keeps the old revision because partition is 1',
    ),
  );
});

test('what is waited for is told with what it holds back', () => {
  const broken = {
    replicas: 2,
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'broken' }] } },
  };
  assert.deepEqual(told('wait', [{ create: web(broken) }]), ['web-0 is not ready, so no further Pod is created']);
  const update = [{ create: web({ replicas: 2 }) }, image('app:2')];
  assert.deepEqual(told('wait', update, isTwoBroken), ['web-1 is not ready, so the update does not go on']);
  assert.deepEqual(told('wait', [...update, image('app:3')], isTwoBroken), [
    'web-1 is not ready and gets no new template before it is: delete it by hand',
  ]);
  assert.deepEqual(told('wait', [{ create: web({ updateStrategy: { type: 'OnDelete' } }) }, image('app:2')]), [
    'web-0 keeps the old revision until somebody deletes it, because the strategy is OnDelete',
  ]);
  const open = rolling({ maxUnavailable: 1, partition: 1 });
  const limited = [{ create: web({ replicas: 2, podManagementPolicy: 'Parallel', ...open }) }, image('app:2')];
  assert.deepEqual(
    told('wait', [...limited, change({ updateStrategy: { rollingUpdate: { partition: 0 } } })], isTwoBroken),
    ['1 Pod is unavailable and maxUnavailable is 1, so the update waits for web-1', 'web-1 is not ready'],
  );
});

test('time that has to pass is told', () => {
  const { rests } = lastOutcome([{ create: web({ minReadySeconds: 20 }) }]);
  const first = rests.find(({ waits }) => waits.some(({ because }) => because === 'notAvailable'));
  assert.ok(first);
  assert.deepEqual(
    told('event', [{ create: web({ minReadySeconds: 20 }) }]).at(-1),
    'web-0 has been ready long enough to count as available',
  );
});

test('names that are too long or taken are told with what is allowed', () => {
  const long = { ...web(), metadata: { name: 'n'.repeat(62) } };
  assert.deepEqual(told('wait', [{ create: long }]), [
    `${'n'.repeat(62)}-0 cannot be created: its name has 64 characters, and 63 are allowed`,
  ]);
  const other = { matchLabels: { app: 'web', tier: 'db' } };
  const template = { metadata: { labels: other.matchLabels }, spec: { containers: [{ name: 'app', image: 'app:2' }] } };
  const taken = [{ create: web() }, { deleteSet: 'Orphan' as const }, { create: web({ selector: other, template }) }];
  assert.deepEqual(told('wait', taken), ["web-0 cannot be created: another Pod has that name and is not the set's"]);
});

test('claims and volumes that are in the way are told', () => {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'broken' }] } };
  const deleting = [{ create: web({ ...data, template }) }, { deleteClaim: 'data-web-0' }];
  assert.equal(told('wait', deleting)[0], 'Claim data-web-0 is being deleted, so its Pod has to wait');
  const differ = [{ create: web() }, { deleteSet: 'Orphan' as const }, { create: web(data) }];
  assert.deepEqual(told('wait', differ), [
    'web-0 lacks volumes that the set asks for now, and only a new Pod can get them: delete web-0',
  ]);
});

test('Pods and claims that are refused are told with what is wrong', () => {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app' }] } };
  assert.deepEqual(told('wait', [{ create: web({ template }) }], { minor: '1.33' }), [
    'web-0 is refused: spec.containers[0].image is required',
  ]);
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } }];
  assert.deepEqual(told('wait', [{ create: web({ volumeClaimTemplates }) }], { minor: '1.33' }), [
    'Claim data-web-0 is refused: spec.accessModes is required',
  ]);
});

test('a refusal is told field by field', () => {
  const steps = [{ create: web() }, change({ serviceName: 'x', replicas: -1 })];
  assert.deepEqual(told('refusal', steps), [
    'Kubernetes refuses this: spec.replicas -1 must be greater than or equal to 0',
    'Kubernetes refuses this: spec.serviceName cannot change after creation',
  ]);
  assert.deepEqual(
    told('refusal', steps, { minor: '1.30' }).at(-1),
    'Kubernetes refuses this: one of the changed fields cannot change after creation',
  );
  assert.deepEqual(told('refusal', [{ deletePod: 'web-0' }]), ['Kubernetes refuses this: pods "web-0" not found']);
});
