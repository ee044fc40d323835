// Made by "npm run generate" from the folders beside it.
import { rule as accessModeUnsupported } from './access-mode-unsupported/rule.ts';
import { rule as autoscalerTargetUnresolved } from './autoscaler-target-unresolved/rule.ts';
import { rule as autoscalerWithoutRequests } from './autoscaler-without-requests/rule.ts';
import { rule as bindingBeforeScheduling } from './binding-before-scheduling/rule.ts';
import { rule as budgetAllowsNoEviction } from './budget-allows-no-eviction/rule.ts';
import { rule as budgetBreaksQuorum } from './budget-breaks-quorum/rule.ts';
import { rule as budgetSelectsNothing } from './budget-selects-nothing/rule.ts';
import { rule as budgetsOverlap } from './budgets-overlap/rule.ts';
import { rule as capabilityUnknown } from './capability-unknown/rule.ts';
import { rule as claimDiffersFromTemplate } from './claim-differs-from-template/rule.ts';
import { rule as claimLimitIgnored } from './claim-limit-ignored/rule.ts';
import { rule as claimNameUnresolved } from './claim-name-unresolved/rule.ts';
import { rule as claimNeverTaken } from './claim-never-taken/rule.ts';
import { rule as claimSharedByReplicas } from './claim-shared-by-replicas/rule.ts';
import { rule as claimTemplateHidesVolume } from './claim-template-hides-volume/rule.ts';
import { rule as claimTemplateUnused } from './claim-template-unused/rule.ts';
import { rule as classCannotGrow } from './class-cannot-grow/rule.ts';
import { rule as classParameterMistaken } from './class-parameter-mistaken/rule.ts';
import { rule as commandInOneItem } from './command-in-one-item/rule.ts';
import { rule as configKeyMissing } from './config-key-missing/rule.ts';
import { rule as dataDirectoryNotMounted } from './data-directory-not-mounted/rule.ts';
import { rule as dataDirectoryNotPersistent } from './data-directory-not-persistent/rule.ts';
import { rule as dataDirectoryReadOnly } from './data-directory-read-only/rule.ts';
import { rule as defaultClassNotMarked } from './default-class-not-marked/rule.ts';
import { rule as defaultClassesSeveral } from './default-classes-several/rule.ts';
import { rule as defaultWritten } from './default-written/rule.ts';
import { rule as directoryOverFile } from './directory-over-file/rule.ts';
import { rule as diskRootNotEmpty } from './disk-root-not-empty/rule.ts';
import { rule as emptyDirMediumUnknown } from './empty-dir-medium-unknown/rule.ts';
import { rule as firstPasswordMissing } from './first-password-missing/rule.ts';
import { rule as gracePeriodZero } from './grace-period-zero/rule.ts';
import { rule as hookOutlastsGracePeriod } from './hook-outlasts-grace-period/rule.ts';
import { rule as hostNetworkDns } from './host-network-dns/rule.ts';
import { rule as hostPortPerNode } from './host-port-per-node/rule.ts';
import { rule as hostnameShared } from './hostname-shared/rule.ts';
import { rule as hugePagesNotRequested } from './huge-pages-not-requested/rule.ts';
import { rule as imageCannotChangeUser } from './image-cannot-change-user/rule.ts';
import { rule as imageStartsAsRoot } from './image-starts-as-root/rule.ts';
import { rule as matchLabelKeyUnresolved } from './match-label-key-unresolved/rule.ts';
import { rule as nameMisspelt } from './name-misspelt/rule.ts';
import { rule as namedVolumeMismatch } from './named-volume-mismatch/rule.ts';
import { rule as nodeNameSkipsScheduler } from './node-name-skips-scheduler/rule.ts';
import { rule as nodePortShared } from './node-port-shared/rule.ts';
import { rule as nonRootUserZero } from './non-root-user-zero/rule.ts';
import { rule as notReadyServed } from './not-ready-served/rule.ts';
import { rule as objectWrittenTwice } from './object-written-twice/rule.ts';
import { rule as partitionReachesNoPod } from './partition-reaches-no-pod/rule.ts';
import { rule as peerNameUnresolved } from './peer-name-unresolved/rule.ts';
import { rule as peersNotPublished } from './peers-not-published/rule.ts';
import { rule as podNameSelectorUnresolved } from './pod-name-selector-unresolved/rule.ts';
import { rule as portNameUnresolved } from './port-name-unresolved/rule.ts';
import { rule as priorityMismatch } from './priority-mismatch/rule.ts';
import { rule as probeEndsSlowStart } from './probe-ends-slow-start/rule.ts';
import { rule as programHiddenByMount } from './program-hidden-by-mount/rule.ts';
import { rule as provisionerRemoved } from './provisioner-removed/rule.ts';
import { rule as provisionerUnknown } from './provisioner-unknown/rule.ts';
import { rule as reclaimDeletesVolumes } from './reclaim-deletes-volumes/rule.ts';
import { rule as replicasOwnedByAutoscaler } from './replicas-owned-by-autoscaler/rule.ts';
import { rule as resourceUnitMistaken } from './resource-unit-mistaken/rule.ts';
import { rule as retentionDeletesClaims } from './retention-deletes-claims/rule.ts';
import type { Rule } from './rule.ts';
import { rule as selectorMisspelt } from './selector-misspelt/rule.ts';
import { rule as selectorStopsProvisioning } from './selector-stops-provisioning/rule.ts';
import { rule as selectorTakesOthers } from './selector-takes-others/rule.ts';
import { rule as selectorsOverlap } from './selectors-overlap/rule.ts';
import { rule as serviceNameMissing } from './service-name-missing/rule.ts';
import { rule as serviceNameUnresolved } from './service-name-unresolved/rule.ts';
import { rule as serviceNamespaceMissing } from './service-namespace-missing/rule.ts';
import { rule as serviceNotHeadless } from './service-not-headless/rule.ts';
import { rule as serviceSelectorMismatch } from './service-selector-mismatch/rule.ts';
import { rule as sharedModeForOwnClaims } from './shared-mode-for-own-claims/rule.ts';
import { rule as sizeAboveMaximum } from './size-above-maximum/rule.ts';
import { rule as sizeBelowMinimum } from './size-below-minimum/rule.ts';
import { rule as sizeInBytes } from './size-in-bytes/rule.ts';
import { rule as sizeInDecimalUnits } from './size-in-decimal-units/rule.ts';
import { rule as spreadSelectorMismatch } from './spread-selector-mismatch/rule.ts';
import { rule as storageClassDisabled } from './storage-class-disabled/rule.ts';
import { rule as storageClassNoDefault } from './storage-class-no-default/rule.ts';
import { rule as storageClassUnknown } from './storage-class-unknown/rule.ts';
import { rule as storageClassWrittenTwice } from './storage-class-written-twice/rule.ts';
import { rule as targetPortUnresolved } from './target-port-unresolved/rule.ts';
import { rule as updateOnDeleteOnly } from './update-on-delete-only/rule.ts';
import { rule as variableNotReplaced } from './variable-not-replaced/rule.ts';
import { rule as variableUndefined } from './variable-undefined/rule.ts';
import { rule as variableUsedTooEarly } from './variable-used-too-early/rule.ts';
import { rule as versionLabelFixed } from './version-label-fixed/rule.ts';
import { rule as volumeBelongsToRoot } from './volume-belongs-to-root/rule.ts';
import { rule as volumeModeMismatch } from './volume-mode-mismatch/rule.ts';
import { rule as volumeModeUnsupported } from './volume-mode-unsupported/rule.ts';
import { rule as volumeNameShared } from './volume-name-shared/rule.ts';
import { rule as volumesByHandTooFew } from './volumes-by-hand-too-few/rule.ts';
import { rule as zoneOutsideClass } from './zone-outside-class/rule.ts';

