/** Asks whether the result of running work is still wanted. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

/** A token that never cancels. */
export const neverCancelled: CancellationToken = { isCancellationRequested: false };

/** Thrown by work that was cancelled; cancelled work never returns an empty result. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/** Throws `Cancelled` when the token asks for it. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new Cancelled();
}
