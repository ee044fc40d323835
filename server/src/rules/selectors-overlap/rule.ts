import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { relatedTo } from '../findings.ts';
import { exactLabels, selects } from '../labels.ts';
import { defineRule } from '../rule.ts';
import { isBeside } from '../workloads.ts';

export const rule = defineRule({
  id: 'selectors-overlap',
  summary: 'the selector also selects the Pods of another workload in the same namespace',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const { manifest, workspace } = context;
    const { spec, podLabels } = statefulSetFacts(manifest);
    const selector = spec.field('selector');
    const matchLabels = exactLabels(selector);
    if (!matchLabels) return;
    const [first] = Object.entries(matchLabels);
    if (!first) return;
    // There may be thousands with such a label: none is looked at behind the one that is found.
    const other = workspace
      .withPodLabel('StatefulSet', first[0], first[1])
      .find(
        (set) =>
          set.name !== '' &&
          set.name !== manifest.name &&
          !set.isTemplate &&
          set.namespace === manifest.namespace &&
          selects(matchLabels, set.details.podLabels ?? {}) &&
          selects(set.details.statefulSet?.selector ?? {}, podLabels) &&
          isBeside(set, context),
      );
    if (!other) return;
    yield {
      at: selector.field('matchLabels'),
      message: `This selector and that of StatefulSet "${other.name}" select each other's Pods; give each set a label of its own`,
      ...relatedTo(other, workspace),
    };
  },
});
