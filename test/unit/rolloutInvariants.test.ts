import assert from 'node:assert/strict';
import test from 'node:test';
import { narrate } from '../../server/src/rollout/narrate.ts';
import { playAll, simulate } from '../../server/src/rollout/simulate.ts';
import type { Step } from '../../server/src/rollout/steps.ts';
import { minors } from '../../server/src/schema/minor.ts';
import { fc } from '../support/fastCheck.ts';
import { change, claims, image, web } from './rolloutScenario.ts';

const policy = fc.constantFrom('OrderedReady', 'Parallel');
const retention = fc.record({
  whenDeleted: fc.constantFrom('Retain', 'Delete'),
  whenScaled: fc.constantFrom('Retain', 'Delete'),
});
const minor = fc.constantFrom(...minors);
const pod = fc.integer({ min: 0, max: 5 }).map((ordinal) => `web-${ordinal}`);

const creation = fc
  .record({
    replicas: fc.integer({ min: 0, max: 4 }),
    podManagementPolicy: policy,
    persistentVolumeClaimRetentionPolicy: retention,
    minReadySeconds: fc.constantFrom(0, 10),
    updateStrategy: fc.constantFrom(
      { type: 'OnDelete' },
      { type: 'RollingUpdate' },
      { type: 'RollingUpdate', rollingUpdate: {} },
      { type: 'RollingUpdate', rollingUpdate: { partition: 1, maxUnavailable: 2 } },
      { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '50%' } },
    ),
  })
  .map((spec): Step => ({ create: web({ ...spec, ...claims('data') }) }));

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((replicas) => change({ replicas })),
  fc.integer({ min: 0, max: 2 }).map((start) => change({ ordinals: { start } })),
  fc.constantFrom('app:1', 'app:2', 'app:broken', 'app:3').map(image),
  retention.map((persistentVolumeClaimRetentionPolicy) => change({ persistentVolumeClaimRetentionPolicy })),
  pod.map((deletePod) => ({ deletePod })),
  pod.map((failPod) => ({ failPod })),
  pod.map((unreadyPod) => ({ unreadyPod })),
  pod.map((name) => ({ deleteClaim: `data-${name}` })),
  fc.constantFrom<Step>({ deleteSet: 'Orphan' }, { deleteSet: 'Background' }),
  creation,
);
const story = fc.tuple(creation, fc.array(anyStep, { maxLength: 8 })).map(([first, rest]) => [first, ...rest]);

test('whatever is done, the cluster stays in order', () => {
  fc.assert(
    fc.property(story, minor, (steps, version) => {
      for (const { rests, world } of playAll(steps, { minor: version })) {
        const names = world.pods.map(({ name }) => name);
        assert.equal(new Set(names).size, names.length, 'two Pods have one name');
        assert.ok(
          world.pods.every(({ isTerminating }) => !isTerminating),
          'a Pod is still going at the end',
        );
        for (const { waits, status } of rests) assert.ok(waits.length === 0 || status !== undefined);
        const last = rests.at(-1);
        if (last?.status === undefined || last.waits.length > 0) continue;
        const { status, world: after } = last;
        const { replicas, strategy } = after.set?.spec ?? {};
        assert.equal(status.replicas, replicas, 'nothing is waited for, but Pods are missing');
        assert.equal(status.availableReplicas, replicas);
        if (strategy === 'RollingUpdate') assert.equal(status.updateRevision, status.currentRevision);
      }
    }),
    { numRuns: 300 },
  );
});

test('the same steps always lead to the same end', () => {
  fc.assert(
    fc.property(story, minor, (steps, version) => {
      assert.deepEqual(simulate(steps, { minor: version }), simulate(steps, { minor: version }));
    }),
    { numRuns: 50 },
  );
});

test('OrderedReady never makes a Pod while a lower one is not ready', () => {
  fc.assert(
    fc.property(story, minor, (steps, version) => {
      for (const { rests } of playAll(steps, { minor: version })) {
        for (const { frames, world } of rests) {
          const spec = world.set?.spec;
          if (spec?.podManagementPolicy !== 'OrderedReady') continue;
          for (const { event, pods } of frames) {
            if (event.kind !== 'create') continue;
            const lower = pods.filter(({ ordinal }) => ordinal >= spec.start && ordinal < event.ordinal);
            assert.ok(lower.every(({ isReady, isTerminating }) => isReady && !isTerminating));
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('an update of a healthy set never has more Pods missing than maxUnavailable', () => {
  const sizes = fc.record({
    replicas: fc.integer({ min: 1, max: 6 }),
    maxUnavailable: fc.integer({ min: 1, max: 7 }),
    podManagementPolicy: policy,
  });
  fc.assert(
    fc.property(sizes, ({ maxUnavailable, ...spec }) => {
      const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } };
      const [, update] = playAll([{ create: web({ ...spec, updateStrategy }) }, image('app:2')], { minor: '1.37' });
      for (const { pods } of update?.rests.flatMap(({ frames }) => frames) ?? []) {
        const up = pods.filter(({ isReady, isTerminating }) => isReady && !isTerminating).length;
        assert.ok(spec.replicas - up <= maxUnavailable);
      }
      assert.ok(update?.world.pods.every(({ images }) => images[0] === 'app:2'));
    }),
    { numRuns: 100 },
  );
});

test('every sentence is short and tells of something', () => {
  fc.assert(
    fc.property(story, minor, (steps, version) => {
      for (const { text, kind } of playAll(steps, { minor: version }).flatMap(narrate)) {
        assert.ok(text.length <= 120, text);
        assert.ok(!text.endsWith('.') && !text.includes('undefined'), text);
        assert.ok(kind === 'refusal' || /web-|revision/.test(text), text);
      }
    }),
    { numRuns: 200 },
  );
});
