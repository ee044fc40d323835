import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

// One mistake in the text is one error: what follows from it is told when it is repaired, if it is still there.

const good = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  labels:
    app: web
    tier: data
spec:
  serviceName: web
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
          env:
            - name: A
              value: x
            - name: B
              value: "y"
            - name: C
              value: z
          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
`;

/** The errors, as `line rule`, after replacements in a good StatefulSet. */
function errorsOf(...changes: readonly (readonly [string, string])[]): string[] {
  let text = good;
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  return problemsOf(openWorkspace({ 'web.yaml': text }), 'web.yaml')
    .filter(({ problem }) => problem.severity === 'error')
    .map(({ problem, documentStart }) => {
      const before = text.slice(0, documentStart + problem.range.start);
      return `${before.split('\n').length} ${problem.rule}`;
    });
}

describe('damage of a fault of the text', () => {
  test('the manifest has no errors', () => {
    assert.deepEqual(errorsOf(), []);
  });

  test('a line indented too little, with siblings below it', () => {
    assert.deepEqual(errorsOf(['    app: web\n    tier', '  app: web\n    tier']), [
      '6 unknown-field',
      '7 yaml-indent',
    ]);
  });

  test('a line indented too far, with something below it', () => {
    const spec = '        name: data\n      spec:';
    assert.deepEqual(errorsOf([spec, '        name: data\n          spec:']), ['34 yaml-indent']);
  });

  test('each item of a list indented too little: the first, and where that shows', () => {
    const items = good.slice(good.indexOf('            - name: A'), good.indexOf('          volumeMounts'));
    const moved = items.replaceAll('            - ', '        - ');
    assert.deepEqual(errorsOf([items, moved]), ['22 name-invalid', '23 yaml-indent']);
  });

  test('a field with a dash before it', () => {
    assert.deepEqual(errorsOf(['  template:', '  - template:']), ['13 yaml-syntax']);
  });

  test('a tab in the indentation', () => {
    assert.deepEqual(errorsOf(['          env:', '\tenv:']), ['21 yaml-tab']);
  });

  test('a quote that is not closed, before a line indented further', () => {
    assert.deepEqual(errorsOf(['    metadata:\n      labels', "    metadata: '\n      labels"]), ['14 yaml-syntax']);
  });

  test('a value that is read only because of the fault', () => {
    assert.deepEqual(errorsOf(['image: nginx:1.29', 'image: nginx: 1.29']), ['20 yaml-syntax']);
  });
});

describe('beside a fault of the text', () => {
  test('another line that is indented wrongly is told', () => {
    const changes = [
      ['    tier', '      tier'],
      ['              value: "y"', '             value: "y"'],
    ] as const;
    assert.deepEqual(errorsOf(...changes), ['7 yaml-indent', '25 yaml-indent']);
  });

  test('a quote that is not closed is told', () => {
    const changes = [
      ['    tier', '      tier'],
      ['value: "y"', 'value: "y'],
    ] as const;
    assert.deepEqual(errorsOf(...changes), ['7 yaml-indent', '25 yaml-syntax']);
  });

  test('what is wrong in sound parts is told', () => {
    const changes = [
      ['value: "y"', 'value: "y'],
      ['serviceName', 'serviceNam'],
      ['        name: data\n', '        labels: {}\n'],
    ] as const;
    assert.deepEqual(errorsOf(...changes), [
      '9 unknown-field',
      '25 yaml-syntax',
      '29 volume-mount-undefined',
      '32 required-field-missing',
    ]);
  });

  test('a bracket that is not closed, before siblings', () => {
    assert.deepEqual(errorsOf(['accessModes: [ReadWriteOnce]', 'accessModes: [ReadWriteOnce']), ['35 yaml-syntax']);
    assert.deepEqual(errorsOf(['image: nginx:1.29', 'args: ["a", "b"']), ['20 yaml-syntax']);
  });

  test('a bracket that is not closed, before what stands further right', () => {
    for (const bracket of ['[', '{', '[ # list']) {
      for (const field of ['spec', '  template', '          volumeMounts', '      containers', '      labels']) {
        const line = good.split('\n').indexOf(`${field}:`) + 1;
        assert.deepEqual(errorsOf([`\n${field}:\n`, `\n${field}: ${bracket}\n`]), [`${line} yaml-syntax`], field);
      }
    }
  });

  test('volumes between brackets that are not closed are not missed elsewhere', () => {
    const spec = '      containers:';
    const volumes = '      volumes: [{name: conf, configMap: {name: conf}}\n';
    const mount = '            - name: conf\n              mountPath: /conf\n';
    assert.deepEqual(
      errorsOf([spec, volumes + spec], ['            - name: data\n', `${mount}            - name: data\n`]),
      ['18 yaml-syntax'],
    );
  });

  test('of the lines below an open bracket nothing is told, however many they are; of those behind them all is', () => {
    const items = Array.from({ length: 300 }, (_, i) => `            A${i}: x\n`).join('');
    const field = '          env:\n';
    assert.deepEqual(errorsOf([field, `${field.trimEnd()} {\n${items}`], ['image: nginx:1.29', 'imagee: nginx:1.29']), [
      '20 unknown-field',
      '21 yaml-syntax',
    ]);
    assert.deepEqual(
      errorsOf(['matchLabels:', 'matchLabels: {'], ['            storage: 1Gi', '            storage: 1GB']),
      ['11 yaml-syntax', '38 quantity-invalid'],
    );
  });

  test('warns of nothing that the lines in doubt may hold, and of everything else', () => {
    const warned = good
      .replace('name: web\n          image', 'name: web\n          tty: true\n          image')
      .replace('  serviceName: web', '  updateStrategy: {type: OnDelete}\n  serviceName: web');
    const rulesIn = (text: string): string[] =>
      problemsOf(openWorkspace({ 'web.yaml': text }), 'web.yaml').map(({ problem }) => problem.rule);
    assert.deepEqual(rulesIn(warned), ['update-on-delete-only', 'service-name-unresolved']);
    assert.deepEqual(rulesIn(warned.replace('volumeMounts:', 'volumeMount_:')), [
      'update-on-delete-only',
      'service-name-unresolved',
      'unknown-field',
      'claim-template-unused',
    ]);
    assert.deepEqual(rulesIn(warned.replace('volumeMounts:', 'volumeMounts: [')), [
      'update-on-delete-only',
      'service-name-unresolved',
      'yaml-syntax',
    ]);
  });

  test('a mark of byte order stands at no column', () => {
    const rulesIn = (text: string): string[] =>
      problemsOf(openWorkspace({ 'web.yaml': text }), 'web.yaml').map(({ problem }) => problem.rule);
    const text = ' i:\napiVersion: v1\nmetadata:\n  name: web\n';
    for (const mark of ['', '\ufeff']) assert.deepEqual(rulesIn(mark + text), ['yaml-indent']);
  });
});
