/** Parameters of storage that runs in the cluster, on its nodes, or on a file server. Cells as in `csi.ts`. */
export const clusterStorageParameters = `
@ driver.longhorn.io | exact | ignored | V | longhorn/longhorn-manager, csi, types; longhorn/website, references/storage-class-parameters.md
numberOfReplicas | - | int 1 to 20 | 3 | Copies of the volume; strict-local data locality wants 1.
staleReplicaTimeout | - | int minutes | 2880, documented as 30 | Age at which a failed copy is thrown away.
fromBackup | - | text URL | - | Backup to begin from.
backupTargetName | - | text | default | Where backups go.
backupBlockSize | ? | in: 2Mi, 16Mi | - | Block size of backups.
fsType | - | in: ext4, xfs | ext4 | File system.
mkfsParams | - | text | - | Options for mkfs.
migratable | - | bool | false | Live migration: shared access to a raw device.
encrypted | - | bool | false | Encrypts with LUKS; needs the Secret keys.
dataLocality | - | in: disabled, best-effort, strict-local | disabled | Whether a copy stays on the Pod's node; strict-local wants one copy and no sharing.
replicaAutoBalance | - | in: ignored, disabled, least-effort, best-effort | ignored | Evens out copies over nodes.
diskSelector | - | list tags | - | Disks by tag.
nodeSelector | - | list tags | - | Nodes by tag.
recurringJobSelector | - | json list of {name, isGroup} | - | Snapshots and backups at fixed times.
backingImage | - | text | - | Image to begin from; backingImageName, as the documentation has it, is not read.
backingImageDataSourceType | ? | in: download, upload, export-from-volume, restore, clone | - | How the image comes about.
backingImageDataSourceParameters | - | json object | - | Settings for that.
backingImageChecksum | - | text SHA512 | - | Checksum of the image.
backingImageMinNumberOfCopies | - | int | - | Copies of the image.
backingImageNodeSelector | - | list | - | Nodes of the image.
backingImageDiskSelector | - | list | - | Disks of the image.
unmapMarkSnapChainRemoved | - | in: ignored, enabled, disabled | ignored | Whether trimming drops snapshots.
disableRevisionCounter | - | bool | true | Does without counting writes.
replicaSoftAntiAffinity | - | in: ignored, enabled, disabled | ignored | Whether copies may share a node.
replicaZoneSoftAntiAffinity | - | in: ignored, enabled, disabled | ignored | Whether copies may share a zone.
replicaDiskSoftAntiAffinity | - | in: ignored, enabled, disabled | ignored | Whether copies may share a disk.
freezeFilesystemForSnapshot | - | in: ignored, enabled, disabled | ignored | Holds writes during a snapshot; freezeFSForSnapshot, as a sample has it, is not read.
nfsOptions | - | text | - | Mount options of shared volumes.
dataEngine | - | in: v1, v2 | v1 | Engine that serves the volume.
dataLayout.type | - | in: replicated, sharded | replicated | Copies, or erasure coding with engine v2. | 1.12
dataLayout.mode | - | in: raid1, erasureCoding | erasureCoding when sharded | How it is laid out. | 1.12
dataLayout.dataChunks | - | int at least 1 | - | Data parts of a sharded volume; with parity at most 32. | 1.12
dataLayout.parityChunks | - | int at least 1 | - | Parity parts of a sharded volume. | 1.12
dataLayout.stripSizeKB | - | int power of two, 4 to 1024 | - | Strip size of a sharded volume. | 1.12
strictTopology | - | bool | false | Keeps to the first allowed zone.
volumeTopology | - | in: any, zonal, regional | - | Undocumented. | 2026-08
share | - | bool | by access mode | Shared volume; follows from the claim.
exclusive | - | bool | by access mode | For one Pod; follows from the claim, clashes with share.
ublkNumberOfQueue | - | int | - | Queues of engine v2.
ublkQueueDepth | - | int | - | Depth of those queues.
nvmeTcpNrIoQueues | - | int | - | NVMe queues of engine v2.
frontend | ? | like: blockdev, iscsi, nvmf, ublk | blockdev | How the node sees the volume.

@ linstor.csi.linbit.com | any | refused | V | piraeusdatastore/linstor-csi 1.12.0, pkg/volume/parameter.go | Keys may carry linstor.csi.linbit.com/ in front, which is preferred; keys of other namespaces are ignored.
autoPlace | - | int | 1 | Number of copies; the same as placementCount.
placementCount | - | int | 1 | Number of copies.
storagePool | - | text pools, blanks between | - | Storage pools.
resourceGroup | - | text | sc-<uuid> | Resource group in LINSTOR.
layerList | - | text drbd storage, storage, drbd luks storage | drbd storage | Layers of the device, top first.
placementPolicy | - | in: AutoPlaceTopology, AutoPlace, FollowTopology, Balanced, Manual | AutoPlaceTopology | Who chooses nodes.
allowRemoteVolumeAccess | - | text true, false, or a YAML list of fromSame rules | true with drbd or nvme | Whether nodes without a copy may use it.
nodeList | - | text nodes, blanks between | - | Nodes with a copy; makes the policy Manual.
clientList | - | text nodes, blanks between | - | Nodes without a copy; makes the policy Manual.
replicasOnSame | - | text properties, blanks between | - | Copies where these are equal.
replicasOnDifferent | - | text properties, blanks between | - | Copies where these differ.
xReplicasOnDifferent | - | text | - | That many copies before a property has to differ.
doNotPlaceWithRegex | - | text pattern | - | Not beside resources with such a name.
disklessStoragePool | - | text | DfltDisklessStorPool | Pool for nodes without a copy.
disklessOnRemaining | - | bool | false | Prepares all other nodes too.
encryption | - | bool | false | Encrypts with LUKS.
fsOpts | - | text | - | Options for mkfs.
mountOpts | - | list | - | Mount options.
postMountXfsOpts | - | text | - | Commands for xfs_io after mounting.
usePvcName | - | bool | false | Names volumes after their claims.
overProvision | - | decimal | - | How far free space is oversold.
nfsConfigTemplate | - | text path | /etc/nfs-helper/default-config.tmpl | NFS export of shared volumes.
nfsServiceName | - | text | linstor-csi-nfs | Service of that export.
nfsSquash | - | text | no_root_squash | What becomes of root there.
nfsRecoveryVolumeSize | - | quantity | 300Mi | Volume for that export's state.
sizeKiB | x | int | - | Without effect.
property.linstor.csi.linbit.com/* | - | text | - | Any property of LINSTOR.
DrbdOptions/* | - | text | - | Any option of DRBD.
qos.linbit.com/rbps | - | text number | - | Bytes read a second. | 1.11.3
qos.linbit.com/wbps | - | text number | - | Bytes written a second. | 1.11.3
qos.linbit.com/riops | - | int | - | Reads a second. | 1.11.3
qos.linbit.com/wiops | - | int | - | Writes a second. | 1.11.3

@ io.openebs.csi-mayastor | exact | ignored | V | openebs/mayastor-control-plane, control-plane/csi-driver (2024-10)
repl | - | int 1 to 255 | 1 | Number of copies; anything else fails.
protocol | - | in: nvmf | nvmf | How nodes reach it; anything else fails.
thin | - | bool | - | Takes space only as it is used.
rwxBlock | ? | bool | - | Shared access to raw devices, as an experiment. | 4.5
fsType | - | in: ext4, xfs, btrfs | ext4 | File system.
stsAffinityGroup | - | bool | false | Spreads the volumes of one StatefulSet.
cloneFsIdAsVolumeId | - | bool | false | Gives clones a file system id of their own.
maxSnapshots | - | int | - | Most snapshots of a volume.
quiesceFs | ? | in: none, freeze | freeze | Holds writes during a snapshot.
ioTimeout | x | int | - | Obsolete.
nvmeIoTimeout | - | duration | of the driver | Timeout of reads and writes.
nvmeNrIoQueues | - | int | - | NVMe queues.
nvmeCtrlLossTmo | - | int | - | When a lost controller is given up.
nvmeKeepAliveTmo | - | int | - | Keep-alive of NVMe.
poolAffinityTopologyLabel | - | text lines of key: value | - | Pools with these labels.
poolAffinityTopologyKey | - | text lines of keys | - | Copies in pools with one value of these labels.
poolHasTopologyKey | - | text lines of keys | - | Pools that have these labels.
nodeAffinityTopologyLabel | - | text lines of key: value | - | Nodes with these labels.
nodeHasTopologyKey | - | text lines of keys | - | Nodes that have these labels.
nodeSpreadTopologyKey | - | text lines of keys | - | Copies on nodes that differ in these labels.

@ rancher.io/local-path | exact | ignored | V | rancher/local-path-provisioner, README.md, provisioner.go | Not a CSI driver.
nodePath | - | text path | any of the node's paths | One of the paths in the provisioner's settings.
pathPattern | - | text Go template | {{ .PVName }}_{{ .PVC.Namespace }}_{{ .PVC.Name }} | Directory's name; it has to begin with namespace and claim.
allowUnsafePathPattern | - | bool | false | Does not check that.
userPattern | - | text Go template | - | Owner, for the set-up script.
groupPattern | - | text Go template | - | Group, for the set-up script.
permPattern | - | text Go template | - | Mode, for the set-up script.
nodeAffinityKey | - | text node label | kubernetes.io/hostname | Label by which the volume is tied to its node.

@ topolvm.io | exact | unknown | V | topolvm/topolvm, constants.go, docs/proposals/lvcreate-option-on-storageclass.md | Under the old name topolvm.cybozu.com keys begin with that name.
csi.storage.k8s.io/fstype | ? | in: ext4, xfs, btrfs | ext4 | File system.
topolvm.io/device-class | - | text | the default one | Volume group, by its name in lvmd.
topolvm.io/lvcreate-option-class | - | text | - | Options for lvcreate, by their name in lvmd.

@ local.csi.openebs.io | any | ignored | V | openebs/lvm-localpv, pkg/driver/params.go, docs/storageclasses.md (2024-03)
storage | - | in: lvm | - | In every example, but not read.
volgroup | - | text | - | Volume group; this or vgpattern has to be there, this one wins.
vgpattern | - | text pattern | - | Volume groups by pattern.
fsType | - | in: ext4, ext3, ext2, xfs, btrfs | ext4 | File system.
shared | - | in: yes, no | no | Several Pods of the node at once.
thinProvision | - | in: yes, no | no | Takes space only as it is used.
scheduler | - | in: SpaceWeighted, CapacityWeighted, VolumeWeighted | SpaceWeighted | Which node is preferred.

@ zfs.csi.openebs.io | any | ignored | V | openebs/zfs-localpv, docs/storageclasses.md, pkg/driver/controller.go (2024-10)
poolname | ! | text pool or pool/dataset | - | ZFS pool.
fstype | - | in: zfs, ext2, ext3, ext4, btrfs, xfs | ext4 | With zfs a dataset, with the others a zvol.
recordsize | - | text power of two, 512 to 128k | - | Record size of a dataset.
volblocksize | - | text power of two, 512 to 128k | - | Block size of a zvol; sizes are multiples of it.
compression | - | like: on, off, lz4, zstd, gzip, zle, lzjb, zstd-fast | - | Compression; zstd and gzip take a level after a hyphen.
dedup | - | in: on, off | - | Deduplication.
thinprovision | - | in: yes, no | of ZFS | Takes space only as it is used.
shared | - | in: yes, no | no | Several Pods of the node at once.
scheduler | - | in: CapacityWeighted, VolumeWeighted | CapacityWeighted | Which node is preferred. | 1.3.0
encryption | - | text | - | Encryption of ZFS.
keyformat | - | text | - | Format of its key.
keylocation | - | text | - | Place of its key.
quotatype | - | in: quota, refquota | - | Quota of a dataset.

@ openebs.io/local | exact | unknown | V | openebs/dynamic-localpv-provisioner, cmd/provisioner-localpv/app/config.go (2024-03) | Not a CSI driver, and it reads no parameters: a list in the annotation cas.openebs.io/config, beside openebs.io/cas-type: local.

@ nfs.csi.k8s.io | any | refused | V | kubernetes-csi/csi-driver-nfs, docs/driver-parameters.md, pkg/nfs/controllerserver.go
server | ! | text host or address | - | NFS server.
share | ! | text path | - | Path that the server exports.
subDir | - | text may hold \${pvc.metadata.name} | name of the volume | Directory below the share.
onDelete | - | in: delete, retain, archive | delete | What becomes of that directory.
mountPermissions | - | octal | 0 | Mode of the mounted directory; 0 leaves it.

@ smb.csi.k8s.io | any | refused | V | kubernetes-csi/csi-driver-smb, docs/driver-parameters.md, pkg/smb/controllerserver.go
source | ! | text //server/share | - | SMB share.
subDir | - | text may hold \${pvc.metadata.name} | - | Directory below the share.
onDelete | - | in: delete, retain, archive | delete | What becomes of that directory.
csi.storage.k8s.io/node-stage-secret-name | ! | text | - | Secret with username and password for mounting.
csi.storage.k8s.io/node-stage-secret-namespace | ! | text | - | Namespace of that Secret.
csi.storage.k8s.io/provisioner-secret-name | - | text | - | Secret for making a directory for each volume.
csi.storage.k8s.io/provisioner-secret-namespace | - | text | - | Namespace of that Secret.

@ cluster.local/nfs-subdir-external-provisioner, k8s-sigs.io/nfs-subdir-external-provisioner | exact | ignored | V | kubernetes-sigs/nfs-subdir-external-provisioner, README.md, cmd | Not a CSI driver; the provisioner's name is chosen when it is installed.
onDelete | - | in: delete, retain | archives the directory | What becomes of the directory; wins over archiveOnDelete.
archiveOnDelete | - | bool | true | With false the directory is deleted.
pathPattern | - | text may hold \${.PVC.name}, \${.PVC.namespace}, \${.PVC.labels.x}, \${.PVC.annotations.x} | namespace, claim and volume | Directory's name.

@ hostpath.csi.k8s.io | exact | kept | V | kubernetes-csi/csi-driver-host-path, pkg/hostpath/controllerserver.go, cmd/hostpathplugin/main.go | A driver for tests.
kind | - | text | - | Which of the capacities that it was started with to use.

@ k8s.io/minikube-hostpath | unknown | ignored | V | kubernetes/minikube, pkg/storage/storage_provisioner.go | Not a CSI driver; it reads no parameters.
@ docker.io/hostpath | unknown | unknown | U | none was found, as the code is not public | Not a CSI driver; no parameter is known.
@ kubernetes.io/no-provisioner | unknown | unknown | U | Kubernetes documentation, Storage Classes, Local | A mark, not a provisioner: it reads no parameters. Use binding mode WaitForFirstConsumer.
`;
