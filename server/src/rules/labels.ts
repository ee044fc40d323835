import type { ObjectSummary } from '../analysis/workspaceView.ts';

/** Whether labels satisfy an equality selector (`matchLabels`, a Service's `selector`); an empty one selects nothing here. */
export function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

/**
 * The objects whose Pods carry every label of an equality selector, found by its first label. The index is made once for
 * each list of objects.
 */
export function selectedBy(
  selector: Readonly<Record<string, string>>,
  objects: readonly ObjectSummary[],
): readonly ObjectSummary[] {
  const [first] = Object.entries(selector);
  if (!first) return [];
  const candidates = byPodLabel(objects).get(`${first[0]}=${first[1]}`) ?? [];
  return candidates.filter(({ details }) => selects(selector, details.podLabels ?? {}));
}

const indexes = new WeakMap<readonly ObjectSummary[], ReadonlyMap<string, readonly ObjectSummary[]>>();

function byPodLabel(objects: readonly ObjectSummary[]): ReadonlyMap<string, readonly ObjectSummary[]> {
  let index = indexes.get(objects);
  if (!index) {
    const made = new Map<string, ObjectSummary[]>();
    for (const object of objects) {
      for (const [key, value] of Object.entries(object.details.podLabels ?? {})) {
        const label = `${key}=${value}`;
        const list = made.get(label);
        if (list) list.push(object);
        else made.set(label, [object]);
      }
    }
    index = made;
    indexes.set(objects, index);
  }
  return index;
}

/** The first pair of a selector that labels do not have, as `key: value`; undefined when they have all. */
export function firstUnmatched(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): string | undefined {
  const entry = Object.entries(selector).find(([key, value]) => labels[key] !== value);
  return entry && `${entry[0]}: ${entry[1]}`;
}
