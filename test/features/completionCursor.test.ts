import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cursorAt } from '../../server/src/features/completion/cursor/cursor.ts';
import { topLevelKeys } from '../../server/src/features/completion/cursor/lines.ts';
import type { Cursor, LinePlace } from '../../server/src/features/completion/cursor/places.ts';
import { readCursor } from '../support/cursor.ts';

/** A cursor in a line of text: kind, path, column, and what it replaces. */
function describeCursor(fixture: string): string {
  const { files, name, offset } = readCursor(fixture);
  const text = files[name]!;
  const cursor = cursorAt(text, offset);
  const replaced = 'replace' in cursor ? ` [${text.slice(cursor.replace.start, cursor.replace.end)}]` : '';
  return what(cursor) + replaced.replace(' []', '') + marks(cursor);
}

function what(cursor: Cursor): string {
  switch (cursor.kind) {
    case 'key':
      return `key ${place(cursor.path)}@${cursor.column}${cursor.has === 'nothing' ? '' : ` has ${cursor.has}`}`;
    case 'value':
      return `value ${place(cursor.path)}`;
    case 'listItem':
      return `item ${place(cursor.path)}[${cursor.index}]@${cursor.column}`;
    case 'emptyLine':
      return `line ${cursor.places.map(linePlace).join(' or ')}`;
    default:
      return cursor.kind;
  }
}

function linePlace(at: LinePlace): string {
  const has = at.as === 'key' && at.has !== 'nothing' ? ` has ${at.has}` : '';
  return `${at.as} ${place(at.path)}${at.as === 'item' ? `[${at.index}]` : ''}@${at.column}${has}`;
}

function place(path: readonly (string | number)[]): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('') || '.';
}

function marks(cursor: Cursor): string {
  if (!('before' in cursor)) return '';
  const parts = [];
  if (cursor.before) parts.push(`before "${cursor.before}"`);
  if (cursor.behind) parts.push(`behind "${cursor.behind}"`);
  if (cursor.missingComma !== undefined) parts.push('comma');
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}

