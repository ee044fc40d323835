import { type JsonObject, objectsAt } from '../json.ts';
import { isUnset } from '../shape.ts';
import type { DefaultTables } from './rule.ts';

const strategyType = 'apps.v1.StatefulSetUpdateStrategy';

/** Kubernetes: `pkg/apis/apps/v1/defaults.go` and `conversion.go`. */
export const statefulSetDefaults: DefaultTables = {
  'apps.v1.StatefulSetSpec': {
    prepare: nameClaimTemplates,
    fields: {
      replicas: { value: 1 },
      podManagementPolicy: { value: 'OrderedReady' },
      revisionHistoryLimit: { value: 10 },
      persistentVolumeClaimRetentionPolicy: {
        compute: () => ({}),
        says: '{whenDeleted: Retain, whenScaled: Retain}',
      },
    },
  },
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': {
    fields: { whenDeleted: { value: 'Retain' }, whenScaled: { value: 'Retain' } },
  },
  [strategyType]: { prepare: chooseStrategy, fields: { type: { value: 'RollingUpdate' } } },
  'apps.v1.RollingUpdateStatefulSetStrategy': {
    fields: { partition: { value: 0 }, maxUnavailable: { value: 1, gate: 'MaxUnavailableStatefulSet' } },
  },
};

/** A type that is written brings nothing with it; the default one brings its settings. */
function chooseStrategy(strategy: JsonObject): void {
  if (!isUnset(strategyType, strategy, 'type')) return;
  strategy.type = 'RollingUpdate';
  strategy.rollingUpdate ??= {};
}

/** Claim templates are always of this kind, whatever is written. */
function nameClaimTemplates(spec: JsonObject): void {
  for (const template of objectsAt(spec, 'volumeClaimTemplates')) {
    template.kind = 'PersistentVolumeClaim';
    template.apiVersion = 'v1';
  }
}
