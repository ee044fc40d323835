import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import type { YamlProblemCode } from '../../server/src/yaml/tree.ts';
import { fc } from '../support/fastCheck.ts';
import { treeValue } from '../support/yamlJson.ts';

interface Case {
  readonly what: string;
  readonly text: string;
  /** What Kubernetes would read if it guessed as we do. */
  readonly value: unknown;
  /** The problems: code and underlined text. */
  readonly problems: readonly (readonly [YamlProblemCode, string])[];
}

const cases: readonly Case[] = [
  {
    what: 'a text between brackets that a question mark ends',
    text: 'get: {path: /a?b=1, port: 1}\nrun: [/bin/a?, b]\n',
    value: undefined,
    problems: [
      ['yaml-syntax', '/a?b=1'],
      ['yaml-syntax', '/bin/a?'],
    ],
  },
  {
    what: 'a key that has no colon yet',
    text: 'spec:\n  replicas: 1\n  serv\n  selector: x\n',
    value: { spec: { replicas: 1, serv: null, selector: 'x' } },
    problems: [['yaml-syntax', 'serv']],
  },
  {
    what: 'the first key of a mapping without its colon',
    text: 'metadata:\n  na\n  labels: {}\n',
    value: { metadata: { na: null, labels: {} } },
    problems: [['yaml-syntax', 'na']],
  },
  {
    what: 'the first key of an item without its colon',
    text: '- na\n  image: x\n- name: w\n',
    value: [{ na: null, image: 'x' }, { name: 'w' }],
    problems: [['yaml-syntax', 'na']],
  },
  {
    what: 'the very first line half typed',
    text: 'apiV\nkind: StatefulSet\n',
    value: { apiV: null, kind: 'StatefulSet' },
    problems: [['yaml-syntax', 'apiV']],
  },
  {
    what: 'a parent without its colon',
    text: 'spec\n  replicas: 1\n  volumes\n  - name: data\n  - name: logs\n  x: w\n',
    value: { spec: { replicas: 1, volumes: [{ name: 'data' }, { name: 'logs' }], x: 'w' } },
    problems: [
      ['yaml-syntax', 'spec'],
      ['yaml-syntax', 'volumes'],
    ],
  },
  {
    what: 'no space behind the colon',
    text: 'a: 1\nimage:nginx:1.27\nb: 2\n',
    value: { a: 1, image: 'nginx:1.27', b: 2 },
    problems: [['yaml-syntax', ':']],
  },
  {
    what: 'a bracket left open',
    text: 'a:\n  args: [x, w\n  command: z\nb: 1\n',
    value: { a: { args: ['x', 'w'], command: 'z' }, b: 1 },
    problems: [['yaml-syntax', '[']],
  },
  {
    what: 'braces left open at the end',
    text: 'a: 1\nb: {c: d, e',
    value: { a: 1, b: { c: 'd', e: null } },
    problems: [['yaml-syntax', '{']],
  },
  {
    what: 'a bracket of the wrong kind, and one too many',
    text: 'a: [b, {c: d]\ne: [f}\ng: h]\ni: ]\nj: k\n',
    value: { a: ['b', { c: 'd' }], e: ['f'], g: 'h]', i: null, j: 'k' },
    problems: [
      ['yaml-syntax', '{'],
      ['yaml-syntax', '}'],
      ['yaml-syntax', ']'],
    ],
  },
  {
    what: 'a comma forgotten',
    text: 'a: ["b" "c", d]\n',
    value: { a: ['b', 'c', 'd'] },
    problems: [['yaml-syntax', '"c"']],
  },
  {
    what: 'a quote left open, with quotes further down',
    text: 'a:\n  b: "x\n  c: "y"\nd: \'z\n',
    value: { a: { b: 'x', c: 'y' }, d: 'z' },
    problems: [
      ['yaml-syntax', '"x'],
      ['yaml-syntax', "'z"],
    ],
  },
  {
    what: 'a line indented too far',
    text: 'a:\n  b: 1\n    c: 2\n  d: "e"\n      f: 3\ng: 4\n',
    value: { a: { b: 1, c: 2, d: 'e', f: 3 }, g: 4 },
    problems: [
      ['yaml-indent', '    '],
      ['yaml-indent', '      '],
    ],
  },
  {
    what: 'a line not indented far enough',
    text: 'a:\n    b: 1\n   c: 2\n    d: 3\ne: 4\n',
    value: { a: { b: 1, c: 2, d: 3 }, e: 4 },
    problems: [['yaml-indent', '   ']],
  },
  {
    what: 'an item not indented like the others',
    text: 'a:\n  - b: 1\n    c: 2\n - d: 3\ne: 4\n',
    value: { a: [{ b: 1, c: 2 }, { d: 3 }], e: 4 },
    problems: [['yaml-indent', ' ']],
  },
  {
    what: 'a field at the column of its dash',
    text: 'a:\n  - name: x\n  image: w\n  - name: z\n',
    value: { a: [{ name: 'x', image: 'w' }, { name: 'z' }] },
    problems: [['yaml-indent', '  ']],
  },
  {
    what: 'only the first line indented',
    text: ' a: 1\nb: 2\nc:\n  d: 3\n',
    value: { a: 1, b: 2, c: { d: 3 } },
    problems: [['yaml-indent', ' ']],
  },
  {
    what: 'tabs for indentation',
    text: 'a:\n  b:\n\t\tc: 1\n    d: 2\n\te: 3\n',
    value: { a: { b: { c: 1, d: 2 }, e: 3 } },
    problems: [
      ['yaml-tab', '\t\t'],
      ['yaml-tab', '\t'],
    ],
  },
  {
    what: 'a tab in a block of text',
    text: 'a: |\n  x\n\ty\n  z\nb: 1\n',
    value: { a: 'x\n\ty\nz\n', b: 1 },
    problems: [['yaml-tab', '\t']],
  },
  {
    what: 'two colons in a line',
    text: 'a:\n  b: echo: hi\n  c: d: # e\n',
    value: { a: { b: 'echo: hi', c: 'd:' } },
    problems: [
      ['yaml-syntax', ':'],
      ['yaml-syntax', ':'],
    ],
  },
  {
    what: 'values that begin with what no value may begin with',
    text: 'a: @b\nc: `d`\ne: %f\ng: *.h.io\ni: >=1.0\nj: ,k\n',
    value: { a: '@b', c: '`d`', e: '%f', g: '*.h.io', i: '>=1.0', j: ',k' },
    problems: [
      ['yaml-syntax', '@b'],
      ['yaml-syntax', '`d`'],
      ['yaml-syntax', '%f'],
      ['yaml-syntax', '*.h.io'],
      ['yaml-syntax', '>=1.0'],
      ['yaml-syntax', ',k'],
    ],
  },
  {
    what: 'escapes that there are not',
    text: 'a: "x\\qy"\nb: "\\u12"\n',
    value: { a: 'x\\qy', b: '\\u12' },
    problems: [
      ['yaml-syntax', '\\q'],
      ['yaml-syntax', '\\u12'],
    ],
  },
  {
    what: 'a list in the line of its key',
    text: 'a: - b\nc: d\n',
    value: { a: ['b'], c: 'd' },
    problems: [['yaml-syntax', '-']],
  },
  {
    what: 'an alias half typed and one of nothing',
    text: 'a: *\nb: *none\nc: &x [*x]\n',
    value: { a: null, b: null, c: [null] },
    problems: [
      ['yaml-syntax', '*'],
      ['yaml-unknown-alias', '*none'],
      ['yaml-unknown-alias', '*x'],
    ],
  },
  {
    what: 'keys that are there twice, also under other spellings and by way of a merge',
    text: 'a: 1\n"a": 2\n1: x\n0x1: w\nm: &m {b: 1}\nk:\n  <<: *m\n  b: 2\n',
    value: { a: 2, 1: 'w', m: { b: 1 }, k: { b: 2 } },
    problems: [
      ['yaml-duplicate-key', '"a"'],
      ['yaml-duplicate-key', '0x1'],
      ['yaml-duplicate-key', 'b'],
    ],
  },
  {
    what: 'what JSON cannot have',
    text: 'a: .inf\n~: b\n[c]: d\ne: !!int f\n',
    value: undefined,
    problems: [
      ['yaml-syntax', '.inf'],
      ['yaml-syntax', '~'],
      ['yaml-syntax', '[c]'],
      ['yaml-syntax', 'f'],
    ],
  },
  {
    what: 'a control character',
    text: 'a: b\x07c\nd: e\n',
    value: { a: 'b\x07c', d: 'e' },
    problems: [['yaml-syntax', '\x07']],
  },
  {
    what: 'text in the line of a separator',
    text: '--- a\n',
    value: 'a',
    problems: [['yaml-syntax', '---']],
  },
];

