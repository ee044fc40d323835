import type { RuleContext } from './rule.ts';

/**
 * What several rules ask for, worked out once for each look of all rules at a manifest. What it read of the workspace
 * was noted for that manifest when it was worked out; the next look has a context of its own.
 */
export class PerContext<T> {
  private readonly known = new WeakMap<RuleContext, { readonly value: T }>();
  private readonly read: (context: RuleContext) => T;

  constructor(read: (context: RuleContext) => T) {
    this.read = read;
  }

  of(context: RuleContext): T {
    let known = this.known.get(context);
    if (!known) {
      known = { value: this.read(context) };
      this.known.set(context, known);
    }
    return known.value;
  }
}
