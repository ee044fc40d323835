import { sameNamespace } from '../../analysis/workspaceView.ts';
import { hasOrdinal, podRange, splitPodName } from '../podNames.ts';
import { defineRule } from '../rule.ts';

const label = 'statefulset.kubernetes.io/pod-name';

export const rule = defineRule({
  id: 'pod-name-selector-unresolved',
  summary: 'a Service selects one Pod by name, and no set of the workspace has that Pod',
  severity: 'warning',
  kinds: ['Service'],
  *check({ manifest, workspace }) {
    const view = manifest.view.at('spec', 'selector').field(label);
    const name = view.string();
    if (!name || !workspace.isComplete) return;
    const sets = workspace
      .objects('StatefulSet')
      .filter((set) => !set.isTemplate && sameNamespace(set.namespace, manifest.namespace));
    const parts = splitPodName(name);
    const set = sets.find((candidate) => candidate.name === parts?.set);
    if (set && parts && hasOrdinal(set, parts.ordinal)) return;
    if (!set && sets.length === 0) return;
    // An autoscaler may add the Pod.
    if (
      set &&
      workspace.objects('HorizontalPodAutoscaler').some(({ details }) => details.autoscaler?.targetName === set.name)
    )
      return;
    const range = set && workspace.locate(set);
    yield {
      at: view,
      message: set
        ? `There is no Pod "${name}": StatefulSet "${set.name}" has ${podRange(set)}; the Service selects nothing`
        : `No StatefulSet of the workspace makes a Pod "${name}"; the Service selects nothing`,
      ...(range ? { related: [{ message: `StatefulSet "${set.name}"`, range, uri: set.uri }] } : {}),
    };
  },
});
