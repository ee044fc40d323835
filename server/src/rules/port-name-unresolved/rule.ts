import { nearest } from '../../base/nearest.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { changeTo } from '../findings.ts';
import { defineRule, type Finding } from '../rule.ts';
import { isPortName } from '../workloads.ts';

export const rule = defineRule({
  id: 'port-name-unresolved',
  summary: 'a probe or hook names a port that its container does not declare',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['httpGet', 'tcpSocket'],
  *check({ manifest }) {
    const { containers, initContainers } = statefulSetFacts(manifest);
    const all = [...containers, ...initContainers];
    for (const container of all) {
      for (const { handler, effect } of handlersOf(container)) {
        const finding = judge(handler.field('port'), { container, all, effect });
        if (finding) yield finding;
      }
    }
  },
});

/**
 * What follows when the kubelet cannot resolve the port. Kubernetes: `pkg/kubelet/prober`: a probe that errs has no
 * result, so the state before the first one stays; `pkg/kubelet/lifecycle`: a hook that errs has failed.
 */
const effects: readonly (readonly [path: readonly string[], effect: string])[] = [
  [['startupProbe'], 'the container never counts as started'],
  [['readinessProbe'], 'the Pod never becomes Ready'],
  [['livenessProbe'], 'this probe never runs'],
  [['lifecycle', 'postStart'], 'the hook fails, and the container is killed'],
  [['lifecycle', 'preStop'], 'the hook never runs'],
];

function* handlersOf(container: FieldView): Generator<{ handler: FieldView; effect: string }> {
  for (const [path, effect] of effects) {
    const place = container.at(...path);
    yield { handler: place.field('httpGet'), effect };
    // A hook's tcpSocket is never carried out, whatever its port.
    if (path.length === 1) yield { handler: place.field('tcpSocket'), effect };
  }
}

interface Around {
  readonly container: FieldView;
  readonly all: readonly FieldView[];
  readonly effect: string;
}

function judge(port: FieldView, { container, all, effect }: Around): Finding | undefined {
  const name = port.string();
  if (!name || !isPortName(name)) return undefined;
  const own = namesOf(container);
  if (own.some((view) => view.string() === name)) return undefined;
  const elsewhere = all.flatMap(namesOf).find((view) => view.string() === name);
  const better = nearest(
    name,
    own.flatMap((view) => view.string() ?? []),
  );
  const meant = own.find((view) => view.string() === better);
  const related = elsewhere
    ? [{ message: 'Another container has it, which does not count', range: elsewhere.range }]
    : meant
      ? [{ message: `Port "${better}"`, range: meant.range }]
      : undefined;
  return {
    at: port,
    message: `This container has no port called "${name}", so ${effect}`,
    ...(related ? { related } : {}),
    fixes: () => (better ? [changeTo(port, better)] : []),
  };
}

function namesOf(container: FieldView): FieldView[] {
  return container
    .field('ports')
    .items()
    .map((port) => port.field('name'));
}
