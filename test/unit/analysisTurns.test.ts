import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import type { FileProblem } from '../../server/src/analysis/snapshot.ts';
import { createService } from '../../server/src/service.ts';

const uri = 'file:///sets.yaml';
const count = 30;
const set = (at: number) =>
  `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: web-${at}}, spec: {serviceName: web}}`;
const sets = Array.from({ length: count }, (_, at) => set(at));

const files = {
  'objects of one list': `apiVersion: v1\nkind: List\nitems:\n- ${sets.join('\n- ')}\n`,
  'documents of one file': sets.join('\n---\n'),
};

function hostWith(text: string): AnalysisHost {
  const host = createService();
  host.open(uri, 1, text);
  host.setIndexComplete(true);
  return host;
}

/** One turn, of as many steps; undefined where the check was not done then. */
function turn(host: AnalysisHost, steps: number): readonly FileProblem[] | undefined {
  const snapshot = host.snapshot();
  let left = steps;
  return snapshot.advance(snapshot.file(uri)!, () => --left === 0);
}

function inTurns(host: AnalysisHost, steps: number): { problems: readonly FileProblem[]; turns: number } {
  for (let turns = 1; turns < 10_000; turns++) {
    const problems = turn(host, steps);
    if (problems) return { problems, turns };
  }
  return assert.fail('the check never ends');
}

const told = (problems: readonly FileProblem[]) =>
  problems.map(({ problem, documentStart }) => [problem.rule, problem.range.start + documentStart, problem.message]);

for (const [name, text] of Object.entries(files)) {
  test(`${name}: checked in turns, what is found is what one look finds`, () => {
    const once = told(hostWith(text).snapshot().problems(uri));
    assert.ok(once.length >= count);
    for (const steps of [1, 7]) {
      const { problems, turns } = inTurns(hostWith(text), steps);
      assert.deepEqual(told(problems), once);
      assert.ok(turns > count / steps, `${turns} turns`);
    }
  });

  test(`${name}: a check that stands still is gone on with by who needs all of it at once`, () => {
    const host = hostWith(text);
    assert.equal(turn(host, 5), undefined);
    const problems = host.snapshot().problems(uri);
    assert.deepEqual(told(problems), told(hostWith(text).snapshot().problems(uri)));
    assert.equal(turn(host, 1), problems, 'and is not begun again');
  });

  test(`${name}: what changes while a check stands still is checked against`, () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {clusterIP: None}\n';
    const edited = text.replace('serviceName: web', 'serviceName: wed');
    const at = text.indexOf('serviceName: web') + 'serviceName: we'.length;
    const host = hostWith(text);
    assert.equal(turn(host, 5), undefined);
    host.setFile('file:///service.yaml', service);
    assert.equal(turn(host, 9), undefined);
    host.edit(uri, 2, [{ start: at, end: at + 1, newText: 'd' }]);
    assert.equal(turn(host, 3), undefined);
    const fresh = hostWith(edited);
    fresh.setFile('file:///service.yaml', service);
    assert.deepEqual(told(inTurns(host, 4).problems), told(fresh.snapshot().problems(uri)));
    // Afterwards edits cost what they touch, as ever.
    host.edit(uri, 3, [{ start: at, end: at + 1, newText: 'b' }]);
    fresh.open(uri, 3, text);
    assert.deepEqual(told(inTurns(host, 4).problems), told(fresh.snapshot().problems(uri)));
  });
}
