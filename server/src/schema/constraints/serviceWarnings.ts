import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { CheckContext } from '../context.ts';
import { fixByRemoval, fixText } from '../fixes.ts';
import { isAtLeast } from '../minor.ts';
import { warnOfAddress, warnOfRange, warnOfUncheckedAddress } from './addressWarnings.ts';

/** What the server warns of in Services. Kubernetes: `pkg/api/service/warnings.go`. */
export function warnOfService(cx: CheckContext, spec: NodeId): void {
  const type = cx.string(spec, 'type') || 'ClusterIP';
  warnOfOldHints(cx, spec);
  warnOfAddresses(cx, spec);
  warnOfOldDistribution(cx, spec);
  const external = cx.value(spec, 'externalIPs');
  if (type === 'ExternalName') {
    if (!cx.isEmpty(external)) ignored(cx, external, 'externalIPs has no effect in type ExternalName; leave it out');
    return;
  }
  const name = cx.value(spec, 'externalName');
  if (cx.stringOf(name) !== '') {
    ignored(cx, name, 'externalName has no effect without "type: ExternalName"; leave it out, or write the type');
  }
  const isHeadless = cx.string(spec, 'clusterIP') === 'None' && type === 'ClusterIP';
  if (isHeadless) warnOfHeadless(cx, spec);
  else if (!cx.isEmpty(external) && isAtLeast(cx.minor, '1.36')) {
    const message = 'externalIPs is deprecated, and clusters need not serve it any more; use type LoadBalancer';
    cx.report('field-deprecated', cx.at(external), message);
  }
}

function warnOfOldDistribution(cx: CheckContext, spec: NodeId): void {
  const distribution = cx.value(spec, 'trafficDistribution');
  if (cx.stringOf(distribution) === 'PreferClose' && isAtLeast(cx.minor, '1.35')) {
    const message = 'PreferClose is deprecated since 1.35; write PreferSameZone, which does the same';
    cx.report('field-deprecated', cx.at(distribution), message, fixText(cx, distribution, 'PreferSameZone', 'safe'));
  }
}

function warnOfOldHints(cx: CheckContext, spec: NodeId): void {
  if (spec < 0) return;
  const annotations = cx.value(cx.value(cx.parent(spec), 'metadata'), 'annotations');
  for (const key of cx.keys(annotations)) {
    if (cx.keyText(key) !== 'service.kubernetes.io/topology-aware-hints') continue;
    const message = 'The annotation is deprecated since 1.27; use service.kubernetes.io/topology-mode';
    cx.report('field-deprecated', cx.atKey(key), message);
  }
}

function warnOfAddresses(cx: CheckContext, spec: NodeId): void {
  const listed = cx.itemsOf(spec, 'clusterIPs');
  const cluster = listed.length > 0 ? listed : [cx.value(spec, 'clusterIP')];
  for (const address of [...cluster, ...cx.itemsOf(spec, 'externalIPs')]) warnOfAddress(cx, address);
  warnOfUncheckedAddress(cx, cx.value(spec, 'loadBalancerIP'));
  for (const range of cx.itemsOf(spec, 'loadBalancerSourceRanges')) warnOfRange(cx, range);
}

/** What a headless Service does not do; the server says so since 1.34. */
function warnOfHeadless(cx: CheckContext, spec: NodeId): void {
  for (const name of ['loadBalancerIP', 'externalIPs']) {
    const value = cx.value(spec, name);
    if (value === NO_NODE || (cx.isList(value) && cx.isEmpty(value)) || cx.jsonOf(value) === '') continue;
    ignored(cx, value, `${name} has no effect in a headless Service; leave it out`);
  }
  const affinity = cx.value(spec, 'sessionAffinity');
  if (cx.stringOf(affinity) === 'ClientIP') {
    ignored(cx, affinity, 'sessionAffinity has no effect in a headless Service; leave it out');
  }
}

function ignored(cx: CheckContext, value: NodeId, message: string): void {
  cx.report('value-ignored', cx.at(value), message, fixByRemoval(cx, value, 'guess'));
}
