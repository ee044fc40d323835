import { clone, isObject, type JsonObject } from '../json.ts';
import type { DefaultTables } from './rule.ts';

/** Kubernetes: `pkg/apis/autoscaling/v2/defaults.go`, `pkg/apis/autoscaling/v1/conversion.go`. */
export const autoscalerDefaults: DefaultTables = {
  'autoscaling.v1.HorizontalPodAutoscalerSpec': {
    fields: { minReplicas: { value: 1 }, targetCPUUtilizationPercentage: { value: 80 } },
  },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': {
    fields: {
      minReplicas: { value: 1 },
      metrics: {
        compute: () => [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
        says: 'the processor at 80 % of what is requested',
      },
    },
  },
  // GenerateHPAScaleUpRules, GenerateHPAScaleDownRules: only where `behavior` is written
  'autoscaling.v2.HorizontalPodAutoscalerBehavior': {
    prepare: (behavior) => {
      behavior.scaleUp = withRules(behavior.scaleUp, scaleUpRules);
      behavior.scaleDown = withRules(behavior.scaleDown, scaleDownRules);
    },
  },
};

const scaleUpRules: JsonObject = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};

/** Without a window of its own: then the controller's counts, five minutes if nobody changed it. */
const scaleDownRules: JsonObject = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

function withRules(written: unknown, rules: JsonObject): JsonObject {
  const result: JsonObject = isObject(written) ? written : {};
  for (const [field, value] of Object.entries(rules)) result[field] ??= clone(value);
  return result;
}
