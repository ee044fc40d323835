/** Which fields people write most, by type and in the order in which they are usually written. */
const wanted: Readonly<Record<string, string>> = {
  'apps.v1.StatefulSet': 'apiVersion kind metadata spec',
  'apps.v1.StatefulSetSpec':
    'serviceName replicas selector template volumeClaimTemplates updateStrategy podManagementPolicy ' +
    'persistentVolumeClaimRetentionPolicy minReadySeconds ordinals revisionHistoryLimit',
  'apps.v1.StatefulSetUpdateStrategy': 'type rollingUpdate',
  'apps.v1.RollingUpdateStatefulSetStrategy': 'partition maxUnavailable',
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': 'whenDeleted whenScaled',
  'core.v1.Pod': 'apiVersion kind metadata spec',
  'core.v1.PodTemplateSpec': 'metadata spec',
  'core.v1.PodSpec':
    'containers initContainers volumes serviceAccountName securityContext terminationGracePeriodSeconds affinity ' +
    'topologySpreadConstraints nodeSelector tolerations priorityClassName imagePullSecrets ' +
    'automountServiceAccountToken dnsPolicy dnsConfig hostAliases enableServiceLinks',
  'core.v1.Container':
    'name image imagePullPolicy command args ports env envFrom volumeMounts resources readinessProbe livenessProbe ' +
    'startupProbe lifecycle securityContext volumeDevices workingDir',
  'core.v1.ContainerPort': 'name containerPort protocol hostPort',
  'core.v1.EnvVar': 'name value valueFrom',
  'core.v1.EnvVarSource': 'fieldRef secretKeyRef configMapKeyRef resourceFieldRef',
  'core.v1.ObjectFieldSelector': 'fieldPath',
  'core.v1.ConfigMapKeySelector': 'name key optional',
  'core.v1.SecretKeySelector': 'name key optional',
  'core.v1.EnvFromSource': 'configMapRef secretRef prefix',
  'core.v1.VolumeMount': 'name mountPath subPath readOnly subPathExpr',
  'core.v1.VolumeDevice': 'name devicePath',
  'core.v1.Volume':
    'name configMap secret emptyDir persistentVolumeClaim projected downwardAPI csi ephemeral hostPath nfs',
  'core.v1.ConfigMapVolumeSource': 'name items defaultMode optional',
  'core.v1.SecretVolumeSource': 'secretName items defaultMode optional',
  'core.v1.PersistentVolumeClaimVolumeSource': 'claimName readOnly',
  'core.v1.EmptyDirVolumeSource': 'sizeLimit medium',
  'core.v1.HostPathVolumeSource': 'path type',
  'core.v1.CSIVolumeSource': 'driver volumeAttributes readOnly',
  'core.v1.KeyToPath': 'key path mode',
  'core.v1.Probe':
    'httpGet tcpSocket exec grpc initialDelaySeconds periodSeconds timeoutSeconds failureThreshold successThreshold',
  'core.v1.HTTPGetAction': 'path port scheme httpHeaders',
  'core.v1.Lifecycle': 'preStop postStart',
  'core.v1.LifecycleHandler': 'exec sleep httpGet',
  'core.v1.ResourceRequirements': 'requests limits',
  'core.v1.VolumeResourceRequirements': 'requests',
  'core.v1.SecurityContext':
    'runAsNonRoot runAsUser runAsGroup allowPrivilegeEscalation readOnlyRootFilesystem capabilities seccompProfile privileged',
  'core.v1.PodSecurityContext':
    'fsGroup runAsUser runAsGroup runAsNonRoot fsGroupChangePolicy seccompProfile supplementalGroups sysctls',
  'core.v1.Affinity': 'podAntiAffinity nodeAffinity podAffinity',
  'core.v1.PodAntiAffinity':
    'requiredDuringSchedulingIgnoredDuringExecution preferredDuringSchedulingIgnoredDuringExecution',
  'core.v1.PodAffinity':
    'requiredDuringSchedulingIgnoredDuringExecution preferredDuringSchedulingIgnoredDuringExecution',
  'core.v1.PodAffinityTerm': 'labelSelector topologyKey',
  'core.v1.WeightedPodAffinityTerm': 'weight podAffinityTerm',
  'core.v1.TopologySpreadConstraint': 'maxSkew topologyKey whenUnsatisfiable labelSelector minDomains',
  'core.v1.Toleration': 'key operator value effect tolerationSeconds',
  'core.v1.PersistentVolumeClaim': 'apiVersion kind metadata spec',
  'core.v1.PersistentVolumeClaimSpec':
    'accessModes storageClassName resources volumeMode dataSource dataSourceRef volumeAttributesClassName selector volumeName',
  'core.v1.PersistentVolume': 'apiVersion kind metadata spec',
  'core.v1.PersistentVolumeSpec':
    'capacity accessModes persistentVolumeReclaimPolicy storageClassName volumeMode csi local nfs hostPath nodeAffinity ' +
    'claimRef mountOptions',
  'core.v1.CSIPersistentVolumeSource': 'driver volumeHandle fsType volumeAttributes readOnly',
  'core.v1.TypedLocalObjectReference': 'apiGroup kind name',
  'core.v1.TypedObjectReference': 'apiGroup kind name namespace',
  'core.v1.ObjectReference': 'apiVersion kind name namespace',
  'core.v1.Service': 'apiVersion kind metadata spec',
  'core.v1.ServiceSpec':
    'clusterIP selector ports type publishNotReadyAddresses sessionAffinity externalTrafficPolicy internalTrafficPolicy ' +
    'ipFamilyPolicy ipFamilies',
  'core.v1.ServicePort': 'name port targetPort protocol nodePort appProtocol',
  'storage.v1.StorageClass':
    'apiVersion kind metadata provisioner parameters volumeBindingMode allowVolumeExpansion reclaimPolicy mountOptions allowedTopologies',
  'policy.v1.PodDisruptionBudget': 'apiVersion kind metadata spec',
  'policy.v1.PodDisruptionBudgetSpec': 'maxUnavailable minAvailable selector unhealthyPodEvictionPolicy',
  'autoscaling.v2.HorizontalPodAutoscaler': 'apiVersion kind metadata spec',
  'autoscaling.v2.HorizontalPodAutoscalerSpec': 'scaleTargetRef minReplicas maxReplicas metrics behavior',
  'autoscaling.v2.CrossVersionObjectReference': 'apiVersion kind name',
  'meta.v1.ObjectMeta': 'name namespace labels annotations',
  'meta.v1.LabelSelector': 'matchLabels matchExpressions',
  'meta.v1.LabelSelectorRequirement': 'key operator values',
};

