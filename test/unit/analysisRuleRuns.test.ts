import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import type { ObjectSummary } from '../../server/src/analysis/workspaceView.ts';
import { memoize } from '../../server/src/base/memoize.ts';
import type { Manifest } from '../../server/src/manifest/manifest.ts';
import { defineRule, type Rule, type RuleContext } from '../../server/src/rules/rule.ts';
import { createService } from '../../server/src/service.ts';
import type { YamlDocument } from '../../server/src/yaml/tree.ts';

const uri = 'file:///work/main.yaml';
const text = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 3
  template:
    spec:
      containers:
        - name: app
          image: nginx:1.29
`;

/** A host with one rule that reads something and finds nothing; `runs` says how often it has run. */
function hostWith(read: (context: RuleContext) => unknown): { host: AnalysisHost; runs: () => number } {
  let runs = 0;
  const rule: Rule = defineRule({
    id: 'reads',
    summary: 'reads',
    severity: 'warning',
    kinds: ['StatefulSet'],
    check: (context) => {
      runs++;
      read(context);
      return [];
    },
  });
  const host = new AnalysisHost([rule]);
  host.open(uri, 1, text);
  host.setIndexComplete(true);
  host.snapshot().problems(uri);
  // What is read is noted from the first edit on.
  type(host, '3\n', '34\n');
  runs = 0;
  return { host, runs: () => runs };
}

function type(host: AnalysisHost, from: string, to: string): void {
  const start = host.openFile(uri)!.text.text.indexOf(from);
  host.edit(uri, 2, [{ start, end: start + from.length, newText: to }]);
  host.snapshot().problems(uri);
}

/** How often the rule runs for each of these edits. */
function runsFor(read: (context: RuleContext) => unknown, edits: readonly (readonly [string, string])[]): number[] {
  return edits.map(([from, to]) => {
    const { host, runs } = hostWith(read);
    type(host, from, to);
    return runs();
  });
}

test('a rule that found nothing runs again when a field that it asked for changes, comes or goes', () => {
  const runs = runsFor(
    ({ manifest }) => manifest.view.at('spec', 'replicas').integer(),
    [
      ['34', '35'],
      ['  replicas: 34\n', ''],
      ['serviceName: web', 'serviceName: webs'],
      ['nginx:1.29', 'nginx:1.30'],
      ['          image: nginx:1.29\n', ''],
      ['  template', '  paused: x\n  template'],
      ['  serviceName', '  paused\n  serviceName'],
    ],
  );
  assert.deepEqual(runs, [1, 1, 0, 0, 0, 0, 0]);
});

test('a field that was not there is asked for, too', () => {
  const read = ({ manifest }: RuleContext) => manifest.view.at('spec', 'ordinals').exists;
  const edits = [
    ['  template', '  ordinals: {}\n  template'],
    ['  template', '  paused: x\n  template'],
  ] as const;
  assert.deepEqual(runsFor(read, edits), [1, 0]);
});

test('who looks at all items or entries looks at those that come', () => {
  const read = ({ manifest }: RuleContext) => manifest.view.at('spec', 'template', 'spec', 'containers').items();
  const edits = [
    ['image: nginx:1.29\n', 'image: nginx:1.29\n        - name: log\n'],
    ['name: app', 'name: apps'],
  ] as const;
  assert.deepEqual(runsFor(read, edits), [1, 0]);
});

test('who asks for what another rule has worked out has looked at the same', () => {
  const replicas = memoize(({ view }: Manifest) => view.at('spec', 'replicas').integer());
  const read = ({ manifest }: RuleContext) => [replicas(manifest), replicas(manifest)];
  const edits = [
    ['34', '35'],
    ['nginx:1.29', 'nginx:1.30'],
  ] as const;
  assert.deepEqual(runsFor(read, edits), [1, 0]);
});

test('places and the text itself are other ones after each edit', () => {
  const edits = [['nginx:1.29', 'nginx:1.30']] as const;
  assert.deepEqual(
    runsFor(({ manifest }) => manifest.view.field('spec').range, edits),
    [1],
  );
  assert.deepEqual(
    runsFor(({ manifest }) => manifest.view.tree, edits),
    [1],
  );
  assert.deepEqual(
    runsFor(({ manifest }) => manifest.document.text, edits),
    [1],
  );
});

test('a rule runs again when another object that it looked for comes, and only then', () => {
  const { host, runs } = hostWith(({ workspace }) => workspace.named('Service', 'web', undefined));
  const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n`;
  host.setFile('file:///work/other.yaml', service('api'));
  type(host, '34', '35');
  assert.equal(runs(), 0);
  host.setFile('file:///work/other.yaml', service('web'));
  host.snapshot().problems(uri);
  assert.equal(runs(), 1);
  type(host, '35', '36');
  assert.equal(runs(), 1);
});

