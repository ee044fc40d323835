import { driverByName } from '../../storage/drivers.ts';
import { claimKinds, claimsOf, isBoundByHand, writtenClass } from '../claims.ts';
import { defineRule } from '../rule.ts';
import { fittingVolumes } from '../volumesByHand.ts';

export const rule = defineRule({
  id: 'selector-stops-provisioning',
  summary: 'no volume is made for a claim with a selector, and none of the workspace fits',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    if (!context.workspace.isComplete) return;
    for (const claim of claimsOf(context)) {
      const selector = claim.spec.field('selector');
      if (!isBoundByHand(claim) || claim.spec.field('volumeName').hasValue) continue;
      const facts = writtenClass(claim, context);
      const driver = facts?.provisioner === undefined ? undefined : driverByName(facts.provisioner);
      if (!facts || !driver?.isCsi || driver.provisioning !== 'dynamic' || driver.confidence === 'unverified') continue;
      if (fittingVolumes(claim, facts.name, context).length > 0) continue;
      yield {
        at: { range: selector.keyRange, field: selector.path },
        message: `Class "${facts.name}" makes no volume for a claim with a selector, and none here fits; leave the selector out`,
      };
    }
  },
});
