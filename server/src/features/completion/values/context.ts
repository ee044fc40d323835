import type { FieldView } from '../../../manifest/fieldView.ts';
import type { Manifest } from '../../../manifest/manifest.ts';
import type { Step } from '../cursor/frames.ts';
import type { EntryOffer, ValueOffer } from '../offers.ts';
import { type Request, viewAt } from '../request.ts';
import { objectAt } from '../schemaPlace.ts';
import type { Slot } from '../slots.ts';

/** A place that is being written, seen from its object. */
interface PlaceContext {
  readonly request: Request;
  readonly slot: Slot;
  /** Name of the place, as in `SchemaPlace.id`; in kinds that the schema does not describe `Ingress:spec.rules[].…`. */
  readonly id: string;
  readonly manifest: Manifest;
  /** Steps from the object's root. */
  readonly path: readonly Step[];
}

/** A scalar that is being written, seen from its object. */
export interface ValueContext extends PlaceContext {
  /** The mapping that has the field; for items of a list and entries of a map the one that has that field. */
  readonly holder: FieldView;
  /** The field's name; of an entry of a map its key. */
  readonly key: string;
  /** The other items of the list. */
  readonly others: readonly string[];
  /** The text that stands there now, perhaps half of a word. */
  readonly current: string;
}

/** Offers values for some places. */
export type ValueSource = (context: ValueContext) => Iterable<ValueOffer>;

/** Sources by the ids of their places. */
export type ValueSources = Readonly<Record<string, ValueSource>>;

/** A key of a map that is being written, seen from its object. */
export interface KeyContext extends PlaceContext {
  /** The mapping that has the field with the map. */
  readonly holder: FieldView;
  /** Keys that the map has already. */
  readonly present: ReadonlySet<string>;
}

/** What can be a key of a map, with its value. */
export type KeySource = (context: KeyContext) => Iterable<EntryOffer>;
/** Such sources by the place of the map. */
export type KeySources = Readonly<Record<string, KeySource>>;

/** The context of a slot for a value; undefined outside of objects. */
export function valueContext(request: Request, slot: Slot): ValueContext | undefined {
  const { object } = slot;
  if (!object || object.path.length === 0) return undefined;
  const { manifest, path } = object;
  const last = path[path.length - 1]!;
  const depth = path.length - (typeof last === 'number' || isEntryOfMap(slot) ? 2 : 1);
  const holder = viewAt(manifest.view, path.slice(0, depth));
  const id = slot.schema?.id ?? foreignId(manifest.kind, path);
  const { cursor, text } = request;
  const current = cursor.kind === 'value' ? cursor.text : text.slice(slot.spot.replace.start, slot.spot.replace.end);
  const others = otherItems(manifest.view, path);
  return { request, slot, id, manifest, path, holder, key: fieldOf(path), others, current };
}

/** The context of a slot for keys of a map; undefined where the slot is for fields of an object. */
export function keyContext(request: Request, slot: Slot, present: ReadonlySet<string>): KeyContext | undefined {
  const { object, schema } = slot;
  if (!object || !schema || objectAt(schema)) return undefined;
  const { manifest, path } = object;
  return { request, slot, id: schema.id, manifest, path, holder: viewAt(manifest.view, path.slice(0, -1)), present };
}

function isEntryOfMap({ schema }: Slot): boolean {
  return schema?.id.endsWith('.*') === true;
}

function fieldOf(path: readonly Step[]): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

function otherItems(root: FieldView, path: readonly Step[]): readonly string[] {
  const own = path[path.length - 1];
  if (typeof own !== 'number') return [];
  // The list holds the item that is being written only where something of it is there already.
  const list = viewAt(root, path.slice(0, -1)).items();
  return list.flatMap((item, index) => (index === own ? [] : (item.string() ?? [])));
}

function foreignId(kind: string, path: readonly Step[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('');
  return `${kind}:${steps.slice(1)}`;
}
