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
    const metrics = `  annotations:\n    autoscaling.alpha.kubernetes.io/metrics: '[{"type":"External"}]'\n`;
    assert.deepEqual(errors(spec, '1.36'), ['value-out-of-range spec.minReplicas']);
    assert.deepEqual(errors(spec), ['fields-conflict spec.metrics']);
    assert.deepEqual(findings(autoscaler(spec, metrics)), []);
  });

  test('are stored with one Pod at least and 80 % of the processor', () => {
    const object = autoscaler(`${target}  maxReplicas: 3\n`);
    assert.deepEqual(added(object), { 'spec.minReplicas': 1, 'spec.targetCPUUtilizationPercentage': 80 });
  });
});
