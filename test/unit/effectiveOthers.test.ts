import assert from 'node:assert/strict';
import { test } from 'node:test';
import { added, stored } from '../support/effective.ts';

const podDefaults = {
  'spec.dnsPolicy': 'ClusterFirst',
  'spec.restartPolicy': 'Always',
  'spec.schedulerName': 'default-scheduler',
  'spec.securityContext': {},
  'spec.terminationGracePeriodSeconds': 30,
  'spec.enableServiceLinks': true,
};
const containerDefaults = {
  'spec.containers[0].imagePullPolicy': 'Always',
  'spec.containers[0].terminationMessagePath': '/dev/termination-log',
  'spec.containers[0].terminationMessagePolicy': 'File',
};
const lostNodes = ['not-ready', 'unreachable'].map((name) => ({
  key: `node.kubernetes.io/${name}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

function podWith(spec: string, metadata = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: web${metadata}}
spec:
${spec}`;
}

test('a Pod gets the defaults of its spec, tolerates lost nodes and sees its Services', () => {
  assert.deepEqual(added(podWith('  containers: [{name: web, image: nginx}]')), {
    ...podDefaults,
    ...containerDefaults,
    'spec.containers[0].resources': {},
    'spec.tolerations': lostNodes,
  });
});

test('a Pod requests what it limits, and opens on the host what it listens on', () => {
  const found = added(
    podWith(`  hostNetwork: true
  terminationGracePeriodSeconds: -1
  containers:
    - {name: web, image: nginx, ports: [{containerPort: 80}], resources: {requests: {cpu: 1m}, limits: {cpu: 2m, memory: 1Ki}}}`),
  ) as Record<string, unknown>;
  assert.equal(found['spec.containers[0].resources.requests.memory'], '1Ki');
  assert.equal('spec.containers[0].resources.requests.cpu' in found, false);
  assert.equal(found['spec.containers[0].ports[0].hostPort'], 80);
  assert.deepEqual(found['spec.terminationGracePeriodSeconds'], { written: -1, stored: 1 });
});

test('a Pod that limits its resources as a whole requests what its containers do, from 1.34 on', () => {
  const text = podWith(`  resources: {limits: {cpu: "4", memory: 4Gi, hugepages-2Mi: 4Mi}}
  initContainers:
    - {name: a, resources: {requests: {cpu: 500m}}, restartPolicy: Always}
    - {name: b, resources: {requests: {cpu: "3"}}}
  containers:
    - {name: c, resources: {requests: {cpu: "1"}}}
    - {name: d, resources: {requests: {cpu: "1"}}}`);
  const found = added(text) as Record<string, unknown>;
  assert.deepEqual(found['spec.resources.requests'], { cpu: '3500m', memory: '4Gi', 'hugepages-2Mi': '4Mi' });
  assert.deepEqual([...stored(text, '1.33').dropped], [['spec.resources', 'gate PodLevelResources is off']]);
});

test('huge pages that containers limit are limited for a Pod with resources of its own', () => {
  const text = podWith(`  resources: {requests: {cpu: "1"}}
  containers: [{name: c, resources: {limits: {hugepages-2Mi: 2Mi}}}, {name: d, resources: {limits: {hugepages-2Mi: 4Mi}}}]`);
  const found = added(text) as Record<string, unknown>;
  assert.deepEqual(found['spec.resources.limits'], { 'hugepages-2Mi': '6Mi' });
  assert.equal(found['spec.resources.requests.hugepages-2Mi'], '6Mi');
});

test('selectors of a Pod get the values of its labels as soon as the minor does that', () => {
  const text = podWith(
    `  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - {topologyKey: zone, labelSelector: {}, matchLabelKeys: [app], mismatchLabelKeys: [tier, none]}
  topologySpreadConstraints:
    - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [app], labelSelector: {}}
  containers: []`,
    ', labels: {app: web, tier: db}',
  );
  const term = 'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';
  const spread = 'spec.topologySpreadConstraints[0].labelSelector.matchExpressions';
  const newest = added(text) as Record<string, unknown>;
  assert.deepEqual(newest[`${term}.labelSelector.matchExpressions`], [
    { key: 'app', operator: 'In', values: ['web'] },
    { key: 'tier', operator: 'NotIn', values: ['db'] },
  ]);
  assert.deepEqual(newest[spread], [{ key: 'app', operator: 'In', values: ['web'] }]);
  assert.equal(spread in added(text, '1.33'), false);
  assert.deepEqual([...stored(text, '1.30').dropped.keys()], [`${term}.matchLabelKeys`, `${term}.mismatchLabelKeys`]);
});

test('annotations and fields of AppArmor are brought together', () => {
  const key = 'container.apparmor.security.beta.kubernetes.io/web';
  const annotated = added(podWith('  containers: [{name: web}]', `, annotations: {${key}: localhost/p}`)) as object;
  assert.deepEqual((annotated as Record<string, unknown>)['spec.containers[0].securityContext'], {
    appArmorProfile: { type: 'Localhost', localhostProfile: 'p' },
  });
  const field = podWith('  containers: [{name: web, securityContext: {appArmorProfile: {type: Unconfined}}}]');
  assert.deepEqual((added(field, '1.33') as Record<string, unknown>)['metadata.annotations'], { [key]: 'unconfined' });
  assert.equal('metadata.annotations' in added(field, '1.34'), false);
});

function serviceWith(spec: string): string {
  return `{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {${spec}}}`;
}

test('a Service gets a type, families and the policies that its type has', () => {
  const common = { 'spec.sessionAffinity': 'None', 'spec.ipFamilies': ['IPv4'], 'spec.ipFamilyPolicy': 'SingleStack' };
  assert.deepEqual(added(serviceWith('selector: {app: web}, ports: [{port: 80}, {port: 81, targetPort: 0}]')), {
    ...common,
    'spec.type': 'ClusterIP',
    'spec.internalTrafficPolicy': 'Cluster',
    'spec.ports[0].protocol': 'TCP',
    'spec.ports[0].targetPort': 80,
    'spec.ports[1].protocol': 'TCP',
    'spec.ports[1].targetPort': { written: 0, stored: 81 },
  });
  assert.deepEqual(added(serviceWith('type: LoadBalancer')), {
    ...common,
    'spec.internalTrafficPolicy': 'Cluster',
    'spec.externalTrafficPolicy': 'Cluster',
    'spec.allocateLoadBalancerNodePorts': true,
  });
  assert.deepEqual(added(serviceWith('type: ExternalName, externalName: a.example')), {
    'spec.sessionAffinity': 'None',
  });
  const external = added(serviceWith('externalIPs: [192.0.2.1]')) as Record<string, unknown>;
  assert.equal(external['spec.externalTrafficPolicy'], 'Cluster');
});

test('families follow addresses; a headless Service without a selector has both', () => {
  const families = (spec: string): unknown[] => {
    const found = added(serviceWith(spec)) as Record<string, unknown>;
    return [found['spec.ipFamilyPolicy'], found['spec.ipFamilies']];
  };
  assert.deepEqual(families('clusterIP: None'), ['RequireDualStack', ['IPv4', 'IPv6']]);
  assert.deepEqual(families('clusterIP: None, selector: {a: b}'), ['SingleStack', ['IPv4']]);
  assert.deepEqual(families('clusterIP: "fd00::1"'), ['SingleStack', ['IPv6']]);
  assert.deepEqual(added(serviceWith('clusterIP: None, ipFamilies: [IPv6], ipFamilyPolicy: PreferDualStack')), {
    'spec.ipFamilies[1]': 'IPv4',
    'spec.internalTrafficPolicy': 'Cluster',
    'spec.sessionAffinity': 'None',
    'spec.type': 'ClusterIP',
  });
});

test('affinity to clients lasts three hours, no affinity has no settings', () => {
  const found = (spec: string): Record<string, unknown> => added(serviceWith(spec)) as Record<string, unknown>;
  assert.deepEqual(found('sessionAffinity: ClientIP')['spec.sessionAffinityConfig'], {
    clientIP: { timeoutSeconds: 10800 },
  });
  assert.equal(
    found('sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {}}')[
      'spec.sessionAffinityConfig.clientIP.timeoutSeconds'
    ],
    10800,
  );
  const { object, dropped } = stored(serviceWith('sessionAffinityConfig: {clientIP: {timeoutSeconds: 5}}'));
  assert.deepEqual([...dropped], [['spec.sessionAffinityConfig', 'it means nothing here']]);
  assert.equal('sessionAffinityConfig' in (object as { spec: object }).spec, false);
});

test('the distribution of traffic is dropped in 1.30, where its gate is off', () => {
  const text = serviceWith('trafficDistribution: PreferClose');
  assert.deepEqual([...stored(text, '1.30').dropped.values()], ['gate ServiceTrafficDistribution is off']);
  assert.deepEqual([...stored(text, '1.31').dropped], []);
});

function claimWith(spec: string, metadata = ''): string {
  return `{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data${metadata}}, spec: {resources: {}, ${spec}}}`;
}

test('a claim is protected and has a mode', () => {
  assert.deepEqual(added(claimWith('accessModes: [ReadWriteOnce]')), {
    'metadata.finalizers': ['kubernetes.io/pvc-protection'],
    'spec.volumeMode': 'Filesystem',
  });
  assert.deepEqual(added(claimWith('volumeMode: Block', ', finalizers: [example.com/a]')), {
    'metadata.finalizers[1]': 'kubernetes.io/pvc-protection',
  });
});

test('the two sources of a claim are copied to each other; what is neither claim nor snapshot is dropped', () => {
  const own = ', finalizers: [kubernetes.io/pvc-protection]';
  const from = (spec: string): object => added(claimWith(`volumeMode: Block, ${spec}`, own));
  assert.deepEqual(from('dataSource: {kind: PersistentVolumeClaim, name: a}'), {
    'spec.dataSource.apiGroup': null,
    'spec.dataSourceRef': { apiGroup: null, kind: 'PersistentVolumeClaim', name: 'a' },
  });
  assert.deepEqual(from('dataSourceRef: {apiGroup: example.com, kind: Image, name: a}'), {
    'spec.dataSource': { apiGroup: 'example.com', kind: 'Image', name: 'a' },
  });
  const odd = stored(claimWith('dataSource: {kind: VolumeSnapshot, name: a}'));
  assert.deepEqual([...odd.dropped], [['spec.dataSource', 'neither a claim nor a snapshot']]);
  const foreign = stored(claimWith('dataSourceRef: {kind: PersistentVolumeClaim, name: a, namespace: b}'));
  assert.deepEqual([...foreign.dropped.keys()], ['spec.dataSourceRef']);
  const classes = stored(claimWith('volumeAttributesClassName: gold'), '1.33');
  assert.deepEqual([...classes.dropped.values()], ['gate VolumeAttributesClass is off']);
});

test('a PersistentVolume is protected and kept, and its source is completed', () => {
  const text = `
apiVersion: v1
kind: PersistentVolume
metadata: {name: data}
spec:
  capacity: {storage: 1024Mi}
  rbd: {monitors: [a], image: i}`;
  assert.deepEqual(added(text), {
    'metadata.finalizers': ['kubernetes.io/pv-protection'],
    'spec.capacity.storage': { written: '1024Mi', stored: '1Gi' },
    'spec.persistentVolumeReclaimPolicy': 'Retain',
    'spec.volumeMode': 'Filesystem',
    'spec.rbd.keyring': '/etc/ceph/keyring',
    'spec.rbd.pool': 'rbd',
    'spec.rbd.user': 'admin',
  });
  const azure = text.replace('rbd: {monitors: [a], image: i}', 'azureFile: {secretName: s, shareName: t}');
  assert.equal((added(azure) as Record<string, unknown>)['spec.azureFile.secretNamespace'], null);
});

test('a storage class deletes and binds at once', () => {
  assert.deepEqual(added('{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: a}, provisioner: p}'), {
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  });
});

test('a disruption budget is stored as it is', () => {
  const text = '{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: a}}';
  assert.deepEqual(added(text), { spec: {} });
  assert.deepEqual(added(text.replace('}}', '}, spec: {minAvailable: 50%, selector: {}}}')), {});
});

function autoscalerWith(spec: string): string {
  const target = 'scaleTargetRef: {kind: StatefulSet, name: web}, maxReplicas: 3';
  return `{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec: {${target}, ${spec}}}`;
}

test('an autoscaler has a minimum and a metric, and rules only where a behaviour is written', () => {
  assert.deepEqual(added(autoscalerWith('')), {
    'spec.minReplicas': 1,
    'spec.metrics': [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
    ],
  });
  const shrinking = 'minReplicas: 1, metrics: [{type: Pods}], behavior: {scaleDown: {selectPolicy: Min}}';
  assert.deepEqual(added(autoscalerWith(shrinking)), {
    'spec.behavior.scaleDown.policies': [{ type: 'Percent', value: 100, periodSeconds: 15 }],
    'spec.behavior.scaleUp': {
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [
        { type: 'Pods', value: 4, periodSeconds: 15 },
        { type: 'Percent', value: 100, periodSeconds: 15 },
      ],
    },
  });
  const tolerant = autoscalerWith('behavior: {scaleUp: {tolerance: 50m}}');
  assert.deepEqual([...stored(tolerant, '1.34').dropped.values()], ['gate HPAConfigurableTolerance is off']);
  assert.deepEqual([...stored(tolerant, '1.35').dropped], []);
});
