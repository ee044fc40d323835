import { memoize } from '../base/memoize.ts';
import { claimNamed, createClaim, createPod, deletePod } from './cluster.ts';
import { type JsonObject, textAt } from './json.ts';
import type { PodState, Revision, SetSpec, Wait } from './model.ts';
import { type Pass, type Progress, type Replica, unavailability, unavailabilityForUpdate, wait } from './pass.ts';
import { hasVolumesOf, planClaims, planPod } from './pods.ts';
import type { FieldProblem } from './problem.ts';
import { applyRetention, type ClaimUser, staleClaim } from './retention.ts';
import { problemsOfClaimSpec, problemsOfPodSpec } from './templateProblems.ts';

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
    const isOutdated = reason.because === 'notReady' && isLeftBehind(pass, replica);
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
  const trouble = createClaims(pass, user);
  if (trouble !== undefined) return blocked(pass, trouble);
  const [problem] = podProblems(set.spec, replica.planned);
  const plan = planPod(set.spec, replica.ordinal, replica.planned, run.platform);
  const answer = problem === undefined ? createPod(run, plan, set.uid, replica.keeps) : undefined;
  if (answer?.isCreated) return pass.isMonotonic ? 'stop' : 'next';
  if (answer?.why !== 'nameTaken') applyRetention(run, set, user);
  const reason = answer === undefined ? podInvalid(problem) : { because: answer.why, length: answer.length };
  return blocked(pass, { waitsFor: replica.name, ...reason });
}

type Trouble = Omit<Wait, 'holdsBack'>;

/** Creates the claims that an ordinal lacks; returns one that cannot be had: refused, or just being deleted. */
function createClaims(pass: Pass, user: ClaimUser): Trouble | undefined {
  let trouble: Trouble | undefined;
  for (const planned of planClaims(pass.set.spec, user.ordinal)) {
    const claim = claimNamed(pass.run.world, planned.name);
    const [problem] = claim === undefined ? claimProblems(planned.spec) : [];
    if (problem !== undefined) trouble = { waitsFor: planned.name, because: 'claimInvalid', problem };
    else if (claim === undefined) createClaim(pass.run, planned);
    else if (claim.isDeleting) trouble = { waitsFor: claim.name, because: 'claimDeleting' };
  }
  return trouble;
}

const claimProblems = memoize((spec: JsonObject) => problemsOfClaimSpec(spec, 'spec'));

/** Up to 1.33 nobody looks into a template before a Pod is made of it. */
function podProblems(spec: SetSpec, revision: Revision): readonly FieldProblem[] {
  const claims = spec.claimTemplates.map((claim) => textAt(claim, 'metadata', 'name'));
  return problemsOfPodSpec(revision.template.spec, 'spec', claims);
}

function podInvalid(problem: FieldProblem | undefined): Omit<Trouble, 'waitsFor'> {
  return { because: 'podInvalid', ...(problem && { problem }) };
}

function blocked(pass: Pass, trouble: Trouble): Progress {
  wait(pass, { ...trouble, holdsBack: 'create' });
  return 'failed';
}

/** Whether the update would replace this Pod if only it were ready. */
function isLeftBehind({ set }: Pass, { pod, planned }: Replica): boolean {
  return set.spec.strategy === 'RollingUpdate' && pod !== undefined && pod.revision !== planned.name;
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
