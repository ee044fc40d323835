import { type ObjectSummary, sameNamespace } from '../../analysis/workspaceView.ts';
import { nearest } from '../../base/nearest.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { firstUnmatched } from '../labels.ts';
import { defineRule } from '../rule.ts';
import { besides, workloadsSelectedBy } from '../workloads.ts';

export const rule = defineRule({
  id: 'budget-selects-nothing',
  summary: 'the disruption budget selects no Pods, but nearly those of a set',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  *check(context) {
    const { manifest, workspace } = context;
    const selector = manifest.view.at('spec', 'selector');
    if (!workspace.isComplete || selector.field('matchExpressions').exists) return;
    const matchLabels = selector.field('matchLabels');
    const wanted = Object.fromEntries(matchLabels.stringMap());
    if (Object.keys(wanted).length === 0 || workloadsSelectedBy(wanted, context).length > 0) return;
    const sets = besides(workspace.objects('StatefulSet'), context).filter(
      ({ isTemplate, namespace }) => !isTemplate && sameNamespace(namespace, manifest.namespace),
    );
    const set = sets.find((one) => isMeant(wanted, one, manifest.name));
    if (!set) return;
    const labels = set.details.podLabels ?? {};
    const missing = firstUnmatched(wanted, labels)!;
    const key = missing.slice(0, missing.indexOf(': '));
    const value = matchLabels.field(key);
    const better = labels[key];
    yield {
      at: value,
      message: `No Pod has "${missing}", so the budget protects none${better ? `; those of StatefulSet "${set.name}" have "${better}"` : ''}`,
      ...relatedTo(set, workspace),
      fixes: () => (better ? [changeTo(value, better)] : []),
    };
  },
});

/** Other budgets may be for Pods that an operator makes: only one that is all but right is surely meant for a set. */
function isMeant(wanted: Readonly<Record<string, string>>, set: ObjectSummary, budget: string): boolean {
  const labels = set.details.podLabels ?? {};
  const wrong = Object.entries(wanted).filter(([key, value]) => labels[key] !== value);
  const [first] = wrong;
  if (wrong.length !== 1 || !first) return false;
  const [key, value] = first;
  const own = labels[key];
  if (own !== undefined) return nearest(value, [own]) !== undefined || budget === set.name;
  return budget === set.name && Object.keys(wanted).length === 1;
}
