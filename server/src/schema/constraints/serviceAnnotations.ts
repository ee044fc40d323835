import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';
import { formatFault } from '../formats.ts';

const sourceRanges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const topologyHints = 'service.kubernetes.io/topology-aware-hints';
const topologyMode = 'service.kubernetes.io/topology-mode';

/** Annotations of Services that Kubernetes reads. Kubernetes: core validation, `ValidateService`. */
export function checkServiceAnnotations(cx: CheckContext, service: NodeId): void {
  const annotations = cx.value(cx.value(service, 'metadata'), 'annotations');
  if (annotations === NO_NODE) return;
  checkTopology(cx, annotations);
  const ranges = cx.written(annotations, sourceRanges);
  const spec = cx.value(service, 'spec');
  if (ranges !== NO_NODE && cx.isEmpty(cx.value(spec, 'loadBalancerSourceRanges'))) checkRanges(cx, spec, ranges);
}

/** The old and the new name of one setting. */
function checkTopology(cx: CheckContext, annotations: NodeId): void {
  const [hints, mode] = [cx.written(annotations, topologyHints), cx.written(annotations, topologyMode)];
  if (hints === NO_NODE || mode === NO_NODE) return;
  const texts = [cx.stringOf(hints), cx.stringOf(mode)];
  if (texts[0] === texts[1] || texts.some((text) => cx.isOpen(text))) return;
  const message = `The annotation contradicts ${topologyHints}; leave that one out`;
  cx.report('fields-conflict', cx.at(mode), message, { field: fieldOf(topologyMode) });
}

/** What came before the field `loadBalancerSourceRanges`; read only where that has nothing in it. */
function checkRanges(cx: CheckContext, spec: NodeId, ranges: NodeId): void {
  const text = cx.stringOf(ranges).trim();
  if (cx.isOpen(text)) return;
  const field = fieldOf(sourceRanges);
  const type = cx.string(spec, 'type');
  if (type !== 'LoadBalancer' && !cx.isOpen(type)) {
    const message = 'The annotation is only for type LoadBalancer; leave it out';
    cx.report('field-forbidden', cx.atKey(cx.keyOf(ranges)), message, { field });
  }
  for (const range of text === '' ? [] : text.split(',')) {
    const fault = formatFault('cidr', range.trim(), cx.minor);
    if (fault === undefined) continue;
    cx.report('value-invalid', cx.at(ranges), `Range ${quoted(range.trim())} ${fault}`, { field });
  }
}

function fieldOf(annotation: string): string {
  return `metadata.annotations[${annotation}]`;
}
