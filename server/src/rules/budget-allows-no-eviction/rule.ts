import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { addEntry } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { budgetedSet, podCount, selectedSet } from '../budgets.ts';
import { relatedTo } from '../findings.ts';
import { onlyAutoscalerOf } from '../podNames.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { hasPatches } from '../workloads.ts';

export const rule = defineRule({
  id: 'budget-allows-no-eviction',
  summary: 'the disruption budget lets no Pod be evicted, so nodes cannot be drained',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  *check(context) {
    const spec = context.manifest.view.field('spec');
    const gone = spec.field('maxUnavailable');
    const least = spec.field('minAvailable');
    if (gone.exists) {
      if (isNothing(gone)) yield { at: gone, message: noEviction('maxUnavailable 0') };
      return;
    }
    if (least.string() === '100%') {
      yield { at: least, message: noEviction('minAvailable 100%') };
      return;
    }
    if (!least.exists) {
      if (isWithoutNumber(context)) yield withoutNumber(spec);
      return;
    }
    const replicas = budgetedSet(context)?.details.statefulSet?.replicas;
    const scaler = replicas === undefined ? scalerOf(context) : undefined;
    const most = replicas ?? scaler?.details.autoscaler?.maxReplicas;
    // What is wanted of the most Pods is wanted of fewer, too: percentages are rounded up.
    const wanted = most === undefined ? undefined : podCount(least, most);
    if (wanted === undefined || !most || wanted < most) return;
    const percent = least.string();
    const what = percent === undefined ? `${wanted}` : `${percent}, rounded up to ${wanted},`;
    yield {
      at: least,
      message: noEviction(`minAvailable ${what} of ${scaler ? 'at most ' : ''}${most} Pods`),
      ...(scaler && relatedTo(scaler, context.workspace)),
    };
  },
});

/** The autoscaler that decides how many Pods the budget is for. */
function scalerOf(context: RuleContext): ObjectSummary | undefined {
  const set = selectedSet(context);
  return set && onlyAutoscalerOf(set, context.workspace);
}

/**
 * Whether a budget is taken as it is with neither number. Kubernetes' disruption controller, `getExpectedPodCount`: it then
 * expects no Pod at all, and `updatePdbStatus` allows no disruption where none is expected. Without a selector the budget
 * is for no Pod, and a name that it does not know may be a number's.
 */
function isWithoutNumber(context: RuleContext): boolean {
  const spec = context.manifest.view.field('spec');
  const others = spec.entries().some(({ name }) => !fields.has(name));
  return spec.field('selector').isMapping() && !others && !hasPatches(context);
}

const fields: ReadonlySet<string> = new Set(['selector', 'unhealthyPodEvictionPolicy']);

function withoutNumber(spec: FieldView): Finding {
  return {
    at: { range: spec.keyRange, field: spec.path },
    message: 'With neither maxUnavailable nor minAvailable a budget lets no Pod be evicted; write maxUnavailable: 1',
    fixes: () => {
      const edit = addEntry(spec.tree, spec.node, ['maxUnavailable: 1']);
      return edit ? [{ title: 'Add maxUnavailable: 1', isSafe: false, edits: [edit] }] : [];
    },
  };
}

function noEviction(what: string): string {
  return `${what} lets no Pod be evicted, so no node can be drained; allow one`;
}

function isNothing(view: FieldView): boolean {
  return view.integer() === 0 || view.string() === '0%';
}
