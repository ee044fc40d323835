import { memoize } from '../base/memoize.ts';
import type {
  ClaimReason,
  ClaimState,
  DeleteReason,
  Frame,
  KeepReason,
  Owner,
  PodRefusal,
  PodState,
  RolloutEvent,
  Wait,
  World,
} from './model.ts';
import type { Platform } from './platform.ts';
import { claimsOf, type PlannedClaim, type PlannedPod, refusalOf } from './pods.ts';

/**
 * Work in progress on a world: what the API server would keep, and what was seen to happen. Only the functions of this
 * folder hold one, and none outlives the call that made it.
 */
export interface Run {
  world: World;
  readonly platform: Platform;
  readonly frames: Frame[];
  /** Of the controller's last pass. */
  waits: Wait[];
}

/** Notes an event that has just happened, with the Pods as they are now. */
export function note(run: Run, event: WithoutTime<RolloutEvent>): void {
  run.frames.push({ event: { ...event, atSeconds: run.world.clockSeconds } as RolloutEvent, pods: run.world.pods });
}

type WithoutTime<E> = E extends RolloutEvent ? Omit<E, 'atSeconds'> : never;

/** What the API server answered to the creation of a Pod. */
export type CreateAnswer =
  | { readonly isCreated: true }
  | { readonly isCreated: false; readonly why: PodRefusal; readonly length: number };

/** Creates a Pod of the set, unless its labels are too long or its name is taken. */
export function createPod(run: Run, plan: PlannedPod, owner: number, keeps?: KeepReason): CreateAnswer {
  const { world } = run;
  const isTaken = podNamed(world, plan.name) !== undefined;
  const refusal = refusalOf(plan) ?? (isTaken ? { why: 'nameTaken' as const, length: plan.name.length } : undefined);
  if (refusal !== undefined) return { isCreated: false, ...refusal };
  const departure = world.departures[plan.name];
  const pod: PodState = { ...plan, uid: world.nextUid, owner, phase: 'Pending', isReady: false, isTerminating: false };
  const { [plan.name]: _back, ...departures } = world.departures;
  const pods = [...world.pods, pod].sort((a, b) => a.ordinal - b.ordinal || a.uid - b.uid);
  run.world = { ...world, nextUid: world.nextUid + 1, pods, departures };
  note(run, { kind: 'create', why: departure ?? 'scaleUp', ...podRef(pod), ...(keeps && { keeps }) });
  return { isCreated: true };
}

/** Asks a Pod to go. One that has failed, or needs no time to stop, is gone at once. */
export function deletePod(run: Run, name: string, why: DeleteReason): void {
  const pod = podNamed(run.world, name);
  if (pod === undefined) return;
  if (pod.phase === 'Failed' || pod.graceSeconds === 0) {
    removePod(run, pod, why);
  } else if (!pod.isTerminating) {
    changePod(run, pod, { isTerminating: true });
    const departures = { ...run.world.departures, [name]: why };
    run.world = { ...run.world, departures };
    note(run, { kind: 'delete', why, ...podRef(pod) });
  }
}

/** The Pod of a name, or undefined. */
export function podNamed(world: World, name: string): PodState | undefined {
  return podsByName(world.pods).get(name);
}

/** The claim of a name, or undefined. */
export function claimNamed(world: World, name: string): ClaimState | undefined {
  return claimsByName(world.claims).get(name);
}

const podsByName = memoize((pods: readonly PodState[]) => new Map(pods.map((pod) => [pod.name, pod])));
const claimsByName = memoize((claims: readonly ClaimState[]) => new Map(claims.map((claim) => [claim.name, claim])));

/** Takes a Pod out of the world; its claims may follow. */
export function removePod(run: Run, pod: PodState, why: DeleteReason): void {
  const { [pod.name]: _before, ...departures } = run.world.departures;
  const comesBack = why !== 'scaleDown' && why !== 'setDeleted';
  run.world = {
    ...run.world,
    pods: run.world.pods.filter((each) => each.uid !== pod.uid),
    departures: comesBack ? { ...departures, [pod.name]: why } : departures,
  };
  note(run, { kind: 'gone', why, ...podRef(pod) });
}

