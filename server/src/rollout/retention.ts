import { type Run, setOwners } from './cluster.ts';
import type { ClaimState, Owner, StoredSet } from './model.ts';
import { planClaims } from './pods.ts';

/** The Pod that claims belong to; without a uid while it does not exist yet. */
export interface ClaimUser {
  readonly name: string;
  readonly ordinal: number;
  readonly uid?: number;
}

/**
 * Gives the claims of a Pod the owners that the retention policy asks for, so that the garbage collector deletes them
 * at the right time. Claims of ordinals that have no Pod are never reached. Kubernetes: `updateClaimOwnerRefForSetAndPod`.
 */
export function applyRetention(run: Run, set: StoredSet, user: ClaimUser): void {
  if (!run.platform.hasClaimRetention) return;
  for (const claim of claimsFor(run, set, user.ordinal)) {
    if (isStale(claim, set, user)) continue;
    const others = claim.owners.filter((owner) => !isOwn(owner, set, user));
    const wanted = ownersWanted(run, set, user);
    if (!isSameOwners(claim.owners, [...others, ...wanted])) setOwners(run, claim, [...others, ...wanted]);
  }
}

/**
 * The claim that keeps a Pod from being created because an earlier Pod of its name still owns it: it is about to be
 * deleted with that Pod. Kubernetes: `PodClaimIsStale`.
 */
export function staleClaim(run: Run, set: StoredSet, user: ClaimUser): ClaimState | undefined {
  if (!run.platform.hasClaimRetention || set.spec.retention.whenScaled === 'Retain') return undefined;
  const isEarlier = (owner: Owner): boolean =>
    owner.kind === 'Pod' && owner.name === user.name && owner.uid !== user.uid;
  return claimsFor(run, set, user.ordinal).find((claim) => claim.owners.some(isEarlier));
}

/** Whether an ordinal is one that the set wants. */
export function isInRange({ spec }: StoredSet, ordinal: number): boolean {
  return ordinal >= spec.start && ordinal < spec.start + spec.replicas;
}

function claimsFor(run: Run, set: StoredSet, ordinal: number): readonly ClaimState[] {
  const names = planClaims(set.spec, ordinal).map(({ name }) => name);
  return run.world.claims.filter((claim) => names.includes(claim.name));
}

function ownersWanted(run: Run, set: StoredSet, user: ClaimUser): readonly Owner[] {
  const { whenDeleted, whenScaled } = set.spec.retention;
  const isController = run.platform.ownsClaimsAsController;
  if (whenScaled === 'Delete' && !isInRange(set, user.ordinal)) {
    return user.uid === undefined ? [] : [{ kind: 'Pod', name: user.name, uid: user.uid, isController }];
  }
  return whenDeleted === 'Delete' ? [{ kind: 'StatefulSet', name: set.spec.name, uid: set.uid, isController }] : [];
}

/** Owned by an earlier set or Pod of the same name: not touched, the garbage collector will see to it. */
function isStale(claim: ClaimState, set: StoredSet, user: ClaimUser): boolean {
  return claim.owners.some((owner) => {
    if (owner.kind === 'StatefulSet') return owner.name === set.spec.name && owner.uid !== set.uid;
    return owner.name === user.name && owner.uid !== user.uid;
  });
}

function isOwn(owner: Owner, set: StoredSet, user: ClaimUser): boolean {
  return owner.uid === (owner.kind === 'StatefulSet' ? set.uid : user.uid);
}

function isSameOwners(a: readonly Owner[], b: readonly Owner[]): boolean {
  return (
    a.length === b.length && a.every((owner, i) => owner.uid === b[i]?.uid && owner.isController === b[i]?.isController)
  );
}
