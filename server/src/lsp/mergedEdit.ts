import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { type Position, SourceText, type TextEdit } from '../text/sourceText.ts';
import type { Positions } from './positions.ts';

/** How positions in a text are read. */
type Read = (text: SourceText) => Positions;

/** So many changes are done one by one to the whole text; more of them block by block. */
const few = 16;

/**
 * One edit of `text` that does what all changes do, each in positions of the text that the one before it left: a document
 * is parsed once however many cursors type.
 */
export function mergedEdit(text: SourceText, changes: readonly TextDocumentContentChangeEvent[], read: Read): TextEdit {
  // Before a whole new text nothing counts.
  const from = Math.max(
    0,
    changes.findLastIndex((change) => rangeOf(change) === undefined),
  );
  return changes.length - from <= few
    ? oneByOne(text, changes.slice(from), read)
    : difference(text.text, textAfter(text.text, changes.slice(from), read));
}

function oneByOne(text: SourceText, changes: readonly TextDocumentContentChangeEvent[], read: Read): TextEdit {
  let current = text;
  // What differs so far: from `start`, `oldLength` characters of `text` became `newLength` characters of `current`.
  let span: { start: number; oldLength: number; newLength: number } | undefined;
  for (const change of changes) {
    const edit = editOf(current, change, read);
    const before: typeof span = span ?? { start: edit.start, oldLength: 0, newLength: 0 };
    const left = Math.max(0, before.start - edit.start);
    const right = Math.max(0, edit.end - (before.start + before.newLength));
    const grown = edit.newText.length - (edit.end - edit.start);
    span = {
      start: before.start - left,
      oldLength: before.oldLength + left + right,
      newLength: before.newLength + left + right + grown,
    };
    current = current.edit([edit]);
  }
  if (!span) return { start: 0, end: 0, newText: '' };
  const newText = current.slice(span.start, span.start + span.newLength);
  return { start: span.start, end: span.start + span.oldLength, newText };
}

/**
 * The text after thousands of changes, as replacing all of something makes them. Done to the whole of a long text, each
 * would cost as much as the text is long.
 */
function textAfter(text: string, changes: readonly TextDocumentContentChangeEvent[], read: Read): string {
  let blocks = blocksOf(text);
  for (const change of changes) {
    const range = rangeOf(change);
    if (range === undefined) {
      blocks = blocksOf(change.text);
      continue;
    }
    const [a, b] = [blockAt(blocks, range.start.line), blockAt(blocks, range.end.line)];
    const [first, last] = a.index <= b.index ? [a, b] : [b, a];
    const block = first.index === last.index ? blocks[first.index]! : joined(blocks, first, last);
    const within = ({ line, character }: Position): Position => ({ line: line - first.line, character });
    const offsets = read(block).toOffsets({ start: within(range.start), end: within(range.end) });
    const edited = block.edit([{ ...offsets, newText: change.text }]);
    const fresh = edited.length > 2 * blockLength ? blocksOf(edited.text) : [edited];
    blocks.splice(first.index, last.index - first.index + 1, ...fresh);
  }
  return blocks.map((block) => block.text).join('');
}

/** Characters (UTF-16 units) of a block, or more, where a line is longer. */
const blockLength = 8000;

/** Pieces of a text that each end behind a `\n`, but for the last: what is done to one is nothing to the others' lines. */
function blocksOf(text: string): SourceText[] {
  const blocks: SourceText[] = [];
  let start = 0;
  for (let end = text.indexOf('\n', blockLength); end >= 0; end = text.indexOf('\n', start + blockLength)) {
    blocks.push(new SourceText(text.slice(start, end + 1)));
    start = end + 1;
  }
  blocks.push(new SourceText(text.slice(start)));
  return blocks;
}

interface BlockPlace {
  readonly index: number;
  /** The number of its first line. */
  readonly line: number;
}

/** The block that a line lies in; the first or last one for a line before or behind the text. */
function blockAt(blocks: readonly SourceText[], line: number): BlockPlace {
  let first = 0;
  for (let index = 0; index < blocks.length - 1; index++) {
    const next = first + blocks[index]!.lineCount - 1;
    if (line < next) return { index, line: first };
    first = next;
  }
  return { index: blocks.length - 1, line: first };
}

function joined(blocks: readonly SourceText[], first: BlockPlace, last: BlockPlace): SourceText {
  const texts = blocks.slice(first.index, last.index + 1).map((block) => block.text);
  return new SourceText(texts.join(''));
}

function rangeOf(change: TextDocumentContentChangeEvent) {
  return 'range' in change ? change.range : undefined;
}

function editOf(text: SourceText, change: TextDocumentContentChangeEvent, read: Read): TextEdit {
  const range = rangeOf(change);
  return range ? { ...read(text).toOffsets(range), newText: change.text } : difference(text.text, change.text);
}

/** A whole new text as the edit between the beginning and the end that stay, so that documents outside of it are kept. */
function difference(old: string, now: string): TextEdit {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === now.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && old.charCodeAt(old.length - 1 - same) === now.charCodeAt(now.length - 1 - same))
    same++;
  return { start, end: old.length - same, newText: now.slice(start, now.length - same) };
}
