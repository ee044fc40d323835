import { type ObjectTable, ValueKind } from '../../schema/tables.ts';
import { gatedFields } from '../gatedFields.ts';
import { isOn, type StoreOptions } from '../gates.ts';
import { isObject, type JsonObject, joinPath } from '../json.ts';
import type { DroppedFields } from './dropped.ts';

/** Where fields are dropped: in which kind of object, and what is noted. */
export interface DropContext {
  /** Type name of the whole object. */
  readonly root: string;
  readonly options: StoreOptions;
  readonly dropped: DroppedFields;
}

/** Drops, in place, every field of which the gate is off. */
export function dropGatedFields(object: JsonObject, table: ObjectTable, path: string, cx: DropContext): void {
  for (const [field, { gate, roots }] of Object.entries(gatedFields[table.type.name] ?? {})) {
    if (object[field] === undefined || isOn(gate, cx.options) || (roots && !roots.includes(cx.root))) continue;
    delete object[field];
    cx.dropped.gated(joinPath(path, field), gate);
  }
  for (const [field, { value }] of table.fields) {
    const written = object[field];
    if (written === undefined) continue;
    const place = joinPath(path, field);
    if (value.kind === ValueKind.object && isObject(written)) dropGatedFields(written, value.object!, place, cx);
    else if (value.inner?.kind === ValueKind.object && Array.isArray(written)) {
      const inner = value.inner.object!;
      written.forEach((item, index) => {
        if (isObject(item)) dropGatedFields(item, inner, joinPath(place, index), cx);
      });
    }
  }
}
