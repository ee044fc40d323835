import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { relatedTo } from '../findings.ts';
import { firstUnmatched, selects } from '../labels.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'service-selector-mismatch',
  summary: 'the governing Service does not select the Pods of the set',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest, workspace }) {
    const { serviceName, podLabels } = statefulSetFacts(manifest);
    const name = serviceName.string();
    if (!name) return;
    const services = workspace.named('Service', name, manifest.namespace).filter((service) => !service.isTemplate);
    const selectors = services.map((service) => service.details.service?.selector ?? {});
    // A Service with a cluster IP is another rule's business.
    if (!services.some(({ details }) => details.service?.isHeadless)) return;
    if (selectors.some((selector) => selects(selector, podLabels))) return;
    const missing = firstUnmatched(selectors[0]!, podLabels);
    yield {
      at: serviceName,
      message: missing
        ? `Service "${name}" selects Pods with "${missing}", which this template does not have; the names will not resolve`
        : `Service "${name}" has no selector, so it knows none of these Pods; their names will not resolve`,
      ...relatedTo(services[0]!, workspace),
    };
  },
});
