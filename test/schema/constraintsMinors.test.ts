import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Minor } from '../../server/src/schema/minor.ts';
import { errorsIn, findings, warningsIn } from './support.ts';

const pod = 'spec.template.spec';

describe('Services that expose the port of the kubelet', () => {
  const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: LoadBalancer
  ports: [{port: 10250}]
`;
  test('refused until 1.32', () => {
    assert.deepEqual(findings(service, { minor: '1.32' }), ['value-not-supported spec.ports[0]']);
    assert.deepEqual(findings(service, { minor: '1.33' }), []);
  });
});

describe('autoscalers that scale to zero', () => {
  const autoscaler = (metric: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}
  minReplicas: 0
  maxReplicas: 3
  metrics: [${metric}]
`;
  const external = '{type: External, external: {metric: {name: queue}, target: {type: Value, value: 1}}}';
  const resource = '{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}';

  test('taken since 1.37 with a metric from outside', () => {
    assert.deepEqual(findings(autoscaler(external), { minor: '1.36' }), ['value-out-of-range spec.minReplicas']);
    assert.deepEqual(findings(autoscaler(external), { minor: '1.37' }), []);
  });

  test('not with what the Pods themselves use', () => {
    assert.deepEqual(findings(autoscaler(resource), { minor: '1.37' }), ['fields-conflict spec.metrics']);
  });

  test('selectors of metrics are not checked', () => {
    const metric = '{name: queue, selector: {matchLabels: {a: "no label"}, matchExpressions: [{operator: Like}]}}';
    const text = autoscaler(`{type: External, external: {metric: ${metric}, target: {type: Value, value: 1}}}`);
    assert.deepEqual(findings(text, { minor: '1.37' }), []);
  });
});

describe('image volumes', () => {
  const parts = {
    container: 'volumeMounts: [{name: code, mountPath: ""}]',
    pod: 'volumes:\n  - {name: code, image: {reference: a}, nfs: {}}\n  - {name: Data, emptyDir: {}}',
  };
  const errors = (minor: Minor) => errorsIn(parts, { minor });

  test('are dropped with their mounts while the gate is off', () => {
    assert.deepEqual(errors('1.34'), [`name-invalid ${pod}.volumes[0].name`]);
    assert.deepEqual(warningsIn(parts, { minor: '1.34' }), [`field-gate-off ${pod}.volumes[0].image`]);
  });

  test('are checked when it is on', () => {
    assert.ok(errors('1.35').includes(`choice-conflict ${pod}.volumes[0].image`));
    assert.ok(errors('1.35').includes(`required-field-missing ${pod}.containers[0].volumeMounts[0].mountPath`));
  });
});

describe('files that variables are read from', () => {
  const variable = 'env: [{name: A, valueFrom: {fileKeyRef: {volumeName: files, path: /a.env, key: A}}}]';

  test('a volume without a source is an emptyDir', () => {
    assert.deepEqual(errorsIn({ container: variable, pod: 'volumes: [{name: files}]' }), []);
  });

  test('any other is not', () => {
    const parts = { container: variable, pod: 'volumes: [{name: files, configMap: {name: c}}]' };
    const field = `${pod}.containers[0].env[0].valueFrom.fileKeyRef.volumeName`;
    assert.deepEqual(errorsIn(parts), [`volume-mount-undefined ${field}`]);
  });
});

describe('projected certificates', () => {
  const certificate = (more: string) => ({
    pod: `volumes: [{name: v, projected: {sources: [{podCertificate: {keyType: ED25519, ${more}}}]}}]`,
  });
  const field = `${pod}.volumes[0].projected`;

  test('are checked since 1.37, when the gate is on', () => {
    const parts = certificate('signerName: signer, credentialBundlePath: /a');
    assert.deepEqual(errorsIn(parts, { minor: '1.36' }), []);
    assert.deepEqual(errorsIn(parts), [
      `value-invalid ${field}.sources[0].podCertificate.signerName`,
      `value-invalid ${field}.sources[0].podCertificate.credentialBundlePath`,
    ]);
  });

  test('last a day at most when Kubernetes itself signs', () => {
    const more = 'credentialBundlePath: a, maxExpirationSeconds: 90000';
    assert.deepEqual(errorsIn(certificate(`signerName: example.com/s, ${more}`)), []);
    assert.deepEqual(errorsIn(certificate(`signerName: kubernetes.io/s, ${more}`)), [
      `value-out-of-range ${field}.sources[0].podCertificate.maxExpirationSeconds`,
    ]);
  });

  test('do not share a path', () => {
    assert.deepEqual(errorsIn(certificate('signerName: example.com/s, keyPath: a, certificateChainPath: a')), [
      `duplicate-value ${field}`,
    ]);
  });
});

describe('restarts of init containers for a new size', () => {
  const parts = (policy: string) => ({
    pod: `initContainers: [{name: i, image: a, ${policy}resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]}]`,
  });

  test('only of sidecars since 1.36', () => {
    const field = `${pod}.initContainers[0].resizePolicy[0].restartPolicy`;
    assert.deepEqual(errorsIn(parts(''), { minor: '1.35' }), []);
    assert.deepEqual(errorsIn(parts(''), { minor: '1.36' }), [`fields-conflict ${field}`]);
    assert.deepEqual(errorsIn(parts('restartPolicy: Always, '), { minor: '1.36' }), []);
  });
});
