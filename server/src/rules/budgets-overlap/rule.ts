import { sameNamespace } from '../../analysis/workspaceView.ts';
import { relatedTo } from '../findings.ts';
import { selects } from '../labels.ts';
import { defineRule } from '../rule.ts';
import { besides, workloadsSelectedBy } from '../workloads.ts';

export const rule = defineRule({
  id: 'budgets-overlap',
  summary: 'two disruption budgets select the same Pods, and then none of them can be evicted',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  *check(context) {
    const { manifest, workspace } = context;
    const selector = manifest.view.at('spec', 'selector');
    if (selector.field('matchExpressions').exists) return;
    const own = Object.fromEntries(selector.field('matchLabels').stringMap());
    const others = besides(workspace.objects('PodDisruptionBudget'), context).filter(
      ({ name, namespace, isTemplate }) =>
        name !== manifest.name && !isTemplate && sameNamespace(namespace, manifest.namespace),
    );
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
