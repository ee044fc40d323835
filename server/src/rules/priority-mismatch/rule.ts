import { podSpecOf } from '../../facts/pods.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { leaveOut } from '../findings.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { workloadKinds } from '../workloads.ts';

export const rule = defineRule({
  id: 'priority-mismatch',
  summary: 'priority or preemptionPolicy are not those of the priority class, so that Pods are refused',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  *check(context) {
    const podSpec = podSpecOf(context.manifest);
    const [priority, preemption] = [podSpec.field('priority'), podSpec.field('preemptionPolicy')];
    if (!priority.hasValue && !preemption.hasValue) return;
    const named = podSpec.field('priorityClassName');
    if (named.hasValue && named.string() === undefined) return;
    const name = named.string() ?? '';
    const given = givenBy(name, context);
    if (!given) return;
    for (const [view, wanted] of [
      [priority, given.value],
      [preemption, given.preemption],
    ] as const) {
      const written = view.integer() ?? view.string();
      if (typeof written === typeof wanted && written !== wanted) yield findingOf(view, { name, wanted });
    }
  },
});

/** What a class gives to its Pods. */
interface Given {
  readonly value: number;
  readonly preemption: string;
}

/** Kubernetes: `SystemPriorityClasses` in apis/scheduling/v1/helpers.go; every cluster has them. */
const systemClasses: ReadonlyMap<string, number> = new Map([
  ['system-node-critical', 2_000_001_000],
  ['system-cluster-critical', 2_000_000_000],
]);

/** What Pods get by their class, or by the default one; undefined where that is not known. */
function givenBy(name: string, { workspace }: RuleContext): Given | undefined {
  const preemption = 'PreemptLowerPriority';
  const value = systemClasses.get(name);
  if (value !== undefined) return { value, preemption };
  const classes = (name === '' ? workspace.objects('PriorityClass') : workspace.named('PriorityClass', name, undefined))
    .filter(({ details, isTemplate }) => !isTemplate && (name !== '' || details.priority?.isDefault))
    .map(({ details }) => details.priority);
  if (classes.length === 0 && name === '') return workspace.isComplete ? { value: 0, preemption } : undefined;
  const [only] = classes;
  if (classes.length !== 1 || only?.value === undefined) return undefined;
  return { value: only.value, preemption: only.preemption ?? preemption };
}

function findingOf(view: FieldView, { name, wanted }: { name: string; wanted: string | number }): Finding {
  const { step } = view;
  const fixes = () => {
    const isAlone = view.tree.parent(view.key) === view.parent?.node;
    return isAlone ? [leaveOut(view, `Leave "${step}" out`)] : [];
  };
  const message =
    name === ''
      ? `Pods are refused: only a priority class gives ${step} "${view.text()}"; name one in priorityClassName`
      : `Pods are refused: class "${name}" gives ${step} "${wanted}", not "${view.text()}"; leave it out`;
  return { at: view, message, fixes };
}
