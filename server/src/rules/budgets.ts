import { type ObjectSummary, sameNamespace } from '../analysis/workspaceView.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import { selectedBy } from './labels.ts';
import { isScaledByOthers } from './podNames.ts';
import type { RuleContext } from './rule.ts';

const otherKinds = ['Deployment', 'ReplicaSet', 'ReplicationController', 'DaemonSet', 'Job', 'Pod'];

/**
 * The one StatefulSet that a disruption budget selects. Undefined where that is not clear, or where an autoscaler decides
 * how many Pods it has.
 */
export function budgetedSet({ manifest, workspace }: RuleContext): ObjectSummary | undefined {
  const selector = manifest.view.at('spec', 'selector');
  if (selector.field('matchExpressions').exists || !workspace.isComplete) return undefined;
  const labels = Object.fromEntries(selector.field('matchLabels').stringMap());
  const selected = (kind: string) =>
    selectedBy(labels, kind, workspace).filter(({ namespace }) => sameNamespace(namespace, manifest.namespace));
  if (otherKinds.some((kind) => selected(kind).length > 0)) return undefined;
  const sets = selected('StatefulSet');
  const [set] = sets;
  if (sets.length !== 1 || !set || set.isTemplate) return undefined;
  // Of what cannot be read nothing is computed.
  if (!set.details.statefulSet?.isCountKnown) return undefined;
  return isScaledByOthers(set, workspace) ? undefined : set;
}

/** A number or a percentage of Pods. Kubernetes rounds percentages in budgets up (disruption controller). */
export function podCount(amount: FieldView, replicas: number): number | undefined {
  const text = amount.string();
  if (text === undefined) return amount.integer();
  const percent = /^(\d{1,3})%$/.exec(text)?.[1];
  return percent === undefined ? undefined : Math.ceil((Number(percent) * replicas) / 100);
}
