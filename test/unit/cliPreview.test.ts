import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PreviewedSet } from '../../server/src/protocol/preview.ts';
import { makeFolder, runCli } from '../support/cli.ts';

type Shown = PreviewedSet & { readonly file: string };

interface Spec {
  readonly name?: string;
  readonly replicas?: number;
  readonly more?: string;
  readonly claims?: string;
}

const dataClaim = `  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`;

function set({ name = 'web', replicas = 3, more = '  serviceName: web\n', claims = dataClaim }: Spec = {}): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
${more}  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: app, image: "app:1" }]
      volumes: [{ name: conf, configMap: { name: web } }, { name: tmp }]
${claims}`;
}

function service(name: string, spec: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
}

const headless = service('web', '{ clusterIP: None, selector: { app: web }, ports: [{ port: 80, name: http }] }');

/** What `statefulset preview --format json` says of files in a folder of their own. */
function previewOf(files: Readonly<Record<string, string>>, ...args: readonly string[]): readonly Shown[] {
  const { folder, remove } = makeFolder({ '.git/HEAD': '', ...files });
  try {
    const run = runCli(['preview', '--format', 'json', ...args], { cwd: folder });
    assert.equal(run.code, 0, run.stderr);
    return (JSON.parse(run.stdout) as { statefulSets: Shown[] }).statefulSets;
  } finally {
    remove();
  }
}

function textOf(text: string, ...args: readonly string[]): string {
  const run = runCli(['preview', '-', ...args], { input: text });
  assert.equal(run.code, 0, run.stderr);
  return run.stdout;
}

describe('statefulset preview --format json', () => {
  test('says who each Pod is, what it is called and what it keeps', () => {
    const [shown] = previewOf({ 'web.yaml': `${set()}---\n${headless}` }, 'web.yaml');
    assert.ok(shown);
    assert.deepEqual(shown.service, { name: 'web', headless: true, found: true, selectsPods: true });
    const [first, , last] = shown.pods;
    const { labels, volumes, ...pod } = first!;
    assert.deepEqual(pod, {
      name: 'web-0',
      ordinal: 0,
      hostname: 'web-0',
      subdomain: 'web',
      fqdn: 'web-0.web.default.svc.cluster.local',
      images: ['app:1'],
      services: ['web'],
      claims: [
        {
          name: 'data-web-0',
          template: 'data',
          storageClassName: null,
          accessModes: ['ReadWriteOnce'],
          size: '10Gi',
          volumeMode: 'Filesystem',
          storageClass: null,
        },
      ],
    });
    const { 'controller-revision-hash': hash, ...others } = labels;
    assert.deepEqual(others, {
      app: 'web',
      'statefulset.kubernetes.io/pod-name': 'web-0',
      'apps.kubernetes.io/pod-index': '0',
    });
    assert.match(hash ?? '', /^web-[a-z0-9]+$/);
    assert.deepEqual(volumes, [
      { name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } },
      { name: 'conf', configMap: { name: 'web', defaultMode: 0o644 } },
      { name: 'tmp', emptyDir: {} },
    ]);
    assert.equal(last?.labels['apps.kubernetes.io/pod-index'], '2');
    assert.deepEqual(shown.totals, { pods: 3, claims: 3, storage: '30Gi', storageBytes: `${30n * 2n ** 30n}` });
  });

  test('finds Services beside the file, and tells which Pods each of them selects', () => {
    const one = service('first', '{ selector: { statefulset.kubernetes.io/pod-name: web-0 } }');
    const [shown] = previewOf({ 'web.yaml': set(), 'svc.yaml': headless, 'more.yaml': one }, 'web.yaml');
    const found = shown!.services.map(({ name, podCount, governing }) => [name, podCount, governing]);
    assert.deepEqual(found, [
      ['first', 1, false],
      ['web', 3, true],
    ]);
    assert.deepEqual(
      shown!.pods.map(({ services }) => services.includes('first')),
      [true, false, false],
    );
    assert.equal(shown!.service.found, true);
  });

  test('keeps Services of another namespace out', () => {
    const mine = set().replace('name: web\n', 'name: web\n  namespace: shop\n');
    const other = headless.replace('name: web }', 'name: web, namespace: lab }');
    const [shown] = previewOf({ 'web.yaml': `${mine}---\n${other}` }, 'web.yaml');
    assert.equal(shown!.service.found, false);
    assert.deepEqual(shown!.services, []);
    assert.equal(shown!.pods[0]!.fqdn, 'web-0.web.shop.svc.cluster.local');
  });

  test('counts from ordinals.start, in the cluster domain of the settings', () => {
    const more = '  serviceName: web\n  ordinals: { start: 5 }\n';
    const files = { 'web.yaml': set({ more }), '.statefulset.yaml': 'clusterDomain: k8s.example\n' };
    const [shown] = previewOf(files, 'web.yaml');
    assert.deepEqual(
      shown!.pods.map(({ fqdn }) => fqdn),
      [5, 6, 7].map((ordinal) => `web-${ordinal}.web.default.svc.k8s.example`),
    );
    assert.equal(shown!.pods[0]!.claims[0]!.name, 'data-web-5');
  });

  test('gives no DNS names without a Service', () => {
    const [shown] = previewOf({ 'web.yaml': set({ more: '' }) }, 'web.yaml');
    assert.deepEqual(shown!.service, { name: null, headless: false, found: false, selectsPods: false });
    assert.equal(shown!.pods[0]!.fqdn, null);
    assert.equal(shown!.pods[0]!.subdomain, '');
  });

  test('takes folders with several sets, and one file with several', () => {
    const files = {
      'a.yaml': `${set({ name: 'a' })}---\n${set({ name: 'b', replicas: 0 })}`,
      'deep/c.yml': set({ name: 'c' }),
    };
    const shown = previewOf(files, '.');
    assert.deepEqual(
      shown.map(({ name, file }) => [name, file]),
      [
        ['a', 'a.yaml'],
        ['b', 'a.yaml'],
        ['c', 'deep/c.yml'],
      ],
    );
    assert.deepEqual(shown[1]!.pods, []);
  });

  test('resolves the class: the default of the files or of the platform, and one by name', () => {
    const fast = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast, annotations: { storageclass.kubernetes.io/is-default-class: "true" } }
provisioner: ebs.csi.aws.com
`;
    const [byFile] = previewOf({ 'web.yaml': set(), 'class.yaml': fast }, 'web.yaml');
    const expected = { name: 'fast', isDefault: true, provisioner: 'ebs.csi.aws.com', kind: 'block' };
    assert.deepEqual(byFile!.pods[0]!.claims[0]!.storageClass, expected);
    const [onKind] = previewOf({ 'web.yaml': set() }, 'web.yaml', '--platform', 'kind');
    assert.deepEqual(onKind!.pods[0]!.claims[0]!.storageClass?.name, 'standard');
    // EKS had a default class until 1.29.
    for (const [minor, name] of [
      ['1.29', 'gp2'],
      ['1.30', undefined],
    ] as const) {
      const [onEks] = previewOf({ 'web.yaml': set() }, 'web.yaml', '--platform', 'eks', '--kubernetes-version', minor);
      assert.equal(onEks!.pods[0]!.claims[0]!.storageClass?.name, name);
    }
    const named = set().replace('accessModes:', 'storageClassName: mine\n        accessModes:');
    const [own] = previewOf({ 'web.yaml': named }, 'web.yaml');
    assert.equal(own!.pods[0]!.claims[0]!.storageClassName, 'mine');
    assert.deepEqual(own!.pods[0]!.claims[0]!.storageClass, {
      name: 'mine',
      isDefault: false,
      provisioner: null,
      kind: null,
    });
  });

  test('shows what there is of a half-written manifest', () => {
    const half =
      'kind: StatefulSet\nmetadata:\n  name: web\nspec:\n  replicas: \n  volumeClaimTemplates:\n    - metadata:\n        name: data\n      spec:\n';
    const [shown] = previewOf({ 'web.yaml': half }, 'web.yaml');
    assert.deepEqual(
      shown!.pods.map(({ name, claims }) => [name, claims[0]!.name, claims[0]!.size]),
      [['web-0', 'data-web-0', null]],
    );
    for (const text of ['kind: StatefulSet', 'kind: StatefulSet\nspec:\n  replicas: -3\n  template: no\n']) {
      assert.equal(previewOf({ 'web.yaml': text }, 'web.yaml').length, 1, text);
    }
  });

  test('shows nothing made up, and says why', () => {
    const texts = {
      'kind: StatefulSet\nspec: [1, 2': /is not shown: The text is not YAML at the moment: "\[" is never closed/,
      [set().replace(/replicas: \d+/, 'replicas: {{ .Values.n }}')]: /is not shown: This is a template/,
      [set().replace(/replicas: \d+/, 'replicas: three')]: /is not shown: replicas "three" is a string/,
    };
    for (const [input, why] of Object.entries(texts)) {
      const run = runCli(['preview', '-', '--format', 'json'], { input });
      assert.deepEqual([run.code, JSON.parse(run.stdout)], [2, { statefulSets: [] }], input);
      assert.match(run.stderr, why);
    }
    const refused = runCli(['preview', '-'], { input: set().replace('name: app,', 'name: App,') });
    assert.match(refused.stderr, /Kubernetes refuses this set: /);
    assert.match(refused.stdout, /StatefulSet web in namespace/);
  });

  test('leaves out what is no StatefulSet of Kubernetes, and a million Pods too', () => {
    const other = set().replace('apps/v1', 'apps.kruise.io/v1beta1');
    assert.deepEqual(previewOf({ 'web.yaml': other }, 'web.yaml'), []);
    const [shown] = previewOf({ 'web.yaml': set({ replicas: 1_000_000 }) }, 'web.yaml');
    assert.equal(shown!.pods.length, 10_000);
    assert.equal(shown!.omittedPods, 990_000);
    assert.equal(shown!.totals.claims, 1_000_000);
  });

  test('counts a claim template that stands twice once, and a class in the old annotation', () => {
    const annotated = dataClaim.replace(
      'name: data',
      'name: data\n        annotations: { volume.beta.kubernetes.io/storage-class: old }',
    );
    const twice = `${annotated}${annotated.slice(annotated.indexOf('\n') + 1)}`;
    const [shown] = previewOf({ 'web.yaml': set({ claims: twice }) }, 'web.yaml');
    assert.equal(shown!.totals.claims, 3);
    assert.equal(shown!.pods[0]!.claims[0]!.storageClassName, 'old');
  });
});

