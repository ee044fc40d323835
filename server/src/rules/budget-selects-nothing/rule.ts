import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { nearest } from '../../base/nearest.ts';
import { isSameFile } from '../../base/uri.ts';
import { changeTo, relatedTo, renameTo } from '../findings.ts';
import { exactLabels, firstUnmatched, selectedBy } from '../labels.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { besides, objectsNear, workloadsSelectedBy } from '../workloads.ts';

export const rule = defineRule({
  id: 'budget-selects-nothing',
  summary: 'the disruption budget selects no Pods, but nearly those of a set, or those of another namespace',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  *check(context) {
    const { manifest, workspace } = context;
    const selector = manifest.view.at('spec', 'selector');
    const wanted = exactLabels(selector) ?? {};
    if (!workspace.isComplete || Object.keys(wanted).length === 0) return;
    if (workloadsSelectedBy(wanted, context).length > 0) return;
    const elsewhere = setElsewhere(wanted, context);
    if (elsewhere) {
      yield inOtherNamespace(elsewhere, context);
      return;
    }
    const sets = besides(objectsNear('StatefulSet', context), context);
    const set = sets.find((one) => isMeant(wanted, one, context));
    if (!set) return;
    const labels = set.details.podLabels ?? {};
    const missing = firstUnmatched(wanted, labels)!;
    const key = missing.slice(0, missing.indexOf(': '));
    const value = selector.at('matchLabels', key);
    const other = meantKey(key, wanted, labels);
    const better = labels[key] ?? (other && `${other}: ${wanted[key]}`);
    yield {
      at: value,
      message: `No Pod has "${missing}", so the budget protects none${better ? `; those of StatefulSet "${set.name}" have "${better}"` : ''}`,
      ...relatedTo(set, workspace),
      fixes: () => (other ? [renameTo(value, other)] : better ? [changeTo(value, better)] : []),
    };
  },
});

/**
 * The one set that has the labels and lies in another namespace, where the budget is surely meant for it: in the same file
 * or of its name. Kustomize and templates write namespaces into all objects.
 */
function setElsewhere(wanted: Readonly<Record<string, string>>, context: RuleContext): ObjectSummary | undefined {
  const { manifest, workspace, uri } = context;
  if (manifest.isTemplate || manifest.namespace === undefined || workspace.objects('Kustomization').length > 0) return;
  const [set, another] = besides(selectedBy(wanted, 'StatefulSet', workspace), context).filter(
    ({ isTemplate, namespace }) => !isTemplate && namespace !== undefined,
  );
  if (!set || another || workspace.isPatch(set.uri)) return undefined;
  return isSameFile(set.uri, uri) || set.name === manifest.name ? set : undefined;
}

function inOtherNamespace(set: ObjectSummary, { manifest, workspace }: RuleContext): Finding {
  const namespace = manifest.view.at('metadata', 'namespace');
  const own = set.namespace ?? '';
  return {
    at: namespace,
    message: `A budget is for Pods of its own namespace, and those of StatefulSet "${set.name}" are in "${own}"; write that`,
    ...relatedTo(set, workspace),
    fixes: () => [changeTo(namespace, own)],
  };
}

/** Other budgets may be for Pods that an operator makes: only one that is all but right is surely meant for a set. */
function isMeant(
  wanted: Readonly<Record<string, string>>,
  set: ObjectSummary,
  { manifest: { name: budget }, workspace }: RuleContext,
): boolean {
  const labels = set.details.podLabels ?? {};
  const wrong = Object.entries(wanted).filter(([key, value]) => labels[key] !== value);
  const [first] = wrong;
  if (wrong.length !== 1 || !first) return false;
  const [key, value] = first;
  // A kustomization writes the label into the Pods.
  if (workspace.addsLabel(set.uri, key)) return false;
  const own = labels[key];
  if (own !== undefined) return nearest(value, [own]) !== undefined || budget === set.name;
  return meantKey(key, wanted, labels) !== undefined || (budget === set.name && Object.keys(wanted).length === 1);
}

type Labels = Readonly<Record<string, string>>;

/** The label with the wanted value whose key is a letter or two from the one that is written. */
function meantKey(key: string, wanted: Labels, labels: Labels): string | undefined {
  if (labels[key] !== undefined) return undefined;
  const others = Object.keys(labels).filter((other) => wanted[other] === undefined && labels[other] === wanted[key]);
  return nearest(key, others);
}
