import { deletePod, podNamed, removePod } from './cluster.ts';
import type { RollingUpdate } from './model.ts';
import { type Pass, type Replica, unavailabilityForUpdate, wait } from './pass.ts';

/**
 * The rolling update without `maxUnavailable`: from the highest Pod down to the partition, deletes one of an old
 * revision, or waits for one that is not available.
 */
export function updateOneByOne(pass: Pass): void {
  for (const replica of updatable(pass)) {
    if (isOld(pass, replica) && !replica.pod?.isTerminating) {
      deleteForUpdate(pass, replica);
      return;
    }
    const reason = unavailabilityForUpdate(pass, replica.pod);
    if (reason !== undefined) {
      wait(pass, { waitsFor: replica.name, ...reason, holdsBack: hasOld(pass) ? 'update' : 'completion' });
      return;
    }
  }
  waitForPartition(pass);
}

/**
 * The rolling update with `maxUnavailable`: deletes as many Pods of old revisions as may be missing on top of those
 * that are. Pods below the partition count as missing too; with `OrderedReady` none is missing by now.
 * Kubernetes: `updateStatefulSetAfterInvariantEstablished`.
 */
export function updateWithinBudget(pass: Pass): void {
  const { spec } = pass.set;
  const maxUnavailable = maxUnavailableOf(spec.rollingUpdate, spec.replicas);
  const missing = pass.replicas.filter(({ pod }) => unavailabilityForUpdate(pass, pod) !== undefined);
  const old = updatable(pass).filter((replica) => isOld(pass, replica) && !replica.pod?.isTerminating);
  const budget = maxUnavailable - missing.length;
  const { replacesBrokenFirst } = pass.run.platform;
  const broken = replacesBrokenFirst ? old.filter((replica) => missing.includes(replica)) : [];
  const rest = old.filter((replica) => !broken.includes(replica));
  const chosen = [...broken, ...rest.slice(0, Math.max(budget, 0))];
  for (const replica of chosen) deleteForUpdate(pass, replica);
  const [first] = missing;
  if (chosen.length < old.length && first !== undefined) {
    const numbers = { maxUnavailable, unavailable: missing.length };
    wait(pass, { waitsFor: first.name, because: 'maxUnavailable', holdsBack: 'update', ...numbers });
  }
  if (old.length === 0) waitForPartition(pass);
}

/**
 * The strategy `Recreate`: deletes all Pods of old revisions at once. True while any of them is still there, as
 * nothing else happens until they are gone.
 */
export function clearOldPods(pass: Pass): boolean {
  const pods = [...pass.replicas.map(({ pod }) => pod), ...pass.condemned];
  const old = pods.filter((pod) => pod !== undefined && pod.revision !== pass.update.name);
  for (const pod of old) {
    if (pod === undefined) continue;
    if (pod.isTerminating) wait(pass, { waitsFor: pod.name, because: 'terminating', holdsBack: 'create' });
    else deletePod(pass.run, pod.name, 'recreate');
  }
  return old.length > 0;
}

/** With `OnDelete` nobody but the user deletes a Pod of an old revision. */
export function waitForDeletions(pass: Pass): void {
  for (const replica of pass.replicas) {
    if (isOld(pass, replica)) wait(pass, { waitsFor: replica.name, because: 'onDelete', holdsBack: 'update' });
  }
}

/** How many Pods may be missing: a share is rounded down, and at least one always may. */
function maxUnavailableOf(rollingUpdate: RollingUpdate | undefined, replicas: number): number {
  const written = rollingUpdate?.maxUnavailable ?? 1;
  const count = typeof written === 'number' ? written : Math.floor((Number.parseInt(written, 10) * replicas) / 100);
  return Number.isFinite(count) ? Math.max(count, 1) : 1;
}

/** Wanted Pods from the highest down to the partition, which counts Pods, not ordinals. */
function updatable(pass: Pass): readonly Replica[] {
  const partition = pass.set.spec.rollingUpdate?.partition ?? 0;
  return pass.replicas.slice(Math.max(partition, 0)).reverse();
}

function hasOld(pass: Pass): boolean {
  return updatable(pass).some((replica) => isOld(pass, replica));
}

/** Whether a Pod, or the one that this pass has just made, is of another revision than the one that is written now. */
function isOld(pass: Pass, { pod, planned }: Replica): boolean {
  return (pod?.revision ?? planned.name) !== pass.update.name;
}

/** A Pod that this very pass made is on no node yet, and is gone at once. */
function deleteForUpdate(pass: Pass, replica: Replica): void {
  const made = replica.pod ?? podNamed(pass.run.world, replica.name);
  if (replica.pod === undefined && made !== undefined) removePod(pass.run, made, 'update');
  else deletePod(pass.run, replica.name, 'update');
  pass.deletedForUpdate++;
}

function waitForPartition(pass: Pass): void {
  const partition = pass.set.spec.rollingUpdate?.partition ?? 0;
  for (const replica of pass.replicas.slice(0, Math.max(partition, 0))) {
    if (!isOld(pass, replica)) continue;
    wait(pass, { waitsFor: replica.name, because: 'partition', partition, holdsBack: 'update' });
  }
}
