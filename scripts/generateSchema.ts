// Adds a Kubernetes minor to schemas/kubernetes.json from what its API server says of itself:
//
//   node scripts/generateSchema.ts 1.38 FOLDER
//
// FOLDER holds the OpenAPI documents of that minor, one JSON file each, as in
//   kubectl get --raw /openapi/v3/apis/apps/v1 > FOLDER/apps.json
// for api/v1, apis/apps/v1, apis/storage.k8s.io/v1, apis/policy/v1, apis/autoscaling/v2 and v1. What the minor adds gets
// `since`, what it has no more gets `last`. The gates of the minor (server/src/schema/gates.ts) and the list of minors
// (server/src/schema/minor.ts) are edited by hand.
import fs from 'node:fs';
import path from 'node:path';

/** What may stand for a value, as in schemas/kubernetes.json. */
interface Value {
  ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  items?: Value;
  values?: Value;
}

interface Field extends Value {
  default?: unknown;
  listType?: string;
  listMapKeys?: string[];
  mapType?: string;
  since?: string;
  last?: string;
}

interface Type extends Value {
  required?: string[];
  fields?: Record<string, Field>;
}

/** schemas/kubernetes.json as a whole. */
export interface Schema {
  minors: string[];
  roots: string[];
  types: Record<string, Type>;
}

/** A schema of an OpenAPI document, as far as it is looked at. */
interface OpenApi {
  readonly $ref?: string;
  readonly allOf?: readonly OpenApi[];
  readonly oneOf?: readonly OpenApi[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly items?: OpenApi;
  readonly additionalProperties?: OpenApi | boolean;
  readonly properties?: Readonly<Record<string, OpenApi>>;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
}

/** Schemas of OpenAPI documents, by name. */
export type Definitions = Readonly<Record<string, OpenApi>>;

/**
 * The schema with one more minor, newer than all that it has. `definitions` are the schemas of the OpenAPI documents; one
 * that is not among them would end every field of its types, so there is none without all roots.
 */
export function addMinor(schema: Schema, minor: string, definitions: Definitions): Schema {
  const names = new Set(Object.keys(definitions).map(shortName));
  const missing = schema.roots.filter((root) => !names.has(root));
  if (missing.length > 0) throw new Error(`no document describes ${missing.join(', ')}`);
  if (schema.minors.includes(minor)) throw new Error(`the schema has ${minor} already`);
  const before = schema.minors.at(-1)!;
  const found = typesFrom(schema.roots, definitions);
  const types: Record<string, Type> = {};
  for (const name of [...Object.keys(schema.types), ...Object.keys(found)]) {
    types[name] ??= mergeType(schema.types[name], found[name], { minor, before });
  }
  return { minors: [...schema.minors, minor], roots: schema.roots, types };
}

interface Step {
  readonly minor: string;
  readonly before: string;
}

function mergeType(old: Type | undefined, now: Type | undefined, step: Step): Type {
  if (!old) return { ...now!, ...(now!.fields ? { fields: mergeFields({}, now!.fields, step) } : {}) };
  if (!old.fields) return old;
  return {
    ...old,
    ...(now?.required ? { required: now.required } : {}),
    fields: mergeFields(old.fields, now?.fields ?? {}, step),
  };
}

function mergeFields(
  old: Record<string, Field>,
  now: Record<string, Field>,
  { minor, before }: Step,
): Record<string, Field> {
  const merged: Record<string, Field> = {};
  for (const name of [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()) {
    const had = old[name];
    const has = now[name];
    if (!had) merged[name] = { ...has!, since: minor };
    else if (!has) merged[name] = { ...had, last: had.last ?? before };
    else merged[name] = { ...has, ...(had.since ? { since: had.since } : {}) };
  }
  return merged;
}

/** All types that the roots lead to. */
function typesFrom(roots: readonly string[], definitions: Definitions): Record<string, Type> {
  const byName = new Map(Object.entries(definitions).map(([name, definition]) => [shortName(name), definition]));
  const types: Record<string, Type> = {};
  const waiting = [...roots];
  while (waiting.length > 0) {
    const name = waiting.pop()!;
    const definition = byName.get(name);
    if (types[name] || !definition) continue;
    types[name] = typeOf(definition);
    for (const field of Object.values(types[name].fields ?? {})) waiting.push(...refsOf(field));
  }
  return types;
}

function refsOf(value: Value): string[] {
  if (value.ref !== undefined) return [value.ref];
  const inner = value.items ?? value.values;
  return inner ? refsOf(inner) : [];
}

function typeOf(definition: OpenApi): Type {
  if (!definition.properties) return valueIn(definition);
  const fields = Object.fromEntries(
    Object.entries(definition.properties).map(([name, property]) => [name, fieldOf(property)]),
  );
  return { ...(definition.required ? { required: [...definition.required] } : {}), fields };
}

function fieldOf(property: OpenApi): Field {
  const value = valueIn(property);
  const keys = property['x-kubernetes-list-map-keys'];
  return {
    ...value,
    ...(property.default !== undefined && value.ref === undefined ? { default: property.default } : {}),
    ...(property['x-kubernetes-list-type'] ? { listType: property['x-kubernetes-list-type'] } : {}),
    ...(keys ? { listMapKeys: [...keys] } : {}),
    ...(property['x-kubernetes-map-type'] ? { mapType: property['x-kubernetes-map-type'] } : {}),
  };
}

function valueIn(definition: OpenApi): Value {
  const ref = definition.$ref ?? definition.allOf?.[0]?.$ref;
  if (ref !== undefined) return { ref: shortName(ref.slice(ref.lastIndexOf('/') + 1)) };
  if (definition.items) return { type: 'array', items: valueIn(definition.items) };
  if (typeof definition.additionalProperties === 'object')
    return { type: 'object', values: valueIn(definition.additionalProperties) };
  if (definition.oneOf || definition.format === 'int-or-string') return { type: 'int-or-string' };
  return {
    ...(definition.type ? { type: definition.type } : {}),
    ...(definition.format ? { format: definition.format } : {}),
    ...(definition.enum ? { enum: [...definition.enum] } : {}),
  };
}

/** `io.k8s.api.core.v1.PodSpec` is `core.v1.PodSpec`; quantities and int-or-string have no version. */
function shortName(name: string): string {
  const short = name.replace(/^io\.k8s\.(?:api|apimachinery\.pkg\.apis)\./, '');
  return short.replace(/^io\.k8s\.apimachinery\.pkg\.(?:api\.resource|util\.intstr)\./, '');
}

function main(minor: string | undefined, folder: string | undefined): void {
  if (!minor || !folder) throw new Error('usage: generateSchema.ts MINOR FOLDER');
  const file = path.join(import.meta.dirname, '../schemas/kubernetes.json');
  const schema = JSON.parse(fs.readFileSync(file, 'utf8')) as Schema;
  const definitions: Record<string, OpenApi> = {};
  for (const name of fs.readdirSync(folder).filter((candidate) => candidate.endsWith('.json'))) {
    const document = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
    Object.assign(definitions, document.components?.schemas);
  }
  fs.writeFileSync(file, JSON.stringify(addMinor(schema, minor, definitions)));
}

if (import.meta.main) {
  try {
    main(process.argv[2], process.argv[3]);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nNothing was written.`);
    process.exitCode = 1;
  }
}
