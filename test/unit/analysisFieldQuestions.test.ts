import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { defineRule } from '../../server/src/rules/rule.ts';

const uri = 'file:///work/main.yaml';
const text = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: app
          image: nginx:1.29
`;

/** A host with one rule that asks whether images have a tag; `type` says how often that ran after an edit. */
function asking(): { readonly type: (from: string, to: string) => number } {
  let runs = 0;
  const hasTag = (image: string) => image.includes(':');
  const rule = defineRule({
    id: 'asks',
    summary: 'asks',
    severity: 'warning',
    kinds: ['StatefulSet'],
    check: ({ manifest }) => {
      runs++;
      const containers = manifest.view.at('spec', 'template', 'spec', 'containers').items();
      containers.map((container) => container.ask('image', hasTag));
      return [];
    },
  });
  const host = new AnalysisHost([rule]);
  host.open(uri, 1, text);
  host.setIndexComplete(true);
  host.snapshot().problems(uri);
  const type = (from: string, to: string): number => {
    const start = host.openFile(uri)!.text.text.indexOf(from);
    host.edit(uri, 2, [{ start, end: start + from.length, newText: to }]);
    runs = 0;
    host.snapshot().problems(uri);
    return runs;
  };
  // What is read is noted from the first edit on.
  type('3\n', '34\n');
  return { type };
}

const edits: readonly (readonly [from: string, to: string, runs: number])[] = [
  ['nginx:1.29', 'nginx:1.30', 0],
  ['image: nginx:1.29', 'image: "nginx:1.29"', 0],
  ['name: app', 'name: apps', 0],
  ['nginx:1.29', 'nginx', 1],
  ['          image: nginx:1.29\n', '', 1],
  ['nginx:1.29', '[nginx:1.29]', 1],
  ['nginx:1.29', '1.29', 1],
  ['image', 'images', 1],
];
for (const [from, to, runs] of edits) {
  test(`a rule that asked about the image runs ${runs} times when ${JSON.stringify(from)} becomes ${JSON.stringify(to)}`, () =>
    assert.equal(asking().type(from, to), runs));
}

test('what was asked about is known in the place to which other edits moved it', () => {
  const { type } = asking();
  assert.equal(type('  replicas', '  paused: x\n  replicas'), 0);
  assert.equal(type('nginx:1.29', 'nginx:1.30'), 0);
  assert.equal(type('nginx:1.30', 'nginx'), 1);
  assert.equal(type('nginx', 'nginx:1.31'), 1);
});
