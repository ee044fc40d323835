import { isRecord } from '../base/record.ts';

/** A JSON value that is being worked on. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object that is being worked on; its keys keep the order in which they were set. */
export interface JsonObject {
  [key: string]: Json;
}

/** Whether a value is a JSON object (neither null nor a list). */
export function isObject(value: unknown): value is JsonObject {
  return isRecord(value);
}

/** The object under a key, or undefined when there is none. */
export function objectAt(owner: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = owner?.[key];
  return isObject(value) ? value : undefined;
}

/** The objects of the list under a key; empty when there is no such list. */
export function objectsAt(owner: JsonObject | undefined, key: string): JsonObject[] {
  const value = owner?.[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The strings of the list under a key; empty when there is no such list. */
export function stringsAt(owner: JsonObject | undefined, key: string): string[] {
  const value = owner?.[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The text under a key, '' when there is none. */
export function textAt(owner: JsonObject | undefined, key: string): string {
  const value = owner?.[key];
  return typeof value === 'string' ? value : '';
}

/** A copy that shares nothing with the value. */
export function clone<T extends Json>(value: T): T;
export function clone(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => clone(item));
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) copy[key] = clone(item);
  return copy;
}

/** Whether two values are the same but for the order of keys. */
export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, at) => isEqual(item, b[at]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isEqual(a[key], b[key]));
}

/** A field path with one more step: a field name or the index of an item. */
export function joinPath(before: string, step: string | number): string {
  if (typeof step === 'number') return `${before}[${step}]`;
  return before === '' ? step : `${before}.${step}`;
}
