import assert from 'node:assert/strict';

/** Time (ms) that this process has had the processor; other programs on the machine make it no longer. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Time of the processor that some work takes (ms). */
export function processorMsOf(work: () => unknown): number {
  const startMs = processorMs();
  work();
  return processorMs() - startMs;
}

/**
 * Fails where four times as much takes `most` times as long or longer, each time that it is tried: memory may be cleared up
 * meanwhile. What grows with the square takes sixteen times as long. `work` is done once beforehand with a quarter, which
 * is no part of the comparison.
 */
export function assertGrowsAlike(
  work: (count: number) => () => unknown,
  { count, most }: { count: number; most: number },
): void {
  const [quarter, once, fourTimes] = [work(count / 4), work(count), work(count * 4)];
  processorMsOf(quarter);
  for (let attempt = 0; ; attempt++) {
    const short = processorMsOf(once);
    const long = processorMsOf(fourTimes);
    if (long / short < most) return;
    assert.ok(attempt < 4, `${Math.round(long)} ms where a quarter of it takes ${Math.round(short)} ms`);
  }
}
