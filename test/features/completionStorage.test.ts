import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { platforms } from '../../server/src/storage/platforms.ts';
import { set } from '../support/beginnings.ts';
import { accepted, detailsAt, itemAt, itemsAt, labelsAt } from '../support/complete.ts';
import { CURSOR } from '../support/cursor.ts';

const claim = `${set}  volumeClaimTemplates:\n    - metadata:\n        name: data\n      spec:\n`;

/** A workspace with a class of its own, and claims that use others. */
const workspace = `# file: classes.yaml
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
  annotations: {storageclass.kubernetes.io/is-default-class: "true"}
provisioner: ebs.csi.aws.com
parameters: {type: io2}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: a}
spec: {storageClassName: team-nfs}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: b}
spec: {storageClassName: team-nfs}
# file: main.yaml
`;

describe('storage classes', () => {
  test('come by origin: workspace, platform, other manifests, settings', () => {
    const details = detailsAt(`${workspace}${claim}        storageClassName: <|>`, {
      platform: 'kind',
      storageClasses: ['mine'],
    });
    assert.deepEqual(details.slice(0, 5), [
      'fast | ebs.csi.aws.com · block · default · classes.yaml',
      'standard | rancher.io/local-path · local directory · default · kind',
      'team-nfs | used by 2 manifests',
      'mine | from the settings',
      '"" | no class: takes only volumes made by hand',
    ]);
  });

  test('say that the platform is a guess', () => {
    const details = detailsAt(`${workspace}${claim}        storageClassName: <|>`);
    assert.ok(
      details.some(
        (detail) => detail.startsWith('gp2 ') && detail.endsWith('Amazon EKS (guessed from ebs.csi.aws.com)'),
      ),
      details.join('\n'),
    );
  });

  test('of a platform are those of the chosen version', () => {
    const at = (kubernetesVersion: '1.29' | '1.34') =>
      detailsAt(`${claim}        storageClassName: <|>`, { platform: 'eks', kubernetesVersion })[0];
    assert.equal(at('1.29'), 'gp2 | kubernetes.io/aws-ebs · block · default · Amazon EKS');
    assert.equal(at('1.34'), 'gp2 | kubernetes.io/aws-ebs · block · Amazon EKS');
  });

  test('of all platforms are those of the chosen version, too', () => {
    const at = (kubernetesVersion: '1.29' | '1.34') =>
      detailsAt(`${claim}        storageClassName: <|>`, { kubernetesVersion }).filter((it) => it.startsWith('gp2 '));
    assert.match(at('1.29').join(), /· default · Amazon EKS/);
    assert.doesNotMatch(at('1.34').join('none'), /default|none/);
    assert.equal(at('1.34').length, 1);
  });

  test('are few while no platform is known: the usual ones, or those that begin to be typed', () => {
    const labels = labelsAt(`${claim}        storageClassName: <|>`);
    assert.ok(labels.length <= 30, `${labels.length}`);
    for (const name of ['standard', 'gp3', 'local-path', 'managed-csi', 'longhorn'])
      assert.ok(labels.includes(name), name);
    assert.ok(!labels.includes('ibmc-vpc-block-10iops-tier'));
    const typed = labelsAt(`${claim}        storageClassName: 10iops<|>`);
    assert.ok(typed.includes('ibmc-vpc-block-10iops-tier') && !typed.includes('gp3'), typed.join());
    for (const { id } of platforms()) {
      const count = labelsAt(`${claim}        storageClassName: <|>`, { platform: id }).length;
      assert.ok(count > 1 && count <= 30, `${id}: ${count}`);
    }
  });

  test('have the empty name last where none is known for sure, and behind those that are', () => {
    const open = labelsAt(`${claim}        storageClassName: <|>`);
    assert.equal(open.at(-1), '""');
    assert.ok(open.length > 10);
    assert.deepEqual(labelsAt(`${claim}        storageClassName: <|>`, { platform: 'kind' }).slice(0, 2), [
      'standard',
      '""',
    ]);
  });

  test('explain the empty name', () => {
    const item = itemAt(`${claim}        storageClassName: <|>`, '""');
    assert.equal(item.insertText, '""');
    assert.match(item.documentation?.() ?? '', /switches dynamic provisioning off/);
  });

  test('are explained: what they make, for whom, and whether it grows', () => {
    const documentation = itemAt(`${workspace}${claim}        storageClassName: <|>`, 'fast').documentation?.() ?? '';
    assert.match(documentation, /block storage by Amazon EBS/i);
    assert.match(documentation, /Access modes: ReadWriteOnce, ReadWriteOncePod/);
  });

  test('do not hold the word that is being typed', () => {
    assert.ok(!labelsAt(`${claim}        storageClassName: gp<|>`, { platform: 'kind' }).includes('gp'));
  });

  test('take the place of the whole word, in its quotes', () => {
    assert.equal(
      accepted(`${claim}        storageClassName: "st<|>d"`, 'standard', { platform: 'kind' }),
      `${claim}        storageClassName: "standard"`,
    );
    assert.equal(
      accepted(`${claim}        storageClassName:<|>`, 'standard', { platform: 'kind' }),
      `${claim}        storageClassName: standard`,
    );
  });

  test('are offered in a claim, a volume and an ephemeral volume', () => {
    for (const text of [
      'apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  storageClassName: <|>',
      'apiVersion: v1\nkind: PersistentVolume\nspec:\n  storageClassName: <|>',
      `${set}  template:\n    spec:\n      volumes:\n        - ephemeral:\n            volumeClaimTemplate:\n              spec:\n                storageClassName: <|>`,
    ]) {
      assert.equal(labelsAt(text, { platform: 'k3s' })[0], 'local-path');
    }
  });
});

