import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { annotationsOfVersion1 } from '../../schema/annotatedAutoscaler.ts';
import { relatedTo } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { besides, hasPatches } from '../workloads.ts';

export const rule = defineRule({
  id: 'autoscaler-without-requests',
  summary: 'the autoscaler measures use against requests that a container of the set does not have',
  severity: 'warning',
  kinds: ['HorizontalPodAutoscaler'],
  *check(context) {
    const { manifest, workspace, platform } = context;
    if (!workspace.isComplete || manifest.isTemplate) return;
    const metrics = metricsOf(context);
    if (metrics.length === 0 || platform === 'gke-autopilot' || mayGetRequests(context)) return;
    const set = targetOf(context);
    if (!set) return;
    const effect = metrics.length === 1 ? 'nothing is scaled' : 'the set is never scaled down';
    for (const { resource, container, at } of metrics) {
      if (resource === undefined) continue;
      const lacking = set.details.unrequested?.find(
        (one) => one.resources.includes(resource) && (container === undefined || container === one.container),
      );
      // One without a name is refused.
      if (!lacking?.container) continue;
      yield {
        at,
        message: `Container "${lacking.container}" of StatefulSet "${set.name}" requests no ${resource}: its use is unknown, so ${effect}; write one`,
        ...relatedTo(set, workspace),
      };
    }
  },
});

/**
 * What is compared with requests. Kubernetes: `pkg/controller/podautoscaler/replica_calculator.go`: a Pod with a container
 * that has none is an error, and of several metrics that fail none scales down.
 */
interface Metric {
  /** `cpu` or `memory`; undefined for a metric that needs no requests of these. */
  readonly resource: string | undefined;
  /** The container that is looked at; undefined for all. */
  readonly container: string | undefined;
  readonly at: FieldView;
}

function metricsOf({ manifest: { view } }: RuleContext): Metric[] {
  const spec = view.field('spec');
  const processor = { resource: 'cpu', container: undefined };
  if (view.field('apiVersion').string() === 'autoscaling/v1') {
    const inAnnotation = view.at('metadata', 'annotations').field(annotationsOfVersion1.metrics).exists;
    return inAnnotation ? [] : [{ ...processor, at: spec.field('targetCPUUtilizationPercentage') }];
  }
  const metrics = spec.field('metrics');
  // Without metrics Kubernetes writes one of the processor.
  if (!metrics.hasValue || (metrics.isSequence() && metrics.items().length === 0))
    return [{ ...processor, at: metrics }];
  return metrics.items().map(metricOf);
}

function metricOf(metric: FieldView): Metric {
  const isOfContainer = metric.field('type').string() === 'ContainerResource';
  const source = metric.field(isOfContainer ? 'containerResource' : 'resource');
  const name = source.field('name');
  const container = isOfContainer ? (source.field('container').string() ?? '') : undefined;
  const isRelative = source.at('target', 'type').string() === 'Utilization';
  const isKnown = isOfContainer || metric.field('type').string() === 'Resource';
  return { resource: isKnown && isRelative ? name.string() : undefined, container, at: name };
}

/** Whether the Pods may have requests that the set does not show: by a range of limits, by a recommender, by a patch. */
function mayGetRequests(context: RuleContext): boolean {
  const { workspace } = context;
  if (workspace.objects('LimitRange').length > 0 || workspace.objects('VerticalPodAutoscaler').length > 0) return true;
  return hasPatches(context);
}

/** The set beside the autoscaler, where only one in the workspace may be it. */
function targetOf(context: RuleContext): ObjectSummary | undefined {
  const { manifest, workspace } = context;
  const target = manifest.view.at('spec', 'scaleTargetRef');
  const version = target.field('apiVersion').string() ?? 'apps/v1';
  const name = target.field('name').string();
  if (target.field('kind').string() !== 'StatefulSet' || !version.startsWith('apps/') || !name) return undefined;
  const [set, another] = workspace.named('StatefulSet', name, manifest.namespace);
  if (!set || another || set.isTemplate || workspace.isPatch(set.uri)) return undefined;
  return besides([set], context)[0];
}
