import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { folds } from '../../server/src/features/folding.ts';
import { selectionRanges } from '../../server/src/features/selectionRanges.ts';
import { documentSymbols, workspaceSymbols } from '../../server/src/features/symbols.ts';
import type { DocumentSymbol } from '../../server/src/features/types.ts';
import { openAtCursor } from '../support/cursor.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

const main = uriOf('main.yaml');

const object = (kind: string, name: string) => `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;

function symbolsOf(text: string): DocumentSymbol[] {
  return documentSymbols(openWorkspace({ 'main.yaml': text }).snapshot(), main, neverCancelled);
}

/** The outline as lines, indented by depth. */
function outline(symbols: readonly DocumentSymbol[], depth = 0): string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${'  '.repeat(depth)}${name}${detail === '' ? '' : `: ${detail}`}`,
    ...outline(children, depth + 1),
  ]);
}

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  namespace: app
spec:
  replicas: 3
  template:
    spec:
      containers:
        - image: nginx
          name: web
          args: [a, "b"]
  volumeClaimTemplates:
    - metadata: {name: data}
`;

test('an object is headed by its kind and name, its parts by theirs', () => {
  assert.deepEqual(outline(symbolsOf(set)), [
    'StatefulSet web: app',
    '  apiVersion: apps/v1',
    '  kind: StatefulSet',
    '  metadata',
    '    name: web',
    '    namespace: app',
    '  spec',
    '    replicas: 3',
    '    template',
    '      spec',
    '        containers',
    '          web',
    '            image: nginx',
    '            name: web',
    '            args',
    '              a: a',
    '              b: b',
    '    volumeClaimTemplates',
    '      data',
    '        metadata',
    '          name: data',
  ]);
});

test('each document and each item of a List is an object of its own', () => {
  const text = `${set}---\nkind: List\napiVersion: v1\nitems:\n  - {kind: Secret, apiVersion: v1, metadata: {name: a}}\n  - kind: ConfigMap\n    apiVersion: v1\n---\n# nothing\n---\nplain: yaml\n`;
  const names = symbolsOf(text).map(({ name }) => name);
  assert.deepEqual(names, ['StatefulSet web', 'Secret a', 'ConfigMap', 'plain']);
});

test('selections lie in their ranges, and children in their parents, at the right text', () => {
  const text = `---\n${set}---\n${set}`;
  const check = (symbol: DocumentSymbol, outer: { start: number; end: number }) => {
    assert.ok(outer.start <= symbol.range.start && symbol.range.end <= outer.end, symbol.name);
    assert.ok(symbol.range.start <= symbol.selection.start && symbol.selection.end <= symbol.range.end, symbol.name);
    for (const child of symbol.children) check(child, symbol.range);
  };
  const symbols = symbolsOf(text);
  for (const symbol of symbols) check(symbol, { start: 0, end: text.length });
  const [first, second] = symbols;
  assert.equal(text.slice(first!.selection.start, first!.selection.end), 'web');
  assert.equal(text.slice(second!.range.start).startsWith('apiVersion'), true);
  assert.ok(second!.range.start > first!.range.end);
});

test('what an alias or a merge key brings in is outlined where it is written', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nx: &x\n  one: 1\nb: *x\nc:\n  <<: *x\n  two: 2\n';
  const lines = outline(symbolsOf(text)[0]!.children);
  assert.deepEqual(lines.slice(4), ['x', '  one: 1', 'b', 'c', '  two: 2']);
});

test('a half-typed or broken file has an outline of what can be read', () => {
  assert.deepEqual(outline(symbolsOf('apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  cont')).slice(0, 1), [
    'Pod a',
  ]);
  assert.deepEqual(symbolsOf(''), []);
  assert.deepEqual(
    symbolsOf('kind:\n').map(({ name }) => name),
    ['object'],
  );
});

test('a file of a thousand documents is outlined by its objects and their named parts', () => {
  const text = Array.from({ length: 1000 }, (_, at) => set.replaceAll('web', `web${at}`)).join('---\n');
  const symbols = symbolsOf(text);
  assert.equal(symbols.length, 1000);
  assert.deepEqual(outline([symbols[999]!]), ['StatefulSet web999: app', '  web999', '  data']);
});

test('of many objects the parts are outlined that others refer to', () => {
  const others = `---
kind: ConfigMap
apiVersion: v1
metadata: {name: settings}
data: {my.cnf: "[mysqld]", user: root}
---
kind: Service
apiVersion: v1
metadata: {name: web}
spec: {clusterIP: None, ports: [{name: http, port: 80}, {port: 443}]}
---
kind: List
apiVersion: v1
items:
  - {kind: StatefulSet, apiVersion: apps/v1, metadata: {name: first}, spec: {volumeClaimTemplates: &data [{metadata: {name: data}}]}}
  - {kind: StatefulSet, apiVersion: apps/v1, metadata: {name: second}, spec: {volumeClaimTemplates: *data}}
`;
  const sets = Array.from({ length: 100 }, (_, at) => set.replaceAll('web', `web${at}`)).join('---\n');
  assert.deepEqual(outline(symbolsOf(sets + others).slice(99)), [
    'StatefulSet web99: app',
    '  web99',
    '  data',
    'ConfigMap settings',
    '  my.cnf',
    '  user',
    'Service web',
    '  http',
    '  443',
    'StatefulSet first',
    '  data',
    'StatefulSet second',
  ]);
});

