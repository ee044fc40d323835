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
      message: `Service "${name}" is not headless, so it gives no names to the Pods; set "clusterIP: None" in it`,
      ...(range
        ? { related: [{ message: `Service "${name}" has no "clusterIP: None"`, range, uri: service!.uri }] }
        : {}),
    };
  },
});
