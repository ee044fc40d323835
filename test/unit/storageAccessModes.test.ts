import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accessModesOf,
  accessModesOfClass,
  passes,
  supportOf,
  type VolumeOrigin,
} from '../../server/src/storage/accessModes.ts';
import { classesOfPlatform } from '../../server/src/storage/classes.ts';
import { driverByName } from '../../server/src/storage/drivers.ts';
import { csiNameOf, inTreeByName, inTreeStateAt } from '../../server/src/storage/inTree.ts';
import type { AccessMode, ModeSupport, VolumeMode } from '../../server/src/storage/model.ts';
import { parseModes, parseTest } from '../../server/src/storage/modes.ts';

const marks: Readonly<Record<ModeSupport['support'], string>> = { yes: '+', no: '-', conditional: '?', unknown: '.' };

/** Support of RWO, ROX, RWX and RWOP in that order, as marks. */
function modes(provisioner: string, volumeMode: VolumeMode, origin?: VolumeOrigin): string {
  const driver = driverByName(provisioner);
  assert.ok(driver, provisioner);
  return accessModesOf(driver, volumeMode, origin)
    .map(({ support }) => marks[support])
    .join('');
}

const expected: readonly (readonly [provisioner: string, filesystem: string, block: string])[] = [
  ['ebs.csi.aws.com', '+--+', '+-?+'],
  ['kubernetes.io/aws-ebs', '+--+', '+-?+'],
  ['efs.csi.aws.com', '+-++', '----'],
  ['s3.csi.aws.com', '-++-', '----'],
  ['pd.csi.storage.gke.io', '+?-+', '+?++'],
  ['filestore.csi.storage.gke.io', '++++', '----'],
  ['disk.csi.azure.com', '+--+', '+??+'],
  ['file.csi.azure.com', '++++', '----'],
  ['csi.hetzner.cloud', '+--+', '+--+'],
  ['dobs.csi.digitalocean.com', '+--+', '+--+'],
  ['csi.exoscale.com', '+---', '+---'],
  ['blockvolume.csi.oraclecloud.com', '+--+', '+-++'],
  ['csi.vsphere.vmware.com', '+??+', '+--+'],
  ['cinder.csi.openstack.org', '+..+', '+.?+'],
  ['rook-ceph.rbd.csi.ceph.com', '+?-+', '+?++'],
  ['openshift-storage.cephfs.csi.ceph.com', '+?++', '----'],
  ['driver.longhorn.io', '++++', '+-?+'],
  ['openebs.io/local', '+---', '....'],
  ['rancher.io/local-path', '+??+', '----'],
  ['nfs.csi.k8s.io', '++++', '----'],
  ['csi.trident.netapp.io', '++?+', '????'],
  ['com.tencent.cloud.csi.cfs', '..+.', '....'],
];

for (const [provisioner, filesystem, block] of expected) {
  test(`${provisioner}: ${filesystem} with a file system, ${block} as a raw device`, () => {
    assert.equal(modes(provisioner, 'Filesystem'), filesystem);
    assert.equal(modes(provisioner, 'Block'), block);
  });
}

test('a class parameter answers a condition', () => {
  const ebs = (type: string): string => modes('ebs.csi.aws.com', 'Block', { parameters: { type } });
  assert.equal(ebs('io2'), '+-++');
  assert.equal(ebs('gp3'), '+--+');
  assert.equal(modes('ebs.csi.aws.com', 'Block', { parameters: { TYPE: 'io2' } }), '+-++');
  assert.equal(modes('ebs.csi.aws.com', 'Block', { parameters: {}, hasAllParameters: true }), '+--+');
  const azure = (maxShares: string): string => modes('disk.csi.azure.com', 'Block', { parameters: { maxShares } });
  assert.equal(azure('2'), '++++');
  assert.equal(azure('1'), '+--+');
  assert.equal(azure('many'), '+--+');
});

test('a parameter can change all modes of a driver', () => {
  const pd = (type: string, mode: VolumeMode): string => modes('pd.csi.storage.gke.io', mode, { parameters: { type } });
  assert.equal(pd('hyperdisk-ml', 'Filesystem'), '++-+');
  assert.equal(pd('hyperdisk-extreme', 'Block'), '+--+');
  assert.equal(pd('hyperdisk-balanced-high-availability', 'Block'), '+-++');
  assert.equal(modes('block.csi.vultr.com', 'Filesystem', { parameters: { storage_type: 'vfs' } }), '--+-');
});

test('where the content comes from answers ReadOnlyMany', () => {
  assert.equal(modes('pd.csi.storage.gke.io', 'Filesystem', { hasDataSource: false }), '+--+');
  assert.equal(modes('pd.csi.storage.gke.io', 'Filesystem', { hasDataSource: true }), '++-+');
});

test('a condition of the installation stays open whatever is known', () => {
  const all = { parameters: {}, hasAllParameters: true, hasDataSource: false };
  assert.equal(modes('csi.vsphere.vmware.com', 'Filesystem', all), '+??+');
  const [, readOnly] = accessModesOf(driverByName('csi.vsphere.vmware.com')!, 'Filesystem', all);
  assert.equal(readOnly?.condition?.text, 'through the vSAN file service');
});

