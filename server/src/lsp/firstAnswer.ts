import type { Runtime } from '../runtime/ports.ts';

/** The client gets the first answer to more than one document before the time is used otherwise (ms). */
const pauseMs = 100;

/** A function to call with each answer: the first one plans `runtime.onStarted`. */
export function firstAnswer(runtime: Pick<Runtime, 'timers' | 'onStarted'>): () => void {
  let hasAnswered = false;
  return () => {
    if (hasAnswered) return;
    hasAnswered = true;
    runtime.timers.after(pauseMs, () => runtime.onStarted?.());
  };
}
