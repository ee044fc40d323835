import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classOf } from '../../server/src/analysis/storageSurroundings.ts';
import { previewOf } from '../../server/src/preview/model.ts';
import { statefulSet } from '../support/manifests.ts';
import { fileOf, openWorkspace, uriOf } from '../support/workspace.ts';

const storageClass = (provisioner: string, more = '') =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\n${more}provisioner: ${provisioner}\n`;

const host = openWorkspace({
  'a/class.yaml': storageClass('a.example'),
  'b/set.yaml': statefulSet,
  'b/z.yaml': storageClass('b.example'),
  'b/own.yaml': `${statefulSet}---\n${storageClass('own.example')}`,
  'c/deep/set.yaml': statefulSet,
  'c/class.yaml': storageClass('c.example'),
  'c/deep/er/class.yaml': storageClass('deeper.example'),
});

const provisionerFor = (file: string, name: string | undefined = 'fast') => {
  const { workspace } = host.snapshot();
  const found = classOf(name, { workspace, platform: undefined, storageClasses: [], uri: uriOf(file) });
  return found.kind === 'found' ? found.facts.provisioner : found.kind;
};

test('of several classes of one name the nearest counts: the same file, the folder, the folders around', () => {
  for (const [file, provisioner] of [
    ['b/own.yaml', 'own.example'],
    ['a/set.yaml', 'a.example'],
    ['b/z.yaml', 'b.example'],
    ['c/deep/er/set.yaml', 'deeper.example'],
    ['c/other/set.yaml', 'c.example'],
    ['c/set.yaml', 'c.example'],
    ['b/own.yaml', 'own.example'],
  ] as const)
    assert.equal(provisionerFor(file), provisioner, file);
});

test('of classes that are as near the first in the workspace counts', () => {
  assert.equal(provisionerFor('b/set.yaml'), 'own.example');
  assert.equal(provisionerFor('elsewhere/set.yaml'), 'a.example');
});

test('the preview shows the class of its own file', () => {
  const shown = previewOf(host.snapshot(), fileOf(host, 'b/own.yaml'), {});
  assert.equal(shown?.set.pods[0]?.claims[0]?.storageClass?.provisioner, 'own.example');
});

test('of several default classes the nearest counts', () => {
  const isDefault = '  annotations: { storageclass.kubernetes.io/is-default-class: "true" }\n';
  const several = openWorkspace({
    'a/class.yaml': storageClass('a.example', isDefault),
    'b/class.yaml': storageClass('b.example', isDefault).replace('fast', 'slow'),
  });
  const { workspace } = several.snapshot();
  const found = classOf(undefined, { workspace, platform: undefined, storageClasses: [], uri: uriOf('b/set.yaml') });
  assert.equal(found.kind === 'found' && found.facts.name, 'slow');
});

test('of many classes the nearest counts for each file, as if all were put in order of distance', () => {
  const steps = ['a', 'b', 'c'];
  const folders = steps.flatMap((one) => [one, ...steps.flatMap((two) => [`${one}/${two}`, `${one}/${two}/x`])]);
  const inFolder = (folder: string, at: number) => at % 3 !== 0 && folder !== 'b/c';
  const placed = folders.filter(inFolder).flatMap((folder) => [`${folder}/k.yaml`, `${folder}/z.yaml`]);
  const many = openWorkspace(Object.fromEntries(placed.map((file) => [file, storageClass(`${file}.example`)])));
  const { workspace } = many.snapshot();
  for (const folder of ['', ...folders.map((one) => `${one}/`), 'c/c/y/z/']) {
    for (const name of ['a.yaml', 'k.yaml', 'z.yaml']) {
      const file = `${folder}${name}`;
      const nearest = placed.toSorted((a, b) => stepsBetween(file, a) - stepsBetween(file, b) || (a < b ? -1 : 1))[0];
      const found = classOf('fast', { workspace, platform: undefined, storageClasses: [], uri: uriOf(file) });
      assert.equal(found.kind === 'found' && found.facts.provisioner, `${nearest}.example`, file);
    }
  }
});

/** Folders up and down between two files; less for the same file. */
function stepsBetween(a: string, b: string): number {
  if (a === b) return -1;
  const [from, to] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  const apart = from.findIndex((step, at) => step !== to[at]);
  const common = apart < 0 ? from.length : apart;
  return from.length + to.length - 2 * common;
}

test('of names that are as near to one that nobody has, that of the nearest class is meant', () => {
  const named = (name: string) => storageClass('a.example').replace('fast', name);
  const several = openWorkspace({
    'a/class.yaml': named('fast-a'),
    'b/class.yaml': named('fast-b'),
    'c/class.yaml': named('fast-a'),
  });
  const { workspace } = several.snapshot();
  const meantIn = (file: string) => {
    const found = classOf('fast-x', { workspace, platform: undefined, storageClasses: [], uri: uriOf(file) });
    return found.kind === 'unknown' && found.nearest;
  };
  assert.deepEqual(['a/set.yaml', 'b/set.yaml', 'a/set.yaml'].map(meantIn), ['fast-a', 'fast-b', 'fast-a']);
});
