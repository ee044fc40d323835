import type { DeclaredClass } from '../storage/resolveClass.ts';

/** What a CSIDriver object says of the driver of its name. */
export interface ClusterDriver {
  readonly name: string;
  /** Whether volumes are attached to a node before they are mounted. */
  readonly attachRequired: boolean;
  /** `ReadWriteOnceWithFSType`, `File` or `None`: whether `fsGroup` changes the owner of files on its volumes. */
  readonly fsGroupPolicy: string;
  /** `Persistent`, `Ephemeral` or both. */
  readonly lifecycleModes: readonly string[];
}

/** A VolumeAttributesClass of the cluster. */
export interface ClusterAttributesClass {
  readonly name: string;
  readonly driver: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What was read of a cluster. A list is undefined where it could not be read: then nothing is known, not "none". */
export interface ClusterFacts {
  /** The context of the kubeconfig that led there. */
  readonly context: string;
  /** Among the default classes the one that counts comes first. */
  readonly storageClasses: readonly DeclaredClass[] | undefined;
  readonly drivers: readonly ClusterDriver[] | undefined;
  readonly attributesClasses: readonly ClusterAttributesClass[] | undefined;
  /** How long ago it was read, as in `2 min ago`. The only part that moves with the clock. */
  readonly age: () => string;
}

/** The CSIDriver of that name; undefined where the cluster has none or was not asked. */
export function clusterDriver(cluster: ClusterFacts | undefined, name: string | undefined): ClusterDriver | undefined {
  return cluster?.drivers?.find((driver) => driver.name === name);
}