test('a rule runs again in an object of another version or kind, and of another name if it asked for that', () => {
  const edits = [
    ['name: web', 'name: webs'],
    ['  name: web\n', '  name: web\n  namespace: shop\n'],
    ['apps/v1', 'apps/v1beta1'],
    ['34', '35'],
  ] as const;
  const nothing = (): void => undefined;
  assert.deepEqual(runsFor(nothing, edits), [0, 0, 1, 0]);
  assert.deepEqual(
    runsFor(({ manifest }) => manifest.name, edits),
    [1, 0, 1, 0],
  );
  assert.deepEqual(
    runsFor(({ manifest }) => manifest.namespace, edits),
    [0, 1, 1, 0],
  );
  assert.deepEqual(
    runsFor(({ manifest }) => `${manifest.apiVersion} ${manifest.kind}`, edits),
    [0, 0, 1, 0],
  );
});

test('who asked a question about the whole document looked at nothing but the answer', () => {
  const isLong = (document: YamlDocument) => document.text.includes('long');
  const edits = [
    ['nginx:1.29', 'nginx:1.30'],
    ['nginx:1.29', 'nginx:long'],
  ] as const;
  assert.deepEqual(
    runsFor(({ manifest }) => manifest.ask(isLong), edits),
    [0, 1],
  );
});

