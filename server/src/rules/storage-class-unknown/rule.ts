import type { Fix } from '../../manifest/problem.ts';
import { platformById } from '../../storage/platforms.ts';
import { claimKinds, claimsOf, resolveClaim } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'storage-class-unknown',
  summary: 'the storage class is neither in the workspace nor known on the platform',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    if (!context.workspace.isComplete) return;
    for (const claim of claimsOf(context)) {
      const resolution = resolveClaim(claim, context);
      if (resolution.kind !== 'unknown' || !claim.className.string()) continue;
      const { nearest, elsewhere } = resolution;
      const { cluster } = context.workspace;
      const isAsked = cluster?.storageClasses !== undefined;
      // Without a platform any name may exist in the cluster; only a likely slip is worth a word.
      const isOpen = !isAsked && context.platform === undefined;
      if (isOpen && (nearest === undefined || elsewhere.length > 0)) continue;
      const name = claim.className.string()!;
      const range = claim.className.range;
      const platform = context.platform && platformById(context.platform)?.title;
      const place = isAsked ? `cluster "${cluster.context}"` : platform;
      const where = place ? `is no class of the workspace or of ${place}` : 'is no class of the workspace';
      const advice = nearest === undefined ? 'claims of it stay Pending' : `did you mean "${nearest}"?`;
      const fix: Fix[] =
        nearest === undefined
          ? []
          : [{ title: `Change to "${nearest}"`, isSafe: false, edits: [{ ...range, newText: nearest }] }];
      yield { at: claim.className, message: `Storage class "${name}" ${where}; ${advice}`, fixes: () => fix };
    }
  },
});
