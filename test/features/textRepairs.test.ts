import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { missingBlankBehindDash } from '../../server/src/analysis/repairs/spacing.ts';
import type { FileProblem } from '../../server/src/analysis/snapshot.ts';
import type { Fix } from '../../server/src/manifest/problem.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { applyEdits } from '../support/edits.ts';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

const sound = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 3 # three
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: nginx:1.29
          args: ["-a", "b"]
          ports:
            - containerPort: 80
              name: web
          env:
            - name: A
              value: "x"
`;

function errorsIn(text: string): readonly FileProblem[] {
  return problemsOf(openWorkspace({ 'a.yaml': text }), 'a.yaml').filter(({ problem }) => problem.severity === 'error');
}

/** The repairs of the first fault of a text. */
function fixesOf(text: string): readonly Fix[] {
  const fault = errorsIn(text).find(({ problem }) => problem.rule.startsWith('yaml-'));
  assert.ok(fault, `no fault in ${text}`);
  assert.equal(fault.documentStart, 0);
  return fault.problem.fixes?.() ?? [];
}

/** Asserts that the one repair of what was written instead of `right` leads to `after`, by itself what was there before. */
function leadsTo(right: string, wrong: string, after = right): void {
  assert.ok(sound.includes(right), right);
  const text = sound.replace(right, () => wrong);
  const fixes = fixesOf(text);
  assert.equal(fixes.length, 1, `${wrong}: ${fixes.map(({ title }) => title).join('; ')}`);
  assert.equal(fixes[0]!.isSafe, false);
  assert.equal(fixes[0]!.isPreferred, undefined);
  const repaired = applyEdits(text, fixes[0]!.edits);
  assert.equal(
    repaired,
    sound.replace(right, () => after),
  );
  assert.deepEqual(errorsIn(repaired), []);
}

describe('repairs of faults of the text', () => {
  test('tabs become as many spaces as the lines around have', () => {
    leadsTo('          image', '\t  image');
    leadsTo('          image', '\timage');
    leadsTo('  replicas', '\treplicas');
    leadsTo('- containerPort', '-\tcontainerPort');
    const text = sound.replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2));
    const fixes = fixesOf(text);
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Write spaces for the tabs of 21 lines'],
    );
    assert.equal(applyEdits(text, fixes[0]!.edits), sound);
  });

  test('tabs that belong to a script stay', () => {
    const script = sound
      .replace('          image', '\t  image')
      .replace('"x"', '|\n                if a; then\n                \tb\n');
    const fixes = fixesOf(script);
    assert.equal(applyEdits(script, fixes[0]!.edits), script.replace('\t  image', '          image'));
  });

  test('a line at a wrong column moves, with what is below it', () => {
    leadsTo('  replicas', '    replicas');
    leadsTo('  replicas', '   replicas');
    leadsTo('          image', '         image');
    const ports = '          ports:\n            - containerPort: 80\n              name: web\n';
    leadsTo(ports, ports.replace(/^/gm, '  ').slice(0, -2));
    leadsTo(ports, ports.replace('          ports', '            ports'));
    leadsTo('  selector:\n    matchLabels:\n      app: web\n', '   selector:\n     matchLabels:\n       app: web\n');
  });

  test('of two entries with one key one goes, the author says which unless both say the same', () => {
    leadsTo('  replicas: 3 # three\n', '  replicas: 3 # three\n  replicas: 3\n');
    leadsTo('  replicas: 3 # three\n', '  replicas:\n  replicas: 3 # three\n');
    leadsTo('["-a", "b"]', '["-a", "b"]\n          args:\n            - -a\n            - b');
    const text = sound.replace('  replicas: 3', '  replicas: 5\n  replicas: 3');
    const fixes = fixesOf(text);
    assert.deepEqual(
      fixes.map(({ title, isPreferred }) => [title, isPreferred]),
      [
        ['Remove this one', false],
        ['Remove the first one', false],
      ],
    );
    assert.equal(applyEdits(text, fixes[1]!.edits), sound);
    assert.equal(applyEdits(text, fixes[0]!.edits), sound.replace('3 # three', '5'));
  });

  test('quotes are closed, and what is in them is kept', () => {
    leadsTo('image: nginx:1.29', 'image: "nginx:1.29', 'image: "nginx:1.29"');
    leadsTo(
      'replicas: 3 # three\n',
      'podManagementPolicy: "Parallel # three\n',
      'podManagementPolicy: "Parallel" # three\n',
    );
    leadsTo('["-a", "b"]', '["-a", "b]');
    leadsTo('["-a", "b"]', '["-a, "b"]');
    leadsTo('"x"', "'x", "'x'");
    leadsTo('"x"', "'it's'", "'it''s'");
    leadsTo('"x"', '"say "hi" now"', `'say "hi" now'`);
    leadsTo('"x"', '"\\d+"', '"\\\\d+"');
  });

  test('a colon or the blank behind it is put in', () => {
    leadsTo('selector:', 'selector');
    leadsTo('replicas: 3', 'replicas 3');
    leadsTo('replicas: 3', 'replicas = 3');
    leadsTo('replicas: 3', 'replicas:3');
    leadsTo('- name: app', '- name:app');
    assert.deepEqual(fixesOf(sound.replace('replicas: 3', 'many 3')), []);
  });

  test('the blank behind a dash is put in', () => {
    leadsTo('- containerPort: 80', '-containerPort: 80');
    leadsTo('- name: A', '-name: A');
    leadsTo('"x"\n', '"x"\n            -name: B\n', '"x"\n            - name: B\n');
    leadsTo(
      '"x"\n',
      '"x"\n            -name: B\n             value: c\n',
      '"x"\n            - name: B\n              value: c\n',
    );
    leadsTo('          env:\n            - name: A', '          env: - name: A');
  });

  test('what YAML takes for something else is put in quotes', () => {
    for (const value of ['*', '*web', '*/5 * * * *', '@web', '`web`', '%web', 'a: b', 'a: b: c']) {
      leadsTo('"x"', `${value} # why`, `"${value}" # why`);
    }
    leadsTo('["-a", "b"]', '["-a", @b]', '["-a", "@b"]');
    leadsTo('["-a", "b"]', '["-a", *b]', '["-a", "*b"]');
  });

  test('brackets, commas and characters that cannot be seen', () => {
    leadsTo('["-a", "b"]', '["-a", "b"');
    leadsTo('["-a", "b"]', '["-a" "b"]');
    leadsTo('"x"', '"x\u0001"');
  });

  test('lines end as they did, and comments stay', () => {
    const text = sound.replace('  replicas', '\treplicas').replaceAll('\n', '\r\n');
    assert.equal(applyEdits(text, fixesOf(text)[0]!.edits), sound.replaceAll('\n', '\r\n'));
  });

  test('a mark of byte order is no line to stand as', () => {
    for (const text of [' w\n spec:\nkind: StorageClass\n', ' :\napiVersion: v1\nkind: Service\n']) {
      const made = (from: string) => fixesOf(from).map(({ edits }) => applyEdits(from, edits));
      assert.deepEqual(
        made(`\ufeff${text}`),
        made(text).map((fixed) => `\ufeff${fixed}`),
      );
    }
  });

  test('one fault is repaired beside another', () => {
    const text = sound.replace('replicas: 3', 'replicas:3').replace('"x"', '@x');
    const fixes = fixesOf(text);
    assert.equal(applyEdits(text, fixes[0]!.edits), sound.replace('"x"', '@x'));
  });
});

test('blanks behind dashes stand behind a mark of byte order', () => {
  const document = parseDocument('\ufeff: e\n-g\napiVersion:v1\nkind: S');
  const repairs = document.problems.flatMap((problem) => missingBlankBehindDash(document, problem));
  assert.ok(repairs.some(({ edits }) => edits.length > 1));
  assert.deepEqual(
    repairs.flatMap(({ edits }) => edits).filter(({ start }) => start === 0),
    [],
  );
});
