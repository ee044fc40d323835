/** Parameters of smaller clouds' drivers and of Portworx. Cells as in `csi.ts`. */
export const vendorParameters = `
@ pxd.portworx.com | exact | unknown | U | libopenstorage/openstorage, api/api.go (2025-03); Portworx documentation, dynamic provisioning | Most keys are known by name alone.
repl | - | in: 1, 2, 3 | 1 | Number of copies.
fs | - | in: ext4, xfs | ext4 | File system.
io_profile | ? | like: auto, db, db_remote, sequential, random, none, sync_shared | auto | Tuning for a pattern of reads and writes.
priority_io | ? | in: low, medium, high | low | Another name for io_priority.
io_priority | ? | in: low, medium, high | low | Which pools to take.
sharedv4 | - | bool | false | Shared access over NFS.
sharedv4_svc_type | - | in: ClusterIP, LoadBalancer | - | Service of the shared volume.
sharedv4_failover_strategy | - | in: aggressive, normal | - | How fast the shared volume moves.
shared | ?x | bool | - | Shared access of old.
secure | ? | bool | false | Encrypts the volume.
secret_key | ? | text | - | Name of the key.
sticky | ? | bool | - | Guards against deletion.
journal | ? | bool | - | Journal device.
nodiscard | ? | bool | - | Does not discard freed blocks.
auto_fstrim | ? | bool | - | Trims by itself.
snap_interval | ?x | int minutes | - | Snapshots of old.
snap_schedule | ? | text | - | When snapshots are made.
aggregation_level | ? | in: 1, 2, 3, auto | - | Stripes over that many nodes.
group | ? | text | - | Group of volumes.
fg | ? | bool | - | Insists on the group.
labels | ? | list key=value | - | Labels of the volume.
nodes | ? | list | - | Nodes of the copies.
racks | ? | list | - | Racks of the copies.
zones | ? | list | - | Zones of the copies.
block_size | ? | int | - | Block size.
queue_depth | ? | int | - | Queue depth.
export_options | ? | text | - | NFS export.
mount_options | ? | text | - | Mount options.
proxy_endpoint | ? | text | - | Storage behind a proxy volume.
proxy_nfs_subpath | ? | text | - | Directory behind a proxy volume.
proxy_nfs_exportpath | ? | text | - | Export behind a proxy volume.
createoptions | ? | text | - | Options for mkfs.
io_throttle_rd_iops | ? | int | - | Most reads a second.
io_throttle_wr_iops | ? | int | - | Most writes a second.
io_throttle_rd_bw | ? | int | - | Most bytes read a second.
io_throttle_wr_bw | ? | int | - | Most bytes written a second.
backend | ? | in: pure_block, pure_file | - | Direct access to a Pure array.
pure_export_rules | ? | text | - | Export rules of a FlashBlade.
pure_nfs_endpoint | ? | text | - | Address of a FlashBlade.
pure_fa_pod_name | ? | text | - | Pod of a FlashArray.
best_effort_location_provisioning | ? | bool | - | Places copies elsewhere if need be.

@ block.csi.vultr.com | unknown | unknown | V | vultr/vultr-csi 4f2281b (2026-03), docs/releases/latest.yml
storage_type | - | like: block, vfs | - | Block volumes, or shared file systems with vfs.

@ dobs.csi.digitalocean.com | exact | ignored | V | digitalocean/csi-digitalocean 4.16.0, driver/controller.go | Nothing but the file system is read.
fstype | x | in: ext4, xfs | ext4 | Old spelling of csi.storage.k8s.io/fstype; the shipped xfs classes still have it.
csi.storage.k8s.io/fstype | - | in: ext4, xfs | ext4 | File system.

@ linodebs.csi.linode.com | exact | ignored | V | linode/linode-blockstorage-csi-driver 1.1.4, internal/driver, docs | Only the exact text true counts as true.
linodebs.csi.linode.com/encrypted | - | bool | false | Encrypts the disk on Linode's side.
linodebs.csi.linode.com/luks-encrypted | - | bool | false | Encrypts on the node; needs a node-stage Secret with luksKey.
linodebs.csi.linode.com/luks-cipher | - | like: aes-xts-plain64 | - | Cipher; has to be there with luks-encrypted.
linodebs.csi.linode.com/luks-key-size | - | int 512 for one | - | Key size; has to be there with luks-encrypted.
linodebs.csi.linode.com/volumeTags | - | list | - | Tags of the volume.
csi.storage.k8s.io/node-stage-secret-name | - | text | - | Secret with luksKey.

@ csi.hetzner.cloud | exact | warned | V | hetznercloud/csi-driver 2.22.1, internal/driver/controller.go, docs/kubernetes/explanation/filesystems.md
csi.storage.k8s.io/fstype | ? | in: ext4, xfs | ext4 | File system.
fsFormatOptions | - | text | - | Options for mkfs.
labels | - | list key=value | - | Labels of the volume; any case will do for this key.
csi.storage.k8s.io/node-publish-secret-name | ? | text | - | Secret with the passphrase for encryption.

@ blockvolume.csi.oraclecloud.com | exact | ignored | V | oracle/oci-cloud-controller-manager 1.35.0, pkg/csi/driver/bv_controller.go, pkg/csi-util/utils.go
csi.storage.k8s.io/fstype | ? | in: ext4, ext3, xfs | ext4 | File system.
fstype | x | in: ext4, ext3, xfs | - | Old spelling of csi.storage.k8s.io/fstype.
attachment-type | - | in: iscsi, paravirtualized | - | How it is attached; anything else fails.
vpusPerGB | - | int 0 to 120 | 10 | Performance: 0 low cost, 10 balanced, 20 higher, from 30 ultra high, which refuses raw devices.
kms-key-id | - | text OCID | - | Key of your own.
oci.oraclecloud.com/initial-freeform-tags-override | - | json object | - | Free tags.
oci.oraclecloud.com/initial-defined-tags-override | - | json object of objects | - | Defined tags.

@ fss.csi.oraclecloud.com | exact | ignored | V | oracle/oci-cloud-controller-manager 1.35.0, pkg/csi/driver/fss_controller.go
availabilityDomain | ! | text | - | Availability domain; with its prefix on clusters that have IPv6 only.
mountTargetOcid | - | text OCID | - | Mount target; this or a subnet has to be there.
mountTargetSubnetOcid | - | text OCID | - | Makes a mount target in this subnet.
nsgOcids | - | json list of OCIDs | - | Security groups of a new mount target.
compartmentOcid | - | text OCID | of the cluster | Compartment.
exportPath | - | text path | /<volume name> | Path of the export.
exportOptions | - | json list | - | Who may mount.
encryptInTransit | - | bool | false | Encrypts the connection.
kmsKeyOcid | - | text OCID | of Oracle | Key of your own.
oci.oraclecloud.com/initial-freeform-tags-override | - | json object | - | Free tags.
oci.oraclecloud.com/initial-defined-tags-override | - | json object of objects | - | Defined tags.

@ diskplugin.csi.alibabacloud.com | exact | ignored | V | kubernetes-sigs/alibaba-cloud-csi-driver, pkg/disk | A VolumeAttributesClass with an unknown key fails. True is also written yes or 1.
type | ~ | list cloud_essd, cloud_auto, cloud_essd_entry, cloud_ssd, cloud_efficiency, cloud_regional_disk_auto, elastic_ephemeral_disk_standard, elastic_ephemeral_disk_premium, available | available | Categories to try in turn; available is cloud_ssd, then cloud_efficiency.
performanceLevel | ~ | list PL0, PL1, PL2, PL3 | - | Performance level of cloud_essd.
provisionedIops | ~ | int | - | Extra operations a second of cloud_auto.
burstingEnabled | ~ | bool | false | Bursts of cloud_auto.
diskTags/* | ~ | text | - | A tag, named by the rest of the key.
-diskTags/* | ^ | text | - | Takes that tag away.
diskTags | - | list key:value | - | Tags in the old way.
encrypted | - | bool | false | Encrypts the disk.
kmsKeyId | - | text | - | Key of your own.
alibabacloud.com/kms-key-id | - | text | - | Key of your own; wins over kmsKeyId.
alibabacloud.com/createdisk-arn | - | json | - | Roles for making the disk.
multiAttach | - | like: true, enabled, false | false | Several nodes at once: for ReadOnlyMany, and ReadWriteMany on raw devices.
readOnly | - | bool | false | Attaches for reading only.
csi.storage.k8s.io/fstype | - | in: ext4, ext3, xfs, ntfs | ext4 | File system; others fail.
resourceGroupId | - | text | - | Resource group.
regionId | - | text | of the cluster | Region.
zoneId | ?x | text | of the node | Zone in the old way.
storageClusterId | - | text | - | Dedicated cluster; needs performanceLevel.
volumeDeleteSnapshotRetentionDays | - | int 1 to 65536 | - | Makes a snapshot on deletion and keeps it that long.
volumeExpandAutoSnapshot | x | text | - | Without effect.
volumeSizeAutoAvailable | - | bool | false | Lifts sizes below 20 GiB to 20 GiB.
restrictToHpnZone | - | in: never, always | never | LingJun nodes.
dataCacheSize | - | quantity | - | Cache on the node.
dataCacheMode | - | in: writethrough, writeback | writethrough | How that cache writes.

@ nasplugin.csi.alibabacloud.com | exact | unknown | V | kubernetes-sigs/alibaba-cloud-csi-driver, pkg/nas, docs/nas-dynamic.md
volumeAs | - | in: subpath, filesystem, sharepath, accesspoint | subpath | What a claim makes.
server | - | list host:/path | - | NAS server; a subpath needs it or the key below.
containerNetworkFileSystem | - | text | - | A CNFS object in place of the server.
path | - | text | - | Directory above the subpaths.
mountProtocol | - | text | - | How it is mounted.
mountType | - | in: losetup | - | Mounts an image file.
mode | - | octal | - | Mode of the mounted directory.
modeType | - | in: recursive, non-recursive | non-recursive | Whether the mode goes down the tree.
options | - | text | - | Mount options.
archiveOnDelete | - | bool | true | With false the directory is deleted.
volumeCapacity | - | bool | false | Enforces the size by a quota.
allowVolumeExpansion | - | bool | false | Lets the quota grow.
fileSystemType | - | in: standard, extreme | standard | Kind of a new file system.
storageType | - | in: Performance, Capacity, standard, advance | by kind | Performance or Capacity; for extreme standard or advance.
protocolType | - | in: NFS | NFS | Protocol of a new file system.
encryptType | - | in: 0, 1 | 0 | Encryption of an extreme one.
snapshotID | - | text | - | Snapshot to make an extreme one from.
zoneId | - | text | of the node | Zone of a new file system.
networkType | - | in: vpc | vpc | Network of a new file system.
vpcId | - | text | - | A new file system needs it.
vSwitchId | - | text | - | A new file system needs it.
accessGroupName | - | text | DEFAULT_VPC_GROUP_NAME | Who may mount a new file system.
deleteVolume | - | bool | false | Deletes the file system with the claim.
description | - | text | - | Description of a new file system.
accesspointEnableRam | - | bool | - | Rights on an access point.

@ vpc.block.csi.ibm.io | exact | refused | V | IBM/ibm-vpc-block-csi-driver, pkg/ibmcsidriver (2025-02)
profile | ! | in: general-purpose, 5iops-tier, 10iops-tier, custom, sdp | - | Kind of volume.
iops | - | int | - | Operations a second of custom and sdp; left out of the others.
csi.storage.k8s.io/fstype | - | in: ext4, ext3, ext2, xfs | ext4 | File system; others fail.
zone | - | text up to 63 characters | of the node | Zone.
region | - | text up to 63 characters | - | Region.
resourceGroup | - | text up to 32 characters | of the cluster | Resource group by id.
tags | - | list | - | Tags.
encrypted | - | bool | - | Encrypts with a key of your own.
encryptionKey | - | text CRN, up to 256 characters | - | That key.
billingType | - | text | - | For information.
classVersion | x | text | - | Without effect.
generation | x | text | - | Without effect.
`;
