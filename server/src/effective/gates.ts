import { type GateName, isGateOn } from '../schema/gates.ts';
import { type Minor, minors } from '../schema/minor.ts';

/**
 * Gates that change what is stored and that no check asks for, as they are by default: one sign per minor from 1.29 on,
 * as in `schema/gates.ts`.
 */
const states = {
  //                                             1.29 … 1.37
  AtomicWriteVolumeUserFields: '........-',
  H2CContainerProbe: '........-',
  HPAConfigurableTolerance: '....--+++',
  MatchLabelKeysInPodTopologySpreadSelectorMerge: '.....++++',
  ServiceTrafficDistribution: '.-+++++++',
} as const;

/** The name of a gate that decides what is stored. */
export type StoreGate = GateName | keyof typeof states;

/** What the server's answer depends on beside the object. */
export interface StoreOptions {
  readonly minor: Minor;
  /** Gates that the cluster has switched; the others are as they are by default in that minor. */
  readonly gates?: Readonly<Partial<Record<StoreGate, boolean>>>;
}

/** Whether a gate is on for the server that stores the object. */
export function isOn(gate: StoreGate, { minor, gates }: StoreOptions): boolean {
  const switched = gates?.[gate];
  if (switched !== undefined) return switched;
  return gate in states
    ? states[gate as keyof typeof states][minors.indexOf(minor)] === '+'
    : isGateOn(gate as GateName, minor);
}