test('a rule runs again when what it looked at of another object changes, and only then', () => {
  const other = 'file:///work/other.yaml';
  const service = (more: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n${more}`;
  const changes = [
    'spec:\n  clusterIP: None\n',
    '  labels:\n    app: web\n',
    '  namespace: shop\n',
    '---\nkind: Service\nmetadata:\n  name: web\n',
  ];
  const runsOf = (look: (service: ObjectSummary) => unknown) =>
    changes.map((more) => {
      const { host, runs } = hostWith(({ workspace }) => workspace.named('Service', 'web', undefined).map(look));
      host.setFile(other, service(''));
      host.snapshot().problems(uri);
      const before = runs();
      host.setFile(other, service(more));
      host.snapshot().problems(uri);
      return runs() - before;
    });
  assert.deepEqual(
    runsOf(({ name }) => name),
    [0, 0, 1, 1],
  );
  assert.deepEqual(
    runsOf(({ details }) => details.service?.isHeadless),
    [1, 0, 1, 1],
  );
  assert.deepEqual(
    runsOf(({ labels }) => labels),
    [0, 1, 1, 1],
  );
});

test('of many documents that look at an object those rules run again that looked at what changed of it', () => {
  const runs = { looks: 0, rests: 0 };
  const counting = (id: keyof typeof runs, look: (context: RuleContext) => unknown): Rule =>
    defineRule({
      id,
      summary: id,
      severity: 'warning',
      kinds: ['StatefulSet'],
      check: (context) => {
        runs[id]++;
        look(context);
        return [];
      },
    });
  const host = new AnalysisHost([
    counting('looks', ({ workspace }) => workspace.objects('Service').map(({ labels }) => labels)),
    counting('rests', ({ manifest }) => manifest.view.at('spec', 'replicas').integer()),
  ]);
  const service =
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  clusterIP: None\n';
  const sets = Array.from({ length: 300 }, (_, at) => text.replace('name: web', `name: web-${at}`));
  host.open(uri, 1, [service, ...sets].join('---\n'));
  host.setIndexComplete(true);
  host.snapshot().problems(uri);
  const runsAfter = (from: string, to: string) => {
    Object.assign(runs, { looks: 0, rests: 0 });
    type(host, from, to);
    return { ...runs };
  };
  // What is looked at is noted when a set is looked at again for the first time.
  assert.deepEqual(runsAfter('None', '""'), { looks: 300, rests: 300 });
  assert.deepEqual(runsAfter('""', 'None'), { looks: 0, rests: 0 });
  assert.deepEqual(runsAfter('app: web', 'app: webs'), { looks: 300, rests: 0 });
  assert.deepEqual(runsAfter('replicas: 3', 'replicas: 4'), { looks: 1, rests: 1 });
  assert.deepEqual(runsAfter('app: webs', 'app: web'), { looks: 300, rests: 0 });
});

test('what was found stays until something changes that was looked at for it', () => {
  let runs = 0;
  const rule: Rule = defineRule({
    id: 'finds',
    summary: 'finds',
    severity: 'warning',
    kinds: ['StatefulSet'],
    *check({ manifest, workspace }) {
      runs++;
      const count = workspace.named('Service', 'web', undefined).length;
      yield { at: manifest.view.field('kind'), message: `${count} Services` };
    },
  });
  const host = new AnalysisHost([rule]);
  const messages = () =>
    host
      .snapshot()
      .problems(uri)
      .flatMap(({ problem }) => (problem.rule === 'finds' ? problem.message : []));
  const other = (name: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n`;
  host.open(uri, 1, text);
  host.setIndexComplete(true);
  host.snapshot().problems(uri);
  type(host, '3\n', '34\n');
  runs = 0;
  host.setFile('file:///work/other.yaml', other('api'));
  assert.deepEqual(messages(), ['0 Services']);
  assert.equal(runs, 0);
  host.setFile('file:///work/other.yaml', other('web'));
  assert.deepEqual(messages(), ['1 Services']);
  assert.equal(runs, 1);
});

test('anchors and merge keys make each edit count', () => {
  const read = ({ manifest }: RuleContext) => manifest.view.at('spec', 'serviceName').string();
  const { host, runs } = hostWith(read);
  type(host, 'serviceName: web', 'serviceName: &a web');
  const before = runs();
  type(host, 'nginx:1.29', 'nginx:1.30');
  assert.equal(runs(), before + 1);
});

test('what comes at the end of a broken text belongs to what it is added to', () => {
  const broken =
    'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n' +
    '      labels:\n        app: web\n    spec:\n      containers:\n    - name: app\n          image: ng1.29\n';
  const added = `${['224', '225', '226'].map((at) => `  size: ${at}Gi\n- name: n${at}\n`).join('')}`;
  const typed = createService();
  typed.open(uri, 1, `${broken}  si`);
  typed.snapshot().problems(uri);
  typed.edit(uri, 2, [{ start: broken.length, end: broken.length + 3, newText: '' }]);
  typed.snapshot().problems(uri);
  typed.edit(uri, 3, [{ start: broken.length, end: broken.length, newText: added }]);
  const fresh = createService();
  fresh.open(uri, 1, `${broken}${added}i`);
  const fields = (host: AnalysisHost) =>
    host
      .snapshot()
      .problems(uri)
      .map(({ problem }) => problem.field);
  assert.ok(fields(fresh).includes('spec.size'));
  assert.deepEqual(fields(typed), fields(fresh));
});

test('who is given what a name comes to in the workspace has looked at all that decides it', () => {
  const other = 'file:///work/class.yaml';
  const storageClass = (isDefault: boolean) =>
    `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\n  annotations: {storageclass.kubernetes.io/is-default-class: "${isDefault}"}\nprovisioner: ebs.csi.aws.com\n`;
  const host = createService();
  host.setFile(other, storageClass(true));
  host.open(uri, 1, `${text}  volumeClaimTemplates:\n    - metadata: {name: data}\n      spec: {}\n`);
  host.setIndexComplete(true);
  const isTold = () =>
    host
      .snapshot()
      .problems(uri)
      .some(({ problem }) => problem.rule === 'storage-class-no-default');
  assert.equal(isTold(), false);
  type(host, '3\n', '34\n');
  assert.equal(isTold(), false);
  host.setFile(other, storageClass(false));
  assert.equal(isTold(), true);
});

test('a repair finds the other object where it stands now, whatever was edited there', () => {
  const other = 'file:///work/other.yaml';
  const rule: Rule = defineRule({
    id: 'finds',
    summary: 'finds',
    severity: 'warning',
    kinds: ['StatefulSet'],
    *check({ manifest, workspace }) {
      const [service] = workspace.named('Service', 'web', undefined);
      if (!service) return;
      const fixes = () => {
        const range = workspace.locate(service);
        const title = `at ${range?.start}, headless: ${service.details.service?.isHeadless}`;
        return [{ title, isSafe: false, edits: [] }];
      };
      yield { at: manifest.view.field('kind'), message: 'there', fixes };
    },
  });
  const host = new AnalysisHost([rule]);
  const repairs = () =>
    host
      .snapshot()
      .problems(uri)
      .flatMap(({ problem }) => (problem.rule === 'finds' ? problem.fixes!().map(({ title }) => title) : []));
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: ';
  host.open(uri, 1, text);
  host.setIndexComplete(true);
  host.setFile(other, `${service}None\n`);
  host.snapshot().problems(uri);
  type(host, '3\n', '34\n');
  assert.deepEqual(repairs(), ['at 47, headless: true']);
  host.setFile(other, `${service}""\n`);
  assert.deepEqual(repairs(), ['at 47, headless: false']);
});

test('what the index holds of an object follows each edit of it', () => {
  const { host } = hostWith(() => undefined);
  for (const [from, to] of [
    ['replicas: 34', 'replicas: 2'],
    ['  name: web', '  name: web\n  labels: { tier: back }'],
    ['back', 'front'],
    ['metadata:\n  name: web\n  labels: { tier: front }\n', 'metadata: { name: api, labels: { tier: old } }\n'],
    ['  template:', '  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }'],
    ['  template:\n    metadata:', '  template:\n    metadata: { labels: { app: api } }\n    other:'],
    ['image: nginx:1.29', 'ports: [{ name: http, containerPort: 80 }]'],
    ['- name: app', '- image: nginx'],
    ['kind: StatefulSet', 'kind: Deployment'],
    ['spec:\n', 'spec: { replicas: 7 }\nother:\n'],
  ] as const) {
    type(host, from, to);
    const fresh = createService();
    fresh.open(uri, 1, host.openFile(uri)!.text.text);
    assert.deepEqual([...host.allObjects()], [...fresh.allObjects()], to);
  }
});
