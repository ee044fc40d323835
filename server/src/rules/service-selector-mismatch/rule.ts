import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { relatedTo } from '../findings.ts';
import { governingService, namedSet } from '../governing.ts';
import { firstUnmatched } from '../labels.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'service-selector-mismatch',
  summary: 'the governing Service does not select the Pods of the set',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest, workspace }) {
    const { serviceName, podLabels } = statefulSetFacts(manifest);
    const { state, services } = governingService(namedSet(manifest), workspace);
    if (state !== 'others') return;
    const { name, details } = services[0]!;
    const missing = firstUnmatched(details.service?.selector ?? {}, podLabels);
    yield {
      at: serviceName,
      message: missing
        ? `Service "${name}" selects Pods with "${missing}", which this template does not have; the names will not resolve`
        : `Service "${name}" has no selector, so it knows none of these Pods; their names will not resolve`,
      ...relatedTo(services[0]!, workspace),
    };
  },
});
