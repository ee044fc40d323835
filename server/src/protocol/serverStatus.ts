import type { Status } from './messages.ts';

/** What `statefulset/status` carries beside what a status item shows. */
export interface ServerStatus extends Status {
  /** Kubernetes objects that the index holds. */
  readonly objects: number;
}
