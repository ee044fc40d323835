import type { Range } from '../base/range.ts';
import { type FieldView, onlyOnce } from '../manifest/fieldView.ts';
import { manifestsOf, rootView } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import { checkSchema } from '../schema/check.ts';
import { isOurs } from '../schema/lookup.ts';
import type { Minor } from '../schema/minor.ts';
import { parseDocument } from '../yaml/parse.ts';
import { NO_NODE, type YamlDocument } from '../yaml/tree.ts';

/**
 * What is wrong with the patches that a kustomization holds as blocks of text behind `|` (`patches[].patch`,
 * `patchesStrategicMerge[]`): they are parts of objects, as patches in files are. Lists of operations are no objects, and
 * texts that are quoted or folded are not looked at. There are no repairs: these would be edits of a text within a text.
 */
export function inlinePatchProblems(document: YamlDocument, minor: Minor): readonly Problem[] {
  if (document.tree.root === NO_NODE) return [];
  const root = rootView(document);
  const patches = [
    ...root
      .field('patches')
      .items()
      .map((item) => item.field('patch')),
    ...root.field('patchesStrategicMerge').items(),
  ];
  return onlyOnce(patches).flatMap((patch) => problemsIn(patch, minor));
}

function problemsIn(patch: FieldView, minor: Minor): readonly Problem[] {
  const source = patch.source();
  const block = source === undefined ? undefined : blockOf(source, patch.sourceStart);
  if (block === undefined) return [];
  const inner = parseDocument(block.text);
  const manifests = manifestsOf(inner).filter(isOurs);
  if (manifests.length === 0) return [];
  const [fault] = inner.problems;
  if (fault !== undefined) {
    const { code, message } = fault;
    return [{ rule: code, severity: 'error', message, range: block.placeOf(fault), field: '' }];
  }
  return manifests.flatMap((manifest) =>
    checkSchema(manifest, { minor, isPatch: true }).map(({ fixes: _, related, ...problem }) => ({
      ...problem,
      range: block.placeOf(problem.range),
      ...(related && { related: related.map((place) => ({ ...place, range: block.placeOf(place.range) })) }),
    })),
  );
}

/** The text of a block scalar, and where its parts stand in the document. */
interface Block {
  readonly text: string;
  readonly placeOf: (range: Range) => Range;
}

/** Undefined for what is no block of several lines behind a `|`, or says itself how far it is indented. */
function blockOf(source: string, start: number): Block | undefined {
  const [header = '', ...lines] = source.split('\n');
  if (!/^\|[+-]?\s*(?:#|$)/.test(header)) return undefined;
  const first = lines.find((line) => line.trim() !== '');
  if (first === undefined) return undefined;
  const indentation = first.length - first.trimStart().length;
  const places: { readonly inner: number; readonly outer: number }[] = [];
  let text = '';
  let outer = start + header.length + 1;
  for (const line of lines) {
    const indented = Math.min(indentation, line.length - line.trimStart().length);
    places.push({ inner: text.length, outer: outer + indented });
    text += `${line.slice(indented).replace('\r', '')}\n`;
    outer += line.length + 1;
  }
  const offset = (at: number): number => {
    let line = 0;
    for (let beyond = places.length; beyond - line > 1; ) {
      const middle = (line + beyond) >> 1;
      if (places[middle]!.inner <= at) line = middle;
      else beyond = middle;
    }
    const place = places[line]!;
    return place.outer + at - place.inner;
  };
  return { text, placeOf: (range) => ({ start: offset(range.start), end: offset(range.end) }) };
}
