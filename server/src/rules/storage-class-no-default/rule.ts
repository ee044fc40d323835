import { platformById } from '../../storage/platforms.ts';
import { claimKinds, claimsOf, resolveClaim } from '../claims.ts';
import { defineRule } from '../rule.ts';
import { fittingVolumes } from '../volumesByHand.ts';

export const rule = defineRule({
  id: 'storage-class-no-default',
  summary: 'no storage class is written, and the platform has no default one',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    if (!context.workspace.isComplete) return;
    for (const claim of claimsOf(context)) {
      if (claim.className.hasValue || claim.spec.field('volumeName').hasValue || !claim.spec.isMapping()) continue;
      const resolution = resolveClaim(claim, context);
      if (resolution.kind !== 'noDefault' || resolution.confidence === 'unverified') continue;
      // Without a default class the claim has none, and takes a volume that has none.
      if (fittingVolumes(claim, '', context).length > 0) continue;
      const { cluster } = context.workspace;
      const asked = cluster?.storageClasses ? `Cluster "${cluster.context}"` : undefined;
      const platform = context.platform === undefined ? undefined : platformById(context.platform)?.title;
      const at = claim.className.exists ? claim.className : { range: claim.spec.keyRange, field: claim.className.path };
      // Whoever names further classes, or no platform, may have made one of theirs the default.
      if (!asked && platform && (context.isPlatformGuessed || context.storageClasses.length > 0)) {
        const message = `${platform} brings no default class: unless this cluster has one, the claim stays Pending; write storageClassName`;
        yield { at, message, severity: 'information' };
        continue;
      }
      const where = asked ?? platform ?? 'The cluster';
      yield {
        at,
        message: `${where} has no default storage class, so the claim stays Pending; write storageClassName`,
      };
    }
  },
});
