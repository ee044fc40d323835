/** Time (ms) that this process has had the processor; other programs on the machine make it no longer. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
