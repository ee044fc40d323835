import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { editDocument } from '../../server/src/yaml/editDocument.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { reparse } from '../../server/src/yaml/reparse.ts';
import { retype } from '../../server/src/yaml/retype.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';
import type { YamlDocument } from '../../server/src/yaml/tree.ts';
import { fc } from '../support/fastCheck.ts';
import { outline, treeValue } from '../support/yamlJson.ts';
import { writeYaml, writtenValues } from '../support/yamlWriter.ts';

const manifest = `kind: StatefulSet
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: 2
  containers:
  - name: nginx
    image: nginx # note
    args:
    - a
    - - b
      - c

  # about the log
  - name: log
    command: ["a", "b"]
    script: |
      one
        two

      three
  -
    name: last
  selector: !foo x
  volumes:
    - name: data
      size: 1Gi
status: "long
  text"
`;

const typed = fc.constantFrom(
  ...['x', ' ', '  ', '\n', '\n  ', '\n    ', ': ', ':', '- ', '-', '\n- ', '"', "'", '#', ' # c', '[', ']', '{', '}'],
  ...['a: b\n', '  a: b\n', '    - c: d\n', '|\n', '>-\n', '&x ', '*x', '!t ', '---\n', '...\n', '%', '\t', '?', ''],
  ...['<<: ', '{{ x }}', '\r\n', 'name: y\n', '.inf', 'replicas: 3\n', '      ', 'e\n  f: g\n'],
);

interface Place {
  readonly start: number;
  readonly width: number;
  readonly newText: string;
  /** The quick way that is asked about; both are tried. */
  readonly way?: typeof reparse;
}

/** Replaces a part of the text and holds what is made of the change against a whole new reading. */
function assertSameAsParse(text: string, place: Place): boolean {
  const start = Math.min(place.start, text.length);
  const oldEnd = Math.min(start + place.width, text.length);
  const after = text.slice(0, start) + place.newText + text.slice(oldEnd);
  const change = { start, oldEnd, newEnd: start + place.newText.length };
  const whole = parseDocument(after);
  const ways = [reparse, retype].filter((read) => assertSame(read(parseDocument(text), change, after), whole, after));
  return ways.includes(place.way ?? reparse);
}

function assertSame(quick: YamlDocument | undefined, whole: YamlDocument, after: string): boolean {
  if (quick === undefined) return false;
  assert.deepEqual([quick.text, quick.problems, quick.isTemplate], [after, whole.problems, whole.isTemplate]);
  assert.deepEqual(outline(quick.tree), outline(whole.tree));
  assert.deepEqual(quick.tree.columns, whole.tree.columns);
  assert.deepEqual([...quick.tree.extras.anchors], [...whole.tree.extras.anchors]);
  assert.deepEqual([...quick.tree.extras.tags], [...whole.tree.extras.tags]);
  return true;
}

test('a change read alone gives what reading everything gives', () => {
  let quick = 0;
  fc.assert(
    fc.property(fc.nat(manifest.length), fc.nat(9), typed, (start, width, newText) => {
      if (assertSameAsParse(manifest, { start, width: width < 5 ? 0 : width - 5, newText })) quick++;
    }),
    { numRuns: 1500 },
  );
  assert.ok(quick > 300, `only ${quick} of 1500 changes could be read alone`);
});

test('tag handles are declared for the whole document, whatever is read of it', () => {
  const text = '%TAG !k! tag:k,1:\n---\na: !k!s b\nc: !k!s d\n  e: f\ng: !k!s h\n';
  assert.deepEqual(
    parseDocument(text).problems.map(({ message }) => message.includes('is not declared')),
    [false],
  );
  for (const behind of ['%TAG !', 'a: ', 'c: !k!s ', 'g: !k!s h']) {
    const start = text.indexOf(behind) + behind.length;
    for (const newText of ['x', 'x\ny: ', '\n']) assertSameAsParse(text, { start, width: 0, newText });
  }
});

test('so it does in all that can be written', () => {
  let quick = 0;
  fc.assert(
    fc.property(writtenValues, fc.nat(300), fc.nat(3), typed, fc.constantFrom('\n', '\r\n'), (...values) => {
      const [value, start, width, newText, lineEnd] = values;
      if (assertSameAsParse(writeYaml(value, lineEnd), { start, width, newText })) quick++;
    }),
    { numRuns: 800 },
  );
  assert.ok(quick > 20, `only ${quick} of 800 changes could be read alone`);
});

