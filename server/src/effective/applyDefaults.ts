import { type ObjectTable, ValueKind } from '../schema/tables.ts';
import { defaultTables } from './defaults/all.ts';
import type { FieldDefault, TypeDefaults } from './defaults/rule.ts';
import { isOn, type StoreOptions } from './gates.ts';
import { clone, isObject, type Json, type JsonObject, objectsAt } from './json.ts';
import { isUnset, shapeOf } from './shape.ts';

/** Fills in, in place, what an object and the objects in it leave open, the outer ones first as the server does. */
export function applyDefaults(object: JsonObject, table: ObjectTable, options: StoreOptions): void {
  const { name } = table.type;
  for (const [field, { isStruct }] of shapeOf(name)) if (isStruct && table.fields.has(field)) object[field] ??= {};
  applyOwnDefaults(object, table, options);
  for (const [field, { value }] of table.fields) {
    const written = object[field];
    if (written === undefined) continue;
    if (value.kind === ValueKind.object && isObject(written)) applyDefaults(written, value.object!, options);
    else if (value.inner?.kind === ValueKind.object) {
      for (const item of objectsAt(object, field)) applyDefaults(item, value.inner.object!, options);
    }
  }
}

/** The same for the fields of the object alone. */
export function applyOwnDefaults(object: JsonObject, table: ObjectTable, options: StoreOptions): void {
  const { name } = table.type;
  const defaults: TypeDefaults | undefined = defaultTables.get(name);
  if (!defaults) return;
  defaults.prepare?.(object, options);
  for (const [field, rule] of Object.entries(defaults.fields ?? {})) {
    if (!table.fields.has(field) || !isUnset(name, object, field)) continue;
    const value = defaultValue(rule, object, options);
    if (value !== undefined) object[field] = clone(value);
  }
}

/** What a rule gives to a field of that object; undefined where it does not apply. */
export function defaultValue(rule: FieldDefault, owner: JsonObject, options: StoreOptions): Json | undefined {
  if (rule.gate !== undefined && !isOn(rule.gate, options)) return undefined;
  return 'compute' in rule ? rule.compute(owner, options) : rule.value;
}
