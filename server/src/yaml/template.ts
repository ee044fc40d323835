import { lineStartOf } from '../text/textLines.ts';
import { HASH, isBlank, isBreak, lineEndFrom } from './parser/characters.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from './tree.ts';

/** Whether a text holds anything that a template engine might replace. A false answer is certain. */
export function mayBeTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('${') || text.includes('{%');
}

/** Whether `{{` or `{%` stands anywhere but in a comment that takes up its whole line. */
export function hasTemplateMarks(text: string): boolean {
  for (const mark of ['{{', '{%']) {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, lineEndFrom(text, at))) {
      if (!isInCommentLine(text, at)) return true;
    }
  }
  return false;
}

/**
 * Whether a tree that reads well holds placeholders where Kubernetes would take them for what they are. Scripts, items
 * of lists (arguments) and values of variables are full of `${…}` that are meant to be there, and so do not count; nor does
 * `${…}` where Kubernetes takes any text (`mayHoldDollar`).
 */
export function hasPlaceholders(tree: YamlTree): boolean {
  const { text } = tree;
  for (const mark of ['{{', '${']) {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 2)) {
      const node = nodeAt(tree, at);
      if (isPlaceholder(tree, node) && (mark === '{{' || !mayHoldDollar(tree, node))) return true;
    }
  }
  return false;
}

/**
 * The text with what a template engine replaces made harmless, of the same length: lines of nothing but `{{ … }}` are
 * blank, conditions and loops within a line are spaces, values are a word.
 */
export function maskTemplate(text: string): string {
  let masked = '';
  let from = 0;
  for (const span of templateSpans(text)) {
    masked += text.slice(from, span.start) + mask(text, span);
    from = span.end;
  }
  return masked + text.slice(from);
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly isBlank: boolean;
}

function isInCommentLine(text: string, at: number): boolean {
  let lineStart = lineStartOf(text, at);
  while (isBlank(text.charCodeAt(lineStart))) lineStart++;
  return text.charCodeAt(lineStart) === HASH;
}

/** The innermost node around `at`, or NO_NODE in comments and between nodes. */
function nodeAt(tree: YamlTree, at: number): NodeId {
  let low = -1;
  let high = tree.size - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tree.start(middle) <= at) low = middle;
    else high = middle - 1;
  }
  let node = low;
  while (node !== NO_NODE && tree.end(node) <= at) node = tree.parent(node);
  return node;
}

function isPlaceholder(tree: YamlTree, node: NodeId): boolean {
  if (node === NO_NODE) return false;
  const style = tree.style(node);
  if (tree.kind(node) !== NodeKind.scalar) return style === NodeStyle.flow;
  if (style === NodeStyle.literal || style === NodeStyle.folded) return false;
  const parent = tree.parent(node);
  if (parent === NO_NODE) return true;
  if (tree.kind(parent) === NodeKind.sequence) return false;
  const key = keyOf(tree, parent, node);
  return key === node || tree.scalarText(key) !== 'value';
}

/**
 * Whether a scalar is the value of a field that Kubernetes takes with `${…}` in it, and that rules look at for what it
 * is: paths within containers, annotations, texts of ConfigMaps and Secrets. Its own annotations have values of theirs.
 */
function mayHoldDollar(tree: YamlTree, node: NodeId): boolean {
  if (tree.kind(node) !== NodeKind.scalar) return false;
  const mapping = tree.parent(node);
  if (mapping === NO_NODE) return false;
  const key = keyOf(tree, mapping, node);
  if (key === node) return false;
  const name = tree.scalarText(key);
  const around = tree.parent(mapping);
  if (around === NO_NODE || tree.kind(around) !== NodeKind.mapping) return pathFields.has(name);
  const field = tree.scalarText(keyOf(tree, around, mapping));
  if (field === 'annotations') return !/(?:kubernetes|k8s)\.io\//.test(name);
  if (tree.parent(around) !== NO_NODE) return pathFields.has(name);
  return field === 'stringData' || (field === 'data' && kindOf(tree, around) === 'ConfigMap');
}

const pathFields: ReadonlySet<string> = new Set(['mountPath', 'subPath', 'subPathExpr', 'workingDir']);

function kindOf(tree: YamlTree, object: NodeId): string | undefined {
  for (let key = tree.firstChild(object); key !== NO_NODE; key = tree.nextSibling(tree.next(key))) {
    if (tree.scalarText(key) === 'kind') return tree.scalarText(tree.next(key));
  }
  return undefined;
}

