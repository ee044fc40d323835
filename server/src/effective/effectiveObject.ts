import type { Manifest } from '../manifest/manifest.ts';
import { tablesFor } from '../schema/compile.ts';
import { rootType } from '../schema/lookup.ts';
import type { ObjectTable } from '../schema/tables.ts';
import { applyDefaults } from './applyDefaults.ts';
import { prepareForCreate } from './create/create.ts';
import { DroppedFields } from './create/dropped.ts';
import { type Decoded, decodeManifest, type Fault } from './decode.ts';
import { type Added, findAdded, findUnstored } from './difference.ts';
import { emitObject } from './emit.ts';
import type { StoreOptions } from './gates.ts';
import { clone, type JsonObject, joinPath, objectAt } from './json.ts';

/** What the server stores when a manifest is created. */
export interface EffectiveObject {
  readonly isReadable: true;
  /** The whole object, without `status` and the metadata that only the server writes. */
  readonly object: JsonObject;
  /** What is stored beyond what is written, by field path. */
  readonly added: Added;
  /** What is written and not stored, by field path, with the reason in a few words; empty values are not named. */
  readonly dropped: ReadonlyMap<string, string>;
}

/** A manifest that the server cannot read into an object. */
export interface UnreadableObject {
  readonly isReadable: false;
  readonly faults: readonly Fault[];
}

/**
 * What a server of that minor stores when the manifest is created: decoded (unknown fields dropped), defaulted, fields
 * of closed gates dropped, completed as the registry does, and defaulted again as on every read. Nothing is validated.
 * Undefined for kinds that the schema does not describe.
 */
export function effectiveObject(
  manifest: Manifest,
  options: StoreOptions,
): EffectiveObject | UnreadableObject | undefined {
  const type = rootType(manifest.apiVersion, manifest.kind);
  if (!type) return undefined;
  const table = tablesFor(options.minor).object(type);
  const decoded = decodeManifest(manifest, table);
  if (decoded.faults.length > 0) return { isReadable: false, faults: decoded.faults };
  return store(decoded, table, options);
}

function store(decoded: Decoded, table: ObjectTable, options: StoreOptions): EffectiveObject {
  const { written, value } = decoded;
  const dropped = new DroppedFields();
  for (const path of decoded.unknown) dropped.unknown(path);
  takeServersPart(value, dropped);
  const read = clone(value);
  applyDefaults(value, table, options);
  prepareForCreate(value, table, { root: table.type.name, options, dropped });
  applyDefaults(value, table, options);
  const object = emitObject(value, table, options.minor);
  removeServersPart(object);
  const isDropped = (path: string): boolean => dropped.has(path);
  const added = findAdded(written, object, isDropped);
  for (const path of findUnstored(read, object, isDropped)) dropped.because(path, 'it means nothing here');
  return { isReadable: true, object, added, dropped: dropped.reasons };
}

/** What a client may send and the server writes all the same. */
const serversMetadata = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

function takeServersPart(value: JsonObject, dropped: DroppedFields): void {
  const reason = 'the server writes it';
  if (value.status !== undefined) dropped.because('status', reason);
  delete value.status;
  const metadata = objectAt(value, 'metadata');
  for (const field of metadata ? serversMetadata : []) {
    if (metadata?.[field] === undefined) continue;
    dropped.because(joinPath('metadata', field), reason);
    delete metadata[field];
  }
}

function removeServersPart(object: JsonObject): void {
  delete object.status;
  const metadata = objectAt(object, 'metadata');
  if (metadata) delete metadata.creationTimestamp;
}
