import assert from 'node:assert/strict';
import test from 'node:test';
import { simulate } from '../../server/src/rollout/simulate.ts';
import { change, claims, image, lastOutcome, lastTrace, lastWaits, traces, web } from './rolloutScenario.ts';

const parallel = { podManagementPolicy: 'Parallel' };

test('OrderedReady creates a Pod with its claims, and the next one once it is ready', () => {
  const steps = [{ create: web({ replicas: 2, ...claims('data', 'logs') }) }];
  assert.equal(
    lastTrace(steps),
    'claim data-web-0, claim logs-web-0, create web-0 app:1, ready web-0, ' +
      'claim data-web-1, claim logs-web-1, create web-1 app:1, ready web-1',
  );
});

test('Parallel creates all Pods at once', () => {
  assert.equal(
    lastTrace([{ create: web({ replicas: 3, ...parallel }) }]),
    'create web-0 app:1, create web-1 app:1, create web-2 app:1, ready web-0, ready web-1, ready web-2',
  );
});

test('OrderedReady removes the highest Pod first, one at a time', () => {
  assert.equal(
    lastTrace([{ create: web({ replicas: 3 }) }, change({ replicas: 1 })]),
    'delete web-2, gone web-2, delete web-1, gone web-1',
  );
});

test('Parallel removes Pods together', () => {
  assert.equal(
    lastTrace([{ create: web({ replicas: 3, ...parallel }) }, change({ replicas: 0 })]),
    'delete web-0, delete web-1, delete web-2, gone web-2, gone web-1, gone web-0',
  );
});

test('ordinals above nine are sorted as numbers', () => {
  const created = lastTrace([{ create: web({ replicas: 11, ...parallel }) }]).split(', ');
  assert.deepEqual(created.slice(8, 11), ['create web-8 app:1', 'create web-9 app:1', 'create web-10 app:1']);
});

test('the first ordinal is where ordinals.start says', () => {
  const steps = [{ create: web({ replicas: 2, ordinals: { start: 4 } }) }];
  assert.equal(lastTrace(steps), 'create web-4 app:1, ready web-4, create web-5 app:1, ready web-5');
  assert.equal(lastTrace(steps, { minor: '1.29' }), 'create web-4 app:1, ready web-4, create web-5 app:1, ready web-5');
});

test('ordinals are ignored where their gate is switched off', () => {
  const steps = [{ create: web({ ordinals: { start: 4 } }) }];
  const gates = { StatefulSetStartOrdinal: false };
  assert.equal(lastTrace(steps, { minor: '1.30', gates }), 'create web-0 app:1, ready web-0');
  assert.equal(lastTrace(steps, { minor: '1.31', gates }), 'create web-4 app:1, ready web-4');
});

test('a moved start makes the new Pods first and then removes the old ones from the top', () => {
  assert.equal(
    lastTrace([{ create: web({ replicas: 2 }) }, change({ ordinals: { start: 1 }, replicas: 1 })]),
    'delete web-0, gone web-0',
  );
  assert.equal(
    lastTrace([{ create: web({ replicas: 2, ordinals: { start: 3 } }) }, change({ ordinals: null })]),
    'create web-0 app:1, ready web-0, create web-1 app:1, ready web-1, delete web-4, gone web-4, delete web-3, gone web-3',
  );
});

test('a Pod that never gets ready holds up later Pods with OrderedReady only', () => {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'broken' }] } };
  const ordered = [{ create: web({ replicas: 2, template }) }];
  assert.equal(lastTrace(ordered), 'create web-0 broken');
  assert.deepEqual(lastWaits(ordered), ['web-0 notReady create']);
  const together = [{ create: web({ replicas: 2, template, ...parallel }) }];
  assert.equal(lastTrace(together), 'create web-0 broken, create web-1 broken');
  assert.deepEqual(lastWaits(together), ['web-0 notReady completion', 'web-1 notReady completion']);
});

test('which images never work can be chosen', () => {
  const isBroken = (name: string): boolean => name.endsWith(':1');
  assert.equal(lastTrace([{ create: web() }], { isBroken }), 'create web-0 app:1');
});

test('a failed Pod is gone at once and comes back, in every minor', () => {
  const steps = [{ create: web({ replicas: 2 }) }, { failPod: 'web-0' }];
  for (const minor of ['1.29', '1.30', '1.31', '1.37']) {
    assert.equal(lastTrace(steps, { minor }), 'gone web-0, create web-0 app:1, ready web-0');
  }
});

test('a failed Pod above one that is not ready stays until that one is ready', () => {
  const steps = [{ create: web({ replicas: 3 }) }, image('broken'), { failPod: 'web-1' }];
  assert.deepEqual(traces(steps).slice(1), [
    'delete web-2, gone web-2, create web-2 broken',
    'gone web-1, create web-1 broken',
  ]);
  const above = [{ create: web({ replicas: 3 }) }, image('broken'), { deletePod: 'web-0' }, { failPod: 'web-1' }];
  assert.equal(lastTrace(above), '');
  assert.deepEqual(lastWaits(above), [
    'web-0 notReady update',
    'web-1 notReady completion',
    'web-2 notReady completion',
  ]);
});

