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
  if (cx.tree.style(cx.tree.parent(key)) !== NodeStyle.block) return undefined;
  const keys = cx.keys(cx.tree.parent(key));
  const above = keys.slice(0, keys.indexOf(key)).reverse();
  for (const [count, each] of above.entries()) {
    const item = itemOfEmptyList(cx, each, type);
    const first = above[count - 1] ?? key;
    if (item?.has(cx.keyText(key)) && above.slice(0, count).every((field) => item.has(cx.keyText(field)))) {
      const names = new Set(keys.slice(0, keys.indexOf(key)).map((field) => cx.keyText(field)));
      const below = keys.slice(keys.indexOf(key) + 1);
      const isOfItem = (name: string) => item.has(name) && (!type.fields.has(name) || names.has(name));
      const end = below.findIndex((field) => !isOfItem(cx.keyText(field)));
      const last = (end < 0 ? below : below.slice(0, end)).at(-1) ?? key;
      return { list: cx.keyText(each), first, last };
    }
    if (item) return undefined;
  }
  return undefined;
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
