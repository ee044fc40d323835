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
    const others = budgets.filter(({ name }) => name !== manifest.name);
    if (others.length === 0) return;
    for (const pods of besides(workloadsSelectedBy(own, context), context)) {
      const labels = pods.details.podLabels ?? {};
      const other = others.find(({ details }) => details.budget?.isExact && selects(details.budget.selector, labels));
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
