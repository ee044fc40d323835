import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { type CodeActions, codeActions, fixAll } from '../../server/src/features/codeActions.ts';
import type { CodeAction } from '../../server/src/features/types.ts';
import { defineRule } from '../../server/src/rules/rule.ts';
import { readCursor } from '../support/cursor.ts';
import { applyEdits } from '../support/edits.ts';
import { uriOf } from '../support/workspace.ts';

/** Finds every annotation whose key begins with `old`, and offers to say `new` instead, by safe or unsafe fixes. */
const oldAnnotation = defineRule({
  id: 'old-annotation',
  summary: 'for these tests',
  severity: 'warning',
  kinds: ['*'],
  *check({ manifest }) {
    for (const { name, value } of manifest.view.at('metadata', 'annotations').entries()) {
      if (!name.startsWith('old')) continue;
      const range = value.keyRange;
      const fix = (title: string, newText: string, isSafe: boolean) => ({
        title,
        isSafe,
        edits: [{ ...range, newText }],
      });
      yield {
        at: { range, field: `metadata.annotations.${name}` },
        message: `Annotation "${name}" is old; write "new"`,
        fixes: () => {
          if (name.endsWith('Fails')) throw new Error('a fault in a fix');
          const safe = fix('Write new', name.replace('old', 'new'), !name.endsWith('Unsafe'));
          return name.endsWith('Twice') ? [safe, fix('Write newer', 'newer', false)] : [safe];
        },
      };
    }
  },
});

function actionsAt(fixture: string): CodeActions & { text: string; all: CodeAction | undefined } {
  const { files, name, offset } = readCursor(fixture);
  const host = new AnalysisHost([oldAnnotation]);
  const uri = uriOf(name);
  host.open(uri, 1, files[name]!);
  host.setIndexComplete(true);
  const range = { start: offset, end: offset };
  return {
    ...codeActions(host.snapshot(), uri, range, neverCancelled),
    all: fixAll(host.snapshot(), uri, neverCancelled),
    text: files[name]!,
  };
}

function apply(text: string, action: CodeAction | undefined): string {
  assert.ok(action);
  return applyEdits(text, action.edits);
}

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n';
const ignoreTitle = 'Ignore old-annotation here';

test('the fixes of the problem under the cursor are offered, a safe or only one as the preferred one', () => {
  const { actions, hasSafeFix, text } = actionsAt(`${head}    ol<|>dOne: x\n    oldTwo: y\n`);
  assert.deepEqual(
    actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred]),
    [
      ['Write new', 'quickfix', true],
      [ignoreTitle, 'quickfix', false],
    ],
  );
  assert.equal(hasSafeFix, true);
  assert.equal(apply(text, actions[0]), `${head}    newOne: x\n    oldTwo: y\n`);
  assert.deepEqual(actions[0]?.repairs, {
    rule: 'old-annotation',
    range: { start: head.length + 4, end: head.length + 10 },
  });
});

test('of several fixes only a safe first one is preferred', () => {
  const preferred = (key: string) =>
    actionsAt(`${head}    <|>${key}: x\n`).actions.map(({ isPreferred }) => isPreferred);
  assert.deepEqual(preferred('oldTwice'), [true, false, false]);
});

test('ranges count from the file, not from the document', () => {
  const { actions, text } = actionsAt(`a: 1\n---\n${head}    old<|>: x\n`);
  assert.equal(apply(text, actions[0]), `a: 1\n---\n${head}    new: x\n`);
});

test('away from problems nothing is offered', () => {
  assert.deepEqual(actionsAt(`${head.replace('kind', 'ki<|>nd')}    old: x\n`).actions, []);
});

test('all safe fixes of a file go into one action, unsafe ones do not', () => {
  const { all, text } = actionsAt(`${head}    old: x\n    oldUnsafe: y\n    olda: z<|>\n---\n${head}    oldb: x\n`);
  assert.equal(apply(text, all), `${head}    new: x\n    oldUnsafe: y\n    newa: z\n---\n${head}    newb: x\n`);
  assert.equal(actionsAt(`${head}    oldUnsafe: y<|>\n`).all, undefined);
});

test('a rule joins the comment above in its own line, however lines end', () => {
  for (const lineEnd of ['\n', '\r\n', '\r', '\u0085', '\u2028']) {
    const marked = `${head}    # statefulset-ignore other\n    ol<|>dOne: x\n`.replaceAll('\n', lineEnd);
    const { actions, text } = actionsAt(marked);
    const ignore = actions.find(({ title }) => title === ignoreTitle);
    assert.equal(apply(text, ignore), text.replace('ignore other', 'ignore other, old-annotation'));
  }
});

