import { shownManifests } from '../analysis/helmValues.ts';
import type { Snapshot } from '../analysis/snapshot.ts';
import type { ObjectSummary } from '../analysis/workspaceView.ts';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { Memory } from '../base/memory.ts';
import { type Range, shiftRange } from '../base/range.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import { type Manifest, rootView } from '../manifest/manifest.ts';
import { NO_NODE, NodeKind, type YamlDocument } from '../yaml/tree.ts';
import type { DocumentSymbol } from './types.ts';

/** How much of an object the outline shows. */
interface Detail {
  /** Levels below the object. */
  readonly depth: number;
  /** Whether fields with a single value are shown beside those that hold others. */
  readonly hasScalars: boolean;
}

const everything: Detail = { depth: 16, hasScalars: true };
const collections: Detail = { depth: 6, hasScalars: false };
const heads: Detail = { depth: 0, hasScalars: false };

/** An outline of every value of more nodes than this (a thousand lines) is read by nobody, and takes long to send. */
const mostForEverything = 3_000;
const mostForCollections = 15_000;
/** Who has more objects in one file looks for one of them. */
const mostDocumentsForCollections = 20;
/** Of more parts of one kind no outline is read either. */
const mostParts = 1_000;

/**
 * The outline of an open file: one entry per object, named by its kind and name, with its fields below; of long files
 * without single values, and of files with many objects only the parts that have names. Other YAML is outlined by its keys.
 */
export function documentSymbols(snapshot: Snapshot, uri: string, token: CancellationToken): DocumentSymbol[] {
  const outlines = documentOutlines(snapshot, uri, token);
  return outlines.flatMap(({ start, symbols }) => symbols.map((symbol) => shift(symbol, start)));
}

/** The outline of one document of a file. */
export interface DocumentOutline {
  /** File offset of the document. */
  readonly start: number;
  /** With ranges from the document's start; the same list while the document is the same. */
  readonly symbols: readonly DocumentSymbol[];
}

/** The same, document by document. */
export function documentOutlines(snapshot: Snapshot, uri: string, token: CancellationToken): DocumentOutline[] {
  const file = snapshot.file(uri);
  if (!file) return [];
  const { documents, starts } = file.stream;
  const nodes = documents.reduce((sum, { tree }) => sum + tree.size, 0);
  const detail = detailFor(nodes, documents.length);
  return documents.map((document, at) => {
    throwIfCancelled(token);
    return { start: starts[at]!, symbols: symbolsOf(document, detail, uri) };
  });
}

function detailFor(nodes: number, documents: number): Detail {
  if (nodes <= mostForEverything) return everything;
  return nodes <= mostForCollections && documents <= mostDocumentsForCollections ? collections : heads;
}

/** As many objects are offered at once; who looks for another one types on. */
const mostObjects = 200;

/** The objects whose kind and name hold the letters of the query in that order, best matches first. */
export function workspaceSymbols(objects: Iterable<ObjectSummary>, query: string): ObjectSummary[] {
  const wanted = query.toLowerCase().replaceAll(' ', '');
  const found: { object: ObjectSummary; rank: number }[] = [];
  for (const object of objects) {
    const rank = rankOf(`${object.kind}${object.name}`.toLowerCase(), { wanted, name: object.name.toLowerCase() });
    if (rank !== undefined) found.push({ object, rank });
  }
  found.sort((a, b) => a.rank - b.rank || inOrder(a.object, b.object));
  return found.slice(0, mostObjects).map(({ object }) => object);
}

/** By name, file and kind, whichever of them was typed in last. */
function inOrder(a: ObjectSummary, b: ObjectSummary): number {
  const key = (['name', 'uri', 'kind'] as const).find((each) => a[each] !== b[each]);
  if (key === undefined) return 0;
  return a[key] < b[key] ? -1 : 1;
}

/** 0: the name itself; 1: the name begins so; 2: it is in one piece; 3: letter by letter; undefined: not at all. */
function rankOf(text: string, { wanted, name }: { wanted: string; name: string }): number | undefined {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (text.includes(wanted)) return 2;
  let at = -1;
  for (const letter of wanted) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return undefined;
  }
  return 3;
}

const known = new Memory<YamlDocument, { detail: Detail; symbols: readonly DocumentSymbol[] }>();

/** The outline of one document, with ranges from its start; kept while the document is the same. */
function symbolsOf(document: YamlDocument, detail: Detail, uri: string): readonly DocumentSymbol[] {
  const memo = known.get(document);
  if (memo?.detail === detail) return memo.symbols;
  const manifests = shownManifests(document, uri);
  const symbols = manifests.length > 0 ? manifests.map((each) => headOf(each, detail)) : plainSymbols(document, detail);
  known.set(document, { detail, symbols });
  return symbols;
}

