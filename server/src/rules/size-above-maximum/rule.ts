import { parseQuantity, wholeValue } from '../../storage/quantity.ts';
import { volumeLimits } from '../../storage/volumeLimits.ts';
import { claimKinds, claimsOf, knownClass } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'size-above-maximum',
  summary: 'the volume is larger than the driver makes them',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      const facts = knownClass(claim, context);
      const view = claim.spec.at('resources', 'requests', 'storage');
      const size = parseQuantity(view.text() ?? '');
      if (!facts?.provisioner || !size) continue;
      const limits = volumeLimits(facts.provisioner, { ...facts, volumeMode: claim.volumeMode });
      const maximum = limits?.maximum;
      if (!limits?.isSizeUsed || !maximum || maximum.confidence === 'unverified' || wholeValue(size) <= maximum.bytes)
        continue;
      yield {
        at: view,
        message: `Volumes of class "${facts.name}" end at ${maximum.text}; ask for no more, or the claim stays Pending`,
      };
    }
  },
});
