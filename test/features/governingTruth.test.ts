import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { previewText } from '../../server/src/cli/preview/text.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { previewOf } from '../../server/src/preview/model.ts';
import { pictureFigure } from '../../server/src/preview/page/figure.ts';
import { fileOf, openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web, namespace: db }
spec:
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "app:1" }] }
`;

function service(spec: string, namespace = 'db'): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: ${namespace} }\nspec: ${spec}\n`;
}

/** What is said of a set beside a Service: the rules about the name, the preview, the picture, the hovers. */
function told(other: string) {
  const host = openWorkspace({ 'main.yaml': `${set}---\n${other}` });
  const snapshot = host.snapshot();
  const shown = previewOf(snapshot, fileOf(host, 'main.yaml'), {})!;
  const hoverAt = (text: string) =>
    hover(snapshot, uriOf('main.yaml'), set.indexOf(text) + 1, neverCancelled)?.markdown ?? '';
  const rules = problemsOf(host, 'main.yaml').map(({ problem }) => problem.rule);
  return {
    rules: rules.filter((rule) => rule.startsWith('service-')),
    text: previewText(shown.set, 'main.yaml'),
    picture: pictureFigure(shown, { columns: 1, services: 'above' }),
    kind: hoverAt('StatefulSet'),
    name: hoverAt('serviceName'),
  };
}

const address = 'web-0.web.db.svc.cluster.local';

describe('whether the Pods get names, all that is said agrees', () => {
  test('of a headless Service that selects them', () => {
    const { rules, ...words } = told(service('{ clusterIP: None, selector: { app: web } }'));
    assert.deepEqual(rules, []);
    assert.match(words.text, /gives the names[\s\S]*answers to web-0\.web\.db/);
    assert.match(words.picture, /gives names/);
    for (const said of [words.kind, words.name]) assert.ok(said.includes(address), said);
  });

  const silent: readonly (readonly [of: string, other: string, rule: string, said: RegExp])[] = [
    ['with a cluster IP', service('{ selector: { app: web } }'), 'service-not-headless', /not headless/],
    [
      'that selects others',
      service('{ clusterIP: None, selector: { app: api } }'),
      'service-selector-mismatch',
      /selects (none|other)/,
    ],
    ['without selector', service('{ clusterIP: None }'), 'service-selector-mismatch', /selects (none|other)/],
  ];
  for (const [of, other, rule, said] of silent) {
    test(`of a Service ${of}`, () => {
      const { rules, ...words } = told(other);
      assert.deepEqual(rules, [rule]);
      assert.match(words.text, said);
      assert.match(words.text, /gives no names/);
      assert.match(words.picture, /gives no names/);
      assert.match(words.name, said);
      assert.match(words.name, /get no names of their own/);
      for (const text of Object.values(words)) assert.ok(!text.includes(address), text);
    });
  }

  const oneOf = (pod: string) =>
    service(`{ clusterIP: None, selector: { statefulset.kubernetes.io/pod-name: ${pod} } }`);

  test('of a Service that selects its one Pod by name', () => {
    const { rules, ...words } = told(oneOf('web-0'));
    assert.deepEqual(rules, []);
    assert.match(words.text, /gives the names[\s\S]*answers to web-0\.web\.db/);
    assert.match(words.picture, /gives names/);
    assert.match(words.name, /selects `web-0` alone\*\*: no other Pod gets a name/);
    assert.ok(words.name.includes(address));
  });

  test('of a Service that selects by name a Pod that is not there', () => {
    const { rules, ...words } = told(oneOf('web-7'));
    assert.deepEqual(rules, ['service-selector-mismatch']);
    assert.match(words.text, /gives no names/);
    assert.match(words.picture, /gives no names/);
    assert.match(words.name, /selects `web-7` alone\*\*\./);
    for (const text of Object.values(words)) assert.ok(!text.includes(address), text);
  });

  test('of a Service whose selector is refused', () => {
    const { rules, ...words } = told(service('{ clusterIP: None, selector: { app: no } }'));
    assert.deepEqual(rules, []);
    assert.match(words.text, /gives no names/);
    assert.match(words.name, /its selector is \*\*refused\*\*/);
    for (const text of Object.values(words)) assert.ok(!text.includes(address), text);
  });

  test('of a Service in another namespace', () => {
    const { rules, ...words } = told(service('{ clusterIP: None, selector: { app: web } }', 'lab'));
    assert.deepEqual(rules, ['service-name-unresolved']);
    assert.match(words.text, /^Service web: in namespace lab; the names below need it in db$/m);
    assert.match(words.picture, /in namespace lab/);
    assert.match(words.name, /in namespace `lab`, \*\*not in `db`\*\*: the Pods get no names/);
    for (const text of [words.kind, words.name]) assert.ok(!text.includes(address), text);
  });
});