/** Replaces some of a Pod's state. */
export function changePod(run: Run, pod: PodState, changes: Partial<PodState>): void {
  const pods = run.world.pods.map((each) => (each.uid === pod.uid ? { ...each, ...changes } : each));
  run.world = { ...run.world, pods };
}

/** Takes away a Pod's owner. */
export function orphanPod(run: Run, pod: PodState): void {
  const { owner: _owner, ...rest } = pod;
  run.world = { ...run.world, pods: run.world.pods.map((each) => (each.uid === pod.uid ? rest : each)) };
}

/** What an event says about its Pod. */
export function podRef(pod: Pick<PodState, 'name' | 'ordinal' | 'images' | 'revision'>): {
  readonly pod: string;
  readonly ordinal: number;
  readonly image: string;
  readonly revision: string;
} {
  return { pod: pod.name, ordinal: pod.ordinal, image: pod.images[0] ?? '', revision: pod.revision };
}

/** Creates a claim. */
export function createClaim(run: Run, { name, ordinal, labels, spec }: PlannedClaim): void {
  const claim: ClaimState = { name, ordinal, labels, spec, uid: run.world.nextUid, isDeleting: false };
  const claims = [...run.world.claims, claim].sort((a, b) => a.ordinal - b.ordinal || a.uid - b.uid);
  run.world = { ...run.world, nextUid: run.world.nextUid + 1, claims };
  note(run, { kind: 'claim', why: 'podNeedsIt', claim: name, ordinal });
}

/** Asks a claim to go; it stays as long as a Pod uses it. */
export function deleteClaim(run: Run, claim: ClaimState, why: ClaimReason): void {
  if (!isUsed(run.world, claim)) {
    removeClaim(run, claim, why);
  } else if (!claim.isDeleting) {
    replaceClaim(run, { ...claim, isDeleting: true, deleteReason: why });
    note(run, { kind: 'claimDeleting', why, claim: claim.name, ordinal: claim.ordinal });
  }
}

/** Gives a claim another owner, or none. */
export function setOwner(run: Run, claim: ClaimState, owner: Owner | undefined): void {
  const { owner: _before, ...rest } = claim;
  replaceClaim(run, owner === undefined ? rest : { ...rest, owner });
}

/** What the garbage collector and the protection of claims do: what has lost its owner goes too. */
export function collectGarbage(run: Run): void {
  const setUid = run.world.set?.uid;
  for (const pod of run.world.pods) {
    if (pod.owner !== undefined && pod.owner !== setUid && !pod.isTerminating) deletePod(run, pod.name, 'setDeleted');
  }
  const revisions = run.world.revisions.filter(({ owner }) => owner === undefined || owner === setUid);
  if (revisions.length < run.world.revisions.length) run.world = { ...run.world, revisions };
  for (const claim of run.world.claims) collectClaim(run, claim);
}

function collectClaim(run: Run, claim: ClaimState): void {
  if (claim.isDeleting) {
    if (!isUsed(run.world, claim)) removeClaim(run, claim, claim.deleteReason ?? 'user');
    return;
  }
  const { owner } = claim;
  if (owner === undefined || exists(run.world, owner)) return;
  deleteClaim(run, claim, owner.kind === 'Pod' ? 'whenScaled' : 'whenDeleted');
}

function exists(world: World, owner: Owner): boolean {
  return owner.kind === 'Pod' ? world.pods.some((pod) => pod.uid === owner.uid) : world.set?.uid === owner.uid;
}

function isUsed(world: World, claim: ClaimState): boolean {
  return world.pods.some((pod) => claimsOf(pod).includes(claim.name));
}

function removeClaim(run: Run, claim: ClaimState, why: ClaimReason): void {
  run.world = { ...run.world, claims: run.world.claims.filter((each) => each.uid !== claim.uid) };
  note(run, { kind: 'claimGone', why, claim: claim.name, ordinal: claim.ordinal });
}

function replaceClaim(run: Run, claim: ClaimState): void {
  const claims = run.world.claims.map((each) => (each.uid === claim.uid ? claim : each));
  run.world = { ...run.world, claims };
}
