import type { Manifest } from '../manifest/manifest.ts';
import { isReadable, quantityText } from '../schema/decoding.ts';
import { expandAliases } from '../schema/expand.ts';
import { type FieldTable, type ObjectTable, ValueKind, type ValueTable } from '../schema/tables.ts';
import { isRefusedKey } from '../yaml/resolve.ts';
import { type JsonScalar, jsonScalarOf, keyTextOf } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, type YamlTree } from '../yaml/tree.ts';
import { type Json, type JsonObject, joinPath } from './json.ts';
import { storedAmount, storedQuantity } from './quantities.ts';

/** Why the server cannot read a manifest into an object: the place, and what is wrong there. */
export interface Fault {
  /** The field path, '' for the text as a whole. */
  readonly field: string;
  readonly reason: string;
}

/** A manifest as the server reads it. */
export interface Decoded {
  /** The JSON that the text stands for. */
  readonly written: JsonObject;
  /** The same with only the fields that the type has, null as "not written" and quantities as they are stored. */
  readonly value: JsonObject;
  /** The field paths that are dropped because the type does not have them. */
  readonly unknown: readonly string[];
  readonly faults: readonly Fault[];
}

/**
 * Reads a manifest as the API server's decoder does when it is not strict: of keys written twice the last counts, and
 * fields that the minor does not know are dropped.
 */
export function decodeManifest(manifest: Manifest, table: ObjectTable): Decoded {
  const { document, view } = manifest;
  const broken = document.problems.filter(({ code }) => code !== 'yaml-duplicate-key');
  const expanded = broken.length > 0 ? undefined : expandAliases(document.tree, view.node);
  if (!expanded) {
    const reason = broken.length > 0 ? 'the text is not YAML' : 'its aliases stand for too much';
    return { written: {}, value: {}, unknown: [], faults: [{ field: '', reason }] };
  }
  const decoder = new Decoder(expanded.tree);
  const { written, value } = decoder.object(expanded.root, table, '');
  return { written, value, unknown: decoder.unknown, faults: decoder.faults };
}

/** A value as written and as read; `value` is undefined where nothing counts as written. */
interface Pair {
  readonly written: Json;
  readonly value: Json | undefined;
}

class Decoder {
  readonly faults: Fault[] = [];
  readonly unknown: string[] = [];
  readonly #tree: YamlTree;

  constructor(tree: YamlTree) {
    this.#tree = tree;
  }

  object(node: NodeId, table: ObjectTable, path: string): { written: JsonObject; value: JsonObject } {
    const written: JsonObject = {};
    const value: JsonObject = {};
    for (const [name, child] of this.#entries(node, path)) {
      const field = table.fields.get(name);
      const place = joinPath(path, name);
      if (!field) {
        this.unknown.push(place);
        written[name] = this.#plain(child);
        continue;
      }
      const pair = this.#field(child, field, place);
      written[name] = pair.written;
      if (pair.value === undefined) delete value[name];
      else value[name] = pair.value;
    }
    return { written, value };
  }

