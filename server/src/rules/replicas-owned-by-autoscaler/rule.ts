import { sameNamespace } from '../../analysis/workspaceView.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { autoscalerKinds } from '../podNames.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'replicas-owned-by-autoscaler',
  summary: 'replicas is written although an autoscaler sets it',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest, workspace }) {
    const replicas = statefulSetFacts(manifest).spec.field('replicas');
    if (!replicas.hasValue) return;
    for (const kind of autoscalerKinds) {
      const owner = workspace.objects(kind).find((object) => {
        const target = object.details.autoscaler;
        // KEDA's ScaledObject may leave the kind out, which then means Deployment.
        const isThis = target?.targetKind === 'StatefulSet' && target.targetName === manifest.name;
        return isThis && sameNamespace(object.namespace, manifest.namespace);
      });
      const range = owner && workspace.locate(owner);
      if (!owner) continue;
      yield {
        at: replicas,
        message: `${kind} "${owner.name}" sets the replicas; each apply of this line undoes its work, so leave it out`,
        ...(range ? { related: [{ message: `${kind} "${owner.name}"`, range, uri: owner.uri }] } : {}),
      };
      return;
    }
  },
});
