/** Parameters of Google's drivers. Cells as in `csi.ts`. */
export const googleParameters = `
@ pd.csi.storage.gke.io | any | refused | V | kubernetes-sigs/gcp-compute-persistent-disk-csi-driver, pkg/parameters, README | Some keys fail where a feature of the driver is not switched on.
csi.storage.k8s.io/fstype | - | in: ext4, xfs, btrfs, ntfs | ext4 | File system; btrfs is an experiment, ntfs for Windows nodes.
type | - | in: pd-standard, pd-balanced, pd-ssd, pd-extreme, hyperdisk-balanced, hyperdisk-balanced-high-availability, hyperdisk-throughput, hyperdisk-extreme, hyperdisk-ml, dynamic | pd-standard | Kind of disk; dynamic and the highly available one need a feature switched on.
replication-type | - | in: none, regional-pd | none | One zone, or copies in two.
disk-encryption-kms-key | - | text full name of a key | - | Key of your own.
labels | - | list key=value | - | Labels of the disk.
provisioned-iops-on-create | - | int | - | Operations a second for pd-extreme and Hyperdisk.
provisioned-throughput-on-create | - | quantity 250Mi for one; a bare number counts bytes | - | Throughput of Hyperdisk.
availability-class | - | in: none, regional-hard-failover | none | Attaches a regional disk by force in the other zone.
enable-confidential-storage | - | bool | false | Confidential mode; needs a key of your own.
storage-pools | - | list projects/P/zones/Z/storagePools/S | - | Hyperdisk pools, one for each zone; a feature to switch on.
use-allowed-disk-topology | - | bool | false | Only nodes that take the kind of disk; the plural that the README has is refused.
data-cache-size | - | quantity in Gi | - | Cache on local SSD; a feature to switch on.
data-cache-mode | - | in: writethrough, writeback | writethrough | How that cache writes.
resource-tags | - | list parent/key/value | - | Tags of the resource manager.
enable-multi-zone-provisioning | - | bool | false | Read-only disks in several zones; a feature to switch on.
access-mode | ? | text | - | Access mode of a Hyperdisk in Google's own words.
hyperdisk-type | - | text a Hyperdisk type | hyperdisk-balanced | Which Hyperdisk type dynamic makes.
pd-type | - | text a Persistent Disk type | pd-balanced | Which Persistent Disk type dynamic makes.
disk-type-preference | - | in: hyperdisk-type, pd-type | hyperdisk-type | Which of the two type dynamic tries first.
iops | ^~ | int | - | Operations a second of hyperdisk-balanced and hyperdisk-extreme; provisioned-iops, as Kubernetes' pages have it, is refused.
throughput | ^~ | quantity 180Mi for one | - | Throughput of hyperdisk-balanced, -throughput and -ml.

@ filestore.csi.storage.gke.io | any | refused | V | kubernetes-sigs/gcp-filestore-csi-driver, pkg/csi_driver, README | Write tier, multishare, share-pool and changeable keys exactly.
tier | - | in: standard, basic_hdd, premium, basic_ssd, zonal, high_scale_ssd, regional, enterprise | standard | Service tier; standard is basic_hdd, premium is basic_ssd.
network | - | text VPC | default | Network; its full name for PRIVATE_SERVICE_ACCESS.
connect-mode | - | in: DIRECT_PEERING, PRIVATE_SERVICE_ACCESS | DIRECT_PEERING | How the network reaches the server.
reserved-ipv4-cidr | - | text CIDR | - | Addresses to take, a /29, for enterprise a /26.
reserved-ip-range | - | text name of a range | - | The same by name, for PRIVATE_SERVICE_ACCESS.
instance-encryption-kms-key | - | text full name of a key | - | Key of your own.
labels | - | list key=value | - | Labels of the instance.
resource-tags | - | list parent/key/value | - | Tags of the resource manager.
protocol | - | in: NFS_V3, NFS_V4_1 | NFS_V3 | Version of NFS; the basic tiers have 3 only.
nfs-export-options-on-create | - | json list | - | Who may mount; a feature to switch on.
mount-options | - | text | - | Kept for the nodes.
multishare | - | bool | false | Several claims share one enterprise instance.
max-volume-size | - | in: 128Gi, 256Gi, 512Gi, 1Ti | 1Ti | Largest share of such an instance, which sets how many it holds; a feature to switch on.
instance-storageclass-label | - | text | - | Label that ties shares to instances.
share-pool | - | text path | - | Pool of shares; a feature to switch on.
max-iops | ^~ | int in steps of 100, from 10 TiB of 1000 | - | Operations a second of zonal and regional tiers; not with max-iops-per-tb.
max-iops-per-tb | ^~ | int 4000 to 17000, from 10 TiB 3000 to 7500 | - | The same for each TiB.

@ gcsfuse.csi.storage.gke.io | unknown | unknown | V | GoogleCloudPlatform/gcs-fuse-csi-driver, deploy/base/setup/storageclass.yaml, pkg/profiles | Volumes are made by hand; a class only tunes them.
skipCSIBucketAccessCheck | - | bool | - | Mounts without looking at the bucket first.
gcsfuseMetadataPrefetchOnMount | - | bool | - | Reads names and sizes ahead.
fuseFileCacheMediumPriority | - | text gpu:ram|lssd,tpu:ram | - | Where to cache, by kind of node.
fuseMemoryAllocatableFactor | - | decimal | - | Share of the node's memory to use.
fuseEphemeralStorageAllocatableFactor | - | decimal | - | Share of the node's disk to use.
bucketScanResyncPeriod | - | duration 168h | - | How often the bucket is looked through.
bucketScanTimeout | - | duration 2m | - | How long that may take.
anywhereCacheZones | - | list * or zones | - | Zones with an Anywhere Cache.
anywhereCacheAdmissionPolicy | ? | in: admit-on-first-miss, admit-on-second-miss | - | When that cache takes an object in.
anywhereCacheTTL | - | duration 1h | - | How long that cache keeps one.
`;
