import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  kinds,
  removedVersion,
  rootType,
  typeByName,
  type ValueInfo,
  valueBelow,
  versionsOfKind,
} from '../../server/src/schema/lookup.ts';

describe('look-ups in the schema', () => {
  test('kinds have a version and a type', () => {
    assert.deepEqual(
      kinds().map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
      [
        'apps/v1 StatefulSet',
        'v1 Pod',
        'v1 Service',
        'v1 PersistentVolumeClaim',
        'v1 PersistentVolume',
        'storage.k8s.io/v1 StorageClass',
        'policy/v1 PodDisruptionBudget',
        'autoscaling/v2 HorizontalPodAutoscaler',
      ],
    );
    assert.equal(rootType('apps/v1', 'StatefulSet')?.name, 'apps.v1.StatefulSet');
    assert.equal(rootType('apps/v1beta1', 'StatefulSet'), undefined);
    assert.deepEqual(versionsOfKind('HorizontalPodAutoscaler'), ['autoscaling/v2', 'autoscaling/v1']);
    assert.deepEqual(versionsOfKind('Deployment'), []);
    assert.equal(removedVersion('apps/v1beta2', 'StatefulSet')?.use, 'apps/v1');
  });

  test('steps lead through objects, lists and maps', () => {
    const below = (steps: readonly (string | number)[]) =>
      steps.reduce<ValueInfo | undefined>((at, step) => at && valueBelow(at, step), {
        ref: rootType('apps/v1', 'StatefulSet')!.name,
      });
    const container = below(['spec', 'template', 'spec', 'containers', 0]);
    assert.equal(container?.ref, 'core.v1.Container');
    assert.equal(below(['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'cpu'])?.ref, 'Quantity');
    assert.equal(below(['spec', 'bogus', 'more']), undefined);
    assert.equal(below(['metadata', 'labels', 'app'])?.type, 'string');
  });

  test('fields know their minors', () => {
    const field = typeByName('core.v1.PodSpec')!.fields.get('hostnameOverride')!;
    assert.equal(field.isKnownIn('1.33'), false);
    assert.equal(field.isKnownIn('1.34'), true);
  });
});
