import type { ModeSupport } from '../../storage/model.ts';
import { claimKinds, claimsOf, modesOfClaim, refusedModes } from '../claims.ts';
import { changeTo } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'access-mode-unsupported',
  summary: "the storage class's driver does not serve the access mode",
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      const known = modesOfClaim(claim, context);
      if (!known) continue;
      const { facts, modes } = known;
      const served = modes.filter((mode) => mode.support === 'yes').map(({ mode }) => mode);
      for (const view of refusedModes(claim, context)) {
        const mode = view.string() ?? '';
        const advice = served.length === 0 ? 'the claim stays Pending' : `it serves ${listed(served)}`;
        // Of several modes the others may be right; one alone can only have meant the driver's own.
        const better = claim.modes.length === 1 ? bestOf(served) : undefined;
        yield {
          at: view,
          message: `Class "${facts.name}" (${facts.provisioner}) does not serve ${mode}; ${advice}`,
          fixes: () => (better === undefined ? [] : [changeTo(view, better, { title: `Change to ${better}` })]),
        };
      }
    }
  },
});

function listed(modes: readonly string[]): string {
  return modes.length < 2 ? modes.join('') : `${modes.slice(0, -1).join(', ')} and ${modes.at(-1)}`;
}

/** What a claim of one replica wants where it can have it. */
function bestOf(served: readonly ModeSupport['mode'][]): string | undefined {
  return served.includes('ReadWriteOnce') ? 'ReadWriteOnce' : served.length === 1 ? served[0] : undefined;
}
