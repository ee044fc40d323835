import { driverByName } from '../../storage/drivers.ts';
import { confidenceOf } from '../../storage/model.ts';
import { claimsOf, knownClass } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'binding-before-scheduling',
  summary: 'the class makes zonal volumes before it is known where the Pods will run',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const claim of claimsOf(context)) {
      const facts = knownClass(claim, context);
      if (facts?.bindingMode !== 'Immediate' || confidenceOf(facts, 'bindingMode') === 'unverified') continue;
      const driver = facts.provisioner === undefined ? undefined : driverByName(facts.provisioner);
      if (driver?.kind !== 'block' || driver.features.topology !== 'yes' || driver.confidence === 'unverified')
        continue;
      if (claim.replicas < 2) continue;
      yield {
        at: claim.className.exists ? claim.className : claim.nameView,
        message: `Class "${facts.name}" makes each disk in some zone before its Pod is scheduled; prefer WaitForFirstConsumer`,
      };
    }
  },
});
