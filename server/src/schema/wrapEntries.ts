import { quoted } from '../base/visible.ts';
import { hasJsonKeys, yamlString } from '../manifest/edits.ts';
import { columnOf } from '../manifest/places.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { isBreak, lineBreak } from '../text/textLines.ts';
import { jsonScalarOf } from '../yaml/scalars.ts';
import { type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { acceptsText, acceptsValue, wordsOf } from './acceptance.ts';
import type { CheckContext, ReportDetails } from './context.ts';
import { fixBy } from './fixes.ts';
import { type ObjectTable, ValueKind, type ValueTable } from './tables.ts';
import { behindColon, lost } from './unwrapList.ts';

type Fixes = Pick<ReportDetails, 'fixes'>;

/** A mapping of names where a list of items with names is wanted: `env: {A: b}`, `accessModes: {ReadWriteOnce: true}`. */
export function asItems(cx: CheckContext, mapping: NodeId, inner: ValueTable | undefined): Fixes {
  if (!cx.isMapping(mapping) || cx.isEmpty(mapping) || !inner) return {};
  const label = { title: 'Make it a list', isSafe: false };
  if (inner.kind === ValueKind.string) {
    const words = cx.keys(mapping).map((key) => cx.keyText(key));
    const isSet = (key: NodeId) => [true, null].includes(cx.jsonOf(cx.tree.next(key)) as boolean | null);
    if (!wordsOf(inner) || !words.every((word) => acceptsText(cx, inner, word)) || !cx.keys(mapping).every(isSet))
      return {};
    return fixBy(cx, label, (tree) => replaceByWords(tree, mapping, words));
  }
  const item = inner.kind === ValueKind.object ? inner.object : undefined;
  if (!item || cx.keys(mapping).some((key) => item.fields.has(cx.keyText(key)))) return {};
  return fixBy(cx, label, (tree) => nameItems(cx, tree, { mapping, item }));
}

function replaceByWords(tree: YamlTree, mapping: NodeId, words: readonly string[]): DocumentEdit | undefined {
  const { text } = tree;
  const start = tree.start(mapping);
  const source = text.slice(start, tree.end(mapping));
  if (lost.test(source)) return undefined;
  const colon = tree.style(mapping) === NodeStyle.block ? behindColon(text, start) : undefined;
  const list = `[${words.map((word) => (source.startsWith('{"') ? quoted(word) : word)).join(', ')}]`;
  const end = start + source.trimEnd().length;
  return colon === undefined ? { start, end, newText: list } : { start: colon, end, newText: ` ${list}` };
}

/** The field that a value is meant for where it stands behind a name; undefined where items are not known by name and value. */
function valueField({ type, fields }: ObjectTable): string | undefined {
  if (!fields.has('name')) return undefined;
  return own[type.name] ?? (fields.has('value') ? 'value' : undefined);
}

const own: Readonly<Record<string, string>> = {
  'core.v1.ContainerPort': 'containerPort',
  'core.v1.ServicePort': 'port',
};

/** Each entry becomes an item in its own lines, the name in front. */
function nameItems(
  cx: CheckContext,
  tree: YamlTree,
  { mapping, item }: { mapping: NodeId; item: ObjectTable },
): readonly DocumentEdit[] | undefined {
  const edits: DocumentEdit[] = [];
  const isInBrackets = tree.style(mapping) === NodeStyle.flow;
  if (isInBrackets && lost.test(tree.text.slice(tree.start(mapping), tree.end(mapping)))) return undefined;
  const entries = cx.keys(mapping).map((key) => named(cx, { key, item }));
  for (const [index, key] of cx.keys(mapping).entries()) {
    const entry = entries[index];
    const value = tree.next(key);
    const behind = tree.text.slice(tree.end(key), tree.start(value));
    if (!entry || lost.test(behind) || !behind.startsWith(':')) return undefined;
    if (isInBrackets) continue;
    if (entry.field === undefined) {
      const below = columnOf(tree.text, tree.start(value)) - columnOf(tree.text, tree.start(key));
      if (tree.style(value) !== NodeStyle.block || below !== 2) return undefined;
      edits.push({ start: tree.start(key), end: tree.end(key) + 1, newText: `- name: ${entry.name}` });
      continue;
    }
    const indent = lineBreak(tree.text) + ' '.repeat(columnOf(tree.text, tree.start(key)) + 2);
    const newText = `- name: ${entry.name}${indent}${entry.field}: ${entry.value}`;
    edits.push({ start: tree.start(key), end: tree.end(value), newText });
  }
  if (!isInBrackets) return edits;
  const isJson = hasJsonKeys(tree, mapping);
  const quote = isJson ? '"' : '';
  const shown = entries.map((entry) => {
    const name = isJson && !entry!.name.startsWith('"') ? quoted(entry!.name) : entry!.name;
    const value = isJson && /^[A-Za-z]/.test(entry!.value) ? quoted(entry!.value) : entry!.value;
    if (entry!.field === undefined) return `{ ${quote}name${quote}: ${name}, ${entry!.value} }`;
    return `{ ${quote}name${quote}: ${name}, ${quote}${entry!.field}${quote}: ${value} }`;
  });
  return [{ start: tree.start(mapping), end: tree.end(mapping), newText: `[${shown.join(', ')}]` }];
}

/** An entry as the item that it is meant to be. */
export interface Named {
  readonly name: string;
  /** The field that the value is for; undefined where the value is a mapping of fields. */
  readonly field: string | undefined;
  readonly value: string;
}

/** The item that an entry of a mapping was meant to be; undefined where its value is for no field of one. */
export function named(cx: CheckContext, { key, item }: { key: NodeId; item: ObjectTable }): Named | undefined {
  const { tree } = cx;
  const value = tree.next(key);
  const name = yamlString(cx.keyText(key));
  const source = tree.text.slice(tree.start(value), tree.end(value));
  if (tree.kind(value) === NodeKind.mapping) {
    const isKnown = cx.keys(value).every((inner) => item.fields.has(cx.keyText(inner)) && cx.keyText(inner) !== 'name');
    const isFlow = tree.style(value) === NodeStyle.flow;
    return isKnown ? { name, field: undefined, value: isFlow ? source.slice(1, -1).trim() : source } : undefined;
  }
  const field = valueField(item);
  const table = field === undefined ? undefined : item.fields.get(field)?.value;
  if (!field || !table || tree.kind(value) !== NodeKind.scalar || hasBreak(source)) return undefined;
  if (table.kind === ValueKind.string) {
    const scalar = jsonScalarOf(tree, value);
    const isString = scalar?.type === 'string' && source !== '';
    return { name, field, value: isString ? source : quoted(tree.scalarText(value)) };
  }
  return acceptsValue(cx, value, table) ? { name, field, value: source } : undefined;
}

function hasBreak(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isBreak(text.charCodeAt(at))) return true;
  return false;
}
