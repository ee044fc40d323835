import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { memoize } from '../../base/memoize.ts';
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
    const takers = takersIn(besides(workspace.objects('Service'), context));
    for (const port of spec.field('ports').items()) {
      const at = port.field('nodePort');
      const number = at.integer();
      if (!number) continue;
      // One of the same name may be a variant of this one, as for another cluster.
      const other = takers.get(number)?.find(({ name }) => name !== manifest.name);
      if (!other) continue;
      yield {
        at,
        message: `Service "${other.name}" takes nodePort ${number}, too: whichever comes second is refused; change one`,
        ...relatedTo(other, workspace),
      };
    }
  },
});

/**
 * The first Services of two names that take each port, whatever the protocol: ports of nodes are given out by their
 * number.
 */
const takersIn = memoize((services: readonly ObjectSummary[]): ReadonlyMap<number, readonly ObjectSummary[]> => {
  const takers = new Map<number, ObjectSummary[]>();
  for (const service of services) {
    const details = service.isTemplate ? undefined : service.details.service;
    if (!takesNodePorts(details?.type)) continue;
    for (const { nodePort } of details?.ports ?? []) {
      if (nodePort === undefined) continue;
      const known = takers.get(nodePort);
      if (!known) takers.set(nodePort, [service]);
      else if (known.length === 1 && known[0]!.name !== service.name) known.push(service);
    }
  }
  return takers;
});

function takesNodePorts(type: string | undefined): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}
