/**
 * What Go does with empty values of a type's fields, which the published schema does not say. A field that is not named
 * here is left out when it is empty; an object is a pointer, left out when it is not written and kept when it is `{}`.
 * Names are parted by blanks. Kubernetes: the `json` tags of `k8s.io/api`.
 */
export interface Shape {
  /** Objects that are no pointers: always there, even if nothing of them is written. */
  readonly structs?: string;
  /** Fields without `omitempty`: '' or 0 where nothing is written, null where they are lists or pointers. */
  readonly always?: string;
  /** Numbers, booleans and texts that are pointers: `0`, `false` and '' differ from "not written" and are kept. */
  readonly pointers?: string;
}

/** Volume sources that claims and Pods share, and those of PersistentVolumes. */
const volumeShapes: Readonly<Record<string, Shape>> = {
  'core.v1.AWSElasticBlockStoreVolumeSource': { always: 'volumeID' },
  'core.v1.AzureDiskVolumeSource': { always: 'diskName diskURI', pointers: 'cachingMode fsType kind readOnly' },
  'core.v1.AzureFilePersistentVolumeSource': {
    always: 'secretName shareName secretNamespace',
    pointers: 'secretNamespace',
  },
  'core.v1.AzureFileVolumeSource': { always: 'secretName shareName' },
  'core.v1.CSIPersistentVolumeSource': { always: 'driver volumeHandle' },
  'core.v1.CSIVolumeSource': { always: 'driver', pointers: 'fsType readOnly' },
  'core.v1.CephFSPersistentVolumeSource': { always: 'monitors' },
  'core.v1.CephFSVolumeSource': { always: 'monitors' },
  'core.v1.CinderPersistentVolumeSource': { always: 'volumeID' },
  'core.v1.CinderVolumeSource': { always: 'volumeID' },
  'core.v1.ClusterTrustBundleProjection': { always: 'path', pointers: 'name optional signerName user' },
  'core.v1.ConfigMapProjection': { pointers: 'optional' },
  'core.v1.ConfigMapVolumeSource': { pointers: 'defaultMode defaultUser optional' },
  'core.v1.DownwardAPIVolumeFile': { always: 'path', pointers: 'mode user' },
  'core.v1.DownwardAPIVolumeSource': { pointers: 'defaultMode defaultUser' },
  'core.v1.EmptyDirVolumeSource': { pointers: 'mode sizeLimit' },
  'core.v1.FCVolumeSource': { pointers: 'lun' },
  'core.v1.FlexPersistentVolumeSource': { always: 'driver' },
  'core.v1.FlexVolumeSource': { always: 'driver' },
  'core.v1.GCEPersistentDiskVolumeSource': { always: 'pdName' },
  'core.v1.GitRepoVolumeSource': { always: 'repository' },
  'core.v1.GlusterfsPersistentVolumeSource': { always: 'endpoints path', pointers: 'endpointsNamespace' },
  'core.v1.GlusterfsVolumeSource': { always: 'endpoints path' },
  'core.v1.HostPathVolumeSource': { always: 'path', pointers: 'type' },
  'core.v1.ISCSIPersistentVolumeSource': { always: 'targetPortal iqn lun', pointers: 'initiatorName' },
  'core.v1.ISCSIVolumeSource': { always: 'targetPortal iqn lun', pointers: 'initiatorName' },
  'core.v1.KeyToPath': { always: 'key path', pointers: 'mode user' },
  'core.v1.LocalVolumeSource': { always: 'path', pointers: 'fsType' },
  'core.v1.NFSVolumeSource': { always: 'server path' },
  'core.v1.PersistentVolumeClaimVolumeSource': { always: 'claimName' },
  'core.v1.PhotonPersistentDiskVolumeSource': { always: 'pdID' },
  'core.v1.PodCertificateProjection': { pointers: 'maxExpirationSeconds user' },
  'core.v1.PortworxVolumeSource': { always: 'volumeID' },
  'core.v1.ProjectedVolumeSource': { always: 'sources', pointers: 'defaultMode defaultUser' },
  'core.v1.QuobyteVolumeSource': { always: 'registry volume' },
  'core.v1.RBDPersistentVolumeSource': { always: 'monitors image' },
  'core.v1.RBDVolumeSource': { always: 'monitors image' },
  'core.v1.ScaleIOPersistentVolumeSource': { always: 'gateway system secretRef' },
  'core.v1.ScaleIOVolumeSource': { always: 'gateway system secretRef' },
  'core.v1.SecretProjection': { pointers: 'optional' },
  'core.v1.SecretVolumeSource': { pointers: 'defaultMode defaultUser optional' },
  'core.v1.ServiceAccountTokenProjection': { always: 'path', pointers: 'expirationSeconds user' },
  'core.v1.VsphereVirtualDiskVolumeSource': { always: 'volumePath' },
};

