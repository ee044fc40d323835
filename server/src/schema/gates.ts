import { type Minor, minors } from './minor.ts';

/**
 * Feature gates that decide what a manifest may say or what the StatefulSet controller does, as they are by default.
 * One sign per minor, 1.29 first: `+` on, `-` off, `=` on for good (locked, or gone since), `.` not known yet. A field
 * whose gate is off is dropped silently. Kubernetes: `pkg/features/kube_features.go`.
 */
export const gateSigns = {
  //                                  1.29 … 1.37
  AppArmorFields: '.+=======',
  AtomicWriteVolumeUserFields: '........-',
  ClusterTrustBundleProjection: '--------+',
  ContainerRestartRules: '.....-+++',
  ContainerStopSignals: '....-----',
  CrossNamespaceVolumeDataSource: '---------',
  DynamicResourceAllocation: '-----+===',
  EmptyDirVolumeMode: '........-',
  EnvFiles: '.....-+++',
  EvictionRequestAPI: '........-',
  GenericWorkload: '......---',
  GRPCContainerProbeTLS: '........-',
  H2CContainerProbe: '........-',
  HPAConfigurableTolerance: '....--++=',
  HPAScaleToZero: '--------+',
  HostnameOverride: '.....-++=',
  InPlacePodVerticalScaling: '----++===',
  ImageVolume: '..----+==',
  MatchLabelKeysInPodAffinity: '--++=====',
  MatchLabelKeysInPodTopologySpreadSelectorMerge: '.....++++',
  // On in the first patches of 1.35, off from 1.35.4 on.
  MaxUnavailableStatefulSet: '--------+',
  PodCertificateRequest: '.....---+',
  PodIndexLabel: '+++======',
  PodLevelResources: '...--++++',
  PodLifecycleSleepAction: '-++++====',
  PodLifecycleSleepActionAllowZero: '...-+====',
  ProcMountType: '----+++==',
  RecursiveReadOnlyMounts: '.-++=====',
  RelaxedDNSSearchValidation: '...-+====',
  RelaxedEnvironmentVariableValidation: '.--++====',
  RelaxedServiceNameValidation: '.....--+=',
  RestartAllContainersOnContainerExits: '......-++',
  SELinuxChangePolicy: '...-+++==',
  ServiceTrafficDistribution: '.-++=====',
  StatefulSetAutoDeletePVC: '+++======',
  StatefulSetRecreateStrategy: '........-',
  StatefulSetStartOrdinal: '++=======',
  StrictIPCIDRValidation: '....---++',
  SupplementalGroupsPolicy: '..--++===',
  TaintTolerationComparisonOperators: '......---',
  UserNamespacesSupport: '----+++==',
  VolumeAttributesClass: '-----++==',
  VolumeBindMountOptions: '........-',
} as const;

/** The name of a feature gate, as in `MaxUnavailableStatefulSet`. */
export type GateName = keyof typeof gateSigns;

/** Every gate that is known. */
export const gateNames = Object.keys(gateSigns) as readonly GateName[];

/** Gates that a cluster has switched; the others are as they are by default. */
export type SwitchedGates = Readonly<Partial<Record<GateName, boolean>>>;

/** Whether the gate is on in that minor. One that is on for good or not known there cannot be switched. */
export function isGateOn(gate: GateName, minor: Minor, switched: SwitchedGates = {}): boolean {
  const sign = gateSigns[gate][minors.indexOf(minor)];
  if (sign === '=') return true;
  if (sign === '.') return false;
  return switched[gate] ?? sign === '+';
}

/** The first minor from which on the gate stays on by default, or undefined when it is off in the newest known one. */
export function gateOnSince(gate: GateName): Minor | undefined {
  const lastOff = Math.max(gateSigns[gate].lastIndexOf('-'), gateSigns[gate].lastIndexOf('.'));
  return minors[lastOff + 1];
}

/** The first known minor that has the gate. */
export function gateSince(gate: GateName): Minor {
  return minors[gateSigns[gate].search(/[^.]/)]!;
}
