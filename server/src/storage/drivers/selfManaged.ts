/** Drivers that run on a cluster's own disks, on arrays or on file servers. Cells as in `cloud.ts`. */
export const selfManagedDrivers = `
@ Ceph
Ceph RBD | *.rbd.csi.ceph.com | P | dynamic | BSXTC | block | F: RWO RWOP ROX[dataSource]; B: RWO RWX RWOP ROX[dataSource] | V | ceph | - | Rook and OpenShift put the operator's namespace in front of the name.
CephFS | *.cephfs.csi.ceph.com | P | dynamic | XSC | file | F: RWO RWX RWOP ROX[dataSource]; B: none | V | ceph | - | Rook and OpenShift put the operator's namespace in front of the name.
Ceph NFS | *.nfs.csi.ceph.com | P | dynamic | - | file | - | U | ceph

@ Replicated storage
Longhorn | driver.longhorn.io | P | dynamic | BSXC | block | F: RWO RWOP RWX ROX; B: RWO RWOP RWX[migratable] | V | longhorn | - | Shared modes go through an NFS server Pod of Longhorn, one for each volume.
OpenEBS Mayastor | io.openebs.csi-mayastor | P | dynamic | BX | block | F: RWO RWOP; B: RWO RWOP RWX[rwxBlock]? | V | oems, oemsShared
OpenEBS cStor | cstor.csi.openebs.io | P | dynamic | XSC | block | F: RWO? RWOP? | U | page
Portworx | pxd.portworx.com | PE | dynamic | SXBC | block | F: RWO RWX ROX RWOP; B: RWO RWOP | V | pxd | kubernetes.io/portworx-volume | Shared modes are served as NFS.
LINSTOR (Piraeus) | linstor.csi.linbit.com | P | dynamic | BSXCT | block | F: RWO ROX RWOP RWX[nfsExporter]; B: RWO ROX RWOP RWX[drbd] | V | linstor
JuiceFS | csi.juicefs.com | P | dynamic | XS | file | F: RWO RWX RWOP ROX[handMade] | V | juicefs | - | A file system over an object store with its metadata in a database.
SeaweedFS | seaweedfs-csi-driver | P | dynamic | X | file | F: RWO RWX RWOP | V | seaweed
IBM Storage Scale | spectrumscale.csi.ibm.com | P | dynamic | SXC | file | F: RWX ROX[dataSource] ... | V | scale

@ On the node
Local path | rancher.io/local-path | N | dynamic | bsxc | localDirectory | F: RWO RWOP RWX[sharedPath] ROX[sharedPath]; B: none | V | lpp | - | A directory on the node where the Pod first ran; the Pod stays bound to that node.
OpenEBS local hostpath | openebs.io/local | N | dynamic | sxc | localDirectory | F: RWO | V | oehp | - | Its code refuses every mode but ReadWriteOnce.
OpenEBS LVM | local.csi.openebs.io | P | dynamic | X | localBlock | F: RWO RWOP ... | V | oelvm
OpenEBS ZFS | zfs.csi.openebs.io | P | dynamic | X | localBlock | F: RWO RWOP ... | V | oezfs
TopoLVM | topolvm.io | P | dynamic | BXTSC | localBlock | F: RWO RWOP; B: RWO RWOP | V | topolvm
Open-Local | local.csi.alibaba.com | P | dynamic | BXS | localBlock | F: RWO RWOP; B: RWO RWOP | V | openlocal
HwameiStor LVM | lvm.hwameistor.io | P | dynamic | BX | localBlock | F: RWO RWOP; B: RWO RWOP | V | hwamei
HwameiStor disk | disk.hwameistor.io | P | dynamic | BX | localBlock | F: RWO RWOP; B: RWO RWOP | V | hwamei
minikube hostpath | k8s.io/minikube-hostpath | N | dynamic | sxc | localDirectory | F: RWO ROX RWX RWOP | V | minikube | - | Grants every mode that is asked for, on its one node.
MicroK8s hostpath | microk8s.io/hostpath | N | dynamic | sxc | localDirectory | F: RWO ... | V | microk8s
Docker Desktop hostpath | docker.io/hostpath | N | dynamic | sxc | localDirectory | F: RWO ... | L | listings
CSI hostpath (for tests) | hostpath.csi.k8s.io | PE | dynamic | - | localDirectory | F: RWO? RWOP? ... | U | hostpath
Local volumes made by hand | kubernetes.io/no-provisioner | N | static | sxc | localDisk | - | L | localPage, listings | - | Marks a class whose volumes an administrator makes; a claim waits until one fits.

@ File servers
NFS | nfs.csi.k8s.io | P | dynamic | SXC | file | F: RWO ROX RWX RWOP; B: none | V | nfs | - | The driver grants every mode; the server decides.
NFS subdirectories | cluster.local/* | N | dynamic | sxc | file | F: RWO ROX RWX RWOP | V | nfssub | - | The provisioner's name is chosen when it is installed.
NFS subdirectories | k8s-sigs.io/nfs-subdir-external-provisioner | N | dynamic | sxc | file | F: RWO ROX RWX RWOP | V | nfssub
SMB | smb.csi.k8s.io | P | dynamic | XC | file | F: RWO ROX RWX RWOP; B: none | V | smb | - | The driver grants every mode; the server decides.

@ Arrays and appliances
NetApp Trident | csi.trident.netapp.io | P | dynamic | BSXCT | blockOrFile | F: RWO ROX RWOP RWX[fileBackend]; B: RWO[blockBackend] ROX[blockBackend] RWX[blockBackend] RWOP[blockBackend] | V | trident
Dell PowerStore | csi-powerstore.dellemc.com | PE | dynamic | BSXCT | blockOrFile | F: RWO RWOP ROX RWX[fileProtocol]?; B: RWO RWOP ROX RWX | V | powerstore
democratic-csi | org.democratic-csi.* | PE | dynamic | BSXC | blockOrFile | F: RWO ROX RWOP RWX[fileProtocol]; B: RWO[blockProtocol] ROX[blockProtocol] RWOP[blockProtocol] RWX[blockProtocol] | V | democratic
HPE storage, TrueNAS | csi.hpe.com | PE | dynamic | BSXC | blockOrFile | F: RWO? ROX? RWX? RWOP? ...; B: RWO? RWOP? ... | V | hpe
Synology | csi.san.synology.com | P | dynamic | SXC | blockOrFile | F: RWO RWX RWOP | V | synology
Proxmox | csi.proxmox.sinextra.dev | P | dynamic | XTBSC | block | F: RWO RWOP; B: RWO RWOP | V | proxmox
Scality S3 | s3.csi.scality.com | P | dynamic | - | object | F: RWX ROX[handMade] | V | scality | - | Mounts a bucket; no database runs on it.
FlexVolume for Oracle | oracle.com/oci | N | dynamic | sxc | block | F: RWO RWOP? ... | V | oci, ociDocs | - | The driver of Oracle clusters before Kubernetes 1.24.
`;
