import { changePod, note, podRef, type Run, removePod } from './cluster.ts';
import type { PodState, World } from './model.ts';
import { isAvailable } from './pods.ts';

/** One thing that is done in the kubelet's place, or that time does. */
export type KubeletAct =
  | { readonly kind: 'finish' | 'start'; readonly pod: PodState }
  | { readonly kind: 'time'; readonly toSeconds: number };

/**
 * What happens next while the controller rests: the terminating Pod of the highest ordinal is gone, else the unready
 * Pod of the lowest ordinal gets ready, else time passes until a Pod counts as available. Undefined: nothing will.
 */
export function nextAct(world: World, isBroken: (image: string) => boolean): KubeletAct | undefined {
  const going = world.pods.findLast((pod) => pod.isTerminating);
  if (going !== undefined) return { kind: 'finish', pod: going };
  const starting = world.pods.find((pod) => canGetReady(pod, isBroken));
  if (starting !== undefined) return { kind: 'start', pod: starting };
  const toSeconds = nextAvailability(world);
  return toSeconds === undefined ? undefined : { kind: 'time', toSeconds };
}

/** Does it. */
export function perform(run: Run, act: KubeletAct): void {
  switch (act.kind) {
    case 'finish':
      removePod(run, act.pod, run.world.departures[act.pod.name] ?? 'user');
      return;
    case 'start':
      changePod(run, act.pod, { phase: 'Running', isReady: true, readySince: run.world.clockSeconds });
      note(run, { kind: 'ready', why: 'kubelet', ...podRef(act.pod) });
      return;
    case 'time':
      letTimePass(run, act.toSeconds);
  }
}

/** Whether a Pod is on its way to be ready: not failed, and none of its images is one that never works. */
function canGetReady(pod: PodState, isBroken: (image: string) => boolean): boolean {
  return !pod.isReady && pod.phase !== 'Failed' && !pod.images.some(isBroken);
}

function nextAvailability({ set, pods, clockSeconds }: World): number | undefined {
  const wait = set?.spec.minReadySeconds ?? 0;
  const times = pods
    .filter((pod) => pod.isReady && pod.owner === set?.uid && !isAvailable(pod, wait, clockSeconds))
    .map((pod) => (pod.readySince ?? clockSeconds) + wait);
  return times.length === 0 ? undefined : Math.min(...times);
}

function letTimePass(run: Run, toSeconds: number): void {
  const { set } = run.world;
  const wait = set?.spec.minReadySeconds ?? 0;
  const before = run.world.clockSeconds;
  run.world = { ...run.world, clockSeconds: toSeconds };
  for (const pod of run.world.pods) {
    const isNew = pod.isReady && !isAvailable(pod, wait, before) && isAvailable(pod, wait, toSeconds);
    if (isNew && pod.owner === set?.uid) note(run, { kind: 'available', why: 'time', ...podRef(pod) });
  }
}
