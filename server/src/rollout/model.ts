import type { JsonObject } from './json.ts';
import type { FieldProblem } from './problem.ts';

/**
 * Everything that the controller sees and keeps: one StatefulSet, the Pods and claims of its names, its revisions, and
 * a clock. A world never changes; each step makes a new one.
 */
export interface World {
  /** Seconds since the beginning; only `minReadySeconds` lets time pass. */
  readonly clockSeconds: number;
  readonly nextUid: number;
  readonly set?: StoredSet;
  /** Of the set that was deleted. */
  readonly formerName?: string;
  /** By ordinal, then age. Pods without an owner stay behind when a set is deleted without its Pods. */
  readonly pods: readonly PodState[];
  readonly claims: readonly ClaimState[];
  /** Oldest first, by number. */
  readonly revisions: readonly Revision[];
  /** Why the Pod of a name went away, until one of that name is created again. */
  readonly departures: Readonly<Record<string, DeleteReason>>;
}

/** A StatefulSet as the API server keeps it. */
export interface StoredSet {
  readonly uid: number;
  /** With the server's defaults written in and switched-off fields gone. */
  readonly object: JsonObject;
  readonly spec: SetSpec;
  readonly status: SetStatus;
}

/** The parts of a stored StatefulSet that the controller reads. */
export interface SetSpec {
  readonly name: string;
  readonly serviceName: string;
  readonly replicas: number;
  /** The first ordinal. */
  readonly start: number;
  readonly podManagementPolicy: 'OrderedReady' | 'Parallel';
  readonly strategy: 'RollingUpdate' | 'OnDelete' | 'Recreate';
  /** Absent when only the type was written; that is not the same as an empty one. */
  readonly rollingUpdate?: RollingUpdate;
  readonly minReadySeconds: number;
  readonly revisionHistoryLimit: number;
  readonly retention: Retention;
  readonly selector: JsonObject;
  readonly template: JsonObject;
  readonly claimTemplates: readonly JsonObject[];
}

/** The settings of a rolling update. */
export interface RollingUpdate {
  /** Counts from the first Pod, whatever its ordinal is. */
  readonly partition: number;
  /** A number, or a share such as `25%`; absent is 1. */
  readonly maxUnavailable?: number | string;
}

/** What becomes of claims when the set is deleted or gets smaller. */
export interface Retention {
  readonly whenDeleted: 'Retain' | 'Delete';
  readonly whenScaled: 'Retain' | 'Delete';
}

/** The counts that `kubectl get statefulset -o yaml` shows, and the names of the two revisions. */
export interface SetStatus {
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  readonly currentReplicas: number;
  readonly updatedReplicas: number;
  readonly currentRevision: string;
  readonly updateRevision: string;
}

/** A ControllerRevision: one Pod template that the set has or had. */
export interface Revision {
  /** `<set>-<hash>`, as Kubernetes names it. */
  readonly name: string;
  /** Rises with every change; going back to an old template gives the old revision a new number. */
  readonly number: number;
  readonly template: JsonObject;
  /** The uid of its set; absent once orphaned. */
  readonly owner?: number;
}

/** A Pod. */
export interface PodState {
  readonly name: string;
  readonly ordinal: number;
  readonly uid: number;
  /** The uid of its set; absent once orphaned. */
  readonly owner?: number;
  readonly labels: Readonly<Record<string, string>>;
  /** The name of its revision. */
  readonly revision: string;
  /** Of the containers, in order. */
  readonly images: readonly string[];
  readonly hostname: string;
  readonly subdomain: string;
  readonly volumes: readonly JsonObject[];
  readonly phase: 'Pending' | 'Running' | 'Failed';
  readonly isReady: boolean;
  /** The clock when it became ready. */
  readonly readySince?: number;
  /** Asked to go and not yet gone. */
  readonly isTerminating: boolean;
  /** How long it may take to stop; 0 is gone at once. */
  readonly graceSeconds: number;
}

