import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'service-not-headless',
  summary: 'serviceName names a Service that has a cluster IP',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest, workspace }) {
    const { serviceName } = statefulSetFacts(manifest);
    const name = serviceName.string();
    if (!name) return;
    const services = workspace.named('Service', name, manifest.namespace).filter((service) => !service.isTemplate);
    if (services.length === 0 || services.some((service) => service.details.service?.isHeadless)) return;
    const [service] = services;
    const range = workspace.locate(service!);
    yield {
      at: serviceName,
      message: messageOf(service!),
      ...(range
        ? { related: [{ message: `Service "${name}" has no "clusterIP: None"`, range, uri: service!.uri }] }
        : {}),
    };
  },
});

/** Kubernetes refuses `clusterIP: None` in every type but ClusterIP. */
function messageOf({ name, details }: ObjectSummary): string {
  const type = details.service?.type ?? 'ClusterIP';
  if (type === 'ExternalName') {
    return `Service "${name}" is an alias and gives no names to the Pods; change its type to ClusterIP, with clusterIP: None`;
  }
  if (type === 'NodePort' || type === 'LoadBalancer') {
    return `Service "${name}" of type ${type} gives no names to the Pods; name a headless Service beside it`;
  }
  return `Service "${name}" is not headless, so it gives no names to the Pods; set "clusterIP: None" in it`;
}
