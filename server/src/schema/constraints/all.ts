import type { ConstraintTables, TypeConstraints } from '../constraint.ts';
import { autoscalerConstraints } from './autoscaler.ts';
import { claimConstraints } from './claim.ts';
import { containerConstraints } from './container.ts';
import { disruptionBudgetConstraints } from './disruptionBudget.ts';
import { envConstraints } from './env.ts';
import { metadataConstraints } from './metadata.ts';
import { oldVolumeConstraints } from './oldVolumes.ts';
import { persistentVolumeConstraints } from './persistentVolume.ts';
import { podConstraints } from './pod.ts';
import { probeConstraints } from './probes.ts';
import { projectedConstraints } from './projected.ts';
import { relatedMetadataConstraints } from './relatedMetadata.ts';
import { resourceConstraints } from './resources.ts';
import { schedulingConstraints } from './scheduling.ts';
import { securityConstraints } from './security.ts';
import { selectorConstraints } from './selectors.ts';
import { serviceConstraints } from './service.ts';
import { statefulSetConstraints } from './statefulSet.ts';
import { storageClassConstraints } from './storageClass.ts';
import { volumeConstraints } from './volumes.ts';
import { volumeUseConstraints } from './volumeUses.ts';

/** Every group of constraint tables. A new group is one more line here. */
const groups: readonly ConstraintTables[] = [
  claimConstraints,
  serviceConstraints,
  storageClassConstraints,
  disruptionBudgetConstraints,
  autoscalerConstraints,
  persistentVolumeConstraints,
  relatedMetadataConstraints,
  containerConstraints,
  envConstraints,
  metadataConstraints,
  oldVolumeConstraints,
  podConstraints,
  probeConstraints,
  projectedConstraints,
  resourceConstraints,
  schedulingConstraints,
  securityConstraints,
  selectorConstraints,
  statefulSetConstraints,
  volumeConstraints,
  volumeUseConstraints,
];

/** All constraint tables by name. */
export const constraintTables: ReadonlyMap<string, TypeConstraints> = new Map(
  groups.flatMap((group) => Object.entries(group)),
);
