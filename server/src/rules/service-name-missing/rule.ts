import { nearest } from '../../base/nearest.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { groupOf, isBuiltInGroup } from '../../schema/apiVersions.ts';
import { NO_NODE } from '../../yaml/tree.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'service-name-missing',
  summary: 'the set names no Service, so its Pods get no DNS names',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    // A kind of this name that others define may have no such field.
    if (!isBuiltInGroup(groupOf(manifest.apiVersion))) return;
    const { spec, serviceName } = statefulSetFacts(manifest);
    if (!spec.isMapping() || (serviceName.hasValue && serviceName.string() !== '')) return;
    // Written as an alias that stands for nothing, which is said already.
    if (serviceName.key !== NO_NODE && !serviceName.exists) return;
    // One that is misspelt is said to be that.
    if (spec.entries().some(({ name }) => name !== 'serviceName' && nearest(name, ['serviceName']))) return;
    yield {
      at: { range: serviceName.exists ? serviceName.range : spec.keyRange, field: 'spec.serviceName' },
      message: 'No serviceName: the Pods get no DNS names of their own; name a headless Service if peers need them',
    };
  },
});
