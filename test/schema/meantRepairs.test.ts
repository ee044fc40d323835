import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { applyEdits } from '../support/edits.ts';
import { check } from './support.ts';

// The first repair of a mistake keeps what its author wrote.

/** The one problem that a text has, and the text after its first repair. */
function only(text: string): { message: string; repaired: string | undefined } {
  const problems = check(text);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  const fix = problems[0]!.fixes?.()[0];
  return { message: problems[0]!.message, repaired: fix && applyEdits(text, fix.edits) };
}

const claim = (resources: string) =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\nspec:\n  accessModes: [ReadWriteOnce]\n  resources:\n${resources}`;

describe('a claim without a size', () => {
  const right = claim('    requests:\n      storage: 200Gi # much\n');
  for (const name of ['memory', 'size', 'ephemeral-storage', 'storge', 'Storages'])
    test(`gets the one that is written as ${name}`, () => {
      const found = only(claim(`    requests:\n      ${name}: 200Gi # much\n`));
      assert.equal(found.message, `The claim asks for no storage; write storage instead of ${name}`);
      assert.equal(found.repaired, right);
    });
  test('gets the one that is written as its limit', () => {
    assert.equal(only(claim('    limits:\n      storage: 200Gi # much\n')).repaired, right);
    const beside = only(claim('    limits: { storage: 7Gi, cpu: 1 }\n'));
    assert.match(beside.message, /write the size in requests$/);
    assert.match(beside.repaired ?? '', /requests:\n {6}storage: 7Gi\n/);
  });
  test('gets an example where none is written', () => {
    assert.match(only(claim('    requests:\n      cpu: 1\n')).repaired ?? '', /storage: 10Gi/);
  });
});

describe('the address of a Service where its name belongs', () => {
  const named = (name: string, namespace = '') =>
    statefulSet({})
      .replace('serviceName: web', `serviceName: ${name}`)
      .replace('  name: web', `  name: web${namespace}`);
  for (const [address, namespace] of [
    ['web.shop.svc.cluster.local', ''],
    ['web.shop.svc', ''],
    ['web.default', ''],
    ['web.shop', '\n  namespace: shop'],
  ] as const) {
    test(`is cut off: ${address}`, () => {
      const found = only(named(address, namespace));
      assert.match(found.message, /is an address; write the name of the Service alone: web$/);
      assert.equal(found.repaired, named('web', namespace));
    });
  }
  test('is no other name with a dot', () => {
    for (const name of ['web.v2', 'web.']) assert.doesNotMatch(only(named(name)).message, /address/);
  });
});

describe('a variable of a field that is read elsewhere', () => {
  const variable = (path: string): ExampleParts => ({
    container: `env:\n  - name: A\n    valueFrom:\n      fieldRef:\n        fieldPath: ${path}`,
  });
  for (const [path, right] of [
    ['spec.hostname', 'metadata.name'],
    ['spec.podIP', 'status.podIP'],
    ['spec.namespace', 'metadata.namespace'],
  ] as const) {
    test(`reads ${right} for ${path}`, () => {
      const found = only(statefulSet(variable(path)));
      assert.equal(found.message, `fieldPath "${path}" is not supported; write ${right}`);
      assert.equal(found.repaired, statefulSet(variable(right)));
    });
  }
});

describe('a mount without a volume', () => {
  const mount = (name: string, volume: string): ExampleParts => ({
    container: `volumeMounts:\n  - name: ${name}\n    mountPath: /etc/web`,
    pod: `volumes:\n  - name: ${volume}\n    configMap:\n      name: web-config`,
  });
  test('is no reason to write a name that is refused', () => {
    const problems = check(statefulSet(mount('config', 'Config')));
    const messages = problems.filter(({ rule }) => rule === 'volume-mount-undefined');
    assert.deepEqual(
      messages.map(({ message, fixes }) => [message, fixes?.() ?? []]),
      [['No volume is called "config"; give "Config" that name', []]],
    );
  });
  test('means the volume that shows what it is called after', () => {
    const found = only(statefulSet(mount('web-config', 'files')));
    assert.equal(found.message, 'No volume is called "web-config"; did you mean "files"?');
    assert.equal(found.repaired, statefulSet(mount('files', 'files')));
  });
});
