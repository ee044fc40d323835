import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { relatedTo } from '../findings.ts';
import { exactLabels, selectedBy } from '../labels.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { besides, hasPatches } from '../workloads.ts';

export const rule = defineRule({
  id: 'selector-takes-others',
  summary: "a set's Service or disruption budget also selects the Pods of another program",
  severity: 'warning',
  kinds: ['Service', 'PodDisruptionBudget'],
  *check(context) {
    const { manifest, workspace } = context;
    const isService = manifest.kind === 'Service';
    const selector = manifest.view.at('spec', 'selector');
    const labels = isService ? Object.fromEntries(selector.stringMap()) : exactLabels(selector);
    if (!labels || !workspace.isComplete) return;
    const set = ownSet(labels, context);
    const other =
      set && otherKinds.map((kind) => selectedHere(kind, labels, context)).find((one) => one.length > 0)?.[0];
    if (!other || isSameProgram(set, other)) return;
    // What is patched or gets labels elsewhere may be told apart by them.
    if (hasPatches(context) || [context.uri, set.uri, other.uri].some((uri) => workspace.addsLabel(uri))) return;
    const what = `The Pods of ${other.kind} "${other.name}"`;
    yield {
      at: isService ? selector : selector.field('matchLabels'),
      message: isService
        ? `${what} are selected, too, and clients reach them; select a label of StatefulSet "${set.name}" alone`
        : `${what} are counted, too; select a label that StatefulSet "${set.name}" alone has`,
      ...relatedTo(other, workspace),
    };
  },
});

/** Those whose Pods stay: the Pods of Jobs come and go. */
const otherKinds = ['Deployment', 'DaemonSet', 'ReplicaSet', 'ReplicationController'];

/**
 * The set that a Service or budget is for: the only one here that it selects, which names the Service or has its name.
 * Others may well be meant for all parts of an application.
 */
function ownSet(labels: Readonly<Record<string, string>>, context: RuleContext): ObjectSummary | undefined {
  const { name } = context.manifest;
  const [set, another] = selectedHere('StatefulSet', labels, context);
  if (!set || another) return undefined;
  return set.name === name || set.details.statefulSet?.serviceName === name ? set : undefined;
}

function selectedHere(
  kind: string,
  labels: Readonly<Record<string, string>>,
  context: RuleContext,
): readonly ObjectSummary[] {
  const { manifest, workspace } = context;
  return besides(selectedBy(labels, kind, workspace), context).filter(
    ({ name, namespace, isTemplate }) => name !== '' && !isTemplate && namespace === manifest.namespace,
  );
}

/** Whether both listen at the same port, as further members of one cluster do, or what is moved from one kind to another. */
function isSameProgram(set: ObjectSummary, other: ObjectSummary): boolean {
  if (set.name === other.name) return true;
  const ports = new Set(portsOf(set));
  return portsOf(other).some((port) => ports.has(port));
}

function portsOf({ details }: ObjectSummary): readonly (number | undefined)[] {
  return (details.podPorts ?? []).flatMap((ports) => ports.map(({ port }) => port));
}
