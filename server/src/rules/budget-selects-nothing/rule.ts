import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { nearest } from '../../base/nearest.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { exactLabels, firstUnmatched } from '../labels.ts';
import { defineRule } from '../rule.ts';
import { besides, objectsNear, workloadsSelectedBy } from '../workloads.ts';

export const rule = defineRule({
  id: 'budget-selects-nothing',
  summary: 'the disruption budget selects no Pods, but nearly those of a set',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  *check(context) {
    const { manifest, workspace } = context;
    const selector = manifest.view.at('spec', 'selector');
    const wanted = exactLabels(selector) ?? {};
    if (!workspace.isComplete || Object.keys(wanted).length === 0) return;
    if (workloadsSelectedBy(wanted, context).length > 0) return;
    const sets = besides(objectsNear('StatefulSet', context), context);
    const set = sets.find((one) => isMeant(wanted, one, manifest.name));
    if (!set) return;
    const labels = set.details.podLabels ?? {};
    const missing = firstUnmatched(wanted, labels)!;
    const key = missing.slice(0, missing.indexOf(': '));
    const value = selector.at('matchLabels', key);
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
