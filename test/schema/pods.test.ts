import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { errorsIn, findings, warningsIn } from './support.ts';

const pod = 'spec.template.spec';
const container = `${pod}.containers[0]`;

type Case = readonly [title: string, parts: ExampleParts, expected: readonly string[]];

function inPod(title: string, text: string, ...expected: string[]): Case {
  return [title, { pod: text }, expected.map((one) => one.replace(' ', ` ${pod}.`))];
}

function inContainer(title: string, text: string, ...expected: string[]): Case {
  return [title, { container: text }, expected.map((one) => one.replace(' ', ` ${container}.`))];
}

const volume = (source: string) => `volumes:\n  - name: v\n    ${source}`;

const wrong: readonly Case[] = [
  inContainer('a port without a number', 'ports:\n  - name: http', 'required-field-missing ports[0].containerPort'),
  inContainer(
    'a port name that is too long',
    'ports:\n  - {name: very-long-port-name, containerPort: 1}',
    'name-invalid ports[0].name',
  ),
  inContainer(
    'a protocol in lower case',
    'ports:\n  - {protocol: tcp, containerPort: 1}',
    'value-not-supported ports[0].protocol',
  ),
  inContainer(
    'two ports of one name',
    'ports:\n  - {name: a, containerPort: 1}\n  - {name: a, containerPort: 2}',
    'duplicate-name ports[1].name',
  ),
  inContainer(
    'one port of the node twice',
    'ports:\n  - {containerPort: 1, hostPort: 9}\n  - {containerPort: 2, hostPort: 9}',
    'duplicate-value ports[1].hostPort',
  ),
  inContainer(
    'a liveness probe with two successes',
    'livenessProbe: {successThreshold: 2, exec: {command: [a]}}',
    'value-out-of-range livenessProbe.successThreshold',
  ),
  inContainer(
    'a grace period of a readiness probe',
    'readinessProbe: {terminationGracePeriodSeconds: 5, exec: {command: [a]}}',
    'field-forbidden readinessProbe.terminationGracePeriodSeconds',
  ),
  inContainer(
    'a probe without a port',
    'livenessProbe: {httpGet: {path: /}}',
    'required-field-missing livenessProbe.httpGet.port',
  ),
  inContainer(
    'a header with a colon',
    'livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: "A:", value: b}]}}',
    'value-invalid livenessProbe.httpGet.httpHeaders[0].name',
  ),
  inContainer('an empty hook', 'lifecycle: {preStop: {}}', 'choice-missing lifecycle.preStop'),
  inContainer(
    'a sleep longer than the grace period',
    'lifecycle: {preStop: {sleep: {seconds: 40}}}',
    'value-out-of-range lifecycle.preStop.sleep.seconds',
  ),
  inContainer(
    'a variable with two origins',
    'env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]',
    'choice-conflict env[0].valueFrom',
  ),
  inContainer(
    'a field that variables do not know',
    'env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.labels}}}]',
    'value-not-supported env[0].valueFrom.fieldRef.fieldPath',
  ),
  inContainer(
    'a resource that is none',
    'env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.mem}}}]',
    'value-not-supported env[0].valueFrom.resourceFieldRef.resource',
  ),
  inContainer(
    'a divisor that is none',
    'env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1k}}}]',
    'value-not-supported env[0].valueFrom.resourceFieldRef.divisor',
  ),
  inContainer('envFrom of nothing', 'envFrom: [{prefix: A_}]', 'choice-missing envFrom[0]'),
  inContainer(
    'a device without a limit',
    'resources: {requests: {example.com/gpu: 1}}',
    'required-field-missing resources.limits',
  ),
  inContainer(
    'half a device',
    'resources: {limits: {example.com/gpu: 500m}}',
    'value-invalid resources.limits.example.com/gpu',
  ),
  inContainer('a negative limit', 'resources: {limits: {cpu: -1}}', 'value-out-of-range resources.limits.cpu'),
  inContainer('huge pages alone', 'resources: {limits: {hugepages-2Mi: 4Mi}}', 'required-field-missing resources'),
  inContainer(
    'huge pages cut in two',
    'resources: {limits: {cpu: 1, hugepages-2Mi: 3Mi}}',
    'value-invalid resources.limits.hugepages-2Mi',
  ),
  inContainer(
    'a claim that the Pod does not have',
    'resources: {claims: [{name: gpu}]}',
    'value-not-supported resources.claims[0]',
  ),
  inContainer(
    'privileges that must not grow',
    'securityContext: {privileged: true, allowPrivilegeEscalation: false}',
    'fields-conflict securityContext',
  ),
  inContainer(
    'Localhost without a profile',
    'securityContext: {seccompProfile: {type: Localhost}}',
    'required-field-missing securityContext.seccompProfile.localhostProfile',
  ),
  inContainer(
    'a mount without a path',
    'volumeMounts: [{name: v}]',
    'required-field-missing volumeMounts[0].mountPath',
    'volume-mount-undefined volumeMounts[0].name',
  ),
  inContainer(
    'a resize policy twice',
    'resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: cpu, restartPolicy: NotRequired}]',
    'duplicate-value resizePolicy[1]',
  ),

  inPod(
    'a container name used twice',
    'initContainers: [{name: app, image: a}]',
    'duplicate-name initContainers[0].name',
  ),
  inPod(
    'a probe of an init container',
    'initContainers: [{name: a, image: a, livenessProbe: {exec: {command: [a]}}}]',
    'field-forbidden initContainers[0].livenessProbe',
  ),
  inPod('a debug container', 'ephemeralContainers: [{name: a, image: a}]', 'field-forbidden ephemeralContainers'),
  inPod('dnsPolicy None without a server', 'dnsPolicy: None', 'required-field-missing dnsConfig'),
  inPod(
    'four name servers',
    'dnsConfig: {nameservers: [1.1.1.1, 1.1.1.2, 1.1.1.3, 1.1.1.4]}',
    'value-out-of-range dnsConfig.nameservers',
  ),
  inPod('a host alias that is no address', 'hostAliases: [{ip: localhost}]', 'value-invalid hostAliases[0].ip'),
  inPod(
    'a toleration of everything but nothing',
    'tolerations: [{effect: NoSchedule}]',
    'fields-conflict tolerations[0].operator',
  ),
  inPod(
    'seconds without NoExecute',
    'tolerations: [{key: a, operator: Exists, tolerationSeconds: 5}]',
    'fields-conflict tolerations[0].effect',
  ),
  inPod(
    'a value beside Exists',
    'tolerations: [{key: a, operator: Exists, value: b}]',
    'fields-conflict tolerations[0].operator',
  ),
  inPod(
    'a weight of zero',
    'affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, preference: {}}]}}',
    'value-out-of-range affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight',
  ),
  inPod(
    'no node selector term',
    'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {}}}',
    'required-field-missing affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
  ),
  inPod(
    'an affinity without a place',
    'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}}]}}',
    'required-field-missing affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey',
  ),
  inPod(
    'domains where all is allowed',
    'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, minDomains: 2, labelSelector: {}}]',
    'fields-conflict topologySpreadConstraints[0].minDomains',
  ),
  inPod(
    'a user beyond 31 bits',
    'securityContext: {runAsUser: 3000000000}',
    'value-out-of-range securityContext.runAsUser',
  ),
  inPod(
    'a parameter of the node',
    'hostNetwork: true\nsecurityContext: {sysctls: [{name: net.core.somaxconn, value: "1"}]}',
    'fields-conflict securityContext.sysctls[0].name',
  ),
  inPod(
    'users of its own in the network of the node',
    'hostUsers: false\nhostNetwork: true',
    'fields-conflict hostNetwork',
  ),
  inPod(
    'a shared process namespace twice over',
    'hostPID: true\nshareProcessNamespace: true',
    'fields-conflict shareProcessNamespace',
  ),
  inPod(
    'Linux settings on Windows',
    'os: {name: windows}\nsecurityContext: {fsGroup: 1}',
    'field-forbidden securityContext.fsGroup',
  ),
  inPod('an unknown system', 'os: {name: darwin}', 'value-not-supported os.name'),
  inPod('an empty preemption policy', 'preemptionPolicy: ""', 'value-not-supported preemptionPolicy'),
  inPod('a class that is no name', 'priorityClassName: High', 'name-invalid priorityClassName'),
  inPod('an account that is no name', 'serviceAccount: My', 'name-invalid serviceAccountName'),

  inPod(
    'two sources of a volume',
    volume('emptyDir: {}\n    hostPath: {path: /}'),
    'choice-conflict volumes[0].hostPath',
  ),
  inPod(
    'a mode beyond 0777',
    volume('secret: {secretName: a, defaultMode: 1000}'),
    'value-out-of-range volumes[0].secret.defaultMode',
  ),
  inPod(
    'a file outside',
    volume('configMap: {name: a, items: [{key: a, path: ../b}]}'),
    'value-invalid volumes[0].configMap.items[0].path',
  ),
  inPod('a relative export', volume('nfs: {server: a, path: b}'), 'value-invalid volumes[0].nfs.path'),
  inPod('a driver that is no name', volume('csi: {driver: "a b"}'), 'name-invalid volumes[0].csi.driver'),
  inPod(
    'a token for minutes',
    `serviceAccountName: a\n${volume('projected: {sources: [{serviceAccountToken: {path: t, expirationSeconds: 60}}]}')}`,
    'value-out-of-range volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds',
  ),
  inPod(
    'a token of nobody',
    volume('projected: {sources: [{serviceAccountToken: {path: t}}]}'),
    'required-field-missing volumes[0].projected.sources[0].serviceAccountToken',
  ),
  inPod(
    'one path twice',
    volume('projected: {sources: [{configMap: {name: a, items: [{key: a, path: p}, {key: b, path: p}]}}]}'),
    'duplicate-value volumes[0].projected',
  ),
  inPod(
    'a label file of a container',
    volume('downwardAPI: {items: [{path: a, resourceFieldRef: {resource: limits.cpu}}]}'),
    'required-field-missing volumes[0].downwardAPI.resourceFieldRef.containerName',
  ),
  inPod(
    'an ephemeral claim with a name',
    volume(
      'ephemeral: {volumeClaimTemplate: {metadata: {name: a}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1}}}}}',
    ),
    'field-forbidden volumes[0].ephemeral.volumeClaimTemplate.metadata.name',
  ),
  inPod(
    'an iSCSI name that is none',
    volume('iscsi: {targetPortal: a, iqn: iqn.2024, lun: 0}'),
    'value-invalid volumes[0].iscsi.iqn',
  ),
];

