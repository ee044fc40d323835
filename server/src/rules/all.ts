// Made by "npm run generate" from the folders beside it.
import { rule as budgetAllowsNoEviction } from './budget-allows-no-eviction/rule.ts';
import { rule as gracePeriodZero } from './grace-period-zero/rule.ts';
import { rule as hostnameShared } from './hostname-shared/rule.ts';
import { rule as partitionReachesNoPod } from './partition-reaches-no-pod/rule.ts';
import { rule as peerNameUnresolved } from './peer-name-unresolved/rule.ts';
import { rule as podNameSelectorUnresolved } from './pod-name-selector-unresolved/rule.ts';
import { rule as replicasOwnedByAutoscaler } from './replicas-owned-by-autoscaler/rule.ts';
import type { Rule } from './rule.ts';
import { rule as selectorsOverlap } from './selectors-overlap/rule.ts';
import { rule as serviceNameMissing } from './service-name-missing/rule.ts';
import { rule as serviceNameUnresolved } from './service-name-unresolved/rule.ts';
import { rule as serviceNotHeadless } from './service-not-headless/rule.ts';
import { rule as serviceSelectorMismatch } from './service-selector-mismatch/rule.ts';
import { rule as updateOnDeleteOnly } from './update-on-delete-only/rule.ts';

/** Every rule, in order of id. */
export const rules: readonly Rule[] = [
  budgetAllowsNoEviction,
  gracePeriodZero,
  hostnameShared,
  partitionReachesNoPod,
  peerNameUnresolved,
  podNameSelectorUnresolved,
  replicasOwnedByAutoscaler,
  selectorsOverlap,
  serviceNameMissing,
  serviceNameUnresolved,
  serviceNotHeadless,
  serviceSelectorMismatch,
  updateOnDeleteOnly,
];
