import assert from 'node:assert/strict';
import type { AnalysisHost } from '../../../server/src/analysis/analysisHost.ts';
import { settingsFileName } from '../../../server/src/analysis/settingsFile.ts';
import { fileRange, type Snapshot } from '../../../server/src/analysis/snapshot.ts';
import { neverCancelled } from '../../../server/src/base/cancellation.ts';
import { type Range, shiftRange } from '../../../server/src/base/range.ts';
import { codeActions, fixAll } from '../../../server/src/features/codeActions.ts';
import { complete } from '../../../server/src/features/completion/completion.ts';
import { effectiveManifests } from '../../../server/src/features/effective.ts';
import { folds } from '../../../server/src/features/folding.ts';
import { hover } from '../../../server/src/features/hover/hover.ts';
import { inlayHints } from '../../../server/src/features/inlayHints.ts';
import { definition, documentHighlights, nameAt, occurrencesIn } from '../../../server/src/features/navigation.ts';
import { selectionRanges } from '../../../server/src/features/selectionRanges.ts';
import { documentSymbols } from '../../../server/src/features/symbols.ts';
import type { CodeAction, DocumentSymbol } from '../../../server/src/features/types.ts';
import { previewOf, setStarts } from '../../../server/src/preview/model.ts';
import { NodeKind, type YamlDocument } from '../../../server/src/yaml/tree.ts';
import { openWorkspace, uriOf } from '../../support/workspace.ts';
import type { Random } from './random.ts';

/** The one file of `hostWith`. */
export const name = 'main.yaml';
/** Its URI. */
export const uri = uriOf(name);

/** A service that holds one open file. */
export function hostWith(text: string, file = name): AnalysisHost {
  return openWorkspace({ [file]: text });
}

/** A name for a file, mostly the usual one: what others mean is read otherwise. */
export function fileNameBy(random: Random): string {
  return random.isOneIn(4) ? random.pick(otherNames) : name;
}

const otherNames: readonly string[] = [settingsFileName, 'kustomization.yaml', 'values.yaml', 'web.json'];

/** The URI of the file that a service of `hostWith` holds. */
export function uriIn(host: AnalysisHost): string {
  const [file] = host.snapshot().openFiles();
  return file!.uri;
}

/** Everything that a text is turned into, as data to be compared. */
export function everythingOf(host: AnalysisHost, offset: number): Record<string, unknown> {
  const snapshot = host.snapshot();
  const uri = uriIn(host);
  const file = snapshot.file(uri)!;
  return {
    text: file.text.text,
    lines: Array.from({ length: file.text.lineCount }, (_, line) => file.text.lineStart(line)),
    documents: [...file.stream].map(({ start, document }) => ({ start, ...plainDocument(document) })),
    problems: problemsOf(host, uri),
    symbols: documentSymbols(snapshot, uri, neverCancelled),
    folds: folds(snapshot, uri, neverCancelled),
    completion: complete(snapshot, uri, offset, neverCancelled).items.map(({ documentation: _, ...item }) => item),
    hover: hover(snapshot, uri, offset, neverCancelled),
    hints: inlayHints(snapshot, uri, { start: 0, end: file.text.length }, neverCancelled),
    actions: actionsAt(snapshot, uri, offset),
    selection: selectionRanges(snapshot, uri, offset),
    definition: definition(snapshot, uri, offset, neverCancelled),
    highlights: documentHighlights(snapshot, uri, offset, neverCancelled),
    lenses: setStarts(snapshot, file),
    preview: previewOf(snapshot, file, { offset }),
    effective: effectiveManifests(snapshot, uri, neverCancelled),
    objects: [...host.allObjects()].map((object) => JSON.stringify(object)).sort(),
  };
}

/** What is offered at a place, and what all safe fixes would do where one of them is there. */
function actionsAt(snapshot: Snapshot, uri: string, offset: number): readonly CodeAction[] {
  const { actions, hasSafeFix } = codeActions(snapshot, uri, { start: offset, end: offset }, neverCancelled);
  const all = hasSafeFix ? fixAll(snapshot, uri, neverCancelled) : undefined;
  return [...actions, ...(all ? [all] : [])];
}

