import type { ObjectSummary } from '../analysis/workspaceView.ts';
import { splitPodName } from '../facts/podNames.ts';
import { claimName } from '../facts/statefulSet.ts';
import type { RuleContext } from './rule.ts';
import { isBeside } from './workloads.ts';

/** A claim of a set that somebody called by set and template the wrong way round. */
export interface TurnedClaim {
  /** A set in the manifest's folder. */
  readonly set: ObjectSummary;
  readonly template: string;
  /** Of the Pod whose claim it is to be. */
  readonly ordinal: number;
  /** What the set calls it. */
  readonly meant: string;
}

/** What `web-data-0` is meant to be beside a set `web` with a template `data`; empty where some set has such a claim. */
export function turnedClaims(claim: string, context: RuleContext): readonly TurnedClaim[] {
  const { workspace } = context;
  const parts = splitPodName(claim);
  if (!parts) return [];
  const turned = halvesOf(parts.set);
  if (turned.some(([template, set]) => setsWith(template, set, context).length > 0)) return [];
  return turned.flatMap(([name, template]) => {
    const [set, another] = setsWith(template, name, context).filter((one) => isBeside(one, context));
    if (!set || another || set.isTemplate || workspace.isPatch(set.uri)) return [];
    return [{ set, template, ordinal: parts.ordinal, meant: claimName(template, name, parts.ordinal) }];
  });
}

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
