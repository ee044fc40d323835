import { quoted } from '../base/visible.ts';
import { dashOf, yamlString } from '../manifest/edits.ts';
import type { DocumentEdit, Fix } from '../manifest/problem.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { acceptsValue } from './acceptance.ts';
import type { CheckContext, ReportDetails } from './context.ts';
import { fixBy } from './fixes.ts';
import { ValueKind, type ValueTable } from './tables.ts';

/** What would be lost with the text between values: comments, anchors and tags. */
export const lost = /[#&!]/;

type Fixes = Pick<ReportDetails, 'fixes'>;

/** A list where its one item is wanted, or a mapping of what its items say: `replicas: [3]`, `labels: [{app: web}]`. */
export function withoutList(cx: CheckContext, list: NodeId, table: ValueTable): Fixes {
  const items = cx.items(list);
  const [only] = items;
  if (only === undefined) return {};
  if (items.length === 1 && acceptsValue(cx, only, table)) {
    return fixBy(cx, { title: 'Take it out of the list', isSafe: false }, (tree) => takeOut(tree, list, only));
  }
  const label = { title: 'Make it a mapping', isSafe: false };
  if (canBeJoined(cx, items, table)) return fixBy(cx, label, (tree) => joinItems(tree, list, items));
  const pairs = table.kind === ValueKind.map ? pairsIn(cx, items, table) : undefined;
  return pairs ? fixBy(cx, label, (tree) => writePairs(tree, list, pairs)) : {};
}

/** The one item in the place of its list. */
function takeOut(tree: YamlTree, list: NodeId, item: NodeId): DocumentEdit | undefined {
  const { text } = tree;
  if (tree.style(list) === NodeStyle.flow) {
    const around = text.slice(tree.start(list), tree.start(item)) + text.slice(tree.end(item), tree.end(list));
    if (lost.test(around)) return undefined;
    const source = text.slice(tree.start(item), tree.end(item));
    const isBare = tree.kind(item) === NodeKind.mapping && !source.startsWith('{');
    return { start: tree.start(list), end: tree.end(list), newText: isBare ? `{ ${source} }` : source };
  }
  const dash = dashOf(tree, item);
  if (tree.kind(item) === NodeKind.mapping && tree.style(item) === NodeStyle.block) return blankFor(dash);
  const start = behindColon(text, tree.start(list));
  const isClose = start !== undefined && text.slice(dash + 1, tree.start(item)).trim() === '';
  return isClose ? { start, end: tree.start(item), newText: ' ' } : blankFor(dash);
}

/** Behind the colon of the key of a block, where nothing but blanks and ends of lines stands between; undefined else. */
export function behindColon(text: string, block: number): number | undefined {
  let start = block;
  while (start > 0 && /[\s\x85]/.test(text.charAt(start - 1))) start--;
  return text[start - 1] === ':' ? start : undefined;
}

function blankFor(dash: number): DocumentEdit {
  return { start: dash, end: dash + 1, newText: ' ' };
}

/** Whether the items are mappings that say different things, all of which may stand in one. */
function canBeJoined(cx: CheckContext, items: readonly NodeId[], table: ValueTable): boolean {
  if (table.kind !== ValueKind.object && table.kind !== ValueKind.map) return false;
  const names = items.flatMap((item) => cx.keys(item).map((key) => cx.keyText(key)));
  if (new Set(names).size !== names.length) return false;
  const { tree } = cx;
  const style = tree.style(items[0]!);
  return items.every((item) => tree.style(item) === style && !cx.isEmpty(item) && acceptsValue(cx, item, table));
}

function joinItems(tree: YamlTree, list: NodeId, items: readonly NodeId[]): readonly DocumentEdit[] | undefined {
  const isInBrackets = tree.style(list) === NodeStyle.flow;
  if (!isInBrackets && tree.style(items[0]!) === NodeStyle.block) {
    const column = new Set(items.map((item) => tree.start(item) - dashOf(tree, item)));
    return column.size === 1 ? items.map((item) => blankFor(dashOf(tree, item))) : undefined;
  }
  const { text } = tree;
  const source = text.slice(tree.start(list), tree.end(list));
  if (!isInBrackets || lost.test(source)) return undefined;
  const inner = items.map((item) => withoutBraces(text.slice(tree.start(item), tree.end(item))));
  return [{ start: tree.start(list), end: tree.end(list), newText: `{ ${inner.join(', ')} }` }];
}

/** The entries of a mapping in brackets, which has braces of its own or none. */
function withoutBraces(source: string): string {
  return source.startsWith('{') ? source.slice(1, -1).trim() : source;
}

/** An item that says what an entry would: `app=web`, `app:web`. */
interface Pair {
  readonly item: NodeId;
  readonly key: string;
  readonly value: string;
}

function pairsIn(cx: CheckContext, items: readonly NodeId[], table: ValueTable): readonly Pair[] | undefined {
  if (table.inner?.kind !== ValueKind.string) return undefined;
  const pairs: Pair[] = [];
  for (const item of items) {
    const pair = pairOf(cx.stringOf(item));
    if (!pair || cx.tree.style(item) === NodeStyle.literal || cx.tree.style(item) === NodeStyle.folded)
      return undefined;
    pairs.push({ item, ...pair });
  }
  return new Set(pairs.map(({ key }) => key)).size === pairs.length ? pairs : undefined;
}

/** `key=value` or `key:value` in its two parts. */
export function pairOf(text: string): { key: string; value: string } | undefined {
  const found = /^([A-Za-z0-9][\w./-]{0,300}) {0,4}[=:] {0,4}([^\s=:,/][^\s=,]*)$/.exec(text);
  return found ? { key: found[1]!, value: found[2]! } : undefined;
}

function writePairs(tree: YamlTree, list: NodeId, pairs: readonly Pair[]): readonly DocumentEdit[] | undefined {
  const { text } = tree;
  if (tree.style(list) === NodeStyle.flow) {
    if (lost.test(text.slice(tree.start(list), tree.end(list)))) return undefined;
    const entries = pairs.map(({ item, key, value }) => {
      const isJson = tree.style(item) === NodeStyle.doubleQuoted;
      return isJson ? `${quoted(key)}: ${quoted(value)}` : entryOf(key, value);
    });
    return [{ start: tree.start(list), end: tree.end(list), newText: `{ ${entries.join(', ')} }` }];
  }
  return pairs.flatMap(({ item, key, value }) => [
    blankFor(dashOf(tree, item)),
    { start: tree.start(item), end: tree.end(item), newText: entryOf(key, value) },
  ]);
}

/** An entry as YAML, its value a string. */
export function entryOf(key: string, value: string): string {
  return `${yamlString(key)}: ${yamlString(value)}`;
}

/** All fixes of several ways to repair the same thing. */
export function allOf(...fixes: readonly Fixes[]): Fixes {
  return { fixes: (): readonly Fix[] => fixes.flatMap((each) => each.fixes?.() ?? []) };
}

/** Ways to repair something between which only the author can choose. */
export function choiceOf(...fixes: readonly Fixes[]): Fixes {
  const all = () => fixes.flatMap((each) => each.fixes?.() ?? []);
  return { fixes: (): readonly Fix[] => all().map((fix) => ({ ...fix, isPreferred: false })) };
}

/** The list that a node is an item of, NO_NODE for others. */
export function listAround(cx: CheckContext, node: NodeId): NodeId {
  const parent = node < 0 || node === cx.root ? NO_NODE : cx.tree.parent(node);
  return cx.isList(parent) ? parent : NO_NODE;
}