describe('Pods of a StatefulSet', () => {
  for (const [title, parts, expected] of wrong) {
    test(`refused: ${title}`, () => assert.deepEqual(errorsIn(parts).sort(), [...expected].sort()));
  }

  const right: readonly Case[] = [
    inContainer('thresholds of zero, which are defaults', 'livenessProbe: {successThreshold: 0, exec: {command: [a]}}'),
    inContainer('a probe by the name of no port', 'livenessProbe: {tcpSocket: {port: nowhere}}'),
    inContainer('labels by key', 'env: [{name: A, valueFrom: {fieldRef: {fieldPath: "metadata.labels[\'app\']"}}}]'),
    inContainer('a device with both', 'resources: {requests: {example.com/gpu: 1}, limits: {example.com/gpu: 1}}'),
    inContainer('a variable that builds on itself', 'env: [{name: A, value: a}, {name: A, value: "$(A)b"}]'),
    inContainer('a sleep of nothing', 'lifecycle: {preStop: {sleep: {seconds: 0}}}'),
    inPod(
      'a sidecar with probes',
      'initContainers: [{name: a, image: a, restartPolicy: Always, livenessProbe: {exec: {command: [a]}}}]',
    ),
    inPod('a volume of nothing, which is an emptyDir', 'volumes: [{name: v}]'),
    inPod('an empty type of a path', volume('hostPath: {path: /a, type: ""}')),
    inPod('users of its own', 'hostUsers: false'),
    inPod('a grace period of zero', 'terminationGracePeriodSeconds: 0'),
    inPod(
      'windows',
      'os: {name: windows}\nsecurityContext: {windowsOptions: {runAsUserName: "NT AUTHORITY\\\\SYSTEM"}}',
    ),
  ];
  for (const [title, parts] of right) {
    test(`accepted: ${title}`, () => assert.deepEqual(findings(statefulSet(parts)), []));
  }

  test('refused until 1.35: rules of a container that always restarts', () => {
    const rules = '[{action: Restart, exitCodes: {operator: In, values: [1]}}]';
    const pod = `initContainers: [{name: a, image: a, restartPolicy: Always, restartPolicyRules: ${rules}}]`;
    assert.deepEqual(errorsIn({ pod }, { minor: '1.34' }), []);
    assert.deepEqual(errorsIn({ pod }, { minor: '1.35' }), [
      'field-forbidden spec.template.spec.initContainers[0].restartPolicyRules',
    ]);
    assert.deepEqual(errorsIn({ pod }, { minor: '1.36' }), []);
  });

  test('refused since 1.34: empty lists beside the labels of an ephemeral claim', () => {
    const spec = 'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1}}}';
    const pod = volume(`ephemeral: {volumeClaimTemplate: {metadata: {ownerReferences: []}, ${spec}}}`);
    const named = volume(`ephemeral: {volumeClaimTemplate: {metadata: {name: data}, ${spec}}}`);
    assert.deepEqual(errorsIn({ pod }, { minor: '1.33' }), []);
    assert.deepEqual(errorsIn({ pod: named }, { minor: '1.33' }), [
      'field-forbidden spec.template.spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.name',
    ]);
    assert.deepEqual(errorsIn({ pod }, { minor: '1.34' }), [
      'field-forbidden spec.template.spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.ownerReferences',
    ]);
  });

  test('refused or dropped: what an init container does when it ends', () => {
    const init = (lifecycle: string) =>
      errorsIn({ pod: `initContainers: [{name: a, image: a, lifecycle: ${lifecycle}}]` });
    const refused = ['field-forbidden spec.template.spec.initContainers[0].lifecycle'];
    assert.deepEqual(init('{}'), refused);
    assert.deepEqual(init('{preStop: {sleep: {seconds: 1}}, stopSignal: SIGTERM}'), refused);
    assert.deepEqual(init('{stopSignal: SIGTERM}'), []);
  });

  const warned: readonly Case[] = [
    inPod(
      'a negative grace period',
      'terminationGracePeriodSeconds: -1',
      'value-ignored terminationGracePeriodSeconds',
    ),
    inPod(
      'a spread without a selector',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway}]',
      'value-ignored topologySpreadConstraints[0].labelSelector',
    ),
    inPod('a pull secret without a name', 'imagePullSecrets: [{}]', 'value-ignored imagePullSecrets[0].name'),
    inPod('an alias twice', 'hostAliases: [{ip: 1.1.1.1}, {ip: 1.1.1.1}]', 'duplicate-ignored hostAliases[1].ip'),
    inPod('a plugin that is gone', volume('cephfs: {monitors: [a]}'), 'value-ignored volumes[0].cephfs'),
    inPod('a plugin that goes', volume('gitRepo: {repository: a}'), 'field-deprecated volumes[0].gitRepo'),
    inPod(
      "paths in each other's way",
      volume('configMap: {name: a, items: [{key: a, path: p}, {key: b, path: p/q}]}'),
      'duplicate-ignored volumes[0].configMap.items[1].path',
    ),
    inContainer('a port twice', 'ports: [{containerPort: 1}, {containerPort: 1}]', 'duplicate-ignored ports[1]'),
    inContainer(
      'an address of the node without a port',
      'ports: [{containerPort: 1, hostIP: 1.1.1.1}]',
      'value-ignored ports[0].hostIP',
    ),
  ];
  for (const [title, parts, expected] of warned) {
    test(`warned of: ${title}`, () => {
      assert.deepEqual(errorsIn(parts), []);
      assert.deepEqual(warningsIn(parts), expected);
    });
  }
});

