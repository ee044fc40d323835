import { profiled } from './profile.ts';

/** Milliseconds that runs took: median and 95th percentile. */
export interface Timing {
  readonly runs: number;
  readonly p50: number;
  readonly p95: number;
}

/** How long to measure: until `budgetMs` are over or `runs` are timed, but five runs at least. */
export interface Effort {
  readonly budgetMs?: number;
  readonly runs?: number;
  /** What time is; absent: `ownTime`. */
  readonly watch?: Stopwatch;
}

/** Starts to measure; what it gives says how many ms it has been since. */
export type Stopwatch = () => () => number;

/** The time that passes: for what other processes do. */
export const passingTime: Stopwatch = () => {
  const start = performance.now();
  return () => performance.now() - start;
};

/**
 * The time that this thread works. Where much has passed, only what the thread had of a processor counts, so that others
 * who take turns with it do not; the system counts that in steps of some ms, too coarse for less.
 */
export const ownTime: Stopwatch = () => {
  const start = performance.now();
  const before = usedMs();
  return () => {
    const passed = performance.now() - start;
    const used = passed < longMs ? 0 : usedMs() - before;
    return used > 0 ? Math.min(passed, used) : passed;
  };
};

const longMs = 20;

/** Node 24 and newer know it of a thread. */
function usedMs(): number {
  if (typeof process.threadCpuUsage !== 'function') return 0;
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const fewestRuns = 5;

/** Times `work` again and again, after a warm-up of the same kind. */
export function measure(work: () => unknown, effort: Effort = {}): Timing {
  const { watch = ownTime } = effort;
  const loop = (share: number): number[] => {
    const taken: number[] = [];
    while (goesOn(taken, effort, share)) {
      const tookMs = watch();
      work();
      taken.push(tookMs());
    }
    return taken;
  };
  loop(0.4);
  return timing(profiled(() => loop(1)));
}

/**
 * Times two kinds of work in turns, a few runs of the one and a few of the other, so that both see the same machine, the
 * same heap and equally well compiled code.
 */
export function measureBeside(
  work: () => unknown,
  other: () => unknown,
  effort: Effort = {},
): { readonly own: Timing; readonly beside: Timing } {
  const { watch = ownTime } = effort;
  const batch = (what: () => unknown, taken: number[], share: number): void => {
    let leftMs = batchMs;
    for (let run = 0; run < batchRuns && leftMs > 0 && goesOn(taken, effort, share); run++) {
      const tookMs = watch();
      what();
      const ms = tookMs();
      taken.push(ms);
      leftMs -= ms;
    }
  };
  const loop = (share: number): readonly [number[], number[]] => {
    const taken: readonly [number[], number[]] = [[], []];
    while (taken.some((times) => goesOn(times, effort, share))) {
      batch(other, taken[1], share);
      batch(work, taken[0], share);
    }
    return taken;
  };
  loop(0.4);
  const [own, beside] = loop(1);
  return { own: timing(own), beside: timing(beside) };
}

/** A turn of a work that is timed beside another one: as many runs, or as much time. */
const batchRuns = 10;
const batchMs = 20;

/**
 * The same for work that resolves later. `settle` runs after each `work` and is not timed: what the work has set off
 * and nobody waited for.
 */
export async function measureAsync(
  work: () => Promise<unknown>,
  effort: Effort = {},
  settle: () => unknown = () => undefined,
): Promise<Timing> {
  const { watch = ownTime } = effort;
  const loop = async (share: number): Promise<number[]> => {
    const taken: number[] = [];
    while (goesOn(taken, effort, share)) {
      const tookMs = watch();
      await work();
      taken.push(tookMs());
      await settle();
    }
    return taken;
  };
  await loop(0.4);
  return timing(await loop(1));
}

function goesOn(taken: readonly number[], { budgetMs = 400, runs = 300 }: Effort, share: number): boolean {
  if (taken.length < fewestRuns * share) return true;
  return taken.length < runs * share && taken.reduce((sum, ms) => sum + ms, 0) < budgetMs * share;
}

/** Median and 95th percentile of some times. */
export function timing(taken: readonly number[]): Timing {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { runs: taken.length, p50: at(0.5), p95: at(0.95) };
}
