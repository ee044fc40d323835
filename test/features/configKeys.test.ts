import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { codeActions } from '../../server/src/features/codeActions.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { applyEdits } from '../support/edits.ts';
import { fileOf, openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

const setFor = (reference: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: app
          image: nginx:1.29
          env:
            - name: CONF
              valueFrom:
                ${reference}: { name: app, key: my.conf }
`;
const set = setFor('configMapKeyRef');
const secretSet = setFor('secretKeyRef');
const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  other.conf: |\n    a = 1\n';
const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\nstringData:\n  login: x\n';

type Files = Readonly<Record<string, string>>;

/** The text of a file after the missing key was added to the object; undefined where that is not offered. */
function added(files: Files, name: string): string | undefined {
  const host = openWorkspace(files);
  const start = files['set.yaml']!.indexOf('my.conf');
  const { actions } = codeActions(host.snapshot(), uriOf('set.yaml'), { start, end: start }, neverCancelled);
  const action = actions.find(({ title }) => title.startsWith('Add "my.conf" to '));
  if (!action) return undefined;
  if (name === 'set.yaml') return applyEdits(files[name]!, action.edits);
  assert.equal(action.elsewhere?.uri, uriOf(name));
  const edits = action.elsewhere?.edits(fileOf(openWorkspace(files), name));
  return edits && applyEdits(files[name]!, edits);
}

const found = (files: Files) =>
  problemsOf(openWorkspace(files), 'set.yaml').some(({ problem }) => problem.rule === 'config-key-missing');

test('a missing key is added to the ConfigMap, in the same file or another one', () => {
  const after = `${config}  my.conf: ""\n`;
  assert.equal(added({ 'set.yaml': set, 'config.yaml': config }, 'config.yaml'), after);
  assert.equal(added({ 'set.yaml': `${set}---\n${config}` }, 'set.yaml'), `${set}---\n${after}`);
  assert.ok(found({ 'set.yaml': set, 'config.yaml': config }));
  assert.ok(!found({ 'set.yaml': set, 'config.yaml': after }));
});

test('a ConfigMap in braces and in JSON gets it, too', () => {
  for (const text of [
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\ndata: { a: b }\n',
    '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "app"}, "data": {"a": "b"}}\n',
  ]) {
    const after = added({ 'set.yaml': set, 'config.yaml': text }, 'config.yaml');
    assert.ok(after !== undefined && !found({ 'set.yaml': set, 'config.yaml': after }), after);
  }
});

test('a Secret gets it where it holds plain texts', () => {
  const files = { 'set.yaml': secretSet, 'secret.yaml': secret };
  assert.equal(added(files, 'secret.yaml'), `${secret}  my.conf: ""\n`);
  const encoded = secret.replace('stringData:\n  login: x', 'data:\n  login: eA==');
  assert.ok(found({ ...files, 'secret.yaml': encoded }));
  assert.equal(added({ ...files, 'secret.yaml': encoded }, 'secret.yaml'), undefined);
});

test('nothing is offered where the ConfigMap cannot take it', () => {
  const binary = config.replace('data:\n  other.conf: |\n    a = 1', 'binaryData:\n  other.conf: eA==');
  for (const text of [`${config}immutable: true\n`, binary]) {
    assert.ok(found({ 'set.yaml': set, 'config.yaml': text }), text);
    assert.equal(added({ 'set.yaml': set, 'config.yaml': text }, 'config.yaml'), undefined, text);
  }
});

test('the hover of a key says whether it is there, and which there are', () => {
  const at = (files: Files) => {
    const offset = files['set.yaml']!.indexOf('my.conf') + 1;
    return hover(openWorkspace(files).snapshot(), uriOf('set.yaml'), offset, neverCancelled)?.markdown ?? '';
  };
  const missing = at({ 'set.yaml': set, 'config.yaml': config });
  assert.match(missing, /ConfigMap `app` of `config\.yaml` does not have this key\n\nIts keys: `other\.conf`/);
  assert.match(
    at({ 'set.yaml': set, 'config.yaml': `${config}  my.conf: x\n` }),
    /has this key\n\nIts keys: .*`my\.conf`/,
  );
  assert.match(at({ 'set.yaml': secretSet, 'secret.yaml': secret }), /Secret `app` .* does not have/);
  const items =
    '          image: nginx:1.29\n      volumes:\n        - name: v\n          secret: { secretName: app, items: [{ key: my.conf, path: c }] }\n';
  const volume = set.slice(0, set.indexOf('          image')) + items;
  assert.match(
    at({ 'set.yaml': volume, 'secret.yaml': secret, 'config.yaml': config }),
    /Secret `app` .*\n\nIts keys: `login`/,
  );
  assert.doesNotMatch(at({ 'set.yaml': set }), /this key/);
  assert.doesNotMatch(at({ 'set.yaml': set, 'a/config.yaml': config, 'b/config.yaml': config }), /this key/);
});