describe('statefulset preview', () => {
  test('says in words what the JSON says', () => {
    const text = textOf(`${set()}---\n${headless}`, '--platform', 'kind');
    assert.match(text, /^StatefulSet web in namespace default, 3 replicas; OrderedReady, RollingUpdate$/m);
    assert.match(text, /^Service web: headless, selects all Pods, gives the names, 80 → http$/m);
    assert.match(text, /^ {2}answers to web-1\.web\.default\.svc\.cluster\.local$/m);
    assert.match(text, /^ {2}claim data-web-2: 10Gi, ReadWriteOnce, class standard \(the default\)/m);
    assert.match(text, /^ {2}volume conf: configMap$/m);
    assert.match(text, /^Total: 3 Pods, 3 claims, 30Gi$/m);
  });

  test('shortens many replicas to the first three and the last', () => {
    const text = textOf(set({ replicas: 98 }));
    assert.deepEqual(text.match(/^web-\d+/gm), ['web-0', 'web-1', 'web-2', 'web-97']);
    assert.match(text, /^… 94 more$/m);
    const many = textOf(set({ replicas: 20_000 }));
    assert.deepEqual(many.match(/^web-\d+/gm), ['web-0', 'web-1', 'web-2', 'web-19999']);
    assert.match(many, /^ {2}claim data-web-19999$/m);
  });

  test('says when the Service is missing, unnamed, or of the wrong sort', () => {
    assert.match(textOf(set()), /^Service web: not in these files/m);
    assert.match(textOf(set({ more: '' })), /^No serviceName/m);
    const plain = service('web', '{ selector: { app: other } }');
    assert.match(
      textOf(`${set()}---\n${plain}`),
      /^Service web: with an address of its own, selects none of the Pods/m,
    );
  });

  test('says what cannot be', () => {
    assert.equal(runCli(['preview', 'nowhere.yaml']).code, 2);
    assert.match(runCli(['preview', 'nowhere.yaml']).stderr, /cannot read nowhere\.yaml: there is no such file/);
    assert.match(runCli(['preview', '-'], { input: headless }).stderr, /no StatefulSet/);
    assert.match(runCli(['preview', '--format', 'png']).stderr, /--format takes text, json/);
    assert.match(runCli(['preview', '--kubernetes-version', '1.12']).stderr, /--kubernetes-version takes 1\.29/);
  });
});
