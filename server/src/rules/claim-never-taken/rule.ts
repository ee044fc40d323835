import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { splitPodName } from '../../facts/podNames.ts';
import { claimName } from '../../facts/statefulSet.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isBeside } from '../workloads.ts';

export const rule = defineRule({
  id: 'claim-never-taken',
  summary: "a claim is called by a set and its template the wrong way round, so the set's Pods never use it",
  severity: 'warning',
  kinds: ['PersistentVolumeClaim'],
  *check(context) {
    const { manifest, workspace } = context;
    const parts = splitPodName(manifest.name);
    if (!parts || manifest.isTemplate || !workspace.isComplete) return;
    const turned = halvesOf(parts.set);
    if (turned.some(([template, set]) => setsWith(template, set, context).length > 0)) return;
    for (const [name, template] of turned) {
      const [set, another] = setsWith(template, name, context).filter((one) => isBeside(one, context));
      if (!set || another || set.isTemplate || workspace.isPatch(set.uri)) continue;
      const meant = claimName(template, name, parts.ordinal);
      yield {
        at: manifest.view.at('metadata', 'name'),
        message: `StatefulSet "${name}" uses no claim of this name: that of its template "${template}" is called "${meant}"`,
        ...relatedTo(set, workspace),
        fixes: () => (isFree(meant, context) ? [changeTo(manifest.view.at('metadata', 'name'), meant)] : []),
      };
    }
  },
});

/** A text in two, at each of its dashes. */
function halvesOf(text: string): readonly (readonly [string, string])[] {
  const halves: (readonly [string, string])[] = [];
  for (let dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
    halves.push([text.slice(0, dash), text.slice(dash + 1)]);
  }
  return halves;
}

/** The sets of that name, in the manifest's namespace or one that may be it, that have the template. */
function setsWith(template: string, set: string, { manifest, workspace }: RuleContext): readonly ObjectSummary[] {
  return workspace
    .named('StatefulSet', set, manifest.namespace)
    .filter(({ details }) => details.statefulSet?.claimTemplates.some(({ name }) => name === template));
}

function isFree(claim: string, { manifest, workspace }: RuleContext): boolean {
  return workspace.named('PersistentVolumeClaim', claim, manifest.namespace).length === 0;
}