/** Fields that a manifest does not hold: the cluster writes them, or they cannot be used in it. */
const unwanted: ReadonlySet<string> = new Set(
  [
    'creationTimestamp deletionGracePeriodSeconds deletionTimestamp generation managedFields resourceVersion selfLink uid',
  ].flatMap((names) => names.split(' ').map((name) => `meta.v1.ObjectMeta.${name}`)),
);

/** Fields that Kubernetes keeps for old manifests only. Sources of volumes that are gone came before CSI drivers. */
const outdated: ReadonlySet<string> = new Set([
  'core.v1.PodSpec.serviceAccount',
  'core.v1.ServiceSpec.loadBalancerIP',
  'core.v1.Volume.gitRepo',
  ...(
    'awsElasticBlockStore azureDisk azureFile cephfs cinder flexVolume flocker gcePersistentDisk glusterfs ' +
    'photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume'
  )
    .split(' ')
    .flatMap((name) => [`core.v1.Volume.${name}`, `core.v1.PersistentVolumeSpec.${name}`]),
]);

const ranks = new Map<string, number>();
for (const [type, names] of Object.entries(wanted)) {
  for (const [index, name] of names.split(' ').entries()) ranks.set(`${type}.${name}`, index);
}

/** Where a field stands among the wanted ones of its type, 0 first; undefined for others. */
export function wantedRank(id: string): number | undefined {
  return ranks.get(id);
}

/** Whether the field is left out of every list. */
export function isUnwanted(id: string): boolean {
  return id.endsWith('.status') || unwanted.has(id);
}

/** Whether the field is there for old manifests only. */
export function isOutdated(id: string): boolean {
  return outdated.has(id);
}

/** Every id that the tables name, for a test that holds them against the schema. */
export function rankedFields(): readonly string[] {
  return [...ranks.keys(), ...unwanted, ...outdated];
}
