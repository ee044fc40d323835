import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { claimsOf, type WrittenClaim } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'claim-template-hides-volume',
  summary: 'a volume or another claim template has the same name as a claim template, and is dropped',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const claims = claimsOf(context).filter(({ name }) => name !== '');
    const firstOfName = new Map(claims.toReversed().map((claim) => [claim.name, claim]));
    for (const volume of statefulSetFacts(context.manifest).volumes) {
      const view = volume.field('name');
      const claim = firstOfName.get(view.string() ?? '');
      if (!claim) continue;
      const source = volume.entries().find(({ name }) => name !== 'name');
      yield {
        at: view,
        // A volume without a source, or with a claim, stands there to be replaced.
        ...(source && source.name !== 'persistentVolumeClaim' ? {} : { severity: 'information' as const }),
        message: `Claim template "${claim.name}" takes the place of this volume; give one of them another name`,
        related: [{ message: 'The claim template', range: claim.nameView.range }],
      };
    }
    const laterOfName = new Map<string, WrittenClaim>();
    const pairs = claims.toReversed().map((claim) => {
      const later = laterOfName.get(claim.name);
      laterOfName.set(claim.name, claim);
      return { claim, later };
    });
    for (const { claim, later } of pairs.reverse()) {
      if (!later) continue;
      yield {
        at: claim.nameView,
        message: `Another claim template is called "${claim.name}", too, and wins; rename one`,
        related: [{ message: 'The one that counts', range: later.nameView.range }],
      };
    }
  },
});