describe('access modes', () => {
  const modes = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', 'ReadOnlyMany'];

  test('are all offered while the class is not known', () => {
    assert.deepEqual(detailsAt(`${claim}        accessModes: [<|>`), modes);
  });

  test('that the driver serves come first, and the others say who does not serve them', () => {
    assert.deepEqual(
      detailsAt(`${claim}        storageClassName: standard\n        accessModes:\n          - <|>`, {
        platform: 'kind',
      }),
      [
        'ReadWriteOnce | served by Local path',
        'ReadWriteOncePod | served by Local path',
        'ReadWriteMany | not served by Local path',
        'ReadOnlyMany | not served by Local path',
      ],
    );
  });

  test('follow the default class where none is written', () => {
    assert.equal(
      detailsAt(`${workspace}${claim}        accessModes: [<|>]`)[0],
      'ReadWriteOnce | served by Amazon EBS',
    );
  });

  test('follow the volume mode and the parameters of the class', () => {
    const raw = `${workspace}${claim}        storageClassName: fast\n        volumeMode: Block\n        accessModes: [<|>]`;
    assert.ok(detailsAt(raw).includes('ReadWriteMany | served by Amazon EBS'));
    const files = raw.replace('volumeMode: Block\n', 'volumeMode: Filesystem\n');
    assert.ok(detailsAt(files).includes('ReadWriteMany | not served by Amazon EBS'));
  });

  test('know what the list holds', () => {
    assert.deepEqual(labelsAt(`${claim}        accessModes: [ReadWriteOnce, <|>]`), ['ReadWriteMany', 'ReadOnlyMany']);
    assert.deepEqual(labelsAt(`${claim}        accessModes:\n          - ReadOnlyMany\n          - <|>`), [
      'ReadWriteOnce',
      'ReadWriteMany',
    ]);
    assert.deepEqual(labelsAt(`${claim}        accessModes:\n          - <|>\n          - ReadOnlyMany`), [
      'ReadWriteOnce',
      'ReadWriteMany',
    ]);
  });

  test('leave ReadWriteOncePod alone', () => {
    assert.deepEqual(labelsAt(`${claim}        accessModes: [ReadWriteOncePod, <|>]`), []);
    assert.deepEqual(labelsAt(`${claim}        accessModes: [ReadWriteOncePod<|>]`), modes);
  });

  test('are explained', () => {
    assert.match(
      itemAt(`${claim}        accessModes: [<|>`, 'ReadWriteOnce').documentation?.() ?? '',
      /One node mounts the volume/,
    );
  });

  const accept: readonly (readonly [before: string, after: string])[] = [
    ['accessModes: [<|>', 'accessModes: [ReadWriteOnce'],
    ['accessModes: [Read<|>]', 'accessModes: [ReadWriteOnce]'],
    ['accessModes: ["<|>"]', 'accessModes: ["ReadWriteOnce"]'],
    ["accessModes: ['Read<|>Many']", "accessModes: ['ReadWriteOnce']"],
    ['accessModes: <|>', 'accessModes: [ReadWriteOnce]'],
    ['accessModes:<|>', 'accessModes: [ReadWriteOnce]'],
    ['accessModes:\n          - <|>', 'accessModes:\n          - ReadWriteOnce'],
    ['accessModes:\n          -<|>', 'accessModes:\n          - ReadWriteOnce'],
    ['accessModes:\n          - Re<|>', 'accessModes:\n          - ReadWriteOnce'],
    ['accessModes:\n          <|>', 'accessModes:\n          - ReadWriteOnce'],
    ['accessModes:\n        <|>', 'accessModes:\n        - ReadWriteOnce'],
    ['accessModes: [\n          <|>\n        ]', 'accessModes: [\n          ReadWriteOnce\n        ]'],
  ];
  for (const [before, after] of accept) {
    test(`become ${JSON.stringify(after)} from ${JSON.stringify(before)}`, () => {
      assert.equal(accepted(`${claim}        ${before}`, 'ReadWriteOnce'), `${claim}        ${after}`);
    });
  }
});

