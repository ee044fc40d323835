import assert from 'node:assert/strict';
import test from 'node:test';
import { play } from '../../server/src/rollout/simulate.ts';
import type { Step } from '../../server/src/rollout/steps.ts';
import { change, image, lastOutcome, lastTrace, lastWaits, traces, web } from './rolloutScenario.ts';

const parallel = { podManagementPolicy: 'Parallel' };
const onDelete = { updateStrategy: { type: 'OnDelete' } };
const recreate = { updateStrategy: { type: 'Recreate' } };
const recreateOn = { gates: { StatefulSetRecreateStrategy: true } };
const oneByOne =
  'delete web-1, gone web-1, create web-1 app:2, ready web-1, delete web-0, gone web-0, create web-0 app:2, ready web-0';

function rolling(rollingUpdate: Readonly<Record<string, number | string>>): {
  readonly updateStrategy: { readonly type: string; readonly rollingUpdate: Readonly<Record<string, number | string>> };
} {
  return { updateStrategy: { type: 'RollingUpdate', rollingUpdate } };
}

test('a new template replaces Pods from the highest down, one at a time, in every minor and policy', () => {
  for (const minor of ['1.29', '1.33', '1.34', '1.36', '1.37']) {
    assert.equal(lastTrace([{ create: web({ replicas: 2 }) }, image('app:2')], { minor }), oneByOne);
    assert.equal(lastTrace([{ create: web({ replicas: 2, ...parallel }) }, image('app:2')], { minor }), oneByOne);
  }
});

test('only the Pod template starts an update, and only where it means something else', () => {
  const steps = [{ create: web({ minReadySeconds: 0 }) }];
  assert.equal(lastTrace([...steps, change({ revisionHistoryLimit: 3 })]), '');
  const container = {
    name: 'app',
    image: 'app:1',
    imagePullPolicy: 'IfNotPresent',
    env: [],
    resources: { limits: {} },
  };
  assert.equal(lastTrace([...steps, change({ template: { spec: { containers: [container] } } })]), '');
  const labels = { app: 'web', tier: 'db' };
  assert.equal(
    lastTrace([...steps, change({ template: { metadata: { labels } } })]),
    'delete web-0, gone web-0, create web-0 app:1, ready web-0',
  );
});

test('quantities that mean the same are no change of the template', () => {
  const withMemory = (memory: string) => ({
    spec: { containers: [{ name: 'app', image: 'app:1', resources: { limits: { memory } } }] },
  });
  const template = { metadata: { labels: { app: 'web' } }, ...withMemory('1Gi') };
  assert.equal(lastTrace([{ create: web({ template }) }, change({ template: withMemory('1024Mi') })]), '');
});

test('the partition counts Pods, not ordinals, and keeps Pods at the old template', () => {
  const steps = [
    { create: web({ replicas: 2, ordinals: { start: 5 }, ...rolling({ partition: 1 }) }) },
    image('app:2'),
  ];
  assert.equal(lastTrace(steps), 'delete web-6, gone web-6, create web-6 app:2, ready web-6');
  assert.deepEqual(lastWaits(steps), ['web-5 partition update']);
  assert.equal(
    lastTrace([...steps, { deletePod: 'web-5' }]),
    'delete web-5, gone web-5, create web-5 app:1, ready web-5',
  );
  const beyond = [{ create: web({ replicas: 2, ...rolling({ partition: 9 }) }) }, image('app:2')];
  assert.equal(lastTrace(beyond), '');
});

test('without a partition, a Pod that is deleted before the update comes to it keeps the old template', () => {
  const isBroken = (name: string): boolean => name === 'app:2';
  const written = { replicas: 3, updateStrategy: { type: 'RollingUpdate' }, ...parallel };
  const steps = [{ create: web(written) }, image('app:2'), { deletePod: 'web-0' }];
  const early = lastOutcome(steps, { isBroken, minor: '1.33' });
  const created = early.rests
    .flatMap(({ frames }) => frames.map(({ event }) => event))
    .find(({ kind }) => kind === 'create');
  assert.ok(created?.kind === 'create');
  assert.equal(created.keeps, 'currentReplicas');
  assert.equal(created.image, 'app:1');
  // With maxUnavailable of 1.37, Pods of an old revision that are not available are replaced first.
  assert.equal(lastTrace(steps, { isBroken }), 'delete web-0, gone web-0, create web-0 app:2');
});