  #field(node: NodeId, field: FieldTable, path: string): Pair {
    return this.#value(node, field.value, path);
  }

  #value(node: NodeId, table: ValueTable, path: string): Pair {
    const kind = this.#tree.kind(node);
    if (table.kind === ValueKind.any) {
      const json = this.#plain(node);
      return { written: json, value: json ?? undefined };
    }
    if (kind === NodeKind.mapping) {
      if (table.kind === ValueKind.object) return this.object(node, table.object!, path);
      if (table.kind === ValueKind.map) return this.#map(node, table.inner!, path);
      return this.#misread(node, 'a mapping', path);
    }
    if (kind === NodeKind.sequence) {
      if (table.kind === ValueKind.list) return this.#list(node, table.inner!, path);
      return this.#misread(node, 'a list', path);
    }
    return this.#scalar(node, table, path);
  }

  #map(node: NodeId, inner: ValueTable, path: string): Pair {
    const written: JsonObject = {};
    const value: JsonObject = {};
    for (const [name, child] of this.#entries(node, path)) {
      const pair = this.#value(child, inner, joinPath(path, name));
      written[name] = pair.written;
      const item = pair.value ?? zeroOf(inner);
      value[name] = inner.kind === ValueKind.quantity && typeof item === 'string' ? storedAmount(item) : item;
    }
    return { written, value };
  }

  #list(node: NodeId, inner: ValueTable, path: string): Pair {
    const written: Json[] = [];
    const value: Json[] = [];
    const limit = this.#tree.next(node);
    for (let item = node + 1; item < limit; item = this.#tree.next(item)) {
      const pair = this.#value(item, inner, joinPath(path, written.length));
      written.push(pair.written);
      value.push(pair.value ?? zeroOf(inner));
    }
    return { written, value };
  }

  #scalar(node: NodeId, table: ValueTable, path: string): Pair {
    const scalar = jsonScalarOf(this.#tree, node);
    if (!scalar || scalar.type === 'null') return { written: null, value: undefined };
    const written = scalar.value;
    if (scalar.fault === undefined && isReadable(scalar, table.kind)) {
      return { written, value: storedScalar(scalar, table.kind) };
    }
    const shown = this.#tree.scalarText(node);
    const short = shown.length > 40 ? `${shown.slice(0, 38)}…` : shown;
    const reason =
      table.kind === ValueKind.quantity
        ? `"${short}" is no quantity`
        : `"${short}" is ${jsonNames[scalar.type]}, not ${kindNames[table.kind]}`;
    this.faults.push({ field: path, reason });
    return { written, value: undefined };
  }

  #misread(node: NodeId, what: string, path: string): Pair {
    this.faults.push({ field: path, reason: `it is ${what}` });
    return { written: this.#plain(node), value: undefined };
  }

  /** The JSON of a value of which the type is not known. */
  #plain(node: NodeId): Json {
    const kind = this.#tree.kind(node);
    if (kind === NodeKind.mapping) {
      const json: JsonObject = {};
      for (const [name, child] of this.#entries(node, '')) json[name] = this.#plain(child);
      return json;
    }
    if (kind === NodeKind.sequence) {
      const json: Json[] = [];
      const limit = this.#tree.next(node);
      for (let item = node + 1; item < limit; item = this.#tree.next(item)) json.push(this.#plain(item));
      return json;
    }
    return jsonScalarOf(this.#tree, node)?.value ?? null;
  }

  *#entries(mapping: NodeId, path: string): Generator<readonly [name: string, value: NodeId]> {
    const tree = this.#tree;
    if (mapping === NO_NODE || tree.kind(mapping) !== NodeKind.mapping) return;
    const limit = tree.next(mapping);
    for (let key = mapping + 1; key < limit; ) {
      const value = tree.next(key);
      const scalar = jsonScalarOf(tree, key);
      if (!scalar || isRefusedKey(scalar)) this.faults.push({ field: path, reason: 'a key in it is no text' });
      else yield [keyTextOf(tree, key), value];
      key = tree.next(value);
    }
  }
}

function storedScalar(scalar: JsonScalar, kind: ValueKind): Json | undefined {
  if (kind === ValueKind.quantity) return storedQuantity(quantityText(scalar));
  if (kind === ValueKind.time) return storedTime(String(scalar.value));
  return scalar.value ?? undefined;
}

/** Times are stored in UTC and without fractions of a second. */
function storedTime(text: string): string {
  const time = Date.parse(text.replace(',', '.'));
  return Number.isNaN(time) ? text : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** What null stands for in a list or a map, where "not written" does not exist. */
function zeroOf(table: ValueTable): Json {
  switch (table.kind) {
    case ValueKind.object:
    case ValueKind.map:
      return {};
    case ValueKind.list:
      return [];
    case ValueKind.string:
      return '';
    case ValueKind.boolean:
      return false;
    case ValueKind.quantity:
      return '0';
    case ValueKind.any:
    case ValueKind.time:
      return null;
    default:
      return 0;
  }
}

const jsonNames: Readonly<Record<JsonScalar['type'], string>> = {
  null: 'null',
  boolean: 'a boolean',
  integer: 'a number',
  number: 'a number',
  string: 'a text',
};

const kindNames: Readonly<Record<ValueKind, string>> = {
  [ValueKind.object]: 'a mapping',
  [ValueKind.list]: 'a list',
  [ValueKind.map]: 'a mapping',
  [ValueKind.string]: 'a text',
  [ValueKind.int32]: 'a whole number of 32 bits',
  [ValueKind.int64]: 'a whole number of 64 bits',
  [ValueKind.boolean]: 'true or false',
  [ValueKind.number]: 'a number',
  [ValueKind.quantity]: 'a quantity',
  [ValueKind.intOrString]: 'a number or a text',
  [ValueKind.time]: 'a time',
  [ValueKind.any]: 'this',
};
