import { lineBreak, lineEndOf } from '../text/textLines.ts';
import { parseDocument } from '../yaml/parse.ts';
import { jsonScalarOf } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { columnOf } from './places.ts';
import type { DocumentEdit } from './problem.ts';

/**
 * Replaces a scalar (or a whole value) by other text, also where nothing is written yet. A tag that would make something
 * else of the text goes; the comment behind a `|` or `>` stays.
 */
export function replaceValue(tree: YamlTree, node: NodeId, newText: string): DocumentEdit {
  if (tree.style(node) === NodeStyle.empty) return fillEmpty(tree, node, newText);
  const { start, kept } = beginning(tree, node, newText);
  return { start, end: tree.end(node), newText: kept + newText + headerComment(tree, node) };
}

/** Writes a value where none is written, apart from what stands beside it: dash, colon, anchor, a tag that fits. */
function fillEmpty(tree: YamlTree, node: NodeId, newText: string): DocumentEdit {
  const { text } = tree;
  const end = tree.start(node);
  const { start, kept } = beginning(tree, node, newText);
  const isApart = /(?:^|[\s\x85,[{])$/.test(kept === '' ? text.slice(Math.max(0, start - 1), start) : kept);
  const before = kept + (isApart ? '' : ' ');
  const after = /[^\s\x85,\]}]/.test(text.charAt(end)) ? ' ' : '';
  return { start, end, newText: (missingColon(tree, node) ?? before) + newText + after };
}

/** What a value takes that has no colon yet (`? a`, `{ a }`); undefined of one that has, and of what is no value. */
export function missingColon(tree: YamlTree, node: NodeId): string | undefined {
  const parent = tree.parent(node);
  if (parent === NO_NODE || tree.kind(parent) !== NodeKind.mapping) return undefined;
  const key = keyOf(tree, node);
  if (key === node || tree.end(key) < tree.start(node)) return undefined;
  return tree.style(parent) === NodeStyle.flow
    ? ': '
    : `${lineBreak(tree.text)}${' '.repeat(columnOf(tree.text, tree.start(parent)))}: `;
}

/** The key of a value; of a key itself. */
export function keyOf(tree: YamlTree, node: NodeId): NodeId {
  let key = tree.firstChild(tree.parent(node));
  while (key !== node && tree.next(key) !== node) key = tree.next(tree.next(key));
  return key;
}

/** Where the edit of a value begins, and what stands there that stays: an anchor or a comment behind a tag that goes. */
function beginning(tree: YamlTree, node: NodeId, newText: string): { start: number; kept: string } {
  const { text } = tree;
  const start = tree.start(node);
  const tag = tree.tag(node);
  if (tag === undefined || fits(tag, newText, tree.kind(node))) return { start, kept: '' };
  for (let at = text.indexOf(tag, endBefore(tree, node)); at >= 0 && at < start; at = text.indexOf(tag, at + 1)) {
    const between = text.slice(at + tag.length, start);
    if (!beforeTag.test(text.charAt(at - 1)) || !isBeside(between)) continue;
    // A comment stands behind a blank.
    return { start: at, kept: between.includes('#') ? between : between.trimStart() };
  }
  return { start, kept: '' };
}

/** Where that ends, or begins around a node, what stands in front of its anchor and tag. */
function endBefore(tree: YamlTree, node: NodeId): number {
  const start = tree.start(node);
  let first = node;
  let around = tree.parent(node);
  for (; around !== NO_NODE && tree.start(around) >= start; around = tree.parent(around)) first = around;
  const from = around === NO_NODE ? 0 : tree.start(around);
  const end = first > 0 && first - 1 !== around ? tree.end(first - 1) : from;
  // What an alias stands for ends elsewhere.
  return end > from && end <= start ? end : from;
}

const beforeTag = /^$|[\s\x85,[{:-]/;

/** Whether a text is nothing but blanks, comments and an anchor. */
function isBeside(text: string): boolean {
  const bare = text.replaceAll('\x85', '\n').replace(/(?<=\s)#.*/g, '');
  return /^(?:&[^\s,[\]{}]+)?$/.test(bare.trim());
}

/** Whether a text is the same with a tag in front of it. */
function fits(tag: string, newText: string, kind: NodeKind): boolean {
  const [bare, tagged] = [newText, `${tag} ${newText}`].map((text) => {
    const { tree } = parseDocument(text);
    return { kind: tree.kind(tree.root), scalar: jsonScalarOf(tree, tree.root) };
  }) as [Reading, Reading];
  if (bare.scalar === undefined || tagged.scalar === undefined) return bare.kind === kind;
  return bare.scalar.value === tagged.scalar.value && tagged.scalar.fault === undefined;
}

interface Reading {
  readonly kind: NodeKind;
  readonly scalar: ReturnType<typeof jsonScalarOf>;
}

/** The comment behind the `|` or `>` of a text in lines, with the blanks in front of it; empty where there is none. */
function headerComment(tree: YamlTree, node: NodeId): string {
  if (tree.style(node) !== NodeStyle.literal && tree.style(node) !== NodeStyle.folded) return '';
  // Without any lines it ends in front of the comment.
  const header = tree.text.slice(tree.start(node), Math.min(lineEndOf(tree.text, tree.start(node)), tree.end(node)));
  const blank = header.search(/[ \t]#/);
  return blank < 0 ? '' : header.slice(header.slice(0, blank).trimEnd().length);
}
