import { lineStartOf } from '../../text/textLines.ts';
import { trimmedEnd } from './cursor/chars.ts';
import type { Step } from './cursor/frames.ts';
import type { KeyPlace, LinePlace, Spot, ValuePlace } from './cursor/places.ts';
import { isListItem, type ObjectPlace, objectPlace, type Request } from './request.ts';
import { innerOf, type SchemaPlace } from './schemaPlace.ts';

/** A place where offers of one sort fit, and what must be written around them. */
export interface Slot {
  /** `key`: fields of the object or entries of the map at `path`. `value`: scalars for the place `path`. */
  readonly role: 'key' | 'value';
  readonly spot: Spot;
  /** Steps from the document's root. */
  readonly path: readonly Step[];
  /** The object around it, undefined where the document holds none or it cannot be told. */
  readonly object: ObjectPlace | undefined;
  /** Of the mapping for keys, of the scalar for values; undefined where the schema does not reach. */
  readonly schema: SchemaPlace | undefined;
  /** Column at which keys stand. */
  readonly column: number;
  /** Inserted before the offer: a dash, a bracket, a line break. */
  readonly open: string;
  /** Inserted behind it. */
  readonly close: string;
  readonly has: KeyPlace['has'];
  /** Names of keys that are seen above in the text, for texts that cannot be read. */
  readonly keys: readonly string[];
  /** Whether the offer is a new item of a list whose dash is not there yet. */
  readonly isNewItem: boolean;
}

/** Where offers fit at the cursor, the likeliest place first; none where nothing can be written. */
export function slotsAt(request: Request): readonly Slot[] {
  const { cursor } = request;
  switch (cursor.kind) {
    case 'key':
      return [keySlot(request, cursor, cursor)];
    case 'value':
      return valueSlots(request, cursor, cursor);
    case 'listItem':
      return itemSlots(request, cursor, { ...cursor, isFlow: cursor.isFlow });
    case 'documentStart':
      return [keySlot(request, cursor, { path: [], column: 0, keys: [], has: 'nothing' })];
    case 'emptyLine':
      return cursor.places.flatMap((place) => lineSlots(request, cursor, place));
    default:
      return [];
  }
}

function keySlot(request: Request, spot: Spot, place: Pick<KeyPlace, 'path' | 'column' | 'keys' | 'has'>): Slot {
  const object = objectPlace(request, place.path);
  return { ...bare, role: 'key', spot, object, schema: object?.schema, ...place };
}

const bare = { open: '', close: '', has: 'nothing', keys: [], isNewItem: false } as const;

function lineSlots(request: Request, spot: Spot, place: LinePlace): Slot[] {
  if (place.as === 'key') return [keySlot(request, spot, place)];
  if (place.as === 'item') return itemSlots(request, spot, { ...place, isFlow: false });
  const { path, column } = place;
  const object = objectPlace(request, path);
  const { cursor } = request;
  if (isList(object?.schema) || isListItem(request, [...path, 0]))
    return itemSlots(request, spot, { path, column, index: 0, hasDash: false, isFlow: false });
  // Beside the key itself nothing but the dashes of its list may stand.
  const isBeside = cursor.kind === 'emptyLine' && cursor.places.some((other) => other.as === 'key');
  if (isBeside) return [];
  if (isMapping(object?.schema)) return [keySlot(request, spot, { path, column, keys: [], has: 'nothing' })];
  return [{ ...bare, role: 'value', spot, path, object, schema: object?.schema, column }];
}

interface Item {
  readonly path: readonly Step[];
  readonly index: number;
  readonly column: number;
  readonly hasDash: boolean;
  readonly isFlow: boolean;
}

function itemSlots(request: Request, spot: Spot, item: Item): Slot[] {
  if (isListItem(request, [...item.path, item.index])) return objectSlots(request, spot, item);
  const object = objectPlace(request, item.path);
  const schema = object?.schema && isList(object.schema) ? innerOf(object.schema) : undefined;
  const path = [...item.path, item.index];
  const isNewItem = !item.hasDash;
  const open = isNewItem ? '- ' : '';
  const inner = object && { ...object, path: [...object.path, item.index] };
  const common = { ...bare, spot, path, object: inner, schema, isNewItem };
  if (!isMapping(schema)) return [{ ...common, role: 'value', column: item.column, open }];
  if (!item.isFlow) return [{ ...common, role: 'key', column: item.column + 2, open }];
  return spot.quote === '' ? [{ ...common, role: 'key', column: item.column, open: '{ ', close: ' }' }] : [];
}

/** A new object in a `List`. */
function objectSlots(request: Request, spot: Spot, item: Item): Slot[] {
  if (item.isFlow) return [];
  const place = { path: [...item.path, item.index], column: item.column + 2, keys: [], has: 'nothing' } as const;
  const isNewItem = !item.hasDash;
  return [{ ...keySlot(request, spot, place), open: isNewItem ? '- ' : '', isNewItem }];
}

function valueSlots(request: Request, spot: Spot, place: ValuePlace): Slot[] {
  const { path, column, isEmpty } = place;
  const object = objectPlace(request, path);
  const schema = object?.schema;
  const common = { ...bare, path, object, column };
  if (isMapping(schema)) {
    if (!isEmpty || spot.isFlow) return [];
    const below = belowKey(request, spot);
    return [{ ...common, role: 'key', schema, spot: below, column: column + request.layout.step, open: '\n' }];
  }
  if (!isList(schema)) return [{ ...common, role: 'value', spot, schema }];
  const inner = innerOf(schema!);
  if (!isEmpty || !inner) return [];
  const item = {
    ...common,
    path: [...path, 0],
    schema: inner,
    object: object && { ...object, path: [...object.path, 0] },
  };
  if (!isMapping(inner)) return [{ ...item, role: 'value', spot, open: '[', close: ']' }];
  if (spot.isFlow) return [];
  const dashes = column + request.layout.listOffset;
  return [{ ...item, role: 'key', spot: belowKey(request, spot), column: dashes + 2, open: '\n- ', isNewItem: true }];
}

/** A spot behind a colon, for text that begins on the next line: the blanks before the cursor go away. */
function belowKey(request: Request, spot: Spot): Spot {
  const { text, offset } = request;
  const lineStart = lineStartOf(text, offset);
  const start = trimmedEnd(text, lineStart, spot.replace.start);
  return { ...spot, before: '', replace: { ...spot.replace, start }, typed: text.slice(start, offset) };
}

/** Whether objects with fields, or maps, stand at that place. */
export function isMapping(schema: SchemaPlace | undefined): boolean {
  return schema !== undefined && (schema.value.object !== undefined || schema.info.values !== undefined);
}

/** Whether a list stands at that place. */
export function isList(schema: SchemaPlace | undefined): boolean {
  return schema?.info.items !== undefined;
}
