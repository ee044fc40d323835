import type { GateName } from '../../schema/gates.ts';
import type { StoreOptions } from '../gates.ts';
import type { Json, JsonObject } from '../json.ts';

/** A default that depends on the rest of the object that holds the field, in words for people. */
export interface ComputedDefault {
  /** The default, or undefined where the field stays as it is. */
  readonly compute: (owner: JsonObject, options: StoreOptions) => Json | undefined;
  readonly says: string;
  /** Without this gate there is no default. */
  readonly gate?: GateName;
}

/** A default that is always the same. */
export interface ConstantDefault {
  readonly value: Json;
  /** How people write the value, where that differs. */
  readonly says?: string;
  readonly gate?: GateName;
}

/** What the server writes into a field that is left out. */
export type FieldDefault = ConstantDefault | ComputedDefault;

/** What is done to objects of one type before they are stored, before anything is done to the objects in them. */
export interface TypeDefaults {
  /** Defaults of fields that are not written, in this order. */
  readonly fields?: Readonly<Record<string, FieldDefault>>;
  /** What a table cannot say: runs before the fields get their defaults. */
  readonly prepare?: (object: JsonObject, options: StoreOptions) => void;
}

/** Defaults by type name. */
export type DefaultTables = Readonly<Record<string, TypeDefaults>>;
