import { changePod, note, orphanPod, podRef, type Run } from './cluster.ts';
import type { KeepReason, PodState, Revision, SetStatus, StoredSet, Wait } from './model.ts';
import { type Pass, type Replica, runForAll, unavailability, wait } from './pass.ts';
import { isAvailable, isReady, splitPodName } from './pods.ts';
import { isInRange } from './retention.ts';
import { type Resolved, resolveRevisions, truncateHistory } from './revision.ts';
import { processCondemned, processReplica, releaseCondemned } from './scaling.ts';
import { matchesSelector } from './selector.ts';
import { clearOldPods, updateOneByOne, updateWithinBudget, waitForDeletions } from './update.ts';

/**
 * One pass of the StatefulSet controller: takes the steps that it takes, and notes what it waits for. What it writes is
 * seen only by the next pass. Kubernetes: `syncStatefulSet`, `updateStatefulSet`.
 */
export function syncOnce(run: Run): void {
  const { set } = run.world;
  run.waits = [];
  if (set === undefined) return;
  if (set.spec.strategy === 'Recreate' && !run.platform.hasRecreate) {
    run.waits.push({ waitsFor: set.spec.name, because: 'unknownStrategy', holdsBack: 'update' });
    return;
  }
  claimPods(run, set);
  const resolved = resolveRevisions(run.world, set, run.platform);
  keepRevisions(run, resolved);
  const pass = beginPass(run, set, resolved);
  takeSteps(pass);
  waitForTheRest(pass);
  finishPass(pass);
}

/** The Pods that belong to a set: those it owns. */
function ownPods(run: Run, set: StoredSet): readonly PodState[] {
  return run.world.pods.filter((pod) => pod.owner === set.uid);
}

/** Adopts orphans that look like the set's own, and lets go of Pods that its selector does not match any more. */
function claimPods(run: Run, set: StoredSet): void {
  for (const pod of run.world.pods) {
    const isMatch = matchesSelector(set.spec.selector, pod.labels);
    if (pod.owner === set.uid && !isMatch) {
      orphanPod(run, pod);
      note(run, { kind: 'released', why: 'selector', ...podRef(pod) });
    } else if (pod.owner === undefined && isMatch && !pod.isTerminating && isMemberOf(set, pod)) {
      changePod(run, pod, { owner: set.uid });
      note(run, { kind: 'adopted', why: 'selector', ...podRef(pod) });
    }
  }
}

function isMemberOf(set: StoredSet, pod: PodState): boolean {
  return splitPodName(pod.name).parent === set.spec.name;
}

function keepRevisions(run: Run, { revisions, update, change }: Resolved): void {
  const { world } = run;
  const isSame =
    revisions.length === world.revisions.length && revisions.every((each, i) => each === world.revisions[i]);
  if (!isSame) run.world = { ...world, revisions };
  if (change !== undefined) note(run, { kind: 'revision', why: change, revision: update.name });
}

function beginPass(run: Run, set: StoredSet, { current, update }: Resolved): Pass {
  const pods = ownPods(run, set);
  const { spec } = set;
  const byOrdinal = new Map(pods.map((pod) => [pod.ordinal, pod]));
  const replicas = Array.from({ length: spec.replicas }, (_, index): Replica => {
    const ordinal = spec.start + index;
    const pod = byOrdinal.get(ordinal);
    const keeps = current.name === update.name ? undefined : keepsOld(set, index);
    const planned: Revision = keeps === undefined ? update : current;
    return { name: `${spec.name}-${ordinal}`, ordinal, pod, planned, ...(keeps && { keeps }) };
  });
  const condemned = pods.filter((pod) => !isInRange(set, pod.ordinal)).reverse();
  const isMonotonic = spec.podManagementPolicy === 'OrderedReady';
  return { run, set, current, update, replicas, condemned, isMonotonic, deletedForUpdate: 0 };
}

/**
 * Why a new Pod of this index gets the old template. Where `rollingUpdate` was not written, as many of the first Pods
 * as the status says are still at the old one. Kubernetes: `newVersionedStatefulSetPod`.
 */
function keepsOld({ spec, status }: StoredSet, index: number): KeepReason | undefined {
  if (spec.rollingUpdate !== undefined) return index < spec.rollingUpdate.partition ? 'partition' : undefined;
  return spec.strategy === 'RollingUpdate' && index < status.currentReplicas ? 'currentReplicas' : undefined;
}

/** The order of things: wanted Pods first, then unwanted ones, then the update. */
function takeSteps(pass: Pass): void {
  const { strategy } = pass.set.spec;
  if (strategy === 'Recreate' && clearOldPods(pass)) return;
  if (runForAll(pass, pass.replicas, (replica) => processReplica(pass, replica))) return;
  if (runForAll(pass, pass.condemned, (pod) => releaseCondemned(pass, pod))) return;
  if (runForAll(pass, pass.condemned, (pod) => processCondemned(pass, pod))) return;
  if (strategy === 'Recreate') return;
  if (strategy === 'OnDelete') waitForDeletions(pass);
  else if (pass.run.platform.hasMaxUnavailable) updateWithinBudget(pass);
  else updateOneByOne(pass);
}

/** Notes Pods that hold nothing back but keep the set from being up. */
function waitForTheRest(pass: Pass): void {
  const known = new Set(pass.run.waits.filter(isAboutState).map(({ waitsFor }) => waitsFor));
  for (const { name, pod } of pass.replicas) {
    const reason = pod === undefined ? undefined : unavailability(pass, pod);
    if (reason !== undefined && !known.has(name)) wait(pass, { waitsFor: name, ...reason, holdsBack: 'completion' });
  }
}

function isAboutState({ because }: Wait): boolean {
  return because === 'notReady' || because === 'notAvailable' || because === 'terminating';
}

function finishPass(pass: Pass): void {
  const { run, set, current, update } = pass;
  const status = completed(pass, statusOf(pass));
  const live = new Set([current.name, update.name, ...ownPods(run, set).map(({ revision }) => revision)]);
  const revisions = truncateHistory(run.world.revisions, live, set);
  run.world = { ...run.world, revisions, set: { ...set, status } };
}

/** The counts of the Pods as the pass saw them. */
function statusOf({ run, set, current, update, replicas, condemned, deletedForUpdate }: Pass): SetStatus {
  const pods = [...replicas.map(({ pod }) => pod), ...condemned].filter((pod) => pod !== undefined);
  const ready = pods.filter(isReady);
  const staying = pods.filter(({ isTerminating }) => !isTerminating);
  const { minReadySeconds } = set.spec;
  return {
    replicas: pods.length,
    readyReplicas: ready.length,
    availableReplicas: ready.filter((pod) => isAvailable(pod, minReadySeconds, run.world.clockSeconds)).length,
    currentReplicas: staying.filter(({ revision }) => revision === current.name).length - deletedForUpdate,
    updatedReplicas: staying.filter(({ revision }) => revision === update.name).length,
    currentRevision: current.name,
    updateRevision: update.name,
  };
}

/** Once every Pod is ready at the new revision, that one is the current one. Kubernetes: `completeUpdate`. */
function completed({ run, set }: Pass, status: SetStatus): SetStatus {
  const { replicas, strategy } = set.spec;
  const counts = [status.updatedReplicas, status.readyReplicas, status.replicas];
  const mayComplete = strategy === 'RollingUpdate' || run.platform.completesEveryStrategy;
  if (!mayComplete || counts.some((count) => count !== replicas)) return status;
  return { ...status, currentReplicas: status.updatedReplicas, currentRevision: status.updateRevision };
}
