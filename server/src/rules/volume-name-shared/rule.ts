import { claimsOf } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'volume-name-shared',
  summary: 'the claims of all replicas ask for one and the same PersistentVolume',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const claim of claimsOf(context)) {
      const view = claim.spec.field('volumeName');
      if (!view.string() || claim.replicas < 2) continue;
      yield {
        at: view,
        message: `${claim.replicas} claims ask for the one volume "${view.string()}", and all but one stay Pending; leave volumeName out`,
      };
    }
  },
});
