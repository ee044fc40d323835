import { own } from '../../base/own.ts';
import { addEntry } from '../../manifest/edits.ts';
import { signOf } from '../../storage/quantity.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, FieldConstraints, TypeConstraints } from '../constraint.ts';
import { type CheckContext, quoted, type ReportDetails } from '../context.ts';
import { fixBy } from '../fixes.ts';
import { isAtLeast } from '../minor.ts';
import { checkPathSegment } from './relatedMetadata.ts';
import { containerResourceFault } from './resources.ts';

const minReplicas: FieldConstraints | readonly FieldConstraints[] = [
  { until: '1.36', min: 1 },
  { since: '1.37', min: 0, check: checkScaleToZero },
];

/** The source that each type of metric has. */
const sources: Readonly<Record<string, string>> = {
  Object: 'object',
  External: 'external',
  Pods: 'pods',
  Resource: 'resource',
  ContainerResource: 'containerResource',
};

/** Autoscalers. Kubernetes: autoscaling validation, `ValidateHorizontalPodAutoscaler`. */
export const autoscalerConstraints: ConstraintTables = {
  'autoscaling.v2.HorizontalPodAutoscaler': {
    noun: 'HorizontalPodAutoscaler',
    fields: { metadata: { always: true, as: 'meta.v1.ObjectMeta#dnsSubdomain' }, spec: { always: true } },
  },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': {
    noun: 'autoscaler',
    fields: { scaleTargetRef: { always: true, as: 'autoscaling.v2.CrossVersionObjectReference#target' }, minReplicas },
    checks: [checkMaxReplicas],
  },
  'autoscaling.v1.HorizontalPodAutoscaler': {
    noun: 'HorizontalPodAutoscaler',
    fields: { metadata: { always: true, as: 'meta.v1.ObjectMeta#dnsSubdomain' }, spec: { always: true } },
  },
  // Read into the newest version, where the processor is the first of the metrics
  'autoscaling.v1.HorizontalPodAutoscalerSpec': {
    noun: 'autoscaler',
    fields: {
      scaleTargetRef: { always: true },
      minReplicas,
      targetCPUUtilizationPercentage: { check: checkProcessorTarget },
    },
    checks: [checkMaxReplicas],
  },
  'autoscaling.v1.CrossVersionObjectReference': reference([checkTargetVersion]),
  'autoscaling.v2.CrossVersionObjectReference': reference([checkVersion]),
  'autoscaling.v2.CrossVersionObjectReference#target': reference([checkTargetVersion]),
  // validateMetricSpec
  'autoscaling.v2.MetricSpec': {
    noun: 'metric',
    fields: { type: { examples: Object.keys(sources) } },
    checks: [checkMetric],
  },
  'autoscaling.v2.MetricIdentifier': {
    noun: 'metric',
    fields: {
      name: { required: 'write the name of the metric', check: checkPathSegment },
      selector: { as: 'meta.v1.LabelSelector#metric' },
    },
  },
  // Nothing is checked of it: what it means is up to the metrics' source
  'meta.v1.LabelSelector#metric': {
    noun: 'selector',
    fields: { matchExpressions: { items: { as: 'meta.v1.LabelSelectorRequirement#metric' } } },
  },
  'meta.v1.LabelSelectorRequirement#metric': { noun: 'match expression' },
  'autoscaling.v2.MetricTarget': {
    noun: 'metric target',
    fields: {
      type: { required: 'write Utilization, Value or AverageValue', words: ['Utilization', 'Value', 'AverageValue'] },
      value: { check: checkPositive },
      averageValue: { check: checkPositive },
      averageUtilization: { min: 1 },
    },
  },
  'autoscaling.v2.ObjectMetricSource': source({ describedObject: {}, metric: {} }, checkObjectTarget),
  'autoscaling.v2.ExternalMetricSource': source({ metric: {} }, checkExternalTarget),
  'autoscaling.v2.PodsMetricSource': source({ metric: {} }, checkPodsTarget),
  'autoscaling.v2.ResourceMetricSource': source({ name: { required: 'write cpu or memory' } }, checkResourceTarget),
  'autoscaling.v2.ContainerResourceMetricSource': source(
    {
      name: { required: 'write cpu or memory', check: checkContainerResource },
      container: { required: 'write the name of the container', format: 'dnsLabel' },
    },
    checkResourceTarget,
  ),
  // validateScalingRules
  'autoscaling.v2.HPAScalingRules': {
    noun: 'scaling rule',
    fields: {
      stabilizationWindowSeconds: { min: 0, max: 3600 },
      selectPolicy: { words: ['Max', 'Min', 'Disabled'], empty: 'word' },
      tolerance: { gate: 'HPAConfigurableTolerance', check: checkNotNegative },
    },
    checks: [checkPolicies],
  },
  'autoscaling.v2.HPAScalingPolicy': {
    noun: 'scaling policy',
    fields: {
      type: { required: 'write Pods or Percent', words: ['Pods', 'Percent'], rule: 'value-not-supported' },
      value: { required: 'write how many Pods or percent', min: 1 },
      periodSeconds: { required: 'write for how many seconds it counts', min: 1, max: 1800 },
    },
  },
};

