import type { ObjectSummary, WorkspaceView } from '../analysis/workspaceView.ts';
import { memoize } from '../base/memoize.ts';
import type { FieldView } from '../manifest/fieldView.ts';

/** The labels that a label selector asks for; undefined where it has expressions, too. */
export function exactLabels(selector: FieldView): Readonly<Record<string, string>> | undefined {
  if (selector.field('matchExpressions').exists) return undefined;
  return Object.fromEntries(selector.field('matchLabels').stringMap());
}

/** Whether labels satisfy an equality selector (`matchLabels`, a Service's `selector`); an empty one selects nothing here. */
export function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

/** The objects of a kind whose Pods an equality selector selects: of many the same list whenever it is asked for. */
export function selectedBy(
  selector: Readonly<Record<string, string>>,
  kind: string,
  workspace: WorkspaceView,
): readonly ObjectSummary[] {
  const [first, ...others] = Object.entries(selector);
  if (!first) return [];
  let fewest = workspace.withPodLabel(kind, first[0], first[1]);
  if (others.length === 0) return fewest;
  // Thousands may have one of the labels, as that of who made them, and few all of them.
  for (const [label, value] of fewest.length > fewObjects ? others : []) {
    const candidates = workspace.withPodLabel(kind, label, value);
    if (candidates.length < fewest.length) fewest = candidates;
  }
  return fewest.length > fewObjects ? selectedFrom(fewest, selector) : filtered({ candidates: fewest, selector });
}

/** Shorter lists are gone through each time. */
const fewObjects = 8;

interface Selection {
  readonly candidates: readonly ObjectSummary[];
  readonly selector: Readonly<Record<string, string>>;
}

function filtered({ candidates, selector }: Selection): readonly ObjectSummary[] {
  return candidates.filter(({ details }) => selects(selector, details.podLabels ?? {}));
}

const selected = memoize(filtered);

const selectionsOf = memoize((_: readonly ObjectSummary[]) => new Map<string, Selection>());

/** Each selection is one object, so that what is looked at for it is noted with it. */
function selectedFrom(
  candidates: readonly ObjectSummary[],
  selector: Readonly<Record<string, string>>,
): readonly ObjectSummary[] {
  const selections = selectionsOf(candidates);
  const key = JSON.stringify(selector);
  const known = selections.get(key) ?? { candidates, selector };
  selections.set(key, known);
  return selected(known);
}

/** The first pair of a selector that labels do not have, as `key: value`; undefined when they have all. */
export function firstUnmatched(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): string | undefined {
  const entry = Object.entries(selector).find(([key, value]) => labels[key] !== value);
  return entry && `${entry[0]}: ${entry[1]}`;
}

/** The terms of a Pod affinity or anti-affinity, required and preferred. */
export function affinityTerms(affinity: FieldView): FieldView[] {
  return [
    ...affinity.field('requiredDuringSchedulingIgnoredDuringExecution').items(),
    ...affinity
      .field('preferredDuringSchedulingIgnoredDuringExecution')
      .items()
      .map((preference) => preference.field('podAffinityTerm')),
  ];
}
