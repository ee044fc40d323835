import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { newestMinor } from '../../server/src/schema/minor.ts';
import { makeFolder, runCli } from '../support/cli.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';

const patch = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 5
  template:
    spec:
      containers:
        - name: sidecar
          $patch: delete
`;

const { folder, remove } = makeFolder({
  '.git/HEAD': '',
  'base/kustomization.yaml': 'resources: [set.yaml, svc.yaml]\n',
  'base/set.yaml': statefulSet,
  'base/svc.yaml': headlessService,
  'prod/kustomization.yml': 'resources: [../base]\npatches:\n  - path: more.yaml\n  - path: parts/deep/image.yaml\n',
  'prod/more.yaml': patch,
  'prod/parts/deep/image.yaml': patch,
  'old/Kustomization': 'patchesStrategicMerge: [more.yaml]\n',
  'old/more.yaml': patch,
  'values/prod.yaml': 'kind: StatefulSet\nreplicas: 3\nimage: { tag: x }\n',
  'chart/set.yaml': statefulSet.replace(/replicas: \d+/, 'replicas: {{ .Values.replicas }}'),
});
after(remove);

const run = (...args: readonly string[]) => runCli(args, { cwd: folder });
const patches = ['prod/more.yaml', 'prod/parts/deep/image.yaml', 'old/more.yaml'];

describe('a Kustomize patch', () => {
  for (const file of patches) {
    test(`${file} is checked as a part of a set, also where only its file is named`, () => {
      const { code, stdout } = run('check', file);
      assert.deepEqual([code, stdout.trim()], [0, `1 file checked against Kubernetes ${newestMinor}: no problems`]);
    });

    test(`${file} is not shown, printed or played as a set`, () => {
      const shown = run('preview', file);
      assert.match(shown.stderr, /is not shown: This is a Kustomize patch: .*"kustomize build"/);
      assert.deepEqual([shown.code, shown.stdout], [2, '']);
      const printed = run('effective', file);
      assert.match(printed.stderr, /StatefulSet "web": This is a Kustomize patch: /);
      assert.deepEqual([printed.code, printed.stdout], [1, '']);
      for (const args of [[file], ['base/set.yaml', '--then', file]]) {
        const played = run('rollout', ...args);
        assert.match(played.stderr, /is a Kustomize patch; render it first, as in: kustomize build .* \| statefulset/);
        assert.deepEqual([played.code, played.stdout], [2, '']);
      }
    });
  }

  test('does not keep the sets beside it from being shown and printed', () => {
    const shown = run('preview', '--format', 'json', '.');
    assert.equal(shown.code, 0);
    const sets: readonly { file: string }[] = JSON.parse(shown.stdout).statefulSets;
    assert.deepEqual(
      sets.map(({ file }) => file),
      ['base/set.yaml'],
    );
    assert.match(run('effective', 'base').stdout, /kind: StatefulSet/);
  });

  test('is one only where a kustomization says so', () => {
    const alone = runCli(['preview', '-'], { input: patch });
    assert.match(alone.stderr, /Kubernetes refuses this set/);
  });
});

test('a template has no effective values, and that is what is said', () => {
  const printed = run('effective', 'chart');
  assert.match(printed.stderr, /StatefulSet "web": This is a template: .*"helm template"/);
  assert.deepEqual([printed.code, printed.stdout], [1, '']);
});

test("a chart's values with a kind of their own are not shown, printed or played as a set", () => {
  for (const command of ['preview', 'rollout']) {
    const { code, stdout, stderr } = run(command, 'values/prod.yaml');
    assert.match(stderr, /there is no StatefulSet in/, command);
    assert.deepEqual([code, stdout], [command === 'rollout' ? 2 : 0, ''], command);
  }
  const { code, stdout, stderr } = run('effective', 'values/prod.yaml');
  assert.deepEqual([code, stdout, stderr], [0, '', '']);
});
