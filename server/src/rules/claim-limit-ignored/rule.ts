import { claimKinds, claimsOf } from '../claims.ts';
import { leaveOut } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'claim-limit-ignored',
  summary: 'a limit in a claim limits nothing',
  severity: 'information',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      const limits = claim.spec.at('resources', 'limits');
      if (limits.entries().length === 0) continue;
      // What is missing is an error, which tells what to do with the limits
      if (!claim.spec.at('resources', 'requests', 'storage').hasValue) continue;
      yield {
        at: limits,
        message: 'A volume gets the size that the claim requests; hardly any driver looks at limits, so leave them out',
        fixes: () => [leaveOut(limits, 'Remove limits')],
      };
    }
  },
});
