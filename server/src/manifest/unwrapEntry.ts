import { lineBreak, lineEndOf } from '../text/textLines.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { type EntryText, entryText } from './edits.ts';
import { columnOf, endOfContent, ownStart } from './places.ts';
import type { DocumentEdit } from './problem.ts';

/**
 * Puts the entries of a mapping in the place of the entry that holds it. Undefined where its value is none or empty, and
 * where an anchor, or a comment between braces, would be lost.
 */
export function unwrapEntry(tree: YamlTree, key: NodeId): DocumentEdit | undefined {
  const { text } = tree;
  const value = tree.next(key);
  if (tree.kind(value) !== NodeKind.mapping || tree.firstChild(value) === NO_NODE) return undefined;
  const behindKey = isFlow(tree, value) ? '' : text.slice(tree.end(key), lineEndOf(text, tree.end(key)));
  const comment = behindKey.replace(/^\s*:\s*/, '');
  if (comment !== '' && !comment.startsWith('#')) return undefined;
  if (isFlow(tree, value) && /#|&/.test(text.slice(tree.end(key), tree.end(value)))) return undefined;
  const entries: EntryText[] = comment === '' ? [] : [[comment]];
  for (let inner = tree.firstChild(value); inner !== NO_NODE; inner = tree.nextSibling(tree.next(inner))) {
    entries.push(entryText(tree, inner));
  }
  const start = ownStart(tree, key);
  if (isFlow(tree, tree.parent(key))) return { start, end: tree.end(value), newText: entries.flat().join(', ') };
  const end = isFlow(tree, value) ? tree.end(value) : endOfContent(text, tree.end(value));
  return { start, end, newText: entries.flat().join(lineBreak(text) + ' '.repeat(columnOf(text, start))) };
}

function isFlow(tree: YamlTree, node: NodeId): boolean {
  return tree.style(node) === NodeStyle.flow;
}
