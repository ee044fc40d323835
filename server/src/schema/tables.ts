import type { FieldConstraints, TypeConstraints, ValueConstraints } from './constraint.ts';
import type { GateName } from './gates.ts';
import type { TypeInfo } from './structure.ts';

/** What kinds of values the walk tells apart. */
export const ValueKind = {
  object: 1,
  list: 2,
  map: 3,
  string: 4,
  int32: 5,
  int64: 6,
  boolean: 7,
  number: 8,
  quantity: 9,
  intOrString: 10,
  time: 11,
  any: 12,
} as const;
export type ValueKind = (typeof ValueKind)[keyof typeof ValueKind];

/** A type with its constraints, made for one minor and for being walked. */
export interface ObjectTable {
  readonly type: TypeInfo;
  readonly constraints: TypeConstraints;
  /** The fields that the minor knows. */
  readonly fields: ReadonlyMap<string, FieldTable>;
  /** Fields whose absence means something; the bit of each is its index. */
  readonly watched: readonly FieldTable[];
}

/** A field of such a type. */
export interface FieldTable {
  readonly name: string;
  readonly value: ValueTable;
  readonly constraints: FieldConstraints;
  /** 0 for fields whose absence means nothing. */
  readonly bit: number;
  /** The gate that is off in this minor, if the field has one. */
  readonly closedGate: GateName | undefined;
}

/** What may stand for a value. */
export interface ValueTable {
  readonly kind: ValueKind;
  readonly constraints: ValueConstraints;
  /** Whether the constraints say anything. */
  readonly isConstrained: boolean;
  /** The only words that are allowed in this minor. */
  readonly words: readonly string[] | undefined;
  /** Of objects. */
  readonly object: ObjectTable | undefined;
  /** Of the items of a list or the values of a map. */
  readonly inner: ValueTable | undefined;
}
