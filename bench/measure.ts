import { profiled } from './profile.ts';

/** Milliseconds that runs took: median and 95th percentile. */
export interface Timing {
  readonly p50: number;
  readonly p95: number;
}

/** How long to measure: until `budgetMs` are over or `runs` are timed, but five runs at least. */
export interface Effort {
  readonly budgetMs?: number;
  readonly runs?: number;
}

const fewestRuns = 5;

/** Times `work` again and again, after a warm-up of the same kind. */
export function measure(work: () => unknown, effort: Effort = {}): Timing {
  const loop = (share: number): number[] => {
    const taken: number[] = [];
    const until = planned(effort, share);
    while (until.goesOn(taken)) {
      const start = performance.now();
      work();
      taken.push(performance.now() - start);
    }
    return taken;
  };
  loop(0.4);
  return timing(profiled(() => loop(1)));
}

/**
 * The same for work that resolves later. `settle` runs after each `work` and is not timed: what the work has set off
 * and nobody waited for.
 */
export async function measureAsync(
  work: () => Promise<unknown>,
  effort: Effort = {},
  settle: () => unknown = () => undefined,
): Promise<Timing> {
  const loop = async (share: number): Promise<number[]> => {
    const taken: number[] = [];
    const until = planned(effort, share);
    while (until.goesOn(taken)) {
      const start = performance.now();
      await work();
      taken.push(performance.now() - start);
      await settle();
    }
    return taken;
  };
  await loop(0.4);
  return timing(await loop(1));
}

function planned({ budgetMs = 400, runs = 300 }: Effort, share: number) {
  const end = performance.now() + budgetMs * share;
  return {
    goesOn: ({ length }: readonly number[]) =>
      length < fewestRuns * share || (length < runs * share && performance.now() < end),
  };
}

/** Median and 95th percentile of some times. */
export function timing(taken: readonly number[]): Timing {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