test('maxUnavailable is obeyed from 1.37 on, and in early patches of 1.35', () => {
  const steps = [{ create: web({ replicas: 3, ...rolling({ maxUnavailable: 2 }) }) }, image('app:2')];
  const byTwo =
    'delete web-1, delete web-2, gone web-2, gone web-1, create web-1 app:2, ready web-1, create web-2 app:2, ready web-2, ' +
    'delete web-0, gone web-0, create web-0 app:2, ready web-0';
  const single = `delete web-2, gone web-2, create web-2 app:2, ready web-2, ${oneByOne}`;
  for (const minor of ['1.29', '1.33', '1.34', '1.35', '1.35.4', '1.36'])
    assert.equal(lastTrace(steps, { minor }), single);
  for (const minor of ['1.35.0', '1.35.3', '1.37']) assert.equal(lastTrace(steps, { minor }), byTwo);
  assert.equal(lastTrace(steps, { minor: '1.29', gates: { MaxUnavailableStatefulSet: true } }), byTwo);
  assert.equal(lastTrace(steps, { minor: '1.37', gates: { MaxUnavailableStatefulSet: false } }), single);
});

test('maxUnavailable stays in a set that has it when the gate is switched off, and can still be changed', () => {
  const steps = [{ create: web({ replicas: 3, ...rolling({ maxUnavailable: 2 }) }) }];
  const { world } = lastOutcome(steps);
  const off = { minor: '1.37', gates: { MaxUnavailableStatefulSet: false } };
  const wrong = play(world, change({ updateStrategy: { rollingUpdate: { maxUnavailable: 0 } } }), off);
  assert.equal(wrong.refusal?.problems[0]?.path, 'spec.updateStrategy.rollingUpdate.maxUnavailable');
  const changed = play(world, change({ updateStrategy: { rollingUpdate: { maxUnavailable: 3 } } }), off);
  assert.equal(changed.world.set?.spec.rollingUpdate?.maxUnavailable, 3);
  const updated = play(changed.world, image('app:2'), off);
  assert.deepEqual(updated.rests[0]?.trace, ['delete web-2']);
});

test('a share of maxUnavailable is rounded down, and at least one Pod may go', () => {
  const firstDeletions = (maxUnavailable: string): number => {
    const trace = lastTrace([{ create: web({ replicas: 5, ...rolling({ maxUnavailable }) }) }, image('app:2')]).split(
      ', ',
    );
    return trace.findIndex((line) => !line.startsWith('delete'));
  };
  assert.deepEqual(['5%', '39%', '40%', '79%', '100%'].map(firstDeletions), [1, 1, 2, 3, 5]);
});

test('Pods that are missing anyway count against maxUnavailable', () => {
  const isBroken = (name: string): boolean => name === 'app:2';
  const limits = rolling({ maxUnavailable: 2, partition: 2 });
  const steps = [{ create: web({ replicas: 4, ...parallel, ...limits }) }, image('app:2')];
  assert.equal(
    lastTrace(steps, { isBroken }),
    'delete web-2, delete web-3, gone web-3, create web-3 app:2, gone web-2, create web-2 app:2',
  );
  const open = [...steps, change({ updateStrategy: { rollingUpdate: { partition: 0 } } })];
  assert.equal(lastTrace(open, { isBroken }), '');
  const [wait] = lastOutcome(open, { isBroken }).rests.at(-1)?.waits ?? [];
  assert.deepEqual(wait, {
    waitsFor: 'web-2',
    because: 'maxUnavailable',
    holdsBack: 'update',
    maxUnavailable: 2,
    unavailable: 2,
  });
});

test('a Pod that gets ready makes room for the next one with Parallel', () => {
  const steps = [{ create: web({ replicas: 3, ...parallel, ...rolling({ maxUnavailable: 2 }) }) }, image('app:2')];
  assert.equal(
    lastTrace(steps),
    'delete web-1, delete web-2, gone web-2, create web-2 app:2, gone web-1, create web-1 app:2, ready web-1, ' +
      'delete web-0, gone web-0, create web-0 app:2, ready web-0, ready web-2',
  );
});

test('a broken update stays broken with OrderedReady until the Pod is deleted, in every minor', () => {
  const steps = [{ create: web({ replicas: 2 }) }, image('broken'), image('app:2')];
  for (const minor of ['1.29', '1.33', '1.35.0', '1.37']) {
    assert.deepEqual(traces(steps, { minor }).slice(1), ['delete web-1, gone web-1, create web-1 broken', '']);
    const wait = lastOutcome(steps, { minor }).rests.at(-1)?.waits[0];
    assert.deepEqual(wait, { waitsFor: 'web-1', because: 'notReady', holdsBack: 'update', isOutdated: true });
    assert.equal(lastTrace([...steps, { deletePod: 'web-1' }], { minor }), oneByOne);
  }
});

