import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Minor } from '../../server/src/schema/minor.ts';
import { added } from '../support/effective.ts';
import { findings } from './support.ts';

/** An autoscaler of version 1 with these entries of its spec. */
function autoscaler(spec: string, metadata = ''): string {
  return `apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\n${metadata}spec:\n${spec}`;
}

const target = '  scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}\n';

describe('autoscalers of version 1', () => {
  const errors = (spec: string, minor: Minor = '1.37') => findings(autoscaler(spec), { minor });

  test('are read as strictly as others', () => {
    assert.deepEqual(errors(`${target}  maxReplicas: 3\n`), []);
    assert.deepEqual(errors(`${target}  maxReplicas: 3\n  metrics: []\n`), ['unknown-field spec.metrics']);
    assert.deepEqual(errors(`${target}  maxReplicas: many\n`), ['wrong-type spec.maxReplicas']);
    assert.deepEqual(findings(autoscaler(`${target}  maxReplicas: 3\n`).replace('name: web', 'name: Web')), [
      'name-invalid metadata.name',
    ]);
  });

  test('need a target and a sound range', () => {
    assert.deepEqual(errors('  maxReplicas: 3\n  scaleTargetRef: {apiVersion: v1, kind: StatefulSet, name: web}\n'), [
      'value-invalid spec.scaleTargetRef.apiVersion',
    ]);
    assert.deepEqual(errors(`${target}  maxReplicas: 3\n  minReplicas: 4\n`), ['fields-conflict spec.maxReplicas']);
    assert.deepEqual(errors(target), ['required-field-missing spec.maxReplicas']);
  });

  test('aim at more than nothing; Kubernetes names the metric that this becomes', () => {
    const aim = (percent: number) =>
      errors(`${target}  maxReplicas: 3\n  targetCPUUtilizationPercentage: ${percent}\n`);
    assert.deepEqual(aim(200), []);
    assert.deepEqual(aim(0), ['value-out-of-range spec.metrics[0].resource.target.averageUtilization']);
  });

  test('scale to nothing only by metrics that stand in an annotation', () => {
    const spec = `${target}  maxReplicas: 3\n  minReplicas: 0\n`;
    const queue = '[{"type":"External","external":{"metricName":"queue","targetValue":"5"}}]';
    const metrics = `  annotations:\n    autoscaling.alpha.kubernetes.io/metrics: '${queue}'\n`;
    assert.deepEqual(errors(spec, '1.36'), ['value-out-of-range spec.minReplicas']);
    assert.deepEqual(errors(spec), ['fields-conflict spec.metrics']);
    assert.deepEqual(findings(autoscaler(spec, metrics)), []);
  });

  describe('with annotations', () => {
    const annotated = (name: string, text: string, minReplicas = 1) =>
      findings(
        autoscaler(
          `${target}  maxReplicas: 3\n  minReplicas: ${minReplicas}\n`,
          `  annotations:\n    autoscaling.alpha.kubernetes.io/${name}: '${text}'\n`,
        ),
      );
    const metrics = (...list: readonly string[]) => annotated('metrics', `[${list.join(', ')}]`);

    test('have metrics of all kinds there', () => {
      const whole = [
        '{"type":"Resource","resource":{"name":"memory","targetAverageUtilization":50}}',
        '{"type":"ContainerResource","containerResource":{"name":"cpu","container":"app","targetAverageValue":"1"}}',
        '{"type":"Pods","pods":{"metricName":"hits","targetAverageValue":"5"}}',
        '{"type":"Object","object":{"target":{"kind":"Service","name":"web"},"metricName":"hits","targetValue":"5"}}',
        '{"type":"Object","object":{"target":{"kind":"Service","name":"web"},"metricName":"hits","averageValue":"5"}}',
        '{"type":"External","external":{"metricName":"queue","targetAverageValue":"5"}}',
        '{"TYPE":"Pods","Pods":{"MetricName":"hits","targetaveragevalue":5}}',
      ];
      assert.deepEqual(metrics(...whole), []);
    });

    test('are refused for what is wrong with these, by the fields of version 2', () => {
      assert.deepEqual(metrics('{"type":"Pods"}'), ['required-field-missing spec.metrics[0].pods']);
      const resource = '{"type":"Resource","resource":{"name":"memory","targetAverageUtilization":0}}';
      assert.deepEqual(metrics('{"type":"Pods","pods":{"metricName":"","targetAverageValue":"5"}}', resource), [
        'required-field-missing spec.metrics[0].pods.metric.name',
        'value-out-of-range spec.metrics[1].resource.target.averageUtilization',
      ]);
      const memory = '[{"type":"Resource","resource":{"name":"memory","targetAverageUtilization":50}}]';
      assert.deepEqual(annotated('metrics', memory, 0), ['fields-conflict spec.metrics']);
    });

    test('have a behaviour there, which has no defaults', () => {
      const policies = '"policies":[{"type":"Pods","value":1,"periodSeconds":60}]';
      assert.deepEqual(annotated('behavior', `{"ScaleUp":{"SelectPolicy":"Min",${policies}}}`), []);
      assert.deepEqual(annotated('behavior', '{"scaleDown":{"stabilizationWindowSeconds":3601}}'), [
        'value-out-of-range spec.behavior.scaleDown.stabilizationWindowSeconds',
        'required-field-missing spec.behavior.scaleDown.policies',
      ]);
    });

    test('are not read where these are of another shape', () => {
      for (const text of ['', 'x', '{}', '[]', 'null', '[1]', '[{"type":"Pods","pods":{"targetAverageValue":"many"}}]'])
        assert.deepEqual(annotated('metrics', text), [], text);
      for (const text of ['x', '[]', '{}', 'null', '{"scaleUp":{"stabilizationWindowSeconds":"5"}}'])
        assert.deepEqual(annotated('behavior', text), [], text);
    });
  });

  test('are stored with one Pod at least and 80 % of the processor', () => {
    const object = autoscaler(`${target}  maxReplicas: 3\n`);
    assert.deepEqual(added(object), { 'spec.minReplicas': 1, 'spec.targetCPUUtilizationPercentage': 80 });
  });
});
