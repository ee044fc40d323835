import { claimNamed, createClaim, createPod, deletePod } from './cluster.ts';
import type { ClaimState, PodState, Wait } from './model.ts';
import { type Pass, type Progress, type Replica, unavailability, unavailabilityForUpdate, wait } from './pass.ts';
import { hasVolumesOf, planClaims, planPod } from './pods.ts';
import { applyRetention, type ClaimUser, staleClaim } from './retention.ts';

/**
 * Sees to one wanted ordinal: replaces a failed Pod, creates a missing one with its claims, and with `OrderedReady`
 * waits until it is available. Kubernetes: `processReplica`.
 */
export function processReplica(pass: Pass, replica: Replica): Progress {
  const { pod } = replica;
  if (pod === undefined) return createReplica(pass, replica);
  if (pod.phase === 'Failed') {
    if (!pod.isTerminating) deletePod(pass.run, replica.name, 'failed');
    return 'stop';
  }
  if (pod.phase === 'Pending') {
    const missing = createClaims(pass, pod);
    if (missing !== undefined) return blocked(pass, missing);
    applyRetention(pass.run, pass.set, pod);
  }
  const reason = pass.isMonotonic ? unavailability(pass, pod) : undefined;
  if (reason !== undefined) {
    const isOutdated = pod.revision !== replica.planned.name && !pod.isTerminating;
    wait(pass, {
      waitsFor: pod.name,
      ...reason,
      holdsBack: heldBackBy(pass, replica),
      ...(isOutdated && { isOutdated }),
    });
    return 'stop';
  }
  if (!hasVolumesOf(pass.set.spec, pod)) {
    createClaims(pass, pod);
    wait(pass, { waitsFor: pod.name, because: 'volumesDiffer', holdsBack: heldBackBy(pass, replica) });
    return 'failed';
  }
  applyRetention(pass.run, pass.set, pod);
  return 'next';
}

/**
 * Sees to one Pod that is not wanted any more. With `OrderedReady` one that is not available holds up the rest, unless
 * it is the first such Pod of the set. Kubernetes: `processCondemned`.
 */
export function processCondemned(pass: Pass, pod: PodState): Progress {
  if (pod.isTerminating) {
    if (!pass.isMonotonic) return 'next';
    wait(pass, { waitsFor: pod.name, because: 'terminating', holdsBack: 'scaleDown' });
    return 'stop';
  }
  const reason = pass.isMonotonic ? unavailability(pass, pod) : undefined;
  const first = reason === undefined ? undefined : firstUnavailable(pass);
  if (reason !== undefined && first?.name !== pod.name) {
    wait(pass, { waitsFor: pod.name, ...reason, holdsBack: 'scaleDown' });
    return 'stop';
  }
  deletePod(pass.run, pod.name, 'scaleDown');
  return 'stop';
}

/** Gives the claims of unwanted Pods their owners before the Pods go. */
export function releaseCondemned(pass: Pass, pod: PodState): Progress {
  applyRetention(pass.run, pass.set, pod);
  return 'next';
}

/** The lowest wanted Pod that is missing or unavailable, else the lowest unwanted one. */
function firstUnavailable(pass: Pass): { readonly name: string } | undefined {
  const replica = pass.replicas.find(({ pod }) => unavailabilityForUpdate(pass, pod) !== undefined);
  return replica ?? pass.condemned.findLast((pod) => unavailabilityForUpdate(pass, pod) !== undefined);
}

function createReplica(pass: Pass, replica: Replica): Progress {
  const { run, set } = pass;
  const user: ClaimUser = { name: replica.name, ordinal: replica.ordinal };
  const stale = staleClaim(run, set, user);
  if (stale !== undefined) {
    wait(pass, { waitsFor: stale.name, because: 'claimOfEarlierPod', holdsBack: 'create' });
    return 'stop';
  }
  const deleting = createClaims(pass, user);
  if (deleting !== undefined) return blocked(pass, deleting);
  const plan = planPod(set.spec, replica.ordinal, replica.planned, run.platform);
  const answer = createPod(run, plan, set.uid, replica.keeps);
  if (answer.isCreated) return pass.isMonotonic ? 'stop' : 'next';
  if (answer.why !== 'nameTaken') applyRetention(run, set, user);
  wait(pass, { waitsFor: replica.name, because: answer.why, length: answer.length, holdsBack: 'create' });
  return 'failed';
}

/** Creates the claims that an ordinal lacks; returns one that is being deleted, which nothing can be done about. */
function createClaims(pass: Pass, user: ClaimUser): ClaimState | undefined {
  let deleting: ClaimState | undefined;
  for (const planned of planClaims(pass.set.spec, user.ordinal)) {
    const claim = claimNamed(pass.run.world, planned.name);
    if (claim === undefined) createClaim(pass.run, planned);
    else if (claim.isDeleting) deleting = claim;
  }
  return deleting;
}

function blocked(pass: Pass, claim: ClaimState): Progress {
  wait(pass, { waitsFor: claim.name, because: 'claimDeleting', holdsBack: 'create' });
  return 'failed';
}

/** What would come next if this Pod were available. */
function heldBackBy(pass: Pass, replica: Replica): Wait['holdsBack'] {
  const later = pass.replicas.slice(pass.replicas.indexOf(replica) + 1);
  if (later.some(({ pod }) => pod === undefined)) return 'create';
  if (pass.condemned.length > 0) return 'scaleDown';
  return pass.replicas.some(({ pod }) => pod !== undefined && pod.revision !== pass.update.name)
    ? 'update'
    : 'completion';
}
