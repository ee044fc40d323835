import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { claimName, statefulSetFacts } from '../../facts/statefulSet.ts';
import { compareQuantities, parseQuantity } from '../../storage/quantity.ts';
import { claimKinds, claimsOf, type WrittenClaim } from '../claims.ts';
import { selects } from '../labels.ts';
import { defineRule, type RuleContext } from '../rule.ts';

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
      const volumes = context.workspace.objects('PersistentVolume').filter((volume) => fits(volume, claim, names));
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

/** The claims that it makes. */
function claimNames(claim: WrittenClaim, { manifest }: RuleContext): readonly string[] {
  if (!claim.isTemplate) return [claim.name];
  const { start } = statefulSetFacts(manifest);
  // Many replicas need no list of their own to be more than the volumes at hand.
  const count = Math.min(claim.replicas, 1000);
  return Array.from({ length: count }, (_, index) => claimName(claim.name, manifest.name, start + index));
}

function fits({ details, isTemplate, labels }: ObjectSummary, claim: WrittenClaim, names: readonly string[]): boolean {
  const { volume } = details;
  if (isTemplate || !volume) return isTemplate;
  const isFree = volume.claimRef === undefined || names.includes(volume.claimRef);
  const hasModes = claim.modes.every((mode) => volume.accessModes.includes(mode.string() ?? ''));
  const wanted = parseQuantity(claim.spec.at('resources', 'requests', 'storage').text() ?? '');
  const size = parseQuantity(volume.size ?? '');
  const isLargeEnough = !wanted || !size || compareQuantities(size, wanted) >= 0;
  const selector = Object.fromEntries(claim.spec.at('selector', 'matchLabels').stringMap());
  const isSelected = Object.keys(selector).length === 0 || selects(selector, labels);
  const isOfMode = (volume.volumeMode ?? 'Filesystem') === claim.volumeMode;
  return !volume.storageClassName && isFree && hasModes && isLargeEnough && isSelected && isOfMode;
}
