import type { Snapshot } from '../analysis/snapshot.ts';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { manifestsOf } from '../manifest/manifest.ts';
import type { SourceText } from '../text/sourceText.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';

/** A stretch of lines that can be folded away below its first line. Lines count from 0. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly isComment: boolean;
}

/**
 * What can be folded in an open file: each field and list item of more than one line, each document of several, runs of
 * comment lines. In order of their first lines, outer ones first.
 */
export function folds(snapshot: Snapshot, uri: string, token: CancellationToken): Fold[] {
  const file = snapshot.file(uri);
  if (!file) return [];
  const { text, stream } = file;
  const found = new Map<number, Fold>();
  const add = (start: number, end: number, isComment: boolean) => {
    const startLine = text.lineAt(start);
    const endLine = lastLineWithText(text, { startLine, endLine: text.lineAt(Math.max(start, end - 1)) });
    const old = found.get(startLine);
    if (endLine > startLine && (old === undefined || old.endLine < endLine)) {
      found.set(startLine, { startLine, endLine, isComment });
    }
  };
  for (const { start, document } of stream) {
    throwIfCancelled(token);
    const { tree } = document;
    if (tree.root === NO_NODE) continue;
    if (stream.size > 1 && manifestsOf(document).length > 0) {
      add(start + tree.start(tree.root), start + tree.end(tree.root), false);
    }
    for (const [from, to] of treeFolds(tree)) add(start + from, start + to, false);
  }
  for (const { first, last } of commentRuns(text)) add(text.lineStart(first), text.lineEnd(last), true);
  return [...found.values()].sort((a, b) => a.startLine - b.startLine);
}

/** From the key or dash that a collection or block of text belongs to, to its end. */
function* treeFolds(tree: YamlTree): Generator<readonly [number, number]> {
  for (let node = 0; node < tree.size; node++) {
    const style = tree.style(node);
    const isBlockText = style === NodeStyle.literal || style === NodeStyle.folded;
    if (tree.kind(node) === NodeKind.scalar && !isBlockText) continue;
    const key = keyOf(tree, node);
    const isItem = tree.parent(node) !== NO_NODE && tree.kind(tree.parent(node)) === NodeKind.sequence;
    if (key !== NO_NODE) yield [tree.start(key), tree.end(node)];
    else if (isItem || style === NodeStyle.flow) yield [tree.start(node), tree.end(node)];
  }
}

/** The key that a value belongs to; NO_NODE for keys, items and the root. */
function keyOf(tree: YamlTree, value: NodeId): NodeId {
  const parent = tree.parent(value);
  if (parent === NO_NODE || tree.kind(parent) !== NodeKind.mapping) return NO_NODE;
  // Keys are scalars in all but odd texts; then the node before a value's subtree is its key.
  const before = value - 1;
  return before > parent && tree.parent(before) === parent && tree.kind(before) === NodeKind.scalar ? before : NO_NODE;
}

function lastLineWithText(text: SourceText, { startLine, endLine }: { startLine: number; endLine: number }): number {
  let line = endLine;
  while (line > startLine && text.text.slice(text.lineStart(line), text.lineEnd(line)).trim() === '') line--;
  return line;
}

function* commentRuns(text: SourceText): Generator<{ first: number; last: number }> {
  let first = -1;
  for (let line = 0; line <= text.lineCount; line++) {
    const isComment = line < text.lineCount && isCommentLine(text, line);
    if (isComment && first < 0) first = line;
    if (isComment || first < 0) continue;
    yield { first, last: line - 1 };
    first = -1;
  }
}

function isCommentLine(text: SourceText, line: number): boolean {
  const end = text.lineEnd(line);
  for (let at = text.lineStart(line); at < end; at++) {
    const character = text.text.charAt(at);
    if (character !== ' ' && character !== '\t') return character === '#';
  }
  return false;
}
