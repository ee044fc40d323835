import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultOf } from '../../server/src/effective/defaultOf.ts';
import { defaultTables } from '../../server/src/effective/defaults/all.ts';
import { gatedFields } from '../../server/src/effective/gatedFields.ts';
import { imageTag, pullPolicyOf } from '../../server/src/effective/imageName.ts';
import { addAmounts, maxAmounts, storedAmount } from '../../server/src/effective/quantities.ts';
import { shapes } from '../../server/src/effective/shapes.ts';
import { writtenDefaults } from '../../server/src/effective/writtenDefaults.ts';
import { constraintTables } from '../../server/src/schema/constraints/all.ts';
import { typeByName } from '../../server/src/schema/lookup.ts';
import { manifestOf } from '../support/effective.ts';

test('defaults are told as text, as far as the minor has them', () => {
  assert.equal(defaultOf('core.v1.Probe', 'periodSeconds', '1.37'), '10');
  assert.equal(defaultOf('apps.v1.StatefulSetSpec', 'podManagementPolicy', '1.29'), 'OrderedReady');
  assert.equal(defaultOf('core.v1.PodSpec', 'securityContext', '1.37'), '{}');
  assert.match(defaultOf('core.v1.Container', 'imagePullPolicy', '1.37') ?? '', /^Always for the tag latest/);
  assert.equal(defaultOf('apps.v1.RollingUpdateStatefulSetStrategy', 'maxUnavailable', '1.37'), '1');
  assert.equal(defaultOf('apps.v1.RollingUpdateStatefulSetStrategy', 'maxUnavailable', '1.36'), undefined);
  assert.equal(defaultOf('core.v1.FileKeySelector', 'optional', '1.33'), undefined);
  assert.equal(defaultOf('autoscaling.v2.HPAScalingRules', 'selectPolicy', '1.37'), 'Max');
  assert.equal(defaultOf('core.v1.Container', 'image', '1.37'), undefined);
  assert.equal(defaultOf('core.v1.Nothing', 'image', '1.37'), undefined);
});

test('every table names types and fields that the schema has', () => {
  for (const [name, { fields }] of defaultTables) assertFields(name, Object.keys(fields ?? {}));
  for (const [name, fields] of Object.entries(gatedFields)) assertFields(name, Object.keys(fields ?? {}));
  for (const [name, shape] of Object.entries(shapes)) {
    const names = [shape?.structs, shape?.always, shape?.pointers].flatMap((text) => text?.split(' ') ?? []);
    assertFields(name, names);
  }
});

function assertFields(typeName: string, fields: readonly string[]): void {
  const type = typeByName(typeName);
  assert.ok(type, typeName);
  for (const field of fields) assert.ok(type.fields.has(field), `${typeName}.${field}`);
}

/** Required by the schema and yet left out where they are empty, as their Go tags say. */
const omittedThoughRequired = [
  'core.v1.ContainerRestartRule.action',
  'core.v1.ContainerRestartRuleOnExitCodes.operator',
  'core.v1.EvictionResponder.priority',
  'core.v1.PodCertificateProjection.keyType',
  'core.v1.PodCertificateProjection.signerName',
];

test('what the schema requires is there even when it is empty, save for what is known to differ', () => {
  const omitted: string[] = [];
  for (const [name, shape] of Object.entries(shapes)) {
    const there = `${shape?.structs ?? ''} ${shape?.always ?? ''}`.split(' ');
    for (const field of typeByName(name)?.required ?? []) if (!there.includes(field)) omitted.push(`${name}.${field}`);
  }
  assert.deepEqual(
    omitted.filter((field) => !omittedThoughRequired.includes(field)),
    [],
  );
});

/** Dropped by functions of their own, in `effective/create/`. */
const droppedInPlace = [
  'core.v1.Container.restartPolicy',
  'core.v1.Container.restartPolicyRules',
  'core.v1.Lifecycle.stopSignal',
  'core.v1.LifecycleHandler.sleep',
  'core.v1.SecurityContext.procMount',
  'core.v1.TypedObjectReference.namespace',
  'core.v1.Volume.image',
];

test('a field that checks pass over while its gate is off is dropped under the same gate', () => {
  const missing: string[] = [];
  for (const [table, { fields }] of constraintTables) {
    const typeName = table.split('#')[0]!;
    for (const [field, written] of Object.entries(fields ?? {})) {
      for (const { gate } of Array.isArray(written) ? written : [written]) {
        if (gate === undefined || droppedInPlace.includes(`${typeName}.${field}`)) continue;
        if (gatedFields[typeName]?.[field]?.gate !== gate) missing.push(`${typeName}.${field}: ${gate}`);
      }
    }
  }
  assert.deepEqual(missing, []);
});

