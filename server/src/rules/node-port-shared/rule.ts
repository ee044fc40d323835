import type { ServiceDetails } from '../../analysis/summaries.ts';
import { relatedTo } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { besides } from '../workloads.ts';

export const rule = defineRule({
  id: 'node-port-shared',
  summary: 'two Services ask for the same port of the nodes; the second one is refused',
  severity: 'warning',
  kinds: ['Service'],
  *check(context) {
    const { manifest, workspace } = context;
    const spec = manifest.view.field('spec');
    if (manifest.isTemplate || !takesNodePorts(spec.field('type').string())) return;
    for (const port of spec.field('ports').items()) {
      const at = port.field('nodePort');
      const number = at.integer();
      if (!number) continue;
      // One of the same name may be a variant of this one, as for another cluster.
      const other = besides(workspace.objects('Service'), context).find(
        ({ name, isTemplate, details }) =>
          name !== manifest.name && !isTemplate && details.service !== undefined && takes(details.service, number),
      );
      if (!other) continue;
      yield {
        at,
        message: `Service "${other.name}" takes nodePort ${number}, too: whichever comes second is refused; change one`,
        ...relatedTo(other, workspace),
      };
    }
  },
});

/** Whatever the protocol: ports of nodes are given out by their number. */
function takes({ type, ports }: ServiceDetails, number: number): boolean {
  return takesNodePorts(type) && ports.some(({ nodePort }) => nodePort === number);
}

function takesNodePorts(type: string | undefined): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}