const head = 'kind: StatefulSet\nspec:\n  replicas: 3\n';
const cases: Record<string, readonly (readonly [fixture: string, expected: string])[]> = {
  'a document without content': [
    ['<|>', 'documentStart'],
    ['\n\n<|>\n', 'documentStart'],
    ['# notes\nstate<|>', 'documentStart [state]'],
    ['   st<|>', 'documentStart [   st]'],
    ['# only a comm<|>ent', 'comment'],
  ],
  'an empty line': [
    [`${head}<|>`, 'line key .@0'],
    [`${head}  <|>`, 'line key .spec@2'],
    [`${head}  <|>\n`, 'line key .spec@2'],
    [`${head} <|>`, 'line key .@0 [ ]'],
    [`${head}      <|>`, 'line key .spec@2 [    ]'],
    ['spec:\n  <|>', 'line child .spec@2'],
    ['spec:\n    <|>', 'line child .spec@4'],
    ['spec:\n<|>', 'line key .@0 or child .spec@0'],
    ['spec:\n  a:\n    b: 1\n<|>\n    c: 2\n', 'line key .spec.a@4 before "    "'],
    ['spec:\n  a: 1\n  <|>\n\n  # note\n  b: 2\n', 'line key .spec@2'],
    ['spec:\n<|>\n  a: 1\n', 'line key .spec@2 before "  "'],
    ['spec:\n      <|>\n  a: 1\n', 'line key .spec@2 [    ]'],
    ['\n<|>\nkind: Pod\n', 'line key .@0'],
    ['spec:\n  list:\n    - a: 1\n      <|>', 'line key .spec.list[0]@6'],
    ['spec:\n  list:\n    - a: 1\n    <|>', 'line item .spec.list[1]@4'],
    ['spec:\n  list:\n    - a: 1\n     <|>', 'line item .spec.list[1]@4 [ ]'],
    ['spec:\n  list:\n    - a: 1\n  <|>', 'line key .spec@2'],
    ['spec:\n  list:\n    - a: 1\n  <|>\n    - b: 1\n', 'line item .spec.list[1]@4 before "  "'],
    ['spec:\n  list:\n    <|>\n    - a: 1\n', 'line item .spec.list[0]@4'],
    ['spec:\n  list:\n  - a: 1\n  <|>', 'line key .spec@2 or item .spec.list[1]@2'],
    ['spec:\n  list:\n  - a: 1\n  <|>\n  - b: 2\n', 'line item .spec.list[1]@2'],
    ['spec:\n  list:\n  <|>', 'line key .spec@2 or child .spec.list@2'],
    ['spec:\n  list:\n    -\n      <|>', 'line child .spec.list[0]@6'],
    ['spec:\n  list:\n    <|>', 'line child .spec.list@4'],
    ['a:\n- b:\n    c: 1\n  <|>\n', 'line key .a[0]@2'],
    ['a:\n  b: {c: 1}\n  <|>', 'line key .a@2'],
    ['a:\n  b: &x\n    <|>', 'line child .a.b@4'],
    ['a:\n  # note\n  <|>', 'line child .a@2'],
    ['a:\n\t<|>', 'line child .a@2 [\t] before "  "'],
    ['  a: 1\n  b: 2\n<|>', 'line key .@2 before "  "'],
  ],
  'a word on its line': [
    [`${head}  serv<|>`, 'line key .spec@2 [serv]'],
    [`${head}  se<|>rv\n  selector: {}\n`, 'line key .spec@2 [serv]'],
    [`${head}  serv<|> # later`, 'line key .spec@2 [serv]'],
    [`${head}    serv<|>`, 'line key .spec@2 [  serv]'],
    [`${head}sta<|>`, 'line key .@0 [sta]'],
    ['spec:\n  se<|>', 'line child .spec@2 [se]'],
    ['spec:\n  templ<|>\n    metadata: {}\n', 'line key .spec@2 has mapping [templ]'],
    ['spec:\n  a: 1\n  templ<|>\n    metadata: {}\n', 'line key .spec@2 has mapping [templ]'],
    ['spec:\n  li<|>\n    - a: 1\n', 'line child .spec@2 [li]'],
    ['spec:\n  b: 1\n  li<|>\n  - a: 1\n', 'line key .spec@2 has list [li]'],
    ['spec:\n  list:\n    na<|>', 'line child .spec.list@4 [na]'],
    ['spec:\n  list:\n    - a: 1\n      na<|>', 'line key .spec.list[0]@6 [na]'],
    ['spec:\n  list:\n    - a: 1\n    na<|>', 'line item .spec.list[1]@4 [na]'],
    ['a: 1\n  "b<|>"\n', 'line key .@0 [  "b"]'],
    ['kind: <|>Pod\nmeta\n', 'value .kind [Pod]'],
    ['api<|>\nkind: Pod\n', 'line key .@0 [api]'],
    [`${head}  image: nginx <|>`, 'nowhere'],
  ],
  'a written key': [
    ['spec:\n  repl<|>icas: 3\n', 'key .spec@2 has colon [replicas]'],
    ['spec:\n  replicas<|>: 3\n', 'key .spec@2 has colon [replicas]'],
    ['spec:\n  <|>replicas: 3\n', 'key .spec@2 has colon [replicas]'],
    ['spec:\n  "repl<|>icas": 3\n', 'key .spec@2 has colon ["replicas"]'],
    ['l:\n  - na<|>me: x\n', 'key .l[0]@4 has colon [name]'],
    ['l:\n  - a: 1\n    na<|>me: x\n', 'key .l[0]@4 has colon [name]'],
    ['l:\n- - na<|>me: x\n', 'key .l[0][0]@4 has colon [name]'],
    ['l: # note\n  na<|>me : x\n', 'key .l@2 has colon [name]'],
  ],
  'a value': [
    ['spec:\n  replicas: <|>\n', 'value .spec.replicas'],
    ['spec:\n  replicas: <|>', 'value .spec.replicas'],
    ['spec:\n  replicas:<|>', 'value .spec.replicas before " "'],
    ['spec:\n  replicas:   <|>\n', 'value .spec.replicas'],
    ['spec:\n  replicas: <|># note\n', 'value .spec.replicas behind " "'],
    ['spec:\n  replicas: <|> # note\n', 'value .spec.replicas'],
    ['spec:\n  name: we<|>b # note\n', 'value .spec.name [web]'],
    ['spec:\n  name: web # no<|>te\n', 'comment'],
    ['spec:\n  name: "we<|>b"\n', 'value .spec.name ["web"]'],
    ["spec:\n  name: 'we<|>b'\n", "value .spec.name ['web']"],
    ['spec:\n  name: "<|>"\n', 'value .spec.name [""]'],
    ['spec:\n  name: "we<|>\n  b: 1\n', 'value .spec.name ["we]'],
    ['spec:\n  name: <|>web\n', 'value .spec.name [web]'],
    ['spec:\n  name:<|> web\n', 'value .spec.name [ web] before " "'],
    ['spec:\n  name: web <|>\n', 'nowhere'],
    ['spec:\n  name: "web" <|>\n', 'nowhere'],
    ['spec: <|>\n  name: web\n', 'nowhere'],
    ['l: <|>\n- name: web\n', 'nowhere'],
    ['l: <|>\nm: 1\n', 'value .l'],
    ['l:\n  - name: <|>', 'value .l[0].name'],
    ['l:\n  - a: 1\n  - a: 2\n    name: x<|>', 'value .l[1].name [x]'],
    ['a: &x we<|>b', 'value .a [web]'],
    ['a: *x<|>', 'nowhere'],
    ['a: !!str we<|>b', 'value .a [web]'],
    ['a: |<|>', 'nowhere'],
    ['a: http://x:80/#y<|>', 'value .a [http://x:80/#y]'],
    ['a: "x: [" \nb: <|>', 'value .b'],
  ],
  'behind a dash': [
    ['l:\n  - <|>', 'item .l[0]@2'],
    ['l:\n  -<|>', 'item .l[0]@2 before " "'],
    ['l:\n  - a\n  - <|>\n  - c\n', 'item .l[1]@2'],
    ['l:\n- <|>\nm: 1\n', 'item .l[0]@0'],
    ['l:\n  - <|>\n    b: 1\n', 'key .l[0]@4'],
    ['l:\n  - <|>\n      b: 1\n', 'key .l[0]@6 before "  "'],
    ['l:\n  -<|>\n    b: 1\n', 'key .l[0]@4 before " "'],
    ['l:\n  - na<|>', 'item .l[0]@2 [na]'],
    ['l:\n  - na<|>\n    b: 1\n', 'key .l[0]@4 [na]'],
    ['l:\n  - "na<|>"', 'item .l[0]@2 ["na"]'],
    ['l:\n  - - <|>', 'item .l[0][0]@4'],
    ['l:\n  - <|> # note', 'item .l[0]@2'],
    ['l:\n  - # no<|>te', 'comment'],
    ['l:\n  - a <|>', 'nowhere'],
  ],
  'flow style': [
    ['a: [<|>', 'item .a[0]@0'],
    ['a: [<|>]', 'item .a[0]@0'],
    ['a: [x, <|>', 'item .a[1]@0'],
    ['a: [x,<|>]', 'item .a[1]@0 before " "'],
    ['a: [x, <|> y]', 'item .a[1]@0 behind ","'],
    ['a: [x, y<|>, z]', 'item .a[1]@0 [y]'],
    ['a: ["x", "y<|>"]', 'item .a[1]@0 ["y"]'],
    ['a: ["x", "y<|>', 'item .a[1]@0 ["y]'],
    ['a: [x <|>]', 'nowhere'],
    ['a: [x]<|>', 'nowhere'],
    ['a: [x] # no<|>te', 'comment'],
    ['a: {<|>', 'key .a@0'],
    ['a: {b: 1, <|>}', 'key .a@0'],
    ['a: {b: 1, c<|>}', 'key .a@0 [c]'],
    ['a: {b<|>: 1}', 'key .a@0 has colon [b]'],
    ['a: {"b<|>": 1}', 'key .a@0 has colon ["b"]'],
    ['a: {<|>b: 1}', 'key .a@0 has colon [b]'],
    ['a: [<|>x, y]', 'item .a[0]@0 [x]'],
    ['a: {b: <|>"x"}', 'value .a.b ["x"]'],
    ['a: {b: <|>}', 'value .a.b'],
    ['a: {b:<|>}', 'value .a.b before " "'],
    ['a: {b: x<|>y}', 'value .a.b [xy]'],
    ['a: [{b: 1}, {c: [<|>', 'item .a[1].c[0]@0'],
    ['a:\n  - {name: <|>', 'value .a[0].name'],
    ['- [a, <|>', 'item [0][1]@0'],
    ['a: [\n  x,\n  <|>\n]\n', 'item .a[1]@0'],
    ['a: [\n  x, # note\n  y<|>\n]\n', 'item .a[1]@0 [y]'],
    ['a:\n  b: [x\n  <|>\n', 'line key .a@2'],
    ['a:\n  b: [x\n  c: <|>\n', 'value .a.c'],
    ['a: [ # no<|>te\n', 'comment'],
  ],
  JSON: [
    ['{<|>}', 'key .@0'],
    ['{"kind": "<|>"}', 'value .kind [""]'],
    ['{"kind":<|>}', 'value .kind before " "'],
    ['{\n  "spec": {\n    "a": 1,\n    <|>\n  }\n}\n', 'key .spec@2'],
    ['{\n  "spec": {\n    "a": 1,\n    "b<|>"\n  }\n}\n', 'key .spec@2 ["b"]'],
    ['{\n  "spec": {\n    "a": 1\n    <|>\n  }\n}\n', 'key .spec@2 comma'],
    ['{\n\t"spec": {\n\t\t"l": [ "x", "<|>" ]\n\t}\n}\n', 'item .spec.l[1]@4 [""]'],
    ['{"a": {"b": 1}, "c": {"d": <|>}}', 'value .c.d'],
    ['{"a": "x"}\n<|>', 'nowhere'],
    ['<|>{"a": "x"}', 'nowhere'],
    ['{"a": "{[:", "b": <|>}', 'value .b'],
  ],
  'blocks of text and comments': [
    ['a: |\n  text\n  <|>', 'nowhere'],
    ['a: |\n  te<|>xt\n', 'nowhere'],
    ['a: |\n  text\n<|>', 'line key .@0'],
    ['a: |\n  text\n<|>\n  more\n', 'nowhere'],
    ['a: >-\n  text: x\n  - y\nb: <|>', 'value .b'],
    ['a:\n  - |\n    x: [\n  - <|>', 'item .a[1]@2'],
    ['a: "one\n  two<|>"\n', 'nowhere'],
    ['a: "one\n  two"\nb: <|>', 'value .b'],
    ["a: it's\nb: <|>", 'value .b'],
    ['a: 1\n# statefulset-ignore <|>', 'comment'],
    ['a: 1\n<|># note', 'line key .@0 behind " "'],
    ['a: x#y<|>', 'value .a [x#y]'],
  ],
  templates: [
    ['{{- if .x }}\na: 1\n<|>\n{{- end }}', 'line key .@0'],
    ['a:\n  {{- if .x }}\n  b: 1\n  {{- end }}\n  <|>', 'line key .a@2'],
    ['a: {{ .x<|> }}', 'nowhere'],
    ['a: {{ .x }}\nb: <|>', 'value .b'],
    ['a: {{ .x | default "[" }}\nb: [<|>', 'item .b[0]@0'],
    [`a: \${X<|>}`, 'nowhere'],
    ['a: "{{ .x }}"\nb:\n  <|>', 'line child .b@2'],
    ['{{/*\na: [\n*/}}\nb: <|>', 'value .b'],
    ['{{/*\na: <|>\n*/}}\nb: 1', 'nowhere'],
    ['a: [{{ .x }}, <|>]', 'item .a[1]@0'],
  ],
  'line ends and byte order mark': [
    ['spec:\r\n  replicas: <|>\r\n', 'value .spec.replicas'],
    ['spec:\r\n  replicas: 3\r\n  <|>\r\n', 'line key .spec@2'],
    ['spec:\r\n  a: |\r\n    x\r\n  b: <|>\r\n', 'value .spec.b'],
    ['l:\r\n  - <|>\r\n', 'item .l[0]@2'],
    ['\uFEFFkind: <|>', 'value .kind'],
    ['\uFEFF<|>', 'documentStart'],
    ['\uFEFFki<|>', 'documentStart [ki]'],
  ],
};

for (const [title, rows] of Object.entries(cases)) {
  describe(title, () => {
    for (const [fixture, expected] of rows) {
      test(JSON.stringify(fixture), () => assert.equal(describeCursor(fixture), expected));
    }
  });
}

test('the keys above a line are named without a mark of byte order, which is no key of its own', () => {
  assert.deepEqual(topLevelKeys('\uFEFFkind: x\r\nspec:\r\n  a: 1\r\n', 26), ['kind', 'spec']);
  assert.deepEqual(topLevelKeys('\uFEFFkind:', 1), []);
});