/** Kubernetes: `ValidateCrossVersionObjectReference`. */
function reference(checks: NonNullable<TypeConstraints['checks']>): TypeConstraints {
  return {
    noun: 'reference',
    fields: {
      kind: { required: 'write the kind of the object', check: checkPathSegment },
      name: { required: 'write the name of the object', check: checkPathSegment },
    },
    checks,
  };
}

/** A source of metrics: its fields, and what its target must say. */
function source(
  fields: NonNullable<TypeConstraints['fields']>,
  check: NonNullable<TypeConstraints['checks']>[number],
): TypeConstraints {
  const structs = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, Object.keys(field).length === 0 ? { always: true } : field]),
  );
  return { noun: 'metric source', fields: { ...structs, target: { always: true } }, checks: [check] };
}

/** Since 1.34 the target's API version must name a group: what can be scaled is in none without one. */
function checkTargetVersion(cx: CheckContext, target: NodeId): void {
  const version = cx.string(target, 'apiVersion');
  if (!isAtLeast(cx.minor, '1.34') || cx.isOpen(version) || !checkVersion(cx, target)) return;
  if (version.indexOf('/') > 0 || cx.string(target, 'kind') === 'ReplicationController') return;
  const message = `apiVersion ${quoted(version)} names no API group; write apps/v1 for a StatefulSet`;
  cx.report('value-invalid', cx.atField(target, 'apiVersion'), message);
}

/** Kubernetes: since 1.34 `ValidateAPIVersion`: a group and a version at most. Returns whether it is. */
function checkVersion(cx: CheckContext, reference: NodeId): boolean {
  const version = cx.string(reference, 'apiVersion');
  if (!isAtLeast(cx.minor, '1.34') || cx.isOpen(version) || version.split('/').length < 3) return true;
  const message = `apiVersion ${quoted(version)} has more than one "/"; write group/version, as in apps/v1`;
  cx.report('value-invalid', cx.atField(reference, 'apiVersion'), message);
  return false;
}

function checkContainerResource(cx: CheckContext, value: NodeId): void {
  const name = cx.stringOf(value);
  const fault = containerResourceFault(name);
  if (fault !== undefined) cx.report('resource-unknown', cx.at(value), `Resource ${quoted(name)} ${fault}`);
}

/** Kubernetes: `validateMetrics`: what does not run cannot be measured itself. */
function checkScaleToZero(cx: CheckContext, value: NodeId, spec: NodeId): void {
  if (cx.jsonOf(value) !== 0) return;
  // Metrics of version 1 stand in an annotation.
  if (cx.has(cx.value(cx.value(cx.parent(spec), 'metadata'), 'annotations'), metricsAnnotation)) return;
  const types = cx.itemsOf(spec, 'metrics').map((metric) => cx.string(metric, 'type'));
  if (types.some((type) => type === 'Object' || type === 'External' || cx.isOpen(type))) return;
  const message = 'minReplicas 0 needs a metric of type Object or External; write one, or at least 1 here';
  cx.report('fields-conflict', cx.at(value), message, { field: `${cx.pathOf(spec)}.metrics` });
}

const metricsAnnotation = 'autoscaling.alpha.kubernetes.io/metrics';

function checkProcessorTarget(cx: CheckContext, value: NodeId): void {
  const percent = cx.jsonOf(value);
  if (typeof percent !== 'number' || percent > 0) return;
  const message = `targetCPUUtilizationPercentage ${percent} is too low; write 1 or more`;
  cx.report('value-out-of-range', cx.at(value), message, {
    field: 'spec.metrics[0].resource.target.averageUtilization',
  });
}

function checkMaxReplicas(cx: CheckContext, spec: NodeId): void {
  const most = cx.number(spec, 'maxReplicas');
  const least = cx.number(spec, 'minReplicas') ?? 1;
  const place = cx.atField(spec, 'maxReplicas');
  if (most === undefined || most === 0) {
    cx.report('required-field-missing', place, 'The autoscaler has no "maxReplicas"; write the most Pods there may be');
  } else if (most < 1) {
    cx.report('value-out-of-range', place, `maxReplicas ${most} is below 1; write 1 or more`);
  } else if (most < least) {
    cx.report('fields-conflict', place, `maxReplicas ${most} is below minReplicas ${least}; write ${least} or more`);
  }
}

