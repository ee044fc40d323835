import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { codeActions, fixAll } from '../../server/src/features/codeActions.ts';
import { assertGrowsAlike } from '../support/processorTime.ts';
import { hostWith, uri } from './support/analysis.ts';

// Editors ask for the repairs of a whole file: when all of it is selected, and each time that it is saved.

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');
const head = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec:\n';
const container =
  '  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers:\n      - name: a\n        image: b\n';

/** Texts that are too much of something for whoever looks at each problem beside all others. */
const shapes: Readonly<Record<string, (count: number) => string>> = {
  'unknown fields': (count) => head + lines(count, (at) => `  key${at}: ${at}\n`),
  'unknown fields below an empty list': (count) =>
    `${head}${container}        env:\n${lines(count, (at) => `        ${at % 2 ? 'value' : 'valueFrom'}: b\n`)}`,
  'unknown fields with tags': (count) => head + lines(count, (at) => `  key${at}: !!str v\n`),
  'unknown fields between other line ends': (count) =>
    head + lines(count, (at) => `k${at}: v${['\n', '\r\n', '\r', '\n\r'][at % 4]}`),
  'unknown fields without values': (count) => head + lines(count, (at) => `? k${at}\n`),
  'documents that cannot be read': (count) => lines(count / 10, () => `${head.slice(0, 50)}\0---\n`),
  'claim templates, and volumes of the same names': (count) =>
    head +
    container +
    `        volumeMounts:\n${lines(count, (at) => `        - {name: v${at}, mountPath: /m/${at}}\n`)}` +
    `      volumes:\n${lines(count, (at) => `      - {name: v${at}, emptyDir: {}}\n`)}` +
    `  volumeClaimTemplates:\n${lines(count, (at) => `  - {metadata: {name: v${at % (count / 2)}}, spec: {}}\n`)}`,
  'volumes that name claim templates': (count) =>
    head +
    container +
    `        volumeMounts:\n${lines(count, (at) => `        - {name: x${at}, mountPath: /m/${at}}\n`)}` +
    `      volumes:\n${lines(count, (at) => `      - {name: x${at}, persistentVolumeClaim: {claimName: v${at}}}\n`)}` +
    `  volumeClaimTemplates:\n${lines(count, (at) => `  - {metadata: {name: v${at}}, spec: {}}\n`)}`,
};

/** So many that a text as long squared would take seconds. */
const many = 3_000;

for (const [name, make] of Object.entries(shapes)) {
  test(`${name}: the repairs of four times as many take about four times as long, not sixteen times`, () => {
    const repairs = (count: number) => {
      const text = make(count);
      return () => {
        const snapshot = hostWith(text).snapshot();
        codeActions(snapshot, uri, { start: 0, end: text.length }, neverCancelled);
        fixAll(snapshot, uri, neverCancelled);
      };
    };
    assertGrowsAlike(repairs, { count: many, most: 9 });
  });
}

test('of thousands of problems those at the cursor have their repairs, and the first ones where all are selected', () => {
  const text = head + lines(1_900, (at) => `  key${at}: 3\n`);
  const snapshot = hostWith(text).snapshot();
  const repairsOf = (start: number, end: number) =>
    codeActions(snapshot, uri, { start, end }, neverCancelled).actions.filter(({ repairs }) => repairs).length;
  const last = text.lastIndexOf('key');
  assert.ok(repairsOf(last, last) > 0);
  assert.ok(repairsOf(0, text.length) > 100);
});
