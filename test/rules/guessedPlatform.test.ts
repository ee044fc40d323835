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
  return severityOf('storage-class-no-default', { settings, files: { 'main.yaml': claim, ...files } });
}

interface Case {
  readonly settings: Partial<Settings>;
  readonly files: Record<string, string>;
}

function severityOf(rule: string, { settings, files }: Case): string | undefined {
  const found = problemsOf(openWorkspace(files, settings), 'main.yaml');
  return found.find(({ problem }) => problem.rule === rule)?.problem.severity;
}

test('that a platform has no default class is a warning only where it is certain', () => {
  assert.equal(severityWith({ platform: 'eks' }), 'warning');
  assert.equal(severityWith({ platform: 'eks', storageClasses: ['gp3'] }), 'information');
  assert.equal(severityWith({}, { 'class.yaml': storageClass }), 'information');
  assert.equal(severityWith({ platform: 'eks' }, { 'class.yaml': storageClass }), 'warning');
  assert.equal(severityWith({}), undefined);
});

test('that a platform has no class of a name is a warning only where it is certain', () => {
  const named = (name: string) => claim.replace('spec:\n', `spec:\n  storageClassName: ${name}\n`);
  const severity = (name: string, settings: Partial<Settings>, files: Record<string, string> = {}) =>
    severityOf('storage-class-unknown', { settings, files: { 'main.yaml': named(name), ...files } });
  const guess = { 'class.yaml': storageClass };
  assert.equal(severity('company-ssd', { platform: 'eks' }), 'warning');
  assert.equal(severity('company-ssd', { platform: 'eks' }, guess), 'warning');
  assert.equal(severity('company-ssd', {}, guess), 'information');
  assert.equal(severity('premium-rwo', {}, guess), 'information');
  assert.equal(severity('gp33', {}, guess), 'warning', 'a slip in the name of the one that is there');
  assert.equal(severity('company-ssd', {}), undefined);
});
