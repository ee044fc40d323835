import { accessModesOfClass, supportOf } from '../../storage/accessModes.ts';
import { claimKinds, claimsOf, knownClass } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'access-mode-unsupported',
  summary: "the storage class's driver does not serve the access mode",
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      const facts = knownClass(claim, context);
      const hasSource = claim.spec.field('dataSource').exists || claim.spec.field('dataSourceRef').exists;
      const modes = facts && accessModesOfClass(facts, claim.volumeMode, hasSource);
      if (!facts || !modes || modes.every(({ support }) => support === 'no')) continue;
      for (const view of claim.modes) {
        const support = supportOf(modes, view.string() ?? '');
        if (support?.support !== 'no' || support.confidence === 'unverified') continue;
        const served = modes.filter((mode) => mode.support === 'yes').map(({ mode }) => mode);
        const advice = served.length === 0 ? 'the claim stays Pending' : `it serves ${served.join(' and ')}`;
        yield {
          at: view,
          message: `Class "${facts.name}" (${facts.provisioner}) does not serve ${support.mode}; ${advice}`,
        };
      }
    }
  },
});
