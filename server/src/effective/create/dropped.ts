import type { GateName } from '../../schema/gates.ts';

/** What is written and not stored, by field path, each with the reason in a few words. */
export class DroppedFields {
  readonly reasons = new Map<string, string>();

  /** The minor does not know the field. */
  unknown(path: string): void {
    this.reasons.set(path, 'unknown field');
  }

  /** The field's gate is off. */
  gated(path: string, gate: GateName): void {
    this.reasons.set(path, `gate ${gate} is off`);
  }

  /** Any other reason. */
  because(path: string, reason: string): void {
    this.reasons.set(path, reason);
  }

  has(path: string): boolean {
    return this.reasons.has(path);
  }
}
