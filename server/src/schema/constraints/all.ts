import type { ConstraintTables, TypeConstraints } from '../constraint.ts';
import { containerConstraints } from './container.ts';

/** Every group of constraint tables. A new group is one more line here. */
const groups: readonly ConstraintTables[] = [containerConstraints];

/** All constraint tables by name. */
export const constraintTables: ReadonlyMap<string, TypeConstraints> = new Map(
  groups.flatMap((group) => Object.entries(group)),
);