test('drivers of the unchecked list are never more than unverified', () => {
  const modesOfAlluxio = accessModesOf(driverByName('csi.alluxio.com')!, 'Filesystem');
  assert.ok(modesOfAlluxio.every(({ confidence }) => confidence === 'unverified'));
});

function ofClass(platform: string, name: string, volumeMode: VolumeMode): readonly ModeSupport[] {
  const facts = classesOfPlatform(platform, '1.34').find((one) => one.name === name);
  assert.ok(facts);
  const support = accessModesOfClass(facts, volumeMode);
  assert.ok(support);
  return support;
}

function mode(all: readonly ModeSupport[], name: AccessMode): string {
  const support = supportOf(all, name);
  return `${support?.support} ${support?.confidence}`;
}

test('a class under an in-tree name is sure of its old modes only', () => {
  const gp2 = ofClass('eks', 'gp2', 'Filesystem');
  assert.equal(mode(gp2, 'ReadWriteOnce'), 'yes verified');
  assert.equal(mode(gp2, 'ReadWriteMany'), 'no verified');
  assert.equal(mode(gp2, 'ReadWriteOncePod'), 'yes unverified');
  assert.equal(mode(ofClass('eks', 'gp2', 'Block'), 'ReadWriteOnce'), 'yes unverified');
});

test('how well a class is known bounds how well its modes are', () => {
  assert.equal(mode(ofClass('gke', 'standard-rwo', 'Filesystem'), 'ReadWriteMany'), 'no listed');
  assert.equal(mode(ofClass('kind', 'standard', 'Filesystem'), 'ReadWriteMany'), 'no verified');
  assert.equal(mode(ofClass('openshift-aws', 'gp3-csi', 'Block'), 'ReadWriteMany'), 'no verified');
  assert.equal(mode(ofClass('aks', 'managed-csi', 'Block'), 'ReadWriteMany'), 'conditional verified');
});

test('a class without a known provisioner has no known modes', () => {
  const facts = classesOfPlatform('aks').find(({ name }) => name === 'local-csi')!;
  assert.equal(accessModesOfClass(facts, 'Filesystem'), undefined);
});

test('names that installations make up lead to their driver', () => {
  const names: readonly (readonly [string, string | undefined])[] = [
    ['rbd.csi.ceph.com', '*.rbd.csi.ceph.com'],
    ['rook-ceph.rbd.csi.ceph.com', '*.rbd.csi.ceph.com'],
    ['rook-ceph.nfs.csi.ceph.com', '*.nfs.csi.ceph.com'],
    ['cluster.local/my-nfs-subdir-external-provisioner', 'cluster.local/*'],
    ['cluster.local/something-else', undefined],
    ['org.democratic-csi.nfs', 'org.democratic-csi.*'],
    ['org.democratic-csi.', undefined],
    ['topolvm.cybozu.com', 'topolvm.io'],
    ['kubernetes.io/gce-pd', 'pd.csi.storage.gke.io'],
    ['kubernetes.io/rbd', undefined],
    ['notrbd.csi.ceph.com', undefined],
    ['', undefined],
    ['constructor', undefined],
  ];
  for (const [name, driver] of names) assert.equal(driverByName(name)?.name, driver, name);
});

test('in-tree names: who does their work, and from when nothing does', () => {
  assert.equal(csiNameOf('kubernetes.io/cinder'), 'cinder.csi.openstack.org');
  assert.equal(csiNameOf('ebs.csi.aws.com'), undefined);
  const portworx = inTreeByName('kubernetes.io/portworx-volume')!;
  assert.equal(inTreeStateAt(portworx, '1.30'), 'inTree');
  assert.equal(inTreeStateAt(portworx, '1.31'), 'redirected');
  const rbd = inTreeByName('kubernetes.io/rbd')!;
  assert.equal(inTreeStateAt(rbd, '1.30'), 'inTree');
  assert.equal(inTreeStateAt(rbd, '1.31'), 'provisionsNothing');
  assert.equal(inTreeByName('kubernetes.io/no-provisioner'), undefined);
});

test('a parameter test is open only while the parameter is', () => {
  const type = parseTest('type=gp3,-');
  assert.equal(passes(type, {}), undefined);
  assert.equal(passes(type, { hasAllParameters: true }), true);
  assert.equal(passes(type, { parameters: { type: 'GP3' } }), true);
  assert.equal(passes(type, { parameters: { type: 'io2' } }), false);
  assert.equal(passes(parseTest('toString=-'), { parameters: {}, hasAllParameters: true }), true);
});

test('a mistake in a table is a bug', () => {
  assert.throws(() => parseModes('F: RWX[nonsense]'), /access mode "RWX\[nonsense\]"/);
  assert.throws(() => parseModes('F: RWZ'), /RWZ/);
  assert.throws(() => parseModes('X: RWO'), /access modes/);
  assert.throws(() => parseTest('type'), /parameter test/);
});
