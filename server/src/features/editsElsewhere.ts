import type { OpenFile } from '../analysis/snapshot.ts';
import { manifestsOf } from '../manifest/manifest.ts';
import type { DocumentEdit, EditElsewhere } from '../manifest/problem.ts';
import { isNoWorse } from './fixedText.ts';
import type { FileEdit } from './types.ts';

/**
 * The edits that a repair makes in another object, in offsets of the file that it stands in; undefined where the file
 * holds something else there by now, or would be spoilt.
 */
export function editsElsewhere(file: OpenFile, { at, kind, name, edits }: EditElsewhere): FileEdit[] | undefined {
  const { start, document } = file.stream.documentAt(at.start);
  const offset = at.start - start;
  if (document.unread || document.problems.length > 0) return undefined;
  const manifests = manifestsOf(document);
  const manifest =
    manifests.length > 1
      ? manifests.find(({ view }) => view.range.start <= offset && offset <= view.range.end)
      : manifests[0];
  if (manifest?.kind !== kind || manifest.name !== name) return undefined;
  const found = edits(manifest);
  return found && isNoWorse(document, found) ? inFile(found, start) : undefined;
}

/** Edits of a document as edits of its file. */
export function inFile(edits: readonly DocumentEdit[], documentStart: number): FileEdit[] {
  return edits.map(({ start, end, newText }) => ({
    range: { start: start + documentStart, end: end + documentStart },
    newText,
  }));
}
