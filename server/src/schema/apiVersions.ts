/** An API version that Kubernetes served once for a kind, and what to write today. */
export interface RemovedVersion {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor that no longer serves it. */
  readonly removedIn: string;
  /** The version to write instead. */
  readonly use: string;
}

/**
 * The kinds of every API version that holds one of our kinds. In these versions any other kind is a mistake; of
 * versions that are not listed nothing is known.
 */
export const servedKinds: Readonly<Record<string, readonly string[]>> = {
  v1: [
    'Binding',
    'ComponentStatus',
    'ConfigMap',
    'Endpoints',
    'Event',
    'LimitRange',
    'List',
    'Namespace',
    'Node',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  'apps/v1': ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'autoscaling/v1': ['HorizontalPodAutoscaler', 'Scale'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'policy/v1': ['Eviction', 'PodDisruptionBudget'],
  'storage.k8s.io/v1': [
    'CSIDriver',
    'CSINode',
    'CSIStorageCapacity',
    'StorageClass',
    'VolumeAttachment',
    'VolumeAttributesClass',
  ],
};

/** Versions that no known minor serves any more. Kubernetes: "Deprecated API Migration Guide". */
export const removedVersions: readonly RemovedVersion[] = [
  { apiVersion: 'apps/v1beta1', kind: 'StatefulSet', removedIn: '1.16', use: 'apps/v1' },
  { apiVersion: 'apps/v1beta2', kind: 'StatefulSet', removedIn: '1.16', use: 'apps/v1' },
  { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', removedIn: '1.25', use: 'policy/v1' },
  { apiVersion: 'autoscaling/v2beta1', kind: 'HorizontalPodAutoscaler', removedIn: '1.25', use: 'autoscaling/v2' },
  { apiVersion: 'autoscaling/v2beta2', kind: 'HorizontalPodAutoscaler', removedIn: '1.26', use: 'autoscaling/v2' },
  { apiVersion: 'storage.k8s.io/v1beta1', kind: 'StorageClass', removedIn: '1.22', use: 'storage.k8s.io/v1' },
];

/** The group of an API version: `apps` of `apps/v1`, '' of `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * Whether a group can only be Kubernetes' own: custom resources must live in a group with a dot. Groups that end in
 * `.k8s.io` are no proof, as add-ons use them too.
 */
export function isBuiltInGroup(group: string): boolean {
  // Groups are DNS names, so that one in capitals is a misspelt one of ours, never somebody else's.
  const name = group.toLowerCase();
  return !name.includes('.') || Object.keys(servedKinds).some((version) => groupOf(version) === name);
}
