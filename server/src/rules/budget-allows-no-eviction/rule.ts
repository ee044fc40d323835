import { sameNamespace } from '../../analysis/workspaceView.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { selectedBy } from '../labels.ts';
import { defineRule, type RuleContext } from '../rule.ts';

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
    const wanted = least.integer();
    const replicas = wanted === undefined ? undefined : replicasSelected(context);
    if (wanted === undefined || replicas === undefined || wanted < replicas || replicas === 0) return;
    yield { at: least, message: noEviction(`minAvailable ${wanted} of ${replicas} Pods`) };
  },
});

function noEviction(what: string): string {
  return `${what} lets no Pod be evicted: draining a node will wait for ever; allow at least one`;
}

function isNothing(view: FieldView): boolean {
  return view.integer() === 0 || view.string() === '0%';
}

/** Replicas of the one set that the budget's selector selects; undefined when that is not clear. */
function replicasSelected({ manifest, workspace }: RuleContext): number | undefined {
  const selector = manifest.view.at('spec', 'selector');
  if (selector.field('matchExpressions').exists || !workspace.isComplete) return undefined;
  const labels = Object.fromEntries(selector.field('matchLabels').stringMap());
  const selected = (kind: string) =>
    selectedBy(labels, kind, workspace).filter(({ namespace }) => sameNamespace(namespace, manifest.namespace));
  if (['Deployment', 'ReplicaSet', 'DaemonSet', 'Pod'].some((kind) => selected(kind).length > 0)) return undefined;
  const sets = selected('StatefulSet');
  const [set] = sets;
  return sets.length === 1 && set && !set.isTemplate ? set.details.statefulSet?.replicas : undefined;
}
