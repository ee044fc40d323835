import { type GateName, isGateOn, type SwitchedGates } from '../schema/gates.ts';
import type { Minor } from '../schema/minor.ts';

/** What the server's answer depends on beside the object. */
export interface StoreOptions {
  readonly minor: Minor;
  /** Gates that the cluster has switched; the others are as they are by default in that minor. */
  readonly gates?: SwitchedGates;
}

/** Whether a gate is on for the server that stores the object. */
export function isOn(gate: GateName, { minor, gates }: StoreOptions): boolean {
  return isGateOn(gate, minor, gates);
}
