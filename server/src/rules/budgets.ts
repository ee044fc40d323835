import type { ObjectSummary } from '../analysis/workspaceView.ts';
import { percentOf } from '../base/percent.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import { exactLabels } from './labels.ts';
import { isScaledByOthers } from './podNames.ts';
import type { RuleContext } from './rule.ts';
import { workloadsSelectedBy } from './workloads.ts';

/**
 * The one StatefulSet that a disruption budget selects. Undefined where that is not clear, or where an autoscaler decides
 * how many Pods it has.
 */
export function budgetedSet(context: RuleContext): ObjectSummary | undefined {
  const set = selectedSet(context);
  // Of what cannot be read nothing is computed.
  if (!set?.details.statefulSet?.isCountKnown) return undefined;
  return isScaledByOthers(set, context.workspace) ? undefined : set;
}

/** The one StatefulSet that a disruption budget selects, whoever scales it; undefined where that is not clear. */
export function selectedSet(context: RuleContext): ObjectSummary | undefined {
  const { manifest, workspace } = context;
  const labels = exactLabels(manifest.view.at('spec', 'selector'));
  if (!labels || !workspace.isComplete) return undefined;
  const [set, ...others] = workloadsSelectedBy(labels, context);
  return others.length > 0 || set?.kind !== 'StatefulSet' || set.isTemplate ? undefined : set;
}

/** A number or a percentage of Pods. Kubernetes rounds percentages in budgets up (disruption controller). */
export function podCount(amount: FieldView, replicas: number): number | undefined {
  const text = amount.string();
  if (text === undefined) return amount.integer();
  const percent = percentOf(text);
  return percent === undefined ? undefined : Math.ceil((percent * replicas) / 100);
}
