import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { selects } from '../labels.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'selectors-overlap',
  summary: 'the selector also selects the Pods of another workload in the same namespace',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest, workspace }) {
    const { spec } = statefulSetFacts(manifest);
    const selector = spec.field('selector');
    const matchLabels = Object.fromEntries(selector.field('matchLabels').stringMap());
    if (selector.field('matchExpressions').exists || Object.keys(matchLabels).length === 0) return;
    const other = workspace
      .objects('StatefulSet')
      .find(
        (object) =>
          object.name !== '' &&
          object.name !== manifest.name &&
          !object.isTemplate &&
          object.namespace === manifest.namespace &&
          selects(matchLabels, object.details.podLabels ?? {}) &&
          selects(
            object.details.statefulSet?.selector ?? {},
            Object.fromEntries(spec.at('template', 'metadata', 'labels').stringMap()),
          ),
      );
    const range = other && workspace.locate(other);
    if (!other) return;
    yield {
      at: selector.field('matchLabels'),
      message: `This selector and that of StatefulSet "${other.name}" select each other's Pods; give each set a label of its own`,
      ...(range ? { related: [{ message: `StatefulSet "${other.name}"`, range, uri: other.uri }] } : {}),
    };
  },
});
