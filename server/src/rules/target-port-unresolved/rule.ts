import type { PodPort } from '../../analysis/summaries.ts';
import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { memoize } from '../../base/memoize.ts';
import { nearest } from '../../base/nearest.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { defineRule, type Finding } from '../rule.ts';
import { besides, isPortName, workloadsSelectedBy } from '../workloads.ts';

export const rule = defineRule({
  id: 'target-port-unresolved',
  summary: 'a Service leads to a port that the Pods of its set do not declare',
  severity: 'warning',
  kinds: ['Service'],
  *check(context) {
    const { manifest, workspace } = context;
    const spec = manifest.view.field('spec');
    if (!workspace.isComplete || spec.field('type').string() === 'ExternalName') return;
    const ports = spec.field('ports').items();
    const selector = Object.fromEntries(spec.field('selector').stringMap());
    const pods = ports.length === 0 ? [] : workloadsSelectedBy(selector, context);
    if (haveUnknownPorts(pods)) return;
    const set = besides(pods, context).find(({ kind }) => kind === 'StatefulSet');
    if (!set) return;
    const isHeadless = spec.field('clusterIP').string() === 'None';
    for (const port of ports) {
      const finding = byName(port, { set, pods, isHeadless }) ?? byNumber(port, { set, pods, isHeadless });
      if (finding) yield { ...finding, ...relatedTo(set, workspace) };
    }
  },
});

interface Selected {
  /** The set that messages speak of. */
  readonly set: ObjectSummary;
  /** All that the Service selects. */
  readonly pods: readonly ObjectSummary[];
  /** A headless Service gives names to Pods whatever its ports are. */
  readonly isHeadless: boolean;
}

/** Kubernetes: `FindPort`: name and protocol have to be those of a port of a container; else the Pod serves it not. */
function byName(port: FieldView, { set, pods, isHeadless }: Selected): Finding | undefined {
  const target = port.field('targetPort');
  const name = target.string();
  if (!name || !isPortName(name)) return undefined;
  const protocol = port.field('protocol').string() ?? 'TCP';
  const known = portsOf(pods);
  const called = known.filter((one) => one.name === name);
  if (called.some((one) => one.protocol === protocol)) return undefined;
  const fate = isHeadless ? 'it is not published' : 'it leads nowhere';
  if (called[0]) {
    return {
      at: target,
      ...(isHeadless ? { severity: 'information' } : {}),
      message: `Port "${name}" of the Pods is ${called[0].protocol}, this one ${protocol}, so ${fate}; use one protocol`,
    };
  }
  const better = nearest(
    name,
    known.flatMap((one) => (one.protocol === protocol && one.name) || []),
  );
  return {
    at: target,
    ...(isHeadless ? { severity: 'information' } : {}),
    message: `No container of StatefulSet "${set.name}" has a port called "${name}", so ${fate}`,
    fixes: () => (better ? [changeTo(target, better)] : []),
  };
}

/** Containers need not declare what they listen on: only where each of them does, a number that is missing is worth a word. */
function byNumber(port: FieldView, { set, pods, isHeadless }: Selected): Finding | undefined {
  const target = port.field('targetPort');
  const view = target.hasValue ? target : port.field('port');
  const number = view.integer();
  if (isHeadless || !number) return undefined;
  if (haveSilent(pods)) return undefined;
  const numbers = portsOf(pods).map((one) => one.port);
  if (numbers.includes(number) || numbers.includes(undefined)) return undefined;
  const declared = [...new Set(numbers)];
  const others = declared.length > 3 ? 'other ports' : declared.join(', ');
  const remedy = target.hasValue ? 'check that something listens there' : 'write the targetPort that is meant';
  return {
    at: view,
    severity: 'information',
    message: `The containers of StatefulSet "${set.name}" declare ${others}, not ${number}; ${remedy}`,
  };
}

/** Thousands of Services may select the same Pods. */
const haveUnknownPorts = memoize((pods: readonly ObjectSummary[]) =>
  pods.some(({ isTemplate, details }) => isTemplate || !details.podPorts),
);

/** Whether a container of the Pods does not say what it listens on. */
const haveSilent = memoize((pods: readonly ObjectSummary[]) =>
  pods.some(({ details }) => details.podPorts!.some((ports) => ports.length === 0)),
);

const portsOf = memoize((pods: readonly ObjectSummary[]): readonly PodPort[] =>
  pods.flatMap(({ details }) => details.podPorts?.flat() ?? []),
);
