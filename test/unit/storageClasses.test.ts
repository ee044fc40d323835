import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  catalogueClasses,
  classesByName,
  classesOfAddOns,
  classesOfPlatform,
} from '../../server/src/storage/classes.ts';
import { parameterByKey, parametersOf } from '../../server/src/storage/classParameters.ts';
import { guessablePlatforms, guessPlatform } from '../../server/src/storage/guessPlatform.ts';
import { platformById, platforms } from '../../server/src/storage/platforms.ts';
import {
  availableClasses,
  type ClassResolution,
  type ClassSurroundings,
  type DeclaredClass,
  kindOf,
  resolveClass,
} from '../../server/src/storage/resolveClass.ts';

function declared(name: string, more: Partial<DeclaredClass> = {}): DeclaredClass {
  return {
    name,
    provisioner: 'ebs.csi.aws.com',
    isDefault: false,
    bindingMode: undefined,
    allowsExpansion: false,
    reclaimPolicy: undefined,
    parameters: {},
    ...more,
  };
}

function resolve(name: string | undefined, around: Partial<ClassSurroundings> = {}): ClassResolution {
  return resolveClass(name, { workspaceClasses: [], ...around });
}

/** `origin platform/name`, or the kind of another answer. */
function short(resolution: ClassResolution): string {
  if (resolution.kind !== 'found') return resolution.kind;
  const { facts, origin } = resolution;
  return `${origin} ${facts.platform === undefined ? '' : `${facts.platform}/`}${facts.name}`;
}

describe('resolveClass', () => {
  test('an object of the workspace comes before the cluster, and both before the catalogue', () => {
    const around = {
      platformId: 'kind',
      workspaceClasses: [declared('standard')],
      clusterClasses: [declared('standard')],
    };
    assert.equal(short(resolve('standard', around)), 'workspace standard');
    assert.equal(short(resolve('standard', { ...around, workspaceClasses: [] })), 'cluster standard');
    assert.equal(short(resolve('standard', { platformId: 'kind' })), 'platform kind/standard');
  });

  test('an object states everything, with the defaults of Kubernetes', () => {
    const resolution = resolve('fast', { workspaceClasses: [declared('fast', { parameters: { type: 'io2' } })] });
    assert.ok(resolution.kind === 'found');
    const { source, fieldConfidence, ...facts } = resolution.facts;
    assert.deepEqual(facts, {
      name: 'fast',
      provisioner: 'ebs.csi.aws.com',
      isDefault: 'no',
      bindingMode: 'Immediate',
      allowVolumeExpansion: false,
      reclaimPolicy: 'Delete',
      kind: 'block',
      parameters: { type: 'io2' },
      hasAllParameters: true,
      presence: 'declared',
      confidence: 'verified',
    });
    assert.deepEqual(fieldConfidence, {});
    assert.match(source, /workspace/);
  });

  test('a cluster that was asked knows better than the catalogue', () => {
    const resolution = resolve('standard', { platformId: 'kind', clusterClasses: [declared('standart')] });
    assert.ok(resolution.kind === 'unknown');
    assert.equal(resolution.nearest, 'standart');
    assert.equal(resolve(undefined, { platformId: 'kind', clusterClasses: [] }).kind, 'noDefault');
  });

  test('storage that can be installed anywhere is known on every platform', () => {
    assert.equal(short(resolve('longhorn', { platformId: 'kubeadm' })), 'addOn longhorn/longhorn');
    assert.equal(short(resolve('efs-sc', { platformId: 'eks' })), 'addOn efs/efs-sc');
    assert.equal(short(resolve('efs-sc', { platformId: 'aks' })), 'unknown');
  });

  test('a class of another platform is unknown here, and said to be elsewhere', () => {
    const resolution = resolve('managed-csi', { platformId: 'eks' });
    assert.ok(resolution.kind === 'unknown');
    assert.deepEqual(
      resolution.elsewhere.map(({ platform }) => platform),
      ['aks', 'openshift-azure'],
    );
  });

  test('a misspelt class has a likely one', () => {
    const resolution = resolve('standrad', { platformId: 'kind' });
    assert.ok(resolution.kind === 'unknown');
    assert.equal(resolution.nearest, 'standard');
  });

  test('names that the user gave are believed', () => {
    assert.equal(resolve('ours', { platformId: 'kind', namedClasses: ['ours'] }).kind, 'named');
    assert.equal(resolve('ours', { clusterClasses: [], namedClasses: ['ours'] }).kind, 'named');
  });

  test('without a platform a name counts where all platforms agree', () => {
    assert.equal(short(resolve('do-block-storage')), 'catalogue digitalocean/do-block-storage');
    assert.equal(short(resolve('local-path')), 'catalogue k3s/local-path');
    assert.equal(resolve('standard').kind, 'several');
    assert.equal(resolve('no-such-class').kind, 'unknown');
  });

  test('the empty name takes volumes without a class', () => {
    assert.equal(resolve('', { workspaceClasses: [declared('fast', { isDefault: true })] }).kind, 'disabled');
  });

  test('a claim without a class takes the default one', () => {
    const fast = declared('fast', { isDefault: true });
    assert.equal(short(resolve(undefined, { workspaceClasses: [declared('slow'), fast] })), 'workspace fast');
    assert.equal(short(resolve(undefined, { clusterClasses: [fast] })), 'cluster fast');
    assert.equal(short(resolve(undefined, { platformId: 'gke' })), 'platform gke/standard-rwo');
    assert.equal(resolve(undefined, { platformId: 'nowhere' }).kind, 'unknown');
    assert.equal(resolve(undefined).kind, 'unknown');
  });

  test('EKS has a default class up to 1.29', () => {
    assert.equal(short(resolve(undefined, { platformId: 'eks', minor: '1.29' })), 'platform eks/gp2');
    for (const minor of ['1.30', '1.37', undefined]) {
      const resolution = resolve(undefined, { platformId: 'eks', ...(minor === undefined ? {} : { minor }) });
      assert.ok(resolution.kind === 'noDefault');
      assert.equal(resolution.confidence, 'verified');
    }
  });

  test('platforms without a default say how sure that is', () => {
    const sure = ['eks-auto', 'ack', 'vsphere', 'rke2', 'kubeadm'].map((platformId) => {
      const resolution = resolve(undefined, { platformId });
      return resolution.kind === 'noDefault' ? resolution.confidence : resolution.kind;
    });
    assert.deepEqual(sure, ['verified', 'verified', 'verified', 'unverified', 'unverified']);
  });

  test('a class that came with a version is unknown before', () => {
    assert.equal(resolve('managed-csi-premium-v2', { platformId: 'aks', minor: '1.34' }).kind, 'unknown');
    assert.equal(resolve('managed-csi-premium-v2', { platformId: 'aks', minor: '1.35' }).kind, 'found');
  });
});

