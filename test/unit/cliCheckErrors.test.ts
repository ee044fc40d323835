import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeFolder, runCli } from '../support/cli.ts';
import { statefulSet } from '../support/manifests.ts';

interface Shown {
  readonly severity: string;
}

/** The errors of each file, from a run that was asked for `least`. */
function errorsOf(folder: string, least: 'error' | 'hint'): Record<string, readonly unknown[]> {
  const { stdout } = runCli(['check', '--format', 'json', '--min-severity', least, '.'], { cwd: folder });
  const files: { path: string; diagnostics: Shown[] }[] = JSON.parse(stdout).files;
  const found = files.map(({ path, diagnostics }) => [
    path,
    diagnostics.filter(({ severity }) => severity === 'error'),
  ]);
  return Object.fromEntries(found);
}

/** A set of that name, in no namespace, whose Service has another one. */
function set(name: string, service: string): string {
  const renamed = statefulSet.replace('  namespace: app\n', '').replaceAll('web', name);
  return renamed.replace(`serviceName: ${name}`, `serviceName: ${service}`);
}

const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  clusterIP: None\n  selector:\n    app: x\n`;
/** Without its selector it is refused, unless it is a patch. */
const patch = set('web', 'web').replace(/ {2}selector:\n.*\n.*\n/, '');
const texts = {
  // Comes before the kustomization that says what it is.
  'a-patch.yaml': patch,
  'b-no-patch.yaml': patch,
  'm-broken.yaml': 'apiVersion: v1\nkind: Service\n\tmetadata: {}\n',
  'n-bad.yaml': set('bad', 'there').replace('- name: bad', '- name: Bad'),
  'o-alone.yaml': set('alone', 'nowhere'),
  'z/kustomization.yaml': 'patches:\n  - path: ../a-patch.yaml\n',
  'z/there.yaml': service('there'),
};

describe('a check for errors alone', () => {
  test('finds the errors of a check for everything, patches known before they are read', () => {
    const made = makeFolder(texts);
    try {
      const errors = errorsOf(made.folder, 'error');
      assert.deepEqual(errors, errorsOf(made.folder, 'hint'));
      assert.equal(errors['a-patch.yaml']!.length, 0);
      assert.ok(errors['b-no-patch.yaml']!.length > 0);
      assert.ok(errors['n-bad.yaml']!.length > 0);
      assert.equal(errors['o-alone.yaml']!.length, 0);
    } finally {
      made.remove();
    }
  });

  test('looks at other files where the settings make an error of what depends on them', () => {
    const made = makeFolder({ ...texts, '.statefulset.yaml': 'rules:\n  service-name-unresolved: error\n' });
    try {
      const errors = errorsOf(made.folder, 'error');
      assert.deepEqual(errors, errorsOf(made.folder, 'hint'));
      assert.equal(errors['o-alone.yaml']!.length, 1);
    } finally {
      made.remove();
    }
  });

  test('finds the same on several threads', () => {
    const many = Object.fromEntries(Array.from({ length: 620 }, (_, i) => [`c/${i}.yaml`, service(`s${i}`)]));
    const made = makeFolder({ ...texts, ...many });
    try {
      const errors = errorsOf(made.folder, 'error');
      assert.deepEqual(errors, errorsOf(made.folder, 'hint'));
      assert.equal(errors['a-patch.yaml']!.length, 0);
      assert.ok(errors['b-no-patch.yaml']!.length > 0);
    } finally {
      made.remove();
    }
  });
});
