/** Parameters of OpenStack's, vSphere's and Ceph's drivers. Cells as in `csi.ts`. */
export const openInfrastructureParameters = `
@ cinder.csi.openstack.org | exact | ignored | V | kubernetes/cloud-provider-openstack, docs/cinder-csi-plugin, pkg/csi/cinder/controllerserver.go
type | - | text volume type, by name or id | of the cloud | Kind of volume; Cinder has to know it.
availability | - | text zone | of the node, or nova | Availability zone of the volume.
csi.storage.k8s.io/fstype | ? | like: ext4, xfs | ext4 | File system.

@ nfs.manila.csi.openstack.org, cephfs.manila.csi.openstack.org | exact | unknown | V | kubernetes/cloud-provider-openstack, docs/manila-csi-plugin, pkg/csi/manila/options | The protocol stands in front of the driver's name.
type | - | text share type | default | Kind of share; documented as required.
shareNetworkID | - | text uuid | - | Network of the share.
availability | - | text zone | - | Zone of the share.
autoTopology | - | bool | false | Takes the node's zone where none is given.
groupID | - | text uuid | - | Group of the share.
appendShareMetadata | - | json object of texts | - | Metadata of the share.
affinity | - | text | - | Hint to the scheduler: near these shares.
antiAffinity | - | text | - | Hint to the scheduler: away from these shares.
@ nfs.manila.csi.openstack.org
nfs-shareClient | - | list addresses | 0.0.0.0/0 | Who may mount.
@ cephfs.manila.csi.openstack.org
cephfs-mounter | - | in: kernel, fuse | fuse | What mounts it.
cephfs-clientID | - | list | - | Ceph users.
cephfs-kernelMountOptions | - | text | - | Mount options of the kernel.
cephfs-fuseMountOptions | - | text | - | Mount options of fuse.

@ csi.vsphere.vmware.com | any | refused | V | kubernetes-sigs/vsphere-csi-driver, pkg/csi/service/common, example | This is what plain clusters take; Supervisor clusters differ.
storagepolicyname | - | text | - | Storage policy by name.
datastoreurl | - | text ds:///... | - | Datastore.
csi.storage.k8s.io/fstype | - | in: ext4, ext3, xfs, ntfs, nfs4 | ext4 | File system; nfs4 makes a file volume, for shared access.
fstype | x | in: ext4, ext3, xfs, ntfs, nfs4 | - | Old spelling of csi.storage.k8s.io/fstype.
csimigration | x | bool | - | Set for in-tree classes by Kubernetes itself.
svstorageclass | - | text | - | Guest clusters: class of the Supervisor.
storagepolicyid | - | text | - | Supervisor only.
storagetopologytype | - | in: zonal, crosszonal | - | Supervisor only.

@ rbd.csi.ceph.com | exact | unknown | U | ceph/ceph-csi, docs/rbd/deploy.md, docs/volumeattributesclass.md; rook/rook, deploy/examples | Some keys are newer than the release of October 2024 that was read.
clusterID | ! | text up to 36 bytes | - | Cluster in the driver's settings; with Rook the cluster's namespace.
pool | ! | text | - | Pool of the images.
dataPool | - | text | - | Erasure-coded pool for the data.
imageFeatures | - | list layering, journaling, exclusive-lock, object-map, fast-diff, deep-flatten | - | Features of the image.
imageFormat | - | in: 2 | 2 | In Rook's examples; not in the driver's list.
volumeNamePrefix | - | text | csi-vol- | How names of images begin.
snapshotNamePrefix | - | text | csi-snap- | How names of snapshots begin.
mkfsOptions | - | text | - | Options for mkfs instead of the usual ones.
tryOtherMounters | - | bool | - | Tries another way to map when one fails.
mapOptions | - | text | - | Options for mapping.
unmapOptions | - | text | - | Options for unmapping.
mounter | - | in: rbd-nbd | krbd | How images are mapped.
encrypted | - | bool | false | Encrypts; not to be changed on a class in use.
encryptionKMSID | - | text | - | Key server; needed with one.
encryptionType | - | in: block, file | block | LUKS below, or fscrypt in the file system.
encryptionSectorSize | - | like: 512, 1024, 2048, 4096 | - | Sector size of LUKS. | after 2024-10
encryptionCipher | - | in: aes-xts-plain64, serpent-xts-plain64, aes-xts-random, serpent-xts-random | aes-xts-plain64 | Cipher of LUKS. | after 2024-10
encryptionKeySize | - | in: 128, 256, 512 | 256, with xts 512 | Key size of LUKS. | after 2024-10
integrityMode | - | in: hmac-sha256, hmac-sha512 | off | Integrity checks of LUKS. | after 2024-10
stripeUnit | - | int bytes | - | Size of a stripe.
stripeCount | - | int | - | Objects that a stripe covers.
objectSize | - | int bytes | - | Size of an object.
topologyConstrainedPools | ? | json list | - | A pool for each zone.
csi.storage.k8s.io/provisioner-secret-name | ! | text | - | Secret with a Ceph user for making volumes.
csi.storage.k8s.io/provisioner-secret-namespace | ! | text | - | Namespace of that Secret.
csi.storage.k8s.io/node-stage-secret-name | ! | text | - | Secret with a Ceph user for mounting.
csi.storage.k8s.io/node-stage-secret-namespace | ! | text | - | Namespace of that Secret.
csi.storage.k8s.io/controller-expand-secret-name | - | text | - | Secret for growing volumes, which fails without.
csi.storage.k8s.io/controller-expand-secret-namespace | - | text | - | Namespace of that Secret.
csi.storage.k8s.io/controller-modify-secret-name | - | text | - | Secret for VolumeAttributesClasses.
csi.storage.k8s.io/node-publish-secret-name | - | text | - | Secret for limits through cgroups.
baseIops | ~ | int | - | Rate to begin with, rbd-nbd. | after 2024-10
maxIops | ~ | int | - | Highest rate, rbd-nbd. | after 2024-10
baseBps | ~ | int | - | Bytes a second to begin with, rbd-nbd. | after 2024-10
maxBps | ~ | int | - | Most bytes a second, rbd-nbd. | after 2024-10
iopsPerGiB | ~ | int | - | Rate for each GiB, rbd-nbd. | after 2024-10
bpsPerGiB | ~ | int | - | Bytes a second for each GiB, rbd-nbd. | after 2024-10
baseVolSizeBytes | ~ | int | - | Size from which the rates for each GiB count. | after 2024-10
maxReadIops | ~ | int | - | Highest rate of reads. | after 2024-10
maxWriteIops | ~ | int | - | Highest rate of writes. | after 2024-10
maxReadBps | ~ | int | - | Most bytes read a second. | after 2024-10
maxWriteBps | ~ | int | - | Most bytes written a second. | after 2024-10
baseReadIops | ~? | int | - | Rate of reads to begin with, rbd-nbd. | after 2024-10
baseWriteIops | ~? | int | - | Rate of writes to begin with, rbd-nbd. | after 2024-10
baseReadBps | ~? | int | - | Bytes read a second to begin with, rbd-nbd. | after 2024-10
baseWriteBps | ~? | int | - | Bytes written a second to begin with, rbd-nbd. | after 2024-10
readIopsPerGiB | ~? | int | - | Rate of reads for each GiB, rbd-nbd. | after 2024-10
writeIopsPerGiB | ~? | int | - | Rate of writes for each GiB, rbd-nbd. | after 2024-10
readBpsPerGiB | ~? | int | - | Bytes read a second for each GiB, rbd-nbd. | after 2024-10
writeBpsPerGiB | ~? | int | - | Bytes written a second for each GiB, rbd-nbd. | after 2024-10

@ cephfs.csi.ceph.com | exact | unknown | U | ceph/ceph-csi, docs/cephfs/deploy.md
clusterID | ! | text up to 36 bytes | - | Cluster in the driver's settings; with Rook the cluster's namespace.
fsName | ! | text | - | Name of the CephFS.
pool | - | text | - | Pool of the data; not with backingSnapshot.
mounter | - | in: kernel, fuse | found out | What mounts it.
volumeNamePrefix | - | text | csi-vol- | How names of subvolumes begin.
snapshotNamePrefix | - | text | csi-snap- | How names of snapshots begin.
backingSnapshot | - | bool | true | A read-only volume from a snapshot reads the snapshot itself.
kernelMountOptions | - | text | - | Mount options of the kernel.
fuseMountOptions | - | text | - | Mount options of ceph-fuse.
encrypted | - | bool | false | Encrypts files; not to be changed on a class in use.
encryptionKMSID | - | text | - | Key server; needed with one.
csi.storage.k8s.io/provisioner-secret-name | ! | text | - | Secret with a Ceph user for making volumes.
csi.storage.k8s.io/provisioner-secret-namespace | ! | text | - | Namespace of that Secret.
csi.storage.k8s.io/node-stage-secret-name | ! | text | - | Secret with a Ceph user for mounting.
csi.storage.k8s.io/node-stage-secret-namespace | ! | text | - | Namespace of that Secret.
csi.storage.k8s.io/controller-expand-secret-name | - | text | - | Secret for growing volumes, which fails without.
csi.storage.k8s.io/controller-expand-secret-namespace | - | text | - | Namespace of that Secret.

@ nfs.csi.ceph.com | exact | unknown | U | ceph/ceph-csi, examples/nfs; rook/rook, deploy/examples/csi/nfs | Changing the server by a VolumeAttributesClass needs the node-publish Secret too.
nfsCluster | ! | text | - | NFS cluster of Ceph; with Rook the CephNFS.
server | !~ | text host | - | Address to mount from; a change counts from the next attach.
clients | ~ | list hosts or networks | - | Who may mount.
clusterID | ! | text | - | Cluster in the driver's settings.
fsName | ! | text | - | Name of the CephFS.
pool | - | text | - | Pool of the data.
volumeNamePrefix | - | text | csi-vol- | How names of subvolumes begin.
secTypes | ? | list sys, none, krb5, krb5i, krb5p | - | How clients prove who they are.
csi.storage.k8s.io/provisioner-secret-name | ! | text | - | Secret with a Ceph user for making volumes.
csi.storage.k8s.io/provisioner-secret-namespace | ! | text | - | Namespace of that Secret.
csi.storage.k8s.io/node-stage-secret-name | - | text | - | Secret with a Ceph user for mounting.
csi.storage.k8s.io/node-stage-secret-namespace | - | text | - | Namespace of that Secret.
csi.storage.k8s.io/controller-expand-secret-name | - | text | - | Secret for growing volumes, which fails without.
csi.storage.k8s.io/controller-expand-secret-namespace | - | text | - | Namespace of that Secret.
`;
