import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { addEntry } from '../../manifest/edits.ts';
import type { Fix } from '../../manifest/problem.ts';
import { setText } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'host-network-dns',
  summary: "Pods on the node's network ask the node's DNS, which knows no Services and no peers",
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    const { podSpec } = statefulSetFacts(manifest);
    const network = podSpec.field('hostNetwork');
    if (network.boolean() !== true) return;
    const policy = podSpec.field('dnsPolicy');
    if (policy.hasValue && policy.string() !== 'ClusterFirst') return;
    const wanted = 'ClusterFirstWithHostNet';
    const fixes = (): Fix[] => {
      const edit = policy.exists
        ? setText(policy, wanted)
        : addEntry(podSpec.tree, podSpec.node, [`dnsPolicy: ${wanted}`]);
      return edit ? [{ title: `Set dnsPolicy to ${wanted}`, isSafe: false, edits: [edit] }] : [];
    };
    yield policy.hasValue
      ? {
          at: policy,
          message: `With hostNetwork this is taken as Default: names of Services and peers do not resolve; write ${wanted}`,
          fixes,
        }
      : {
          at: network,
          severity: 'information',
          message: `The Pods ask the node's DNS, which knows no Services and no peers; write dnsPolicy: ${wanted}`,
          fixes,
        };
  },
});
