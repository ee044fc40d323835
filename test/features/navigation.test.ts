import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { documentHighlights, nameAt, renameFault } from '../../server/src/features/navigation.ts';
import { openAtCursor } from '../support/cursor.ts';
import { definitions, references } from '../support/namePlaces.ts';

const workload = (rest: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
${rest}`;

test('a mount leads to its volume or claim template', () => {
  const pods = (mount: string) =>
    workload(`  template:
    spec:
      containers:
        - name: web
          volumeMounts:
            - {name: ${mount}, mountPath: /data}
      initContainers:
        - volumeDevices: [{name: "data"}]
      volumes:
        - name: tmp
          emptyDir: {}
  volumeClaimTemplates:
    - metadata: {name: data}
`);
  assert.deepEqual(definitions(pods('da<|>ta')), ['main.yaml:18 data']);
  assert.deepEqual(definitions(pods('tmp<|>')), ['main.yaml:15 tmp']);
  assert.deepEqual(references(pods('da<|>ta')), ['main.yaml:11', 'main.yaml:13', 'main.yaml:18*']);
});

test('a volume of the same name in another manifest is another volume', () => {
  const pod = (name: string, mount: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  volumes: [{name: data}]\n  containers: [{volumeMounts: [{name: ${mount}}]}]\n`;
  assert.deepEqual(references(`${pod('a', 'data')}---\n${pod('b', 'da<|>ta')}`), ['main.yaml:12*', 'main.yaml:13']);
});

test('names of objects lead into other files', () => {
  const others = `
# file: others.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
---
apiVersion: v1
kind: ConfigMap
metadata: {name: conf}
---
apiVersion: v1
kind: Secret
metadata: {name: conf}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast, namespace: other}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: shared}
`;
  const at = (text: string) => `# file: main.yaml\n${text}${others}`;
  const named = workload('').replace('serviceName: web', 'serviceName: we<|>b');
  assert.deepEqual(definitions(at(named)), ['others.yaml:4 web']);
  const pod = (spec: string) => at(`apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: app}\nspec:\n${spec}\n`);
  assert.deepEqual(definitions(pod('  volumes: [{configMap: {name: co<|>nf}}]')), ['others.yaml:8 conf']);
  assert.deepEqual(definitions(pod('  volumes: [{secret: {secretName: co<|>nf}}]')), ['others.yaml:12 conf']);
  assert.deepEqual(definitions(pod('  containers: [{envFrom: [{secretRef: {name: "co<|>nf"}}]}]')), [
    'others.yaml:12 conf',
  ]);
  assert.deepEqual(definitions(pod('  volumes: [{persistentVolumeClaim: {claimName: shared<|>}}]')), [
    'others.yaml:20 shared',
  ]);
  const template = workload('  volumeClaimTemplates: [{metadata: {name: d}, spec: {storageClassName: fa<|>st}}]');
  assert.deepEqual(definitions(at(template)), ['others.yaml:16 fast']);
});

test('a claim that a StatefulSet makes leads to the set', () => {
  const fixture = (claim: string) => `# file: main.yaml
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  volumes: [{persistentVolumeClaim: {claimName: ${claim}}}]
# file: set.yaml
${workload('  volumeClaimTemplates: [{metadata: {name: data}}]')}
`;
  assert.deepEqual(definitions(fixture('data-web-<|>12')), ['set.yaml:3 web']);
  assert.deepEqual(definitions(fixture('data-web-<|>x')), []);
  assert.deepEqual(definitions(fixture('other-web-<|>0')), []);
});

test('objects of other namespaces are not meant', () => {
  const fixture = (namespace: string) => `# file: main.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web, namespace: a}
spec: {serviceName: web<|>}
# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: web${namespace}}
`;
  assert.deepEqual(definitions(fixture(', namespace: b')), []);
  assert.deepEqual(definitions(fixture(', namespace: a')), ['service.yaml:3 web']);
  assert.deepEqual(definitions(fixture('')), ['service.yaml:3 web']);
});

test('an object leads to all that refers to it', () => {
  const fixture = `# file: main.yaml
apiVersion: v1
kind: Service
metadata:
  name: we<|>b
# file: set.yaml
${workload('')}
# file: ingress.yaml
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {rules: [{http: {paths: [{backend: {service: {name: web}}}]}}]}
`;
  assert.deepEqual(references(fixture), ['main.yaml:4*', 'set.yaml:5', 'ingress.yaml:4']);
});