describe('volume modes and sizes', () => {
  const request = `${claim}        resources:\n          requests:\n            storage: `;

  test('say which volume mode the driver does not serve', () => {
    assert.deepEqual(detailsAt(`${claim}        volumeMode: <|>`), ['Filesystem | default', 'Block']);
    const details = detailsAt(`${claim}        storageClassName: azurefile-csi\n        volumeMode: <|>`, {
      platform: 'aks',
    });
    assert.equal(details[1], 'Block | not served by Azure Files');
  });

  test('sizes are in binary units, and typed numbers get theirs', () => {
    assert.deepEqual(labelsAt(`${request}<|>`).slice(0, 3), ['10Gi', '1Gi', '5Gi']);
    assert.deepEqual(labelsAt(`${request}30<|>`).slice(0, 3), ['30Gi', '30Ti', '30Mi']);
    assert.equal(accepted(`${request}30<|>`, '30Gi'), `${request}30Gi`);
    assert.match(itemAt(`${request}<|>`, '10Gi').documentation?.() ?? '', /10Gi = 10\.74 GB/);
  });

  test('sizes begin at what the driver makes', () => {
    const st1 = workspace.replace('type: io2', 'type: st1');
    const details = detailsAt(
      `${st1}${claim}        storageClassName: fast\n        resources: {requests: {storage: <|>}}`,
    );
    assert.equal(details[0], '125Gi | the smallest that the driver makes');
    assert.ok(!details.includes('10Gi'));
  });
});

