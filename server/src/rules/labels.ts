import type { ObjectSummary, WorkspaceView } from '../analysis/workspaceView.ts';
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

/** The objects of a kind whose Pods an equality selector selects. */
export function selectedBy(
  selector: Readonly<Record<string, string>>,
  kind: string,
  workspace: WorkspaceView,
): readonly ObjectSummary[] {
  const [first] = Object.entries(selector);
  if (!first) return [];
  const candidates = workspace.withPodLabel(kind, first[0], first[1]);
  return candidates.filter(({ details }) => selects(selector, details.podLabels ?? {}));
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
