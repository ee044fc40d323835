/** What the files of a workspace show of the cluster that they are for. */
export interface PlatformHints {
  /** Provisioners of StorageClasses, drivers of PersistentVolumes. */
  readonly provisioners?: Iterable<string>;
  /** Keys of annotations, labels and node selectors. */
  readonly keys?: Iterable<string>;
  /** As written, `route.openshift.io/v1`. */
  readonly apiVersions?: Iterable<string>;
}

/** The platform that hints point to. */
export interface PlatformGuess {
  readonly platformId: string;
  /** The hint that said so, as it was written. */
  readonly because: string;
}

/**
 * The platform that all hints agree on, undefined when there are none or they point to several. A guess, good for what
 * to offer first; what people chose always wins.
 */
export function guessPlatform(hints: PlatformHints): PlatformGuess | undefined {
  const found = new Map<string, string>();
  collect(hints.provisioners, found, (name) => byProvisioner.get(name));
  collect(hints.apiVersions, found, (version) => byGroup(version.slice(0, Math.max(0, version.indexOf('/')))));
  collect(hints.keys, found, byKey);
  return agreed(found);
}

/** Every platform that a hint names. */
export function guessablePlatforms(): ReadonlySet<string> {
  return new Set(
    [
      ...byProvisioner.values(),
      ...groups.values(),
      ...keyStarts.map(([, platform]) => platform),
      ...openShiftOn.values(),
      ...openShiftOn.keys(),
      ...refinements.flat(),
    ].filter((id) => id !== openShiftId),
  );
}

function collect(
  texts: Iterable<string> | undefined,
  found: Map<string, string>,
  platformOf: (text: string) => string | undefined,
): void {
  for (const text of texts ?? []) {
    const platform = platformOf(text);
    if (platform !== undefined && !found.has(platform)) found.set(platform, text);
  }
}

/** Hints that add up: a mode of a platform with the platform, OpenShift with the cloud below it. */
function agreed(found: ReadonlyMap<string, string>): PlatformGuess | undefined {
  const ids = new Set(found.keys());
  for (const [special, general] of refinements) if (ids.has(special)) ids.delete(general);
  const openShift = ids.delete(openShiftId);
  const [id] = ids;
  if (id === undefined || ids.size > 1) return undefined;
  const platformId = openShift ? openShiftOn.get(id) : id;
  return platformId === undefined ? undefined : { platformId, because: found.get(openShift ? openShiftId : id) ?? '' };
}

const openShiftId = 'openshift';

const refinements = [
  ['eks-auto', 'eks'],
  ['gke-autopilot', 'gke'],
] as const;

const openShiftOn: ReadonlyMap<string, string> = new Map([
  ['eks', 'openshift-aws'],
  ['aks', 'openshift-azure'],
  ['gke', 'openshift-gcp'],
  ['ibm-vpc', 'openshift-ibm'],
  ['openstack', 'openshift-openstack'],
  ['vsphere', 'openshift-vsphere'],
]);

