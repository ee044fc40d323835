import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { groupBy } from '../../base/groupBy.ts';
import { memoize } from '../../base/memoize.ts';
import { relatedTo } from '../findings.ts';
import { exactLabels, selects } from '../labels.ts';
import { defineRule } from '../rule.ts';
import { besides, objectsNear, workloadsSelectedBy } from '../workloads.ts';

export const rule = defineRule({
  id: 'budgets-overlap',
  summary: 'two disruption budgets select the same Pods, and then none of them can be evicted',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  *check(context) {
    const { manifest, workspace } = context;
    const selector = manifest.view.at('spec', 'selector');
    const own = exactLabels(selector);
    if (!own) return;
    const budgets = besides(objectsNear('PodDisruptionBudget', context), context);
    if (budgets.length === 0) return;
    const bySelector = byFirstLabel(budgets);
    for (const pods of besides(workloadsSelectedBy(own, context), context)) {
      const labels = pods.details.podLabels ?? {};
      const candidates = Object.entries(labels).flatMap((label) => bySelector.get(label.join('=')) ?? []);
      const other = candidates.find(
        ({ name, details }) => name !== manifest.name && selects(details.budget?.selector ?? {}, labels),
      );
      if (!other) continue;
      yield {
        at: selector.field('matchLabels'),
        message: `Budget "${other.name}" has the Pods of ${pods.kind} "${pods.name}", too: none can be evicted; keep one budget`,
        ...relatedTo(other, workspace),
      };
      return;
    }
  },
});

/** Budgets that select by labels alone, by the first of these: there may be thousands, each of a set of its own. */
const byFirstLabel = memoize((budgets: readonly ObjectSummary[]) => {
  const exact = budgets.filter(({ details }) => details.budget?.isExact);
  return groupBy(exact, ({ details }) => Object.entries(details.budget!.selector)[0]?.join('='));
});
