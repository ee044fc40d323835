import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { confidenceOf } from '../../storage/model.ts';
import { claimsOf, knownClass } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'reclaim-deletes-volumes',
  summary: 'claims are to be retained, but their class deletes the volume of each claim that goes',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check(context) {
    const policy = statefulSetFacts(context.manifest).spec.field('persistentVolumeClaimRetentionPolicy');
    const view = policy.field('whenDeleted');
    // Retain that is not written is everybody's default and says nothing about what is wanted.
    if (view.string() !== 'Retain') return;
    for (const claim of claimsOf(context)) {
      const facts = knownClass(claim, context);
      if (facts?.reclaimPolicy !== 'Delete' || confidenceOf(facts, 'reclaimPolicy') === 'unverified') continue;
      yield {
        at: view,
        message: `Retain keeps the claims; should one be deleted, class "${facts.name}" (reclaimPolicy Delete) deletes its volume`,
        related: [{ message: `The claim template "${claim.name}"`, range: claim.nameView.range }],
      };
      return;
    }
  },
});
