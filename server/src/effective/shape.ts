import { isAtLeast, type Minor } from '../schema/minor.ts';
import { isObject, type Json } from './json.ts';
import { type Shape, shapes } from './shapes.ts';

/** How a field behaves when it is empty. */
export interface FieldShape {
  readonly isStruct: boolean;
  readonly isAlways: boolean;
  readonly isPointer: boolean;
}

/** The shape of a type's field. */
export function fieldShape(typeName: string, field: string): FieldShape {
  return shapeOf(typeName).get(field) ?? plainShape;
}

/** The fields of a type that are there even when nothing is written, by name. */
export function shapeOf(typeName: string): ReadonlyMap<string, FieldShape> {
  let shape = read.get(typeName);
  if (!shape) {
    shape = readShape(shapes[typeName] ?? {});
    read.set(typeName, shape);
  }
  return shape;
}

/** Whether Go counts the value as empty: what `omitempty` leaves out, null included. */
export function isZero(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  return Array.isArray(value) && value.length === 0;
}

/** Whether a defaulting function sees the field as not written. */
export function isUnset(typeName: string, owner: { readonly [key: string]: Json }, field: string): boolean {
  const value = owner[field];
  if (value === undefined || value === null) return true;
  return !isObject(value) && !fieldShape(typeName, field).isPointer && isZero(value);
}

/** Whether times that are not set are stored as null: servers up to 1.33 do so with `creationTimestamp`. */
export function hasNullTimestamps(minor: Minor): boolean {
  return !isAtLeast(minor, '1.34');
}

const plainShape: FieldShape = { isStruct: false, isAlways: false, isPointer: false };
const read = new Map<string, ReadonlyMap<string, FieldShape>>();

function readShape(shape: Shape): ReadonlyMap<string, FieldShape> {
  const structs = namesOf(shape.structs);
  const always = namesOf(shape.always);
  const pointers = namesOf(shape.pointers);
  const fields = new Map<string, FieldShape>();
  for (const name of [...structs, ...always, ...pointers]) {
    fields.set(name, {
      isStruct: structs.includes(name),
      isAlways: always.includes(name),
      isPointer: pointers.includes(name),
    });
  }
  return fields;
}

function namesOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(' ');
}
