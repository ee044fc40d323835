/** Parameters of Microsoft's drivers. Cells as in `csi.ts`. */
export const azureParameters = `
@ disk.csi.azure.com | any | refused | V | kubernetes-sigs/azuredisk-csi-driver, docs/driver-parameters.md, pkg/azureutils | A VolumeAttributesClass may carry any known key, but changes only skuName and the two rates.
csi.storage.k8s.io/fstype | - | in: ext4, ext3, ext2, xfs, btrfs, ntfs | ext4, on Windows ntfs | File system.
fsType | - | in: ext4, ext3, ext2, xfs, btrfs, ntfs | ext4, on Windows ntfs | File system, as the driver's own key.
skuName | ~ | in: StandardSSD_LRS, StandardSSD_ZRS, Standard_LRS, Premium_LRS, Premium_ZRS, PremiumV2_LRS, UltraSSD_LRS | StandardSSD_LRS | Kind of disk; LRS keeps it in one zone, ZRS copies it across zones. Ultra cannot be changed to or from. | 1.30.2 for changes
storageAccountType | ~ | in: StandardSSD_LRS, StandardSSD_ZRS, Standard_LRS, Premium_LRS, Premium_ZRS, PremiumV2_LRS, UltraSSD_LRS | StandardSSD_LRS | Another name for skuName. | 1.30.2 for changes
kind | - | in: managed | managed | Only managed disks are left.
cachingMode | - | in: None, ReadOnly, ReadWrite | ReadOnly | Cache of the virtual machine; Premium v2 and Ultra take None alone.
location | - | text region | of the cluster | Region of the disk.
resourceGroup | - | text | of the cluster | Resource group, which has to exist.
DiskIOPSReadWrite | ~ | int | 500 on Ultra | Operations a second of Ultra and Premium v2. | 1.30.2 for changes
DiskMBpsReadWrite | ~ | int | 100 on Ultra | Megabytes a second of Ultra and Premium v2. | 1.30.2 for changes
LogicalSectorSize | - | in: 512, 4096 | 4096 | Sector size of Ultra.
tags | - | list key=value, may hold \${pvc.metadata.name} | - | Tags of the disk.
tagValueDelimiter | - | text | , | What stands between the tags.
diskName | - | text may hold \${pvc.metadata.name} | made up | Name of the disk; undocumented.
diskEncryptionSetID | - | text resource id | - | Set with a key of your own.
diskEncryptionType | - | in: EncryptionAtRestWithCustomerKey, EncryptionAtRestWithPlatformAndCustomerKeys | - | How that set encrypts.
writeAcceleratorEnabled | - | bool | - | Write accelerator of M-series machines.
maxShares | - | int at least 1 | - | How many nodes may attach the disk; from 2 it can be shared as a raw device.
perfProfile | - | in: none, basic, advanced | none | Tuning of the block device.
device-setting/* | - | text | - | One setting of the block device; the key is its path.
networkAccessPolicy | - | in: AllowAll, DenyAll, AllowPrivate | DenyAll | Who may export the disk.
publicNetworkAccess | - | in: Enabled, Disabled | Disabled | Whether it can be exported over public addresses.
diskAccessID | - | text resource id | - | DiskAccess for private endpoints.
enableBursting | - | bool | false | Bursts on demand of Premium disks above 512 GiB.
enablePerformancePlus | - | bool | false | More performance; lifts sizes to 513 GiB.
attachDiskInitialDelay | - | int ms | 1000 | Wait to attach several disks at once.
useragent | - | text | made up | For counting use.
subscriptionID | - | text | of the cluster | Subscription; goes with resourceGroup.
zoned | x | bool | - | Without effect; left from in-tree classes.
enableAsyncAttach | x | bool | - | Without effect.

@ file.csi.azure.com | any | refused | V | kubernetes-sigs/azurefile-csi-driver, docs/driver-parameters.md, pkg/azurefile/controllerserver.go
skuName | - | in: Standard_LRS, Standard_ZRS, Standard_GRS, Standard_RAGRS, Standard_RAGZRS, Premium_LRS, Premium_ZRS, StandardV2_LRS, StandardV2_ZRS, StandardV2_GRS, StandardV2_GZRS, PremiumV2_LRS, PremiumV2_ZRS | Standard_LRS | Kind of storage account.
storageAccountType | - | in: Standard_LRS, Standard_ZRS, Standard_GRS, Standard_RAGRS, Standard_RAGZRS, Premium_LRS, Premium_ZRS, StandardV2_LRS, StandardV2_ZRS, StandardV2_GRS, StandardV2_GZRS, PremiumV2_LRS, PremiumV2_ZRS | Standard_LRS | Another name for skuName.
protocol | - | in: smb, nfs | smb | How it is mounted; nfs needs a premium account.
storageAccount | - | text | found or made | Account, which has to exist.
location | - | text region | of the cluster | Region of the account.
resourceGroup | - | text | of the cluster | Resource group, which has to exist.
subscriptionID | - | text | of the cluster | Subscription; goes with resourceGroup.
shareName | - | text may hold \${pvc.metadata.name} | made up | Name of the share.
shareNamePrefix | - | text lower-case letters, digits, hyphens, up to 20 | - | How made-up names begin.
folderName | - | text | - | Folder in the share.
createFolderIfNotExist | - | bool | false | Makes that folder, which must exist otherwise. | 1.34.0
shareAccessTier | - | in: TransactionOptimized, Hot, Cool, Premium | of the account | Tier of the share.
accessTier | - | in: TransactionOptimized, Hot, Cool, Premium | - | Another key for the tier; undocumented.
accountAccessTier | - | text | - | Tier of the account; undocumented.
server | - | text | of the account | Address of the server.
storageEndpointSuffix | - | text | core.windows.net | End of the server's name in other Azure clouds.
enableLargeFileShares | - | bool | false | Shares above 5 TiB in standard accounts.
networkEndpointType | - | in: privateEndpoint, serviceEndpoint | - | How the network reaches the account.
disableDeleteRetentionPolicy | - | bool | false | A made account keeps no deleted shares.
allowBlobPublicAccess | - | bool | false | Whether a made account allows public blobs.
allowSharedKeyAccess | - | bool | true | Whether a made account takes keys; false clashes with storeAccountKey.
requireInfraEncryption | - | bool | false | Encrypts a made account twice.
tags | - | list key=value | - | Tags of the account.
tagValueDelimiter | - | text | , | What stands between the tags.
matchTags | - | bool | false | Takes only an account with the same tags.
selectRandomMatchingAccount | - | bool | false | Takes any account that fits.
accountQuota | - | int GB, at least 100 | 102400 | Leaves accounts alone that hold more.
provisionedIOPS | ~ | int | by size | Operations a second of a V2 share. | 1.33.4
provisionedBandwidth | ~ | int MiB/s | by size | Throughput of a V2 share. | 1.33.4
storeAccountKey | - | bool | true | SMB: keeps the account's key in a Secret.
getLatestAccountKey | - | bool | false | SMB: takes the newer of the two keys.
secretName | - | text | - | SMB: name of that Secret.
secretNamespace | - | text | of the claim | SMB: its namespace.
useDataPlaneAPI | - | in: true, false, oauth | false | SMB: makes shares through the data plane. | oauth: 1.33.0
enableMultichannel | - | bool | false | SMB over several connections, premium accounts.
clientID | - | text | of the kubelet | SMB: identity to mount with.
mountWithManagedIdentity | - | bool | false | Mounts without a key; one of the mountWith keys at most.
mountWithWorkloadIdentityToken | - | bool | false | Mounts without a key; one of the mountWith keys at most.
rootSquashType | - | in: NoRootSquash, RootSquash, AllSquash | NoRootSquash | NFS: what becomes of root.
mountPermissions | - | octal | 0777 | NFS: mode of the mounted directory; 0 leaves it.
encryptInTransit | - | bool | false | NFS: encrypts the connection.
fsGroupChangePolicy | - | in: OnRootMismatch, Always, None | OnRootMismatch | NFS: when ownership is set.
fsType | - | in: cifs, smb, nfs, ext4, ext3, ext2, xfs | - | Picks a share or a disk in a share.
diskName | - | text | - | Undocumented.
createAccount | - | text true or false | - | Undocumented: always makes a new account.
useSecretCache | - | text true or false | - | Undocumented.
privateDNSZoneResourceGroup | - | text | - | Undocumented: group of the private DNS zone.
allowCrossTenantReplication | - | text true or false | - | Undocumented.
tenantID | - | text | - | Undocumented: tenant of the identity.
confidentialContainerLabel | - | text | - | Undocumented.
runtimeClassHandler | - | text | - | Undocumented.
mountWithOAuthToken | - | text true or false | - | Undocumented; one of the mountWith keys at most.
vnetResourceGroup | - | text | of the cluster | Group of the network for NFS or endpoints.
vnetName | - | text | of the cluster | Virtual network.
vnetLinkName | - | text | vnetName-vnetlink | Link of the private DNS zone.
subnetName | - | list | all | Subnets that get the endpoint.
publicNetworkAccess | - | in: Enabled, Disabled, SecuredByPerimeter | - | Whether a made account is public.

@ blob.csi.azure.com | any | refused | V | kubernetes-sigs/blob-csi-driver, docs/driver-parameters.md, pkg/blob/controllerserver.go
skuName | - | in: Standard_LRS, Premium_LRS, Standard_GRS, Standard_RAGRS, Standard_ZRS, Premium_ZRS | Standard_LRS | Kind of storage account.
storageAccountType | - | in: Standard_LRS, Premium_LRS, Standard_GRS, Standard_RAGRS, Standard_ZRS, Premium_ZRS | Standard_LRS | Another name for skuName.
protocol | - | in: fuse, fuse2, nfs, aznfs | fuse | How it is mounted; aznfs is undocumented.
location | - | text region | of the cluster | Region of the account.
resourceGroup | - | text | of the cluster | Resource group, which has to exist.
subscriptionID | - | text | of the cluster | Subscription; goes with resourceGroup.
storageAccount | - | text | found or made | Account, which has to exist.
containerName | - | text may hold \${pvc.metadata.name} | made up | Container: 3 to 63 lower-case letters, digits and hyphens.
containerNamePrefix | - | text lower-case letters, digits, hyphens, up to 20 | - | How made-up names begin.
networkEndpointType | - | in: privateEndpoint | - | How the network reaches the account.
storageEndpointSuffix | - | text | core.windows.net | End of the server's name in other Azure clouds.
server | - | text | - | Address of the server.
accessTier | - | in: Hot, Cool, Premium | of the account | Tier of the account.
allowBlobPublicAccess | - | bool | false | Whether a made account allows public blobs.
allowSharedKeyAccess | - | bool | true | Whether a made account takes keys.
requireInfraEncryption | - | bool | false | Encrypts a made account twice.
tags | - | list key=value | - | Tags of the account.
tagValueDelimiter | - | text | , | What stands between the tags; undocumented.
matchTags | - | bool | false | Takes only an account with the same tags.
useDataPlaneAPI | - | bool | false | Makes containers through the data plane.
softDeleteBlobs | - | int days | off | Keeps deleted blobs that long.
softDeleteContainers | - | int days | off | Keeps deleted containers that long.
enableBlobVersioning | - | bool | off | Keeps old versions; not with nfs or isHnsEnabled.
storeAccountKey | - | bool | true | Fuse: keeps the account's key in a Secret.
getLatestAccountKey | - | bool | false | Fuse: takes the newer of the two keys.
secretName | - | text | - | Fuse: name of that Secret.
secretNamespace | - | text | of the claim | Fuse: its namespace.
isHnsEnabled | - | bool | false | Fuse: an account with real directories.
mountPermissions | - | octal | 0777 | NFS: mode of the mounted directory; 0 leaves it.
fsGroupChangePolicy | - | in: OnRootMismatch, Always, None | OnRootMismatch | NFS: when ownership is set.
blobStorageAccountType | - | text | - | Taken in a class, documented for volumes made by hand.
privateDNSZoneResourceGroup | - | text | - | Taken in a class, undocumented there.
AzureStorageAuthType | - | text | - | Taken in a class, documented for volumes made by hand.
AzureStorageIdentityClientID | - | text | - | Taken in a class, documented for volumes made by hand.
AzureStorageIdentityObjectID | - | text | - | Taken in a class, documented for volumes made by hand.
AzureStorageIdentityResourceID | - | text | - | Taken in a class, documented for volumes made by hand.
MSIEndpoint | - | text | - | Taken in a class, documented for volumes made by hand.
AzureStorageAADEndpoint | - | text | - | Taken in a class, documented for volumes made by hand.
clientID | - | text | - | Taken in a class, undocumented there.
tenantID | - | text | - | Taken in a class, undocumented there.
mountWithWorkloadIdentityToken | - | bool | - | Taken in a class, undocumented there.
vnetResourceGroup | - | text | of the cluster | Group of the network for NFS or endpoints.
vnetName | - | text | of the cluster | Virtual network.
vnetLinkName | - | text | vnetName-vnetlink | Link of the private DNS zone.
subnetName | - | list | all | Subnets that get the endpoint.
publicNetworkAccess | - | in: Enabled, Disabled, SecuredByPerimeter | - | Whether a made account is public.
`;