test('classes to choose from stand once each, one’s own first', () => {
  const classes = availableClasses({ workspaceClasses: [declared('standard')], platformId: 'minikube' });
  const names = classes.map(({ facts }) => facts.name);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual([classes[0]?.facts.name, classes[0]?.origin], ['standard', 'workspace']);
  assert.deepEqual([classes[1]?.facts.name, classes[1]?.origin], ['csi-hostpath-sc', 'platform']);
  assert.ok(names.includes('longhorn'));
  assert.ok(!names.includes('gp2'));
  assert.ok(availableClasses({ workspaceClasses: [] }).length > 100);
});

test('what a class makes can follow its parameters', () => {
  assert.equal(kindOf('csi.vsphere.vmware.com', {}), 'blockOrFile');
  assert.equal(kindOf('csi.vsphere.vmware.com', { 'csi.storage.k8s.io/fstype': 'nfs4' }), 'file');
  assert.equal(kindOf('block.csi.vultr.com', { storage_type: 'vfs' }), 'file');
  assert.equal(kindOf('kubernetes.io/gce-pd', {}), 'block');
  assert.equal(kindOf('example.com/ours', {}), 'unknown');
});

test('look-ups of the catalogue', () => {
  assert.deepEqual(classesOfPlatform('nowhere'), []);
  assert.deepEqual(
    classesOfPlatform('kind').map(({ name }) => name),
    ['standard'],
  );
  assert.equal(classesByName('gp2').length, 2);
  assert.deepEqual(classesByName('constructor'), []);
  assert.ok(classesOfAddOns().length > classesOfAddOns('kind').length);
  assert.ok(catalogueClasses().every(({ platform }) => platform !== undefined));
  assert.ok(platforms().some(({ id }) => id === 'eks'));
  assert.equal(platformById('longhorn')?.kind, 'addOn');
  assert.equal(platformById('nowhere'), undefined);
});

