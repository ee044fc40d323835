import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { check, errorsIn, findings, underlined } from './support.ts';

/** A placeholder that something fills in before the text is applied. */
const open = (name: string) => `\${${name}}`;
const env = (value: string) => ({ container: `env:\n  - name: MODE\n    value: ${value}` });
const envPath = 'spec.template.spec.containers[0].env[0].value';

describe('reading the text into the object', () => {
  test('a string is a string only where YAML says so', () => {
    for (const value of ['yes', 'true', '8080', '1_000', '0o17', '1e3', '3.5', '[a]', '{a: b}']) {
      assert.deepEqual(errorsIn(env(value)), [`wrong-type ${envPath}`], value);
    }
    for (const value of ['"yes"', "'8080'", 'plain', '2024-01-31', 'null', '', '|-\n      text']) {
      assert.deepEqual(errorsIn(env(value)), [], value);
    }
  });

  test('whole numbers may be written as YAML writes them, within their bits', () => {
    for (const value of ['3', '3.0', '0x3', '0o3', '+3', '1_0', '1e1', 'null']) {
      assert.deepEqual(errorsIn({ spec: `replicas: ${value}` }), [], value);
    }
    for (const value of ['"3"', '3.5', 'three', 'true', '[]']) {
      assert.deepEqual(errorsIn({ spec: `replicas: ${value}` }), ['wrong-type spec.replicas'], value);
    }
    assert.deepEqual(errorsIn({ spec: 'replicas: 2147483648' }), ['number-too-large spec.replicas']);
    const grace = 'spec.template.spec.terminationGracePeriodSeconds';
    assert.deepEqual(errorsIn({ pod: 'terminationGracePeriodSeconds: 9223372036854775807' }), []);
    assert.deepEqual(errorsIn({ pod: 'terminationGracePeriodSeconds: 9223372036854775808' }), [
      `number-too-large ${grace}`,
    ]);
  });

  test('quantities are numbers or strings of their own spelling', () => {
    const memory = (value: string) => ({ container: `resources:\n  requests:\n    memory: ${value}` });
    for (const value of ['1Gi', '"1Gi"', '1073741824', '1.5Gi', '1e9', '" 1Gi "', '0', '"+1Gi"', '1E']) {
      assert.deepEqual(errorsIn(memory(value)), [], value);
    }
    const path = 'spec.template.spec.containers[0].resources.requests.memory';
    for (const value of ['1GB', '1gi', '1 Gi', '""', '1e3Gi', '1K']) {
      assert.deepEqual(errorsIn(memory(value)), [`quantity-invalid ${path}`], value);
    }
    assert.deepEqual(errorsIn(memory('true')), [`wrong-type ${path}`]);
  });

  test('times are RFC 3339', () => {
    const created = (value: string) =>
      statefulSet().replace('name: web\n', `name: web\n  creationTimestamp: ${value}\n`);
    assert.deepEqual(findings(created('null')), []);
    assert.deepEqual(findings(created('"2024-02-29T12:00:00Z"')), []);
    for (const value of ['"2024-02-30T12:00:00Z"', 'yesterday', '"2024-01-31"']) {
      assert.deepEqual(findings(created(value)), ['wrong-type metadata.creationTimestamp'], value);
    }
  });

  test('an unknown field is named with what was meant', () => {
    const message = (parts: Parameters<typeof statefulSet>[0]) => check(statefulSet(parts))[0]!.message;
    assert.match(message({ spec: 'replica: 3' }), /no field "replica"; did you mean "replicas"\?/);
    assert.match(message({ spec: 'Replicas: 3' }), /did you mean "replicas"\?/);
    assert.match(message({ spec: 'strategy:\n  type: RollingUpdate' }), /did you mean "updateStrategy"\?/);
    assert.match(message({ container: 'fsGroup: 1000' }), /it belongs in spec\.template\.spec\.securityContext/);
    assert.match(message({ pod: 'imagePullPolicy: Always' }), /it belongs in an item of containers/);
    assert.match(message({ spec: 'accessModes: []' }), /it belongs in the spec of an item of volumeClaimTemplates/);
    assert.match(message({ pod: 'terminationGracePeriod: 5' }), /did you mean "terminationGracePeriodSeconds"\?/);
    assert.match(message({ pod: 'serviceAcc: a' }), /leave it out/);
    assert.match(message({ spec: 'bogus: 1' }), /leave it out/);
    assert.equal(underlined(statefulSet({ spec: 'bogus: 1' }), 'unknown-field'), 'bogus');
  });

  test('what cannot be read hides only what it would make wrong', () => {
    const text = statefulSet({ name: 'Web', spec: 'bogus: 1\nreplicas: -1', container: 'imagePullPolicy: never' });
    assert.deepEqual(findings(text).sort(), [
      'name-invalid metadata.name',
      'unknown-field spec.bogus',
      'value-not-supported spec.template.spec.containers[0].imagePullPolicy',
      'value-out-of-range spec.replicas',
    ]);
    const misspelt = statefulSet().replace('selector:', 'selectr:');
    assert.deepEqual(findings(misspelt), ['unknown-field spec.selectr']);
  });

  test('aliases and merge keys are read as what they stand for', () => {
    const text = statefulSet({
      pod: 'x: &x\n  name: X',
      container: 'ports:\n  - &port {containerPort: 70000}\n  - *port\nenv:\n  - <<: {name: A}\n    value: *nothing',
    }).replace('      x: &x\n        name: X\n', '');
    assert.deepEqual(findings(text), [
      'value-out-of-range spec.template.spec.containers[0].ports[0].containerPort',
      'value-out-of-range spec.template.spec.containers[0].ports[1].containerPort',
      'duplicate-ignored spec.template.spec.containers[0].ports[1]',
    ]);
  });

  test('of patches nothing is missing, and nothing need agree', () => {
    const patch =
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  $patch: merge\n  replica: 3\n';
    assert.deepEqual(findings(patch, { isPatch: true }), ['unknown-field spec.replica']);
    const mount = statefulSet({ container: 'volumeMounts:\n  - name: elsewhere\n    mountPath: /data' });
    assert.deepEqual(findings(mount, { isPatch: true }), []);
  });

  test('values that a patch holds both must go together', () => {
    const container = 'spec.template.spec.containers[0]';
    const found = (text: string) => findings(text, { isPatch: true });
    const inContainer = (lines: string) => found(statefulSet({ container: lines }));
    const resources = (requests: string, limits: string) =>
      inContainer(`resources:\n  requests: {${requests}}\n  limits: {${limits}}`);
    assert.deepEqual(resources('memory: 4Gi', 'memory: 2Gi'), [
      `resource-request-above-limit ${container}.resources.requests`,
    ]);
    assert.deepEqual(resources('memory: 4Gi', 'cpu: 1'), []);
    assert.deepEqual(resources('memory: 4Gi', 'memory: null'), []);
    assert.deepEqual(resources('$patch: replace, memory: 4Gi', '$patch: replace'), []);
    assert.deepEqual(resources('example.com/gpu: 1, hugepages-2Mi: 2Mi', ''), []);
    assert.deepEqual(inContainer('livenessProbe: {exec: {command: [a]}, tcpSocket: {port: 1}}'), [
      `choice-conflict ${container}.livenessProbe.tcpSocket`,
    ]);
    assert.deepEqual(inContainer('livenessProbe: {exec: {command: [a]}, tcpSocket: null}'), []);
    assert.deepEqual(inContainer('livenessProbe: {periodSeconds: 3}'), []);
    assert.deepEqual(inContainer('securityContext: {privileged: true, allowPrivilegeEscalation: false}'), [
      `fields-conflict ${container}.securityContext`,
    ]);
    const strategy = (text: string) => found(statefulSet({ spec: `updateStrategy: {${text}}` }));
    assert.deepEqual(strategy('type: OnDelete, rollingUpdate: {partition: 1}'), [
      'fields-conflict spec.updateStrategy.rollingUpdate',
    ]);
    assert.deepEqual(strategy('type: OnDelete, rollingUpdate: null'), []);
  });

  test('what a patch says of maps is none of their entries', () => {
    assert.deepEqual(findings(statefulSet({ labels: 'labels: {$patch: replace, app: web}' }), { isPatch: true }), []);
  });

  test('what a patch takes out is not looked at', () => {
    const gone = '$patch: delete\nresources: {requests: {memory: 4Gi}, limits: {memory: 2Gi}}';
    assert.deepEqual(findings(statefulSet({ container: gone }), { isPatch: true }), []);
  });

  test('placeholders stand for anything', () => {
    const text = statefulSet({
      spec: `replicas: ${open('COUNT')}`,
      labels: `labels:\n  app: ${open('APP')}`,
      container: `imagePullPolicy: "${open('PULL')}"`,
    });
    assert.deepEqual(findings(text), []);
    assert.deepEqual(findings(text.replace('serviceName: web', 'serviceName: my.web')), [
      'name-invalid spec.serviceName',
    ]);
  });

  test('objects of other people are left alone', () => {
    const text = statefulSet({ apiVersion: 'apps.example.com/v1beta1', spec: 'whatever: 1' });
    assert.deepEqual(findings(text), []);
    assert.deepEqual(findings(statefulSet({ kind: 'Deployment' })), []);
    assert.deepEqual(findings('apiVersion: v2\nname: chart\n'), []);
    assert.deepEqual(findings(statefulSet({ apiVersion: 'app/v1' })), ['api-version-unknown apiVersion']);
  });
});
