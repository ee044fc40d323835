import { claimsOf, hasSource, refusedModes } from '../claims.ts';
import { changeTo } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'shared-mode-for-own-claims',
  summary: 'a shared access mode in a claim template, although each replica has a claim of its own',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const claim of claimsOf(context)) {
      // That a driver refuses the mode says all that there is to say.
      const refused = new Set(refusedModes(claim, context).map(({ path }) => path));
      const isAlone = claim.modes.length === 1;
      for (const view of claim.modes) {
        const mode = view.string();
        if (refused.has(view.path)) continue;
        if (mode === 'ReadOnlyMany' && !hasSource(claim) && isAlone) {
          yield {
            at: view,
            message: 'Each Pod gets a new, empty volume of its own; one that nobody can write to stays empty',
          };
        } else if (mode === 'ReadWriteMany') {
          yield {
            at: view,
            message: 'Each Pod has a claim of its own, so nothing is shared; ReadWriteOnce is enough',
            fixes: () => (isAlone ? [changeTo(view, 'ReadWriteOnce', { title: 'Change to ReadWriteOnce' })] : []),
          };
        }
      }
    }
  },
});
