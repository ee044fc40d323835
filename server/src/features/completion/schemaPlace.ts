import { memoize } from '../../base/memoize.ts';
import { own } from '../../base/own.ts';
import { type ObjectTable, tablesFor, ValueKind, type ValueTable } from '../../schema/compile.ts';
import { type FieldInfo, kinds, removedVersion, rootType, type TypeInfo, type ValueInfo } from '../../schema/lookup.ts';
import type { Minor } from '../../schema/minor.ts';
import { typeByName } from '../../schema/structure.ts';
import type { Step } from './cursor/frames.ts';

/** What the schema says of a place in an object. */
export interface SchemaPlace {
  /**
   * Name of the place: `core.v1.Container.image`, of an item of a list with `[]` behind it, of an entry of a map with
   * `.*`; of an object that is no field's value the name of its type.
   */
  readonly id: string;
  readonly info: ValueInfo | FieldInfo;
  /** The table of its constraints for the chosen minor. */
  readonly value: ValueTable;
}

/** The type of a manifest's object, also where its API version is missing or out of date; undefined for other kinds. */
export function objectType(apiVersion: string, kind: string): TypeInfo | undefined {
  const exact = rootType(apiVersion, kind);
  if (exact || (apiVersion !== '' && !removedVersion(apiVersion, kind))) return exact;
  return kinds().find((candidate) => candidate.kind === kind)?.type;
}

/** What may stand at a path of an object; undefined where the schema does not reach or the minor knows no such field. */
export function schemaAt(
  object: { apiVersion: string; kind: string },
  path: readonly Step[],
  minor: Minor,
): SchemaPlace | undefined {
  const start = startOf(object, path);
  if (!start) return undefined;
  const table = tablesFor(minor).object(start.type, start.table);
  let place: SchemaPlace = { id: start.type.name, info: { ref: start.type.name }, value: rootValue(table) };
  for (const step of path.slice(start.depth)) {
    const next = stepInto(place, step);
    if (!next) return undefined;
    place = next;
  }
  return place;
}

/** The object's table where the place holds objects with fields of their own. */
export function objectAt(place: SchemaPlace | undefined): ObjectTable | undefined {
  return place?.value.object;
}

/** What the items of a list, or the values of a map, at that place may be. */
export function innerOf(place: SchemaPlace): SchemaPlace | undefined {
  const { inner } = place.value;
  const info = place.info.items ?? place.info.values;
  return inner && info && { id: place.id + (place.info.items ? '[]' : '.*'), info, value: inner };
}

/** What a field of the object at that place may be; undefined where there is no such field. */
export function fieldOf(place: SchemaPlace, name: string): SchemaPlace | undefined {
  const table = place.value.object;
  const field = table?.fields.get(name);
  return table && field && { id: `${table.type.name}.${name}`, info: table.type.fields.get(name)!, value: field.value };
}

function stepInto(place: SchemaPlace, step: Step): SchemaPlace | undefined {
  if (place.value.object) return fieldOf(place, String(step));
  if (typeof step === 'number' && !place.info.items) return undefined;
  return innerOf(place);
}

/** Where the schema begins: at the object, or in kinds that it does not describe at the parts that it knows. */
function startOf(object: { apiVersion: string; kind: string }, path: readonly Step[]): Start | undefined {
  const type = objectType(object.apiVersion, object.kind);
  if (type) return { type, table: type.name, depth: 0 };
  for (const { at, type: name, table } of [...(own(knownParts, object.kind) ?? []), metadataPart]) {
    const part = at.every((step, i) => path[i] === step) ? typeByName(name) : undefined;
    if (part) return { type: part, table: table ?? name, depth: at.length };
  }
  return undefined;
}

interface Start {
  readonly type: TypeInfo;
  readonly table: string;
  readonly depth: number;
}

interface KnownPart {
  readonly at: readonly string[];
  readonly type: string;
  readonly table?: string;
}

const metadataPart: KnownPart = { at: ['metadata'], type: 'meta.v1.ObjectMeta' };
const template: KnownPart = { at: ['spec', 'template'], type: 'core.v1.PodTemplateSpec' };
const selector: KnownPart = { at: ['spec', 'selector'], type: 'meta.v1.LabelSelector' };

/** Kinds beside those of the schema of which parts are Pod templates and the like. */
const knownParts: Readonly<Record<string, readonly KnownPart[]>> = {
  Deployment: [template, selector],
  DaemonSet: [template, selector],
  ReplicaSet: [template, selector],
  Job: [template, selector],
  CronJob: [{ at: ['spec', 'jobTemplate', 'spec', 'template'], type: 'core.v1.PodTemplateSpec' }],
};

const rootValue = memoize(
  (object: ObjectTable): ValueTable => ({
    kind: ValueKind.object,
    constraints: {},
    isConstrained: false,
    words: undefined,
    object,
    inner: undefined,
  }),
);
