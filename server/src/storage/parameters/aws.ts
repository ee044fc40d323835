/** Parameters of Amazon's drivers. Cells as in `csi.ts`. */
export const awsParameters = `
@ ebs.csi.aws.com | any | refused | V | kubernetes-sigs/aws-ebs-csi-driver, pkg/driver, docs/parameters.md | Only csi.storage.k8s.io/fstype and the tagSpecification prefix need their exact case; in a VolumeAttributesClass all keys do.
csi.storage.k8s.io/fstype | - | in: ext4, ext3, xfs, ntfs | ext4 | File system; ntfs is for Windows nodes.
fstype | x | in: ext4, ext3, xfs | - | Old spelling of csi.storage.k8s.io/fstype.
type | ~ | in: gp3, gp2, io1, io2, st1, sc1, standard | gp3 | Kind of EBS volume. | 1.19.0 for changes
iops | ~ | int | 3000 for gp3 | Operations a second for io1, io2 and gp3; at least 100, for gp3 3000. Not together with iopsPerGB. | 1.19.0 for changes
throughput | ~ | int MiB/s | 125 | Throughput of a gp3 volume. | 1.19.0 for changes
iopsPerGB | - | int | - | Operations a second for each GiB: up to 50 on io1, 1000 on io2, 500 on gp3. Not together with iops.
allowAutoIOPSPerGBIncrease | - | bool | false | Lifts a rate below the type's minimum instead of failing.
allowAutoIOPSIncreaseOnModify | - | bool | false | Lets the rate grow with the volume.
encrypted | - | bool | false | Encrypts the volume; the account may do so anyway.
kmsKeyId | - | text key ARN | aws/ebs | Key for encrypted volumes.
blockSize | - | text | - | Block size for mkfs of ext3, ext4 and xfs.
inodeSize | - | text | - | Inode size for mkfs of ext3, ext4 and xfs.
bytesPerInode | - | text | - | Bytes for each inode of ext3 and ext4.
numberOfInodes | - | text | - | Number of inodes of ext3 and ext4.
ext4BigAlloc | - | bool | false | Allocates ext4 blocks in clusters.
ext4ClusterSize | - | text | - | Cluster size of ext4; fails unless ext4BigAlloc is true.
ext4EncryptionSupport | - | bool | false | Turns on the encrypt feature of ext4. | 1.55.0
volumeInitializationRate | - | int MiB/s | - | Speed, at a price, of filling a volume from its snapshot. | 1.43.0
blockAttachUntilInitialized | - | bool | false | Waits with attaching until a restored volume is filled. | 1.46.0
blockExpress | x | bool | - | Without effect: every io2 volume is Block Express.
tagSpecification* | ~ | text key=value, Go template | - | Adds a tag; the part after the prefix only tells several apart. | 1.6.0
tagDeletion* | ^ | text tag key | - | Takes a tag away; a new claim with such a class fails.
volumeType | ^x | in: gp3, gp2, io1, io2, st1, sc1, standard | - | Old spelling of type.

@ ebs.csi.eks.amazonaws.com | unknown | unknown | V | awsdocs/amazon-eks-user-guide, automode/create-storage-class (2024-12) | The driver of EKS Auto Mode, whose code is not public.
csi.storage.k8s.io/fstype | - | in: ext4, ext3, ext2, xfs | ext4 | File system, in lower case.
type | - | in: gp3, gp2, io1, io2, st1, sc1, standard, sbp1, sbg1 | gp3 | Kind of EBS volume.
iopsPerGB | - | int | - | Operations a second for each GiB of io1, io2 and gp3.
allowAutoIOPSPerGBIncrease | - | bool | false | Lifts a rate below the minimum instead of failing.
iops | - | int | - | Operations a second of io1, io2 and gp3.
throughput | - | int MiB/s | 125 | Throughput of a gp3 volume.
encrypted | - | bool | false | Encrypts the volume.
kmsKeyId | - | text key ARN | aws/ebs | Key for encrypted volumes.
blockExpress | - | bool | false | Documented for io2.
blockSize | - | text | - | Block size for mkfs.
inodeSize | - | text | - | Inode size for mkfs.
bytesPerInode | - | text | - | Bytes for each inode.
numberOfInodes | - | text | - | Number of inodes.
ext4BigAlloc | ? | bool | false | Allocates ext4 blocks in clusters.
ext4ClusterSize | ? | text | - | Cluster size of ext4.

@ efs.csi.aws.com | exact | ignored | V | kubernetes-sigs/aws-efs-csi-driver 3.4.1, pkg/driver/controller.go, docs/parameters.md
provisioningMode | ! | in: efs-ap, s3files-ap | - | Makes an access point for each claim; s3files-ap is for S3 Files and undocumented. | s3files-ap: 3
fileSystemId | - | text fs-... | - | The file system. One of this and the two references below has to be there.
fileSystemIdConfigRef | - | text namespace/name/key | - | A ConfigMap that holds the file system's id.
fileSystemIdSecretRef | - | text namespace/name/key | - | A Secret that holds the file system's id.
directoryPerms | - | octal | - | Mode of the access point's directory, 700 for one. Documented as required, not enforced.
uid | - | int | from the range | User that owns the directory.
gid | - | int | from the range | Group that owns the directory.
gidRangeStart | - | int | 50000 | First group to give out; goes with gidRangeEnd.
gidRangeEnd | - | int | 60000 or 7000000 | Last group to give out, above the first.
basePath | - | text path | / | Directory under which access points are made.
subPathPattern | - | text may hold \${.PVC.name}, \${.PVC.namespace}, \${.PV.name} | \${.PV.name} | Name of the directory.
ensureUniqueDirectory | - | bool | true | Adds a random part to that name.
az | - | text availability zone | - | Zone of the mount target to prefer across accounts.
enforceZoneAffinity | - | bool | false | Keeps Pods in the zone of a One Zone file system.
reuseAccessPoint | - | bool | false | Gives a claim of the same name the same access point again.
enableTagging | - | bool | true | Tags access points; false clashes with tags set at installation.

@ fsx.csi.aws.com | exact | ignored | V | kubernetes-sigs/aws-fsx-csi-driver, pkg/driver/controller.go, examples/kubernetes/dynamic_provisioning
subnetId | ! | text subnet-... | - | Subnet of the file system; FSx refuses to work without, not the driver.
securityGroupIds | ! | list sg-... | - | Security groups of the file system.
deploymentType | - | in: SCRATCH_1, SCRATCH_2, PERSISTENT_1, PERSISTENT_2 | SCRATCH_1 | Short-lived or lasting file system; also decides how sizes are rounded.
storageType | - | in: SSD, HDD | SSD | Disks behind it; HDD goes with PERSISTENT_1.
perUnitStorageThroughput | - | int MB/s for each TiB | 200 | Throughput of the PERSISTENT types; 12 or 40 on HDD.
driveCacheType | - | in: NONE, READ | - | Cache in front of HDD, which needs it.
kmsKeyId | - | text | - | Key for the PERSISTENT types.
autoImportPolicy | ? | in: NONE, NEW, NEW_CHANGED, NEW_CHANGED_DELETED | - | Which changes of the bucket come in by themselves.
s3ImportPath | - | text s3://... | - | Bucket to fill the file system from.
s3ExportPath | - | text s3://... | - | Bucket to write changes to.
dataCompressionType | - | in: NONE, LZ4 | NONE | Compression of data.
automaticBackupRetentionDays | - | int 0 to 35 | 7 | Days that backups are kept; 0 makes none.
dailyAutomaticBackupStartTime | - | text HH:MM in UTC | - | When the daily backup starts.
copyTagsToBackups | - | bool | false | Backups carry the file system's tags.
weeklyMaintenanceStartTime | - | text d:HH:MM | 7:09:00 | Weekly maintenance, d from 1 (Monday) to 7.
fileSystemTypeVersion | - | like: 2.10, 2.12 | 2.10 | Version of Lustre.
extraTags | - | list Key=Value | - | Tags of the file system.
efaEnabled | - | bool | - | Elastic Fabric Adapter on PERSISTENT_2.
metadataConfigurationMode | - | in: AUTOMATIC, USER_PROVISIONED | - | Who sets the metadata rate of PERSISTENT_2.
metadataIops | - | int | - | That rate, when set by the user.

@ fsx.openzfs.csi.aws.com | exact | refused | V | kubernetes-sigs/aws-fsx-openzfs-csi-driver, docs/parameters.md, pkg/driver/controller.go | Keys are those of the FSx API. All values but that of ResourceType are JSON; keys that the driver fills itself fail.
ResourceType | ! | in: filesystem, volume | - | What a claim makes; plain text, no JSON.
DeploymentType | - | json "SINGLE_AZ_1" | - | A file system needs it.
ThroughputCapacity | - | json number | - | A file system needs it.
SubnetIds | - | json list | - | A file system needs it.
SkipFinalBackupOnDeletion | - | json bool | - | A file system needs it: whether deleting makes a last backup.
OptionsOnDeletion | - | json ["DELETE_CHILD_VOLUMES_AND_SNAPSHOTS"] | - | What deleting takes along.
FinalBackupTagsOnDeletion | - | json list | - | Tags of the last backup of a file system.
KmsKey | - | json text | - | Key of a file system.
StorageType | - | json "SSD" or "INTELLIGENT_TIERING" | - | Disks of a file system; with tiering the claim must ask for exactly 1Gi.
AutomaticBackupRetentionDays | - | json number | - | Days that backups of a file system are kept.
CopyTagsToBackups | - | json bool | - | Backups carry the tags of a file system.
CopyTagsToVolumes | - | json bool | - | Volumes carry the tags of a file system.
DailyAutomaticBackupStartTime | - | json text | - | When the backup of a file system starts.
DiskIopsConfiguration | - | json object | - | Operations a second of a file system.
EndpointIpAddressRange | - | json text | - | Addresses of a MULTI_AZ_1 file system.
PreferredSubnetId | - | json text | - | A MULTI_AZ_1 file system needs it.
RootVolumeConfiguration | - | json object | - | Root volume of a file system.
RouteTableIds | - | json list | - | Route tables of a MULTI_AZ_1 file system.
WeeklyMaintenanceStartTime | - | json text | - | Maintenance of a file system.
SecurityGroupIds | - | json list | - | Security groups of a file system.
Tags | - | json list | - | Tags of what the claim makes.
ParentVolumeId | - | json text | - | A volume needs it: where it hangs.
CopyTagsToSnapshots | - | json bool | - | Snapshots carry the tags of a volume.
DataCompressionType | - | json text | - | Compression of a volume.
NfsExports | - | json list | - | Who may mount a volume.
ReadOnly | - | json bool | - | A volume nobody writes to.
RecordSizeKiB | - | json number | - | Record size of a volume.
StorageCapacityReservationGiB | - | json number | - | Space held for a volume; -1 for none.
StorageCapacityQuotaGiB | - | json number | - | Most space of a volume; -1 for no limit.
UserAndGroupQuotas | - | json list | - | Quotas in a volume.

@ s3.csi.aws.com | unknown | unknown | V | awslabs/mountpoint-s3-csi-driver, pkg/driver/node/volumecontext | A class with this provisioner makes nothing: the bucket is named in the attributes of a PersistentVolume.
`;
