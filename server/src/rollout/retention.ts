import { claimNamed, type Run, setOwner } from './cluster.ts';
import type { ClaimState, Owner, StoredSet } from './model.ts';
import { planClaims } from './pods.ts';

/** The Pod that claims belong to; without a uid while it does not exist yet. */
export interface ClaimUser {
  readonly name: string;
  readonly ordinal: number;
  readonly uid?: number;
}

/**
 * Gives the claims of a Pod the owner that the retention policy asks for, so that the garbage collector deletes them at
 * the right time. Claims of ordinals that have no Pod are never reached. Kubernetes: `updateClaimOwnerRefForSetAndPod`.
 */
export function applyRetention(run: Run, set: StoredSet, user: ClaimUser): void {
  if (!run.platform.hasClaimRetention) return;
  const wanted = ownerWanted(run, set, user);
  for (const claim of claimsFor(run, set, user.ordinal)) {
    if (claim.owner?.uid !== wanted?.uid || claim.owner?.isController !== wanted?.isController)
      setOwner(run, claim, wanted);
  }
}

/**
 * The claim that keeps a Pod from being created because an earlier Pod of its name still owns it: it is about to be
 * deleted with that Pod. Kubernetes: `PodClaimIsStale`.
 */
export function staleClaim(run: Run, set: StoredSet, user: ClaimUser): ClaimState | undefined {
  if (!run.platform.hasClaimRetention || set.spec.retention.whenScaled === 'Retain') return undefined;
  return claimsFor(run, set, user.ordinal).find(({ owner }) => owner?.kind === 'Pod' && owner.name === user.name);
}

/** Whether an ordinal is one that the set wants. */
export function isInRange({ spec }: StoredSet, ordinal: number): boolean {
  return ordinal >= spec.start && ordinal < spec.start + spec.replicas;
}

function claimsFor(run: Run, set: StoredSet, ordinal: number): readonly ClaimState[] {
  const claims = planClaims(set.spec, ordinal).map(({ name }) => claimNamed(run.world, name));
  return claims.filter((claim) => claim !== undefined);
}

function ownerWanted(run: Run, set: StoredSet, user: ClaimUser): Owner | undefined {
  const { whenDeleted, whenScaled } = set.spec.retention;
  const isController = run.platform.ownsClaimsAsController;
  if (whenScaled === 'Delete' && !isInRange(set, user.ordinal)) {
    return user.uid === undefined ? undefined : { kind: 'Pod', name: user.name, uid: user.uid, isController };
  }
  if (whenDeleted === 'Retain') return undefined;
  return { kind: 'StatefulSet', name: set.spec.name, uid: set.uid, isController };
}