test('a volume that is mounted and a device in one container is told at both ends', () => {
  const uses = (mount: string, device: string) =>
    statefulSet({
      container: `volumeMounts: [{name: ${mount}, mountPath: /a}]\nvolumeDevices: [{name: ${device}, devicePath: /dev/b}]`,
      pod: 'volumes:\n  - {name: v, persistentVolumeClaim: {claimName: v}}\n  - {name: w, persistentVolumeClaim: {claimName: w}}',
    });
  assert.deepEqual(findings(uses('v', 'w')), []);
  assert.deepEqual(findings(uses('v', 'v')), [
    `fields-conflict ${container}.volumeDevices[0].name`,
    `fields-conflict ${container}.volumeMounts[0].name`,
  ]);
});

test('a mirror Pod has a node and no resource claims', () => {
  const metadata = 'annotations: {kubernetes.io/config.mirror: x}';
  const claims = 'resourceClaims: [{name: gpu, resourceClaimName: gpu}]';
  const inMirror = (text: string, minor: '1.33' | '1.37' = '1.37') =>
    findings(statefulSet({ pod: text }).replace('      labels:', `      ${metadata}\n      labels:`), { minor });
  const place = 'fields-conflict spec.template.metadata.annotations.kubernetes.io/config.mirror';
  assert.deepEqual(inMirror('nodeName: n1'), []);
  assert.deepEqual(inMirror('enableServiceLinks: false'), [place]);
  assert.deepEqual(inMirror(`nodeName: n1\n${claims}`), [place]);
  assert.deepEqual(inMirror(`nodeName: n1\n${claims}`, '1.33'), ['field-gate-off spec.template.spec.resourceClaims']);
});
