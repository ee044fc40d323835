import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claimTemplate, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { check, repaired, repairedSafely } from './support.ts';

// One mistake is one error: what follows from it is not said, too.

const claim = 'accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 1Gi';
const mount = { container: 'volumeMounts: [{name: data, mountPath: /data}]' };
const good = statefulSet({ ...mount, spec: claimTemplate(claim) });

/** The errors after one replacement in a good StatefulSet. */
function errorsOf(from: string, to: string, text = good): string[] {
  assert.ok(text.includes(from), from);
  return check(text.replace(from, to)).map(({ rule, field }) => `${rule} ${field}`);
}

describe('follow-up damage', () => {
  test('of a misspelt or misplaced selector', () => {
    const path = 'unknown-field spec.selector';
    assert.deepEqual(errorsOf('matchLabels:', 'matchlabels:'), [`${path}.matchlabels`]);
    assert.deepEqual(errorsOf('    matchLabels:\n      app', '    app'), [`${path}.app`]);
  });

  test('of a misspelt or misplaced template', () => {
    assert.deepEqual(errorsOf('  template:', '  templates:'), ['unknown-field spec.templates']);
    assert.deepEqual(errorsOf('    spec:\n      containers', '    specs:\n      containers'), [
      'unknown-field spec.template.specs',
    ]);
    assert.deepEqual(errorsOf('    spec:\n      containers', '  spec:\n      containers'), ['unknown-field spec.spec']);
    const labels = '    metadata:\n      labels:\n        app: web\n';
    assert.deepEqual(errorsOf(labels, '    labels:\n      app: web\n'), ['unknown-field spec.template.labels']);
  });

  test('of misspelt or misplaced volumes', () => {
    assert.deepEqual(errorsOf('volumeClaimTemplates:', 'volumeClaimTemplate:'), [
      'unknown-field spec.volumeClaimTemplate',
    ]);
    const inPod = statefulSet({ ...mount, pod: claimTemplate(claim) });
    assert.deepEqual(errorsOf('web', 'web', inPod), ['unknown-field spec.template.spec.volumeClaimTemplates']);
    const volumes = statefulSet({ ...mount, pod: 'volumes:\n  - name: data\n    emptyDir: {}' });
    assert.deepEqual(errorsOf('volumes:', 'volume:', volumes), ['unknown-field spec.template.spec.volume']);
  });

  test('of an alias that stands for nothing', () => {
    assert.deepEqual(errorsOf('selector:\n    matchLabels:\n      app: web\n', 'selector: *labels\n'), []);
    assert.deepEqual(errorsOf('      labels:\n        app: web\n', '      labels: *labels\n'), []);
    assert.deepEqual(errorsOf('      labels:\n        app: web\n', '      <<: *metadata\n'), []);
    assert.deepEqual(errorsOf('accessModes: [ReadWriteOnce]', '<<: *modes'), []);
    assert.deepEqual(errorsOf('accessModes: [ReadWriteOnce]', 'accessModes: [*mode, ReadSometimes]'), [
      'value-not-supported spec.volumeClaimTemplates[0].spec.accessModes[1]',
    ]);
  });

  test('but not of a misplaced list that cannot hold what is missing', () => {
    const path = 'unknown-field spec.template.spec.volumeClaimTemplates';
    const mounts = 'volumeMounts[0].name';
    for (const list of ['volumeClaimTemplates: []', 'volumeClaimTemplates:', claimTemplate(claim)]) {
      const text = statefulSet({ container: 'volumeMounts: [{name: cache, mountPath: /data}]', pod: list });
      assert.deepEqual(errorsOf('web', 'web', text).sort(), [
        path,
        `volume-mount-undefined spec.template.spec.containers[0].${mounts}`,
      ]);
    }
  });

  test('of a claim that asks in the wrong words', () => {
    const spec = 'unknown-field spec.volumeClaimTemplates[0]';
    assert.deepEqual(errorsOf('requests:', 'request:'), [`${spec}.spec.resources.request`]);
    const beside = good.replace(/( +)requests:\n +storage: 1Gi/, '$1storage: 1Gi');
    assert.deepEqual(errorsOf('web', 'web', beside), [`${spec}.spec.resources.storage`]);
    assert.deepEqual(errorsOf('metadata:\n        name: data', 'name: data'), [`${spec}.name`]);
  });

  test('of a choice that is misspelt', () => {
    const probe = statefulSet({ container: 'readinessProbe:\n  httpGet: {port: 80}' });
    const path = 'unknown-field spec.template.spec.containers[0].readinessProbe';
    assert.deepEqual(errorsOf('httpGet:', 'httpget:', probe), [`${path}.httpget`]);
    assert.deepEqual(errorsOf('httpGet:', 'http:', probe), [`${path}.http`]);
  });

  test('what has nothing to do with it is said', () => {
    assert.deepEqual(errorsOf('matchLabels:', 'matchlabels:', good.replace('ReadWriteOnce', 'Often')), [
      'unknown-field spec.selector.matchlabels',
      'value-not-supported spec.volumeClaimTemplates[0].spec.accessModes[0]',
    ]);
    assert.deepEqual(errorsOf('serviceName:', 'servicename:', good.replace('- {name: data', '- {name: dta')), [
      'unknown-field spec.servicename',
    ]);
    assert.deepEqual(errorsOf('serviceName:', 'servicename:', good.replace('[{name: data', '[{name: dta')), [
      'unknown-field spec.servicename',
      'volume-mount-undefined spec.template.spec.containers[0].volumeMounts[0].name',
    ]);
  });
});

