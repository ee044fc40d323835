import { groupOf, isBuiltInGroup } from '../schema/apiVersions.ts';

/** Whether it is no Service or Secret of Kubernetes: other groups have kinds of such names, too, as Knative has. */
export function isForeign(apiVersion: string, kind: string): boolean {
  return coreKinds.has(kind) && !isBuiltInGroup(groupOf(apiVersion));
}

const coreKinds: ReadonlySet<string> = new Set([
  ...['ConfigMap', 'Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'Secret', 'Service'],
  ...['ServiceAccount', 'StorageClass', 'PodDisruptionBudget', 'HorizontalPodAutoscaler'],
]);
