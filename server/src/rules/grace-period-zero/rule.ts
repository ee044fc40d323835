import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'grace-period-zero',
  summary: 'terminationGracePeriodSeconds 0 kills the program without a chance to save its data',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    const seconds = statefulSetFacts(manifest).podSpec.field('terminationGracePeriodSeconds');
    if (seconds.integer() !== 0) return;
    yield {
      at: seconds,
      message:
        'With 0 the program is killed at once and a second Pod of this name may start beside it; give it time to stop',
    };
  },
});
