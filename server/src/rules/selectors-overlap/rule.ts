import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { relatedTo } from '../findings.ts';
import { exactLabels, selectedBy, selects } from '../labels.ts';
import { defineRule } from '../rule.ts';
import { besides } from '../workloads.ts';

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
    const other = besides(selectedBy(matchLabels, 'StatefulSet', workspace), context).find(
      (set) =>
        set.name !== '' &&
        set.name !== manifest.name &&
        !set.isTemplate &&
        set.namespace === manifest.namespace &&
        selects(set.details.statefulSet?.selector ?? {}, podLabels),
    );
    if (!other) return;
    yield {
      at: selector.field('matchLabels'),
      message: `This selector and that of StatefulSet "${other.name}" select each other's Pods; give each set a label of its own`,
      ...relatedTo(other, workspace),
    };
  },
});
