/** Milliseconds that runs took: median and 95th percentile. */
export interface Timing {
  readonly p50: number;
  readonly p95: number;
}

/** Runs `work` until `runs` are timed, after a warm-up; `work` gets the number of the run. */
export function measure(work: (run: number) => unknown, runs = 200): Timing {
  for (let i = 0; i < Math.min(runs, 60); i++) work(i);
  const taken: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    work(i);
    taken.push(performance.now() - start);
  }
  return timing(taken);
}

/** The same for work that resolves later. */
export async function measureAsync(work: (run: number) => Promise<unknown>, runs = 60): Promise<Timing> {
  for (let i = 0; i < Math.min(runs, 15); i++) await work(i);
  const taken: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work(i);
    taken.push(performance.now() - start);
  }
  return timing(taken);
}

export function timing(taken: readonly number[]): Timing {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
