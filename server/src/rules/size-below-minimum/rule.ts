import { parseQuantity, wholeValue } from '../../storage/quantity.ts';
import { volumeLimits } from '../../storage/volumeLimits.ts';
import { claimKinds, claimsOf, knownClass } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'size-below-minimum',
  summary: 'the volume is smaller than the driver makes them',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      const facts = knownClass(claim, context);
      const view = claim.spec.at('resources', 'requests', 'storage');
      const size = parseQuantity(view.text() ?? '');
      // A number without a unit is another rule's business.
      if (!facts?.provisioner || !size || wholeValue(size) < 1_000_000n) continue;
      const limits = volumeLimits(facts.provisioner, { ...facts, volumeMode: claim.volumeMode });
      const minimum = limits?.minimum;
      if (!limits?.isSizeUsed || !minimum || minimum.confidence === 'unverified' || wholeValue(size) >= minimum.bytes)
        continue;
      // Parameters that are not known decide what becomes of a smaller request.
      if (limits.whenSmaller === 'unknown' && !facts.hasAllParameters) continue;
      // Rounded up to whole steps, it may be enough.
      const step = limits.steps[0]?.bytes ?? 1n;
      const rounded = ((wholeValue(size) + step - 1n) / step) * step;
      if (limits.whenSmaller === 'unknown' && rounded >= minimum.bytes) continue;
      const isRaised = limits.whenSmaller === 'raised';
      yield {
        at: view,
        severity: isRaised ? 'information' : 'warning',
        message: isRaised
          ? `Class "${facts.name}" makes volumes of at least ${minimum.text}; a smaller request is raised to it`
          : `Volumes of class "${facts.name}" begin at ${minimum.text}; ask for at least that, or the claim stays Pending`,
      };
    }
  },
});
