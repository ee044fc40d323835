import { bug } from '../base/bug.ts';
import { nearest } from '../base/nearest.ts';
import { own } from '../base/own.ts';
import type { Sourced } from './model.ts';
import { confidenceOfMark, listOf, type Row, sectionsOf, sourceOf } from './table.ts';

/**
 * Where a cluster comes from. `managed`: a cloud runs it. `distribution`: installed on own machines. `local`: on a
 * developer's machine. `addOn`: storage that is installed on any of them; nobody selects it as a platform.
 */
export type PlatformKind = 'managed' | 'distribution' | 'local' | 'addOn';

/** A kind of cluster whose storage classes are known. */
export interface Platform extends Sourced {
  /** What settings say, `eks`. */
  readonly id: string;
  readonly title: string;
  readonly kind: PlatformKind;
  /** Whether a new cluster has a default class: some have none, of some it is not known. */
  readonly defaultClass: 'some' | 'none' | 'unknown';
  /** Platforms on which the add-on runs; every platform where it is empty. */
  readonly runsOn: readonly string[];
  readonly note?: string;
}

/** The platforms that a setting can choose, in the order to show. */
export function platforms(): readonly Platform[] {
  return all().filter((platform) => platform.kind !== 'addOn');
}

/** Storage that is installed on top of a platform. */
export function storageAddOns(): readonly Platform[] {
  return all().filter((platform) => platform.kind === 'addOn');
}

/** The platform or add-on of that id, undefined when there is none. */
export function platformById(id: string): Platform | undefined {
  byId ??= new Map(all().map((platform) => [platform.id, platform]));
  return byId.get(id);
}

/** The id that was most likely meant by a word; undefined when there is none. */
export function likelyPlatform(word: string): string | undefined {
  return (
    own(otherNames, word.toLowerCase()) ??
    nearest(
      word,
      platforms().map(({ id }) => id),
    )
  );
}

/** What people call platforms by, beside their ids. */
const otherNames: Record<string, string> = {
  akamai: 'lke',
  alibaba: 'ack',
  aliyun: 'ack',
  amazon: 'eks',
  aro: 'openshift-azure',
  autopilot: 'gke-autopilot',
  aws: 'eks',
  azure: 'aks',
  bare: 'kubeadm',
  docker: 'docker-desktop',
  exoscale: 'sks',
  gcp: 'gke',
  google: 'gke',
  ibm: 'ibm-vpc',
  k3d: 'k3s',
  linode: 'lke',
  microsoft: 'aks',
  oci: 'oke',
  oracle: 'oke',
  rancher: 'rke2',
  rosa: 'openshift-aws',
  scaleway: 'kapsule',
  vmware: 'vsphere',
  vultr: 'vke',
};

/** Cells: id | title | default class | mark (of the default) | source | note; of an add-on, the platforms that it runs on. */
const table = `
@ managed
eks | Amazon EKS | some | V | eks | From Kubernetes 1.30 a new cluster has no default class; gp2 is there but not marked.
eks-auto | Amazon EKS Auto Mode | none | V | eksAuto | No class is created; make one with provisioner ebs.csi.eks.amazonaws.com.
gke | Google GKE (Standard) | some | L | listings
gke-autopilot | Google GKE (Autopilot) | some | L | listings
gke-vmware | Google Distributed Cloud on VMware | some | V | gkeVmware
gke-azure | GKE on Azure | some | V | gkeAzure
aks | Microsoft AKS | some | V | aks
digitalocean | DigitalOcean Kubernetes | some | V | do
lke | Linode (Akamai) LKE | some | V | linode | The default class keeps volumes after their claims are gone.
oke | Oracle OKE | some | V | ociDocs, oci
ack | Alibaba Cloud ACK | none | V | ali | No class is marked as default; a claim must name one.
ibm-vpc | IBM Cloud Kubernetes Service (VPC) | some | L | listings
ovh | OVHcloud Managed Kubernetes | some | U | ovh
kapsule | Scaleway Kapsule | some | U | scw
vke | Vultr Kubernetes Engine | some | U | listings
civo | Civo Kubernetes | some | V | civo
sks | Exoscale SKS | none | V | exo
openshift-aws | OpenShift on AWS, ROSA | some | V | ocp
openshift-azure | OpenShift on Azure, ARO | some | V | ocp
openshift-gcp | OpenShift on Google Cloud | some | V | ocp
openshift-ibm | OpenShift on IBM Cloud VPC | some | V | okdIbm
openshift-openstack | OpenShift on OpenStack | some | V | ocp
openshift-vsphere | OpenShift on vSphere | some | V | ocpv
@ distribution
hetzner | Hetzner Cloud with its CSI chart | some | V | hcloud
k3s | k3s, k3d, Rancher Desktop | some | V | k3s
rke2 | RKE2 | none | U | rke2 | Ships no storage; a driver has to be installed.
microk8s | MicroK8s with hostpath-storage | some | V | microk8s
vsphere | vSphere with its CSI driver | none | V | vsphere | Ships no class.
openstack | OpenStack with its Cinder chart | none | V | cpo
kubeadm | kubeadm or another bare cluster | none | U | kubeadm | Ships no storage; a driver has to be installed.
@ local
kind | kind | some | V | kind
minikube | minikube | some | V | minikube
docker-desktop | Docker Desktop | some | L | listings | With clusters made by kubeadm; those made by kind have kind's class.
@ addOn
efs | Amazon EFS | unknown | V | efs | eks, eks-auto, openshift-aws
fsx | Amazon FSx | unknown | V | fsx | eks, eks-auto, openshift-aws
odf | OpenShift Data Foundation | unknown | V | odf | openshift-aws, openshift-azure, openshift-gcp, openshift-ibm, openshift-openstack, openshift-vsphere
manila | OpenStack Manila | unknown | V | cpo | openstack, openshift-openstack, ovh
rook | Rook (Ceph) | unknown | V | rook
longhorn | Longhorn | unknown | V | longhorn
openebs | OpenEBS | unknown | V | oehp
portworx | Portworx | unknown | V | px
topolvm | TopoLVM | unknown | V | topolvm
csi-nfs | NFS CSI driver | unknown | V | nfs
nfs-subdir | NFS subdirectory provisioner | unknown | V | nfssub
csi-smb | SMB CSI driver | unknown | V | smb
local-volumes | Local volumes made by hand | unknown | L | localPage, listings
`;

let cache: readonly Platform[] | undefined;
let byId: ReadonlyMap<string, Platform> | undefined;

function all(): readonly Platform[] {
  cache ??= sectionsOf(table, 6).flatMap(({ head, rows }) =>
    rows.map((row) => toPlatform(row, head[0] as PlatformKind)),
  );
  return cache;
}

/** In add-ons the last cell lists the platforms; elsewhere it is a note. */
function toPlatform(row: Row, kind: PlatformKind): Platform {
  const [id = '', title = '', defaultClass = '', mark = '', source = '', last = ''] = row;
  if (defaultClass !== 'some' && defaultClass !== 'none' && defaultClass !== 'unknown') {
    bug(`storage table: default class "${defaultClass}" of ${id}`);
  }
  return {
    id,
    title,
    kind,
    defaultClass: defaultClass as Platform['defaultClass'],
    runsOn: kind === 'addOn' ? listOf(last) : [],
    ...(last && kind !== 'addOn' ? { note: last } : {}),
    confidence: confidenceOfMark(mark, `platforms.ts, row ${id}`),
    source: sourceOf(source, `platforms.ts, row ${id}`),
  };
}
