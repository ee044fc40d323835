import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { container, main, otherSet, pod, set } from '../support/beginnings.ts';
import { accepted, detailsAt, itemAt, itemsAt, labelsAt } from '../support/complete.ts';

describe('labels', () => {
  test('of the Pods for the selector, of the selector for the Pods', () => {
    assert.equal(
      labelsAt(`${set}  template: {metadata: {labels: {app: web}}}\n  selector:\n    matchLabels:\n      <|>`)[0],
      'app: web',
    );
    const selected = `${set}  selector: {matchLabels: {app: web, tier: db}}\n  template:\n    metadata:\n      labels:\n        app: web\n`;
    assert.equal(detailsAt(`${selected}        <|>`)[0], 'tier: db | in the selector');
    assert.deepEqual(labelsAt(`${selected}        tier: <|>`), ['db']);
    assert.match(accepted(`${selected}        ti<|>`, 'tier: db'), /app: web\n {8}tier: db$/);
  });

  test('of the workloads for a Service, with those of single Pods', () => {
    const service = `${otherSet}apiVersion: v1\nkind: Service\nspec:\n  selector:\n    `;
    assert.deepEqual(labelsAt(`${service}<|>`), [
      'app: db',
      'tier: back',
      'statefulset.kubernetes.io/pod-name',
      'apps.kubernetes.io/pod-index',
    ]);
    assert.deepEqual(labelsAt(`${service}statefulset.kubernetes.io/pod-name: <|>`), ['db-0', 'db-1']);
    assert.match(accepted(`${service}<|>`, 'apps.kubernetes.io/pod-index'), /apps\.kubernetes\.io\/pod-index: "/);
  });

  test('that look like other values are quoted', () => {
    const quoted = `${set}  template: {metadata: {labels: {on: "true"}}}\n  selector:\n    matchLabels:\n      <|>`;
    assert.equal(itemAt(quoted.replace('{on:', '{"on":'), 'on: true').insertText, '"on": "true"');
  });

  test('in expressions', () => {
    const expression = `${pod}  selector:\n    matchExpressions:\n      - key: `;
    assert.deepEqual(labelsAt(`${expression}<|>`), ['app']);
    assert.deepEqual(labelsAt(`${expression}app\n        operator: In\n        values: [<|>`), ['web']);
  });

  test('of nodes, zones and classes', () => {
    assert.equal(labelsAt(`${pod}      nodeSelector:\n        <|>`)[0], 'kubernetes.io/os');
    assert.equal(
      labelsAt(`${pod}      topologySpreadConstraints:\n        - topologyKey: <|>`)[0],
      'topology.kubernetes.io/zone',
    );
    const term =
      'affinity:\n        podAntiAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            - topologyKey: <|>';
    assert.equal(labelsAt(`${pod}      ${term}`)[0], 'kubernetes.io/hostname');
    const annotation = 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  annotations:\n    <|>';
    assert.match(accepted(annotation, 'storageclass.kubernetes.io/is-default-class'), /is-default-class: "true"$/);
  });
});

describe('names of Pods', () => {
  const own = container
    .replace('spec:\n', 'spec:\n  serviceName: peers\n  replicas: 2\n')
    .replace('name: web\n', 'name: web\n  namespace: shop\n');

  test('are addresses in variables, arguments and ConfigMaps', () => {
    const near = ['web-0.peers', 'web-1.peers'];
    const far = ['web-0.peers.shop.svc.cluster.local', 'web-1.peers.shop.svc.cluster.local'];
    const all = [...near, ...far, 'web-0.peers,web-1.peers'];
    const variable = (name: string) =>
      labelsAt(`${own}          env:\n            - name: ${name}\n              value: <|>`);
    assert.deepEqual(variable('ADVERTISED_HOST'), all);
    for (const name of ['PEERS', 'DISCOVERY_SEED_HOSTS']) {
      assert.deepEqual(variable(name), ['web-0.peers,web-1.peers', ...near, ...far], `all of them first for ${name}`);
    }
    assert.deepEqual(labelsAt(`${own}          args: [<|>`), all);
    const config = `# file: a.yaml\n${own}${main}apiVersion: v1\nkind: ConfigMap\nmetadata: {namespace: shop}\ndata:\n  peers: <|>`;
    assert.deepEqual(labelsAt(config), all);
  });

  test('use the chosen cluster domain, and the full name from another namespace', () => {
    const config = `# file: a.yaml\n${own}${main}apiVersion: v1\nkind: ConfigMap\nmetadata: {namespace: x}\ndata:\n  peers: <|>`;
    assert.equal(labelsAt(config, { clusterDomain: 'example.org' })[0], 'web-0.peers.shop.svc.example.org');
  });

  test('replace the word around the cursor alone', () => {
    const argument = `${own}          args: ["--join=http://we<|>:80,x"]\n`;
    assert.match(accepted(argument, 'web-1.peers'), /"--join=http:\/\/web-1\.peers:80,x"/);
    assert.equal(itemAt(argument, 'web-1.peers').filterText, 'web-1.peers');
  });

  test('are fields and variables of the Pod itself', () => {
    const field = `${own}          env:\n            - name: A\n              valueFrom: {fieldRef: {fieldPath: <|>}}`;
    assert.equal(labelsAt(field)[0], 'metadata.name');
    assert.match(
      accepted(field, "metadata.labels['apps.kubernetes.io/pod-index']"),
      /fieldPath: "metadata\.labels\['apps/,
    );
    const later = `${own}          env:\n            - name: A\n              value: x\n            - name: B\n              value: "<|>"`;
    assert.ok(labelsAt(later).includes('$(A)') && !labelsAt(later).includes('$(B)'));
  });

  test('take the place of the reference that is typed, where no addresses are offered', () => {
    const lines = (value: string) =>
      `${own}          env:\n            - name: POD_NAME\n              value: x\n            - name: URL\n              value: ${value}\n`;
    const wanted = lines('"http://$(POD_NAME).peers:80"');
    for (const typed of ['$(<|>', '$(<|>)', '$(PO<|>', '$(PO<|>)', '$(PO<|>D)']) {
      const text = lines(`"http://${typed}.peers:80"`);
      assert.deepEqual(labelsAt(text), ['$(POD_NAME)'], typed);
      assert.equal(`${accepted(text, '$(POD_NAME)')}`, wanted, typed);
      assert.equal(itemAt(text, '$(POD_NAME)').filterText, '$(POD_NAME)');
    }
    assert.equal(accepted(lines('$(<|>'), '$(POD_NAME)'), lines('$(POD_NAME)'));
    assert.equal(accepted(lines('"$(PO<|>)"'), '$(POD_NAME)'), lines('"$(POD_NAME)"'));
    assert.ok(labelsAt(lines('"$$(<|>"')).includes('web-0.peers'), 'a dollar that stands for itself');
  });
});

describe('kinds and API versions', () => {
  test('go together', () => {
    assert.deepEqual(labelsAt('apiVersion: <|>\nkind: StatefulSet\n'), ['apps/v1']);
    assert.equal(labelsAt('apiVersion: policy/v1\nkind: <|>\n')[0], 'PodDisruptionBudget');
    assert.equal(accepted('apiVersion: apps/v1\nkind: <|>\n', 'Service'), 'apiVersion: v1\nkind: Service\n');
    assert.equal(accepted('kind: State<|>\n', 'StatefulSet'), 'apiVersion: apps/v1\nkind: StatefulSet\n');
  });

  test('are left alone in templates', () => {
    const edits = itemsAt('apiVersion: {{ .v }}\nkind: <|>\n').map(({ additionalEdits }) => additionalEdits);
    assert.ok(edits.length > 0);
    assert.deepEqual(new Set(edits), new Set([undefined]));
  });

  test('namespaces are those of the workspace', () => {
    const namespace = '# file: n.yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
    assert.deepEqual(labelsAt(`${namespace}${main}${set.replace('name: web', 'namespace: <|>')}`), ['shop']);
  });
});

describe('resources', () => {
  test('of containers and of claims', () => {
    assert.deepEqual(
      labelsAt(`${container}          resources:\n            requests:\n              <|>`).slice(0, 2),
      ['cpu', 'memory'],
    );
    assert.deepEqual(
      labelsAt(`${set}  volumeClaimTemplates:\n    - spec:\n        resources:\n          requests:\n            <|>`),
      ['storage'],
    );
    assert.equal(labelsAt(`${container}          resources: {limits: {memory: 3<|>`)[0], '3Mi');
  });
});
