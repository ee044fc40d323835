import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessModesOf } from '../../server/src/storage/accessModes.ts';
import { catalogueClasses, classesOfPlatform } from '../../server/src/storage/classes.ts';
import {
  describeAccessMode,
  describeAccessModes,
  describeClass,
  describeDriver,
  describeKind,
  describeSize,
} from '../../server/src/storage/describe.ts';
import { driverByName, drivers } from '../../server/src/storage/drivers.ts';
import { accessModes } from '../../server/src/storage/model.ts';

function ofClass(platform: string, name: string): string {
  return describeClass(classesOfPlatform(platform, '1.34').find((facts) => facts.name === name)!);
}

test('a class in one line', () => {
  assert.equal(
    ofClass('openshift-aws', 'gp3-csi'),
    'block storage by Amazon EBS (gp3); one node at a time; can grow; deleted with its claim; made where the Pod is scheduled',
  );
  assert.equal(
    ofClass('kind', 'standard'),
    'a directory on one node by Local path; one node at a time; cannot grow; deleted with its claim; made where the Pod is scheduled',
  );
  assert.equal(
    ofClass('lke', 'linode-block-storage-retain'),
    'block storage by Linode (Akamai) Block Storage; one node at a time; can grow; kept when its claim is deleted; made as soon as it is claimed',
  );
  assert.equal(ofClass('aks', 'local-csi'), 'a disk of one node');
  assert.match(ofClass('kapsule', 'sbs-default'), /can grow \(not checked\)/);
});

test('a class that provisions nothing any more says so', () => {
  const [facts] = catalogueClasses();
  assert.match(describeClass({ ...facts!, provisioner: 'kubernetes.io/rbd' }), /provisions nothing any more/);
});

test('a driver in one line', () => {
  assert.equal(
    describeDriver(driverByName('ebs.csi.aws.com')!),
    'Amazon EBS: block storage; one node at a time; can grow, snapshots, clones, raw devices',
  );
  assert.match(describeDriver(driverByName('s3.csi.aws.com')!), /made by hand/);
  assert.match(describeDriver(driverByName('csi.alluxio.com')!), /not checked$/);
  assert.match(describeDriver(driverByName('rancher.io/local-path')!), /cannot grow/);
});

test('access modes with their conditions', () => {
  const modes = accessModesOf(driverByName('ebs.csi.aws.com')!, 'Block');
  assert.equal(
    describeAccessModes(modes),
    'ReadWriteOnce, ReadWriteOncePod; ReadWriteMany only with class parameter type: io2',
  );
});

test('sizes both ways', () => {
  assert.equal(describeSize('10Gi'), '10Gi = 10.74 GB');
  assert.equal(describeSize('10G'), '9.31Gi = 10 GB');
  assert.equal(describeSize('500m'), undefined);
  assert.equal(describeSize('10GB'), undefined);
});

test('everything has words', () => {
  for (const mode of accessModes) assert.match(describeAccessMode(mode), /^[A-Z].*\.$/);
  for (const driver of drivers()) {
    assert.match(describeKind(driver.kind), /^[A-Z].*\.$/);
    assert.doesNotMatch(describeDriver(driver), /undefined|; ;|; $/);
  }
  for (const facts of catalogueClasses()) assert.doesNotMatch(describeClass(facts), /undefined|; ;|; $/);
});
