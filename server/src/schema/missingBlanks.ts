import { columnOf } from '../manifest/places.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { isBlankAt, lineEndOf, lineStartOf, nextLineOf } from '../text/textLines.ts';
import { type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { wordsOf } from './acceptance.ts';
import type { CheckContext, ReportDetails } from './context.ts';
import { fixBy } from './fixes.ts';
import { typeOf } from './lookup.ts';
import type { TypeInfo } from './structure.ts';
import { ValueKind, type ValueTable } from './tables.ts';
import { entryOf, pairOf } from './unwrapList.ts';

/** A mistake of how a value is written, that makes it one of another type. */
export interface Slip extends Pick<ReportDetails, 'fixes'> {
  /** What is wrong and what to write, as a whole sentence. */
  readonly message: string;
}

/** A list whose dashes have no blank behind them, so that it is read as a mapping or a text. */
export function missingAfterDash(cx: CheckContext, node: NodeId, table: ValueTable): Slip | undefined {
  const { tree } = cx;
  if (table.kind !== ValueKind.list) return undefined;
  const start = tree.start(node);
  if (tree.text.slice(lineStartOf(tree.text, start), start).trim() !== '') return undefined;
  return tree.kind(node) === NodeKind.mapping
    ? itemsReadAsFields(cx, node, table.inner)
    : itemsReadAsText(cx, node, table);
}

function itemsReadAsFields(cx: CheckContext, mapping: NodeId, inner: ValueTable | undefined): Slip | undefined {
  const { tree } = cx;
  const fields = inner?.kind === ValueKind.object ? inner.object?.fields : undefined;
  const keys = cx.keys(mapping);
  const first = keys[0];
  if (!fields || first === undefined || tree.style(mapping) !== NodeStyle.block) return undefined;
  const nameOf = (key: NodeId) => (isDashed(cx, key) ? cx.keyText(key).slice(1) : cx.keyText(key));
  if (!isDashed(cx, first) || !keys.every((key) => fields.has(nameOf(key)))) return undefined;
  return {
    message: blankMessage('dash', cx.keyText(first), `- ${nameOf(first)}`),
    ...fixBy(cx, dashLabel(true), (): readonly DocumentEdit[] =>
      separateItems(tree, keys, new Set(keys.filter((key) => isDashed(cx, key)))),
    ),
  };
}

/**
 * Items that stand where the name of their list does, and so are read as fields of its object: `-name: a` below
 * `volumes:`. Undefined where the field is none of such an item.
 */
export function missingInFields(cx: CheckContext, key: NodeId, type: TypeInfo): Slip | undefined {
  const { tree } = cx;
  if (tree.style(key) !== NodeStyle.plain || !isDashed(cx, key)) return undefined;
  const keys = cx.keys(tree.parent(key));
  const before = keys.slice(0, keys.indexOf(key)).findLast((each) => listItem(cx, each, type) !== undefined);
  const item = before === undefined ? undefined : listItem(cx, before, type);
  if (before === undefined || !item) return undefined;
  const own: NodeId[] = [];
  for (const each of keys.slice(keys.indexOf(before) + 1)) {
    const name = isDashed(cx, each) ? cx.keyText(each).slice(1) : cx.keyText(each);
    if (!item.has(name) || (!isDashed(cx, each) && (own.length === 0 || type.fields.has(name)))) break;
    own.push(each);
  }
  if (!own.includes(key)) return undefined;
  const dashed = new Set(own.filter((each) => isDashed(cx, each)));
  return {
    message: blankMessage('dash', cx.keyText(key), `- ${cx.keyText(key).slice(1)}`),
    ...fixBy(cx, dashLabel(true), (): readonly DocumentEdit[] => separateItems(tree, own, dashed)),
  };
}

/** The fields of an item, where a key is that of a list that nothing is written for. */
function listItem(cx: CheckContext, key: NodeId, type: TypeInfo): TypeInfo['fields'] | undefined {
  const field = type.fields.get(cx.keyText(key));
  if (!field?.items || cx.tree.style(cx.tree.next(key)) !== NodeStyle.empty) return undefined;
  return typeOf(field.items)?.fields;
}

function isDashed(cx: CheckContext, key: NodeId): boolean {
  return cx.tree.style(key) === NodeStyle.plain && cx.keyText(key).startsWith('-');
}

/** A blank behind each dash; the other lines move along, so that they stay below what they belong to. */
function separateItems(tree: YamlTree, keys: readonly NodeId[], dashed: ReadonlySet<NodeId>): readonly DocumentEdit[] {
  const { text } = tree;
  const column = columnOf(text, tree.start(keys[0]!));
  const edits: DocumentEdit[] = [];
  for (const key of keys) {
    const start = tree.start(key);
    if (dashed.has(key)) edits.push({ start: start + 1, end: start + 1, newText: ' ' });
    else if (columnOf(text, start) !== column) continue;
    const first = dashed.has(key) ? nextLineOf(text, start) : lineStartOf(text, start);
    for (let line = first; line < tree.end(tree.next(key)); line = nextLineOf(text, line)) {
      const isEmpty = text.slice(line, lineEndOf(text, line)).trim() === '';
      if (!isEmpty) edits.push({ start: line, end: line, newText: '  ' });
    }
  }
  return edits;
}

/** `-ReadWriteOnce`; what a program is given may begin with a dash of its own. */
function itemsReadAsText(cx: CheckContext, node: NodeId, { inner }: ValueTable): Slip | undefined {
  const { tree } = cx;
  if (inner?.kind !== ValueKind.string || tree.style(node) !== NodeStyle.plain) return undefined;
  const lines = linesOf(tree, node);
  const items = lines.map(({ start, end }) => tree.text.slice(start, end));
  if (!items.every((item) => /^-[^\s-]/.test(item))) return undefined;
  const words = wordsOf(inner);
  const isCertain = words !== undefined && items.every((item) => words.includes(item.slice(1)));
  if (!isCertain && ['command', 'args'].includes(cx.labelOf(node))) return undefined;
  return {
    message: blankMessage('dash', items[0]!, `- ${items[0]!.slice(1)}`),
    ...fixBy(cx, dashLabel(isCertain), () =>
      lines.map(({ start }) => ({ start: start + 1, end: start + 1, newText: ' ' })),
    ),
  };
}

/** A mapping whose colons have no blank behind them, so that it is read as a text: `app:web`, and `app=web` as well. */
export function missingAfterColon(cx: CheckContext, node: NodeId, table: ValueTable): Slip | undefined {
  const { tree } = cx;
  if (table.kind !== ValueKind.object && table.kind !== ValueKind.map) return undefined;
  if (tree.kind(node) !== NodeKind.scalar || tree.style(node) !== NodeStyle.plain || tree.tag(node) !== undefined)
    return undefined;
  const lines = linesOf(tree, node);
  const parts = lines.map(({ start, end }) => tree.text.slice(start, end));
  const pairs = parts.flatMap((part) => pairOf(part) ?? []);
  const fields = table.kind === ValueKind.object ? table.object?.fields : undefined;
  const names = new Set(pairs.map(({ key }) => key));
  if (pairs.length !== parts.length || names.size !== parts.length || cx.isOpen(tree.scalarText(node)))
    return undefined;
  if (table.kind === ValueKind.object && ![...names].every((name) => fields?.has(name))) return undefined;
  const isString = table.inner?.kind === ValueKind.string;
  const entries = pairs.map(({ key, value }) => (isString ? entryOf(key, value) : `${key}: ${value}`));
  const sign = parts[0]!.includes('=') ? '=' : ':';
  const message =
    sign === ':'
      ? blankMessage('colon', parts[0]!, entries[0]!)
      : `"${shown(parts[0]!)}" is a text; write a mapping, as in "${shown(entries[0]!)}"`;
  const title = sign === ':' ? 'Put a blank behind the colon' : 'Make it a mapping';
  const fix = fixBy(cx, { title, isSafe: table.kind === ValueKind.object && sign === ':' }, () =>
    writeEntries(tree, node, { lines, entries }),
  );
  return { message, ...fix };
}

function writeEntries(
  tree: YamlTree,
  node: NodeId,
  { lines, entries }: { lines: readonly Line[]; entries: readonly string[] },
): readonly DocumentEdit[] {
  const { text } = tree;
  const start = tree.start(node);
  const isOwnLine = /^[\s-]*$/.test(text.slice(lineStartOf(text, start), start));
  const parent = tree.parent(node);
  const isInBrackets = tree.style(parent) === NodeStyle.flow;
  if (isOwnLine && !isInBrackets) return lines.map((line, index) => ({ ...line, newText: entries[index]! }));
  return [{ start, end: tree.end(node), newText: `{ ${entries.join(', ')} }` }];
}

interface Line {
  readonly start: number;
  readonly end: number;
}

/** The lines of a plain text, without the blanks around them. */
function linesOf(tree: YamlTree, node: NodeId): readonly Line[] {
  const { text } = tree;
  const lines: Line[] = [];
  for (let at = tree.start(node); at < tree.end(node); at = nextLineOf(text, at)) {
    let start = at;
    let end = Math.min(lineEndOf(text, at), tree.end(node));
    while (start < end && isBlankAt(text, start)) start++;
    while (end > start && isBlankAt(text, end - 1)) end--;
    if (start < end) lines.push({ start, end });
  }
  return lines;
}

function dashLabel(isSafe: boolean) {
  return { title: 'Put a blank behind the dash', isSafe };
}

function blankMessage(sign: 'colon' | 'dash', written: string, wanted: string): string {
  return `A blank is missing behind the ${sign} of "${shown(written)}"; write "${shown(wanted)}"`;
}

function shown(text: string): string {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