const byProvisioner: ReadonlyMap<string, string> = new Map([
  ['ebs.csi.aws.com', 'eks'],
  ['efs.csi.aws.com', 'eks'],
  ['fsx.csi.aws.com', 'eks'],
  ['kubernetes.io/aws-ebs', 'eks'],
  ['ebs.csi.eks.amazonaws.com', 'eks-auto'],
  ['pd.csi.storage.gke.io', 'gke'],
  ['filestore.csi.storage.gke.io', 'gke'],
  ['gcsfuse.csi.storage.gke.io', 'gke'],
  ['kubernetes.io/gce-pd', 'gke'],
  ['disk.csi.azure.com', 'aks'],
  ['file.csi.azure.com', 'aks'],
  ['blob.csi.azure.com', 'aks'],
  ['kubernetes.io/azure-disk', 'aks'],
  ['kubernetes.io/azure-file', 'aks'],
  ['dobs.csi.digitalocean.com', 'digitalocean'],
  ['linodebs.csi.linode.com', 'lke'],
  ['csi.hetzner.cloud', 'hetzner'],
  ['csi.scaleway.com', 'kapsule'],
  ['filestorage.csi.scaleway.com', 'kapsule'],
  ['blockvolume.csi.oraclecloud.com', 'oke'],
  ['fss.csi.oraclecloud.com', 'oke'],
  ['diskplugin.csi.alibabacloud.com', 'ack'],
  ['nasplugin.csi.alibabacloud.com', 'ack'],
  ['vpc.block.csi.ibm.io', 'ibm-vpc'],
  ['block.csi.vultr.com', 'vke'],
  ['csi.exoscale.com', 'sks'],
  ['csi.civo.com', 'civo'],
  ['cinder.csi.openstack.org', 'openstack'],
  ['csi.vsphere.vmware.com', 'vsphere'],
  ['kubernetes.io/vsphere-volume', 'vsphere'],
  ['k8s.io/minikube-hostpath', 'minikube'],
  ['microk8s.io/hostpath', 'microk8s'],
  ['docker.io/hostpath', 'docker-desktop'],
]);

/** Ends of API groups; a group counts that is one of them or ends in a dot and one. */
const groups: ReadonlyMap<string, string> = new Map([
  ['eksctl.io', 'eks'],
  ['karpenter.k8s.aws', 'eks'],
  ['elbv2.k8s.aws', 'eks'],
  ['vpcresources.k8s.aws', 'eks'],
  ['eks.amazonaws.com', 'eks-auto'],
  ['gke.io', 'gke'],
  ['cloud.google.com', 'gke'],
  ['karpenter.azure.com', 'aks'],
  ['aadpodidentity.k8s.io', 'aks'],
  ['openshift.io', openShiftId],
  ['kind.x-k8s.io', 'kind'],
  ['k3d.io', 'k3s'],
  ['k3s.cattle.io', 'k3s'],
]);

/** Beginnings of annotations, labels and node selectors. */
const keyStarts: readonly (readonly [string, string])[] = [
  ['eks.amazonaws.com/', 'eks'],
  ['alb.ingress.kubernetes.io/', 'eks'],
  ['service.beta.kubernetes.io/aws-load-balancer-', 'eks'],
  ['autopilot.gke.io/', 'gke-autopilot'],
  ['iam.gke.io/', 'gke'],
  ['networking.gke.io/', 'gke'],
  ['cloud.google.com/', 'gke'],
  ['kubernetes.azure.com/', 'aks'],
  ['azure.workload.identity/', 'aks'],
  ['service.beta.kubernetes.io/azure-', 'aks'],
  ['service.beta.kubernetes.io/do-loadbalancer-', 'digitalocean'],
  ['doks.digitalocean.com/', 'digitalocean'],
  ['service.beta.kubernetes.io/linode-loadbalancer-', 'lke'],
  ['load-balancer.hetzner.cloud/', 'hetzner'],
  ['service.beta.kubernetes.io/scw-loadbalancer-', 'kapsule'],
  ['service.beta.kubernetes.io/oci-load-balancer-', 'oke'],
  ['oci.oraclecloud.com/', 'oke'],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-', 'ack'],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-', 'ibm-vpc'],
  ['service.beta.kubernetes.io/vultr-loadbalancer-', 'vke'],
  ['service.beta.kubernetes.io/exoscale-loadbalancer-', 'sks'],
  ['kubernetes.civo.com/', 'civo'],
  ['loadbalancer.openstack.org/', 'openstack'],
  ['minikube.k8s.io/', 'minikube'],
  ['k3s.io/', 'k3s'],
  ['openshift.io/', openShiftId],
];

function byGroup(group: string): string | undefined {
  const exact = groups.get(group);
  if (exact !== undefined) return exact;
  for (const [end, platform] of groups) if (group.endsWith(`.${end}`)) return platform;
  return undefined;
}

function byKey(key: string): string | undefined {
  return keyStarts.find(([start]) => key.startsWith(start))?.[1];
}
