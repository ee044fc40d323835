import type { Run } from './cluster.ts';
import type { KeepReason, PodState, Revision, StoredSet, Wait } from './model.ts';
import { isAvailable, isReady } from './pods.ts';

/** One pass of the controller over a set: what it saw at its beginning, sorted into what stays and what has to go. */
export interface Pass {
  readonly run: Run;
  readonly set: StoredSet;
  readonly current: Revision;
  readonly update: Revision;
  /** One for each wanted ordinal, in order. */
  readonly replicas: readonly Replica[];
  /** Pods of ordinals that are not wanted, highest first. */
  readonly condemned: readonly PodState[];
  /** With `OrderedReady` one thing happens at a time. */
  readonly isMonotonic: boolean;
  /** How many Pods this pass deleted in order to update them. */
  deletedForUpdate: number;
}

/** A wanted ordinal: the Pod as the pass saw it, and the revision that a new one would get. */
export interface Replica {
  readonly name: string;
  readonly ordinal: number;
  readonly pod: PodState | undefined;
  readonly planned: Revision;
  readonly keeps?: KeepReason;
}

/** Whether to go on to the next Pod, to leave it at that, or that something failed and will be tried again. */
export type Progress = 'next' | 'stop' | 'failed';

/** Notes something that the controller waits for. */
export function wait(pass: Pass, what: Wait): void {
  pass.run.waits.push(what);
}

/** Why a Pod does not count: on its way out, not ready, or not ready for long enough. Undefined when it does. */
export function unavailability(pass: Pass, pod: PodState | undefined): Pick<Wait, 'because' | 'seconds'> | undefined {
  if (pod?.isTerminating) return { because: 'terminating' };
  if (!isReady(pod)) return { because: 'notReady' };
  const { minReadySeconds } = pass.set.spec;
  const clock = pass.run.world.clockSeconds;
  if (isAvailable(pod, minReadySeconds, clock)) return undefined;
  return { because: 'notAvailable', seconds: minReadySeconds - (clock - (pod?.readySince ?? clock)) };
}

/** The same as an update sees it: up to 1.33 a ready Pod was enough. */
export function unavailabilityForUpdate(
  pass: Pass,
  pod: PodState | undefined,
): Pick<Wait, 'because' | 'seconds'> | undefined {
  const reason = unavailability(pass, pod);
  return reason?.because === 'notAvailable' && !pass.run.platform.updateWaitsForAvailable ? undefined : reason;
}

/**
 * Runs over Pods in order and stops where told to; without order, in growing batches that only a failure ends.
 * True when the pass is over. Kubernetes: `runForAll`, `slowStartBatch`.
 */
export function runForAll<T>(pass: Pass, items: readonly T[], each: (item: T) => Progress): boolean {
  if (pass.isMonotonic) return items.some((item) => each(item) !== 'next');
  let done = 0;
  for (let size = 1; done < items.length; size = Math.min(2 * size, largestBatch)) {
    const batch = items.slice(done, done + size).map(each);
    if (batch.includes('failed')) return true;
    done += size;
  }
  return false;
}

const largestBatch = 500;
