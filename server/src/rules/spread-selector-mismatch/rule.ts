import { sameNamespace } from '../../analysis/workspaceView.ts';
import { nearest } from '../../base/nearest.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { changeTo } from '../findings.ts';
import { affinityTerms } from '../labels.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { workloadKinds } from '../workloads.ts';

export const rule = defineRule({
  id: 'spread-selector-mismatch',
  summary: 'a spread constraint or anti-affinity does not select the Pods of its own set, nor any other',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    if (!context.workspace.isComplete) return;
    const { podSpec } = statefulSetFacts(context.manifest);
    for (const constraint of podSpec.field('topologySpreadConstraints').items()) {
      const finding = judge(constraint.field('labelSelector'), 'any', context);
      if (finding) yield finding;
    }
    for (const term of affinityTerms(podSpec.at('affinity', 'podAntiAffinity'))) {
      // Keeping away from Pods of another namespace, or from others of this one, is what the field is for, too.
      if (term.field('namespaces').hasValue || term.field('namespaceSelector').hasValue) continue;
      const finding = judge(term.field('labelSelector'), 'slip', context);
      if (finding) yield finding;
    }
  },
});

/** A label that the selector wants, with one of some values. */
interface Requirement {
  readonly at: FieldView;
  readonly key: string;
  readonly values: readonly string[];
}

type Labels = Readonly<Record<string, string>>;

/** `any`: every label that the own Pods lack is a mistake; `slip`: only a value that is nearly the own one. */
function judge(selector: FieldView, mistakes: 'any' | 'slip', context: RuleContext): Finding | undefined {
  const { manifest, uri, workspace } = context;
  const { podLabels } = statefulSetFacts(manifest);
  const wanted = requirementsOf(selector);
  const wrong = wanted?.find((requirement) => !isMet(requirement, podLabels));
  if (!wanted || !wrong) return undefined;
  const [value] = wrong.values;
  const own = podLabels[wrong.key];
  const isNear = own !== undefined && value !== undefined && nearest(value, [own]) !== undefined;
  if (mistakes === 'slip' && !isNear) return undefined;
  // A kustomization may add the label to the Pods, or write another value.
  if (own === undefined && workspace.objects('Kustomization').length > 0) return undefined;
  if (workspace.addsLabel(uri, wrong.key)) return undefined;
  if (isAnySelected(wanted, context)) return undefined;
  const has = own === undefined ? `no "${wrong.key}"` : `"${wrong.key}: ${own}", not "${value}"`;
  const { range } = manifest.view.at('spec', 'template', 'metadata', 'labels').field(wrong.key);
  return {
    at: wrong.at,
    message: `The Pods have ${has}, so they are not kept apart; select labels of the template`,
    related: [{ message: 'The labels of the Pods', range }],
    fixes: () => (own !== undefined && wrong.at.isScalar() ? [changeTo(wrong.at, own)] : []),
  };
}

/** What a selector wants; undefined where it says more than which labels must be there, or nothing. */
function requirementsOf(selector: FieldView): Requirement[] | undefined {
  const found: Requirement[] = [];
  for (const { name, value } of selector.field('matchLabels').entries()) {
    const text = value.string();
    if (text === undefined) return undefined;
    found.push({ at: value, key: name, values: [text] });
  }
  for (const expression of selector.field('matchExpressions').items()) {
    const key = expression.field('key').string();
    const items = expression.field('values').items();
    if (!key || expression.field('operator').string() !== 'In' || items.length === 0) return undefined;
    const at = items.length === 1 ? items[0]! : expression.field('values');
    found.push({ at, key, values: items.flatMap((item) => item.string() ?? []) });
  }
  return found;
}

function isMet({ key, values }: Requirement, labels: Labels): boolean {
  const own = labels[key];
  return own !== undefined && values.includes(own);
}

function isAnySelected(wanted: readonly Requirement[], { manifest, workspace }: RuleContext): boolean {
  return workloadKinds.some((kind) =>
    workspace
      .objects(kind)
      .some(
        ({ isTemplate, namespace, details }) =>
          sameNamespace(namespace, manifest.namespace) &&
          (isTemplate || wanted.every((requirement) => isMet(requirement, details.podLabels ?? {}))),
      ),
  );
}
