/** Long work that comes to its result in steps; between two of them it may stand still, or be given up. */
export type Steps<T> = Generator<void, T, void>;

/** Does all of the work at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Goes on with the work until it is done or, after a step, `isOver` says that it was enough; undefined where more is left. */
export function goOn<T extends object>(steps: Steps<T>, isOver: () => boolean): T | undefined {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (isOver()) return undefined;
  }
}
