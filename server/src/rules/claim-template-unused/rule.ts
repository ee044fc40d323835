import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { allVolumeUses, claimsOf } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'claim-template-unused',
  summary: 'no container mounts the claim template',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const { containers, volumes } = statefulSetFacts(context.manifest);
    if (containers.length === 0 || claimsOf(context).length === 0) return;
    const used = new Set(allVolumeUses(context.manifest).map(({ name }) => name.text()));
    // A mount that names nothing most likely means the template: that finding says it all.
    const names = new Set([
      ...volumes.map((volume) => volume.field('name').text()),
      ...claimsOf(context).map(({ name }) => name),
    ]);
    if ([...used].some((name) => !names.has(name))) return;
    for (const claim of claimsOf(context)) {
      if (claim.name === '' || used.has(claim.name)) continue;
      yield {
        at: claim.nameView,
        message: `No container mounts "${claim.name}": each Pod pays for a volume that holds nothing; add a volumeMount`,
      };
    }
  },
});
