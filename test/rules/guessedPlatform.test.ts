import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Settings } from '../../server/src/analysis/settings.ts';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

const storageClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: gp3 }
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
`;
const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 1Gi } }
`;

function severityWith(settings: Partial<Settings>, files: Record<string, string> = {}): string | undefined {
  const found = problemsOf(openWorkspace({ 'main.yaml': claim, ...files }, settings), 'main.yaml');
  return found.find(({ problem }) => problem.rule === 'storage-class-no-default')?.problem.severity;
}

test('that a platform has no default class is a warning only where it is certain', () => {
  assert.equal(severityWith({ platform: 'eks' }), 'warning');
  assert.equal(severityWith({ platform: 'eks', storageClasses: ['gp3'] }), 'information');
  assert.equal(severityWith({}, { 'class.yaml': storageClass }), 'information');
  assert.equal(severityWith({ platform: 'eks' }, { 'class.yaml': storageClass }), 'warning');
  assert.equal(severityWith({}), undefined);
});
