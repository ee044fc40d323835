import { claimKinds, claimsOf } from '../claims.ts';
import { defineRule } from '../rule.ts';
import { limitedSize } from '../sizes.ts';

export const rule = defineRule({
  id: 'size-below-minimum',
  summary: 'the volume is smaller than the driver makes them',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      const size = limitedSize(claim, context);
      // A number without a unit is another rule's business.
      if (!size || size.bytes < 1_000_000n) continue;
      const { view, bytes, limits, facts } = size;
      const { minimum } = limits;
      if (!minimum || minimum.confidence === 'unverified' || bytes >= minimum.bytes) continue;
      // Parameters that are not known decide what becomes of a smaller request.
      if (limits.whenSmaller === 'unknown' && !facts.hasAllParameters) continue;
      // Rounded up to whole steps, it may be enough.
      const step = limits.steps[0]?.bytes ?? 1n;
      const rounded = ((bytes + step - 1n) / step) * step;
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
