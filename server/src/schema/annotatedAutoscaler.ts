import { isRecord } from '../base/record.ts';
import { type Manifest, manifestsOf } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import { parseDocument } from '../yaml/parse.ts';
import type { RuleId } from './ruleSeverities.ts';

/** Where metrics and behaviour of version 1 stand, which has no fields for them. */
export const annotationsOfVersion1 = {
  metrics: 'autoscaling.alpha.kubernetes.io/metrics',
  behavior: 'autoscaling.alpha.kubernetes.io/behavior',
} as const;

type Json = unknown;
type JsonObject = Readonly<Record<string, Json>>;

/**
 * What is wrong with the metrics and the behaviour in the annotations of an autoscaler of version 1, by the fields of
 * version 2, as the server tells it. `check`: what is wrong with an object.
 */
export function annotatedProblems(manifest: Manifest, check: (manifest: Manifest) => readonly Problem[]): Problem[] {
  const spec = annotatedSpec(manifest);
  if (spec === undefined) return [];
  const minReplicas = manifest.view.at('spec', 'minReplicas').integer();
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' };
  const object = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { scaleTargetRef, minReplicas, maxReplicas: Math.max(minReplicas ?? 1, 1), ...spec },
  };
  const problems = manifestsOf(parseDocument(JSON.stringify(object))).flatMap(check);
  const annotations = manifest.view.at('metadata', 'annotations');
  return (['metrics', 'behavior'] as const).flatMap((part) => {
    const own = problems.filter(({ field }) => /^spec\.(\w+)/.exec(field)?.[1] === part);
    // What does not fit the type is not read at all.
    if (own.some(({ rule }) => unreadable.has(rule))) return [];
    const { range } = annotations.field(annotationsOfVersion1[part]);
    return own
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, severity, message, field }) => ({ rule, severity, message, field, range }));
  });
}

const unreadable: ReadonlySet<string> = new Set<RuleId>(['wrong-type', 'quantity-invalid', 'number-too-large']);

/**
 * What the annotations of an autoscaler of version 1 say, as the spec of version 2 has it; undefined for other objects,
 * and where nothing is said. What is no JSON of the right shape is no fault: the server does not read it.
 * Kubernetes: `pkg/apis/autoscaling/v1/conversion.go`.
 */
export function annotatedSpec({ apiVersion, kind, view }: Manifest): JsonObject | undefined {
  if (kind !== 'HorizontalPodAutoscaler' || apiVersion !== 'autoscaling/v1') return undefined;
  const annotations = view.at('metadata', 'annotations');
  const metrics = parsed(annotations.field(annotationsOfVersion1.metrics).string());
  const behavior = parsed(annotations.field(annotationsOfVersion1.behavior).string());
  const hasMetrics = Array.isArray(metrics) && metrics.length > 0 && metrics.every(isRecord);
  const hasBehavior = isRecord(behavior) && Object.keys(behavior).length > 0;
  if (!hasMetrics && !hasBehavior) return undefined;
  return {
    ...(hasMetrics && { metrics: metrics.map((metric) => metricOf(lowered(metric))) }),
    ...(hasBehavior && { behavior: behaviorOf(behavior) }),
  };
}

function parsed(text: string | undefined): Json {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // as the server leaves it
  }
}

/** Go finds fields by their names in any capitals. */
function lowered(value: Json): JsonObject {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.toLowerCase(), each]));
}

/** Each source names its target in a way of its own. */
const sources: Readonly<Record<string, (source: JsonObject) => JsonObject>> = {
  object: (source) => ({
    describedObject: describedBy(lowered(source.target)),
    ...metricNamed(source),
    target: isWritten(source.averagevalue)
      ? { type: 'AverageValue', averageValue: source.averagevalue }
      : { type: 'Value', value: source.targetvalue ?? '0' },
  }),
  pods: (source) => ({
    ...metricNamed(source),
    target: { type: 'AverageValue', averageValue: source.targetaveragevalue ?? '0' },
  }),
  resource: (source) => ({ name: source.name, target: resourceTarget(source) }),
  containerresource: (source) => ({
    name: source.name,
    container: source.container,
    target: resourceTarget(source),
  }),
  external: (source) => ({
    metric: { name: source.metricname, selector: source.metricselector },
    target: {
      type: isWritten(source.targetvalue) ? 'Value' : 'AverageValue',
      value: source.targetvalue,
      averageValue: source.targetaveragevalue,
    },
  }),
};

function metricOf(metric: JsonObject): JsonObject {
  const found: Record<string, Json> = { type: metric.type };
  for (const [name, read] of Object.entries(sources)) {
    if (!isWritten(metric[name])) continue;
    found[name === 'containerresource' ? 'containerResource' : name] = read(lowered(metric[name]));
  }
  return found;
}

function isWritten(value: Json): boolean {
  return value !== undefined && value !== null;
}

function metricNamed(source: JsonObject): JsonObject {
  return { metric: { name: source.metricname, selector: source.selector } };
}

function describedBy(target: JsonObject): JsonObject {
  return { apiVersion: target.apiversion, kind: target.kind, name: target.name };
}

function resourceTarget(source: JsonObject): JsonObject {
  return {
    type: isWritten(source.targetaverageutilization) ? 'Utilization' : 'AverageValue',
    averageUtilization: source.targetaverageutilization,
    averageValue: source.targetaveragevalue,
  };
}

/** Written as the server's own type, whose fields have the names of version 2 but for the capitals, and no defaults. */
function behaviorOf(behavior: JsonObject): JsonObject {
  const { scaleup, scaledown } = lowered(behavior);
  return {
    scaleUp: isWritten(scaleup) ? rulesOf(lowered(scaleup)) : undefined,
    scaleDown: isWritten(scaledown) ? rulesOf(lowered(scaledown)) : undefined,
  };
}

function rulesOf(rules: JsonObject): JsonObject {
  const policies = rules.policies;
  return {
    stabilizationWindowSeconds: rules.stabilizationwindowseconds,
    selectPolicy: rules.selectpolicy,
    tolerance: rules.tolerance,
    policies: Array.isArray(policies)
      ? policies.map((each) => {
          const policy = lowered(each);
          return { type: policy.type, value: policy.value, periodSeconds: policy.periodseconds };
        })
      : (policies ?? []),
  };
}