test('a Pod that is deleted by hand comes back, and one without grace is gone at once', () => {
  const steps = [{ create: web() }, { deletePod: 'web-0' }];
  assert.equal(lastTrace(steps), 'delete web-0, gone web-0, create web-0 app:1, ready web-0');
  const graceless = change({ template: { spec: { terminationGracePeriodSeconds: 0 } } });
  assert.equal(
    lastTrace([{ create: web() }, graceless, { deletePod: 'web-0' }]),
    'gone web-0, create web-0 app:1, ready web-0',
  );
});

test('a Pod that is not ready any more gets ready again', () => {
  assert.equal(lastTrace([{ create: web({ replicas: 2 }) }, { unreadyPod: 'web-0' }]), 'ready web-0');
});

test('scaling down goes on where the only Pod that is not ready is one that has to go', () => {
  const isBroken = (name: string): boolean => name === 'app:2';
  const partition = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 3 } } };
  const steps = [{ create: web({ replicas: 4, ...partition }) }, image('app:2'), change({ replicas: 2 })];
  assert.deepEqual(traces(steps, { isBroken }).slice(1), [
    'delete web-3, gone web-3, create web-3 app:2',
    'delete web-3, gone web-3, delete web-2, gone web-2',
  ]);
});

test('two Pods that have to go and are not ready block OrderedReady until the upper one is deleted', () => {
  const isBroken = (name: string): boolean => name === 'app:2';
  const steps = [
    { create: web({ replicas: 4, updateStrategy: { type: 'OnDelete' }, ...parallel }) },
    image('app:2'),
    { deletePod: 'web-3' },
    { deletePod: 'web-2' },
    { deleteSet: 'Orphan' as const },
    { create: web({ replicas: 2 }) },
  ];
  assert.equal(lastTrace(steps, { isBroken }), '');
  assert.deepEqual(lastWaits(steps, { isBroken }), ['web-3 notReady scaleDown']);
  const unblocked = lastTrace([...steps, { deletePod: 'web-3' }], { isBroken });
  assert.equal(unblocked, 'delete web-3, gone web-3, delete web-2, gone web-2');
});

test('minReadySeconds lets time pass before the next Pod', () => {
  const outcome = lastOutcome([{ create: web({ replicas: 2, minReadySeconds: 30 }) }]);
  const events = outcome.rests.flatMap(({ frames }) => frames.map(({ event }) => event));
  const times = events.map(({ kind, atSeconds }) => `${kind} ${atSeconds}`);
  assert.deepEqual(times, [
    'revision 0',
    'create 0',
    'ready 0',
    'available 30',
    'create 30',
    'ready 30',
    'available 60',
  ]);
  const waiting = outcome.rests.flatMap(({ waits }) => waits.filter(({ because }) => because === 'notAvailable'));
  assert.deepEqual(waiting, [
    { waitsFor: 'web-0', because: 'notAvailable', seconds: 30, holdsBack: 'create' },
    { waitsFor: 'web-1', because: 'notAvailable', seconds: 30, holdsBack: 'completion' },
  ]);
});

test('orphans do not take part in the time that a set waits for', () => {
  const db = { ...web({ minReadySeconds: 30 }), metadata: { name: 'db' } };
  const { rests } = lastOutcome([{ create: web() }, { deleteSet: 'Orphan' }, { create: db }]);
  const events = rests.flatMap(({ frames }) => frames.map(({ event }) => event));
  const available = events.flatMap((event) => (event.kind === 'available' ? [event.pod] : []));
  assert.deepEqual(available, ['db-0']);
});

test('after every event the state of every Pod is known', () => {
  const { rests } = lastOutcome([{ create: web({ replicas: 2 }) }, image('app:2')]);
  const states = rests.flatMap(({ frames }) =>
    frames.map(({ event, pods }) => {
      const seen = pods.map((pod) => `${pod.images[0]}${pod.isTerminating ? '-' : pod.isReady ? '+' : ''}`);
      return `${event.kind}: ${seen.join(' ')}`;
    }),
  );
  assert.deepEqual(states, [
    'revision: app:1+ app:1+',
    'delete: app:1+ app:1-',
    'gone: app:1+',
    'create: app:1+ app:2',
    'ready: app:1+ app:2+',
    'delete: app:1- app:2+',
    'gone: app:2+',
    'create: app:2 app:2+',
    'ready: app:2+ app:2+',
  ]);
});

test('a Pod carries its identity', () => {
  const { details } = simulate([{ create: web({ serviceName: '' }) }], { minor: '1.37' });
  assert.deepEqual(details, {
    'web-0': {
      labels: {
        app: 'web',
        'apps.kubernetes.io/pod-index': '0',
        'controller-revision-hash': '*',
        'statefulset.kubernetes.io/pod-name': 'web-0',
      },
      hostname: 'web-0',
      volumes: [],
    },
  });
});

test('a name that makes the Pod name too long leaves only its claims, in one batch after the other', () => {
  const name = 'n'.repeat(61);
  const named = { ...web({ replicas: 12, ...parallel, ...claims('data') }), metadata: { name } };
  const isRevisionShort = lastWaits([{ create: named }])[0]?.includes('revisionNameTooLong');
  assert.ok(isRevisionShort);
  assert.equal(lastTrace([{ create: named }]), `claim data-${name}-0`);
});

test('a set with very many replicas is not simulated', () => {
  const outcome = lastOutcome([{ create: web({ replicas: 2_000_000_000 }) }]);
  assert.equal(outcome.isTooLarge, true);
  assert.deepEqual(outcome.rests, []);
});
