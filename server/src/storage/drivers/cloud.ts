/**
 * Drivers of clouds and of OpenStack and vSphere.
 * Cells: title | name | lifecycle (P claims, E in Pods, PE both, N claims but no CSI driver) | provisioning (dynamic, static, backend) | features
 * | kind | access modes | mark | source | in-tree name | note.
 * Features: B raw block, S snapshot, X expansion, C cloning, T topology; lower case where it is known to be missing.
 * Access modes: see `modes.ts`.
 */
export const cloudDrivers = `
@ Amazon
Amazon EBS | ebs.csi.aws.com | P | dynamic | BSXCT | block | F: RWO RWOP; B: RWO RWOP RWX[io2] | V | ebs | kubernetes.io/aws-ebs | A volume lives in one availability zone.
Amazon EBS (EKS Auto Mode) | ebs.csi.eks.amazonaws.com | P | dynamic | - | block | F: RWO RWOP? ... | V | eksAuto | - | The driver is run by AWS and its code is not public.
Amazon EFS | efs.csi.aws.com | P | dynamic | bsxc | file | F: RWO RWX RWOP; B: none | V | efs | - | The requested size is never used: the file system grows by itself.
Amazon FSx for Lustre | fsx.csi.aws.com | P | dynamic | X | file | F: RWO RWX RWOP | V | fsx
Amazon FSx for OpenZFS | fsx.openzfs.csi.aws.com | P | dynamic | X | file | F: RWO RWX RWOP | V | fsxz
Mountpoint for Amazon S3 | s3.csi.aws.com | P | static | bsxc | object | F: ROX RWX; B: none | V | s3 | - | Mounts a bucket; it cannot rewrite or append to a file, so no database runs on it.

@ Google
Google Persistent Disk and Hyperdisk | pd.csi.storage.gke.io | P | dynamic | BSXT | block | F: RWO RWOP ROX[dataSource]; B: RWO RWOP RWX ROX[dataSource] | V | pd | kubernetes.io/gce-pd | A zonal disk lives in one zone.
Google Filestore | filestore.csi.storage.gke.io | P | dynamic | SX | file | F: RWO ROX RWX RWOP; B: none | V | filestore
Google Cloud Storage FUSE | gcsfuse.csi.storage.gke.io | PE | static | sxc | object | F: RWO ROX RWX RWOP; B: none | V | gcsfuse | - | Mounts a bucket without locks or atomic renames, so no database runs on it.

@ Microsoft
Azure Disk | disk.csi.azure.com | P | dynamic | BSXCT | block | F: RWO RWOP; B: RWO RWOP RWX[maxShares] ROX[maxShares] | V | azd | kubernetes.io/azure-disk | A locally redundant disk lives in one zone.
Azure Files | file.csi.azure.com | P | dynamic | SXC | file | F: RWO ROX RWX RWOP; B: none | V | azf | kubernetes.io/azure-file
Azure Blob Storage | blob.csi.azure.com | P | dynamic | XC | object | F: RWO ROX RWX RWOP; B: none | V | blob

@ Alibaba
Alibaba Cloud disk | diskplugin.csi.alibabacloud.com | P | dynamic | BSXT | block | F: RWO RWOP ROX[multiAttach]; B: RWO RWOP ROX[multiAttach] RWX[multiAttach] | V | ali
Alibaba Cloud NAS | nasplugin.csi.alibabacloud.com | P | dynamic | X | file | F: RWO ROX RWX RWOP; B: none | V | ali
Alibaba Cloud OSS | ossplugin.csi.alibabacloud.com | P | dynamic | - | object | F: RWO ROX RWX RWOP | V | ali | - | A class names an existing bucket and must use reclaimPolicy Retain.

@ Other clouds
DigitalOcean Block Storage | dobs.csi.digitalocean.com | P | dynamic | BSX | block | F: RWO RWOP; B: RWO RWOP | V | do
Linode (Akamai) Block Storage | linodebs.csi.linode.com | P | dynamic | BXC | block | F: RWO RWOP; B: RWO RWOP | V | linode
Hetzner Cloud Volumes | csi.hetzner.cloud | P | dynamic | BX | block | F: RWO RWOP; B: RWO RWOP | V | hcloud
Scaleway Block Storage | csi.scaleway.com | P | dynamic | BSXT | block | F: RWO RWOP; B: RWO RWOP | V | scw
Scaleway File Storage | filestorage.csi.scaleway.com | P | dynamic | XT | file | F: RWO ROX RWX ... | V | scwFile
Oracle Block Volume | blockvolume.csi.oraclecloud.com | P | dynamic | BSXCT | block | F: RWO RWOP; B: RWO RWOP RWX | V | oci
Oracle File Storage | fss.csi.oraclecloud.com | P | dynamic | x | file | F: RWO ROX RWX RWOP | V | oci
Oracle File Storage with Lustre | lustre.csi.oraclecloud.com | P | unknown | x | file | F: RWO ROX RWX RWOP | V | oci
IBM Cloud VPC Block Storage | vpc.block.csi.ibm.io | P | dynamic | BXS | block | F: RWO RWOP; B: RWO RWOP | V | ibm
Vultr Block and File Storage | block.csi.vultr.com | P | dynamic | X | blockOrFile | F: RWO RWOP RWX[vfs] | V | vultr | - | Classes with storage_type vfs make shared file systems, all others block volumes.
Exoscale Block Storage | csi.exoscale.com | P | dynamic | BSTX | block | F: RWO; B: RWO | V | exo | - | Refuses ReadWriteOncePod when the volume is staged on its node.
Civo Volumes | csi.civo.com | P | dynamic | - | block | F: RWO RWOP ... | V | civo
cloudscale.ch volumes | csi.cloudscale.ch | P | dynamic | BSX | block | F: RWO RWOP; B: RWO RWOP | V | cloudscale
BizFly Cloud volumes | volume.csi.bizflycloud.vn | P | dynamic | BSX | block | F: RWO RWOP; B: RWO RWOP | V | bizfly
Tencent Cloud Block Storage | com.tencent.cloud.csi.cbs | P | dynamic | SX | block | F: RWO RWOP; B: RWO RWOP | V | tencent
Tencent Cloud File Storage | com.tencent.cloud.csi.cfs | P | dynamic | - | file | F: RWX ... | V | tencent
Tencent Cloud Object Storage | com.tencent.cloud.csi.cosfs | P | static | - | object | F: RWX ... | V | tencent
Yandex Cloud disks | yandex.csi.flant.com | P | dynamic | SX | block | F: RWO RWOP; B: RWO RWOP | V | yandex

@ OpenStack and vSphere
OpenStack Cinder | cinder.csi.openstack.org | PE | backend | BSXCT | block | F: RWO RWOP ...; B: RWO RWOP RWX[multiattachType] ... | V | cpo | kubernetes.io/cinder | The driver does not look at the access mode when it makes a volume; a mode that does not fit fails later.
OpenStack Manila over NFS | nfs.manila.csi.openstack.org | P | dynamic | STX | file | F: RWO ROX RWX RWOP; B: none | V | cpo
OpenStack Manila over CephFS | cephfs.manila.csi.openstack.org | P | dynamic | STX | file | F: RWO ROX RWX RWOP; B: none | V | cpo
vSphere | csi.vsphere.vmware.com | P | dynamic | BXTS | blockOrFile | F: RWO RWOP RWX[vsanFile] ROX[vsanFile]; B: RWO RWOP | V | vsphere | kubernetes.io/vsphere-volume | ReadWriteOnce makes a virtual disk, the shared modes a file volume; only disks grow, have topology and snapshots.
`;
