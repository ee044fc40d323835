import { confidenceOf } from '../../storage/model.ts';
import { claimsOf, knownClass } from '../claims.ts';
import { defineRule } from '../rule.ts';
import { sizeOf } from '../sizes.ts';

/** Of classes whose volumes are made by hand, as local disks are. */
const noProvisioner = 'kubernetes.io/no-provisioner';

export const rule = defineRule({
  id: 'class-cannot-grow',
  summary: 'volumes of the class can never grow',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const claim of claimsOf(context)) {
      const facts = knownClass(claim, context);
      // On local directories the size is only a number, so there is nothing to grow.
      if (facts?.allowVolumeExpansion !== false || facts.kind === 'localDirectory') continue;
      // Nor can volumes that somebody made by hand, whatever their class says
      if (facts.provisioner === noProvisioner) continue;
      if (confidenceOf(facts, 'allowVolumeExpansion') === 'unverified') continue;
      const { view, quantity } = sizeOf(claim);
      if (!quantity) continue;
      yield {
        at: view,
        message: `Class "${facts.name}" allows no expansion: this size stays; ask for enough, or use a class with allowVolumeExpansion`,
      };
    }
  },
});
