import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finish } from '../../server/src/base/steps.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { LikeDocuments } from '../../server/src/yaml/likeDocuments.ts';
import { parseDocument, ReadDocument } from '../../server/src/yaml/parse.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';
import type { YamlDocument } from '../../server/src/yaml/tree.ts';
import { fc } from '../support/fastCheck.ts';
import { statefulSet } from '../support/manifests.ts';

const model = `# a set
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web-1
  labels: { app: web }
  annotations:
    "quoted key": "one"
    single: 'two'
    text: |
      name: web-1
      last: line
    folded: several words
      on two lines
spec:
  replicas: 3 # as many as there are zones
  list:
  - first
  -   second
  -
    name: third
  empty:
  last: end
`;

/** All that a document says of its text. */
function readingOf({ text, tree, problems, isTemplate }: YamlDocument): unknown {
  const { kinds, styles, starts, ends, nexts, parents } = tree.columns;
  const texts = Array.from(kinds, (_, node) => tree.scalarText(node));
  return { text, kinds, styles, starts, ends, nexts, parents, texts, problems, isTemplate };
}

/** The document of a text behind those of others, and whether it was told to be like one of them. */
function readBehind(texts: readonly string[], text: string): { document: YamlDocument; isLike: boolean } {
  const like = new LikeDocuments();
  for (const before of texts) finish(like.read(before));
  const document = finish(like.read(text));
  return { document, isLike: document instanceof ReadDocument && document.likeness !== undefined };
}

/** Texts as `\n` and as `\r\n` break their lines. */
const breaks = ['\n', '\r\n'];

test('a document like another one is what reading it would have given', () => {
  const likes: readonly (readonly [from: string, to: string, values: number])[] = [
    ['name: web-1\n  labels', 'name: a-much-longer-name\n  labels', 1],
    ['name: web-1\n  labels', 'name: w\n  labels', 1],
    ['"one"', '"another: one"', 1],
    ["'two'", "'t'", 1],
    ['last: end\n', 'last: null\n', 1],
    ['- first', '- true', 1],
    ['-   second', '-   2nd', 1],
    ['name: third', 'name: /a/path.d', 1],
  ];
  for (const [from, to, values] of likes) {
    for (const lineBreak of breaks) {
      const [before, after] = [model, model.replace(from, to)].map((text) => text.replaceAll('\n', lineBreak));
      const { document, isLike } = readBehind([before!], after!);
      assert.ok(isLike, to);
      assert.equal(
        (document as ReadDocument).likeness!.differing.reduce(
          (sum, bits) => sum + bits.toString(2).replaceAll('0', '').length,
          0,
        ),
        values,
      );
      assert.deepEqual(readingOf(document), readingOf(parseDocument(after!)), to);
    }
  }
});

test('a document of the same text is the same one, but for one in the same file', () => {
  for (const text of [model, 'a: &x one\nb: *x\n', 'a: one\na: two\n', `a: \${X}\n`]) {
    const like = new LikeDocuments();
    const [first, second] = [0, 1].map(() => YamlStream.parse(new SourceText(text), like).documents[0]);
    assert.equal(first, second);
    const { documents, starts } = YamlStream.parse(new SourceText(`${text}---\n${text}---\n${text}`), like);
    assert.equal(new Set(documents).size, 3);
    assert.equal(documents[0], first);
    assert.equal(starts.length, 3);
    for (const document of documents) assert.deepEqual(readingOf(document), readingOf(parseDocument(text)));
  }
});

