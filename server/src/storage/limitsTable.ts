/**
 * Smallest and largest volumes. A heading names the drivers. The first row whose tests all pass counts; a test of a
 * parameter that is not known leaves the rows below it open too.
 * Cells: tests (` & ` between; `name=-`: not set; volumeMode is a name too) | smallest | largest | step | what becomes of
 * a smaller request (raised, refused) | source | note.
 * `?` after a size: unverified. `unused` for the smallest: the driver does nothing with the size. Steps: `256Gi` for
 * multiples, `256Gi <10Ti, 2.5Ti` where they change on the way.
 */
export const limitsTable = `
@ ebs.csi.aws.com, ebs.csi.eks.amazonaws.com
type=gp3,- | 1Gi | 64Ti? | 1Gi | - | ebsSizes | 16Ti everywhere; AWS lifted that to 64Ti in most regions in 2025.
type=gp2 | 1Gi | 16Ti | 1Gi | - | ebsSizes
type=io1 | 4Gi | 16Ti | 1Gi | - | ebsSizes
type=io2 | 4Gi | 64Ti | 1Gi | - | ebsSizes
type=st1,sc1 | 125Gi | 16Ti | 1Gi | - | ebsSizes
type=standard | 1Gi | 1Ti | 1Gi | - | ebsSizes
@ efs.csi.aws.com
- | unused | - | - | - | efs
@ fsx.csi.aws.com
deploymentType=SCRATCH_1,- | 1200Gi | - | 1200Gi <3600Gi, 3600Gi | raised | fsxSizes
storageType=SSD,- | 1200Gi | - | 1200Gi <2400Gi, 2400Gi | raised | fsxSizes
storageType=HDD & perUnitStorageThroughput=12 | 6000Gi | - | 6000Gi | raised | fsxSizes
storageType=HDD & perUnitStorageThroughput=40 | 1800Gi | - | 1800Gi | raised | fsxSizes
@ fsx.openzfs.csi.aws.com
ResourceType=volume | 1Gi | 1Gi | - | refused | fsxz | Any other size is refused; quotas are set by parameters.
StorageType="INTELLIGENT_TIERING" | 1Gi | 1Gi | - | refused | fsxz | Any other size is refused.
ResourceType=filesystem & StorageType="SSD" | 64Gi? | 512Ti? | 1Gi | - | none
@ s3.csi.aws.com
- | unused | - | - | - | s3
@ pd.csi.storage.gke.io
type=pd-standard,- & replication-type=regional-pd | 200Gi? | 64Ti? | 1Gi | - | none
type=pd-standard,-,pd-balanced,pd-ssd | 10Gi? | 64Ti? | 1Gi | - | none
type=pd-extreme | 500Gi? | 64Ti? | 1Gi | - | none
type=hyperdisk-balanced | 4Gi | 64Ti? | 1Gi | refused | pdSizes
type=hyperdisk-balanced-high-availability | 4Gi? | 64Ti? | 1Gi | - | none
type=hyperdisk-throughput | 2Ti? | 32Ti? | 1Gi | - | none
type=hyperdisk-extreme | 64Gi? | 64Ti? | 1Gi | - | none
type=hyperdisk-ml | 4Gi? | 64Ti? | 1Gi | - | none
- | 1Gi | - | 1Gi | raised | pd
@ filestore.csi.storage.gke.io
multishare=true & max-volume-size=- | 100Gi | 1Ti | - | refused | filestoreSizes | The size of a share.
multishare=true | 10Gi | 1Ti | - | refused | filestoreSizes | The size of a share.
tier=standard,basic_hdd,- | 100Gi | 63.9Ti | 1Gi | - | filestoreSizes | Below 1Ti the project's quota still counts 1Ti.
tier=premium,basic_ssd | 2.5Ti | 63.9Ti | 1Gi | raised | filestoreSizes
tier=zonal | 1Ti | 100Ti | 256Gi <10Ti, 2.5Ti | - | filestoreSizes | Cannot grow from below 10Ti to above.
tier=high_scale_ssd | 10Ti | 100Ti | 2.5Ti | - | filestoreSizes
tier=regional | 100Gi | 100Ti | 256Gi <10Ti, 2.5Ti | - | filestoreSizes | The service itself begins at 1Ti, and cannot grow from below 10Ti to above.
tier=enterprise | 1Ti | 10Ti | 256Gi | - | filestoreSizes
@ gcsfuse.csi.storage.gke.io
- | unused? | - | - | - | none
@ disk.csi.azure.com
skuName=UltraSSD_LRS | 4Gi | 65536Gi | - | - | azdSizes | Powers of two up to 1024Gi, then multiples of it.
storageAccountType=UltraSSD_LRS | 4Gi | 65536Gi | - | - | azdSizes | Powers of two up to 1024Gi, then multiples of it.
skuName=PremiumV2_LRS | 1Gi | 65536Gi | 1Gi | raised | azdSizes
storageAccountType=PremiumV2_LRS | 1Gi | 65536Gi | 1Gi | raised | azdSizes
enablePerformancePlus=true | 513Gi | 32767Gi | 1Gi | raised | azdSizes
- | 1Gi | 32767Gi | 1Gi | raised | azdSizes | Billed by tier, so a small disk can cost as much as the next tier.
@ file.csi.azure.com
skuName=Premium_LRS,Premium_ZRS | 100Gi | 100Ti? | 1Gi | raised | azf
storageAccountType=Premium_LRS,Premium_ZRS | 100Gi | 100Ti? | 1Gi | raised | azf
skuName=PremiumV2_LRS,PremiumV2_ZRS,StandardV2_LRS,StandardV2_ZRS,StandardV2_GRS,StandardV2_GZRS | 32Gi | 256Ti? | 1Gi | raised | azf
storageAccountType=PremiumV2_LRS,PremiumV2_ZRS,StandardV2_LRS,StandardV2_ZRS,StandardV2_GRS,StandardV2_GZRS | 32Gi | 256Ti? | 1Gi | raised | azf
- | 1Gi? | 100Ti? | 1Gi | - | none | Up to 5Ti without large file shares.
@ blob.csi.azure.com
- | - | 100Ti | - | - | blob
@ cinder.csi.openstack.org, nfs.manila.csi.openstack.org, cephfs.manila.csi.openstack.org
- | 1Gi | - | 1Gi | raised | cpo | The cloud may set limits of its own.
@ *.cephfs.csi.ceph.com
- | - | - | - | - | cephfsSizes | The size is kept as a quota of the directory.
@ driver.longhorn.io
fsType=xfs | 300Mi | - | 2Mi | refused | longhorn
csi.storage.k8s.io/fstype=xfs | 300Mi | - | 2Mi | refused | longhorn
- | 10Mi | 16Ti | 2Mi | raised | longhorn | The limit of 16Ti is that of ext4.
@ rancher.io/local-path, cluster.local/*, k8s-sigs.io/nfs-subdir-external-provisioner, smb.csi.k8s.io, fss.csi.oraclecloud.com
- | unused? | - | - | - | none
@ nfs.csi.k8s.io
- | unused? | - | - | - | nfs
@ topolvm.io
volumeMode=Block | 8Mi | - | - | - | topolvmSizes | A flag of the controller can change this.
csi.storage.k8s.io/fstype=xfs | 300Mi | - | - | - | topolvmSizes | A flag of the controller can change this.
csi.storage.k8s.io/fstype=btrfs | 200Mi | - | - | - | topolvmSizes | A flag of the controller can change this.
csi.storage.k8s.io/fstype=ext4,- | 32Mi | - | - | - | topolvmSizes | A flag of the controller can change this.
@ pxd.portworx.com
- | 1Gi? | 40Ti? | - | - | none
@ dobs.csi.digitalocean.com
- | 1Gi | 16Ti | 1Gi | - | do
@ linodebs.csi.linode.com
- | 10Gi | 16Ti? | 1Gi | raised | linode
@ csi.hetzner.cloud
- | 10Gi | 10Ti? | 1Gi | raised | hcloud
@ csi.scaleway.com
- | 1Gi? | 10Ti? | - | - | none
@ blockvolume.csi.oraclecloud.com
- | 50Gi | 32Ti | 1Gi | raised | ociSizes
@ diskplugin.csi.alibabacloud.com
volumeSizeAutoAvailable=true,yes,1 | 20Gi | 64Ti | 1Gi | raised | aliSizes
type=cloud_efficiency,cloud_ssd,available,- | 20Gi | 64Ti | 1Gi | - | aliSizes
type=cloud_essd & performanceLevel=PL0 | 1Gi | 64Ti | 1Gi | - | aliSizes
type=cloud_essd & performanceLevel=PL2 | 461Gi | 64Ti | 1Gi | - | aliSizes
type=cloud_essd & performanceLevel=PL3 | 1261Gi | 64Ti | 1Gi | - | aliSizes
type=cloud_essd & performanceLevel=PL1,- | 20Gi | 64Ti | 1Gi | - | aliSizes
type=cloud_auto | 1Gi | 64Ti | 1Gi | - | aliSizes
type=cloud_essd_entry,cloud_regional_disk_auto | 10Gi | 64Ti | 1Gi | - | aliSizes
type=elastic_ephemeral_disk_standard,elastic_ephemeral_disk_premium | 64Gi | 8Ti | 1Gi | - | aliSizes
type=cloud_essd_xc0,cloud_essd_xc1 | 40Gi | 64Ti | 1Gi | - | aliSizes
@ nasplugin.csi.alibabacloud.com
volumeAs=filesystem & fileSystemType=extreme | 100Gi | - | 1Gi | refused | ali
volumeAs=subpath,sharepath,- & volumeCapacity=false,- | unused | - | - | - | ali
@ vpc.block.csi.ibm.io
profile=general-purpose,custom | 10Gi | 16000G | 1G | raised | ibmSizes
profile=5iops-tier | 10Gi | 9600G | 1G | raised | ibmSizes
profile=10iops-tier | 10Gi | 4800G | 1G | raised | ibmSizes
profile=sdp | 1Gi | 32000G | 1G | raised | ibmSizes
`;