/** Pods: containers and what belongs to them, scheduling, security. */
const podShapes: Readonly<Record<string, Shape>> = {
  'core.v1.AppArmorProfile': { always: 'type', pointers: 'localhostProfile' },
  'core.v1.ConfigMapEnvSource': { pointers: 'optional' },
  'core.v1.ConfigMapKeySelector': { always: 'key', pointers: 'optional' },
  'core.v1.Container': { structs: 'resources', always: 'name', pointers: 'restartPolicy' },
  'core.v1.ContainerPort': { always: 'containerPort' },
  'core.v1.ContainerResizePolicy': { always: 'resourceName restartPolicy' },
  'core.v1.EnvVar': { always: 'name' },
  'core.v1.EphemeralContainer': { structs: 'resources', always: 'name', pointers: 'restartPolicy' },
  'core.v1.EvictionResponder': { always: 'name', pointers: 'priority' },
  'core.v1.FileKeySelector': { always: 'volumeName path key', pointers: 'optional' },
  'core.v1.GRPCAction': { always: 'port service', pointers: 'mode service' },
  'core.v1.HTTPGetAction': { always: 'port', pointers: 'protocol' },
  'core.v1.HTTPHeader': { always: 'name value' },
  'core.v1.HostAlias': { always: 'ip' },
  'core.v1.Lifecycle': { pointers: 'stopSignal' },
  'core.v1.NodeSelector': { always: 'nodeSelectorTerms' },
  'core.v1.NodeSelectorRequirement': { always: 'key operator' },
  'core.v1.ObjectFieldSelector': { always: 'fieldPath' },
  'core.v1.Pod': { structs: 'metadata spec status' },
  'core.v1.PodAffinityTerm': { always: 'topologyKey' },
  'core.v1.PodDNSConfigOption': { pointers: 'value' },
  'core.v1.PodOS': { always: 'name' },
  'core.v1.PodReadinessGate': { always: 'conditionType' },
  'core.v1.PodResourceClaim': { always: 'name', pointers: 'resourceClaimName resourceClaimTemplateName' },
  'core.v1.PodSchedulingGate': { always: 'name' },
  'core.v1.PodSchedulingGroup': { pointers: 'podGroupName' },
  'core.v1.PodSecurityContext': {
    pointers:
      'runAsUser runAsGroup runAsNonRoot fsGroup fsGroupChangePolicy supplementalGroupsPolicy seLinuxChangePolicy',
  },
  'core.v1.PodSpec': {
    always: 'containers',
    pointers:
      'activeDeadlineSeconds automountServiceAccountToken enableServiceLinks hostUsers hostnameOverride preemptionPolicy ' +
      'priority runtimeClassName setHostnameAsFQDN shareProcessNamespace terminationGracePeriodSeconds',
  },
  'core.v1.PodTemplateSpec': { structs: 'metadata spec' },
  'core.v1.PreferredSchedulingTerm': { structs: 'preference', always: 'weight' },
  'core.v1.Probe': { pointers: 'terminationGracePeriodSeconds' },
  'core.v1.ResourceClaim': { always: 'name' },
  'core.v1.ResourceFieldSelector': { always: 'resource divisor' },
  'core.v1.SeccompProfile': { always: 'type', pointers: 'localhostProfile' },
  'core.v1.SecretEnvSource': { pointers: 'optional' },
  'core.v1.SecretKeySelector': { always: 'key', pointers: 'optional' },
  'core.v1.SecurityContext': {
    pointers: 'allowPrivilegeEscalation privileged procMount readOnlyRootFilesystem runAsGroup runAsNonRoot runAsUser',
  },
  'core.v1.SleepAction': { always: 'seconds' },
  'core.v1.Sysctl': { always: 'name value' },
  'core.v1.TCPSocketAction': { always: 'port' },
  'core.v1.Toleration': { pointers: 'tolerationSeconds' },
  'core.v1.TopologySpreadConstraint': {
    always: 'maxSkew topologyKey whenUnsatisfiable',
    pointers: 'minDomains nodeAffinityPolicy nodeTaintsPolicy',
  },
  'core.v1.Volume': { always: 'name' },
  'core.v1.VolumeDevice': { always: 'name devicePath' },
  'core.v1.VolumeMount': { always: 'name mountPath', pointers: 'mountPropagation recursiveReadOnly' },
  'core.v1.WeightedPodAffinityTerm': { structs: 'podAffinityTerm', always: 'weight' },
  'core.v1.WindowsSecurityContextOptions': {
    pointers: 'gmsaCredentialSpec gmsaCredentialSpecName hostProcess runAsUserName',
  },
};