describe('what was meant', () => {
  const advice = (text: string) => check(text)[0]!.message.replace(/.*; /, '');

  test('is where the name belongs', () => {
    assert.equal(repairedSafely(good.replace('    matchLabels:\n      app: web', '    app: web')), good);
    assert.equal(
      advice(good.replace('    spec:\n      containers', '  spec:\n      containers')),
      'it belongs in spec.template',
    );
    assert.equal(
      advice(statefulSet({ container: 'resources: {cpu: 1}' })),
      'it belongs in spec.template.spec.containers[0].resources.requests',
    );
    assert.equal(
      advice(statefulSet({ container: 'livenessProbe: {path: /}' })),
      'it belongs in spec.template.spec.containers[0].livenessProbe.httpGet',
    );
  });

  test('a slip of the pen comes before another place', () => {
    const text = statefulSet({ container: 'resources: {request: {cpu: 1}}' });
    assert.equal(repairedSafely(text), text.replace('request:', 'requests:'));
  });

  test('is what other objects call it', () => {
    for (const [parts, name, field] of [
      [{ container: 'ports: [{port: 80}]' }, 'port:', 'containerPort:'],
      [{ pod: 'volumes: [{name: a, secret: {name: b}}]' }, '{name: b}', '{secretName: b}'],
      [{ pod: 'volumes: [{name: a, persistentVolumeClaim: {name: b}}]' }, '{name: b}', '{claimName: b}'],
    ] as const) {
      const text = statefulSet(parts);
      assert.equal(repaired(text), text.replace(name, field));
    }
  });

  test('access modes may be as kubectl prints them', () => {
    for (const [short, long] of [
      ['RWO', 'ReadWriteOnce'],
      ['rwop', 'ReadWriteOncePod'],
      ['RWX', 'ReadWriteMany'],
      ['ROX', 'ReadOnlyMany'],
    ] as const) {
      assert.equal(repairedSafely(good.replace('ReadWriteOnce', short)), good.replace('ReadWriteOnce', long));
    }
    const job = statefulSet({ pod: 'restartPolicy: OnFailure' });
    assert.equal(repairedSafely(job), job);
  });

  test('a mapping is no item of a list that has no such fields', () => {
    const text = statefulSet({ container: 'env:\n  A: b' });
    assert.equal(repairedSafely(text), text);
    const port = statefulSet({ container: 'ports:\n  containerPort: 80' });
    assert.equal(repairedSafely(port), port.replace('containerPort', '- containerPort'));
  });
});
