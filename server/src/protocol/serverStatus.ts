import type { ClusterStatus } from './cluster.ts';
import type { IndexStatus } from './messages.ts';

/** What `statefulset/status` says of the server: what status items show, and what tests wait for. */
export interface ServerStatus {
  /** The minor that manifests are checked against, as in `1.34`. */
  readonly kubernetesVersion: string;
  /** Platform id; absent when none is chosen or guessed. */
  readonly platform?: string;
  readonly index: IndexStatus;
  /** Kubernetes objects that the index holds. */
  readonly objects: number;
  /** Absent where the live cluster is switched off. */
  readonly cluster?: ClusterStatus;
}