test('a broken update heals by itself with Parallel, but not where 1.35 counts broken Pods', () => {
  const steps = [{ create: web({ replicas: 2, ...parallel }) }, image('broken'), image('app:2')];
  for (const minor of ['1.29', '1.33', '1.36', '1.37']) assert.equal(lastTrace(steps, { minor }), oneByOne);
  assert.equal(lastTrace(steps, { minor: '1.35.2' }), '');
  assert.deepEqual(lastWaits(steps, { minor: '1.35.2' }), ['web-1 maxUnavailable update', 'web-1 notReady completion']);
});

test('from 1.37 on broken Pods go first, whatever maxUnavailable is', () => {
  const isBroken = (name: string): boolean => name === 'app:1';
  const steps = [{ create: web({ replicas: 3, ...parallel }) }, image('app:2')];
  assert.equal(
    lastTrace(steps, { isBroken }),
    'delete web-0, delete web-1, delete web-2, gone web-2, create web-2 app:2, gone web-1, create web-1 app:2, ' +
      'gone web-0, create web-0 app:2, ready web-0, ready web-1, ready web-2',
  );
  assert.equal(
    lastTrace(steps, { isBroken, minor: '1.36' }),
    'delete web-2, gone web-2, create web-2 app:2, ready web-2, delete web-1, gone web-1, create web-1 app:2, ready web-1, ' +
      'delete web-0, gone web-0, create web-0 app:2, ready web-0',
  );
});

test('going back to the old template takes its revision again', () => {
  const isBroken = (name: string): boolean => name === 'app:2';
  const steps = [{ create: web({ replicas: 2 }) }, image('app:2'), image('app:1'), { deletePod: 'web-1' }];
  const { world } = lastOutcome(steps, { isBroken });
  assert.deepEqual(
    world.revisions.map(({ number }) => number),
    [2, 3],
  );
  assert.deepEqual([...new Set(world.pods.map(({ revision }) => revision))], [world.revisions[1]?.name]);
  assert.equal(lastTrace(steps, { isBroken }), 'delete web-1, gone web-1, create web-1 app:1, ready web-1');
});

test('revisions that nothing uses are kept up to the history limit', () => {
  const updates = ['app:2', 'app:3', 'app:4'].map(image);
  const revisionsWith = (revisionHistoryLimit: number, minor = '1.37'): readonly number[] =>
    lastOutcome([{ create: web({ revisionHistoryLimit }) }, ...updates], { minor }).world.revisions.map(
      ({ number }) => number,
    );
  assert.deepEqual(revisionsWith(10), [1, 2, 3, 4]);
  assert.deepEqual(revisionsWith(1), [3, 4]);
  assert.deepEqual(revisionsWith(0), [4]);
  assert.deepEqual(revisionsWith(-1), [1, 2, 3, 4]);
});

test('OnDelete updates Pods only when they are deleted', () => {
  const steps = [{ create: web({ replicas: 2, ...onDelete }) }, image('app:2')];
  assert.equal(lastTrace(steps), '');
  assert.deepEqual(lastWaits(steps), ['web-0 onDelete update', 'web-1 onDelete update']);
  const one = [...steps, { deletePod: 'web-0' }];
  assert.equal(lastTrace(one), 'delete web-0, gone web-0, create web-0 app:2, ready web-0');
  assert.deepEqual(lastWaits(one), ['web-1 onDelete update']);
});

test('the current revision follows OnDelete only from 1.37 on', () => {
  const steps = [{ create: web(onDelete) }, image('app:2'), { deletePod: 'web-0' }];
  const isCurrent = (minor: string): boolean => {
    const status = lastOutcome(steps, { minor }).rests.at(-1)?.status;
    return status !== undefined && status.currentRevision === status.updateRevision;
  };
  assert.deepEqual(['1.29', '1.33', '1.36', '1.37'].map(isCurrent), [false, false, false, true]);
});

test('an update waits for minReadySeconds from 1.34 on with Parallel, always with OrderedReady', () => {
  const secondDeletion = (minor: string, policy: object): number | undefined => {
    const { rests, world } = lastOutcome(
      [{ create: web({ replicas: 2, minReadySeconds: 20, ...policy }) }, image('app:2')],
      { minor },
    );
    const events = rests.flatMap(({ frames }) => frames.map(({ event }) => event));
    const ready = events.find(({ kind }) => kind === 'ready');
    const deletion = events.find((event) => event.kind === 'delete' && event.pod === 'web-0');
    assert.equal(
      world.pods.every(({ images }) => images[0] === 'app:2'),
      true,
    );
    return deletion && ready && deletion.atSeconds - ready.atSeconds;
  };
  assert.deepEqual(
    ['1.29', '1.33', '1.34', '1.37'].map((minor) => secondDeletion(minor, parallel)),
    [0, 0, 20, 20],
  );
  assert.deepEqual(
    ['1.29', '1.37'].map((minor) => secondDeletion(minor, {})),
    [20, 20],
  );
});

