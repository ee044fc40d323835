import { didYouMean, nearest } from '../../base/nearest.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { changeTo } from '../findings.ts';
import { affinityTerms } from '../labels.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'match-label-key-unresolved',
  summary: 'matchLabelKeys names a label that the Pods of the set do not have',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['matchLabelKeys'],
  *check({ manifest, uri, workspace }) {
    const { podSpec, podLabels } = statefulSetFacts(manifest);
    const affinity = podSpec.field('affinity');
    const places = [
      ...podSpec.field('topologySpreadConstraints').items(),
      ...affinityTerms(affinity.field('podAffinity')),
      ...affinityTerms(affinity.field('podAntiAffinity')),
    ];
    for (const key of places.flatMap(keysOf)) {
      const label = key.string();
      if (!label || podLabels[label] !== undefined || ofController.includes(label)) continue;
      const isOfDeployments = label === 'pod-template-hash';
      const meant = isOfDeployments ? revisionLabel : nearest(label, [...Object.keys(podLabels), ...ofController]);
      if (meant === undefined || workspace.addsLabel(uri, label)) continue;
      yield {
        at: key,
        message: isOfDeployments
          ? `Pods of a set have no label "${label}", so the key counts for nothing; write ${meant}`
          : `The Pods have no label "${label}", so the key counts for nothing; ${didYouMean(meant)}`,
        fixes: () => [changeTo(key, meant)],
      };
    }
  },
});

/** Kubernetes: statefulset controller, `newVersionedStatefulSetPod` and `initIdentity`. */
const revisionLabel = 'controller-revision-hash';
const ofController = [revisionLabel, 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'];

function keysOf(place: FieldView): readonly FieldView[] {
  return [...place.field('matchLabelKeys').items(), ...place.field('mismatchLabelKeys').items()];
}
