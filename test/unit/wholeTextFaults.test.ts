import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../support/edits.ts';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector: { app: web }
  ports: [{ port: 80 }]
`;

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers: [{ name: app, image: nginx:1.29 }]
`;

function found(text: string): {
  lines: string[];
  repaired: (title: string) => string;
  preferred: (string | undefined)[];
} {
  const problems = problemsOf(openWorkspace({ 'web.yaml': text }), 'web.yaml');
  const fixes = problems.flatMap(({ problem }) => problem.fixes?.() ?? []);
  return {
    lines: problems.map(({ problem, documentStart }) => {
      const line = text.slice(0, documentStart + problem.range.start).split('\n').length;
      return `${line} ${problem.rule}: ${problem.message}`;
    }),
    repaired: (title) => applyEdits(text, fixes.find((fix) => fix.title === title)!.edits),
    preferred: fixes.flatMap((fix) => (fix.isPreferred === false ? [] : [fix.title])),
  };
}

const second = 'yaml-duplicate-key: A second object begins here; write "---" on a line of its own above it';
const separate = 'Write --- above this object';

describe('objects without --- between them', () => {
  test('are told once, where the second begins, and repaired', () => {
    const { lines, repaired, preferred } = found(service + set);
    assert.deepEqual(lines, [`9 ${second}`]);
    assert.deepEqual(preferred, [separate]);
    assert.equal(repaired(separate), `${service}---\n${set}`);
  });
  test('are told whatever stands first in the second, and its comment goes along', () => {
    const turned = `# the Pods\n# of the shop\n${set.replace(/^(.*\n)(.*\n)/, '$2$1')}`;
    const { lines, repaired } = found(`${service}\n${turned}`);
    assert.deepEqual(lines, [`12 ${second}`]);
    assert.equal(repaired(separate), `${service}\n---\n${turned}`);
  });
  test('are told at each further object', () => {
    const { lines } = found(service + set + service.replace('name: web', 'name: other'));
    assert.deepEqual(lines, [`9 ${second}`, `22 ${second}`]);
  });
  test('hide no mistake of the first object', () => {
    const { lines } = found(service.replace('clusterIP', 'clusterIp') + set);
    assert.equal(lines.length, 2);
    assert.match(lines[0]!, /^6 unknown-field/);
  });
  test('are something else than a head or a field that is there twice', () => {
    const head = 'apiVersion: v1\nkind: Service\n';
    for (const text of [head + service, `${service}spec: {}\n`, `${service}kind: Service\n`])
      assert.ok(!found(text).lines.some((line) => line.endsWith(second)), text);
  });
});

describe('a merge that was not finished', () => {
  const conflict = (base: string) =>
    `<<<<<<< HEAD\n  minReadySeconds: 3\n${base}=======\n  minReadySeconds: 5\n>>>>>>> feature\n`;
  const merged = (text: string) => set.replace('  selector', `${text}  selector`);
  for (const base of ['', '||||||| 1234567\n  minReadySeconds: 2\n']) {
    test(`is told once, and either version can be kept${base ? ', without the one before both' : ''}`, () => {
      const { lines, preferred } = found(`${service}---\n${merged(conflict(base))}`);
      assert.equal(lines.length, 1);
      assert.match(lines[0]!, /^16 yaml-syntax: A merge was not finished here/);
      assert.deepEqual(preferred, []);
    });
    test(`can be finished${base ? ', with the version before both' : ''}`, () => {
      const { repaired } = found(merged(conflict(base)));
      assert.equal(repaired('Keep the upper version'), merged('  minReadySeconds: 3\n'));
      assert.equal(repaired('Keep the lower version'), merged('  minReadySeconds: 5\n'));
    });
  }
  test('is no text that looks like its marks', () => {
    const notes = '<<<<<<< HEAD\n    =======\n    >>>>>>> feature';
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  notes: |\n    ${notes}\n`;
    assert.deepEqual(found(map).lines, []);
  });
});

describe('a line that is indented by blanks that are none to YAML', () => {
  for (const [blanks, name] of [
    ['\u00A0 ', 'A no-break space (U+00A0)'],
    [' \u3000', 'A blank of another kind (U+3000)'],
  ] as const) {
    test(`is told once, and repaired: ${name}`, () => {
      const { lines, repaired } = found(set.replace('  serviceName', `${blanks}serviceName`));
      assert.deepEqual(lines, [`6 yaml-indent: ${name} indents this line; write plain spaces`]);
      assert.equal(repaired('Write plain spaces'), set);
    });
  }
});
