import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimUsers, nameKey, podLabelKey } from '../../server/src/analysis/indexKeys.ts';
import { ObjectTable } from '../../server/src/analysis/objectTable.ts';
import type { ObjectSummary } from '../../server/src/analysis/workspaceView.ts';

function workload(name: string, app: string): ObjectSummary {
  const details = { podLabels: { app } };
  return {
    uri: name,
    apiVersion: 'v1',
    kind: 'Pod',
    name,
    namespace: undefined,
    labels: {},
    isTemplate: false,
    details,
  };
}

const newTable = () => new ObjectTable((a, b) => (a.uri < b.uri ? -1 : 1));

/** Adds, exchanges and removes objects, and asks for names and labels before some of the steps or only in the end. */
function play(asksAt: readonly number[]): { table: ObjectTable; kept: readonly ObjectSummary[] } {
  const table = newTable();
  const [a, b, c, twin] = [workload('a', 'x'), workload('b', 'x'), workload('c', 'y'), workload('a', 'y')];
  const now = workload('b', 'z');
  const steps = [
    () => table.add(c),
    () => table.add(a),
    () => table.add(b),
    () => table.add(twin),
    () => table.replace(b, now),
    () => table.remove(c),
  ];
  for (const [at, step] of steps.entries()) {
    if (asksAt.includes(at)) {
      table.named('Pod', 'a');
      table.withPodLabel('Pod', 'app', 'x');
    }
    step();
  }
  return { table, kept: [a, twin, now] };
}

test('names and labels lead to the same objects whenever they are first asked for', () => {
  for (const asksAt of [[], [0], [2], [4, 5], [0, 1, 2, 3, 4, 5]]) {
    const { table, kept } = play(asksAt);
    const [a, twin, now] = kept;
    assert.deepEqual(new Set(table.named('Pod', 'a')), new Set([a, twin]), `${asksAt}`);
    assert.deepEqual(table.named('Pod', 'b'), [now]);
    assert.deepEqual(table.named('Pod', 'c'), []);
    assert.deepEqual(table.withPodLabel('Pod', 'app', 'x'), [a]);
    assert.deepEqual(table.withPodLabel('Pod', 'app', 'y'), [twin]);
    assert.deepEqual(table.withPodLabel('Pod', 'app', 'z'), [now]);
    assert.equal(table.size, 3);
  }
});

test('asking for a name or a label moves no revision', () => {
  const { table } = play([]);
  const { revision } = table;
  table.named('Pod', 'a');
  table.withPodLabel('Pod', 'app', 'x');
  assert.equal(table.revision, revision);
  assert.deepEqual(table.changesSince(revision), []);
});

test('once asked for, a name and a label have revisions that move with each change, and are told', () => {
  const { table } = play([]);
  const keys = [nameKey('Pod', 'd'), podLabelKey('Pod', 'app', 'q')];
  assert.deepEqual([...table.named('Pod', 'd'), ...table.withPodLabel('Pod', 'app', 'q')], []);
  const before = keys.map((key) => table.revisionOf(key));
  const { revision } = table;
  const object = workload('d', 'q');
  table.add(object);
  const added = keys.map((key) => table.revisionOf(key));
  for (const at of keys.keys()) assert.notEqual(added[at], before[at]);
  const told = table.changesSince(revision)?.map(({ key }) => key) ?? [];
  for (const key of keys) assert.ok(told.includes(key), key);
  table.add(workload('d', 'q'));
  for (const [at, key] of keys.entries()) assert.notEqual(table.revisionOf(key), added[at]);
});

test('what names claims is found whatever its kind, from when it does to when it no longer does', () => {
  const table = newTable();
  const silent = workload('a', 'x');
  const using = {
    ...silent,
    kind: 'ReplicationSource of volsync.backube/v1alpha1',
    details: { claims: ['data-web-0'] },
  };
  const other = { ...using, details: {} };
  table.add(silent);
  assert.deepEqual(table.objects(claimUsers), []);
  table.add(other);
  table.replace(other, using);
  assert.deepEqual(table.objects(claimUsers), [using]);
  assert.equal(table.size, 2);
  table.replace(using, other);
  assert.deepEqual(table.objects(claimUsers), []);
});