for (const { what, text, value, problems } of cases) {
  test(`around ${what}, the rest is read`, () => {
    const document = parseDocument(text);
    const found = document.problems.map(({ code, start, end }) => [code, text.slice(start, end)]);
    assert.deepEqual(found, problems);
    if (value !== undefined) assert.deepEqual(treeValue(document.tree), value);
  });
}

const manifest = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: nginx
          image: nginx
          ports:
            - containerPort: 80
              name: http
        - name: log
          command: ["a", "b"]
  volumeClaimTemplates:
  - metadata:
      name: data
`;

/** Every scalar with its path. */
function leaves(value: unknown, path = ''): string[] {
  if (value === null || typeof value !== 'object') return [`${path}=${String(value)}`];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}/${name}`));
}

const damages: Readonly<Record<string, (line: string) => string>> = {
  'loses its colon': (line) => line.replace(':', ''),
  'opens a bracket': (line) => line.replace(/:.*/, ': [a, '),
  'opens a brace': (line) => line.replace(/:.*/, ': {a: '),
  'opens a quote': (line) => line.replace(/:.*/, ': "a'),
  'has a star': (line) => line.replace(/:.*/, ': *'),
  'begins with an at sign': (line) => line.replace(/:.*/, ': @a'),
};

for (const [what, damage] of Object.entries(damages)) {
  test(`when a line with a value ${what}, no other value is lost`, () => {
    const lines = manifest.split('\n');
    const before = leaves(treeValue(parseDocument(manifest).tree));
    lines.forEach((line, index) => {
      if (!/^ *(?:- )?\w+: \w/.test(line)) return;
      const text = lines.with(index, damage(line)).join('\n');
      const { tree, problems } = parseDocument(text);
      const after = new Set(leaves(treeValue(tree)));
      const lost = before.filter((leaf) => !after.has(leaf));
      assert.ok(lost.length <= 1, `${lost.join(', ')} lost by "${damage(line)}"`);
      if (!what.startsWith('loses')) assert.notEqual(problems.length, 0);
    });
  });
}

test('a key being typed in front of any other line costs nothing else', () => {
  fc.assert(
    fc.property(fc.nat(18), fc.constantFrom('x', 'na', '"q', 'volu', '*', 'a b'), (at, typed) => {
      const lines = manifest.split('\n');
      const indent = /^ */.exec(lines[at]!)![0];
      fc.pre(!lines[at]!.trimStart().startsWith('-'));
      const text = lines.toSpliced(at, 0, indent + typed).join('\n');
      const after = new Set(leaves(treeValue(parseDocument(text).tree)));
      const lost = leaves(treeValue(parseDocument(manifest).tree)).filter((leaf) => !after.has(leaf));
      assert.deepEqual(lost, []);
    }),
  );
});

test('a field without a name is underlined in its own line, whatever ends that', () => {
  for (const lineEnd of ['\n', '\r\n', '\r', '\x85']) {
    const text = 'a: b\n&x\nc:\n'.replaceAll('\n', lineEnd);
    const nameless = parseDocument(text).problems.filter(({ message }) => message.startsWith('Field without'));
    assert.deepEqual(
      nameless.map(({ start, end }) => text.slice(start, end)),
      ['x'],
      JSON.stringify(text),
    );
  }
});
