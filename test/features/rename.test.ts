import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { nameAt, occurrencesIn, renamedText } from '../../server/src/features/navigation.ts';
import { openAtCursor } from '../support/cursor.ts';
import { applyEdits } from '../support/edits.ts';

/** All open files with another name where the cursor is. */
function renamed(fixture: string, newName: string): string {
  const { host, uri, offset } = openAtCursor(fixture);
  const files = [...host.snapshot().openFiles()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  const places = occurrencesIn(files, nameAt(host.snapshot(), uri, offset)!, neverCancelled);
  return files
    .map((file) => {
      const own = places.filter((place) => place.uri === file.uri);
      const edits = own.map((place) => ({ range: place.range, newText: renamedText(place, newName) }));
      return applyEdits(file.text.text, edits);
    })
    .join('---\n');
}

test('a new name stays a text where it would be something else without quotes', () => {
  const set = (label: string, selector = label) =>
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec:\n' +
    `  selector: {matchLabels: {app: ${selector}}}\n  template: {metadata: {labels: {app: ${label}}}}\n`;
  for (const [name, written] of [
    ['api', 'api'],
    ['1', '"1"'],
    ['on', '"on"'],
    ['', '""'],
  ] as const) {
    assert.equal(renamed(set('web', 'we<|>b'), name), set(written));
    assert.equal(renamed(set('web', "'we<|>b'"), name), set(written, `'${name}'`));
    assert.equal(renamed(set('web', '!!str we<|>b'), name), set(written, `!!str ${name}`));
  }
});

test('an alias stands for the name in all files', () => {
  const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`;
  const set = (name: string, alias: string) =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: ${name}}\nspec: {serviceName: ${alias}}\n`;
  const fixture = `# file: main.yaml\n${set('&a web', '*<|>a')}\n# file: service.yaml\n${service('web')}`;
  assert.equal(renamed(fixture, 'api'), `${set('&a web', 'api')}---\n${service('api')}`);
});

test('a label is one place, also in an object that has a template by mistake', () => {
  const budget = (label: string) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {app: ${label}}}\n  template: {}\n`;
  assert.equal(renamed(budget('we<|>b'), 'api'), budget('api'));
});

test('of a label that is written twice the value that counts is changed, the other one is no name', () => {
  const service = (first: string, last: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector:\n    app: ${first}\n    app: ${last}\n`;
  assert.equal(renamed(service('a', 'b<|>'), 'c'), service('a', 'c'));
  assert.equal(renamed(service('b', 'b<|>'), 'c'), service('c', 'c'));
  const { host, uri, offset } = openAtCursor(service('a<|>', 'b'));
  assert.equal(nameAt(host.snapshot(), uri, offset), undefined);
  assert.equal(renamed(service('a', 'b').replace('app', 'ap<|>p'), 'x'), service('a', 'b').replaceAll('app', 'x'));
});

test('in a block of one line the name alone is changed', () => {
  const set = (name: string, label: string) =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: ${name}\nspec:\n  template: {metadata: {labels: {}}}\n` +
    `---\nkind: Service\nspec:\n  selector:\n    statefulset.kubernetes.io/pod-name: ${label}\n`;
  assert.equal(renamed(set('>- # c\n    we<|>b', '>-\n      web-0'), 'on'), set('>- # c\n    on', '>-\n      on-0'));
  assert.equal(renamed(set('we<|>b', '|- # d\n      web-0'), 'api'), set('api', '|- # d\n      api-0'));
  assert.equal(renamed(set('we<|>b', '"\\x77eb-0"'), 'api'), set('api', '"\\x77eb-0"'));
});

test('a name whose quote is not closed yet is all that stands behind it', () => {
  const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: "web';
  assert.equal(renamed(text.replace('web', 'w<|>eb'), 'api'), text.replace('web', 'api'));
});
