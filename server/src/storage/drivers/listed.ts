/**
 * Drivers that are known only from the Kubernetes CSI project's list of drivers, which nobody there checks. Nothing of
 * this is more than a hint. Cells as in `cloud.ts`.
 */
export const listedDrivers = `
Alluxio | csi.alluxio.com | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
ArStor CSI | arstor.csi.huayun.io | PE | dynamic | BSXC | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
BeeGFS | beegfs.csi.netapp.com | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
Bigtera VirtualStor (block) | csi.block.bigtera.com | P | dynamic | BSX | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Bigtera VirtualStor (filesystem) | csi.fs.bigtera.com | P | dynamic | X | unknown | F: RWO? RWOP? RWX? ... | U | page
btrfs-nfs-csi | btrfs-nfs-csi | P | dynamic | SXC | unknown | F: RWO? RWOP? RWX? ... | U | page
CeaStor Block Storage | ceastor.csi.com | PE | dynamic | XC | unknown | F: RWO? RWOP? RWX? ... | U | page
cert-manager csi-driver | csi.cert-manager.io | E | dynamic | - | certificate | F: RWO? RWOP? | U | page
cert-manager csi-driver-spiffe | spiffe.csi.cert-manager.io | E | dynamic | - | certificate | F: RWO? RWOP? | U | page
Cisco HyperFlex CSI | HX-CSI | P | dynamic | BXC | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
CubeFS | csi.cubefs.com | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
CTDI Block Storage | csi.block.ctdi.com | P | dynamic | BSXC | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Datatom-InfinityCSI | csi-infiblock-plugin | P | dynamic | BSXT | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Datatom-InfinityCSI (filesystem) | csi-infifs-plugin | P | dynamic | X | unknown | F: RWO? RWOP? RWX? ... | U | page
Datera | dsp.csi.daterainc.io | P | dynamic | S | unknown | F: RWO? RWOP? | U | page
DDN EXAScaler | exa.csi.ddn.com | P | dynamic | X | unknown | F: RWO? RWOP? RWX? ... | U | page
DDN Infinia | block.csi.red.ddn.com | P | dynamic | BT | unknown | B: RWO? RWOP? RWX? ... | U | page
Dell EMC PowerMax | csi-powermax.dellemc.com | P | dynamic | BSXCT | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Dell EMC PowerScale | csi-isilon.dellemc.com | PE | dynamic | SXCT | unknown | F: RWO? RWOP? RWX? ... | U | page
Dell EMC Unity | csi-unity.dellemc.com | PE | dynamic | BSXCT | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Dell EMC VxFlexOS | csi-vxflexos.dellemc.com | P | dynamic | BSXCT | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Diamanti-CSI | dcx.csi.diamanti.com | P | dynamic | BSX | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Dothill-CSI | dothill.csi.enix.io | P | dynamic | SX | unknown | F: RWO? RWOP? | U | page
Ember CSI | *.ember-csi.io | P | dynamic | BS | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Excelero NVMesh | nvmesh-csi.excelero.com | P | dynamic | BX | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
Google Cloud Storage | gcs.csi.ofek.dev | PE | dynamic | X | unknown | F: RWO? RWOP? RWX? ... | U | page
GlusterFS | org.gluster.glusterfs | P | dynamic | S | unknown | F: RWO? RWOP? RWX? ... | U | page
Gluster VirtBlock | org.gluster.glustervirtblock | P | dynamic | - | unknown | F: RWO? RWOP? | U | page
Hammerspace CSI | com.hammerspace.csi | P | dynamic | BS | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
Hedvig | io.hedvig.csi | P | dynamic | BSX | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
Hitachi Vantara | hspc.csi.hitachi.com | P | dynamic | BSXC | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
HPE ClusterStor Lustre CSI | lustre-csi.hpe.com | P | static | - | unknown | F: RWO? RWOP? RWX? ... | U | page
HPE Ezmeral (MapR) | com.mapr.csi-kdf | P | dynamic | BSXC | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
HPE GreenLake for File Storage CSI Driver | filex.csi.hpe.com | PE | dynamic | SXC | unknown | F: RWO? RWOP? RWX? ... | U | page
Huawei Storage CSI | csi.huawei.com | P | dynamic | SXC | unknown | F: RWO? RWOP? RWX? ... | U | page
HyperV CSI | eu.zetanova.csi.hyperv | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
IBM Block Storage | block.csi.ibm.com | P | dynamic | BSXCT | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
Infinidat | infinibox-csi-driver | P | dynamic | BSXCT | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
Inspur InStorage CSI | csi-instorage | P | dynamic | BSXC | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Intel PMEM-CSI | pmem-csi.intel.com | PE | dynamic | B | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Intelliflash Block Storage | intelliflash-csi-block-driver.intelliflash.com | P | dynamic | SXCT | unknown | F: RWO? RWOP? RWX? ... | U | page
Intelliflash File Storage | intelliflash-csi-file-driver.intelliflash.com | P | dynamic | SXCT | unknown | F: RWO? RWOP? RWX? ... | U | page
ionir | ionir | P | dynamic | BC | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
JD Cloud Storage Platform Block | jdcsp-block.csi.jdcloud.com | P | dynamic | BSX | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
JD Cloud Storage Platform Filesystem | jdcsp-file.csi.jdcloud.com | P | dynamic | X | unknown | F: RWO? RWOP? RWX? ... | U | page
kaDalu | org.kadalu.gluster | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
KaiXiangTech MegaBric | flexblock.csi.kaixiangtech.com | P | dynamic | BXC | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
KumoScale Block Storage | kumoscale.kioxia.com | P | dynamic | BSXT | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Lightbits Labs | csi.lightbitslabs.com | P | dynamic | BSXC | unknown | F: RWO? RWOP?; B: RWO? RWOP? RWX? | U | page
MacroSAN | csi-macrosan | P | dynamic | - | unknown | F: RWO? RWOP? | U | page
MooseFS | com.tuxera.csi.moosefs | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
NexentaStor File Storage | nexentastor-csi-driver.nexenta.com | P | dynamic | SXCT | unknown | F: RWO? RWOP? RWX? ... | U | page
NexentaStor Block Storage | nexentastor-block-csi-driver.nexenta.com | P | dynamic | SXCTB | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
NGX Storage Block Storage | iscsi.csi.ngxstorage.com | P | dynamic | BXS | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
Nutanix | csi.nutanix.com | P | dynamic | BSXC | unknown | F: RWO? RWOP? RWX[fileBackend]? | U | page
Open-E | com.open-e.joviandss.csi | P | dynamic | SC | unknown | F: RWO? RWOP? | U | page
OpenNebula | csi.opennebula.io | P | dynamic | B | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
oVirt | csi.ovirt.org | P | dynamic | - | unknown | F: RWO? RWOP? | U | page
QingCloud CSI | disk.csi.qingcloud.com | P | dynamic | BSXC | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
QingStor CSI | neonsan.csi.qingstor.com | P | dynamic | BSXC | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
Qiniu Kodo CSI | kodoplugin.storage.qiniu.com | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
Quobyte | quobyte-csi | P | dynamic | XS | unknown | F: RWO? RWOP? RWX? ... | U | page
ROBIN | robin | P | dynamic | BSXC | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
CSI Driver Rclone | rclone.csi.veloxpack.io | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
SandStone | csi-sandstone-plugin | P | dynamic | BSXC | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
Sangfor-EDS-File-Storage | eds.csi.file.sangfor.com | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
Sangfor-EDS-Block-Storage | eds.csi.block.sangfor.com | P | dynamic | - | unknown | F: RWO? RWOP? | U | page
Seagate Exos X | csi-exos-x.seagate.com | P | dynamic | SXC | unknown | F: RWO? RWOP? | U | page
Secrets Store CSI Driver | secrets-store.csi.k8s.io | E | unknown | - | secret | - | U | page
SmartX | csi-smtx-plugin | P | dynamic | SX | unknown | F: RWO? RWOP? RWX? ... | U | page
SODA | csi-soda-plugin | P | dynamic | BS | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
SPDK-CSI | csi.spdk.io | PE | dynamic | - | unknown | F: RWO? RWOP? | U | page
StorageOS | storageos | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
Storidge | csi.cio.storidge.com | P | dynamic | SX | unknown | F: RWO? RWOP? RWX? ... | U | page
StorPool | csi-driver.storpool.com | PE | dynamic | X | unknown | F: RWO? RWOP? RWX? ... | U | page
VAST Data | csi.vastdata.com | PE | dynamic | SX | unknown | F: RWO? RWOP? RWX? ... | U | page
XSKY-EBS | csi.block.xsky.com | P | dynamic | BSXC | unknown | F: RWO? RWOP?; B: RWO? RWOP? | U | page
XSKY-FS | csi.fs.xsky.com | P | dynamic | SX | unknown | F: RWO? RWOP? RWX? ... | U | page
Vault | secrets.csi.kubevault.com | E | unknown | - | secret | - | U | page
VDA | csi.vda.io | P | unknown | - | unknown | F: RWO? RWOP? | U | page
VDURA PanFS | com.vdura.csi.panfs | P | dynamic | - | unknown | F: RWO? RWOP? RWX? ... | U | page
Veritas InfoScale Volumes | org.veritas.infoscale | P | dynamic | SXC | unknown | F: RWO? RWOP? RWX? ... | U | page
WekaIO | csi.weka.io | P | dynamic | SXCT | unknown | F: RWO? RWOP? RWX? ... | U | page
Zadara-CSI | csi.zadara.com | P | dynamic | BSXC | unknown | F: RWO? RWOP? RWX? ...; B: RWO? RWOP? ... | U | page
`;