test('of fixes that would spoil the text together the first ones are taken', () => {
  const { all, text } = actionsAt(`${head}    old: x\n    newa: y\n    olda: z<|>\n    oldb: z\n`);
  assert.equal(apply(text, all), `${head}    new: x\n    newa: y\n    olda: z\n    newb: z\n`);
});

test('what would spoil the text is not offered, and where it cannot be read nothing is safe', () => {
  const { actions } = actionsAt(`${head}    newa: y\n    ol<|>da: z\n`);
  assert.deepEqual(
    actions.map(({ title }) => title),
    [ignoreTitle],
  );
  const broken = actionsAt(`${head}    ol<|>d: z\nspec: [\n`);
  assert.deepEqual(
    broken.actions.map(({ title, isPreferred }) => [title, isPreferred]),
    [
      ['Write new', true],
      [ignoreTitle, false],
    ],
  );
  assert.equal(broken.all, undefined);
});

test('a suppression silences the problem that it was offered for, at any place', () => {
  for (const fixture of [
    `${head}    ol<|>d: x\n`,
    `${head}    ol<|>d: x\n`.replaceAll('\n', '\r\n'),
    `---\na: 1\n---\n${head}    # a word before\n    ol<|>d: x\n`,
    `kind: ConfigMap\napiVersion: v1\nmetadata: {annotations: {ol<|>d: x}}\n`,
    `kind: ConfigMap\napiVersion: v1\nmetadata:\n  annotations: {\n    ol<|>d: x\n  }\n`,
  ]) {
    const { actions, text } = actionsAt(fixture);
    const silenced = apply(
      text,
      actions.find(({ title }) => title === ignoreTitle),
    );
    const [before, after] = [silenced.slice(0, 0), silenced];
    assert.deepEqual(actionsAt(`${before}<|>${after}`).all, undefined, silenced);
  }
});

test('a suppression that stands there already takes in the rule', () => {
  const { actions, text } = actionsAt(`${head}    # statefulset-ignore other-rule: because\n    ol<|>d: x\n`);
  const silenced = apply(
    text,
    actions.find(({ title }) => title === ignoreTitle),
  );
  assert.equal(silenced, `${head}    # statefulset-ignore other-rule, old-annotation: because\n    old: x\n`);
});

test('in JSON, and inside of a text of several lines, no comment is offered', () => {
  const json = '{"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"annotations": {"ol<|>d": "x"}}}';
  assert.deepEqual(
    actionsAt(json).actions.map(({ title }) => title),
    ['Write new'],
  );
  const inside = 'kind: ConfigMap\napiVersion: v1\nmetadata: {name: "a\n  b", annotations: {ol<|>d: x}}\n';
  assert.equal(
    actionsAt(inside).actions.some(({ title }) => title === ignoreTitle),
    false,
  );
});

/** Titles of what is offered at a cursor, and the text after the first of them. */
function repairOf(fixture: string): { titles: string[]; after: string } {
  const { actions, text } = actionsAt(fixture);
  return { titles: actions.map(({ title }) => title), after: actions[0] ? apply(text, actions[0]) : text };
}

test('faults of the text have repairs where what is missing is certain, and cannot be ignored', () => {
  const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n${spec}`;
  const colon = repairOf(service('spec:\n  sele<|>ctor\n    app: web\n  clusterIP: None\n'));
  assert.deepEqual(colon.titles, ['Put a colon behind "selector"']);
  assert.equal(colon.after, service('spec:\n  selector:\n    app: web\n  clusterIP: None\n'));
  const bracket = repairOf(service('spec:\n  selector: <|>{app: web # all\n  clusterIP: None\n'));
  assert.deepEqual(bracket.titles, ['Close it with "}"']);
  assert.equal(bracket.after, service('spec:\n  selector: {app: web} # all\n  clusterIP: None\n'));
  const quotes = repairOf(service('spec: {externalName: a?<|>b.example.com, type: ExternalName}\n'));
  assert.deepEqual(quotes.titles, ['Put it in quotes']);
  assert.equal(quotes.after, service('spec: {externalName: "a?b.example.com", type: ExternalName}\n'));
  assert.deepEqual(repairOf(service('spec:\n  sele<|>c\n  clusterIP: None\n')).titles, []);
});