/** A PersistentVolumeClaim. */
export interface ClaimState {
  readonly name: string;
  /** Of the Pod that it is for; -1 when the name tells none. */
  readonly ordinal: number;
  readonly uid: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
  /** Asked to go, but a Pod still uses it. */
  readonly isDeleting: boolean;
  /** When it is gone, the garbage collector deletes the claim. */
  readonly owner?: Owner;
  readonly deleteReason?: ClaimReason;
}

/** The owner reference of a claim; the controller sets at most one. */
export interface Owner {
  readonly kind: 'StatefulSet' | 'Pod';
  readonly name: string;
  readonly uid: number;
  readonly isController: boolean;
}

/** Why a Pod was deleted: by the controller, the garbage collector or somebody. */
export type DeleteReason = 'scaleDown' | 'update' | 'recreate' | 'failed' | 'setDeleted' | 'user';

/** Why a claim was deleted. */
export type ClaimReason = 'whenScaled' | 'whenDeleted' | 'user';

/** One thing that happened, with its reason. */
export type RolloutEvent = { readonly atSeconds: number } & (
  | { readonly kind: 'revision'; readonly revision: string; readonly why: 'created' | 'changed' | 'rolledBack' }
  | ({ readonly kind: 'claim'; readonly why: 'podNeedsIt' } & ClaimRef)
  | ({ readonly kind: 'claimDeleting' | 'claimGone'; readonly why: ClaimReason } & ClaimRef)
  | ({ readonly kind: 'create'; readonly why: 'scaleUp' | DeleteReason; readonly keeps?: KeepReason } & PodRef)
  | ({ readonly kind: 'ready' | 'unready' | 'failed' | 'available'; readonly why: 'kubelet' | 'time' } & PodRef)
  | ({ readonly kind: 'delete' | 'gone'; readonly why: DeleteReason } & PodRef)
  | ({ readonly kind: 'adopted' | 'released'; readonly why: 'selector' } & PodRef)
);

/** Why a Pod is created at the old revision while a newer one exists. */
export type KeepReason = 'partition' | 'currentReplicas';

/** Why the API server refuses a Pod of the set: the label or the host name that is longer than 63 characters. */
export type PodRefusal = 'podNameTooLong' | 'revisionNameTooLong' | 'nameTaken';

interface PodRef {
  readonly pod: string;
  readonly ordinal: number;
  /** Of the first container. */
  readonly image: string;
  readonly revision: string;
}

interface ClaimRef {
  readonly claim: string;
  readonly ordinal: number;
}

/** What the controller waits for while it is at rest, and what that holds back. */
export interface Wait {
  /** A Pod, or a claim when `because` says so. */
  readonly waitsFor: string;
  readonly because: WaitReason;
  /** What does not happen meanwhile; `completion`: nothing is held back, but the set is not up yet. */
  readonly holdsBack: 'create' | 'scaleDown' | 'update' | 'completion';
  readonly partition?: number;
  readonly maxUnavailable?: number;
  readonly unavailable?: number;
  /** Until the Pod counts as available. */
  readonly seconds?: number;
  /** Of the name that is too long. */
  readonly length?: number;
  /** What is wrong with the Pod or claim that is refused. */
  readonly problem?: FieldProblem;
  /** The Pod is of an old revision, and is not replaced while it is in this state. */
  readonly isOutdated?: true;
}

/** Why the controller waits. */
export type WaitReason =
  | 'notReady'
  | 'terminating'
  | 'notAvailable'
  | 'partition'
  | 'onDelete'
  | 'maxUnavailable'
  | 'claimDeleting'
  | 'claimOfEarlierPod'
  | 'volumesDiffer'
  | 'unknownStrategy'
  | 'podInvalid'
  | 'claimInvalid'
  | PodRefusal;

/** An event and the Pods after it. */
export interface Frame {
  readonly event: RolloutEvent;
  readonly pods: readonly PodState[];
}

/** A world in which nothing is. */
export const emptyWorld: World = {
  clockSeconds: 0,
  nextUid: 1,
  pods: [],
  claims: [],
  revisions: [],
  departures: {},
};