/** The problems of the file without their functions. */
export function problemsOf(host: AnalysisHost, at = uri): unknown[] {
  return host
    .snapshot()
    .problems(at)
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
  const uri = uriIn(host);
  const file = snapshot.file(uri)!;
  const { length } = file.text;
  let answers = 0;
  const inside = (what: string, { start, end }: Range): void => {
    answers++;
    assert.ok(0 <= start && start <= end && end <= length, `${what} ${start} to ${end} of ${length}`);
  };
  const touching = (what: string, range: Range): void => {
    inside(what, range);
    assert.ok(range.start <= offset && offset <= range.end, `${what} ${range.start} to ${range.end} at ${offset}`);
  };
  for (const found of snapshot.problems(uri)) {
    inside(found.problem.rule, fileRange(found));
    for (const { uri: other, range } of found.problem.related ?? []) {
      if (other === undefined) inside('related', shiftRange(range, found.documentStart));
    }
  }
  for (const symbol of documentSymbols(snapshot, uri, neverCancelled)) assertNested(symbol, inside);
  for (const item of complete(snapshot, uri, offset, neverCancelled).items) {
    touching(`completion ${item.label}`, item.replace);
    for (const { range } of item.additionalEdits ?? []) {
      inside(`completion ${item.label}`, range);
      const isApart = range.end <= item.replace.start || range.start >= item.replace.end;
      assert.ok(isApart, `what ${item.label} changes elsewhere is apart from what it replaces`);
    }
    item.documentation?.();
  }
  const shown = hover(snapshot, uri, offset, neverCancelled);
  if (shown) touching('hover', shown.range);
  let inner: Range | undefined;
  for (const range of selectionRanges(snapshot, uri, offset)) {
    touching('selection', range);
    if (inner) assert.ok(range.start <= inner.start && inner.end <= range.end, 'a selection holds the one before it');
    inner = range;
  }
  for (const place of definition(snapshot, uri, offset, neverCancelled)) inside('definition', place.range);
  const name = nameAt(snapshot, uri, offset);
  if (name) {
    touching('name', name.range);
    const places = occurrencesIn([file], name, neverCancelled).map(({ range }) => range);
    assertApart('occurrences', places, inside);
    assert.ok(
      places.some(({ start, end }) => start <= offset && offset <= end),
      'a name is one of its occurrences',
    );
  }
  for (const { startLine, endLine } of folds(snapshot, uri, neverCancelled)) {
    assert.ok(
      0 <= startLine && startLine < endLine && endLine < file.text.lineCount,
      `fold ${startLine} to ${endLine}`,
    );
  }
  const at = { start: Math.max(0, offset - 40), end: Math.min(length, offset + 40) };
  const all = fixAll(snapshot, uri, neverCancelled);
  for (const { title, edits } of [...codeActions(snapshot, uri, at, neverCancelled).actions, ...(all ? [all] : [])]) {
    assertApart(
      title,
      edits.map(({ range }) => range),
      inside,
    );
  }
  for (const hint of inlayHints(snapshot, uri, { start: 0, end: length }, neverCancelled))
    inside('hint', { start: hint.offset, end: hint.offset });
  const preview = previewOf(snapshot, file, { offset });
  for (const range of Object.values(preview?.places ?? {})) if (range) inside('part of a picture', range);
  for (const { at: range } of [...(preview?.sets ?? []), ...(preview?.problems ?? [])]) inside('in a picture', range);
  for (const start of setStarts(snapshot, file)) inside('lens', { start, end: start });
  effectiveManifests(snapshot, uri, neverCancelled);
  return answers;
}

function assertNested(symbol: DocumentSymbol, inside: (what: string, range: Range) => void): void {
  const { name, range, selection, children } = symbol;
  inside(`symbol ${name}`, range);
  assert.ok(range.start <= selection.start && selection.end <= range.end, `the name of ${name} lies in it`);
  for (const child of children) {
    assert.ok(range.start <= child.range.start && child.range.end <= range.end, `${child.name} lies in ${name}`);
    assertNested(child, inside);
  }
}

function assertApart(what: string, ranges: readonly Range[], inside: (what: string, range: Range) => void): void {
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  for (const [index, range] of sorted.entries()) {
    inside(what, range);
    assert.ok(range.start >= (sorted[index - 1]?.end ?? 0), `the ranges of "${what}" do not overlap`);
  }
}
