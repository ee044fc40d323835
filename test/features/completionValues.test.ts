import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { container, main, otherSet, pod, set } from '../support/beginnings.ts';
import { accepted, detailsAt, itemAt, labelsAt } from '../support/complete.ts';

describe('words', () => {
  const cases: readonly (readonly [fixture: string, labels: readonly string[]])[] = [
    [`${set}  podManagementPolicy: <|>`, ['OrderedReady', 'Parallel']],
    [`${set}  podManagementPolicy:<|>`, ['OrderedReady', 'Parallel']],
    [`${set}  podManagementPolicy: "<|>"`, ['OrderedReady', 'Parallel']],
    [`${set}  updateStrategy:\n    type: <|>`, ['RollingUpdate', 'OnDelete']],
    [`${set}  updateStrategy: {type: <|>`, ['RollingUpdate', 'OnDelete']],
    [`${set}  persistentVolumeClaimRetentionPolicy:\n    whenScaled: <|>`, ['Retain', 'Delete']],
    [`${container}          imagePullPolicy: <|>`, ['Always', 'IfNotPresent', 'Never']],
    [`${pod}      restartPolicy: <|>`, ['Always']],
    [`${pod}      dnsPolicy: <|>`, ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']],
    [`${container}          tty: <|>`, ['true', 'false']],
    [`${pod}      tolerations:\n        - operator: <|>`, ['Equal', 'Exists']],
    [
      `${pod}      volumes:\n        - name: pages\n          emptyDir:\n            medium: <|>`,
      ['Memory', 'HugePages', 'HugePages-2Mi', 'HugePages-1Gi', '""'],
    ],
    [`${pod}      topologySpreadConstraints:\n        - whenUnsatisfiable: <|>`, ['DoNotSchedule', 'ScheduleAnyway']],
    [`${container}          ports:\n            - protocol: <|>`, ['TCP', 'SCTP', 'UDP']],
    [`${set}  selector:\n    matchExpressions:\n      - operator: <|>`, ['In', 'NotIn', 'Exists', 'DoesNotExist']],
    ['apiVersion: v1\nkind: Service\nspec:\n  clusterIP: <|>', ['None']],
  ];
  for (const [fixture, labels] of cases) {
    test(fixture.split('\n').at(-1)!, () => assert.deepEqual(labelsAt(fixture).toSorted(), labels.toSorted()));
  }

  test('begin with the default, and say so', () => {
    assert.deepEqual(detailsAt(`${set}  podManagementPolicy: <|>`), ['OrderedReady | default', 'Parallel']);
    assert.equal(detailsAt(`${container}          ports:\n            - protocol: <|>`)[0], 'TCP | default');
    assert.deepEqual(detailsAt(`${pod}      enableServiceLinks: <|>`), ['true | default', 'false']);
  });

  test('are written with quotes where they are empty', () => {
    const fixture = `${pod}      volumes:\n        - name: pages\n          emptyDir: {medium: <|>}`;
    assert.equal(detailsAt(fixture).at(-1), '"" | default');
    assert.equal(itemAt(fixture, '""').documentation?.(), "On the node's disk");
    assert.equal(accepted(fixture, '""'), fixture.replace('<|>', '""'));
  });

  test('are explained', () => {
    assert.match(itemAt(`${set}  podManagementPolicy: <|>`, 'Parallel').documentation?.() ?? '', /all Pods at once/i);
  });

  test('replace the whole word', () => {
    assert.equal(
      accepted(`${set}  podManagementPolicy: Par<|>allel # x`, 'OrderedReady'),
      `${set}  podManagementPolicy: OrderedReady # x`,
    );
    assert.equal(
      accepted(`${set}  podManagementPolicy: 'P<|>'`, 'Parallel'),
      `${set}  podManagementPolicy: 'Parallel'`,
    );
    assert.equal(accepted(`${set}  podManagementPolicy:<|>`, 'Parallel'), `${set}  podManagementPolicy: Parallel`);
    assert.equal(
      accepted(`${set}  updateStrategy: {type: <|>}`, 'OnDelete'),
      `${set}  updateStrategy: {type: OnDelete}`,
    );
  });

  test('begin with the quote that is there', () => {
    assert.equal(itemAt(`${set}  podManagementPolicy: "Pa<|>"`, 'Parallel').filterText, '"Parallel');
  });

  test('are not offered where a block stands below', () => {
    assert.deepEqual(labelsAt(`${set}  updateStrategy: <|>\n    type: OnDelete\n`), []);
  });
});

describe('numbers', () => {
  const numbered = `${set}  replicas: 3\n  updateStrategy:\n    rollingUpdate:\n      partition: <|>`;
  test('say what they do to this set', () => {
    assert.deepEqual(detailsAt(numbered), [
      '0 | default · updates every Pod',
      '1 | updates web-2 down to web-1',
      '2 | updates web-2',
      '3 | updates no Pod',
    ]);
    assert.deepEqual(detailsAt(`${set}  replicas: <|>`), [
      '3 | web-0 to web-2',
      '1 | default · web-0',
      '5 | web-0 to web-4',
    ]);
    assert.equal(detailsAt(`${set}  ordinals:\n    start: <|>`)[1], '1 | the first Pod is web-1');
  });

  test('know the user of an image', () => {
    const fixture = `${pod}      containers: [{image: "postgres:16"}]\n      securityContext:\n        fsGroup: <|>`;
    assert.deepEqual(detailsAt(fixture), ['999 | group of PostgreSQL']);
  });

  test('keep a majority', () => {
    const budget = `${otherSet}apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec:\n  selector: {matchLabels: {app: db}}\n`;
    const of5 = budget.replace('replicas: 2', 'replicas: 5');
    assert.deepEqual(detailsAt(`${of5}  minAvailable: <|>`), ['3 | a majority of 5 stays']);
    assert.deepEqual(detailsAt(`${of5}  maxUnavailable: <|>`), ['1 | one Pod at a time', '2 | a majority of 5 stays']);
  });
});

describe('Services', () => {
  const services = `# file: services.yaml
apiVersion: v1
kind: Service
metadata: {name: front}
spec: {selector: {app: web}}
---
apiVersion: v1
kind: Service
metadata: {name: other}
spec: {clusterIP: None, selector: {app: x}}
---
apiVersion: v1
kind: Service
metadata: {name: web-peers}
spec: {clusterIP: None, selector: {app: web}}
---
apiVersion: v1
kind: Service
metadata: {name: far, namespace: elsewhere}
spec: {clusterIP: None}
${main}`;
  const named = pod
    .replace('name: web\n', 'name: web\n  namespace: shop\n')
    .replace('spec:\n', 'spec:\n  serviceName: <|>\n');

  test('headless ones that select the Pods come first', () => {
    assert.deepEqual(detailsAt(services + named), [
      'web-peers | headless · selects these Pods · services.yaml',
      'web (and create it) | with its headless Service',
      'web | no such Service yet',
      'other | headless · selects other Pods · services.yaml',
      'front | not headless · selects these Pods · services.yaml',
    ]);
  });

  test('the missing one can be made on the way', () => {
    const after = accepted(container.replace('spec:\n', 'spec:\n  serviceName: <|>\n'), 'web (and create it)');
    const made =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: None\n  selector:\n    app: web\n---\n';
    assert.ok(after.startsWith(`${made}apiVersion: apps/v1`), after);
    assert.match(after, /serviceName: web\n/);
  });

  test('a Service is named after the set that asks for it', () => {
    assert.deepEqual(detailsAt(`${otherSet}apiVersion: v1\nkind: Service\nmetadata:\n  name: <|>`), [
      'db | serviceName of StatefulSet db',
    ]);
  });

  test('those that take traffic come first for clients', () => {
    const ingress =
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  defaultBackend:\n    service:\n      name: <|>';
    assert.deepEqual(labelsAt(services + ingress), ['front', 'other', 'web-peers', 'far']);
  });

  test('ports follow the Pods that are selected', () => {
    const service = `${otherSet}apiVersion: v1\nkind: Service\nspec:\n  selector: {app: db}\n  ports:\n    - port: 80\n`;
    assert.deepEqual(detailsAt(`${service}      targetPort: <|>`), ['redis | 6379', '6379 | redis']);
    assert.deepEqual(
      labelsAt(service.replace('{app: db}\n  ports', '{app: x}\n  ports').concat('      targetPort: <|>')),
      [],
    );
    assert.deepEqual(labelsAt(service.replace('port: 80', 'port: <|>')), ['6379']);
  });

  test('what an autoscaler can scale', () => {
    const scaler =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: StatefulSet\n';
    assert.deepEqual(detailsAt(`${otherSet}${scaler}    name: <|>`), ['db | StatefulSet · 2 replicas']);
    assert.equal(labelsAt(scaler.replace('kind: StatefulSet\n', 'kind: <|>\n'))[0], 'StatefulSet');
  });
});

describe('volumes and mounts', () => {
  const claims =
    '  volumeClaimTemplates:\n    - metadata: {name: data}\n    - metadata: {name: raw}\n      spec: {volumeMode: Block}\n';
  const volumes = '      volumes:\n        - name: conf\n          configMap: {name: settings}\n';
  const mounting = (mounts: string) => `${container}          volumeMounts:\n${mounts}${volumes}${claims}`;

  test('what is not mounted yet comes first, what does not fit last', () => {
    assert.deepEqual(detailsAt(mounting('            - name: conf\n            - name: <|>\n')), [
      'data | claim template',
      'conf | configMap settings · mounted already',
      'raw | claim template · a raw device',
    ]);
    assert.equal(
      detailsAt(mounting('').replace('volumeMounts:\n', 'volumeDevices:\n            - name: <|>\n'))[0],
      'raw | claim template',
    );
  });

  test('a mount is offered whole, where the image keeps its data', () => {
    const fixture = mounting('            - <|>\n').replace('image: nginx', 'image: redis:7');
    assert.equal(labelsAt(fixture)[0], 'mount data at /data');
    assert.match(accepted(fixture, 'mount data at /data'), /- name: data\n {14}mountPath: \/data\n/);
    assert.ok(labelsAt(fixture).includes('mount conf'));
    assert.ok(!labelsAt(fixture).includes('mount raw'));
  });

  test('paths are those of the image, then those of other containers', () => {
    const fixture = mounting('            - name: data\n              mountPath: <|>\n').replace(
      'image: nginx',
      'image: mysql:8.4',
    );
    assert.equal(detailsAt(fixture)[0], '/var/lib/mysql | data of MySQL');
    const init = fixture.replace(
      '      volumes:',
      '      initContainers:\n        - name: prepare\n          volumeMounts: [{name: data, mountPath: /seed}]\n      volumes:',
    );
    assert.deepEqual(detailsAt(init).slice(0, 2), ['/var/lib/mysql | data of MySQL', '/seed | as in prepare']);
  });

  test('names that are mounted and not declared are offered where they can be', () => {
    const mounted = `${container}          volumeMounts: [{name: cache, mountPath: /c}]\n`;
    assert.deepEqual(detailsAt(`${mounted}      volumes:\n        - name: <|>`), ['cache | mounted, not declared yet']);
    assert.deepEqual(labelsAt(`${mounted}  volumeClaimTemplates:\n    - metadata:\n        name: <|>`), [
      'cache',
      'data',
    ]);
  });

  test('a folder by a variable is offered the variables of its container', () => {
    const mounts = `${container}          env: [{name: POD_NAME, value: a}, {name: ZONE, value: b}]\n          volumeMounts:\n            - name: a\n              `;
    assert.deepEqual(labelsAt(`${mounts}subPathExpr: <|>`), ['$(POD_NAME)', '$(ZONE)']);
    assert.deepEqual(labelsAt(`${mounts}subPath: <|>`), []);
  });

  test('a claim is offered by its own name and those that templates make', () => {
    const claim =
      '# file: claim.yaml\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: shared}\nspec: {accessModes: [ReadWriteMany]}\n';
    const fixture = `${claim}${otherSet}${pod}      volumes:\n        - name: a\n          persistentVolumeClaim:\n            claimName: <|>`;
    assert.deepEqual(detailsAt(fixture), [
      'shared | ReadWriteMany',
      'data-db-0 | of StatefulSet db',
      'data-db-1 | of StatefulSet db',
    ]);
  });

  test('a claim that the templates of the set itself make is not: it would be that of all Pods', () => {
    const volume = '      volumes:\n        - name: a\n          persistentVolumeClaim:\n            claimName: ';
    const templates = '  volumeClaimTemplates:\n    - metadata: {name: own}\n';
    const labels = labelsAt(`${otherSet}${pod}${volume}<|>\n${templates}`);
    assert.deepEqual(labels, ['data-db-0', 'data-db-1']);
    const of = (kind: string) =>
      labelsAt(`${otherSet}${pod.replace('kind: StatefulSet', `kind: ${kind}`)}${volume}<|>`);
    assert.deepEqual(of('Deployment'), ['data-db-0', 'data-db-1']);
  });
});

describe('ConfigMaps, Secrets and ports', () => {
  const configs = `# file: configs.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {app.conf: x, log.conf: y}
---
apiVersion: v1
kind: Secret
metadata: {name: passwords}
stringData: {root: x}
${main}`;
  const env = (from: string) =>
    `${configs}${container}          env:\n            - name: A\n              valueFrom:\n                ${from}`;

  test('names and keys', () => {
    assert.deepEqual(labelsAt(env('secretKeyRef:\n                  name: <|>')), ['passwords']);
    assert.deepEqual(labelsAt(env('secretKeyRef: {name: passwords, key: <|>}')), ['root']);
    assert.deepEqual(labelsAt(env('configMapKeyRef: {name: settings, key: "<|>"}')), ['app.conf', 'log.conf']);
    assert.deepEqual(labelsAt(`${configs}${pod}      volumes:\n        - configMap: {name: <|>}`), ['settings']);
    assert.deepEqual(labelsAt(`${configs}${pod}      volumes:\n        - secret:\n            secretName: <|>`), [
      'passwords',
    ]);
    const items = `${configs}${pod}      volumes:\n        - configMap:\n            name: settings\n            items:\n              - key: <|>`;
    assert.deepEqual(labelsAt(items), ['app.conf', 'log.conf']);
    assert.deepEqual(labelsAt(`${configs}${pod}      imagePullSecrets:\n        - name: <|>`), ['passwords']);
  });

  test('a probe knows the ports of its container by name and number', () => {
    const fixture = `${container}          ports: [{name: http, containerPort: 80}]\n          readinessProbe:\n            httpGet:\n              port: <|>`;
    assert.deepEqual(detailsAt(fixture), ['http | 80', '80 | http']);
    assert.deepEqual(labelsAt(fixture.replace('httpGet', 'grpc')), ['80']);
  });

  test('an image brings the ports that it listens on', () => {
    const fixture = `${container.replace('nginx', 'redis:7')}          ports:\n            - containerPort: <|>`;
    assert.equal(labelsAt(fixture)[0], '6379');
  });
});
