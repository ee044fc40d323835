import { type ObjectSummary, sameNamespace } from '../../analysis/workspaceView.ts';
import { memoize } from '../../base/memoize.ts';
import { mostCompared, nearest } from '../../base/nearest.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { exactLabels } from '../labels.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { besides, objectsNear, workloadKinds, workloadsSelectedBy } from '../workloads.ts';

export const rule = defineRule({
  id: 'selector-misspelt',
  summary: 'a Service or NetworkPolicy selects no Pods, but nearly those of a workload beside it',
  severity: 'warning',
  kinds: ['Service', 'NetworkPolicy'],
  *check(context) {
    const { manifest, workspace } = context;
    if (!workspace.isComplete || manifest.isTemplate) return;
    const selector = selectorOf(context);
    const wanted = selector && Object.fromEntries(selector.stringMap());
    if (!wanted || Object.keys(wanted).length === 0 || workloadsSelectedBy(wanted, context).length > 0) return;
    if (isToldAtSet(context)) return;
    const meant = meantWorkload(wanted, context);
    if (!meant) return;
    const { workload, key, better } = meant;
    const at = selector.field(key);
    const { kind, name } = workload;
    const has = kind === 'Pod' ? `Pod "${name}" has` : `those of ${kind} "${name}" have`;
    yield {
      at,
      message: `No Pod has "${key}: ${wanted[key]}", so the ${manifest.kind} selects none; ${has} "${better}"`,
      ...relatedTo(workload, workspace),
      fixes: () => [changeTo(at, better)],
    };
  },
});

/** The labels that are wanted; undefined where more is wanted than labels, or the selector is not looked at. */
function selectorOf({ manifest: { kind, view } }: RuleContext): FieldView | undefined {
  const spec = view.field('spec');
  if (kind === 'Service') return spec.field('type').string() === 'ExternalName' ? undefined : spec.field('selector');
  const selector = spec.field('podSelector');
  return exactLabels(selector) && selector.field('matchLabels');
}

/** Whether a set is behind the Service, which is judged there by `service-selector-mismatch`. */
function isToldAtSet(context: RuleContext): boolean {
  const { kind, name, view } = context.manifest;
  if (kind !== 'Service' || view.at('spec', 'clusterIP').string() !== 'None') return false;
  return serviceNamesOf(objectsNear('StatefulSet', context)).has(name);
}

const serviceNamesOf = memoize(
  (sets: readonly ObjectSummary[]) => new Set(sets.map(({ details }) => details.statefulSet?.serviceName)),
);

interface Meant {
  readonly workload: ObjectSummary;
  readonly key: string;
  readonly better: string;
}

/** The workload of the same folder that one value keeps from the selector, which is a letter or two from the right one. */
function meantWorkload(wanted: Readonly<Record<string, string>>, context: RuleContext): Meant | undefined {
  const { manifest, workspace } = context;
  const lists = workloadKinds.map((kind) => besides(workspace.objects(kind), context));
  // What a template will be called is not known.
  if (lists.some(hasTemplates)) return undefined;
  const pairs = Object.entries(wanted);
  for (const workload of lists.flatMap((list) => nearlyWith(pairs, list))) {
    const [key, better] = onlyDifference(pairs, workload.details.podLabels ?? {}) ?? [];
    const value = key === undefined ? undefined : wanted[key];
    if (key === undefined || value === undefined || better === undefined) continue;
    if (!isSlip(value, better) || !sameNamespace(workload.namespace, manifest.namespace)) continue;
    // A Service that bears the value in its name is for other Pods, which somebody else makes.
    if (manifest.name.includes(value) && !manifest.name.includes(better)) continue;
    if (!workspace.isPatch(workload.uri) && !isRelabelled(key, context)) return { workload, key, better };
  }
  return undefined;
}

const hasTemplates = memoize((objects: readonly ObjectSummary[]) => objects.some(({ isTemplate }) => isTemplate));

/** Of some workloads those that may have all labels but one, as all of a few may. */
function nearlyWith(pairs: readonly (readonly [string, string])[], objects: readonly ObjectSummary[]) {
  if (objects.length <= fewObjects) return objects;
  const known = byLabel(objects);
  const [[key, value] = ['', ''], another] = pairs;
  // With more than one of them at least one of the first two is as it is wanted.
  if (another)
    return [...new Set([...(known.get(key)?.get(value) ?? []), ...(known.get(another[0])?.get(another[1]) ?? [])])];
  const values = known.get(key);
  if (values === undefined || values.size > mostCompared) return [];
  return [...values].flatMap(([own, list]) => (isSlip(value, own) ? list : []));
}

const fewObjects = 8;

const byLabel = memoize((objects: readonly ObjectSummary[]) => {
  const keys = new Map<string, Map<string, ObjectSummary[]>>();
  for (const object of objects) {
    for (const [key, value] of Object.entries(object.details.podLabels ?? {})) {
      const values = keys.get(key) ?? new Map<string, ObjectSummary[]>();
      keys.set(key, values);
      const list = values.get(value);
      if (list) list.push(object);
      else values.set(value, [object]);
    }
  }
  return keys;
});

/** The one label of a selector that Pods have with another value, and that value; undefined where more differs. */
function onlyDifference(
  wanted: readonly (readonly [string, string])[],
  labels: Readonly<Record<string, string>>,
): readonly [key: string, own: string] | undefined {
  let found: readonly [string, string] | undefined;
  for (const [key, value] of wanted) {
    const own = labels[key];
    if (own === value) continue;
    // No slip changes the length by more.
    if (found !== undefined || own === undefined || Math.abs(own.length - value.length) > 3) return undefined;
    found = [key, own];
  }
  return found;
}

/** Whether a value was surely meant to be another: short words and those of a row (`db-1`, `zone-b`) are near by chance. */
function isSlip(value: string, better: string): boolean {
  if (Math.min(value.length, better.length) < 4 || nearest(value, [better]) === undefined) return false;
  return !/[${]/.test(value + better) && withoutPlace(value) !== withoutPlace(better);
}

/** A value without numbers, and without a last part of one letter. */
function withoutPlace(value: string): string {
  return value.replaceAll(/\d/g, '').replace(/[-_.][a-z]$/, '');
}

/** Whether a kustomization writes the label anew, in selectors, too. */
function isRelabelled(key: string, { workspace }: RuleContext): boolean {
  return workspace.objects('Kustomization').some(({ details }) => details.changes?.labels.includes(key));
}
