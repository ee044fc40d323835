import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { nearest } from '../../base/nearest.ts';
import { ordinalOf, podIndexLabel, podNameLabel, splitPodName } from '../../facts/podNames.ts';
import { podName } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { selects } from '../labels.ts';
import { mayHaveOrdinal, podRange } from '../podNames.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { objectsNear } from '../workloads.ts';

export const rule = defineRule({
  id: 'pod-name-selector-unresolved',
  summary: 'a selector means one Pod by its name or ordinal, and no set of the workspace has that Pod',
  severity: 'warning',
  kinds: ['Service', 'PodDisruptionBudget', 'NetworkPolicy'],
  *check(context) {
    if (!context.workspace.isComplete) return;
    const selector = selectorOf(context);
    const finding = byName(selector, context) ?? byIndex(selector, context);
    if (finding) yield finding;
  },
});

function selectorOf({ manifest }: RuleContext): FieldView {
  const spec = manifest.view.field('spec');
  if (manifest.kind === 'Service') return spec.field('selector');
  return spec.at(manifest.kind === 'NetworkPolicy' ? 'podSelector' : 'selector', 'matchLabels');
}

function byName(selector: FieldView, context: RuleContext): Finding | undefined {
  const view = selector.field(podNameLabel);
  const name = view.string();
  // Most selectors have no such label, and do not depend on all sets of the workspace.
  const sets = name ? objectsNear('StatefulSet', context) : [];
  if (!name || sets.length === 0) return undefined;
  const parts = splitPodName(name);
  // Folders for several clusters may hold one set in several sizes.
  const named = sets.filter((candidate) => candidate.name === parts?.set);
  const [set] = named;
  if (set && parts) {
    const isThere = named.some((one) => mayHaveOrdinal(one, parts.ordinal, context.workspace));
    return isThere ? undefined : noSuchPod(set, view, context);
  }
  const meant =
    parts &&
    nearest(
      parts.set,
      sets.map((candidate) => candidate.name),
    );
  const better = meant && podName(meant, parts.ordinal);
  return {
    at: view,
    message: `No StatefulSet of the workspace makes a Pod "${name}"; the ${context.manifest.kind} selects nothing`,
    fixes: () => (better ? [changeTo(view, better)] : []),
  };
}

/** The other labels have to say which set is meant: one alone, and nothing but a set. */
function byIndex(selector: FieldView, context: RuleContext): Finding | undefined {
  const view = selector.field(podIndexLabel);
  const index = view.string();
  if (index === undefined) return undefined;
  const others = Object.fromEntries([...selector.stringMap()].filter(([key]) => key !== podIndexLabel));
  const selected = objectsNear('StatefulSet', context).filter(({ details }) =>
    selects(others, details.podLabels ?? {}),
  );
  const [set] = selected;
  if (!set || selected.length > 1) return undefined;
  const ordinal = ordinalOf(index);
  return ordinal !== undefined && mayHaveOrdinal(set, ordinal, context.workspace)
    ? undefined
    : noSuchPod(set, view, context);
}

function noSuchPod(set: ObjectSummary, view: FieldView, { workspace, manifest }: RuleContext): Finding {
  const text = view.string() ?? '';
  const pod = /^\d+$/.test(text) ? `${set.name}-${text}` : text;
  return {
    at: view,
    message: `There is no Pod "${pod}": StatefulSet "${set.name}" has ${podRange(set)}; the ${manifest.kind} selects nothing`,
    ...relatedTo(set, workspace),
  };
}
