/** Parameters of classes that still carry an in-tree name. Cells as in `csi.ts`. */
export const inTreeParameters = `
@ kubernetes.io/aws-ebs | unknown | unknown | V | kubernetes/website pull 42302; csi-translation-lib, plugins/aws_ebs.go | Kubernetes translates these keys for the EBS CSI driver.
type | - | like: gp2, io1, st1, sc1, gp3, io2 | that of the driver | Kind of EBS volume.
iopsPerGB | - | int | - | Operations a second for each GiB; too low a rate is lifted.
fsType | - | in: ext4, xfs, ext3 | ext4 | File system; becomes csi.storage.k8s.io/fstype.
zone | - | text | - | Becomes allowedTopologies; not with zones.
zones | - | list | - | Becomes allowedTopologies; not with zone.
encrypted | - | bool | false | Encrypts the volume.
kmsKeyId | - | text key ARN | - | Key for encrypted volumes.
@ kubernetes.io/gce-pd | unknown | unknown | V | kubernetes/website pull 42302; csi-translation-lib, plugins/gce_pd.go | Kubernetes translates these keys for the Persistent Disk CSI driver.
type | - | in: pd-standard, pd-ssd | pd-standard | Kind of disk.
replication-type | - | in: none, regional-pd | none | One zone, or copies in two.
fstype | - | in: ext4, xfs | ext4 | File system; becomes csi.storage.k8s.io/fstype.
zone | - | text | - | Becomes allowedTopologies.
zones | - | list | - | Becomes allowedTopologies.
@ kubernetes.io/azure-disk | unknown | unknown | V | kubernetes/website pull 42302; csi-translation-lib, plugins/azure_disk.go | Kubernetes translates these keys for the Azure Disk CSI driver.
skuName | ? | text as for disk.csi.azure.com | - | Kind of disk, also called storageAccountType.
kind | ? | in: managed | managed | Only managed disks are left.
cachingMode | ? | in: None, ReadOnly, ReadWrite | - | Cache of the virtual machine.
zone | - | text | - | Becomes allowedTopologies.
zones | - | list | - | Becomes allowedTopologies.
@ kubernetes.io/azure-file | unknown | unknown | V | kubernetes/kubernetes pulls 122576, 118388; csi-translation-lib, plugins/azure_file.go | Kubernetes translates these keys for the Azure Files CSI driver.
skuName | ? | text as for file.csi.azure.com | - | Kind of storage account.
storageAccount | ? | text | - | Account.
secretNamespace | ? | text | - | Namespace of the Secret with its key.
@ kubernetes.io/cinder | unknown | unknown | V | kubernetes/website pull 42302; csi-translation-lib, plugins/openstack_cinder.go | Kubernetes translates these keys for the Cinder CSI driver.
type | ? | text | - | Kind of volume.
availability | ? | text | - | Zone.
fsType | - | in: ext4, xfs | ext4 | File system; becomes csi.storage.k8s.io/fstype.
@ kubernetes.io/vsphere-volume | unknown | unknown | V | kubernetes/kubernetes pulls 122090, 124023; csi-translation-lib, plugins/vsphere_volume.go | Kubernetes translates these keys for the vSphere CSI driver; those of vSAN policies make provisioning fail.
storagePolicyName | ? | text | - | Storage policy.
datastore | - | text | - | Datastore.
diskformat | - | in: thin | - | Only thin is left.
fstype | - | in: ext4, xfs | ext4 | File system; becomes csi.storage.k8s.io/fstype.
@ kubernetes.io/portworx-volume | unknown | unknown | V | kubernetes/kubernetes pulls 125016, 129297, 135322; csi-translation-lib, plugins/portworx.go | Kubernetes hands these keys to the Portworx CSI driver.
repl | - | in: 1, 2, 3 | 1 | Number of copies.
priority_io | - | in: low, medium, high | - | Which pools to take.
snap_interval | - | int minutes | - | Snapshots of old.
@ kubernetes.io/rbd | unknown | unknown | V | kubernetes/website pulls 46304, 46948 | Makes nothing since Kubernetes 1.31; use the Ceph CSI driver.
monitors | !? | list | - | Monitors of Ceph.
adminId | ? | text | admin | Ceph user for making images.
adminSecretName | !? | text | - | Secret of that user.
pool | ? | text | rbd | Pool.
userId | ? | text | - | Ceph user for mounting.
userSecretName | !? | text | - | Secret of that user.
imageFormat | ? | in: 1, 2 | 2 | Format of images.
imageFeatures | ? | in: layering | - | Features of images.
@ kubernetes.io/glusterfs | unknown | unknown | U | Kubernetes documentation, Storage Classes (2020) | Makes nothing since Kubernetes 1.26.
resturl | !? | text URL | - | Address of Heketi.
restuser | ? | text | - | User of Heketi.
secretName | ? | text | - | Secret of that user.
secretNamespace | ? | text | - | Its namespace.
clusterid | ? | list | - | Clusters to take.
gidMin | ? | int | - | First group to give out.
gidMax | ? | int | - | Last group to give out.
volumetype | ? | like: replicate:3, disperse:4:2, none | - | Kind of volume.
@ kubernetes.io/flocker | unknown | unknown | V | Kubernetes documentation, Persistent Volumes (1.28) | Makes nothing since Kubernetes 1.25.
@ kubernetes.io/quobyte | unknown | unknown | V | Kubernetes documentation, Persistent Volumes (1.28) | Makes nothing since Kubernetes 1.25.
@ kubernetes.io/storageos | unknown | unknown | V | Kubernetes documentation, Persistent Volumes (1.28) | Makes nothing since Kubernetes 1.25.
@ kubernetes.io/scaleio | unknown | unknown | U | Kubernetes documentation, Persistent Volumes (1.28) | Makes nothing since Kubernetes 1.21 or 1.22.
`;
