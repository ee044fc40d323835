import { accessModesOfClass } from '../../storage/accessModes.ts';
import { claimKinds, claimsOf, knownClass } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'volume-mode-unsupported',
  summary: "the storage class's driver makes no raw block volumes",
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      if (claim.volumeMode !== 'Block') continue;
      const facts = knownClass(claim, context);
      const modes = facts && accessModesOfClass(facts, 'Block');
      if (!facts || !modes?.every(({ support, confidence }) => support === 'no' && confidence !== 'unverified'))
        continue;
      yield {
        at: claim.spec.field('volumeMode'),
        message: `Class "${facts.name}" (${facts.provisioner}) makes no Block volumes; leave volumeMode out, or use another class`,
      };
    }
  },
});
