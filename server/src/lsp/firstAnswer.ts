import type { Runtime } from '../runtime/ports.ts';

/**
 * A function to call with each answer: the first one plans `runtime.onStarted`, for as soon as the answer is out. Later,
 * completion and hover would be loaded, which a start does without.
 */
export function firstAnswer(runtime: Pick<Runtime, 'timers' | 'onStarted'>): () => void {
  let hasAnswered = false;
  return () => {
    if (hasAnswered) return;
    hasAnswered = true;
    runtime.timers.soon(() => runtime.onStarted?.());
  };
}
