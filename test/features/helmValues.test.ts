import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { effectiveManifests } from '../../server/src/features/effective.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { documentSymbols } from '../../server/src/features/symbols.ts';
import { setStarts } from '../../server/src/preview/model.ts';
import { fileOf, openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

/** What is said of a file, beside what any YAML has. */
function said(name: string, text: string) {
  const host = openWorkspace({ [name]: text });
  const snapshot = host.snapshot();
  const hovers = [...text.matchAll(/\w+/g)].flatMap(
    ({ index }) => hover(snapshot, uriOf(name), index + 1, neverCancelled)?.markdown ?? [],
  );
  return {
    problems: problemsOf(host, name).length,
    hovers: hovers.length,
    lenses: setStarts(snapshot, fileOf(host, name)).length,
    stored: effectiveManifests(snapshot, uriOf(name), neverCancelled),
    outline: documentSymbols(snapshot, uriOf(name), neverCancelled).map((symbol) => symbol.name),
  };
}

const nothing = { problems: 0, hovers: 0, lenses: 0, stored: undefined };

describe("a chart's values", () => {
  test('with a kind of their own are no object', () => {
    for (const kind of ['StatefulSet', 'DaemonSet', 'Pipeline']) {
      const values = `kind: ${kind}\nreplicas: 2\nimage:\n  tag: x\n`;
      for (const name of ['values.yaml', 'prod.yaml']) {
        assert.deepEqual(said(name, values), { ...nothing, outline: ['kind', 'replicas', 'image'] }, `${kind} ${name}`);
      }
    }
  });

  test('with an apiVersion of their own are none where the file is called so', () => {
    const values = 'apiVersion: apps/v1\nkind: StatefulSet\nreplicas: 2\n';
    assert.deepEqual(said('values-prod.yaml', values), { ...nothing, outline: ['apiVersion', 'kind', 'replicas'] });
    const { problems, hovers, lenses } = said('web.yaml', values);
    assert.ok(problems > 0 && hovers > 0 && lenses === 1);
  });

  test('get no fields of the object that their kind sounds like', () => {
    const offered = (name: string, text: string) => {
      const host = openWorkspace({ [name]: text });
      const { items } = complete(host.snapshot(), uriOf(name), text.length, neverCancelled);
      return items.map(({ label }) => label);
    };
    const values = 'kind: StatefulSet\nreplicas: 2\n';
    for (const name of ['values.yaml', 'prod.yaml']) assert.ok(!offered(name, values).includes('spec'), name);
    assert.ok(!offered('values.yaml', `apiVersion: apps/v1\n${values}`).includes('spec'));
    assert.ok(offered('web.yaml', 'apiVersion: apps/v1\nkind: StatefulSet\n').includes('spec'));
    assert.ok(offered('web.yaml', 'kind: StatefulSet\n').includes('spec'));
  });

  test('an object that is begun is one, whatever the file is called', () => {
    const started = said('web.yaml', 'kind: StatefulSet\n');
    assert.equal(started.lenses, 1);
    assert.deepEqual(started.outline, ['StatefulSet']);
    const whole = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: None\n';
    assert.ok(said('values.yaml', whole).hovers > 0);
    assert.deepEqual(said('values.yaml', whole).outline, ['Service web']);
  });
});
