/** How many of so many members are a majority: what a system needs in order to decide anything. */
export function quorumOf(members: number): number {
  return Math.floor(members / 2) + 1;
}
