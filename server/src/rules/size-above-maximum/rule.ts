import { claimKinds, claimsOf } from '../claims.ts';
import { defineRule } from '../rule.ts';
import { limitedSize } from '../sizes.ts';

export const rule = defineRule({
  id: 'size-above-maximum',
  summary: 'the volume is larger than the driver makes them',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      const size = limitedSize(claim, context);
      const maximum = size?.limits.maximum;
      if (!size || !maximum || maximum.confidence === 'unverified' || size.bytes <= maximum.bytes) continue;
      yield {
        at: size.view,
        message: `Volumes of class "${size.facts.name}" end at ${maximum.text}; ask for no more, or the claim stays Pending`,
      };
    }
  },
});
