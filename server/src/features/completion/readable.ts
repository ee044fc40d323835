import { parseDocument } from '../../yaml/parse.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { placeholderEnd } from './cursor/chars.ts';
import type { Cursor } from './cursor/places.ts';

/** Stands for the text of a placeholder; no value that holds it is known. */
export const HOLE = '\uE000';

/**
 * The document without what keeps it from being read: the word that is being typed is blanked out, and placeholders of
 * templates are filled. Offsets stay. The document itself where it can be read as it is.
 */
export function readableDocument(document: YamlDocument, cursor: Cursor): YamlDocument {
  const unfinished = 'unfinished' in cursor ? cursor.unfinished : undefined;
  const isHalfTyped = unfinished !== undefined && (document.problems.length > 0 || isDangling(cursor));
  if (!document.isTemplate && !isHalfTyped) return document;
  let { text } = document;
  if (unfinished) {
    text = text.slice(0, unfinished.start) + ' '.repeat(unfinished.end - unfinished.start) + text.slice(unfinished.end);
  }
  return parseDocument(document.isTemplate ? fillPlaceholders(text) : text);
}

/** A word without a colon on a line of its own joins with what stands above or below, without being wrong YAML. */
function isDangling(cursor: Cursor): boolean {
  return cursor.kind === 'emptyLine' || (cursor.kind === 'key' && cursor.has === 'nothing' && !cursor.isFlow);
}

/** Fills every `{{ … }}` and `${…}`: with blanks where it has its lines for itself, else with `HOLE`. */
function fillPlaceholders(text: string): string {
  let filled = '';
  let at = 0;
  for (let from = nextPlaceholder(text, 0); from < text.length; from = nextPlaceholder(text, at)) {
    const end = placeholderEnd(text, from, text.length);
    const isAlone = isBlankUntil(text, from, -1) && isBlankUntil(text, end - 1, 1);
    filled += text.slice(at, from);
    for (let i = from; i < end; i++) filled += text[i] === '\n' || text[i] === '\r' ? text[i] : isAlone ? ' ' : HOLE;
    at = end;
  }
  return filled + text.slice(at);
}

function nextPlaceholder(text: string, from: number): number {
  const braces = text.indexOf('{{', from);
  const dollar = text.indexOf(`\${`, from);
  if (braces < 0) return dollar < 0 ? text.length : dollar;
  return dollar < 0 ? braces : Math.min(braces, dollar);
}

/** Whether only blanks lie between `at` and the line's start (`by` -1) or end (`by` 1). */
function isBlankUntil(text: string, at: number, by: 1 | -1): boolean {
  for (let i = at + by; i >= 0 && i < text.length; i += by) {
    if (text[i] === '\n') return true;
    if (text[i] !== ' ' && text[i] !== '\t' && text[i] !== '\r') return false;
  }
  return true;
}
