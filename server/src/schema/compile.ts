import { bug } from '../base/bug.ts';
import type { FieldConstraints, TypeConstraints, ValueConstraints, Words } from './constraint.ts';
import { constraintTables } from './constraints/all.ts';
import { isGateOn } from './gates.ts';
import { isAtLeast, type Minor, minors } from './minor.ts';
import { type FieldInfo, type TypeInfo, typeByName, type ValueInfo } from './structure.ts';
import { type FieldTable, type ObjectTable, ValueKind, type ValueTable } from './tables.ts';

export { type FieldTable, type ObjectTable, ValueKind, type ValueTable } from './tables.ts';

/** The tables of one minor, each made when first needed. */
export class SchemaTables {
  readonly minor: Minor;
  readonly #objects = new Map<string, ObjectTable>();

  constructor(minor: Minor) {
    this.minor = minor;
  }

  /** The table of a type under that name of constraints (the type's own name, usually). */
  object(type: TypeInfo, name: string = type.name): ObjectTable {
    let table = this.#objects.get(name);
    if (!table) {
      table = this.#makeObject(type, constraintTables.get(name) ?? noConstraints(type));
      this.#objects.set(name, table);
    }
    return table;
  }

  #makeObject(type: TypeInfo, constraints: TypeConstraints): ObjectTable {
    const fields = new Map<string, FieldTable>();
    const watched: FieldTable[] = [];
    for (const info of type.fields.values()) {
      if (!info.isKnownIn(this.minor)) continue;
      const field = this.#makeField(info, constraints.fields?.[info.name], watched.length);
      if (field.bit !== 0) watched.push(field);
      fields.set(info.name, field);
    }
    for (const name of Object.keys(constraints.fields ?? {})) {
      if (!type.fields.has(name)) bug(`constraint on unknown field ${type.name}.${name}`);
    }
    if (watched.length > 31) bug(`too many watched fields in ${type.name}`);
    return { type, constraints, fields, watched };
  }

  #makeField(info: FieldInfo, written: WrittenConstraints, index: number): FieldTable {
    const constraints = inForce(written, this.minor);
    const isWatched = constraints.required !== undefined || constraints.always === true;
    const gate = constraints.gate;
    return {
      name: info.name,
      value: this.#makeValue(info, constraints),
      constraints,
      bit: isWatched ? 1 << index : 0,
      closedGate: gate !== undefined && !isGateOn(gate, this.minor) ? gate : undefined,
    };
  }

  #makeValue(info: ValueInfo, constraints: ValueConstraints): ValueTable {
    const kind = kindOf(info);
    const isConstrained = constraints !== noFieldConstraints;
    if (kind === ValueKind.object) return new LazyObject(this, info.ref!, constraints);
    const inner = kind === ValueKind.list ? info.items : kind === ValueKind.map ? info.values : undefined;
    const words = wordsIn(constraints.words, this.minor);
    if (!inner) return { kind, constraints, isConstrained, words, object: undefined, inner: undefined };
    const innerConstraints = (kind === ValueKind.list ? constraints.items : constraints.entries) ?? noFieldConstraints;
    const innerTable = this.#makeValue(inner, innerConstraints);
    return { kind, constraints, isConstrained, words, object: undefined, inner: innerTable };
  }
}

/** The tables for a minor; made once. */
export function tablesFor(minor: Minor): SchemaTables {
  let tables = made.get(minor);
  if (!tables) {
    tables = new SchemaTables(minor);
    made.set(minor, tables);
  }
  return tables;
}

const made = new Map<Minor, SchemaTables>();
const noFieldConstraints: FieldConstraints = {};

/** An object's table is looked up when the first such object is met, so that a minor's tables grow with what is used. */
class LazyObject implements ValueTable {
  readonly kind = ValueKind.object;
  readonly constraints: ValueConstraints;
  readonly isConstrained: boolean;
  readonly inner = undefined;
  readonly words = undefined;
  readonly #tables: SchemaTables;
  readonly #typeName: string;
  #object: ObjectTable | undefined;

  constructor(tables: SchemaTables, typeName: string, constraints: ValueConstraints) {
    this.#tables = tables;
    this.#typeName = typeName;
    this.constraints = constraints;
    this.isConstrained = constraints !== noFieldConstraints;
  }

  get object(): ObjectTable | undefined {
    this.#object ??= this.#tables.object(typeByName(this.#typeName)!, this.constraints.as ?? this.#typeName);
    return this.#object;
  }
}

/** The words of the newest minor that is not newer than `minor`. */
function wordsIn(words: Words | undefined, minor: Minor): readonly string[] | undefined {
  if (words === undefined || Array.isArray(words)) return words as readonly string[] | undefined;
  const byMinor = words as Readonly<Partial<Record<Minor, readonly string[]>>>;
  const from = minors.findLast((candidate) => byMinor[candidate] && isAtLeast(minor, candidate));
  return from && byMinor[from];
}

type WrittenConstraints = FieldConstraints | readonly FieldConstraints[] | undefined;

function inForce(written: WrittenConstraints, minor: Minor): FieldConstraints {
  const candidates = written === undefined ? [] : Array.isArray(written) ? written : [written as FieldConstraints];
  const found = candidates.find(
    ({ since, until }) => (!since || isAtLeast(minor, since)) && (!until || isAtLeast(until, minor)),
  );
  return found ?? noFieldConstraints;
}

function noConstraints(type: TypeInfo): TypeConstraints {
  const simple = type.name.slice(type.name.lastIndexOf('.') + 1);
  return { noun: simple.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase() };
}

function kindOf(info: ValueInfo): ValueKind {
  if (info.ref === 'Quantity') return ValueKind.quantity;
  if (info.ref === 'IntOrString') return ValueKind.intOrString;
  if (info.ref === 'meta.v1.Time') return ValueKind.time;
  if (info.ref !== undefined) return typeByName(info.ref)?.scalar ? ValueKind.any : ValueKind.object;
  switch (info.type) {
    case 'array':
      return ValueKind.list;
    case 'object':
      return info.values ? ValueKind.map : ValueKind.any;
    case 'string':
      return ValueKind.string;
    case 'integer':
      return info.format === 'int64' ? ValueKind.int64 : ValueKind.int32;
    case 'boolean':
      return ValueKind.boolean;
    case 'number':
      return ValueKind.number;
    default:
      return ValueKind.any;
  }
}
