import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Minor } from '../../server/src/schema/minor.ts';
import { findings } from './support.ts';

/** The findings in a Service with these annotations and these entries of its spec. */
function inService(annotations: string, spec: string, minor: Minor = '1.37'): string[] {
  const text = `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations: {${annotations}}\nspec:\n  ports: [{port: 80}]\n${spec}`;
  return findings(text, { minor });
}

describe('annotations of Services', () => {
  const name = 'service.beta.kubernetes.io/load-balancer-source-ranges';
  const ranges = (value: string, spec = '  type: LoadBalancer\n', minor: Minor = '1.37') =>
    inService(`${name}: "${value}"`, spec, minor);
  const place = `metadata.annotations[${name}]`;

  test('hold ranges of addresses for type LoadBalancer only', () => {
    assert.deepEqual(ranges(' 10.0.0.0/8 , 2001:db8::/32'), []);
    assert.deepEqual(ranges(''), []);
    assert.deepEqual(ranges('10.0.0.0/8', '  type: NodePort\n'), [`field-forbidden ${place}`]);
    assert.deepEqual(ranges('10.0.0.0/8', ''), [`field-forbidden ${place}`]);
    assert.deepEqual(ranges('10.0.0.0/8,db,10.0.0.0'), [`value-invalid ${place}`, `value-invalid ${place}`]);
  });

  test('are not read where the field has ranges', () => {
    assert.deepEqual(ranges('x', '  type: LoadBalancer\n  loadBalancerSourceRanges: [10.0.0.0/8]\n'), []);
    assert.deepEqual(ranges('x', '  type: LoadBalancer\n  loadBalancerSourceRanges: []\n'), [`value-invalid ${place}`]);
  });

  test('take bits beyond the prefix until 1.35', () => {
    assert.deepEqual(ranges('10.1.2.3/8', '  type: LoadBalancer\n', '1.35'), []);
    assert.deepEqual(ranges('10.1.2.3/8'), [`value-invalid ${place}`]);
  });

  test('say one thing under the old and the new name of topology', () => {
    const both = (hints: string, mode: string) =>
      inService(
        `service.kubernetes.io/topology-aware-hints: ${hints}, service.kubernetes.io/topology-mode: ${mode}`,
        '',
      ).filter((found) => !found.startsWith('field-deprecated'));
    assert.deepEqual(both('Auto', 'Auto'), []);
    assert.deepEqual(both('Auto', 'Disabled'), [
      'fields-conflict metadata.annotations[service.kubernetes.io/topology-mode]',
    ]);
  });
});
