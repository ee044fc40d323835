import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectiveObject } from '../../server/src/effective/effectiveObject.ts';
import { minors } from '../../server/src/schema/minor.ts';
import { added, manifestOf, stored } from '../support/effective.ts';

const head = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  revisionHistoryLimit: 5
  podManagementPolicy: Parallel
  updateStrategy: {type: OnDelete}
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Delete}
  selector: {matchLabels: {app: web}}`;
const podHead = `${head}
  template:
    metadata: {labels: {app: web}}
    spec:
      restartPolicy: Always
      dnsPolicy: ClusterFirst
      schedulerName: default-scheduler
      securityContext: {}
      terminationGracePeriodSeconds: 0`;
const completeContainer = `name: web
          image: nginx:1.27
          imagePullPolicy: IfNotPresent
          resources: {}
          terminationMessagePath: /dev/termination-log
          terminationMessagePolicy: File`;

/** A set to whose own fields nothing is added, with this in its only container. */
function withContainer(text: string): string {
  return `${podHead}
      containers:
        - ${completeContainer}
${text}`;
}

/** The same with this in the Pod's spec. */
function withPodSpec(text: string): string {
  return `${withContainer('')}\n${text}`;
}

/** The same with this in the set's spec. */
function withSpec(text: string): string {
  return `${withContainer('')}\n${text}`;
}

const c = 'spec.template.spec.containers[0]';
const pod = 'spec.template.spec';

test('a set that leaves its own fields open gets their defaults', () => {
  const text = withContainer('')
    .replace(/ {2}(replicas|revisionHistoryLimit|podManagementPolicy|persistentVolumeClaimRetentionPolicy):.*\n/g, '')
    .replace('  updateStrategy: {type: OnDelete}\n', '')
    .replace('  serviceName: web\n', '');
  assert.deepEqual(added(text, '1.35'), {
    'spec.serviceName': '',
    'spec.replicas': 1,
    'spec.podManagementPolicy': 'OrderedReady',
    'spec.revisionHistoryLimit': 10,
    'spec.updateStrategy': { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    'spec.persistentVolumeClaimRetentionPolicy': { whenDeleted: 'Retain', whenScaled: 'Retain' },
  });
});

test('a strategy that is named brings no settings with it, and settings that are written are completed', () => {
  const strategy = (text: string): string => withContainer('').replace('{type: OnDelete}', text);
  assert.deepEqual(added(strategy('{type: RollingUpdate}')), {});
  assert.deepEqual(added(strategy('{type: RollingUpdate, rollingUpdate: {}}'), '1.36'), {
    'spec.updateStrategy.rollingUpdate.partition': 0,
  });
  assert.deepEqual(added(strategy('{type: ""}'), '1.36'), {
    'spec.updateStrategy.type': { written: '', stored: 'RollingUpdate' },
    'spec.updateStrategy.rollingUpdate': { partition: 0 },
  });
});

test('maxUnavailable is 1 by default where its gate is on, and dropped where it is off', () => {
  const strategy = (text: string): string =>
    withContainer('').replace('{type: OnDelete}', `{type: RollingUpdate, rollingUpdate: {${text}}}`);
  const path = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
  assert.deepEqual(added(strategy('partition: 1'), '1.37'), { [path]: 1 });
  assert.deepEqual(added(strategy('partition: 1'), '1.35', { MaxUnavailableStatefulSet: true }), { [path]: 1 });
  const old = stored(strategy('partition: 1, maxUnavailable: 2'), '1.36');
  assert.deepEqual(old.added, {});
  assert.deepEqual([...old.dropped], [[path, 'gate MaxUnavailableStatefulSet is off']]);
});

test('ordinals without a start begin at 0', () => {
  assert.deepEqual(added(withSpec('  ordinals: {}')), { 'spec.ordinals.start': 0 });
});

test('claim templates get a kind, a mode and a status, whatever kind is written', () => {
  const text = withSpec(`  volumeClaimTemplates:
    - apiVersion: v1beta1
      metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1024Mi}}}`);
  const path = 'spec.volumeClaimTemplates[0]';
  assert.deepEqual(added(text), {
    [`${path}.apiVersion`]: { written: 'v1beta1', stored: 'v1' },
    [`${path}.kind`]: 'PersistentVolumeClaim',
    [`${path}.spec.resources.requests.storage`]: { written: '1024Mi', stored: '1Gi' },
    [`${path}.spec.volumeMode`]: 'Filesystem',
    [`${path}.status`]: { phase: 'Pending' },
  });
});

test('a template that nothing is written of is there with what must be there', () => {
  const text = withContainer('').replace(/ {4}spec:[\s\S]*/, '');
  assert.deepEqual(added(text), {
    'spec.template.spec': {
      containers: null,
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    },
  });
});

test('metadata in templates has an empty timestamp up to 1.33 and none later', () => {
  const text = withSpec('  volumeClaimTemplates: [{kind: PersistentVolumeClaim, apiVersion: v1}]');
  for (const minor of minors) {
    const isOld = Number(minor.slice(2)) <= 33;
    const found = added(text, minor) as Record<string, unknown>;
    assert.equal(found['spec.template.metadata.creationTimestamp'], isOld ? null : undefined, minor);
    assert.deepEqual(found['spec.volumeClaimTemplates[0].metadata'], isOld ? { creationTimestamp: null } : {}, minor);
  }
});

test('containers, ports, variables and probes get their defaults', () => {
  const text = withContainer(`          ports: [{containerPort: 80}]
          env:
            - {name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            - {name: B, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
          livenessProbe: {httpGet: {port: 80}, timeoutSeconds: 0}
          readinessProbe: {grpc: {port: 1}, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 1, successThreshold: 1}
          lifecycle: {preStop: {httpGet: {path: "", port: stop}}}`);
  assert.deepEqual(added(text), {
    [`${c}.ports[0].protocol`]: 'TCP',
    [`${c}.env[0].valueFrom.fieldRef.apiVersion`]: 'v1',
    [`${c}.env[1].valueFrom.resourceFieldRef.divisor`]: '0',
    [`${c}.livenessProbe.httpGet.path`]: '/',
    [`${c}.livenessProbe.httpGet.scheme`]: 'HTTP',
    [`${c}.livenessProbe.timeoutSeconds`]: { written: 0, stored: 1 },
    [`${c}.livenessProbe.periodSeconds`]: 10,
    [`${c}.livenessProbe.successThreshold`]: 1,
    [`${c}.livenessProbe.failureThreshold`]: 3,
    [`${c}.readinessProbe.grpc.service`]: '',
    [`${c}.lifecycle.preStop.httpGet.path`]: { written: '', stored: '/' },
    [`${c}.lifecycle.preStop.httpGet.scheme`]: 'HTTP',
  });
});

test('limits become requests in Pods only, not in a template', () => {
  const text = withContainer('').replace('resources: {}', 'resources: {limits: {cpu: 1}}');
  assert.deepEqual(added(text), { [`${c}.resources.limits.cpu`]: { written: 1, stored: '1' } });
});

test('volumes get a mode, and an emptyDir where no source is written', () => {
  const text = withPodSpec(`      volumes:
        - name: a
        - {name: b, secret: {secretName: s}}
        - {name: c, projected: {sources: [{serviceAccountToken: {path: t}}], defaultMode: 256}}
        - {name: d, hostPath: {path: /d}}
        - {name: e, projected: {}}
        - {name: f, iscsi: {targetPortal: p, iqn: i, lun: 0}}
        - {name: g, azureDisk: {diskName: d, diskURI: u, readOnly: true}}
        - {name: h, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}}
        - {name: i, scaleIO: {gateway: g, system: s}}`);
  assert.deepEqual(added(text), {
    [`${pod}.volumes[0].emptyDir`]: {},
    [`${pod}.volumes[1].secret.defaultMode`]: 420,
    [`${pod}.volumes[2].projected.sources[0].serviceAccountToken.expirationSeconds`]: 3600,
    [`${pod}.volumes[3].hostPath.type`]: '',
    [`${pod}.volumes[4].projected.defaultMode`]: 420,
    [`${pod}.volumes[4].projected.sources`]: null,
    [`${pod}.volumes[5].iscsi.iscsiInterface`]: 'default',
    [`${pod}.volumes[6].azureDisk.cachingMode`]: 'ReadWrite',
    [`${pod}.volumes[6].azureDisk.fsType`]: 'ext4',
    [`${pod}.volumes[6].azureDisk.kind`]: 'Shared',
    [`${pod}.volumes[7].ephemeral.volumeClaimTemplate.metadata`]: {},
    [`${pod}.volumes[7].ephemeral.volumeClaimTemplate.spec.resources`]: {},
    [`${pod}.volumes[7].ephemeral.volumeClaimTemplate.spec.volumeMode`]: 'Filesystem',
    [`${pod}.volumes[8].scaleIO.fsType`]: 'xfs',
    [`${pod}.volumes[8].scaleIO.secretRef`]: null,
    [`${pod}.volumes[8].scaleIO.storageMode`]: 'ThinProvisioned',
  });
});

test('the two names of a service account are kept equal, the newer one wins', () => {
  assert.deepEqual(added(withPodSpec('      serviceAccountName: a')), { [`${pod}.serviceAccount`]: 'a' });
  assert.deepEqual(added(withPodSpec('      serviceAccount: a')), { [`${pod}.serviceAccountName`]: 'a' });
  assert.deepEqual(added(withPodSpec('      serviceAccountName: a\n      serviceAccount: b')), {
    [`${pod}.serviceAccount`]: { written: 'b', stored: 'a' },
  });
});

test('quantities of resources are rounded up to thousandths, others are not', () => {
  const text = withContainer('').replace(
    'resources: {}',
    'resources: {requests: {cpu: 100u, memory: 1.5Gi, ephemeral-storage: 12Mi, pods: 1e3}}',
  );
  const path = `${c}.resources.requests`;
  const volume = '\n      volumes: [{name: a, emptyDir: {sizeLimit: 0.5Gi}}]';
  assert.deepEqual(added(text + volume), {
    [`${path}.cpu`]: { written: '100u', stored: '1m' },
    [`${path}.memory`]: { written: '1.5Gi', stored: '1536Mi' },
    [`${path}.pods`]: { written: 1000, stored: '1k' },
    [`${pod}.volumes[0].emptyDir.sizeLimit`]: { written: '0.5Gi', stored: '512Mi' },
  });
});

test('what is empty is not stored, save for pointers', () => {
  const { object, added: nothing } = stored(
    withPodSpec(`      hostNetwork: false
      hostUsers: false
      hostname: ""
      nodeSelector: {}
      tolerations: []
      preemptionPolicy: ""
      dnsConfig: {}`),
  );
  assert.deepEqual(nothing, {});
  const spec = (object as { spec: { template: { spec: Record<string, unknown> } } }).spec.template.spec;
  const names = [
    'hostNetwork',
    'hostUsers',
    'hostname',
    'nodeSelector',
    'tolerations',
    'preemptionPolicy',
    'dnsConfig',
  ];
  assert.deepEqual(
    names.filter((name) => name in spec),
    ['hostUsers', 'preemptionPolicy', 'dnsConfig'],
  );
});

test('null counts as not written, and as empty within lists and maps', () => {
  const text = withContainer('          args: [null]\n          stdin: null').replace('replicas: 2', 'replicas: null');
  assert.deepEqual(added(text), { 'spec.replicas': 1, [`${c}.args[0]`]: '' });
});

test('unknown fields and what the server writes are dropped, with the reason', () => {
  const { dropped, object } = stored(`${withSpec('  replica: 3')}\nstatus: {replicas: 1}`, '1.33');
  assert.deepEqual(
    [...dropped],
    [
      ['spec.replica', 'unknown field'],
      ['status', 'the server writes it'],
    ],
  );
  assert.equal('status' in object, false);
  assert.deepEqual([...stored(withPodSpec('      hostnameOverride: a'), '1.33').dropped.values()], ['unknown field']);
});

test('fields of closed gates are dropped, hooks that are left with nothing as a whole', () => {
  const reasons = (text: string, minor: (typeof minors)[number]): [string, string][] => [
    ...stored(text, minor).dropped,
  ];
  const hook = withContainer('          lifecycle: {preStop: {sleep: {seconds: 1}}, stopSignal: SIGTERM}');
  assert.deepEqual(reasons(hook, '1.29'), [
    [`${c}.lifecycle.stopSignal`, 'unknown field'],
    [`${c}.lifecycle.preStop`, 'gate PodLifecycleSleepAction is off'],
    [`${c}.lifecycle`, 'gate PodLifecycleSleepAction is off'],
  ]);
  assert.deepEqual(reasons(hook, '1.34'), [[`${c}.lifecycle.stopSignal`, 'gate ContainerStopSignals is off']]);
  const mounts = withContainer('          volumeMounts: [{name: i, mountPath: /i}, {name: a, mountPath: /a}]');
  const image = `${mounts}\n      volumes: [{name: i, image: {reference: r}}, {name: a}]`;
  assert.deepEqual(reasons(image, '1.34'), [
    [`${pod}.volumes[0]`, 'gate ImageVolume is off'],
    [`${c}.volumeMounts[0]`, 'gate ImageVolume is off'],
  ]);
  assert.deepEqual(added(image, '1.34'), { [`${pod}.volumes[0].emptyDir`]: {} });
  assert.deepEqual(added(image, '1.35'), {
    [`${pod}.volumes[0].image.pullPolicy`]: 'Always',
    [`${pod}.volumes[1].emptyDir`]: {},
  });
});

test('a restart policy of a plain container is dropped in 1.34 alone; procMount is set back before 1.33', () => {
  const policy = withContainer('          restartPolicy: Never');
  assert.deepEqual(
    minors.filter((minor) => stored(policy, minor).dropped.has(`${c}.restartPolicy`)),
    ['1.34'],
  );
  const procMount = withContainer('          securityContext: {procMount: Unmasked}');
  const isSetBack = (minor: (typeof minors)[number]): boolean =>
    `${c}.securityContext.procMount` in added(procMount, minor);
  assert.deepEqual(minors.filter(isSetBack), ['1.29', '1.30', '1.31', '1.32']);
});

test('claims in a set keep a class of attributes that claims themselves lose', () => {
  const text = withSpec(`  volumeClaimTemplates:
    - spec: {volumeAttributesClassName: gold}`);
  assert.deepEqual([...stored(text, '1.30').dropped], []);
});

test('an object that cannot be read names each place', () => {
  const text = withContainer('          stdin: "yes"').replace('replicas: 2', 'replicas: three');
  const effective = effectiveObject(manifestOf(text), { minor: '1.37' });
  assert.ok(effective && !effective.isReadable);
  assert.deepEqual(
    effective.faults.map(({ field }) => field),
    ['spec.replicas', `${c}.stdin`],
  );
});

test('kinds that the schema does not describe have no answer', () => {
  assert.equal(effectiveObject(manifestOf('apiVersion: v1\nkind: ConfigMap'), { minor: '1.37' }), undefined);
  assert.equal(
    effectiveObject(manifestOf('apiVersion: apps/v1beta1\nkind: StatefulSet'), { minor: '1.37' }),
    undefined,
  );
});
