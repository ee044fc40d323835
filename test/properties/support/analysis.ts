import assert from 'node:assert/strict';
import type { AnalysisHost } from '../../../server/src/analysis/analysisHost.ts';
import { fileRange, type Snapshot } from '../../../server/src/analysis/snapshot.ts';
import { neverCancelled } from '../../../server/src/base/cancellation.ts';
import { type Range, shiftRange } from '../../../server/src/base/range.ts';
import { codeActions, fixAll } from '../../../server/src/features/codeActions.ts';
import { complete } from '../../../server/src/features/completion/completion.ts';
import { effectiveManifests } from '../../../server/src/features/effective.ts';
import { folds } from '../../../server/src/features/folding.ts';
import { hover } from '../../../server/src/features/hover/hover.ts';
import { inlayHints } from '../../../server/src/features/inlayHints.ts';
import { definition } from '../../../server/src/features/navigation.ts';
import { selectionRanges } from '../../../server/src/features/selectionRanges.ts';
import { documentSymbols } from '../../../server/src/features/symbols.ts';
import type { CodeAction } from '../../../server/src/features/types.ts';
import { NodeKind, type YamlDocument } from '../../../server/src/yaml/tree.ts';
import { openWorkspace, uriOf } from '../../support/workspace.ts';

/** The one file of `hostWith`. */
export const name = 'main.yaml';
/** Its URI. */
export const uri = uriOf(name);

/** A service that holds one open file. */
export function hostWith(text: string): AnalysisHost {
  return openWorkspace({ [name]: text });
}

/** Everything that a text is turned into, as data to be compared. */
export function everythingOf(host: AnalysisHost, offset: number): Record<string, unknown> {
  const snapshot = host.snapshot();
  const file = snapshot.file(uri)!;
  return {
    text: file.text.text,
    lines: Array.from({ length: file.text.lineCount }, (_, line) => file.text.lineStart(line)),
    documents: [...file.stream].map(({ start, document }) => ({ start, ...plainDocument(document) })),
    problems: problemsOf(host),
    symbols: documentSymbols(snapshot, uri, neverCancelled),
    folds: folds(snapshot, uri, neverCancelled),
    completion: complete(snapshot, uri, offset, neverCancelled).items.map(({ documentation: _, ...item }) => item),
    hover: hover(snapshot, uri, offset, neverCancelled),
    hints: inlayHints(snapshot, uri, { start: 0, end: file.text.length }, neverCancelled),
    actions: actionsAt(snapshot, offset),
    objects: [...host.allObjects()].map((object) => JSON.stringify(object)).sort(),
  };
}

/** What is offered at a place, and what all safe fixes would do where one of them is there. */
function actionsAt(snapshot: Snapshot, offset: number): readonly CodeAction[] {
  const { actions, hasSafeFix } = codeActions(snapshot, uri, { start: offset, end: offset }, neverCancelled);
  const all = hasSafeFix ? fixAll(snapshot, uri, neverCancelled) : undefined;
  return [...actions, ...(all ? [all] : [])];
}

/** The problems of the file without their functions. */
export function problemsOf(host: AnalysisHost): unknown[] {
  return host
    .snapshot()
    .problems(uri)
    .map((found) => {
      const { rule, severity, message, field, related } = found.problem;
      return { rule, severity, message, field, related, ...fileRange(found) };
    });
}

/** All that a document was read as, as data to be compared. */
export function plainDocument({ text, tree, problems, isTemplate, unread }: YamlDocument) {
  const scalars = Array.from({ length: tree.size }, (_, node) =>
    tree.kind(node) === NodeKind.scalar ? tree.scalarText(node) : tree.resolve(node),
  );
  const { anchors, tags } = tree.extras;
  return { text, columns: tree.columns, anchors: [...anchors], tags: [...tags], scalars, problems, isTemplate, unread };
}

/** Asks everything that can be asked about a place; fails where an answer lies outside of the text. Returns how much came. */
export function askEverything(host: AnalysisHost, offset: number): number {
  const snapshot = host.snapshot();
  const { length } = snapshot.file(uri)!.text;
  let answers = 0;
  const inside = (what: string, { start, end }: Range): void => {
    answers++;
    assert.ok(0 <= start && start <= end && end <= length, `${what} ${start} to ${end} of ${length}`);
  };
  for (const found of snapshot.problems(uri)) {
    inside(found.problem.rule, fileRange(found));
    for (const { uri: other, range } of found.problem.related ?? []) {
      if (other === undefined) inside('related', shiftRange(range, found.documentStart));
    }
  }
  for (const symbol of documentSymbols(snapshot, uri, neverCancelled)) {
    inside('symbol', symbol.range);
    assert.ok(symbol.range.start <= symbol.selection.start && symbol.selection.end <= symbol.range.end, symbol.name);
  }
  for (const item of complete(snapshot, uri, offset, neverCancelled).items) {
    inside(`completion ${item.label}`, item.replace);
    assert.ok(item.replace.start <= offset && offset <= item.replace.end, `${item.label} replaces the cursor's word`);
    for (const { range } of item.additionalEdits ?? []) inside(`completion ${item.label}`, range);
    item.documentation?.();
  }
  const shown = hover(snapshot, uri, offset, neverCancelled);
  if (shown) inside('hover', shown.range);
  for (const range of selectionRanges(snapshot, uri, offset)) inside('selection', range);
  for (const place of definition(snapshot, uri, offset, neverCancelled)) inside('definition', place.range);
  for (const { startLine, endLine } of folds(snapshot, uri, neverCancelled)) assert.ok(startLine < endLine);
  const at = { start: Math.max(0, offset - 40), end: Math.min(length, offset + 40) };
  const all = fixAll(snapshot, uri, neverCancelled);
  for (const { title, edits } of [...codeActions(snapshot, uri, at, neverCancelled).actions, ...(all ? [all] : [])]) {
    const sorted = edits.map(({ range }) => range).sort((a, b) => a.start - b.start);
    for (const [index, range] of sorted.entries()) {
      inside(title, range);
      assert.ok(range.start >= (sorted[index - 1]?.end ?? 0), `the edits of "${title}" do not overlap`);
    }
  }
  for (const hint of inlayHints(snapshot, uri, { start: 0, end: length }, neverCancelled))
    inside('hint', { start: hint.offset, end: hint.offset });
  effectiveManifests(snapshot, uri, neverCancelled);
  return answers;
}
