import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gateOnSince, isGateOn } from '../../server/src/schema/gates.ts';
import { minors } from '../../server/src/schema/minor.ts';
import { claimTemplate, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { errorsIn, findings, repaired, warningsIn } from './support.ts';

const unavailable = (value: string) => ({ spec: `updateStrategy:\n  rollingUpdate:\n    maxUnavailable: ${value}` });
const unavailablePath = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
const container = 'spec.template.spec.containers[0]';

describe('minors', () => {
  test('a good StatefulSet is good in every minor', () => {
    for (const minor of minors) assert.deepEqual(findings(statefulSet(), { minor }), [], minor);
  });

  test('a field whose gate is off is dropped, and its value not looked at', () => {
    assert.deepEqual(errorsIn(unavailable('0'), { minor: '1.34' }), []);
    assert.deepEqual(warningsIn(unavailable('0'), { minor: '1.34' }), [`field-gate-off ${unavailablePath}`]);
    assert.deepEqual(errorsIn(unavailable('0')), [`value-out-of-range ${unavailablePath}`]);
    assert.deepEqual(errorsIn(unavailable('120%')), [`value-out-of-range ${unavailablePath}`]);
    assert.deepEqual(errorsIn(unavailable('"2"')), [`value-invalid ${unavailablePath}`]);
    assert.deepEqual(errorsIn(unavailable('50%')), []);
    // Its type counts all the same
    assert.deepEqual(errorsIn(unavailable('[]'), { minor: '1.34' }), [`wrong-type ${unavailablePath}`]);
  });

  test('a field that the minor does not know is refused', () => {
    const parts = {
      container:
        'env:\n  - name: A\n    valueFrom:\n      fileKeyRef:\n        volumeName: v\n        path: p\n        key: k',
    };
    const path = `${container}.env[0].valueFrom.fileKeyRef`;
    assert.deepEqual(errorsIn(parts, { minor: '1.33' }), [`field-needs-newer-kubernetes ${path}`]);
    assert.deepEqual(errorsIn(parts, { minor: '1.36' }), [`volume-mount-undefined ${path}.volumeName`]);
  });

  test('names of variables are freer since 1.32', () => {
    const parts = { container: 'env:\n  - name: "my var"\n    value: a' };
    assert.deepEqual(errorsIn(parts, { minor: '1.31' }), [`name-invalid ${container}.env[0].name`]);
    assert.deepEqual(errorsIn(parts, { minor: '1.32' }), []);
    assert.deepEqual(errorsIn({ container: 'env:\n  - name: "a=b"' }), [`name-invalid ${container}.env[0].name`]);
  });

  test('containers have a restart policy of their own since 1.35', () => {
    const parts = { container: 'restartPolicy: OnFailure' };
    assert.deepEqual(errorsIn(parts, { minor: '1.33' }), [`field-forbidden ${container}.restartPolicy`]);
    assert.deepEqual(warningsIn(parts, { minor: '1.34' }), [`field-gate-off ${container}.restartPolicy`]);
    assert.deepEqual(findings(statefulSet(parts), { minor: '1.35' }), []);
  });

  test('a dataSource that is dropped is not looked at before 1.34', () => {
    const spec =
      'volumeClaimTemplates:\n  - metadata:\n      name: data\n    spec:\n      accessModes: [ReadWriteOnce]\n      dataSource: {name: a}\n      resources: {requests: {storage: 1Gi}}';
    assert.deepEqual(errorsIn({ spec }, { minor: '1.33' }), []);
    assert.ok(errorsIn({ spec }, { minor: '1.34' }).length > 0);
  });

  test('a snapshot without its group is told once, with the group to write', () => {
    const claim = 'accessModes: [ReadWriteOnce]\nresources: {requests: {storage: 1Gi}}';
    const source = `${claim}\ndataSource:\n  name: nightly\n  kind: VolumeSnapshot`;
    const text = statefulSet({ spec: claimTemplate(source) });
    const path = 'spec.volumeClaimTemplates[0].spec.dataSource';
    assert.deepEqual(findings(text), [`value-not-supported ${path}`]);
    assert.deepEqual(findings(text, { minor: '1.33' }), [`value-ignored ${path}`]);
    for (const minor of ['1.33', '1.37'] as const) assert.deepEqual(findings(repaired(text, { minor }), { minor }), []);
  });

  test('gates are told with the minor that switches them on', () => {
    assert.equal(gateOnSince('HostnameOverride'), '1.35');
    assert.equal(gateOnSince('EvictionRequestAPI'), undefined);
    assert.equal(isGateOn('VolumeAttributesClass', '1.33'), false);
    assert.equal(isGateOn('VolumeAttributesClass', '1.34'), true);
  });
});
