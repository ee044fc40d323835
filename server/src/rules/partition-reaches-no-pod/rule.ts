import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { PlainFields } from '../../manifest/plainFields.ts';
import { isCountMisplaced } from '../../manifest/podCount.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'partition-reaches-no-pod',
  summary: 'the partition is at or above the number of replicas, so an update changes no Pod',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    const facts = statefulSetFacts(manifest);
    const { spec } = facts;
    const partition = spec.at('updateStrategy', 'rollingUpdate', 'partition');
    const value = partition.integer();
    if (value === undefined) return;
    // With OnDelete all of rollingUpdate is refused, which is said already.
    if (spec.at('updateStrategy', 'type').string() === 'OnDelete') return;
    const { replicas } = facts;
    const written = spec.field('replicas');
    const isReadable = !written.hasValue || written.integer() !== undefined;
    if (!isReadable || replicas === 0 || value < replicas) return;
    if (isCountMisplaced(PlainFields.of(manifest.view))) return;
    // The controller compares the replica's index, not its ordinal (stateful_set_control.go, updateStatefulSet).
    const pods = replicas === 1 ? 'the only Pod' : `every one of the ${replicas} Pods`;
    yield {
      at: partition,
      message: `partition ${value} leaves ${pods} at the old revision; write less than ${replicas}`,
    };
  },
});