/** The key of the entry that `node` is the key or the value of. */
function keyOf(tree: YamlTree, mapping: NodeId, node: NodeId): NodeId {
  let key = tree.firstChild(mapping);
  while (key !== node && tree.next(key) !== node) key = tree.nextSibling(tree.next(key));
  return key;
}

/** The spans of `{{ … }}`, `{% … %}`, `{# … #}` and `${…}`, in order. */
function templateSpans(text: string): Span[] {
  const spans: Span[] = [];
  const lastCommentEnd = text.lastIndexOf('*/');
  for (let at = 0; at < text.length - 1; at++) {
    const code = text.charCodeAt(at);
    let end = -1;
    if (code === 0x7b) end = behindBraces(text, at, lastCommentEnd);
    else if (code === 0x24 && text.charAt(at + 1) === '{') end = behindVariable(text, at);
    if (end === -1) continue;
    spans.push({ start: at, end, isBlank: isControl(text, at) });
    at = end - 1;
  }
  return withBlankLines(text, spans);
}

/** The spans, those blank that stand with nothing but blanks and other spans on their lines. */
function withBlankLines(text: string, spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (let first = 0; first < spans.length; ) {
    let last = first;
    while (last < spans.length - 1 && isAllBlank(text, spans[last]!.end, spans[last + 1]!.start)) last++;
    const group = spans.slice(first, last + 1);
    const fills =
      fillsLines(text, group[0]!.start, group.at(-1)!.end) && group.every(({ start }) => text.charAt(start) !== '$');
    for (const span of group) result.push(fills ? { ...span, isBlank: true } : span);
    first = last + 1;
  }
  return result;
}

/** Behind the braces that begin at `at`, -1 if none do. Unclosed ones end with their line. */
function behindBraces(text: string, at: number, lastCommentEnd: number): number {
  const closer = { '{': '}}', '%': '%}', '#': '#}' }[text.charAt(at + 1)];
  if (closer === undefined) return -1;
  const comment = /^\{\{-?\s?\/\*/.exec(text.slice(at, at + 6));
  const commentEnd = comment === null || lastCommentEnd < at ? -1 : text.indexOf('*/', at);
  let end = commentEnd === -1 ? at + 2 : commentEnd + 2;
  let hasBreak = false;
  while (end < text.length) {
    const character = text.charAt(end);
    if (character === closer.charAt(0) && text.startsWith(closer, end)) return end + 2;
    if (isBreak(text.charCodeAt(end))) hasBreak = true;
    // Another one begins in a later line before this one ends: it was never closed.
    if (hasBreak && character === '{' && text.startsWith('{{', end)) break;
    if (character === '"' || character === '`') end = behindText(text, end);
    end++;
  }
  return lineEndFrom(text, at);
}

/** At the quote that closes the text which begins at `at`, or at `at` when none does: in double quotes, in its line. */
function behindText(text: string, at: number): number {
  const close = text.indexOf(text.charAt(at), at + 1);
  if (close === -1 || (text.charAt(at) === '"' && close > lineEndFrom(text, at))) return at;
  return close;
}

function behindVariable(text: string, at: number): number {
  const close = text.indexOf('}', at);
  return close === -1 || close > lineEndFrom(text, at) ? -1 : close + 1;
}

/** Whether a span says what becomes of other text, rather than being replaced by a value. */
function isControl(text: string, at: number): boolean {
  if (text.charAt(at) === '$') return false;
  if (text.charAt(at + 1) !== '{') return true;
  const body = text.slice(at + 2, at + 40);
  return (
    /^-?\s*(?:if|else|end|range|with|define|block|break|continue)\b/.test(body) ||
    /^-?\s*(?:\/\*|\$\w+\s*:?=)/.test(body)
  );
}

/** Whether nothing but blanks stands around the text from `start` to `end` on its lines. */
function fillsLines(text: string, start: number, end: number): boolean {
  let before = start;
  while (before > 0 && isBlank(text.charCodeAt(before - 1))) before--;
  let behind = end;
  while (isBlank(text.charCodeAt(behind))) behind++;
  // Looked for only where it can be near: a long line may hold thousands of placeholders.
  const startsLine = before <= 1 ? before === lineStartOf(text, start) : isBreak(text.charCodeAt(before - 1));
  return startsLine && (behind === text.length || isBreak(text.charCodeAt(behind)));
}

function isAllBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isBlank(text.charCodeAt(at))) return false;
  return true;
}

function mask(text: string, span: Span): string {
  if (!span.isBlank) return 'x'.repeat(span.end - span.start);
  let blank = '';
  for (let at = span.start; at < span.end; at++) blank += isBreak(text.charCodeAt(at)) ? text.charAt(at) : ' ';
  return blank;
}
