import { type GateName, isGateOn, type SwitchedGates } from '../schema/gates.ts';
import { isAtLeast, type Minor, minors } from '../schema/minor.ts';

/** What a cluster of one minor, with its feature gates, does differently from the others. */
export interface Platform {
  readonly minor: Minor;
  /** `rollingUpdate.maxUnavailable` is kept and obeyed. */
  readonly hasMaxUnavailable: boolean;
  /** The update strategy `Recreate` exists. */
  readonly hasRecreate: boolean;
  /** `persistentVolumeClaimRetentionPolicy` is kept and obeyed. */
  readonly hasClaimRetention: boolean;
  /** `ordinals.start` is kept and obeyed. */
  readonly hasStartOrdinal: boolean;
  /** Pods carry the label `apps.kubernetes.io/pod-index`. */
  readonly hasPodIndexLabel: boolean;
  /** A claim's owner is its controller (1.30), not a mere owner. */
  readonly ownsClaimsAsController: boolean;
  /** `serviceName` has to be a DNS label, and `revisionHistoryLimit` may change (1.33). */
  readonly checksServiceName: boolean;
  /** Pod and claim templates are checked with the set (1.34), not only when the Pod or claim is made. */
  readonly checksTemplates: boolean;
  /** An update waits until Pods are available (1.34), not just ready: `minReadySeconds` counts. */
  readonly updateWaitsForAvailable: boolean;
  /** Stored templates carry an empty creation timestamp (up to 1.33), which is part of a revision's hash. */
  readonly storesEmptyTimestamps: boolean;
  /** A forbidden change is reported field by field (1.37), not once for the spec. */
  readonly reportsImmutableFields: boolean;
  /** `status.currentRevision` moves on for every update strategy (1.37), not only for `RollingUpdate`. */
  readonly completesEveryStrategy: boolean;
  /** With `Parallel`, broken Pods of an old revision are replaced whatever `maxUnavailable` is (1.37). */
  readonly replacesBrokenFirst: boolean;
}

/**
 * The platform of a version such as `1.33` or `1.35.2`, with some gates switched from their defaults. A version that
 * is not modelled counts as the nearest one that is; a gate that is locked or unknown there stays as it is.
 */
export function platformOf(version: string, gates: SwitchedGates = {}): Platform {
  const { minor, patch } = readVersion(version);
  const switched = isEarly135(minor, patch) ? { MaxUnavailableStatefulSet: true, ...gates } : gates;
  const isOn = (gate: GateName): boolean => isGateOn(gate, minor, switched);
  const since = (oldest: Minor): boolean => isAtLeast(minor, oldest);
  return {
    minor,
    hasMaxUnavailable: isOn('MaxUnavailableStatefulSet'),
    hasRecreate: isOn('StatefulSetRecreateStrategy'),
    hasClaimRetention: isOn('StatefulSetAutoDeletePVC'),
    hasStartOrdinal: isOn('StatefulSetStartOrdinal'),
    hasPodIndexLabel: isOn('PodIndexLabel'),
    ownsClaimsAsController: since('1.30'),
    checksServiceName: since('1.33'),
    checksTemplates: since('1.34'),
    updateWaitsForAvailable: since('1.34'),
    storesEmptyTimestamps: !since('1.34'),
    reportsImmutableFields: since('1.37'),
    completesEveryStrategy: since('1.37'),
    replacesBrokenFirst: since('1.37'),
  };
}

/** 1.35.0 to 1.35.3 had `maxUnavailable` switched on; 1.35.4 took that back. */
function isEarly135(minor: Minor, patch: number | undefined): boolean {
  return minor === '1.35' && patch !== undefined && patch <= 3;
}

function readVersion(version: string): { readonly minor: Minor; readonly patch: number | undefined } {
  const [, minor, patch] = version.split('.').map((part) => Number.parseInt(part, 10));
  const oldest = 29;
  const asked = minor !== undefined && Number.isFinite(minor) ? minor : oldest + minors.length - 1;
  const index = Math.min(Math.max(asked - oldest, 0), minors.length - 1);
  return { minor: minors[index]!, patch: patch !== undefined && Number.isFinite(patch) ? patch : undefined };
}
