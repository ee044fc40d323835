import { claimKinds, claimsOf } from '../claims.ts';
import { defineRule } from '../rule.ts';
import { claimNames, fittingVolumes } from '../volumesByHand.ts';

export const rule = defineRule({
  id: 'storage-class-disabled',
  summary: 'an empty storage class switches provisioning off, and no PersistentVolume fits',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    if (!context.workspace.isComplete) return;
    for (const claim of claimsOf(context)) {
      if (claim.className.string() !== '' || claim.spec.field('volumeName').hasValue) continue;
      const names = claimNames(claim, context);
      const volumes = fittingVolumes(claim, '', context);
      // A template stands for any number of volumes.
      if (volumes.some(({ isTemplate }) => isTemplate) || volumes.length >= names.length) continue;
      yield {
        at: claim.className,
        message:
          volumes.length === 0
            ? 'The empty class binds only to a PersistentVolume made by hand, and none here fits; leave it out for the default'
            : `The empty class binds only to volumes made by hand: ${volumes.length} here for ${names.length} claims, the rest stay Pending`,
      };
    }
  },
});
