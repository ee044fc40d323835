import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { ageText } from '../../server/src/base/age.ts';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import type { ClusterFacts } from '../../server/src/cluster/facts.ts';
import { readAttributesClasses, readDrivers, readStorageClasses } from '../../server/src/cluster/readObjects.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';
import { attributesClass, csiDriver, storageClass } from './objects.ts';

const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteMany]
  storageClassName: fast
  volumeAttributesClassName: silver
  resources:
    requests:
      storage: 10Gi
`;

const objects = {
  storageClasses: [
    storageClass('fast', { provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3' } }),
    storageClass('shared', { provisioner: 'efs.csi.aws.com' }),
  ],
  drivers: [
    csiDriver('ebs.csi.aws.com', { fsGroupPolicy: 'File' }),
    csiDriver('efs.csi.aws.com', { attachRequired: false }),
  ],
  attributesClasses: [attributesClass('silver', 'ebs.csi.aws.com'), attributesClass('bronze', 'pd.csi.storage.gke.io')],
};

function facts(part: Partial<ClusterFacts> = {}): ClusterFacts {
  return {
    context: 'dev',
    storageClasses: readStorageClasses(objects.storageClasses),
    drivers: readDrivers(objects.drivers),
    attributesClasses: readAttributesClasses(objects.attributesClasses),
    age: () => '2 min ago',
    ...part,
  };
}

function withCluster(text: string, cluster = facts(), others: Readonly<Record<string, string>> = {}): AnalysisHost {
  const host = openWorkspace({ 'main.yaml': text, ...others });
  host.setCluster(cluster);
  return host;
}

function rulesOf(host: AnalysisHost): string[] {
  return problemsOf(host, 'main.yaml').map(({ problem }) => problem.rule);
}

function offers(host: AnalysisHost, text: string, marker: string): string[] {
  const { items } = complete(host.snapshot(), uriOf('main.yaml'), text.indexOf(marker) + marker.length, neverCancelled);
  const sorted = items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
  return sorted.map(({ label, detail }) => `${label} | ${detail}`);
}

function hoverOn(host: AnalysisHost, text: string, word: string): string {
  return hover(host.snapshot(), uriOf('main.yaml'), text.lastIndexOf(word) + 1, neverCancelled)?.markdown ?? '';
}

describe("a cluster's objects", () => {
  test('of several default classes the one made last comes first, then the first by name', () => {
    const isDefault = { metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } };
    const made = (name: string, creationTimestamp: string) =>
      storageClass(name, { metadata: { ...isDefault.metadata, creationTimestamp } });
    const read = readStorageClasses([
      storageClass('a'),
      made('old', '2024-01-01T00:00:00Z'),
      made('new-b', '2025-01-01T00:00:00Z'),
      made('new-a', '2025-01-01T00:00:00Z'),
    ]);
    assert.deepEqual(
      read.map(({ name }) => name),
      ['new-a', 'new-b', 'old', 'a'],
    );
  });

  test('what is no object of the kind is left out, and what a field cannot be is ignored', () => {
    const evil = ['a\nb: c', 'a b', '"a"', 'A'.repeat(3), 'a'.repeat(254), ''];
    assert.deepEqual(readStorageClasses(evil.map((name) => storageClass(name))), []);
    const odd = [null, 7, 'x', [], {}, { metadata: { name: 5 } }, { metadata: { name: 'a' } }, { provisioner: 'p' }];
    assert.deepEqual(readStorageClasses(odd), []);
    assert.deepEqual(readAttributesClasses(odd), []);
    assert.deepEqual(
      readDrivers([{ metadata: { name: 'd' }, spec: { attachRequired: 'no', volumeLifecycleModes: 3 } }]),
      [{ name: 'd', attachRequired: true, fsGroupPolicy: 'ReadWriteOnceWithFSType', lifecycleModes: ['Persistent'] }],
    );
    const [read] = readStorageClasses([{ metadata: { name: 'a' }, provisioner: 'p', parameters: { n: 1, t: 'x' } }]);
    assert.deepEqual(read?.parameters, { t: 'x' });
  });

  test('ages are told in words', () => {
    const minute = 60_000;
    const texts = [0, minute - 1, minute, 59 * minute, 60 * minute, 47 * 60 * minute, 48 * 60 * minute].map(ageText);
    assert.deepEqual(texts, ['just now', 'just now', '1 min ago', '59 min ago', '1 h ago', '47 h ago', '2 days ago']);
  });
});

describe('what is known of a cluster', () => {
  test('a class that it does not have is warned about, with the cluster named', () => {
    const host = withCluster(claim.replace('fast', 'fats'));
    const found = problemsOf(host, 'main.yaml').find(({ problem }) => problem.rule === 'storage-class-unknown');
    assert.match(
      found?.problem.message ?? '',
      /"fats" is no class of the workspace or of cluster "dev"; did you mean "fast"/,
    );
    const far = withCluster(claim.replace('fast', 'completely-else'));
    assert.ok(rulesOf(far).includes('storage-class-unknown'));
    host.setCluster(undefined);
    assert.ok(!rulesOf(host).includes('storage-class-unknown'));
  });

  test('where its classes could not be listed, nothing is said of them', () => {
    const host = withCluster(claim.replace('fast', 'completely-else'), facts({ storageClasses: undefined }));
    assert.ok(!rulesOf(host).includes('storage-class-unknown'));
  });

  test('its class decides which access modes are served', () => {
    assert.ok(rulesOf(withCluster(claim)).includes('access-mode-unsupported'));
    assert.ok(!rulesOf(withCluster(claim.replace('fast', 'shared'))).includes('access-mode-unsupported'));
  });

  test('that it has no default class is said of a claim without one', () => {
    const host = withCluster(claim.replace('  storageClassName: fast\n', ''));
    const found = problemsOf(host, 'main.yaml').find(({ problem }) => problem.rule === 'storage-class-no-default');
    assert.match(found?.problem.message ?? '', /^Cluster "dev" has no default storage class/);
  });

  test('its default class stands beside one of the workspace that is the default, too', () => {
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    const text = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: mine
  annotations:
    storageclass.kubernetes.io/is-default-class: "true"
provisioner: ebs.csi.aws.com
`;
    const storageClasses = readStorageClasses([storageClass('theirs', { metadata: { annotations } })]);
    assert.ok(rulesOf(withCluster(text, facts({ storageClasses }))).includes('default-classes-several'));
    const other = text.replace('mine', 'theirs').replace('"true"', '"false"');
    const host = withCluster(text, facts({ storageClasses }), { 'other.yaml': other });
    assert.ok(!rulesOf(host).includes('default-classes-several'));
  });

  test('classes are offered by origin: workspace, cluster, platform, other manifests, settings', () => {
    const host = openWorkspace(
      {
        'main.yaml': claim.replace('fast', ''),
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: mine\nprovisioner: x.example.com\n',
        'used.yaml': claim.replace('name: data', 'name: other').replace('fast', 'used-elsewhere'),
      },
      { platform: 'kind', storageClasses: ['set'] },
    );
    host.setCluster(facts());
    const list = offers(host, host.snapshot().file(uriOf('main.yaml'))!.text.text, 'storageClassName: ');
    const wanted = ['mine', 'fast', 'shared', 'standard', 'used-elsewhere', 'set'];
    const labels = list.map((item) => item.split(' ')[0]!);
    assert.deepEqual(labels.slice(0, 6), wanted);
    assert.match(list[1]!, /cluster dev$/);
    assert.match(list[3]!, /kind, not in cluster dev$/);
  });

  test('attributes classes of the claim’s driver are offered first, with where they are from', () => {
    const text = claim.replace('silver', '');
    const list = offers(withCluster(text), text, 'volumeAttributesClassName: ');
    assert.match(list[0]!, /^silver \| ebs\.csi\.aws\.com · cluster dev$/);
    assert.match(list[1]!, /^bronze .*another driver than ebs\.csi\.aws\.com · cluster dev$/);
  });

  test('a class is shown with the cluster and its age, and what its driver does to fsGroup', () => {
    const text = hoverOn(withCluster(claim), claim, 'fast');
    assert.match(text, /Found: cluster `dev`, read 2 min ago/);
    assert.match(text, /attached to the node before they are mounted; `fsGroup` always sets the owner/);
    assert.match(hoverOn(withCluster(claim), claim, 'silver'), /Found: cluster `dev`, read 2 min ago/);
    const typo = claim.replace('silver', 'sliver');
    assert.match(hoverOn(withCluster(typo), typo, 'sliver'), /not in cluster `dev`, read 2 min ago/);
  });

  test('a driver that is known from the cluster alone has a hover', () => {
    const text =
      'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: mine\nprovisioner: own.example.com\n';
    const drivers = readDrivers([csiDriver('own.example.com', { attachRequired: false, fsGroupPolicy: 'None' })]);
    const shown = hoverOn(withCluster(text, facts({ drivers })), text, 'own.example.com');
    assert.match(shown, /mounted without being attached; `fsGroup` changes no owner/);
  });

  test('an update changes the revision and only what was read of the cluster', () => {
    const host = withCluster(claim.replace('fast', 'fats'), facts(), { 'set.yaml': 'apiVersion: v1\nkind: Service\n' });
    const before = host.snapshot();
    const service = before.problems(uriOf('set.yaml'))[0];
    assert.ok(service);
    assert.ok(rulesOf(host).includes('storage-class-unknown'));
    host.setCluster(facts({ storageClasses: readStorageClasses([storageClass('fats')]) }));
    assert.ok(host.snapshot().revision > before.revision);
    assert.ok(!rulesOf(host).includes('storage-class-unknown'));
    assert.equal(host.snapshot().problems(uriOf('set.yaml'))[0]?.problem, service.problem);
  });
});

test('a guessed platform is shown with what it was guessed from', () => {
  const text = claim.replace('storageClassName: fast', 'storageClassName: gp2');
  const other =
    'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: mine\nprovisioner: ebs.csi.aws.com\n';
  const host = openWorkspace({ 'main.yaml': text, 'class.yaml': other });
  assert.deepEqual(host.snapshot().platformGuess, { platformId: 'eks', because: 'ebs.csi.aws.com' });
  assert.match(hoverOn(host, text, 'gp2'), /Amazon EKS, guessed from `ebs\.csi\.aws\.com` in the workspace/);
});
