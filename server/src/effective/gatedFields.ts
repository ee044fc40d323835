import type { GateName } from '../schema/gates.ts';

/** A field that the server drops while its gate is off. */
export interface GatedField {
  readonly gate: GateName;
  /** The only objects in which it is dropped, by type name; claims in a StatefulSet keep what claims lose. */
  readonly roots?: readonly string[];
}

/**
 * Fields by type that are dropped before they are stored. What is dropped together with its surroundings is in
 * `create/podSpec.ts`. Kubernetes: `pkg/api/pod/util.go` (`dropDisabledFields`), `pkg/api/persistentvolumeclaim`,
 * `pkg/api/persistentvolume`, and the strategies under `pkg/registry`.
 */
export const gatedFields: Readonly<Record<string, Readonly<Record<string, GatedField>> | undefined>> = {
  'apps.v1.RollingUpdateStatefulSetStrategy': { maxUnavailable: { gate: 'MaxUnavailableStatefulSet' } },
  'autoscaling.v2.HPAScalingRules': { tolerance: { gate: 'HPAConfigurableTolerance' } },
  'core.v1.ClusterTrustBundleProjection': { user: { gate: 'AtomicWriteVolumeUserFields' } },
  'core.v1.ConfigMapVolumeSource': { defaultUser: { gate: 'AtomicWriteVolumeUserFields' } },
  'core.v1.Container': { resizePolicy: { gate: 'InPlacePodVerticalScaling' } },
  'core.v1.DownwardAPIVolumeFile': { user: { gate: 'AtomicWriteVolumeUserFields' } },
  'core.v1.DownwardAPIVolumeSource': { defaultUser: { gate: 'AtomicWriteVolumeUserFields' } },
  'core.v1.EmptyDirVolumeSource': { mode: { gate: 'EmptyDirVolumeMode' } },
  'core.v1.EnvVarSource': { fileKeyRef: { gate: 'EnvFiles' } },
  'core.v1.EphemeralContainer': { resizePolicy: { gate: 'InPlacePodVerticalScaling' } },
  'core.v1.GRPCAction': { mode: { gate: 'GRPCContainerProbeTLS' } },
  'core.v1.HTTPGetAction': { protocol: { gate: 'H2CContainerProbe' } },
  'core.v1.KeyToPath': { user: { gate: 'AtomicWriteVolumeUserFields' } },
  'core.v1.PersistentVolumeClaimSpec': {
    volumeAttributesClassName: { gate: 'VolumeAttributesClass', roots: ['core.v1.PersistentVolumeClaim'] },
  },
  'core.v1.PersistentVolumeSpec': { volumeAttributesClassName: { gate: 'VolumeAttributesClass' } },
  'core.v1.PodAffinityTerm': {
    matchLabelKeys: { gate: 'MatchLabelKeysInPodAffinity' },
    mismatchLabelKeys: { gate: 'MatchLabelKeysInPodAffinity' },
  },
  'core.v1.PodCertificateProjection': { user: { gate: 'AtomicWriteVolumeUserFields' } },
  'core.v1.PodSecurityContext': {
    appArmorProfile: { gate: 'AppArmorFields' },
    seLinuxChangePolicy: { gate: 'SELinuxChangePolicy' },
    supplementalGroupsPolicy: { gate: 'SupplementalGroupsPolicy' },
  },
  'core.v1.PodSpec': {
    evictionResponders: { gate: 'EvictionRequestAPI' },
    hostUsers: { gate: 'UserNamespacesSupport' },
    hostnameOverride: { gate: 'HostnameOverride' },
    resourceClaims: { gate: 'DynamicResourceAllocation' },
    resources: { gate: 'PodLevelResources' },
    schedulingGroup: { gate: 'GenericWorkload' },
  },
  'core.v1.ProjectedVolumeSource': { defaultUser: { gate: 'AtomicWriteVolumeUserFields' } },
  'core.v1.ResourceRequirements': { claims: { gate: 'DynamicResourceAllocation' } },
  'core.v1.SecretVolumeSource': { defaultUser: { gate: 'AtomicWriteVolumeUserFields' } },
  'core.v1.SecurityContext': { appArmorProfile: { gate: 'AppArmorFields' } },
  'core.v1.ServiceAccountTokenProjection': { user: { gate: 'AtomicWriteVolumeUserFields' } },
  'core.v1.ServiceSpec': { trafficDistribution: { gate: 'ServiceTrafficDistribution' } },
  'core.v1.VolumeMount': {
    bindMountOptions: { gate: 'VolumeBindMountOptions' },
    recursiveReadOnly: { gate: 'RecursiveReadOnlyMounts' },
  },
  'core.v1.VolumeProjection': {
    clusterTrustBundle: { gate: 'ClusterTrustBundleProjection' },
    podCertificate: { gate: 'PodCertificateRequest' },
  },
};