/** Objects other than Pods, and what all objects share. */
const objectShapes: Readonly<Record<string, Shape>> = {
  'apps.v1.RollingUpdateStatefulSetStrategy': { pointers: 'maxUnavailable partition' },
  'apps.v1.StatefulSet': { structs: 'metadata spec status' },
  'apps.v1.StatefulSetOrdinals': { always: 'start' },
  'apps.v1.StatefulSetSpec': {
    structs: 'template updateStrategy',
    always: 'selector serviceName',
    pointers: 'replicas revisionHistoryLimit',
  },
  'autoscaling.v1.CrossVersionObjectReference': { always: 'kind name' },
  'autoscaling.v1.HorizontalPodAutoscaler': { structs: 'metadata spec status' },
  'autoscaling.v1.HorizontalPodAutoscalerSpec': {
    structs: 'scaleTargetRef',
    always: 'maxReplicas',
    pointers: 'minReplicas targetCPUUtilizationPercentage',
  },
  'autoscaling.v2.ContainerResourceMetricSource': { structs: 'target', always: 'container name' },
  'autoscaling.v2.CrossVersionObjectReference': { always: 'kind name' },
  'autoscaling.v2.ExternalMetricSource': { structs: 'metric target' },
  'autoscaling.v2.HPAScalingPolicy': { always: 'type value periodSeconds' },
  'autoscaling.v2.HPAScalingRules': { pointers: 'selectPolicy stabilizationWindowSeconds tolerance' },
  'autoscaling.v2.HorizontalPodAutoscaler': { structs: 'metadata spec status' },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': {
    structs: 'scaleTargetRef',
    always: 'maxReplicas',
    pointers: 'minReplicas',
  },
  'autoscaling.v2.MetricIdentifier': { always: 'name' },
  'autoscaling.v2.MetricSpec': { always: 'type' },
  'autoscaling.v2.MetricTarget': { always: 'type', pointers: 'averageUtilization averageValue value' },
  'autoscaling.v2.ObjectMetricSource': { structs: 'describedObject target metric' },
  'autoscaling.v2.PodsMetricSource': { structs: 'metric target' },
  'autoscaling.v2.ResourceMetricSource': { structs: 'target', always: 'name' },
  'core.v1.ClientIPConfig': { pointers: 'timeoutSeconds' },
  'core.v1.PersistentVolume': { structs: 'metadata spec status' },
  'core.v1.PersistentVolumeClaim': { structs: 'metadata spec status' },
  'core.v1.PersistentVolumeClaimSpec': {
    structs: 'resources',
    pointers: 'storageClassName volumeAttributesClassName volumeMode',
  },
  'core.v1.PersistentVolumeClaimTemplate': { structs: 'metadata spec' },
  'core.v1.PersistentVolumeSpec': { pointers: 'volumeAttributesClassName volumeMode' },
  'core.v1.Service': { structs: 'metadata spec status' },
  'core.v1.ServicePort': { always: 'port targetPort', pointers: 'appProtocol' },
  'core.v1.ServiceSpec': {
    pointers:
      'allocateLoadBalancerNodePorts internalTrafficPolicy ipFamilyPolicy loadBalancerClass trafficDistribution',
  },
  'core.v1.TopologySelectorLabelRequirement': { always: 'key values' },
  'core.v1.TypedLocalObjectReference': { always: 'apiGroup kind name', pointers: 'apiGroup' },
  'core.v1.TypedObjectReference': { always: 'apiGroup kind name', pointers: 'apiGroup namespace' },
  'meta.v1.LabelSelectorRequirement': { always: 'key operator' },
  'meta.v1.ObjectMeta': { pointers: 'deletionGracePeriodSeconds' },
  'meta.v1.OwnerReference': { always: 'apiVersion kind name uid', pointers: 'blockOwnerDeletion controller' },
  'policy.v1.PodDisruptionBudget': { structs: 'metadata spec status' },
  'policy.v1.PodDisruptionBudgetSpec': { pointers: 'maxUnavailable minAvailable unhealthyPodEvictionPolicy' },
  'storage.v1.StorageClass': {
    structs: 'metadata',
    always: 'provisioner',
    pointers: 'allowVolumeExpansion reclaimPolicy volumeBindingMode',
  },
};

/** The shapes by type name. */
export const shapes: Readonly<Record<string, Shape | undefined>> = { ...objectShapes, ...podShapes, ...volumeShapes };
