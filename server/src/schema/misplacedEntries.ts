import { columnOf, withComments } from '../manifest/places.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { unwrapEntry } from '../manifest/unwrapEntry.ts';
import { leadingBlanks, nameOfBlank, strangeBlank, withPlainBlanks } from '../text/strangeBlanks.ts';
import { lineBreak, lineEndOf, lineStartOf, nextLineOf } from '../text/textLines.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import type { CheckContext, ReportDetails } from './context.ts';
import { fixBy } from './fixes.ts';
import type { Slip } from './missingBlanks.ts';
import { common } from './relocation.ts';
import { type ObjectTable, ValueKind } from './tables.ts';
import { listAround } from './unwrapList.ts';
import { named } from './wrapEntries.ts';

/** What to write for a field that the object does not have; the field that is meant, where it can be told. */
export interface Advice {
  readonly advice: string;
  readonly details: ReportDetails;
  readonly meant?: string;
}

/** A field whose name holds a blank that is none to YAML. */
export function strangeName(cx: CheckContext, key: NodeId): Slip | undefined {
  const { tree } = cx;
  const blank = tree.style(key) === NodeStyle.plain ? strangeBlank(cx.keyText(key)) : undefined;
  if (blank === undefined) return undefined;
  const start = tree.start(key);
  const end = tree.end(key);
  const source = tree.text.slice(start, end);
  const where = leadingBlanks(source).includes(blank) ? 'in front of' : 'in';
  const plain = withPlainBlanks(source);
  const label = { title: 'Write plain spaces', isSafe: false };
  return {
    message: `${nameOfBlank(blank)} stands ${where} "${plain.trim()}"; write plain spaces`,
    ...fixBy(cx, label, () => ({ start, end, newText: plain })),
  };
}

/**
 * The object's own fields with a name around them (`spec` in a StorageClass), entries beside the name of the mapping that
 * they belong in (`app: web` below `labels:`, no deeper), and a name with its value where an item has fields for both.
 */
export function misplacedEntry(cx: CheckContext, key: NodeId, table: ObjectTable): Advice | undefined {
  return unindentedEntry(cx, key, table) ?? wrappedFields(cx, key, table) ?? nameWithValue(cx, key, table);
}

function wrappedFields(cx: CheckContext, key: NodeId, table: ObjectTable): Advice | undefined {
  const mapping = cx.tree.parent(key);
  const inner = cx.keys(cx.tree.next(key));
  const isOwn = (each: NodeId) => table.fields.has(cx.keyText(each)) && !cx.has(mapping, cx.keyText(each));
  if (inner.length === 0 || !inner.every(isOwn)) return undefined;
  const fix = fixBy(cx, { title: 'Write its fields in its place', isSafe: false }, (tree) => unwrapEntry(tree, key));
  return { advice: 'write its fields in its place', details: fix };
}

function unindentedEntry(cx: CheckContext, key: NodeId, table: ObjectTable): Advice | undefined {
  const { tree } = cx;
  const mapping = tree.parent(key);
  if (tree.style(mapping) !== NodeStyle.block || !isEntry(cx, key)) return undefined;
  const keys = cx.keys(mapping);
  const at = keys.indexOf(key);
  const isStray = (each: NodeId) => !table.fields.has(cx.keyText(each)) && isEntry(cx, each);
  let first = at;
  while (first > 0 && at - first < mostEntries && isStray(keys[first - 1]!)) first--;
  const above = keys[first - 1];
  const field = above === undefined ? undefined : table.fields.get(cx.keyText(above));
  const isOpenMap = field?.value.kind === ValueKind.map && tree.style(tree.next(above!)) === NodeStyle.empty;
  if (above === undefined || !field || !isOpenMap || tree.anchor(tree.next(above)) !== undefined) return undefined;
  let last = at;
  while (last + 1 < keys.length && last - at < mostEntries && isStray(keys[last + 1]!)) last++;
  const range = { first: keys[first]!, last: keys[last]! };
  const title = `Indent ${first === last ? 'it' : 'them'} below ${field.name}`;
  const fix = fixBy(cx, { title, isSafe: false }, () => indented(tree, range));
  const meant = `${cx.pathOfField(key, field.name)}.${cx.keyText(key)}`;
  return { advice: `it belongs in ${field.name}: indent it`, details: fix, meant };
}

/** In a map that somebody has written no deeper than its name there are fewer; each of thousands would look at all others. */
const mostEntries = 200;

/** Whether an entry could be one of a map of texts or amounts. */
function isEntry(cx: CheckContext, key: NodeId): boolean {
  return cx.tree.kind(cx.tree.next(key)) === NodeKind.scalar;
}

function indented(tree: YamlTree, { first, last }: { first: NodeId; last: NodeId }): DocumentEdit[] | undefined {
  const { text } = tree;
  const start = tree.start(first);
  const end = Math.max(tree.end(tree.next(last)), tree.end(last));
  if (text.slice(lineStartOf(text, start), start).trim() !== '') return undefined;
  const edits: DocumentEdit[] = [];
  for (let at = withComments(text, lineStartOf(text, start)); at < end; at = nextLineOf(text, at)) {
    if (text.slice(at, lineEndOf(text, at)).trim() !== '') edits.push({ start: at, end: at, newText: '  ' });
  }
  return edits;
}

/** `- PGDATA: /data` in a list of variables. */
function nameWithValue(cx: CheckContext, key: NodeId, table: ObjectTable): Advice | undefined {
  const { tree } = cx;
  const item = tree.parent(key);
  if (listAround(cx, item) === NO_NODE || cx.keys(item).length !== 1) return undefined;
  const entry = named(cx, { key, item: table });
  if (entry?.field === undefined) return undefined;
  const fields = [`name: ${entry.name}`, `${entry.field}: ${entry.value}`];
  const isFlow = tree.style(item) === NodeStyle.flow;
  const start = tree.start(key);
  const between = isFlow ? ', ' : lineBreak(tree.text) + ' '.repeat(columnOf(tree.text, start));
  const isJson = tree.text[start] === '"';
  const label = { title: `Write ${fields.join(', ')}`, isSafe: false };
  const edit = { start, end: tree.end(tree.next(key)), newText: fields.join(between) };
  return {
    advice: `write name and ${entry.field}, each as a field`,
    details: isJson ? {} : fixBy(cx, label, () => edit),
    meant: cx.pathOfField(key, 'name'),
  };
}

/** The one field of the object that could hold what is written under another name: a mapping with fields of its own. */
export function fieldOfContent(cx: CheckContext, key: NodeId, table: ObjectTable): string | undefined {
  const names = cx.keys(cx.tree.next(key)).map((inner) => cx.keyText(inner));
  if (names.length === 0 || names.every((name) => common.has(name))) return undefined;
  const mapping = cx.tree.parent(key);
  const fitting = [...table.fields.values()].filter(({ value }) =>
    names.every((name) => value.object?.fields.has(name)),
  );
  const [only] = fitting;
  return only !== undefined && fitting.length === 1 && !cx.has(mapping, only.name) ? only.name : undefined;
}