function plainSymbols(document: YamlDocument, detail: Detail): DocumentSymbol[] {
  if (document.tree.root === NO_NODE || detail.depth === 0) return [];
  return childrenOf(rootView(document), detail);
}

function headOf({ kind, name, namespace, apiVersion, view }: Manifest, detail: Detail): DocumentSymbol {
  const named = view.at('metadata', 'name');
  const kindView = view.field('kind');
  const { range } = view;
  const title = named.exists ? named.range : kindView.exists ? kindView.range : range;
  // What an alias or a merge key stands for is written elsewhere.
  const isHere = range.start <= title.start && title.end <= range.end;
  const isAlias = view.written !== view.node;
  return {
    name: [kind, name].filter((part) => part !== '').join(' ') || apiVersion || 'object',
    detail: namespace ?? '',
    kind: 'object',
    range,
    selection: isHere ? title : range,
    children: isAlias ? [] : detail.depth > 0 ? childrenOf(view, detail) : namedParts(view),
  };
}

function childrenOf(view: FieldView, { depth, hasScalars }: Detail): DocumentSymbol[] {
  if (depth === 0) return [];
  const below = { depth: depth - 1, hasScalars };
  const symbols: DocumentSymbol[] = [];
  if (view.isSequence()) {
    for (const [at, item] of view.items().entries()) {
      if (item.isScalar() && !hasScalars) continue;
      symbols.push(symbolOf(item, { name: itemName(item) ?? `${at}`, range: item.range, below }));
    }
  }
  for (const { name, value } of view.entries()) {
    // What a merge key brings in is written elsewhere, and is outlined there.
    if (value.key < view.node || (value.isScalar() && !hasScalars)) continue;
    const range = { start: value.keyRange.start, end: Math.max(value.keyRange.end, value.range.end) };
    symbols.push(symbolOf(value, { name, range, below }));
  }
  return symbols;
}

function symbolOf(view: FieldView, at: { name: string; range: Range; below: Detail }): DocumentSymbol {
  const isAlias = view.written !== NO_NODE && view.tree.kind(view.written) === NodeKind.alias;
  const keyRange = view.keyRange;
  // An item of a list is selected by its first line's key, not as a whole.
  const first = view.key === NO_NODE && view.isMapping() ? view.entries()[0]?.value.keyRange : undefined;
  const selection = first && first.start >= at.range.start && first.end <= at.range.end ? first : keyRange;
  return {
    name: at.name === '' ? '""' : at.name,
    detail: view.isScalar() ? shorten(view.text() ?? '') : '',
    kind: kindOf(view),
    range: at.range,
    selection,
    children: isAlias ? [] : childrenOf(view, at.below),
  };
}

function kindOf(view: FieldView): DocumentSymbol['kind'] {
  if (view.isMapping()) return 'object';
  if (view.isSequence()) return 'array';
  const value = view.json();
  if (value === undefined || value === null) return 'null';
  return typeof value as 'string' | 'number' | 'boolean';
}

/** Fields by which people tell the items of a list apart, best first. */
const nameFields: readonly string[] = ['name', 'key', 'type', 'containerPort', 'port', 'host', 'kind', 'path', 'ip'];

function itemName(item: FieldView): string | undefined {
  if (item.isScalar()) return shorten(item.text() ?? '');
  const own = item.at('metadata', 'name').text();
  if (own) return own;
  for (const field of nameFields) {
    const text = item.field(field).text();
    if (text) return shorten(text);
  }
  return undefined;
}

/** What holds parts with names that others refer to; all that is shown below one of many objects. */
const namedLists: readonly (readonly string[])[] = [
  ['data'],
  ['stringData'],
  ['binaryData'],
  ['spec', 'ports'],
  ['spec', 'template', 'spec', 'initContainers'],
  ['spec', 'template', 'spec', 'containers'],
  ['spec', 'template', 'spec', 'volumes'],
  ['spec', 'volumeClaimTemplates'],
];

function namedParts(view: FieldView): DocumentSymbol[] {
  const { start, end } = view.range;
  return namedLists.flatMap((path) => {
    const parts = childrenOf(view.at(...path), { depth: 1, hasScalars: true }).slice(0, mostParts);
    // An alias on the way leads to what is written elsewhere.
    const own = parts.filter(({ range }) => start <= range.start && range.end <= end);
    return own.map((part) => ({ ...part, detail: '' }));
  });
}

function shorten(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length < text.length || line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

function shift(symbol: DocumentSymbol, by: number): DocumentSymbol {
  if (by === 0) return symbol;
  return {
    ...symbol,
    range: shiftRange(symbol.range, by),
    selection: shiftRange(symbol.selection, by),
    children: symbol.children.map((child) => shift(child, by)),
  };
}
