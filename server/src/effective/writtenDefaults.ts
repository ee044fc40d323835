import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { tablesFor } from '../schema/compile.ts';
import { rootType } from '../schema/lookup.ts';
import { type FieldTable, type ObjectTable, ValueKind } from '../schema/tables.ts';
import { applyDefaults, applyOwnDefaults } from './applyDefaults.ts';
import { decodeManifest } from './decode.ts';
import { defaultTables } from './defaults/all.ts';
import type { StoreOptions } from './gates.ts';
import { clone, isEqual, isObject, type JsonObject } from './json.ts';
import { fieldShape } from './shape.ts';

/** A place where what is written is what the server would have written anyway. */
export interface WrittenDefault {
  /** The field; its path is `view.path`, its key `view.key`. */
  readonly view: FieldView;
  /** The value as text. */
  readonly value: string;
}

/**
 * The fields of a manifest that could be left out without any change to what is stored: those that have their default
 * value, and numbers and switches that are 0 or false where nothing else means the same. A field within one that is
 * named already is not named again. Empty for kinds that the schema does not describe, and for what cannot be read.
 */
export function writtenDefaults(manifest: Manifest, options: StoreOptions): readonly WrittenDefault[] {
  const type = rootType(manifest.apiVersion, manifest.kind);
  if (!type) return [];
  const table = tablesFor(options.minor).object(type);
  const { value, faults } = decodeManifest(manifest, table);
  if (faults.length > 0) return [];
  const found: WrittenDefault[] = [];
  search(manifest.view, value, table);
  return found;

  function search(view: FieldView, object: JsonObject, at: ObjectTable): void {
    for (const [name, written] of Object.entries(object)) {
      const field = at.fields.get(name);
      const child = view.field(name);
      if (!field || !child.exists) continue;
      if (isDefault(object, name, field, at)) found.push({ view: child, value: JSON.stringify(written) });
      else descend(child, written, field);
    }
  }

  function descend(view: FieldView, written: unknown, { value: { kind, object, inner } }: FieldTable): void {
    if (kind === ValueKind.object && isObject(written)) search(view, written, object!);
    if (inner?.kind !== ValueKind.object || !Array.isArray(written)) return;
    const items = view.items();
    written.forEach((item, index) => {
      const itemView = items[index];
      if (itemView && isObject(item)) search(itemView, item, inner.object!);
    });
  }

  function isDefault(owner: JsonObject, name: string, field: FieldTable, at: ObjectTable): boolean {
    const typeName = at.type.name;
    // An emptyDir is better said than left out: without it the volume looks forgotten.
    if (name === 'emptyDir') return false;
    const value = owner[name];
    if (!defaultTables.get(typeName)?.fields?.[name]) {
      const { isPointer, isAlways } = fieldShape(typeName, name);
      return (value === 0 || value === false) && !isPointer && !isAlways;
    }
    const before = withDefaults(owner, field, at);
    const without = clone(owner);
    delete without[name];
    const after = withDefaults(without, field, at);
    return after[name] !== undefined && isEqual(before, after);
  }

  /** The owner with its defaults, the field in question also inside. */
  function withDefaults(owner: JsonObject, field: FieldTable, at: ObjectTable): JsonObject {
    const copy = clone(owner);
    applyOwnDefaults(copy, at, options);
    const value = copy[field.name];
    if (field.value.kind === ValueKind.object && isObject(value)) applyDefaults(value, field.value.object!, options);
    return copy;
  }
}
