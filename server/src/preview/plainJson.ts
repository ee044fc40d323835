import { memoize } from '../base/memoize.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Json } from '../rollout/json.ts';

/**
 * The JSON that a place stands for, as Kubernetes reads its scalars; undefined when it stands for far more than is
 * written (aliases of aliases) or for itself. What cannot be read is left out: a half-written manifest is the normal case.
 */
export const plainJson = memoize((view: FieldView): Json | undefined => {
  const budget = { values: mostValues };
  const json = read(view, budget, 0);
  return budget.values > 0 ? json : undefined;
});

/** A StatefulSet of the largest size that a server takes (1.5 MB) has fewer values than this. */
const mostValues = 500_000;
const mostLevels = 200;

function read(view: FieldView, budget: { values: number }, level: number): Json {
  budget.values -= level > mostLevels ? mostValues : 1;
  if (budget.values <= 0) return null;
  if (view.isMapping()) {
    return Object.fromEntries(view.entries().map(({ name, value }) => [name, read(value, budget, level + 1)]));
  }
  if (view.isSequence()) return view.items().map((item) => read(item, budget, level + 1));
  return view.json() ?? null;
}
