import { parseDocument } from './parse.ts';
import { reparse, type TextChange } from './reparse.ts';
import { retype } from './retype.ts';
import type { YamlDocument } from './tree.ts';

/** What reading a document's changed text gives, made of what was read before as far as possible. */
export function editDocument(document: YamlDocument, change: TextChange, text: string): YamlDocument {
  if (document.text === text) return document;
  return retype(document, change, text) ?? reparse(document, change, text) ?? parseDocument(text);
}