test('typing inside a value, a key and a new line of a long document is read alone', () => {
  for (const [behind, newText] of [
    ['name: ngi', 'x'],
    ['  repl', 'x'],
    ['replicas: 2\n', '  paused: true\n'],
    ['      one\n', '      more\n'],
    ['    - a\n', '    - b\n'],
  ] as const) {
    const text = `${manifest}tail:\n${'- x\n'.repeat(200)}`;
    const start = text.indexOf(behind) + behind.length;
    assert.equal(assertSameAsParse(text, { start, width: 0, newText }), true, behind);
  }
});

/** Lines that break a text where they stand, each in its own way. */
const damages = fc.constantFrom(
  ...[
    'half',
    '  half',
    'name:web',
    '  a: [b, {c: d',
    'e: "f',
    "  g: 'h",
    '\ti: j',
    '   k: l',
    '- m: n: o',
    '  *p: q',
    '@r',
  ],
  ...[
    '&s t: u',
    '  - &v',
    'w: *v',
    '!!int x',
    '{',
    ']',
    '? y',
    ': z',
    'kind: A',
    '<<: *v',
    '%A',
    '---',
    '...',
    '\x07',
    '\r',
  ],
);

test('so it does in broken texts, edit after edit', () => {
  let quick = 0;
  let broken = 0;
  const places = fc.array(fc.tuple(fc.nat(30), damages), { maxLength: 5 });
  const changes = fc.array(fc.tuple(fc.nat(manifest.length), fc.nat(4), fc.oneof(typed, damages)), { maxLength: 6 });
  fc.assert(
    fc.property(places, changes, fc.constantFrom('\n', '\r\n'), (damaged, edits, lineEnd) => {
      const lines = manifest.split('\n');
      for (const [at, damage] of damaged) lines.splice(at, 0, damage);
      let document = parseDocument(lines.join(lineEnd));
      for (const [at, width, newText] of edits) {
        const { text } = document;
        const start = Math.min(at, text.length);
        const oldEnd = Math.min(start + width, text.length);
        const change = { start, oldEnd, newEnd: start + newText.length };
        const after = text.slice(0, start) + newText + text.slice(oldEnd);
        const whole = parseDocument(after);
        if (assertSame(reparse(document, change, after), whole, after)) {
          quick++;
          if (whole.problems.length > 0) broken++;
        }
        document = editDocument(document, change, after);
        assertSame(document, whole, after);
      }
    }),
    { numRuns: 600 },
  );
  assert.ok(quick > 500 && broken > 400, `${quick} changes were read alone, ${broken} of them in broken texts`);
});

test('a fault is read around alone: what stands behind it is read as if it were not there', () => {
  const sound = "a: b\n&x c: d\ne: {f: g,\nh: i}\nj: *x\nk: 'l'\n";
  const alone = treeValue(parseDocument(sound).tree);
  for (const [broken, value] of [
    ['half\n', { half: null }],
    ['l: [m\n', { l: ['m'] }],
    ['u: "o\n', { u: 'o' }],
    ['p: q: r\n', { p: 'q: r' }],
  ] as const) {
    const { tree, problems } = parseDocument(`z: 1\n${broken}${sound}`);
    assert.deepEqual(treeValue(tree), { z: 1, ...value, ...(alone as object) }, broken);
    assert.equal(problems.length, 1, broken);
  }
});

test('a mark of byte order changes nothing about what is made of faults', () => {
  for (const text of ['n: {a: b,\nc: d}\n- d\n', 'a: b: c\nd: {e\nf: g\n', '&a\n- @b\n- c\n', 'a: 1\n b: 2\nc: @d\n']) {
    const [marked, plain] = [parseDocument(`\ufeff${text}`), parseDocument(text)];
    assert.deepEqual(treeValue(marked.tree), treeValue(plain.tree), text);
    const places = ({ problems }: YamlDocument, by: number) => problems.map(({ start, end }) => [start - by, end - by]);
    assert.deepEqual(places(marked, 1), places(plain, 0), text);
  }
});

test('where an indented anchor in front of the first entry belongs is decided by all that follows', () => {
  for (const mark of ['', '\ufeff']) {
    const text = `${mark} &a\n- @b\n${'- c\n'.repeat(10)}`;
    assert.equal(assertSameAsParse(text, { start: text.length, width: 0, newText: 'd: 1\n' }), true);
  }
});

