import type { Minor } from '../schema/minor.ts';
import { type FieldTable, type ObjectTable, ValueKind, type ValueTable } from '../schema/tables.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { fieldShape, hasNullTimestamps, isZero, shapeOf } from './shape.ts';

/**
 * The JSON that the server makes of a stored object: empty values left out where Go leaves them out, and written where
 * it does not. Keys keep their order; what nobody wrote comes last.
 */
export function emitObject(object: JsonObject, table: ObjectTable, minor: Minor): JsonObject {
  const { name } = table.type;
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    const field = table.fields.get(key);
    const emitted = field && emitField(value, field, name, minor);
    if (emitted !== undefined) result[key] = emitted;
  }
  for (const [key, shape] of shapeOf(name)) {
    const field = table.fields.get(key);
    if (key in result || !field) continue;
    if (shape.isStruct) result[key] = emitObject({}, field.value.object!, minor);
    else if (shape.isAlways) result[key] = shape.isPointer ? null : zeroOf(field.value.kind);
  }
  const hasTimestamp = name === 'meta.v1.ObjectMeta' && hasNullTimestamps(minor);
  if (hasTimestamp) result.creationTimestamp ??= null;
  return result;
}

/** The value as JSON, or undefined where Go leaves the field out. */
function emitField(value: Json, field: FieldTable, typeName: string, minor: Minor): Json | undefined {
  const shape = fieldShape(typeName, field.name);
  if (isObject(value)) {
    if (field.value.kind === ValueKind.object) return emitObject(value, field.value.object!, minor);
    return field.value.kind === ValueKind.map && Object.keys(value).length === 0 ? undefined : value;
  }
  // Lists that are empty are stored as none, so that a list which must be there comes back as null.
  if (Array.isArray(value)) return value.length === 0 ? undefined : emitList(value, field.value.inner, minor);
  return shape.isPointer || shape.isAlways || !isZero(value) ? value : undefined;
}

function emitList(list: Json[], inner: ValueTable | undefined, minor: Minor): Json {
  const table = inner?.kind === ValueKind.object ? inner.object : undefined;
  return table ? list.map((item) => (isObject(item) ? emitObject(item, table, minor) : item)) : list;
}

function zeroOf(kind: ValueKind): Json {
  switch (kind) {
    case ValueKind.string:
      return '';
    case ValueKind.quantity:
      return '0';
    case ValueKind.boolean:
      return false;
    case ValueKind.int32:
    case ValueKind.int64:
    case ValueKind.number:
    case ValueKind.intOrString:
      return 0;
    default:
      return null;
  }
}
