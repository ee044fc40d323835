import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { memoize } from '../../base/memoize.ts';
import { didYouMean } from '../../base/nearest.ts';
import { platformById } from '../../storage/platforms.ts';
import type { ClassResolution } from '../../storage/resolveClass.ts';
import { claimKinds, claimsOf, resolveClaim, type WrittenClaim } from '../claims.ts';
import { changeTo } from '../findings.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { volumeFindings } from './volumeClass.ts';

export const rule = defineRule({
  id: 'storage-class-unknown',
  summary: 'the storage class is neither in the workspace nor known on the platform',
  severity: 'warning',
  kinds: [...claimKinds, 'PersistentVolume'],
  *check(context) {
    if (!context.workspace.isComplete) return;
    if (context.manifest.kind === 'PersistentVolume') yield* volumeFindings(context);
    for (const claim of claimsOf(context)) {
      const resolution = resolveClaim(claim, context);
      if (isOnlyAName(resolution, context)) yield notShipped(claim, context);
      if (resolution.kind !== 'unknown' || !claim.className.string()) continue;
      // Volumes made by hand can carry the name of a class that nobody made.
      if (classesOfVolumes(context.workspace.objects('PersistentVolume')).has(claim.className.string())) continue;
      const { nearest, elsewhere } = resolution;
      const { cluster } = context.workspace;
      const isAsked = cluster?.storageClasses !== undefined;
      // Without a platform any name may exist in the cluster; only a likely slip is worth a word.
      const isOpen = !isAsked && context.platform === undefined;
      if (isOpen && (nearest === undefined || elsewhere.length > 0)) continue;
      const name = claim.className.string()!;
      const platform = context.platform && platformById(context.platform)?.title;
      // A guess says what such clusters bring, and not what somebody made in this one.
      if (!isAsked && context.isPlatformGuessed && (nearest === undefined || elsewhere.length > 0)) {
        yield {
          at: claim.className,
          severity: 'information',
          message: `Neither the workspace nor ${platform} has class "${name}": unless this cluster does, claims stay Pending`,
        };
        continue;
      }
      const place = isAsked ? `cluster "${cluster.context}"` : platform;
      const where = place ? `is no class of the workspace or of ${place}` : 'is no class of the workspace';
      const advice = nearest === undefined ? 'claims of it stay Pending' : didYouMean(nearest);
      yield {
        at: claim.className,
        message: `Storage class "${name}" ${where}; ${advice}`,
        fixes: () => (nearest === undefined ? [] : [changeTo(claim.className, nearest)]),
      };
    }
  },
});

const classesOfVolumes = memoize(
  (volumes: readonly ObjectSummary[]): ReadonlySet<string | undefined> =>
    new Set(volumes.map(({ details }) => details.volume?.storageClassName)),
);

/** Whether the class is a name that many people give to one of their own, so that it is most likely there. */
function isOnlyAName(resolution: ClassResolution, { storageClasses }: RuleContext): boolean {
  if (resolution.kind !== 'found' || resolution.origin !== 'platform') return false;
  return resolution.facts.presence === 'example' && !storageClasses.includes(resolution.facts.name);
}

function notShipped({ className }: WrittenClaim, { platform }: RuleContext): Finding {
  const title = platform && platformById(platform)?.title;
  return {
    at: className,
    severity: 'information',
    message: `${title} does not ship class "${className.string()}": somebody has to make it, and the workspace does not`,
  };
}