test('an image is pulled always for the tag latest, which stands for no tag, too', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const tags: Record<string, string> = {
    nginx: 'latest',
    'nginx:1.27': '1.27',
    'registry:5000/team/app': 'latest',
    'localhost/app:1': '1',
    'index.docker.io/nginx': 'latest',
    'a__b/c---d.e_f': 'latest',
    [`nginx@${digest}`]: '',
    [`nginx:latest@${digest}`]: 'latest',
    'nginx:latest@sha256:1': '',
    '': '',
    Nginx: '',
    'Nginx/app': 'latest',
    ' nginx': '',
    'nginx:': '',
    a___b: '',
    [`${'a'.repeat(64)}`]: '',
    [`${'a/'.repeat(128)}b`]: '',
  };
  for (const [image, tag] of Object.entries(tags)) assert.equal(imageTag(image), tag, image);
  assert.equal(pullPolicyOf('nginx'), 'Always');
  assert.equal(pullPolicyOf('nginx:latestest'), 'IfNotPresent');
});

test('amounts are added up and compared by value, in the style of the first', () => {
  assert.deepEqual(addAmounts({ cpu: '500m', memory: '1Gi' }, { cpu: '1', memory: '512Mi', pods: '1' }), {
    cpu: '1500m',
    memory: '1536Mi',
    pods: '1',
  });
  assert.deepEqual(addAmounts({ memory: '0' }, { memory: '1Ki' }), { memory: '1Ki' });
  assert.deepEqual(maxAmounts({ cpu: '2', memory: '1k' }, { cpu: '1500m', memory: '1Ki' }), {
    cpu: '2',
    memory: '1Ki',
  });
  assert.equal(storedAmount('1n'), '1m');
  assert.equal(storedAmount('-1u'), '-1m');
  assert.equal(storedAmount('1.0005'), '1001m');
});

function found(yaml: string): string[] {
  return writtenDefaults(manifestOf(yaml), { minor: '1.37' }).map(({ view, value }) => `${view.path} ${value}`);
}

test('places are found where what is written is the default anyway', () => {
  const text = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: 1
  minReadySeconds: 0
  updateStrategy: {type: RollingUpdate}
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain}
  template:
    spec:
      hostNetwork: false
      hostUsers: false
      containers:
        - image: nginx
          imagePullPolicy: Always
          resources: {}
          ports: [{containerPort: 80, protocol: TCP}, {containerPort: 81, protocol: UDP}]
          livenessProbe: {periodSeconds: 10, timeoutSeconds: 2}
      volumes: [{name: a, emptyDir: {}}]`;
  assert.deepEqual(found(text), [
    'spec.replicas 1',
    'spec.minReadySeconds 0',
    'spec.persistentVolumeClaimRetentionPolicy {"whenDeleted":"Retain","whenScaled":"Retain"}',
    'spec.template.spec.hostNetwork false',
    'spec.template.spec.containers[0].imagePullPolicy "Always"',
    'spec.template.spec.containers[0].ports[0].protocol "TCP"',
    'spec.template.spec.containers[0].livenessProbe.periodSeconds 10',
  ]);
});

test('a strategy named like the default is no default where it keeps settings away', () => {
  const set = (strategy: string): string =>
    `{apiVersion: apps/v1, kind: StatefulSet, spec: {updateStrategy: ${strategy}}}`;
  assert.deepEqual(found(set('{type: RollingUpdate, rollingUpdate: {partition: 0}}')), [
    'spec.updateStrategy.type "RollingUpdate"',
    'spec.updateStrategy.rollingUpdate.partition 0',
  ]);
  assert.deepEqual(found(set('{type: OnDelete}')), []);
});

test('a target port that is the port, and a policy that depends on the image', () => {
  assert.deepEqual(
    found('{apiVersion: v1, kind: Service, spec: {ports: [{port: 80, targetPort: 80}, {port: 81, targetPort: 80}]}}'),
    ['spec.ports[0].targetPort 80'],
  );
  assert.deepEqual(
    found('{apiVersion: v1, kind: Pod, spec: {containers: [{image: "a:1", imagePullPolicy: Always}]}}'),
    [],
  );
  assert.deepEqual(found('{apiVersion: v1, kind: ConfigMap}'), []);
});
