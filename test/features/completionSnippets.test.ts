import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { set } from '../support/beginnings.ts';
import { accepted, detailsAt, itemAt, itemsAt, labelsAt } from '../support/complete.ts';
import { openAtCursor } from '../support/cursor.ts';
import { openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

const pod = `${set}  selector: {matchLabels: {app: web}}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n`;
const container = `${pod}      containers:\n        - name: app\n          image: mysql:8.4\n`;

describe('an item of a List', () => {
  const layouts = ['items:\n  - <|>', 'items:\n  <|>', 'items:\n- <|>'];
  const labels = ['StatefulSet', 'headless Service', 'Service', 'StorageClass', 'PersistentVolumeClaim'];
  for (const layout of layouts) {
    test(`takes one whole object: ${JSON.stringify(layout)}`, () => {
      const list = `apiVersion: v1\nkind: List\n${layout}`;
      const offered = labelsAt(list).map((label) => label.replace('- ', ''));
      assert.deepEqual(offered.slice(0, 5), labels);
      for (const label of labels) {
        const text = accepted(list, labelsAt(list)[labels.indexOf(label)]!).replace('<|>', 'nginx');
        const found = problemsOf(openWorkspace({ 'main.yaml': text }), 'main.yaml');
        const errors = found.filter(({ problem }) => problem.severity === 'error');
        assert.deepEqual(errors, [], text);
      }
    });
  }
});

describe('an empty document', () => {
  const whole = [
    'StatefulSet with Service and claims',
    'StatefulSet',
    'headless Service',
    'Service',
    'StorageClass',
    'PersistentVolumeClaim',
    'PodDisruptionBudget',
  ];

  for (const fixture of ['<|>', 'sts<|>', '# note\n<|>\n', 'a: 1\n---\n<|>', '---\n<|>\n---\na: 1\n']) {
    test(`offers whole objects: ${JSON.stringify(fixture)}`, () => {
      assert.deepEqual(labelsAt(fixture), [...whole, 'apiVersion', 'kind', 'metadata', 'spec']);
    });
  }

  for (const label of whole) {
    test(`gets a ${label} without a fault`, () => {
      const host = openWorkspace({ 'main.yaml': accepted('<|>', label).replace('<|>', 'nginx') });
      const problems = problemsOf(host, 'main.yaml').filter(({ problem }) => problem.severity === 'error');
      assert.deepEqual(
        problems.map(({ problem }) => problem.message),
        [],
      );
    });
  }

  test('writes each name of a StatefulSet once', () => {
    const { insertText } = itemAt('<|>', 'StatefulSet with Service and claims');
    assert.equal(insertText.match(/\$\{1:web\}/g)?.length, 7);
    assert.equal(insertText.match(/\$\{6:data\}/g)?.length, 2);
    assert.match(insertText, /serviceName: \$\{1:web\}/);
  });

  test('offers what the sets of the workspace lack', () => {
    const workspace = `# file: set.yaml\n${container.replace('spec:\n', 'spec:\n  serviceName: peers\n')}# file: main.yaml\n<|>`;
    assert.deepEqual(labelsAt(workspace).slice(0, 2), ['headless Service peers', 'PodDisruptionBudget web']);
    assert.match(
      accepted(workspace, 'headless Service peers'),
      /name: peers\nspec:\n {2}clusterIP: None\n {2}selector:\n {4}app: web$/,
    );
    assert.match(accepted(workspace, 'PodDisruptionBudget web'), /matchLabels:\n {6}app: web$/);
  });

  test('follows the layout of the document above', () => {
    const text = 'apiVersion: v1\nkind: Service\nspec:\n    ports:\n    - port: 80\n---\n<|>';
    assert.match(accepted(text, 'headless Service'), /ports:\n {4}- name: http\n {6}port: 80$/);
  });

  test('knows the provisioner of the platform', () => {
    assert.match(accepted('<|>', 'StorageClass', { platform: 'gke' }), /provisioner: pd\.csi\.storage\.gke\.io/);
  });

  test('is none where a separator stands', () => {
    assert.deepEqual(labelsAt('a: 1\n---<|>\nb: 1\n'), []);
    assert.deepEqual(labelsAt('a: 1\n<|>---\nb: 1\n'), []);
    assert.deepEqual(labelsAt('<|>---\nb: 1\n'), []);
  });
});

describe('parts', () => {
  test('a container with port and mount', () => {
    const fixture = `${pod}      containers:\n        - <|>\n  volumeClaimTemplates:\n    - metadata: {name: files}\n`;
    assert.match(
      accepted(fixture, 'container with port and mount'),
      /volumeMounts:\n {12}- name: files\n {14}mountPath: \/data\n/,
    );
  });

  test('probes at the port of the container', () => {
    const fixture = `${container}          ports: [{name: sql, containerPort: 3306}]\n          re<|>`;
    assert.match(
      accepted(fixture, 'readinessProbe (TCP)'),
      /readinessProbe:\n {12}tcpSocket:\n {14}port: sql\n {12}periodSeconds: 10$/,
    );
    assert.ok(!labelsAt(`${container}          readinessProbe: {}\n          <|>`).includes('readinessProbe (TCP)'));
  });

  test('variables from the Pod', () => {
    const fixture = `${container}          env:\n            - <|>`;
    assert.match(
      accepted(fixture, 'POD_NAME from the Pod'),
      /- name: POD_NAME\n {14}valueFrom:\n {16}fieldRef:\n {18}fieldPath: metadata\.name$/,
    );
  });

  test('a volume for what is mounted', () => {
    const fixture = `${container}          volumeMounts: [{name: conf, mountPath: /c}]\n      volumes:\n        <|>`;
    assert.match(
      accepted(fixture, '- volume from a ConfigMap'),
      /volumes:\n {8}- name: conf\n {10}configMap:\n {12}name: conf$/,
    );
  });

  test('a claim template for what is mounted', () => {
    const fixture = `${container}          volumeMounts: [{name: data, mountPath: /c}]\n  volumeClaimTemplates:\n    - <|>`;
    assert.match(
      accepted(fixture, 'claim template data'),
      /- metadata:\n {8}name: data\n {6}spec:\n {8}accessModes: \[ReadWriteOnce\]/,
    );
  });

  test('a mount together with its claim template', () => {
    const fixture = `${container}          volumeMounts:\n            - <|>\n      terminationGracePeriodSeconds: 60\n`;
    const after = accepted(fixture, 'mount data at /var/lib/mysql (and claim it)');
    assert.match(after, /- name: data\n {14}mountPath: \/var\/lib\/mysql\n {6}terminationGrace/);
    assert.match(after, /Seconds: 60\n {2}volumeClaimTemplates:\n {4}- metadata:\n {8}name: data\n {6}spec:\n/);
    const host = openWorkspace({ 'main.yaml': after });
    assert.ok(problemsOf(host, 'main.yaml').every(({ problem }) => problem.severity !== 'error'));
  });

  test('Pods kept apart by their own labels', () => {
    const fixture = `${pod}      <|>`;
    assert.match(
      accepted(fixture, 'affinity (never two Pods on a node)'),
      /topologyKey: kubernetes\.io\/hostname\n {14}labelSelector:\n {16}matchLabels:\n {18}app: web$/,
    );
    assert.match(accepted(fixture, 'topologySpreadConstraints (over zones)'), /matchLabels:\n {14}app: web$/);
    assert.match(
      accepted(
        `${pod}      topologySpreadConstraints:\n        - <|>`,
        'maxSkew, topologyKey, whenUnsatisfiable, labelSelector',
      ),
      /app: web$/,
    );
  });

  test('the group of an image for its volumes', () => {
    assert.match(
      accepted(`${container}      <|>`, 'securityContext (fsGroup 999)'),
      /securityContext:\n {8}fsGroup: 999$/,
    );
  });
});

describe('comments', () => {
  const misspelt = `${set}  replics: 3\n`;

  test('offer the marker, and behind it the rules', () => {
    assert.deepEqual(labelsAt(`${set}  # <|>\n  replics: 3\n`), ['statefulset-ignore']);
    assert.equal(accepted(`${set}  # state<|>\n`, 'statefulset-ignore'), `${set}  # statefulset-ignore \n`);
    assert.deepEqual(labelsAt(`${set}  # to do: <|>\n`), []);
    assert.deepEqual(labelsAt(`${set}  # statefulset-ignore unknown-field: be<|>cause\n`), []);
  });

  test('offer first what is found on the line', () => {
    assert.equal(detailsAt(misspelt.replace('3\n', '3 # statefulset-ignore <|>\n'))[0], 'unknown-field | found here');
    assert.equal(detailsAt(`${set}  # statefulset-ignore un<|>\n  replics: 3\n`)[0], 'unknown-field | found here');
    assert.equal(
      accepted(`${set}  # statefulset-ignore un<|>known: x\n  replics: 3\n`, 'unknown-field'),
      `${set}  # statefulset-ignore unknown-field: x\n  replics: 3\n`,
    );
  });

  test('do not offer a rule twice', () => {
    assert.ok(!labelsAt(`${set}  # statefulset-ignore unknown-field, <|>\n`).includes('unknown-field'));
  });

  test('know every rule', () => {
    const labels = labelsAt(`${set}  # statefulset-ignore <|>\n`);
    assert.ok(labels.includes('service-name-unresolved') && labels.includes('required-field-missing'));
  });
});

describe('the list', () => {
  test('is empty for files that are not open', () => {
    assert.deepEqual(complete(openWorkspace({}).snapshot(), uriOf('none.yaml'), 0, neverCancelled).items, []);
  });

  test('ends with the request', () => {
    const { host, uri, offset } = openAtCursor(`${set}  <|>`);
    assert.throws(() => complete(host.snapshot(), uri, offset, { isCancellationRequested: true }), {
      name: 'Cancelled',
    });
  });

  test('is asked for again while a quantity is typed', () => {
    const { host, uri, offset } = openAtCursor(
      `${set}  volumeClaimTemplates: [{spec: {resources: {requests: {storage: 1<|>`,
    );
    assert.equal(complete(host.snapshot(), uri, offset, neverCancelled).isIncomplete, true);
  });

  test('keeps its order by rank', () => {
    const ranks = itemsAt(`${pod}      <|>`).map(({ sortText }) => sortText);
    assert.deepEqual(ranks, ranks.toSorted());
    assert.equal(new Set(ranks).size, ranks.length);
  });
});
