import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

function rulesIn(text: string, name = 'main.yaml'): string[] {
  return problemsOf(openWorkspace({ [name]: text }), name).map(({ problem }) => problem.rule);
}

const values = 'kind: "StatefulSet"\nreplicaCount: 1\nimage:\n  tag: ""\n';

describe('the values of a chart', () => {
  test('are no object, whatever kind they name', () => {
    assert.deepEqual(rulesIn(values), []);
    assert.deepEqual(rulesIn(values, 'values.yaml'), []);
    assert.deepEqual(rulesIn('kind: Service\nname: web\n'), []);
  });

  test('are no object with an apiVersion in a file that is called so', () => {
    for (const name of ['values.yaml', 'prod-values.yml', 'values-prod.yaml', 'prod.values.yaml', 'my_values.yaml'])
      assert.deepEqual(rulesIn(`apiVersion: apps/v1\n${values}`, name), [], name);
    assert.ok(rulesIn(`apiVersion: apps/v1\n${values}`, 'revalues.yaml').includes('unknown-field'));
  });

  test('do not hide an object without apiVersion, in whatever file', () => {
    for (const part of ['metadata:\n  name: web\n', 'spec:\n  clusterIP: None\n']) {
      assert.ok(rulesIn(`kind: Service\n${part}`).includes('api-version-missing'), part);
      assert.ok(rulesIn(`kind: Service\n${part}`, 'values.yaml').includes('api-version-missing'), part);
    }
    assert.ok(rulesIn(`apiVersion:\n${values}`).includes('api-version-missing'));
  });

  test('are no items of a list', () => {
    assert.ok(rulesIn('apiVersion: v1\nkind: List\nitems:\n  - kind: Service\n').includes('api-version-missing'));
  });
});
