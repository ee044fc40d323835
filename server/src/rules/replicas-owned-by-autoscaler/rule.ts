import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { relatedTo } from '../findings.ts';
import { autoscalerOf } from '../podNames.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'replicas-owned-by-autoscaler',
  summary: 'replicas is written although an autoscaler sets it',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const replicas = statefulSetFacts(context.manifest).spec.field('replicas');
    const owner = replicas.hasValue ? autoscalerOf(context) : undefined;
    if (!owner) return;
    const { kind, name } = owner;
    yield {
      at: replicas,
      message: `${kind} "${name}" sets the replicas; each apply of this line undoes its work, so leave it out`,
      ...relatedTo(owner, context.workspace),
    };
  },
});
