import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { compareQuantities, parseQuantity } from '../../storage/quantity.ts';
import { claimKinds, claimsOf, type WrittenClaim } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'storage-class-disabled',
  summary: 'an empty storage class switches provisioning off, and no PersistentVolume fits',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    if (!context.workspace.isComplete) return;
    const volumes = context.workspace.objects('PersistentVolume');
    for (const claim of claimsOf(context)) {
      if (claim.className.string() !== '' || claim.spec.field('volumeName').hasValue) continue;
      if (volumes.some((volume) => fits(volume, claim))) continue;
      yield {
        at: claim.className,
        message:
          'The empty class binds only to a PersistentVolume made by hand, and none here fits; leave it out for the default',
      };
    }
  },
});

function fits({ details, isTemplate }: ObjectSummary, claim: WrittenClaim): boolean {
  const { volume } = details;
  if (isTemplate || !volume) return isTemplate;
  const hasModes = claim.modes.every((mode) => volume.accessModes.includes(mode.string() ?? ''));
  const wanted = parseQuantity(claim.spec.at('resources', 'requests', 'storage').text() ?? '');
  const size = parseQuantity(volume.size ?? '');
  const isLargeEnough = !wanted || !size || compareQuantities(size, wanted) >= 0;
  return (
    !volume.storageClassName && hasModes && isLargeEnough && (volume.volumeMode ?? 'Filesystem') === claim.volumeMode
  );
}
