import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'hostname-shared',
  summary: 'hostnameOverride gives all Pods of the set one host name',
  severity: 'warning',
  kinds: ['StatefulSet'],
  since: '1.35',
  *check({ manifest }) {
    const facts = statefulSetFacts(manifest);
    const override = facts.podSpec.field('hostnameOverride');
    const name = override.string();
    if (!name) return;
    const { replicas } = facts;
    if (replicas < 2) return;
    yield {
      at: override,
      message: `All ${replicas} Pods would have the host name "${name}" and no domain; leave hostnameOverride out of a StatefulSet`,
    };
  },
});
