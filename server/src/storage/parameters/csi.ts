/**
 * Parameters that the CSI provisioner itself reads, for every CSI driver.
 * A heading: provisioner | case of keys (any, exact, unknown) | unknown keys (refused, ignored, warned, kept, unknown)
 * | mark | source | note. A heading of a provisioner that was there before adds rows.
 * Cells: key | flags | values | default | note | since.
 * Flags: `!` required, `~` a VolumeAttributesClass may change it, `^` for a VolumeAttributesClass only, `?` unverified,
 * `x` obsolete or not for people to write.
 * Values: `bool`, `int`, `decimal`, `list`, `json`, `quantity`, `octal`, `duration`, `text`, each with a hint after it;
 * `in: a, b` for a closed choice, `like: a, b` for an open one.
 * A key that ends in `*` stands for every key that begins so.
 */
export const csiParameters = `
@ * | exact | refused | V | kubernetes-csi/external-provisioner, pkg/controller/controller.go | Known keys under csi.storage.k8s.io/ are taken out before the driver sees the rest; an unknown one there fails.
csi.storage.k8s.io/fstype | - | like: ext4, xfs, ext3, ext2, btrfs | of the driver | File system to make on the volume; unused for raw devices.
csi.storage.k8s.io/provisioner-secret-name | - | text Secret, may hold templates | - | Secret for making and deleting volumes.
csi.storage.k8s.io/provisioner-secret-namespace | - | text namespace | - | Goes with the name above; neither works alone.
csi.storage.k8s.io/controller-publish-secret-name | - | text Secret, may hold templates | - | Secret for attaching and detaching.
csi.storage.k8s.io/controller-publish-secret-namespace | - | text namespace | - | Goes with the name above; neither works alone.
csi.storage.k8s.io/node-stage-secret-name | - | text Secret, may hold templates | - | Secret for the first mount on a node.
csi.storage.k8s.io/node-stage-secret-namespace | - | text namespace | - | Goes with the name above; neither works alone.
csi.storage.k8s.io/node-publish-secret-name | - | text Secret, may hold templates | - | Secret for the mount into a Pod.
csi.storage.k8s.io/node-publish-secret-namespace | - | text namespace | - | Goes with the name above; neither works alone.
csi.storage.k8s.io/controller-expand-secret-name | - | text Secret, may hold templates | - | Secret for growing the volume in the backend.
csi.storage.k8s.io/controller-expand-secret-namespace | - | text namespace | - | Goes with the name above; neither works alone.
csi.storage.k8s.io/node-expand-secret-name | - | text Secret, may hold templates | - | Secret for growing the file system on the node.
csi.storage.k8s.io/node-expand-secret-namespace | - | text namespace | - | Goes with the name above; neither works alone.
csi.storage.k8s.io/controller-modify-secret-name | - | text Secret, may hold templates | - | Secret for changes by a VolumeAttributesClass. | provisioner 6.1
csi.storage.k8s.io/controller-modify-secret-namespace | - | text namespace | - | Goes with the name above; neither works alone. | provisioner 6.1
csi.storage.k8s.io/secret-name | - | text Secret | - | Secret for every step that names none of its own.
csi.storage.k8s.io/secret-namespace | - | text namespace | - | Goes with the name above.
csi.storage.k8s.io/pvc/name | x | text | - | Filled in by the provisioner; in a class it makes provisioning fail.
csi.storage.k8s.io/pvc/namespace | x | text | - | Filled in by the provisioner; in a class it makes provisioning fail.
csi.storage.k8s.io/pv/name | x | text | - | Filled in by the provisioner; in a class it makes provisioning fail.
fstype | x | text | - | The old spelling of csi.storage.k8s.io/fstype; giving both fails.
csiProvisionerSecretName | x | text | - | Old spelling of a Secret key; its siblings (csiNodeStageSecretName and others) are as old.
`;
