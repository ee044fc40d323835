import { editDocument } from '../../yaml/editDocument.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import type { Cursor } from './cursor/places.ts';

/**
 * The document without the word that is being typed, where that keeps it from being read as it will be. Offsets stay.
 * The document itself where it can be read as it is.
 */
export function readableDocument(document: YamlDocument, cursor: Cursor): YamlDocument {
  const unfinished = 'unfinished' in cursor ? cursor.unfinished : undefined;
  const { text, problems, isTemplate } = document;
  if (!unfinished) return document;
  if (problems.length === 0 && !isTemplate && !isDangling(cursor)) return document;
  const { start, end } = unfinished;
  const blank = ' '.repeat(end - start);
  return editDocument(document, { start, oldEnd: end, newEnd: end }, text.slice(0, start) + blank + text.slice(end));
}

/** Whether a text is there and final: nothing of it is filled in by a template engine. */
export function isKnown(text: string | undefined): text is string {
  return text !== undefined && text !== '' && !mayBeTemplate(text);
}

/** A word without a colon on a line of its own joins with what stands above or below, without being wrong YAML. */
function isDangling(cursor: Cursor): boolean {
  return cursor.kind === 'emptyLine' || (cursor.kind === 'key' && cursor.has === 'nothing' && !cursor.isFlow);
}
