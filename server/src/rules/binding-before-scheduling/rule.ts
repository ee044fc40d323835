import { confidenceOf } from '../../storage/model.ts';
import { claimsOf, knownClass } from '../claims.ts';
import { defineRule } from '../rule.ts';
import { makesZonalDisks } from './zonalDisks.ts';

export const rule = defineRule({
  id: 'binding-before-scheduling',
  summary: 'the class makes zonal volumes before it is known where the Pods will run',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const claim of claimsOf(context)) {
      const facts = knownClass(claim, context);
      if (facts?.bindingMode !== 'Immediate' || confidenceOf(facts, 'bindingMode') === 'unverified') continue;
      if (claim.replicas < 2 || !makesZonalDisks(facts)) continue;
      yield {
        at: claim.className.exists ? claim.className : claim.nameView,
        message: `Class "${facts.name}" makes each disk in some zone before its Pod is scheduled; prefer WaitForFirstConsumer`,
      };
    }
  },
});
