import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'host-port-per-node',
  summary: 'the Pods take a fixed port of their node, so that each needs a node of its own',
  severity: 'information',
  kinds: ['StatefulSet'],
  words: ['hostPort', 'hostNetwork'],
  *check({ manifest }) {
    const facts = statefulSetFacts(manifest);
    const { podSpec, containers } = facts;
    if (isSpreadByNode(podSpec)) return;
    const network = podSpec.field('hostNetwork');
    const isHost = network.boolean() === true;
    const ports = containers.flatMap((container) => container.field('ports').items());
    const port = ports
      .map((item) => item.field('hostPort'))
      .concat(isHost ? ports.map((item) => item.field('containerPort')) : [])
      .find((view) => (view.integer() ?? 0) > 0);
    if (!port && !isHost) return;
    const { replicas } = facts;
    if (replicas < 2) return;
    const soft = podSpec.at('affinity', 'podAntiAffinity').exists ? ', whatever the anti-affinity prefers' : '';
    if (port) {
      yield {
        at: isHost ? network : port,
        message: `Port ${port.integer()} is the node's own: ${replicas} Pods need ${replicas} nodes${soft}, or the rest stay Pending`,
      };
    } else {
      yield {
        at: network,
        message: `Pods on one node share its ports, and no containerPort tells the scheduler; write the ports or an anti-affinity`,
      };
    }
  },
});

/** Whether a required rule keeps the Pods on nodes of their own already. */
function isSpreadByNode(podSpec: FieldView): boolean {
  const required = podSpec.at('affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  return required.items().some((term) => term.field('topologyKey').string() === 'kubernetes.io/hostname');
}