/** Every rule, in order of id. */
export const rules: readonly Rule[] = [
  accessModeUnsupported,
  autoscalerTargetUnresolved,
  autoscalerWithoutRequests,
  bindingBeforeScheduling,
  budgetAllowsNoEviction,
  budgetBreaksQuorum,
  budgetSelectsNothing,
  budgetsOverlap,
  capabilityUnknown,
  claimDiffersFromTemplate,
  claimLimitIgnored,
  claimNameUnresolved,
  claimNeverTaken,
  claimSharedByReplicas,
  claimTemplateHidesVolume,
  claimTemplateUnused,
  classCannotGrow,
  classParameterMistaken,
  commandInOneItem,
  configKeyMissing,
  dataDirectoryNotMounted,
  dataDirectoryNotPersistent,
  dataDirectoryReadOnly,
  defaultClassNotMarked,
  defaultClassesSeveral,
  defaultWritten,
  directoryOverFile,
  diskRootNotEmpty,
  emptyDirMediumUnknown,
  firstPasswordMissing,
  gracePeriodZero,
  hookOutlastsGracePeriod,
  hostNetworkDns,
  hostPortPerNode,
  hostnameShared,
  hugePagesNotRequested,
  imageCannotChangeUser,
  imageStartsAsRoot,
  matchLabelKeyUnresolved,
  nameMisspelt,
  namedVolumeMismatch,
  nodeNameSkipsScheduler,
  nodePortShared,
  nonRootUserZero,
  notReadyServed,
  objectWrittenTwice,
  partitionReachesNoPod,
  peerNameUnresolved,
  peersNotPublished,
  podNameSelectorUnresolved,
  portNameUnresolved,
  priorityMismatch,
  probeEndsSlowStart,
  programHiddenByMount,
  provisionerRemoved,
  provisionerUnknown,
  reclaimDeletesVolumes,
  replicasOwnedByAutoscaler,
  resourceUnitMistaken,
  retentionDeletesClaims,
  selectorMisspelt,
  selectorStopsProvisioning,
  selectorTakesOthers,
  selectorsOverlap,
  serviceNameMissing,
  serviceNameUnresolved,
  serviceNamespaceMissing,
  serviceNotHeadless,
  serviceSelectorMismatch,
  sharedModeForOwnClaims,
  sizeAboveMaximum,
  sizeBelowMinimum,
  sizeInBytes,
  sizeInDecimalUnits,
  spreadSelectorMismatch,
  storageClassDisabled,
  storageClassNoDefault,
  storageClassUnknown,
  storageClassWrittenTwice,
  targetPortUnresolved,
  updateOnDeleteOnly,
  variableNotReplaced,
  variableUndefined,
  variableUsedTooEarly,
  versionLabelFixed,
  volumeBelongsToRoot,
  volumeModeMismatch,
  volumeModeUnsupported,
  volumeNameShared,
  volumesByHandTooFew,
  zoneOutsideClass,
];
