import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classesOfPlatform } from '../../server/src/storage/classes.ts';
import { describeLimits } from '../../server/src/storage/describe.ts';
import { parseQuantity, toBinaryText, wholeValue } from '../../server/src/storage/quantity.ts';
import {
  type LimitsQuery,
  provisionedSize,
  type VolumeLimits,
  volumeLimits,
} from '../../server/src/storage/volumeLimits.ts';

function bytes(text: string): bigint {
  return wholeValue(parseQuantity(text)!);
}

function limits(provisioner: string, query?: LimitsQuery): VolumeLimits {
  const found = volumeLimits(provisioner, query);
  assert.ok(found, provisioner);
  return found;
}

function range(provisioner: string, query?: LimitsQuery): string {
  const { minimum, maximum } = limits(provisioner, query);
  return `${minimum?.text ?? ''}..${maximum?.text ?? ''}`;
}

test('the type decides', () => {
  assert.equal(range('ebs.csi.aws.com', { parameters: { type: 'st1' } }), '125Gi..16Ti');
  assert.equal(range('ebs.csi.aws.com', { parameters: { type: 'io2' } }), '4Gi..64Ti');
  assert.equal(range('vpc.block.csi.ibm.io', { parameters: { profile: '10iops-tier' } }), '10Gi..4800G');
  assert.equal(
    range('disk.csi.azure.com', { parameters: { storageAccountType: 'UltraSSD_LRS' }, hasAllParameters: true }),
    '4Gi..65536Gi',
  );
});

test('a type that is not set is the default one', () => {
  assert.equal(range('ebs.csi.aws.com', { parameters: {}, hasAllParameters: true }), '1Gi..64Ti');
  assert.equal(range('diskplugin.csi.alibabacloud.com', { parameters: {}, hasAllParameters: true }), '20Gi..64Ti');
});

test('a type that is not known leaves the widest limits', () => {
  const open = limits('ebs.csi.aws.com');
  assert.equal(open.minimum?.text, '1Gi');
  assert.equal(open.maximum?.text, '64Ti');
  assert.equal(open.maximum?.confidence, 'unverified');
});

test('a type that no row has says nothing', () => {
  assert.equal(volumeLimits('ebs.csi.aws.com', { parameters: { type: 'gp9' } }), undefined);
  assert.equal(volumeLimits('example.com/ours'), undefined);
  assert.equal(volumeLimits('constructor'), undefined);
});

test('each limit says how well it is known', () => {
  const gp3 = limits('ebs.csi.aws.com', { parameters: { type: 'gp3' } });
  assert.equal(gp3.minimum?.confidence, 'verified');
  assert.equal(gp3.maximum?.confidence, 'unverified');
  assert.equal(limits('ebs.csi.aws.com', { parameters: { type: 'gp2' } }).maximum?.confidence, 'verified');
});

test('made-up and in-tree names have the limits of their driver', () => {
  assert.equal(range('kubernetes.io/aws-ebs', { parameters: { type: 'gp2' } }), '1Gi..16Ti');
  assert.equal(limits('rook-ceph.cephfs.csi.ceph.com').minimum, undefined);
  assert.equal(limits('cluster.local/team-nfs').isSizeUsed, false);
});

test('the volume mode can decide', () => {
  assert.equal(range('topolvm.io', { volumeMode: 'Block' }), '8Mi..');
  assert.equal(range('topolvm.io', { parameters: { 'csi.storage.k8s.io/fstype': 'xfs' } }), '300Mi..');
});

test('a shipped class brings the parameters that decide', () => {
  const facts = classesOfPlatform('gke').find(({ name }) => name === 'zonal-rwx')!;
  assert.equal(range(facts.provisioner!, facts), '1Ti..100Ti');
});

test('sizes are rounded up as the driver does', () => {
  const size = (provisioner: string, text: string, parameters: Record<string, string> = {}): string | undefined => {
    const found = provisionedSize(limits(provisioner, { parameters, hasAllParameters: true }), bytes(text));
    return found === undefined ? undefined : toBinaryText(found);
  };
  assert.equal(size('csi.hetzner.cloud', '1Gi'), '10Gi');
  assert.equal(size('csi.hetzner.cloud', '10.5Gi'), '11Gi');
  assert.equal(size('blockvolume.csi.oraclecloud.com', '8Gi'), '50Gi');
  assert.equal(provisionedSize(limits('fsx.csi.aws.com', { hasAllParameters: true }), bytes('1Gi')), bytes('1200Gi'));
  assert.equal(
    provisionedSize(limits('fsx.csi.aws.com', { hasAllParameters: true }), bytes('2500Gi')),
    bytes('3600Gi'),
  );
  assert.equal(
    provisionedSize(limits('fsx.csi.aws.com', { hasAllParameters: true }), bytes('3700Gi')),
    bytes('7200Gi'),
  );
  assert.equal(size('filestore.csi.storage.gke.io', '1100Gi', { tier: 'zonal' }), '1.25Ti');
  assert.equal(size('filestore.csi.storage.gke.io', '9.9Ti', { tier: 'zonal' }), '10Ti');
  assert.equal(size('filestore.csi.storage.gke.io', '11Ti', { tier: 'zonal' }), '12.5Ti');
  assert.equal(size('efs.csi.aws.com', '11Ti'), undefined);
});

test('limits in words', () => {
  assert.equal(
    describeLimits(limits('csi.hetzner.cloud')),
    'from 10Gi to 10Ti, in steps of 1Gi, smaller requests are raised',
  );
  assert.equal(describeLimits(limits('blob.csi.azure.com')), 'up to 100Ti');
  assert.match(describeLimits(limits('efs.csi.aws.com'))!, /only a number/);
  assert.equal(describeLimits(limits('rook-ceph.cephfs.csi.ceph.com')), undefined);
});
