import type { FieldView } from '../../manifest/fieldView.ts';
import { budgetedSet, podCount } from '../budgets.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'budget-allows-no-eviction',
  summary: 'the disruption budget lets no Pod be evicted, so nodes cannot be drained',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  *check(context) {
    const spec = context.manifest.view.field('spec');
    const most = spec.field('maxUnavailable');
    const least = spec.field('minAvailable');
    if (most.exists) {
      if (isNothing(most)) yield { at: most, message: noEviction('maxUnavailable 0') };
      return;
    }
    if (least.string() === '100%') {
      yield { at: least, message: noEviction('minAvailable 100%') };
      return;
    }
    if (!least.exists) return;
    const replicas = budgetedSet(context)?.details.statefulSet?.replicas;
    const wanted = replicas === undefined ? undefined : podCount(least, replicas);
    if (wanted === undefined || !replicas || wanted < replicas) return;
    const percent = least.string();
    const what = percent === undefined ? `${wanted}` : `${percent}, rounded up to ${wanted},`;
    yield { at: least, message: noEviction(`minAvailable ${what} of ${replicas} Pods`) };
  },
});

function noEviction(what: string): string {
  return `${what} lets no Pod be evicted, so no node can be drained; allow at least one`;
}

function isNothing(view: FieldView): boolean {
  return view.integer() === 0 || view.string() === '0%';
}
