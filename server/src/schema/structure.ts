import document from '../../../schemas/kubernetes.json' with { type: 'json' };
import { isAtLeast, type Minor } from './minor.ts';

/**
 * What a value may be: a named type (`ref`), or a JSON type with what is known of it.
 * `format` of integers is `int32` or `int64`; `values` describes the values of a map.
 */
export interface ValueInfo {
  readonly ref?: string;
  readonly type?: 'string' | 'integer' | 'boolean' | 'number' | 'array' | 'object' | 'int-or-string';
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: ValueInfo;
  readonly values?: ValueInfo;
}

/** A field of a type. */
export interface FieldInfo extends ValueInfo {
  readonly name: string;
  readonly default?: unknown;
  readonly listType?: string;
  readonly listMapKeys?: readonly string[];
  /** First minor that knows it; absent where 1.29 did already. */
  readonly since?: Minor;
  /** Last minor that knows it; absent where the newest still does. */
  readonly last?: Minor;
  /** Whether an API server of that minor knows the field; to one that does not, it is an unknown field. */
  isKnownIn(minor: Minor): boolean;
}

/** A type of the API: its fields by name, in alphabetical order. Scalars (`Quantity`, `IntOrString`, …) have none. */
export interface TypeInfo {
  /** As in `core.v1.PodSpec`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldInfo>;
  /** What the published schema calls required; what the server really demands is in `constraints/`. */
  readonly required: readonly string[];
  /** The JSON type of scalar types. */
  readonly scalar?: ValueInfo;
}

/** The types that stand for whole objects, as in `apps.v1.StatefulSet`. */
export const rootTypeNames: readonly string[] = document.roots;

/** The type of that name (`core.v1.PodSpec`, `Quantity`), or undefined when there is none. Built once, when first asked for. */
export function typeByName(name: string): TypeInfo | undefined {
  let type = built.get(name);
  if (type) return type;
  const raw = rawTypes[name];
  if (!raw) return undefined;
  type = build(name, raw);
  built.set(name, type);
  return type;
}

interface RawField extends ValueInfo {
  readonly default?: unknown;
  readonly listType?: string;
  readonly listMapKeys?: readonly string[];
  readonly since?: Minor;
  readonly last?: Minor;
}

interface RawType extends ValueInfo {
  readonly required?: readonly string[];
  readonly fields?: Readonly<Record<string, RawField>>;
}

const rawTypes = document.types as unknown as Readonly<Record<string, RawType | undefined>>;
const built = new Map<string, TypeInfo>();

function build(name: string, raw: RawType): TypeInfo {
  const fields = new Map<string, FieldInfo>();
  for (const [fieldName, field] of Object.entries(raw.fields ?? {})) fields.set(fieldName, new Field(fieldName, field));
  const required = raw.required ?? [];
  return raw.fields ? { name, fields, required } : { name, fields, required, scalar: raw };
}

class Field implements FieldInfo {
  readonly name: string;
  declare readonly since?: Minor;
  declare readonly last?: Minor;

  constructor(name: string, raw: RawField) {
    this.name = name;
    Object.assign(this, raw);
  }

  isKnownIn(minor: Minor): boolean {
    if (this.since && !isAtLeast(minor, this.since)) return false;
    return !this.last || isAtLeast(this.last, minor);
  }
}