test('a long object is outlined by what holds others, whatever it is', () => {
  const env = Array.from({ length: 1000 }, (_, at) => `            - {name: VARIABLE_${at}, value: a}\n`).join('');
  const lines = outline(symbolsOf(set.replace('          args: [a, "b"]\n', `          env:\n${env}`)));
  assert.deepEqual(lines.slice(0, 10), [
    'StatefulSet web: app',
    '  metadata',
    '  spec',
    '    template',
    '      spec',
    '        containers',
    '          web',
    '            env',
    '    volumeClaimTemplates',
    '      data',
  ]);
});

test('objects of the workspace are found by kind and name, the name itself first', () => {
  const host = openWorkspace({
    'main.yaml': [object('Service', 'web'), object('Secret', 'my-web'), object('ConfigMap', 'other')].join('---\n'),
  });
  const find = (query: string) => workspaceSymbols(host.allObjects(), query).map(({ kind, name }) => `${kind} ${name}`);
  assert.deepEqual(find('web'), ['Service web', 'Secret my-web']);
  assert.deepEqual(find('service web'), ['Service web']);
  assert.deepEqual(find('cmap'), ['ConfigMap other']);
  assert.equal(find('').length, 3);
  assert.deepEqual(find('zzz'), []);
});

test('objects of one name stand in order of their files, whichever was typed in last', () => {
  const host = openWorkspace({ 'a.yaml': object('Secret', 'web'), 'b.yaml': object('ConfigMap', 'web') });
  const find = () => workspaceSymbols(host.allObjects(), 'web').map(({ kind }) => kind);
  assert.deepEqual(find(), ['Secret', 'ConfigMap']);
  host.edit(uriOf('a.yaml'), 2, [{ start: 0, end: 0, newText: '# a\n' }]);
  assert.deepEqual(find(), ['Secret', 'ConfigMap']);
  host.open(uriOf('a.yaml'), 3, object('Service', 'web'));
  assert.deepEqual(find(), ['Service', 'ConfigMap']);
});

test('fields, items, documents, block texts and runs of comments can be folded', () => {
  const text = `# one
# two
apiVersion: v1
kind: ConfigMap
metadata:
  name: a

data:
  script: |
    echo

    done
  list:
    - a: 1
      b: 2
    - c
---
kind: Secret
apiVersion: v1
`;
  const found = folds(openWorkspace({ 'main.yaml': text }).snapshot(), main, neverCancelled);
  const lines = found.map(
    ({ startLine, endLine, isComment }) => `${startLine}-${endLine}${isComment ? ' comment' : ''}`,
  );
  assert.deepEqual(lines, ['0-1 comment', '2-15', '4-5', '7-15', '8-11', '12-15', '13-14', '17-18']);
});

test('what stands on one line is not folded', () => {
  const found = folds(openWorkspace({ 'main.yaml': 'a: {b: [c, d]}\ne: f\n' }).snapshot(), main, neverCancelled);
  assert.deepEqual(found, []);
});

test('a selection grows from the word to the field, the list, the document and the file', () => {
  const { host, uri, offset, text } = openAtCursor('a: 1\n---\nkind: Pod\nspec:\n  args: ["on<|>e", two]\n');
  const grown = selectionRanges(host.snapshot(), uri, offset).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(grown, [
    'one',
    '"one"',
    '"one", two',
    '["one", two]',
    'args: ["one", two]',
    'spec:\n  args: ["one", two]',
    'kind: Pod\nspec:\n  args: ["one", two]',
    'kind: Pod\nspec:\n  args: ["one", two]\n',
    'a: 1\n---\nkind: Pod\nspec:\n  args: ["one", two]\n',
  ]);
});

test('a selection of what has one quote is all that stands behind it', () => {
  const { host, uri, offset, text } = openAtCursor('kind: "P<|>od');
  const grown = selectionRanges(host.snapshot(), uri, offset).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(grown, ['Pod', '"Pod', 'kind: "Pod']);
});

test('in a separator that a file begins with nothing but the file is selected', () => {
  for (const rest of ['', '\nkind: Pod\n']) {
    const text = `---${rest}`;
    for (const offset of [0, 2]) {
      const grown = selectionRanges(openWorkspace({ 'main.yaml': text }).snapshot(), main, offset);
      assert.deepEqual(grown, [{ start: 0, end: text.length }]);
    }
  }
});

test('an object that an alias or a merge key stands for lies where that is written', () => {
  const text = (item: string) =>
    `x: &x {kind: Pod, metadata: {name: a}}\napiVersion: v1\nkind: List\nitems:\n- ${item}\n`;
  for (const item of ['*x', '{<<: *x}']) {
    const [symbol] = symbolsOf(text(item)).filter(({ name }) => name === 'Pod a');
    const range = { start: text(item).indexOf(item), end: text(item).length - 1 };
    assert.deepEqual([symbol?.range, symbol?.selection], [range, range]);
  }
});