test('what may read as something else is read', () => {
  const others: readonly (readonly [from: string, to: string])[] = [
    ['name: web-1\n  labels', 'name: "web-1"\n  labels'],
    ['"one"', "'one'"],
    ['"one"', 'one'],
    ['"one"', '"a\\tb"'],
    ['name: web-1\n  labels', 'name: # web\n  labels'],
    ['name: web-1\n  labels', 'name: a: b\n  labels'],
    ['name: web-1\n  labels', 'name: *web\n  labels'],
    ['name: web-1\n  labels', `name: \${NAME}\n  labels`],
    ['name: web-1\n  labels', 'name: web \n  labels'],
    ['name: web-1\n  labels', 'nam: web-1\n  labels'],
    ['name: web-1\n  labels', 'name:\n  labels'],
    ['empty:', 'empty: a'],
    ['several words', 'other words'],
    ['last: line', 'last: word'],
    ['replicas: 3 #', 'replicas: 4 #'],
    ['# a set', '# another set'],
    ['app: web', 'app: bew'],
    ['last: end\n', 'last: end\nmore: x\n'],
    ['last: end\n', 'last: end'],
  ];
  for (const [from, to] of others) {
    const text = model.replace(from, to);
    assert.notEqual(text, model);
    const { document, isLike } = readBehind([model], text);
    assert.equal(isLike, false, to);
    assert.deepEqual(readingOf(document), readingOf(parseDocument(text)), to);
  }
});

test('of broken documents, anchors and tags nothing is taken over', () => {
  for (const text of [
    'a: &x one\nb: *x\n',
    'a: !!str one\n',
    'a: one\na: two\n',
    'a: [one\nb: two\n',
    `a: one\nb: \${X}\n`,
  ]) {
    const { isLike } = readBehind([text], text.replace('one', 'three'));
    assert.equal(isLike, false, text);
  }
});

test('random values in place of others are read as they are alone', () => {
  const words = [
    'web',
    'true',
    '~',
    '0x1F',
    '1e3',
    '"a b"',
    "'c'",
    '""',
    '- d',
    'e: f',
    'g #h',
    '[i]',
    '{}',
    '|',
    '/j',
    'k:l',
    '',
    ' m',
  ];
  const lines = statefulSet.split('\n');
  let likes = 0;
  const changes = fc.array(fc.tuple(fc.nat(lines.length - 1), fc.constantFrom(...words)), {
    minLength: 1,
    maxLength: 4,
  });
  const random = fc.array(changes, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(random, (variants) => {
      const texts = [statefulSet, ...variants.map((variant) => withWords(lines, variant))];
      for (let at = 1; at < texts.length; at++) {
        const { document, isLike } = readBehind(texts.slice(0, at), texts[at]!);
        if (isLike) likes++;
        assert.deepEqual(readingOf(document), readingOf(parseDocument(texts[at]!)));
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(likes > 100, `only ${likes} were like others`);
});

function withWords(lines: readonly string[], changes: readonly (readonly [line: number, word: string])[]): string {
  const changed = lines.slice();
  for (const [line, word] of changes) changed[line] = changed[line]!.replace(/^(\s*(?:- )?[\w.]+: ).*$/, `$1${word}`);
  return changed.join('\n');
}

test('of what kind an object is says whether its texts are placeholders', () => {
  const map = (kind: string) => `kind: ${kind}\ndata:\n  host: \${HOST}\n`;
  assert.deepEqual(
    readingOf(readBehind([map('ConfigMap')], map('Secret')).document),
    readingOf(parseDocument(map('Secret'))),
  );
});

test('a document like another one can be edited', () => {
  const like = new LikeDocuments();
  YamlStream.parse(new SourceText(model), like);
  const text = model.replace('web-1', 'database-1');
  const source = new SourceText(text);
  for (const [from, to] of [
    ['replicas: 3', 'replicas: 3\n  more: {a: b}'],
    ['- first', '- [one, two]'],
  ] as const) {
    const start = text.indexOf(from);
    const edit = { start, end: start + from.length, newText: to };
    const after = new SourceText(text.replace(from, to));
    const edited = YamlStream.parse(source, like).edit([edit], after);
    assert.deepEqual(readingOf(edited.documents[0]!), readingOf(parseDocument(after.text)));
  }
});