function presentSources(cx: CheckContext, metric: NodeId): string[] {
  return Object.values(sources).filter((name) => cx.has(metric, name));
}

/** The type that the only source of a metric is of. */
function addType(cx: CheckContext, metric: NodeId): Pick<ReportDetails, 'fixes'> {
  const [source, ...more] = presentSources(cx, metric);
  const type = Object.keys(sources).find((name) => sources[name] === source);
  if (type === undefined || more.length > 0 || cx.key(metric, 'type') !== NO_NODE) return {};
  const label = { title: `Add type: ${type}`, isSafe: false };
  return fixBy(cx, label, (tree) => addEntry(tree, metric, [`type: ${type}`]));
}

/** The type is known, its source is there, and no other one. */
function checkMetric(cx: CheckContext, metric: NodeId): void {
  const type = cx.string(metric, 'type');
  const words = Object.keys(sources).join(', ');
  if (cx.isOpen(type)) return;
  const expected = own(sources, type);
  if (type === '') {
    const message = `The metric has no "type"; write ${words}`;
    cx.report('required-field-missing', cx.atField(metric, 'type'), message, addType(cx, metric));
  } else if (expected === undefined) {
    cx.report(
      'value-not-supported',
      cx.atField(metric, 'type'),
      `type ${quoted(type)} is not supported; write ${words}`,
    );
  } else if (!cx.has(metric, expected)) {
    const message = `The metric has no "${expected}"; write what is measured`;
    cx.report('required-field-missing', cx.atField(metric, expected), message);
  }
  const present = presentSources(cx, metric);
  if (present.length === 1) return;
  for (const name of present) {
    if (name === expected) continue;
    const message = `${name} does not belong to a metric of type ${type || 'none'}; leave it out`;
    cx.report('field-forbidden', cx.atField(metric, name), message);
  }
}

function checkPositive(cx: CheckContext, node: NodeId): void {
  const quantity = cx.quantityOf(node);
  if (!quantity || signOf(quantity) > 0) return;
  cx.report('value-out-of-range', cx.at(node), `${cx.labelOf(node)} is not above zero; write a positive number`);
}

function checkNotNegative(cx: CheckContext, node: NodeId): void {
  const quantity = cx.quantityOf(node);
  if (!quantity || signOf(quantity) >= 0) return;
  cx.report('value-out-of-range', cx.at(node), `${cx.labelOf(node)} is below zero; write 0 or more, as in 0.1`);
}

function checkObjectTarget(cx: CheckContext, object: NodeId): void {
  const target = cx.value(object, 'target');
  if (!cx.has(target, 'value') && !cx.has(target, 'averageValue')) reportNoTarget(cx, object, 'averageValue');
}

function checkExternalTarget(cx: CheckContext, object: NodeId): void {
  checkObjectTarget(cx, object);
  checkNotBoth(cx, object, 'value', 'averageValue');
}

function checkPodsTarget(cx: CheckContext, object: NodeId): void {
  if (!cx.has(cx.value(object, 'target'), 'averageValue')) reportNoTarget(cx, object, 'averageValue');
}

function checkResourceTarget(cx: CheckContext, object: NodeId): void {
  const target = cx.value(object, 'target');
  if (!cx.has(target, 'averageUtilization') && !cx.has(target, 'averageValue')) {
    reportNoTarget(cx, object, 'averageUtilization');
  }
  checkNotBoth(cx, object, 'averageValue', 'averageUtilization');
}

function reportNoTarget(cx: CheckContext, object: NodeId, name: string): void {
  const target = cx.written(object, 'target');
  const place = target === NO_NODE ? cx.atField(object, 'target') : cx.atField(target, name);
  const field = `${cx.pathOf(object)}.target.${name}`;
  cx.report('required-field-missing', place, `The target says no amount; write "${name}"`, { field });
}

function checkNotBoth(cx: CheckContext, object: NodeId, first: string, second: string): void {
  const target = cx.value(object, 'target');
  if (!cx.has(target, first) || !cx.has(target, second)) return;
  cx.report(
    'fields-conflict',
    cx.atField(target, first),
    `${first} and ${second} exclude each other; keep one of them`,
  );
}

/** Rules without policies of their own get the usual ones; an empty list is none. */
function checkPolicies(cx: CheckContext, rules: NodeId): void {
  const policies = cx.value(rules, 'policies');
  if (policies === NO_NODE || !cx.isEmpty(policies)) return;
  cx.report('required-field-missing', cx.at(policies), 'The list of policies is empty; write one, or leave it out');
}
