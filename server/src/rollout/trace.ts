import type { ClaimState, PodState, World } from './model.ts';

/**
 * What an onlooker sees who compares the cluster before and after an interval in which the controller came to rest:
 * Pods that are gone, claims, new Pods, Pods asked to go; each by ordinal. A Pod that was replaced is gone and new.
 */
export function traceBetween(before: World, after: World): readonly string[] {
  const lines = [...podLines(before, after), ...claimLines(before, after)];
  lines.sort((a, b) => a.rank - b.rank || a.ordinal - b.ordinal || a.order - b.order || compare(a.text, b.text));
  return lines.map(({ text }) => text);
}

interface Line {
  readonly rank: number;
  readonly ordinal: number;
  /** Among lines of one claim: going comes before coming. */
  readonly order: number;
  readonly text: string;
}

const ranks = { gone: 0, claim: 1, create: 2, delete: 3 } as const;

function podLines(before: World, after: World): Line[] {
  const lines: Line[] = [];
  const add = (rank: keyof typeof ranks, pod: PodState, text: string): void => {
    lines.push({ rank: ranks[rank], ordinal: pod.ordinal, order: 0, text });
  };
  const old = byUid(before.pods);
  const now = byUid(after.pods);
  for (const pod of before.pods) if (!now.has(pod.uid)) add('gone', pod, `gone ${pod.name}`);
  for (const pod of after.pods) {
    const earlier = old.get(pod.uid);
    if (earlier === undefined) add('create', pod, `create ${pod.name} ${pod.images[0] ?? ''}`);
    if (pod.isTerminating && !earlier?.isTerminating) add('delete', pod, `delete ${pod.name}`);
  }
  return lines;
}

function claimLines(before: World, after: World): Line[] {
  const lines: Line[] = [];
  const add = (order: number, claim: ClaimState, what: string): void => {
    lines.push({ rank: ranks.claim, ordinal: claim.ordinal, order, text: `${what} ${claim.name}` });
  };
  const old = byUid(before.claims);
  const now = byUid(after.claims);
  for (const claim of before.claims) if (!now.has(claim.uid)) add(0, claim, 'claim gone');
  for (const claim of after.claims) {
    const earlier = old.get(claim.uid);
    if (earlier === undefined) add(1, claim, 'claim');
    if (claim.isDeleting && !earlier?.isDeleting) add(2, claim, 'claim deleting');
  }
  return lines;
}

function byUid<T extends { readonly uid: number }>(items: readonly T[]): ReadonlyMap<number, T> {
  return new Map(items.map((item) => [item.uid, item]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
