import type { DocumentEdit } from '../manifest/problem.ts';
import { lineEndOf, lineStartOf, nextLineOf } from '../text/textLines.ts';
import { type NodeId, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import type { CheckContext } from './context.ts';
import { typeOf } from './lookup.ts';
import type { TypeInfo } from './structure.ts';

/** An item that was written without its dash, below the name of its list and no deeper than that. */
export interface UnlistedItem {
  /** The name of the list. */
  readonly list: string;
  /** The first of its fields and the last. */
  readonly first: NodeId;
  readonly last: NodeId;
}

/**
 * The item that an unknown field is a part of: the field above that is none of an item is a list with nothing in it.
 * What stands below may be the object's own: a field that both have is of the item only where the object has it already.
 */
export function findUnlistedItem(cx: CheckContext, key: NodeId, type: TypeInfo): UnlistedItem | undefined {
  const { tree } = cx;
  const mapping = tree.parent(key);
  if (tree.style(mapping) !== NodeStyle.block) return undefined;
  const { emptyLists, firstOfName } = keysIn(cx, mapping, type);
  const list = emptyLists.findLast((each) => each < key);
  const item = list === undefined ? undefined : itemOfEmptyList(cx, list, type);
  if (list === undefined || item === undefined) return undefined;
  const behind = (each: NodeId): NodeId => tree.next(tree.next(each));
  let count = 0;
  for (let each = behind(list); each <= key; each = behind(each)) {
    if (++count > mostFields || !item.has(cx.keyText(each))) return undefined;
  }
  const isOfItem = (name: string) => item.has(name) && (!type.fields.has(name) || firstOfName.get(name)! < key);
  let last = key;
  for (let each = behind(key); each < tree.next(mapping) && ++count <= mostFields; each = behind(each)) {
    if (!isOfItem(cx.keyText(each))) break;
    last = each;
  }
  return { list: cx.keyText(list), first: behind(list), last };
}

/** What has more fields is no item. */
const mostFields = 200;

/** What is known of the keys of a mapping, each of whose unknown fields asks for it. */
interface Keys {
  /** Those of lists that nothing is written for. */
  readonly emptyLists: readonly NodeId[];
  readonly firstOfName: ReadonlyMap<string, NodeId>;
}

const known = new WeakMap<CheckContext, Map<NodeId, Keys>>();

function keysIn(cx: CheckContext, mapping: NodeId, type: TypeInfo): Keys {
  const byMapping = known.get(cx) ?? new Map<NodeId, Keys>();
  known.set(cx, byMapping);
  let found = byMapping.get(mapping);
  if (found === undefined) {
    const keys = cx.keys(mapping);
    const emptyLists = keys.filter((key) => itemOfEmptyList(cx, key, type));
    const firstOfName = new Map(keys.toReversed().map((key) => [cx.keyText(key), key]));
    found = { emptyLists, firstOfName };
    byMapping.set(mapping, found);
  }
  return found;
}

/** The fields of an item, where a key is that of a list that nothing is written for. */
function itemOfEmptyList(cx: CheckContext, key: NodeId, type: TypeInfo): TypeInfo['fields'] | undefined {
  const field = type.fields.get(cx.keyText(key));
  if (!field?.items || cx.tree.style(cx.tree.next(key)) !== NodeStyle.empty) return undefined;
  return typeOf(field.items)?.fields;
}

/** The edits that write the dash and move the item's lines below it. */
export function editsToList(tree: YamlTree, { first, last }: UnlistedItem): readonly DocumentEdit[] | undefined {
  const { text } = tree;
  const start = tree.start(first);
  const end = tree.end(tree.next(last));
  if (text.slice(lineStartOf(text, start), start).trim() !== '') return undefined;
  const edits: DocumentEdit[] = [{ start, end: start, newText: '  - ' }];
  for (let at = nextLineOf(text, start); at < end; at = nextLineOf(text, at)) {
    if (text.slice(at, lineEndOf(text, at)).trim() !== '') edits.push({ start: at, end: at, newText: '    ' });
  }
  return edits;
}
