import { integerAt, isObject, type Json, type JsonObject, listAt, objectAt, textAt, valueAt } from './json.ts';
import type { RollingUpdate, SetSpec } from './model.ts';
import type { Platform } from './platform.ts';
import { storedClaim, storedTemplate } from './templateDefaults.ts';

/**
 * A StatefulSet as the API server would store it: defaults written in, then fields of switched-off gates dropped,
 * unless the object that is replaced (`before`) has them already.
 * Kubernetes: `pkg/apis/apps/v1/defaults.go` and `dropStatefulSetDisabledFields` of its registry.
 */
export function storedObject(object: JsonObject, platform: Platform, before?: JsonObject): JsonObject {
  const spec = withSetDefaults(objectAt(object, 'spec'), platform);
  return { ...object, spec: withoutDisabled(spec, platform, objectAt(before, 'spec')) };
}

/** The fields that the controller reads, of an object that was stored. */
export function readSpec(object: JsonObject): SetSpec {
  const spec = objectAt(object, 'spec');
  const strategy = textAt(spec, 'updateStrategy', 'type');
  const rollingUpdate = readRollingUpdate(valueAt(spec, 'updateStrategy', 'rollingUpdate'));
  return {
    name: textAt(object, 'metadata', 'name'),
    serviceName: textAt(spec, 'serviceName'),
    replicas: integerAt(spec, 'replicas') ?? 1,
    start: integerAt(spec, 'ordinals', 'start') ?? 0,
    podManagementPolicy: textAt(spec, 'podManagementPolicy') === 'Parallel' ? 'Parallel' : 'OrderedReady',
    strategy: strategy === 'OnDelete' || strategy === 'Recreate' ? strategy : 'RollingUpdate',
    ...(rollingUpdate && { rollingUpdate }),
    minReadySeconds: integerAt(spec, 'minReadySeconds') ?? 0,
    revisionHistoryLimit: integerAt(spec, 'revisionHistoryLimit') ?? defaultHistoryLimit,
    retention: {
      whenDeleted: readRetention(spec, 'whenDeleted'),
      whenScaled: readRetention(spec, 'whenScaled'),
    },
    selector: objectAt(spec, 'selector'),
    template: objectAt(spec, 'template'),
    claimTemplates: listAt(spec, 'volumeClaimTemplates').filter(isObject),
  };
}

const defaultHistoryLimit = 10;

function withSetDefaults(spec: JsonObject, platform: Platform): JsonObject {
  const retention = objectAt(spec, 'persistentVolumeClaimRetentionPolicy');
  const { volumeClaimTemplates: _templates, ...rest } = spec;
  const claims = listAt(spec, 'volumeClaimTemplates').map((claim) => storedClaim(isObject(claim) ? claim : {}));
  return withoutNull({
    ...rest,
    replicas: spec.replicas ?? 1,
    podManagementPolicy: textAt(spec, 'podManagementPolicy') || 'OrderedReady',
    revisionHistoryLimit: spec.revisionHistoryLimit ?? defaultHistoryLimit,
    updateStrategy: withStrategyDefaults(objectAt(spec, 'updateStrategy'), platform),
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: textAt(retention, 'whenDeleted') || 'Retain',
      whenScaled: textAt(retention, 'whenScaled') || 'Retain',
    },
    template: storedTemplate(objectAt(spec, 'template')),
    ...(claims.length > 0 && { volumeClaimTemplates: claims }),
  });
}

/** `rollingUpdate` is added only where no type was written; inside it, `partition` and `maxUnavailable` always are. */
function withStrategyDefaults(strategy: JsonObject, platform: Platform): JsonObject {
  const type = textAt(strategy, 'type');
  const written = valueAt(strategy, 'rollingUpdate');
  const rollingUpdate = isObject(written) ? written : type === '' ? {} : undefined;
  if (rollingUpdate === undefined) return { type };
  const maxUnavailable = rollingUpdate.maxUnavailable ?? (platform.hasMaxUnavailable ? 1 : null);
  return {
    type: type === '' ? 'RollingUpdate' : type,
    rollingUpdate: withoutNull({ ...rollingUpdate, partition: rollingUpdate.partition ?? 0, maxUnavailable }),
  };
}

function withoutDisabled(spec: JsonObject, platform: Platform, before: JsonObject): JsonObject {
  const kept = new Map(Object.entries(spec));
  if (!platform.hasStartOrdinal && valueAt(before, 'ordinals') === undefined) kept.delete('ordinals');
  const retention = 'persistentVolumeClaimRetentionPolicy';
  if (!platform.hasClaimRetention && valueAt(before, retention) === undefined) kept.delete(retention);
  const hadLimit = valueAt(before, 'updateStrategy', 'rollingUpdate', 'maxUnavailable') !== undefined;
  const rollingUpdate = valueAt(spec, 'updateStrategy', 'rollingUpdate');
  if (!platform.hasMaxUnavailable && !hadLimit && isObject(rollingUpdate)) {
    const { maxUnavailable: _dropped, ...rest } = rollingUpdate;
    kept.set('updateStrategy', { ...objectAt(spec, 'updateStrategy'), rollingUpdate: rest });
  }
  return Object.fromEntries(kept);
}

function readRollingUpdate(value: Json | undefined): RollingUpdate | undefined {
  if (!isObject(value)) return undefined;
  const maxUnavailable = value.maxUnavailable;
  return {
    partition: integerAt(value, 'partition') ?? 0,
    ...((typeof maxUnavailable === 'number' || typeof maxUnavailable === 'string') && { maxUnavailable }),
  };
}

function readRetention(spec: JsonObject, when: 'whenDeleted' | 'whenScaled'): 'Retain' | 'Delete' {
  return textAt(spec, 'persistentVolumeClaimRetentionPolicy', when) === 'Delete' ? 'Delete' : 'Retain';
}

function withoutNull(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null));
}
