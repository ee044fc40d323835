/**
 * StorageClasses that clouds put on their clusters. A heading names the platforms.
 * Cells: class | versions (`1.30..`, `..1.29`) | provisioner | default | binding (WFC, Imm) | expansion | reclaim policy
 * | kind | presence | mark | source | parameters (`;` between) | note | access modes, where not those of the driver.
 * `~` after a value: seen in listings only; `?`: unverified; `-`: not known. A field that the class leaves out stands as
 * what Kubernetes makes of it: binding Imm, expansion false, policy Delete.
 */
export const managedClasses = `
@ eks
gp2 | ..1.29 | kubernetes.io/aws-ebs | yes | WFC~ | false~ | Delete~ | block | shipped | V | eks, listings | type=gp2 | Needs the EBS CSI driver, which does the work under this old name.
gp2 | 1.30.. | kubernetes.io/aws-ebs | no | WFC~ | false~ | Delete~ | block | shipped | V | eks, listings | type=gp2 | Not the default on clusters created at 1.30 or later; an upgraded cluster keeps its default.
gp3 | - | ebs.csi.aws.com | - | - | - | - | block | example | U | none | type=gp3 | A name that many people give to a class of their own.
ebs-csi-default-sc | - | ebs.csi.aws.com | yes | WFC | true | Delete | block | optional | V | ebs, eks | type=gp3 | Made by the EBS add-on 1.31 or its chart when their default class is switched on.
@ eks-auto
auto-ebs-sc | - | ebs.csi.eks.amazonaws.com | - | WFC | true? | Delete | block | example | V | eksAuto | - | The name that the EKS guide gives to a class of your own.
@ gke, gke-autopilot
standard-rwo | - | pd.csi.storage.gke.io | yes | WFC | true | Delete | block | shipped | L | listings, pd | type=pd-balanced
premium-rwo | - | pd.csi.storage.gke.io | no | WFC | true | Delete | block | shipped | L | listings, pd | type=pd-ssd
standard | - | kubernetes.io/gce-pd | no | Imm | true | Delete | block | shipped | L | listings, pd | type=pd-standard
dynamic-rwo | 1.35.. | pd.csi.storage.gke.io | no | WFC | true | Delete? | block | shipped | L | listings, pd | type=dynamic | Persistent Disk or Hyperdisk, whichever the node's machine takes.
hyperdisk-balanced | - | pd.csi.storage.gke.io | - | - | - | - | block | example | U | none | type=hyperdisk-balanced
standard-rwx | - | filestore.csi.storage.gke.io | no | WFC | true | Delete | file | optional | L | listings, filestore | tier=standard
premium-rwx | - | filestore.csi.storage.gke.io | no | WFC | true | Delete | file | optional | L | listings, filestore | tier=premium
zonal-rwx | - | filestore.csi.storage.gke.io | no | WFC | true | Delete | file | optional | L | listings, filestore | tier=zonal
enterprise-rwx | - | filestore.csi.storage.gke.io | no | WFC | true | Delete | file | optional | L | listings, filestore | tier=enterprise
enterprise-multishare-rwx | - | filestore.csi.storage.gke.io | no | WFC | true | Delete | file | optional | L | listings, filestore | tier=enterprise; multishare=true
gcsfusecsi-training | - | gcsfuse.csi.storage.gke.io | no | - | - | - | object | optional | V | gcsfuse | - | Tuning for a volume made by hand; it provisions nothing.
gcsfusecsi-serving | - | gcsfuse.csi.storage.gke.io | no | - | - | - | object | optional | V | gcsfuse | - | Tuning for a volume made by hand; it provisions nothing.
gcsfusecsi-checkpointing | - | gcsfuse.csi.storage.gke.io | no | - | - | - | object | optional | V | gcsfuse | - | Tuning for a volume made by hand; it provisions nothing.
@ gke-vmware
standard-rwo | - | csi.vsphere.vmware.com | yes | - | - | - | blockOrFile | shipped | V | gkeVmware
standard | - | kubernetes.io/vsphere-volume | no | - | - | - | block | shipped | V | gkeVmware
@ gke-azure
standard-rwo | - | disk.csi.azure.com | yes | - | - | - | block | shipped | V | gkeAzure
premium-rwo | - | disk.csi.azure.com | no | - | - | - | block | shipped | V | gkeAzure
@ aks
default | - | disk.csi.azure.com | yes | WFC~ | true~ | Delete | block | shipped | V | aks, azd, listings | - | Standard SSD, like managed-csi; copied across zones on clusters with several of them.
managed-csi | - | disk.csi.azure.com | no | WFC~ | true~ | Delete | block | shipped | V | aks, azd, listings | - | Standard SSD, copied across zones on clusters with several of them.
managed-csi-premium | - | disk.csi.azure.com | no | WFC~ | true~ | Delete | block | shipped | V | aks, azd, listings | - | Premium SSD.
managed-csi-premium-v2 | 1.35.. | disk.csi.azure.com | no | WFC | - | Delete | block | shipped | V | aks, azd | skuName=PremiumV2_LRS | Premium SSD v2, in one zone.
managed | - | disk.csi.azure.com | no | WFC | true | Delete | block | legacy | L | listings | - | The older name of managed-csi.
managed-premium | - | disk.csi.azure.com | no | WFC | true | Delete | block | legacy | L | listings | - | The older name of managed-csi-premium.
azurefile-csi | - | file.csi.azure.com | no | Imm | true | Delete | file | shipped | V | aks, azf
azurefile-csi-premium | - | file.csi.azure.com | no | Imm | true | Delete | file | shipped | V | aks, azf
azurefile | - | file.csi.azure.com | no | Imm | true | Delete | file | legacy | L | listings | - | The older name of azurefile-csi.
azurefile-premium | - | file.csi.azure.com | no | Imm | true | Delete | file | legacy | L | listings | - | The older name of azurefile-csi-premium.
azureblob-fuse-premium | - | blob.csi.azure.com | no | Imm~ | true | Delete | object | optional | V | aks, blob, listings | protocol=fuse
azureblob-nfs-premium | - | blob.csi.azure.com | no | Imm~ | true | Delete | object | optional | V | aks, blob, listings | protocol=nfs
local-csi | - | - | no? | - | - | - | localDisk | optional | V | aks | - | Azure Container Storage 2 on the node's own NVMe disks.
azuresan-csi | - | - | no? | - | - | - | block | optional | V | aks | - | Azure Container Storage 2 on Elastic SAN.
@ digitalocean
do-block-storage | - | dobs.csi.digitalocean.com | yes | Imm | true | Delete | block | shipped | V | do
do-block-storage-retain | - | dobs.csi.digitalocean.com | no | Imm | true | Retain | block | shipped | V | do
do-block-storage-xfs | - | dobs.csi.digitalocean.com | no | Imm | true | Delete | block | shipped | V | do | fstype=xfs
do-block-storage-xfs-retain | - | dobs.csi.digitalocean.com | no | Imm | true | Retain | block | shipped | V | do | fstype=xfs
@ lke
linode-block-storage-retain | - | linodebs.csi.linode.com | yes | Imm | true | Retain | block | shipped | V | linode
linode-block-storage | - | linodebs.csi.linode.com | no | Imm | true | Delete | block | shipped | V | linode
@ oke
oci-bv | - | blockvolume.csi.oraclecloud.com | yes | WFC | true | Delete | block | shipped | V | oci, ociDocs | - | The default on clusters created at 1.24 or later.
oci-bv-encrypted | - | blockvolume.csi.oraclecloud.com | no | WFC | true | Delete | block | shipped | V | oci
oci | - | oracle.com/oci | no | Imm | false | Delete | block | legacy | V | oci, ociDocs | - | FlexVolume; the default on clusters created before 1.24.
@ ack
alicloud-disk-topology-alltype | - | diskplugin.csi.alibabacloud.com | no | WFC | true | Delete | block | shipped | V | ali | - | Tries several disk categories in turn, in the zone of the Pod.
alicloud-disk-topology | - | diskplugin.csi.alibabacloud.com | no | WFC | true | Delete | block | legacy | L | listings
alicloud-disk-essd | - | diskplugin.csi.alibabacloud.com | no | Imm | true | Delete | block | shipped | V | ali | type=cloud_essd
alicloud-disk-ssd | - | diskplugin.csi.alibabacloud.com | no | Imm | true | Delete | block | shipped | V | ali | type=cloud_ssd
alicloud-disk-efficiency | - | diskplugin.csi.alibabacloud.com | no | Imm | true | Delete | block | shipped | V | ali | type=cloud_efficiency
alibaba-disk-auto | - | diskplugin.csi.alibabacloud.com | no | Imm | true | Delete | block | optional | U | listings
@ ibm-vpc
ibmc-vpc-block-10iops-tier | - | vpc.block.csi.ibm.io | yes~ | Imm | true | Delete | block | shipped | V | ibm, listings | profile=10iops-tier
ibmc-vpc-block-5iops-tier | - | vpc.block.csi.ibm.io | no | Imm | true | Delete | block | shipped | V | ibm | profile=5iops-tier
ibmc-vpc-block-general-purpose | - | vpc.block.csi.ibm.io | no | Imm | true | Delete | block | shipped | V | ibm | profile=general-purpose
ibmc-vpc-block-custom | - | vpc.block.csi.ibm.io | no | Imm | true | Delete | block | shipped | V | ibm | profile=custom
ibmc-vpc-block-retain-10iops-tier | - | vpc.block.csi.ibm.io | no | Imm | true | Retain | block | shipped | V | ibm | profile=10iops-tier
ibmc-vpc-block-retain-5iops-tier | - | vpc.block.csi.ibm.io | no | Imm | true | Retain | block | shipped | V | ibm | profile=5iops-tier
ibmc-vpc-block-retain-general-purpose | - | vpc.block.csi.ibm.io | no | Imm | true | Retain | block | shipped | V | ibm | profile=general-purpose
ibmc-vpc-block-retain-custom | - | vpc.block.csi.ibm.io | no | Imm | true | Retain | block | shipped | V | ibm | profile=custom
ibmc-vpc-block-metro-10iops-tier | - | vpc.block.csi.ibm.io | no | WFC | true | Delete | block | shipped | V | ibm | profile=10iops-tier
ibmc-vpc-block-metro-5iops-tier | - | vpc.block.csi.ibm.io | no | WFC | true | Delete | block | shipped | V | ibm | profile=5iops-tier
ibmc-vpc-block-metro-general-purpose | - | vpc.block.csi.ibm.io | no | WFC | true | Delete | block | shipped | V | ibm | profile=general-purpose
ibmc-vpc-block-metro-custom | - | vpc.block.csi.ibm.io | no | WFC | true | Delete | block | shipped | V | ibm | profile=custom
@ ovh
csi-cinder-high-speed | - | cinder.csi.openstack.org | yes? | WFC? | true? | - | block | shipped | U | ovh | - | Bound at once on old clusters.
csi-cinder-high-speed-gen2 | - | cinder.csi.openstack.org | no? | - | true? | - | block | shipped | U | ovh | - | The default on clusters in three zones.
csi-cinder-high-speed-luks | - | cinder.csi.openstack.org | no? | - | true? | - | block | shipped | U | ovh
csi-cinder-high-speed-gen2-luks | - | cinder.csi.openstack.org | no? | - | true? | - | block | shipped | U | ovh
csi-cinder-classic | - | cinder.csi.openstack.org | no? | - | true? | - | block | legacy | U | ovh
@ kapsule
sbs-default | - | csi.scaleway.com | yes? | WFC? | true? | - | block | shipped | V | scw
sbs-5k | - | csi.scaleway.com | no? | WFC? | true? | - | block | shipped | U | scw
sbs-15k | - | csi.scaleway.com | no? | WFC? | true? | - | block | shipped | U | scw
scw-bssd | - | csi.scaleway.com | no? | - | true? | - | block | legacy | U | scw | - | The default of older clusters.
scw-bssd-retain | - | csi.scaleway.com | no? | - | true? | Retain? | block | legacy | U | scw
@ vke
vultr-block-storage | - | block.csi.vultr.com | yes? | Imm | true | Delete | block | shipped | V | vultr
vultr-block-storage-retain | - | block.csi.vultr.com | no | Imm | true | Retain | block | shipped | V | vultr
vultr-block-storage-hdd | - | block.csi.vultr.com | no | Imm | true | Delete | block | shipped | V | vultr
vultr-block-storage-hdd-retain | - | block.csi.vultr.com | no | Imm | true | Retain | block | shipped | V | vultr
vultr-vfs-storage | - | block.csi.vultr.com | no | Imm | true | Delete | file | shipped | V | vultr | storage_type=vfs
vultr-vfs-storage-retain | - | block.csi.vultr.com | no | Imm | true | Retain | file | shipped | V | vultr | storage_type=vfs
@ civo
civo-volume | - | csi.civo.com | yes | WFC | true | Delete | block | shipped | V | civo, listings | - | Old clusters bind at once and cannot grow volumes.
@ sks
exoscale-sbs | - | csi.exoscale.com | no | Imm | true | Delete | block | shipped | V | exo
exoscale-bs-retain | - | csi.exoscale.com | no | Imm | true | Retain | block | shipped | V | exo
@ openshift-aws
gp3-csi | - | ebs.csi.aws.com | yes | WFC | true | Delete | block | shipped | V | ocp, ebs | type=gp3
gp2-csi | - | ebs.csi.aws.com | no | WFC | true | Delete | block | shipped | V | ocp, ebs | type=gp2
@ openshift-azure
managed-csi | - | disk.csi.azure.com | yes | WFC | true | Delete | block | shipped | V | ocp, azd | skuName=Premium_LRS
azurefile-csi | - | file.csi.azure.com | no | Imm | true | Delete | file | shipped | V | ocp, azf
@ openshift-gcp
standard-csi | - | pd.csi.storage.gke.io | yes | WFC | true | Delete | block | shipped | V | ocp, pd | type=pd-standard
ssd-csi | - | pd.csi.storage.gke.io | no | WFC | true | Delete | block | shipped | V | ocp, pd | type=pd-ssd
hyperdisk-balanced | - | pd.csi.storage.gke.io | no | WFC | true | Delete | block | optional | V | ocp, pd | type=hyperdisk-balanced | The one class, and default, in regions of Google Cloud Dedicated.
@ openshift-ibm
ibmc-vpc-block-10iops-tier | - | vpc.block.csi.ibm.io | yes | - | - | - | block | shipped | V | okdIbm, ibm | profile=10iops-tier
ibmc-vpc-block-5iops-tier | - | vpc.block.csi.ibm.io | no | - | - | - | block | shipped | V | okdIbm, ibm | profile=5iops-tier
ibmc-vpc-block-custom | - | vpc.block.csi.ibm.io | no | - | - | - | block | shipped | V | okdIbm, ibm | profile=custom
@ openshift-openstack
standard-csi | - | cinder.csi.openstack.org | yes | WFC | true | Delete | block | shipped | V | ocp, cpo
@ openshift-vsphere
thin-csi | - | csi.vsphere.vmware.com | yes | WFC | true | Delete | blockOrFile | shipped | V | ocpv, vsphere
`;
