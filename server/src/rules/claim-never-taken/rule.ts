import { claimUsers } from '../../analysis/indexKeys.ts';
import { sameNamespace } from '../../analysis/workspaceView.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { turnedClaims } from '../turnedClaimNames.ts';

export const rule = defineRule({
  id: 'claim-never-taken',
  summary: "a claim is called by a set and its template the wrong way round, so the set's Pods never use it",
  severity: 'warning',
  kinds: ['PersistentVolumeClaim'],
  *check(context) {
    const { manifest, workspace } = context;
    if (manifest.isTemplate || !workspace.isComplete) return;
    const turned = turnedClaims(manifest.name, context);
    if (turned.length === 0 || isUsed(context)) return;
    for (const { set, template, meant } of turned) {
      yield {
        at: manifest.view.at('metadata', 'name'),
        message: `StatefulSet "${set.name}" uses no claim of this name: that of its template "${template}" is called "${meant}"`,
        ...relatedTo(set, workspace),
        fixes: () => (isFree(meant, context) ? [changeTo(manifest.view.at('metadata', 'name'), meant)] : []),
      };
    }
  },
});

/** Whether something mounts, copies or names the claim: then it has its name for that. */
function isUsed({ manifest, workspace }: RuleContext): boolean {
  return workspace
    .objects(claimUsers)
    .some(
      ({ details, namespace }) =>
        details.claims?.includes(manifest.name) && sameNamespace(namespace, manifest.namespace),
    );
}

function isFree(claim: string, { manifest, workspace }: RuleContext): boolean {
  return workspace.named('PersistentVolumeClaim', claim, manifest.namespace).length === 0;
}
