import { lineStartOf } from '../../text/textLines.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../../yaml/tree.ts';

/** How a file is laid out. */
export interface Layout {
  /** Columns that a mapping lies deeper than the key it hangs on. */
  readonly step: number;
  /** Columns that a list's dashes lie deeper than the key they hang on; 0 in the compact style. */
  readonly listOffset: number;
}

/** What is assumed where a file shows nothing. */
const usualLayout: Layout = { step: 2, listOffset: 2 };

/** How many nodes around the cursor are looked at: enough for a manifest, nothing for a huge file. */
const NEARBY = 400;

/** The layout of a document around an offset: what stands above it counts first, then what stands below. */
export function layoutAround(tree: YamlTree, offset: number): Layout {
  const found: { step?: number; listOffset?: number } = {};
  const from = nodeBefore(tree, offset);
  for (let node = from; node > from - NEARBY && node >= 0 && !isComplete(found); node--) look(tree, node, found);
  const end = Math.min(tree.size, from + NEARBY);
  for (let node = from + 1; node < end && !isComplete(found); node++) look(tree, node, found);
  const step = found.step ?? usualLayout.step;
  return { step, listOffset: found.listOffset ?? (step === 2 ? usualLayout.listOffset : step) };
}

/**
 * Gives a text the layout of a file. The text is written with two columns a step and dashes two columns deeper than
 * their key; its first line stays where it is, and the columns of the others count from there.
 */
export function layOut(text: string, layout: Layout): string {
  if (!text.includes('\n')) return text;
  const open: Level[] = [];
  return text
    .split('\n')
    .map((line) => layOutLine(line, open, layout))
    .join('\n');
}

/** A block of the text that is open: its column as written, its column in the file. */
interface Level {
  readonly written: number;
  readonly actual: number;
  readonly isItem: boolean;
}

function layOutLine(line: string, open: Level[], layout: Layout): string {
  let content = line.trimStart();
  if (content === '') return '';
  let written = line.length - content.length;
  let prefix = '';
  while (open.length > 0 && open[open.length - 1]!.written >= written) open.pop();
  for (;;) {
    const parent = open[open.length - 1];
    const isItem = content.startsWith('- ');
    const gap = parent?.isItem ? 2 : isItem ? layout.listOffset : layout.step;
    const actual = parent ? parent.actual + gap : written;
    if (prefix === '') prefix = ' '.repeat(actual);
    open.push({ written, actual, isItem });
    if (!isItem) return prefix + content;
    prefix += '- ';
    content = content.slice(2);
    written += 2;
  }
}

function isComplete(found: { step?: number; listOffset?: number }): boolean {
  return found.step !== undefined && found.listOffset !== undefined;
}

function look(tree: YamlTree, node: NodeId, found: { step?: number; listOffset?: number }): void {
  if (tree.style(node) !== NodeStyle.block) return;
  const parent = tree.parent(node);
  if (parent === NO_NODE || tree.kind(parent) !== NodeKind.mapping || tree.style(parent) !== NodeStyle.block) return;
  const isList = tree.kind(node) === NodeKind.sequence;
  if (isList ? found.listOffset !== undefined : found.step !== undefined) return;
  const offset = columnIn(tree, node) - columnIn(tree, parent);
  if (isList && offset >= 0) found.listOffset = offset;
  else if (!isList && offset > 0) found.step = offset;
}

function columnIn(tree: YamlTree, node: NodeId): number {
  const start = tree.start(node);
  return start - lineStartOf(tree.text, start);
}

/** The last node that begins before an offset. */
function nodeBefore(tree: YamlTree, offset: number): NodeId {
  let low = 0;
  let high = tree.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tree.start(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
