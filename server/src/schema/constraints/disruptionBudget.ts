import { percentOf } from '../../base/percent.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';

/** Disruption budgets. Kubernetes: policy validation, `ValidatePodDisruptionBudget`. */
export const disruptionBudgetConstraints: ConstraintTables = {
  'policy.v1.PodDisruptionBudget': {
    noun: 'PodDisruptionBudget',
    fields: { metadata: { always: true, as: 'meta.v1.ObjectMeta#pathSegment' } },
  },
  'policy.v1.PodDisruptionBudgetSpec': {
    noun: 'disruption budget',
    fields: {
      minAvailable: { check: checkAmount },
      maxUnavailable: { check: checkAmount },
      unhealthyPodEvictionPolicy: { words: ['IfHealthyBudget', 'AlwaysAllow'], empty: 'word' },
    },
    checks: [checkOneOfTwo],
    checksOfPatches: [checkOneOfTwo],
  },
};

/** Kubernetes: apps validation, `ValidatePositiveIntOrPercent` and `IsNotMoreThan100Percent`. */
function checkAmount(cx: CheckContext, node: NodeId): void {
  const value = cx.jsonOf(node);
  const label = cx.labelOf(node);
  if (typeof value === 'number' && value < 0) {
    cx.report('value-out-of-range', cx.at(node), `${label} ${value} is below zero; write 0 or more`);
  }
  if (typeof value !== 'string' || cx.isOpen(value)) return;
  const percent = percentOf(value);
  if (percent === undefined) {
    cx.report(
      'value-invalid',
      cx.at(node),
      `${label} ${quoted(value)} is no amount; write a number or a percentage such as 50%`,
    );
  } else if (percent > 100) {
    cx.report('value-out-of-range', cx.at(node), `${label} ${quoted(value)} is more than all; write at most 100%`);
  }
}

function checkOneOfTwo(cx: CheckContext, spec: NodeId): void {
  const second = cx.value(spec, 'maxUnavailable');
  if (second === NO_NODE || !cx.has(spec, 'minAvailable')) return;
  const message = 'minAvailable and maxUnavailable exclude each other; keep one of them';
  cx.report('fields-conflict', cx.at(second), message, { field: cx.pathOf(spec) });
}
