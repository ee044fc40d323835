import { HASH, isBlank, isBreak, lineEndFrom } from './parser/characters.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from './tree.ts';

/** Whether a text holds anything that a template engine might replace. A false answer is certain. */
export function mayBeTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('${') || text.includes('{%');
}

/** Whether `{{` or `{%` stands anywhere but in a comment that takes up its whole line. */
export function hasTemplateMarks(text: string): boolean {
  for (const mark of ['{{', '{%']) {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 2)) {
      if (!isInCommentLine(text, at)) return true;
    }
  }
  return false;
}

/**
 * Whether a tree that reads well holds placeholders where Kubernetes would take them for what they are. Scripts, items
 * of lists (arguments) and values of variables are full of `${…}` that are meant to be there, and so do not count.
 */
export function hasPlaceholders(tree: YamlTree): boolean {
  const { text } = tree;
  for (const mark of ['{{', '${']) {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 2)) {
      if (isPlaceholder(tree, nodeAt(tree, at))) return true;
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
  let lineStart = at;
  while (lineStart > 0 && !isBreak(text.charCodeAt(lineStart - 1))) lineStart--;
  while (isBlank(text.charCodeAt(lineStart))) lineStart++;
  return text.charCodeAt(lineStart) === HASH;
}

/** The innermost node around `at`, or NO_NODE in comments and between nodes of no width. */
function nodeAt(tree: YamlTree, at: number): NodeId {
  let found: NodeId = NO_NODE;
  let node = tree.root;
  while (node !== NO_NODE) {
    if (tree.start(node) <= at && at < tree.end(node)) {
      found = node;
      node = tree.firstChild(node);
    } else {
      node = tree.nextSibling(node);
    }
  }
  return found;
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

/** The key of the entry that `node` is the key or the value of. */
function keyOf(tree: YamlTree, mapping: NodeId, node: NodeId): NodeId {
  let key = tree.firstChild(mapping);
  while (key !== node && tree.next(key) !== node) key = tree.nextSibling(tree.next(key));
  return key;
}

/** The spans of `{{ … }}`, `{% … %}`, `{# … #}` and `${…}`, in order. */
function templateSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < text.length - 1; at++) {
    const code = text.charCodeAt(at);
    let end = -1;
    if (code === 0x7b) end = behindBraces(text, at);
    else if (code === 0x24 && text.charAt(at + 1) === '{') end = behindVariable(text, at);
    if (end === -1) continue;
    spans.push({ start: at, end, isBlank: isControl(text, at) });
    at = end - 1;
  }
  return spans.map((span, index) => ({ ...span, isBlank: span.isBlank || fillsLine(text, spans, index) }));
}

/** Behind the braces that begin at `at`, -1 if none do. Unclosed ones end with their line. */
function behindBraces(text: string, at: number): number {
  const closer = { '{': '}}', '%': '%}', '#': '#}' }[text.charAt(at + 1)];
  if (closer === undefined) return -1;
  let end = at + 2;
  while (end < text.length && !text.startsWith(closer, end)) {
    const character = text.charAt(end);
    if (character === '"' || character === '`') {
      const close = text.indexOf(character, end + 1);
      const lineEnd = lineEndFrom(text, end);
      if (close !== -1 && (character === '`' || close < lineEnd)) end = close;
    }
    end++;
  }
  if (end >= text.length || (text.slice(at, end).includes('{{', 2) && hasBreak(text, at, end)))
    return lineEndFrom(text, at);
  return end + 2;
}

function hasBreak(text: string, start: number, end: number): boolean {
  return lineEndFrom(text, start) < end;
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

/** Whether nothing but blanks and other spans stands on the lines of a span. */
function fillsLine(text: string, spans: readonly Span[], index: number): boolean {
  if (text.charAt(spans[index]!.start) === '$') return false;
  let first = index;
  while (first > 0 && isAllBlank(text, spans[first - 1]!.end, spans[first]!.start)) first--;
  let last = index;
  while (last < spans.length - 1 && isAllBlank(text, spans[last]!.end, spans[last + 1]!.start)) last++;
  let before = spans[first]!.start;
  while (before > 0 && isBlank(text.charCodeAt(before - 1))) before--;
  let behind = spans[last]!.end;
  while (isBlank(text.charCodeAt(behind))) behind++;
  const startsLine = before === 0 || isBreak(text.charCodeAt(before - 1));
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