test('a reference with a kind of its own means that kind', () => {
  const fixture = `# file: main.yaml
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: we<|>b}}
# file: set.yaml
${workload('')}
# file: deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
`;
  assert.deepEqual(definitions(fixture), ['set.yaml:3 web']);
});

const labelled = (label: string) =>
  workload(`  selector: {matchLabels: {app: ${label}}}
  template:
    metadata: {labels: {app: web, tier: db}}
`);

test('a selector leads to the labels of the template', () => {
  assert.deepEqual(definitions(labelled('we<|>b')), ['main.yaml:8 web']);
  assert.deepEqual(definitions(labelled('web').replace('matchLabels: {app', 'matchLabels: {ap<|>p')), [
    'main.yaml:8 app',
  ]);
});

test('a label is found in the selectors that select its Pods, and only there', () => {
  const service = (name: string, selector: string) =>
    `# file: ${name}.yaml\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: ${selector}}\n`;
  const fixture = `# file: main.yaml
${labelled('we<|>b')}
${service('one', '{app: web}')}${service('two', '{app: web, tier: front}')}${service('three', '{tier: db}')}
# file: other.yaml
${workload('  selector: {matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web, tier: front}}}')}
# file: budget.yaml
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: b}
spec: {selector: {matchLabels: {app: web}}}
`;
  // The other set's selector would match these Pods, but is about its own.
  const about = ['main.yaml:6', 'main.yaml:8*', 'one.yaml:4', 'budget.yaml:4'];
  assert.deepEqual(references(fixture), about);
  const fromPods = fixture
    .replace('we<|>b', 'web')
    .replace('labels: {app: web, tier: db', 'labels: {app: we<|>b, tier: db');
  assert.deepEqual(references(fromPods), about);
  // The budget selects the Pods of both.
  const fromBudget = fixture
    .replace('we<|>b', 'web')
    .replace('spec: {selector: {matchLabels: {app: web', 'spec: {selector: {matchLabels: {app: we<|>b');
  assert.deepEqual(references(fromBudget), [
    'main.yaml:6',
    'main.yaml:8*',
    'one.yaml:4',
    'two.yaml:4',
    'other.yaml:6',
    'other.yaml:7*',
    'budget.yaml:4',
  ]);
});

test('a Service leads to the labels of the Pods that it selects', () => {
  const fixture = `# file: main.yaml
apiVersion: v1
kind: Service
metadata: {name: s}
spec: {selector: {app: we<|>b}}
# file: set.yaml
${labelled('web')}
`;
  assert.deepEqual(definitions(fixture), ['set.yaml:8 web']);
});

test('a half-typed manifest still has names', () => {
  const fixture = `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  volumes:
    - name: data
  containers:
    - name: web
      volumeMounts:
        - name: da<|>ta
          mount
    -
`;
  assert.deepEqual(definitions(fixture), ['main.yaml:6 data']);
});

test('where no name stands there is nothing to find', () => {
  assert.deepEqual(definitions('apiVersion: v1\nkind: Po<|>d\n'), []);
  assert.deepEqual(definitions('<|>'), []);
  assert.deepEqual(references('just: te<|>xt\n'), []);
  // A tag makes a text of nothing, and no name
  const labels = 'spec:\n  template:\n    metadata:\n      labels:\n        app: !!str<|>\n';
  assert.deepEqual(references(`apiVersion: apps/v1\nkind: StatefulSet\n${labels}`), []);
});

test('highlights stay in the file', () => {
  const { host, uri, offset } = openAtCursor(
    `# file: main.yaml\n${workload('').replace('serviceName: web', 'serviceName: we<|>b')}\n# file: set.yaml\n${workload('')}`,
  );
  const found = documentHighlights(host.snapshot(), uri, offset, neverCancelled);
  assert.equal(found.length, 1);
});

test('a new name has to be one that Kubernetes takes', () => {
  const faultAt = (fixture: string, newName: string) => {
    const { host, uri, offset } = openAtCursor(fixture);
    return renameFault(nameAt(host.snapshot(), uri, offset)!, newName);
  };
  const service = workload('').replace('serviceName: web', 'serviceName: we<|>b');
  assert.equal(faultAt(service, 'web-2'), undefined);
  for (const bad of ['Web', 'a.b', '-a', '', 'a'.repeat(64), 'a b']) assert.ok(faultAt(service, bad), bad);
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a<|>}\n';
  assert.equal(faultAt(config, 'a.b-c'), undefined);
  for (const bad of ['a..b', 'A', 'a'.repeat(254)]) assert.ok(faultAt(config, bad), bad);
  assert.equal(faultAt(labelled('we<|>b'), 'Web_1.0'), undefined);
  assert.ok(faultAt(labelled('we<|>b'), 'a b'));
  const key = labelled('web').replace('matchLabels: {app', 'matchLabels: {ap<|>p');
  assert.equal(faultAt(key, 'app.kubernetes.io/name'), undefined);
  for (const bad of ['a/b/c', '/a', 'a/', '']) assert.ok(faultAt(key, bad), bad);
});

