/**
 * StorageClasses of distributions, of clusters on a developer's machine, and of storage that is installed on top.
 * Cells as in `managed.ts`.
 */
export const installedClasses = `
@ hetzner
hcloud-volumes | - | csi.hetzner.cloud | yes | WFC | true | Delete | block | shipped | V | hcloud
@ k3s
local-path | - | rancher.io/local-path | yes | WFC | false | Delete | localDirectory | shipped | V | k3s, lpp | - | - | F: RWO RWOP; B: none
@ microk8s
microk8s-hostpath | - | microk8s.io/hostpath | yes | WFC | false | Delete | localDirectory | shipped | V | microk8s | - | Older releases bind at once.
@ vsphere
example-vanilla-rwo-filesystem-sc | - | csi.vsphere.vmware.com | - | - | true | - | block | example | V | vsphere
example-vanilla-file-sc | - | csi.vsphere.vmware.com | - | - | - | - | file | example | V | vsphere | csi.storage.k8s.io/fstype=nfs4
@ openstack
csi-cinder-sc-delete | - | cinder.csi.openstack.org | no | Imm | true | Delete | block | shipped | V | cpo
csi-cinder-sc-retain | - | cinder.csi.openstack.org | no | Imm | true | Retain | block | shipped | V | cpo
@ kind
standard | - | rancher.io/local-path | yes | WFC | false | Delete | localDirectory | shipped | V | kind, lpp | - | - | F: RWO RWOP; B: none
@ minikube
standard | - | k8s.io/minikube-hostpath | yes | Imm | false | Delete | localDirectory | shipped | V | minikube
csi-hostpath-sc | - | hostpath.csi.k8s.io | no | Imm | false | Delete | localDirectory | optional | V | minikube | - | Of the addon csi-hostpath-driver.
local-path | - | rancher.io/local-path | no | WFC | false | Delete | localDirectory | optional | V | minikube, lpp | - | Of the addon storage-provisioner-rancher. | F: RWO RWOP; B: none
@ docker-desktop
hostpath | - | docker.io/hostpath | yes | Imm | false | Delete | localDirectory | shipped | L | listings

@ efs
efs-sc | - | efs.csi.aws.com | no | Imm | false | Delete | file | example | V | efs
@ fsx
fsx-sc | - | fsx.csi.aws.com | no | Imm | - | Delete | file | example | V | fsx
@ odf
ocs-storagecluster-ceph-rbd | - | openshift-storage.rbd.csi.ceph.com | - | Imm | true | Delete | block | optional | L | odf, ceph, listings | - | The default only where the operator was asked for it.
ocs-storagecluster-ceph-rbd-virtualization | - | openshift-storage.rbd.csi.ceph.com | - | Imm | true | Delete | block | optional | L | odf, ceph, listings
ocs-storagecluster-ceph-rbd-encrypted | - | openshift-storage.rbd.csi.ceph.com | - | Imm | true | Delete | block | optional | L | odf, ceph, listings | encrypted=true
ocs-storagecluster-ceph-non-resilient-rbd | - | openshift-storage.rbd.csi.ceph.com | - | Imm | true | Delete | block | optional | L | odf, ceph, listings | - | Keeps one copy only.
ocs-storagecluster-cephfs | - | openshift-storage.cephfs.csi.ceph.com | no | Imm | true | Delete | file | optional | L | odf, ceph, listings
ocs-storagecluster-ceph-nfs | - | openshift-storage.nfs.csi.ceph.com | no | Imm~ | true~ | Delete~ | file | optional | V | odf
ocs-storagecluster-ceph-rgw | - | - | no | - | - | - | object | optional | V | odf | - | For claims of buckets, not of volumes.
@ manila
csi-manila-nfs | - | nfs.manila.csi.openstack.org | no | Imm | true | - | file | example | V | cpo
@ rook
rook-ceph-block | - | rook-ceph.rbd.csi.ceph.com | no | Imm | true | Delete | block | example | V | rook, ceph
rook-cephfs | - | rook-ceph.cephfs.csi.ceph.com | no | Imm | true | Delete | file | example | V | rook, ceph
ceph-block | - | rook-ceph.rbd.csi.ceph.com | yes | Imm | true | Delete | block | optional | V | rook, ceph | - | Of the chart for a Rook cluster.
ceph-filesystem | - | rook-ceph.cephfs.csi.ceph.com | no | Imm | true | Delete | file | optional | V | rook, ceph | - | Of the chart for a Rook cluster.
ceph-bucket | - | - | no | - | - | - | object | optional | V | rook | - | For claims of buckets, not of volumes.
@ longhorn
longhorn | - | driver.longhorn.io | yes | Imm | true | Delete | block | optional | V | longhorn
longhorn-static | - | driver.longhorn.io | no | Imm | true | Delete | block | optional | L | listings | - | For volumes that exist already.
@ openebs
openebs-hostpath | - | openebs.io/local | no | WFC | false | Delete | localDirectory | optional | V | oehp
openebs-device | - | openebs.io/local | no | WFC | false | Delete | localDisk | legacy | U | none
openebs-single-replica | - | io.openebs.csi-mayastor | no | Imm | true | Delete | block | optional | V | oems, listings | repl=1 | Keeps one copy only; the name begins with that of the release.
@ portworx
px-csi-db | - | pxd.portworx.com | no | Imm | true | Delete | block | optional | V | px, pxd
px-csi-db-encrypted | - | pxd.portworx.com | no | Imm | true | Delete | block | optional | V | px, pxd
px-csi-db-local-snapshot | - | pxd.portworx.com | no | Imm | true | Delete | block | optional | V | px, pxd
px-csi-db-local-snapshot-encrypted | - | pxd.portworx.com | no | Imm | true | Delete | block | optional | V | px, pxd
px-csi-db-cloud-snapshot | - | pxd.portworx.com | no | Imm | true | Delete | block | optional | V | px, pxd
px-csi-db-cloud-snapshot-encrypted | - | pxd.portworx.com | no | Imm | true | Delete | block | optional | V | px, pxd
px-csi-replicated | - | pxd.portworx.com | no | Imm | true | Delete | block | optional | V | px, pxd
px-csi-replicated-encrypted | - | pxd.portworx.com | no | Imm | true | Delete | block | optional | V | px, pxd
px-db | - | kubernetes.io/portworx-volume | no | Imm | true | Delete | block | legacy | V | px
@ topolvm
topolvm-provisioner | - | topolvm.io | no | WFC | true | Delete | localBlock | optional | V | topolvm
@ csi-nfs
nfs-csi | - | nfs.csi.k8s.io | no | Imm | true | Delete | file | example | V | nfs
@ nfs-subdir
nfs-client | - | cluster.local/nfs-subdir-external-provisioner | no | Imm | true | Delete | file | optional | V | nfssub | - | Says that volumes can grow, but sizes are not enforced and nothing resizes them.
@ csi-smb
smb | - | smb.csi.k8s.io | no | Imm | true | - | file | example | V | smb
@ local-volumes
local-storage | - | kubernetes.io/no-provisioner | no | WFC | false | - | localDisk | example | L | localPage, listings
`;
