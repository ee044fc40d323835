import { bug } from '../base/bug.ts';
import { collectGarbage, type Run } from './cluster.ts';
import { syncOnce } from './controller.ts';
import { canonicalJson } from './json.ts';
import type { World } from './model.ts';

/** Lets the controller and the garbage collector run until nothing changes any more. */
export function settle(run: Run): void {
  for (let round = 0; round < mostRounds; round++) {
    const before = run.world;
    collectGarbage(run);
    syncOnce(run);
    if (isSame(before, run.world)) return;
  }
  bug('the controller did not come to rest');
}

/** Far more passes than a controller that makes progress can need for the most Pods that are simulated. */
const mostRounds = 20_000;

function isSame(a: World, b: World): boolean {
  if (a.pods !== b.pods || a.claims !== b.claims || a.nextUid !== b.nextUid) return false;
  if (a.revisions.length !== b.revisions.length || a.revisions.some((each, i) => each !== b.revisions[i])) return false;
  return a.set?.uid === b.set?.uid && canonicalJson({ ...a.set?.status }) === canonicalJson({ ...b.set?.status });
}