describe('guessPlatform', () => {
  const guess = (...hints: Parameters<typeof guessPlatform>): string | undefined => guessPlatform(...hints)?.platformId;

  test('a hint that only one platform has', () => {
    assert.deepEqual(guessPlatform({ apiVersions: ['apps/v1', 'v1', 'eksctl.io/v1alpha5'] }), {
      platformId: 'eks',
      because: 'eksctl.io/v1alpha5',
    });
    assert.equal(guess({ keys: ['app', 'service.beta.kubernetes.io/azure-load-balancer-internal'] }), 'aks');
    assert.equal(guess({ apiVersions: ['kind.x-k8s.io/v1alpha4'] }), 'kind');
    assert.equal(guess({ apiVersions: ['networking.gke.io/v1'] }), 'gke');
    assert.equal(guess({ provisioners: ['csi.hetzner.cloud'] }), 'hetzner');
  });

  test('hints that add up', () => {
    assert.equal(guess({ apiVersions: ['route.openshift.io/v1'], provisioners: ['ebs.csi.aws.com'] }), 'openshift-aws');
    assert.equal(guess({ provisioners: ['ebs.csi.aws.com', 'ebs.csi.eks.amazonaws.com'] }), 'eks-auto');
    assert.equal(guess({ keys: ['cloud.google.com/neg', 'autopilot.gke.io/selector-toleration'] }), 'gke-autopilot');
  });

  test('no hint, hints for several, and OpenShift on nobody knows what', () => {
    assert.equal(guess({}), undefined);
    assert.equal(guess({ apiVersions: ['v1', 'notopenshift.io/v1'], provisioners: ['driver.longhorn.io'] }), undefined);
    assert.equal(guess({ provisioners: ['ebs.csi.aws.com', 'disk.csi.azure.com'] }), undefined);
    assert.equal(guess({ apiVersions: ['route.openshift.io/v1'] }), undefined);
    assert.equal(guess({ apiVersions: ['route.openshift.io/v1'], provisioners: ['csi.hetzner.cloud'] }), undefined);
  });

  test('every platform that can be guessed exists', () => {
    const guessable = [...guessablePlatforms()];
    assert.ok(guessable.includes('openshift-aws') && guessable.includes('kind') && guessable.includes('gke-autopilot'));
    assert.deepEqual(
      guessable.filter((id) => !platforms().some((platform) => platform.id === id)),
      [],
    );
    const hints = ['pd.csi.storage.gke.io', 'disk.csi.azure.com', 'vpc.block.csi.ibm.io', 'cinder.csi.openstack.org'];
    for (const provisioner of [...hints, 'csi.vsphere.vmware.com', 'ebs.csi.aws.com']) {
      for (const apiVersions of [[], ['config.openshift.io/v1']]) {
        const id = guess({ provisioners: [provisioner], apiVersions });
        assert.ok(id !== undefined && platformById(id), `${provisioner} ${id}`);
      }
    }
  });
});

describe('parametersOf', () => {
  test('a CSI driver has its own keys and those of the provisioner', () => {
    const ebs = parametersOf('ebs.csi.aws.com')!;
    const keys = ebs.parameters.map(({ key }) => key);
    assert.ok(keys.includes('type') && keys.includes('csi.storage.k8s.io/node-stage-secret-name'));
    assert.deepEqual(ebs.parameters.find(({ key }) => key === 'csi.storage.k8s.io/fstype')?.values.choices, [
      'ext4',
      'ext3',
      'xfs',
      'ntfs',
    ]);
  });

  test('a provisioner that is no CSI driver has its own keys only', () => {
    const keys = parametersOf('rancher.io/local-path')!.parameters.map(({ key }) => key);
    assert.ok(!keys.some((key) => key.startsWith('csi.storage.k8s.io/')));
  });

  test('names that installations make up, and in-tree names', () => {
    assert.equal(parametersOf('rook-ceph.rbd.csi.ceph.com')?.rules.provisioner, 'rbd.csi.ceph.com');
    assert.ok(parametersOf('cluster.local/team-nfs')?.parameters.some(({ key }) => key === 'archiveOnDelete'));
    assert.ok(parametersOf('kubernetes.io/aws-ebs')?.parameters.some(({ key }) => key === 'zones'));
    assert.equal(parametersOf('example.com/ours'), undefined);
    assert.equal(parametersOf('constructor'), undefined);
  });

  test('keys are found as the driver reads them', () => {
    const key = (provisioner: string, text: string): string | undefined =>
      parameterByKey(parametersOf(provisioner)!, text)?.key;
    assert.equal(key('ebs.csi.aws.com', 'Type'), 'type');
    assert.equal(key('ebs.csi.aws.com', 'tagSpecification_1'), 'tagSpecification');
    assert.equal(key('ebs.csi.aws.com', 'tagSpecification'), undefined);
    assert.equal(key('ebs.csi.aws.com', 'CSI.storage.k8s.io/fstype'), undefined);
    assert.equal(key('efs.csi.aws.com', 'ProvisioningMode'), undefined);
    assert.equal(key('efs.csi.aws.com', 'provisioningMode'), 'provisioningMode');
    assert.equal(key('kubernetes.io/azure-disk', 'skuname'), 'skuName');
  });

  test('what a VolumeAttributesClass may hold', () => {
    const scope = (text: string): string | undefined =>
      parameterByKey(parametersOf('pd.csi.storage.gke.io')!, text)?.scope;
    assert.equal(scope('iops'), 'attributes');
    assert.equal(scope('type'), 'class');
    assert.equal(parameterByKey(parametersOf('ebs.csi.aws.com')!, 'iops')?.scope, 'both');
  });
});
