import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Minor } from '../../server/src/schema/minor.ts';
import { statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { findings } from './support.ts';

describe('the annotation for AppArmor', () => {
  const name = 'container.apparmor.security.beta.kubernetes.io/app';
  const place = `spec.template.metadata.annotations.${name}`;
  const old = [`field-deprecated ${place}`];
  const mismatch = ['fields-conflict spec.template.spec.containers[0].securityContext.appArmorProfile.type'];

  /** The findings in a set whose Pods have the annotation, and this profile in a security context. */
  function found(
    minor: Minor,
    where?: 'pod' | 'container',
    type = 'RuntimeDefault',
    value = 'runtime/default',
  ): string[] {
    const context = `securityContext: {appArmorProfile: {type: ${type}}}`;
    const text = statefulSet(where === undefined ? {} : { [where]: context });
    const annotated = text.replace('      labels:', `      annotations: {${name}: ${value}}\n      labels:`);
    return findings(annotated, { minor });
  }

  test('is deprecated since 1.30 wherever no field says the same', () => {
    assert.deepEqual(found('1.29'), []);
    for (const minor of ['1.30', '1.33', '1.34', '1.37'] as const) {
      assert.deepEqual(found(minor), old, minor);
      assert.deepEqual(found(minor, 'container'), [], minor);
      assert.deepEqual(found(minor, 'pod'), [], minor);
    }
  });

  test('must not contradict the field of the container, nor that of the Pod since 1.34', () => {
    assert.deepEqual(found('1.33', 'container', 'Unconfined'), mismatch);
    assert.deepEqual(found('1.37', 'container', 'Unconfined'), mismatch);
    assert.deepEqual(found('1.33', 'pod', 'Unconfined'), []);
    assert.deepEqual(found('1.34', 'pod', 'Unconfined'), mismatch);
  });
});