describe('sources of data and classes of attributes', () => {
  const objects = `# file: a.yaml
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata: {name: nightly}
spec: {volumeSnapshotClassName: snaps}
---
apiVersion: storage.k8s.io/v1
kind: VolumeAttributesClass
metadata: {name: silver}
driverName: ebs.csi.aws.com
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: disk-1}
spec: {capacity: {storage: 5Gi}, claimRef: {name: other}}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: disk-2}
spec: {capacity: {storage: 8Gi}}
# file: main.yaml
`;

  test('are those of the workspace', () => {
    assert.deepEqual(
      detailsAt(`${objects}${claim}        dataSource:\n          kind: VolumeSnapshot\n          name: <|>`),
      ['nightly | snaps'],
    );
    assert.deepEqual(labelsAt(`${objects}${claim}        dataSource:\n          apiGroup: <|>`), [
      'snapshot.storage.k8s.io',
    ]);
    assert.deepEqual(detailsAt(`${objects}${claim}        volumeAttributesClassName: <|>`), [
      'silver | ebs.csi.aws.com',
    ]);
    assert.deepEqual(detailsAt(`${objects}${claim}        volumeName: <|>`), [
      'disk-2 | 8Gi',
      'disk-1 | 5Gi · meant for claim other',
    ]);
  });
});

describe('StorageClass and PersistentVolume', () => {
  const storageClass = 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: a\n';

  test('provisioners of the workspace and the platform come first', () => {
    const labels = labelsAt(`${workspace}${storageClass}provisioner: <|>`, { platform: 'gke' });
    assert.deepEqual(labels.slice(0, 2), ['ebs.csi.aws.com', 'pd.csi.storage.gke.io']);
    assert.ok(labels.includes('csi.vsphere.vmware.com') && !labels.some((name) => name.includes('*')));
  });

  test('parameters are those that the provisioner understands', () => {
    const parameters = `${storageClass}provisioner: ebs.csi.aws.com\nparameters:\n  `;
    assert.equal(labelsAt(`${parameters}<|>`)[0], 'type');
    assert.ok(!labelsAt(`${parameters}type: gp3\n  <|>`).includes('type'));
    assert.equal(detailsAt(`${parameters}type: <|>`)[0], 'gp3 | default');
    assert.equal(accepted(`${parameters}encrypted: <|>`, 'true'), `${parameters}encrypted: "true"`);
    assert.equal(accepted(`${parameters}<|>`, 'iops'), `${parameters}iops: "${CURSOR}"`);
    assert.deepEqual(labelsAt(`${storageClass}provisioner: example.com/own\nparameters:\n  <|>`), []);
    const documented = (label: string) =>
      itemsAt(`${parameters}<|>`)
        .find((item) => item.label === label)
        ?.documentation?.();
    assert.match(documented('type') ?? '', /^Kind of EBS volume\.\n\nOne of `gp3`, `gp2`.*\. Default: `gp3`\./);
    assert.ok(itemsAt(`${parameters}<|>`).every(({ documentation }) => (documentation?.() ?? '') !== ''));
  });

  test('binding and reclaim policies are words', () => {
    assert.deepEqual(detailsAt(`${storageClass}volumeBindingMode: <|>`), [
      'WaitForFirstConsumer',
      'Immediate | default',
    ]);
    assert.ok(labelsAt(`${storageClass}reclaimPolicy: <|>`).includes('Retain'));
  });

  test('a class is named after the claims that use it', () => {
    const user = `# file: set.yaml\n${claim}        storageClassName: shiny\n# file: main.yaml\n`;
    assert.deepEqual(labelsAt(`${user}${storageClass.replace('name: a', 'name: <|>')}`), ['shiny']);
  });

  test('drivers of volumes made by hand', () => {
    const labels = labelsAt('apiVersion: v1\nkind: PersistentVolume\nspec:\n  csi:\n    driver: <|>');
    assert.ok(labels.includes('ebs.csi.aws.com') && labels.includes('s3.csi.aws.com'));
  });

  test('a volume is meant for claims by the names that they have', () => {
    const user = `# file: set.yaml\n${claim.replace('spec:\n', 'spec:\n  replicas: 2\n')}        accessModes: []\n# file: main.yaml\n`;
    const volume = 'apiVersion: v1\nkind: PersistentVolume\nspec:\n  claimRef:\n    name: <|>';
    assert.deepEqual(labelsAt(user + volume), ['data-web-0', 'data-web-1']);
  });
});