test('a quote that is closed further down is, though what stood between was read without it', () => {
  const text = `a: "b\n${'c: d\n'.repeat(200)}e: f\n`;
  const start = text.indexOf('f');
  assert.equal(assertSameAsParse(text, { start, width: 0, newText: '"' }), true);
});

test('a change within a value moves what lies behind, and nothing else is read', () => {
  let quick = 0;
  const text = fc.stringMatching(/^[-a-z0-9 .:/"'#,{}<]{0,3}$/);
  fc.assert(
    fc.property(fc.nat(manifest.length), fc.nat(3), text, (start, width, newText) => {
      if (assertSameAsParse(manifest, { start, width, newText, way: retype })) quick++;
    }),
    { numRuns: 2000 },
  );
  assert.ok(quick > 60, `only ${quick} of 2000 changes were within a value`);
  for (const [behind, newText] of [
    ['name: ngi', 'x'],
    ['image: nginx', ':1.27'],
    ['replicas: 2', '1'],
    ['    - a', 'b'],
    ['- b', ' c'],
    ['{app: we', 'b-2'],
    ['["a', 'b'],
    ['path: /var', '/'],
    ['path: ', '/tmp'],
    ['repl', 'x'],
    ['  - na', 'm'],
    ['metadata', 's'],
  ] as const) {
    const plain = manifest.replace('!foo ', '').replace('status', 'path: /var\nstatus');
    const start = plain.indexOf(behind) + behind.length;
    assert.equal(assertSameAsParse(plain, { start, width: 0, newText, way: retype }), true, behind);
  }
});

test('a key typed anew is none where it may be another one, or no name', () => {
  for (const [text, behind, newText] of [
    ['a: 1\nab: 2\n', 'a', 'b'],
    ['a: 1\n"ab": 2\n', 'a', 'b'],
    ['ye: 1\n', 'ye', 's'],
    ['x: {a: 1}\n', '{a', 'b'],
    ['? a\n: 1\n', '? a', 'b'],
    ['a : 1\n', 'a', 'b'],
    ['a: 1\n', 'a', ':b'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder, which is one by its key.
    ['subPath: ${A}\n', 'subPath', 's'],
  ] as const) {
    const start = text.indexOf(behind) + behind.length;
    assert.equal(assertSameAsParse(text, { start, width: 0, newText, way: retype }), false, text + newText);
  }
});

test('a stream of short documents stays what a new reading would make of it, edit after edit', () => {
  const short = `a: 1\n---\n${manifest}---\nb: "c"\n--- # d\n\n---\n${manifest}---\n`.repeat(3);
  const near = fc.tuple(fc.nat(short.length), fc.nat(4), fc.oneof(typed, fc.constantFrom('-', '--', '\n---', 'x')));
  fc.assert(
    fc.property(fc.array(near, { maxLength: 8 }), (changes) => assertStreamSame(short, changes)),
    { numRuns: 300 },
  );
});

test('a stream of long documents stays what a new reading would make of it, edit after edit', () => {
  const long = `${manifest}list:\n${Array.from({ length: 400 }, (_, at) => `- name: n${at}\n  size: ${at}Gi\n`).join('')}`;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(long.length * 2), fc.nat(4), typed), { maxLength: 6 }), (changes) =>
      assertStreamSame(`a: 1\n---\n${long}---\n${long}`, changes),
    ),
    { numRuns: 30 },
  );
});

function assertStreamSame(text: string, changes: readonly (readonly [number, number, string])[]): void {
  let source = new SourceText(text);
  let stream = YamlStream.parse(source);
  for (const [start, width, newText] of changes) {
    const edits = [{ start, end: start + width, newText }];
    const edited = source.edit(edits);
    stream = stream.edit(edits, edited);
    source = edited;
  }
  const whole = YamlStream.parse(source);
  assert.deepEqual(stream.starts, whole.starts);
  for (const [index, document] of stream.documents.entries()) {
    const other = whole.documents[index]!;
    assert.equal(document.text, other.text);
    assert.equal(document.isTemplate, other.isTemplate);
    assert.deepEqual(document.problems, other.problems);
    assert.deepEqual(document.tree.columns, other.tree.columns);
    assert.deepEqual(document.tree.extras.tags, other.tree.extras.tags);
  }
}
