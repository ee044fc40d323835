import type { ClusterStatus } from './cluster.ts';
import type { Status } from './messages.ts';

/** What `statefulset/status` carries beside what a status item shows. */
export interface ServerStatus extends Status {
  /** Kubernetes objects that the index holds. */
  readonly objects: number;
  /** Absent where the live cluster is switched off. */
  readonly cluster?: ClusterStatus;
}