const members = (cursorService: string, cursorSet = 'ledger') => `# file: main.yaml
apiVersion: v1
kind: Service
metadata:
  name: ${cursorService}
  namespace: books
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${cursorSet}
  namespace: books
spec:
  serviceName: ledger-peers
  template:
    spec:
      containers:
        - name: app
          args: ["--join=ledger-0.ledger-peers:7000,ledger-1.ledger-peers.books"]
          env:
            - name: URL
              value: http://ledger-2.ledger-peers.books.svc.cluster.local/x
            - name: OTHERS
              value: ledger-0.ledger-peers.example.com,cache-0.ledger-peers,/ledger-0.ledger-peers
# file: others.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: books}
data:
  seeds: |
    first = ledger-0.ledger-peers
    none = ledger-0.example
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: elsewhere}
data:
  seeds: ledger-0.ledger-peers
---
apiVersion: v1
kind: Service
metadata: {name: first, namespace: books}
spec:
  selector: {statefulset.kubernetes.io/pod-name: "ledger-0"}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ledger, namespace: books}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: ledger}
`;

test('a Service is found in the addresses of the Pods that it governs, and nowhere else', () => {
  assert.deepEqual(references(members('ledger<|>-peers')), [
    'main.yaml:4*',
    'main.yaml:13',
    'main.yaml:18',
    'main.yaml:18',
    'main.yaml:21',
    'others.yaml:6',
  ]);
});

test('a set is found in the addresses of its Pods, in selectors of a Pod and in autoscalers', () => {
  assert.deepEqual(references(members('ledger-peers', 'led<|>ger')), [
    'main.yaml:10*',
    'main.yaml:18',
    'main.yaml:18',
    'main.yaml:21',
    'others.yaml:6',
    'others.yaml:19',
    'others.yaml:25',
  ]);
});

test('an address leads to its set and to its Service, and one of another system nowhere', () => {
  const at = (from: string, to: string) => definitions(members('ledger-peers').replace(from, to));
  assert.deepEqual(at('first = ledger-0.ledger-peers', 'first = led<|>ger-0.ledger-peers'), ['main.yaml:10 ledger']);
  assert.deepEqual(at('first = ledger-0.ledger-peers', 'first = ledger-0.led<|>ger-peers'), [
    'main.yaml:4 ledger-peers',
  ]);
  assert.deepEqual(at('"ledger-0"', '"led<|>ger-0"'), ['main.yaml:10 ledger']);
  assert.deepEqual(at('ledger-0.example\n', 'ledger-0.exa<|>mple\n'), []);
  assert.deepEqual(at('cache-0.ledger-peers', 'cache-0.ledger<|>-peers'), []);
});

test('a name is found where quotes, escapes and line breaks spell it otherwise', () => {
  const service = '---\napiVersion: v1\nkind: Service\nmetadata: {name: ';
  for (const name of ['"w\\x65b"', "'web'", 'web'])
    assert.deepEqual(
      references(`${workload('').replace('serviceName: web', 'serviceName: we<|>b')}${service}${name}}\n`),
      ['main.yaml:5', 'main.yaml:9*'],
    );
  assert.deepEqual(references('apiVersion: v1\nkind: Service\nmetadata:\n  name: it<|>s\n    own\n'), ['main.yaml:4*']);
});

test('a key that is no string is found as what it is written as', () => {
  const set = (key: string) =>
    workload(`  selector: {matchLabels: {"true": web}}\n  template: {metadata: {labels: {${key}: web}}}\n`);
  for (const key of ['o<|>n', 'y<|>es', 'tr<|>ue'])
    assert.deepEqual(references(set(key)), ['main.yaml:6', 'main.yaml:7*'], key);
  const number = workload('  selector: {matchLabels: {"16": web}}\n  template: {metadata: {labels: {0x1<|>0: web}}}\n');
  assert.deepEqual(references(number), ['main.yaml:6', 'main.yaml:7*']);
});
