import type { ClaimDetails } from '../../analysis/summaries.ts';
import { type ObjectSummary, sameNamespace } from '../../analysis/workspaceView.ts';
import { groupBy } from '../../base/groupBy.ts';
import { memoize } from '../../base/memoize.ts';
import { splitPodName } from '../../facts/podNames.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { compareQuantities, parseQuantity } from '../../storage/quantity.ts';
import { claimsOf, hasSource, isBoundByHand, type WrittenClaim } from '../claims.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { mayHaveOrdinal } from '../podNames.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { sizeOf } from '../sizes.ts';
import { besides } from '../workloads.ts';

export const rule = defineRule({
  id: 'claim-differs-from-template',
  summary: 'a claim is named like one that a set would make, and differs from the template of the set',
  severity: 'warning',
  kinds: ['PersistentVolumeClaim'],
  *check(context) {
    const [claim] = claimsOf(context);
    const taker = claim && takerOf(claim, context);
    if (!taker) return;
    const { set, template } = taker;
    // Whoever names a volume or a source for it brings along what there is.
    const isBrought = isBoundByHand(claim) || hasSource(claim);
    for (const { at, words, isFine, meant } of differences(claim, template)) {
      yield {
        at,
        message: `StatefulSet "${set.name}" takes this claim as it is: ${words} of its template "${template.name}"`,
        ...(isFine || isBrought ? { severity: 'information' as const } : {}),
        ...relatedTo(set, context.workspace),
        ...(meant === undefined ? {} : { fixes: () => [changeTo(at, meant)] }),
      };
    }
  },
});

interface Taker {
  readonly set: ObjectSummary;
  readonly template: ClaimDetails;
}

/** The set in the same folder that would make a claim of this name for one of its Pods, and finds this one. */
function takerOf({ name }: WrittenClaim, context: RuleContext): Taker | undefined {
  const { manifest, workspace } = context;
  const parts = splitPodName(name);
  if (!parts?.set.includes('-') || manifest.isTemplate) return undefined;
  const sets = besides(workspace.objects('StatefulSet'), context);
  const takers = takersByName(sets).get(parts.set) ?? [];
  const near = takers.filter(({ set }) => sameNamespace(set.namespace, manifest.namespace));
  const [taker, another] = near;
  if (!taker || another || taker.set.isTemplate || workspace.isPatch(taker.set.uri)) return undefined;
  return mayHaveOrdinal(taker.set, parts.ordinal, workspace) ? taker : undefined;
}

/** By the name of a claim without its ordinal. */
const takersByName = memoize((sets: readonly ObjectSummary[]): ReadonlyMap<string, readonly Taker[]> => {
  const takers = sets.flatMap((set) =>
    (set.details.statefulSet?.claimTemplates ?? []).map((template) => ({ set, template })),
  );
  return groupBy(takers, ({ set, template }) => `${template.name}-${set.name}`);
});

interface Difference {
  readonly at: FieldView;
  /** What the claim has, and not the template. */
  readonly words: string;
  /** What the template writes, where it can stand here. */
  readonly meant?: string;
  /** Whether the claim is all that the template asks for. */
  readonly isFine?: boolean;
}

function* differences(claim: WrittenClaim, template: ClaimDetails): Generator<Difference> {
  const { view, text, quantity } = sizeOf(claim);
  const wanted = parseQuantity(template.size ?? '');
  const order = quantity && wanted ? compareQuantities(quantity, wanted) : 0;
  if (order !== 0) {
    yield { at: view, words: `${text}, not the ${template.size}`, meant: template.size!, isFine: order > 0 };
  }
  const { className, modes, volumeMode } = claim;
  const name = className.string();
  const meant = template.storageClassName;
  if (name !== undefined && meant !== undefined && name !== meant) {
    yield { at: className, words: `class "${name}", not "${meant}"`, meant };
  }
  const missing = template.accessModes.filter((mode) => !modes.some((view) => view.string() === mode));
  if (modes.length > 0 && missing.length > 0) {
    yield { at: claim.spec.field('accessModes'), words: `without the ${missing.join(', ')}` };
  }
  const other = template.volumeMode ?? 'Filesystem';
  const mode = claim.spec.field('volumeMode');
  if (other !== volumeMode) {
    yield { at: mode.hasValue ? mode : claim.nameView, words: `volumeMode ${volumeMode}, not the ${other}` };
  }
}
