import { claimsOf } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'shared-mode-for-own-claims',
  summary: 'a shared access mode in a claim template, although each replica has a claim of its own',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const claim of claimsOf(context)) {
      const hasSource = claim.spec.field('dataSource').exists || claim.spec.field('dataSourceRef').exists;
      for (const view of claim.modes) {
        const mode = view.string();
        if (mode === 'ReadOnlyMany' && !hasSource && claim.modes.length === 1) {
          yield {
            at: view,
            severity: 'information',
            message: 'Each Pod gets a new, empty volume of its own; one that nobody can write to stays empty',
          };
        } else if (mode === 'ReadWriteMany') {
          yield { at: view, message: 'Each Pod has a claim of its own, so nothing is shared; ReadWriteOnce is enough' };
        }
      }
    }
  },
});
