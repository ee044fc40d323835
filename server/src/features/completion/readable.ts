import { parseDocument } from '../../yaml/parse.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import type { Cursor } from './cursor/places.ts';

/** In texts longer than this (some thousand lines) the half-typed word stays: what reading recovers must do. */
const LONGEST_READ_TWICE = 40_000;

/**
 * The document without the word that is being typed, where that keeps it from being read as it will be. Offsets stay.
 * The document itself where it can be read as it is.
 */
export function readableDocument(document: YamlDocument, cursor: Cursor): YamlDocument {
  const unfinished = 'unfinished' in cursor ? cursor.unfinished : undefined;
  const { text, problems, isTemplate } = document;
  if (!unfinished || text.length > LONGEST_READ_TWICE) return document;
  if (problems.length === 0 && !isTemplate && !isDangling(cursor)) return document;
  const blank = ' '.repeat(unfinished.end - unfinished.start);
  return parseDocument(text.slice(0, unfinished.start) + blank + text.slice(unfinished.end));
}

/** Whether a text is there and final: nothing of it is filled in by a template engine. */
export function isKnown(text: string | undefined): text is string {
  return text !== undefined && text !== '' && !text.includes('{{') && !text.includes('${');
}

/** A word without a colon on a line of its own joins with what stands above or below, without being wrong YAML. */
function isDangling(cursor: Cursor): boolean {
  return cursor.kind === 'emptyLine' || (cursor.kind === 'key' && cursor.has === 'nothing' && !cursor.isFlow);
}