test('Recreate deletes all old Pods at once and creates new ones when they are gone', () => {
  const ordered = [{ create: web({ replicas: 2, ...recreate }) }, image('app:2')];
  assert.equal(
    lastTrace(ordered, recreateOn),
    'delete web-0, delete web-1, gone web-1, gone web-0, create web-0 app:2, ready web-0, create web-1 app:2, ready web-1',
  );
  const together = [{ create: web({ replicas: 2, ...recreate, ...parallel }) }, image('app:2')];
  assert.equal(
    lastTrace(together, recreateOn),
    'delete web-0, delete web-1, gone web-1, gone web-0, create web-0 app:2, create web-1 app:2, ready web-0, ready web-1',
  );
  const stuck = [{ create: web({ replicas: 2, ...recreate }) }, image('broken'), image('app:2')];
  assert.equal(
    lastTrace(stuck, recreateOn),
    'delete web-0, gone web-0, create web-0 app:2, ready web-0, create web-1 app:2, ready web-1',
  );
  assert.equal(lastOutcome(ordered, recreateOn).rests.at(-1)?.status?.currentReplicas, 2);
});

test('Recreate is refused without its gate, and unknown to every minor before 1.37', () => {
  const steps = [{ create: web(recreate) }];
  assert.equal(lastTrace(steps), 'refused');
  assert.equal(lastTrace(steps, { minor: '1.36', ...recreateOn }), 'refused');
  assert.notEqual(lastTrace(steps, recreateOn), 'refused');
});

test('a set with Recreate is left alone once the gate is switched off', () => {
  const { world } = lastOutcome([{ create: web({ replicas: 2, ...recreate }) }], recreateOn);
  const outcome = play(world, image('app:2'), { minor: '1.37' });
  assert.equal(outcome.refusal, undefined);
  assert.deepEqual(
    outcome.rests.map(({ trace }) => trace),
    [[]],
  );
  assert.deepEqual(outcome.rests[0]?.waits, [{ waitsFor: 'web', because: 'unknownStrategy', holdsBack: 'update' }]);
});

test('new replicas of an update get the new template and come first', () => {
  const steps = [
    { create: web({ replicas: 1 }) },
    change({ replicas: 2, template: { spec: { containers: [{ name: 'app', image: 'app:2' }] } } }),
  ];
  assert.equal(
    lastTrace(steps),
    'create web-1 app:2, ready web-1, delete web-0, gone web-0, create web-0 app:2, ready web-0',
  );
});

test('an update and fewer replicas: the extra Pods go before any is updated', () => {
  const steps = [
    { create: web({ replicas: 3 }) },
    change({ replicas: 2, template: { spec: { containers: [{ name: 'app', image: 'app:2' }] } } }),
  ];
  assert.equal(lastTrace(steps), `delete web-2, gone web-2, ${oneByOne}`);
});

test('only a Pod that an update would replace, and that is not ready, has to be deleted by hand', () => {
  const needsHand = (steps: readonly Step[]): boolean =>
    lastOutcome(steps).rests.some(({ waits }) => waits.some(({ isOutdated }) => isOutdated));
  const rollout = [{ create: web() }, image('broken'), image('app:2')];
  assert.equal(needsHand(rollout), true);
  assert.equal(needsHand([{ create: web(onDelete) }, image('broken'), { deletePod: 'web-0' }, image('app:2')]), false);
  const container = { name: 'app', image: 'app:2' };
  const slow = change({ minReadySeconds: 60, template: { spec: { containers: [container] } } });
  assert.equal(needsHand([{ create: web() }, slow]), false);
});

test('Pods below the partition are not waited for while the update is still going on', () => {
  const isBroken = (name: string): boolean => name === 'app:2';
  const limits = rolling({ maxUnavailable: 1, partition: 1 });
  const steps = [{ create: web({ replicas: 3, ...parallel, ...limits }) }, image('app:2')];
  assert.deepEqual(lastWaits(steps, { isBroken }), ['web-2 maxUnavailable update', 'web-2 notReady completion']);
});
