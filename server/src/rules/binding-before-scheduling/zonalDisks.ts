import { parameterOf } from '../../storage/accessModes.ts';
import { driverByName } from '../../storage/drivers.ts';
import type { StorageClassFacts } from '../../storage/model.ts';

/**
 * Whether each disk of a class lies in one zone of a cloud, whatever was set up: of Ceph, LINSTOR, Cinder or Proxmox the
 * cluster decides, and knows of no zones until somebody tells it. Zones of Azure's disks and of Google's are a matter of
 * parameters.
 */
export function makesZonalDisks({ provisioner, parameters }: StorageClassFacts): boolean {
  const driver = provisioner === undefined ? undefined : driverByName(provisioner);
  const spread = driver && spreadBy.get(driver.name);
  if (!spread || driver.confidence === 'unverified') return false;
  return !spread.some((name) => across.test(parameterOf(parameters, name) ?? ''));
}

/** Drivers of disks in a zone, with the parameters that spread a disk over several. */
const spreadBy: ReadonlyMap<string, readonly string[]> = new Map([
  ['ebs.csi.aws.com', []],
  ['ebs.csi.eks.amazonaws.com', []],
  ['pd.csi.storage.gke.io', ['replication-type', 'type']],
  ['disk.csi.azure.com', ['skuName', 'storageAccountType']],
  ['diskplugin.csi.alibabacloud.com', ['type']],
  ['csi.scaleway.com', []],
  ['blockvolume.csi.oraclecloud.com', []],
  ['csi.exoscale.com', []],
]);

/** `regional-pd`, `hyperdisk-balanced-high-availability`, `Premium_ZRS`, `cloud_regional_disk_auto`. */
const across = /regional|high-availability|_ZRS$/i;
