import { folderOf } from '../../base/uri.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { relatedTo } from '../findings.ts';
import { selectedBy, selects } from '../labels.ts';
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
    const own = statefulSetFacts(manifest).podLabels;
    // Sets that lie in different folders are rarely applied to one cluster: examples, variants, overlays.
    const self = workspace.named('StatefulSet', manifest.name, manifest.namespace);
    const folders = new Set(self.map(({ uri }) => folderOf(uri)));
    const other = selectedBy(matchLabels, 'StatefulSet', workspace).find(
      ({ name, namespace, isTemplate, details, uri }) =>
        name !== '' &&
        name !== manifest.name &&
        !isTemplate &&
        namespace === manifest.namespace &&
        folders.has(folderOf(uri)) &&
        selects(details.statefulSet?.selector ?? {}, own),
    );
    if (!other) return;
    yield {
      at: selector.field('matchLabels'),
      message: `This selector and that of StatefulSet "${other.name}" select each other's Pods; give each set a label of its own`,
      ...relatedTo(other, workspace),
    };
  },
});
